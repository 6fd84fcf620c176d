#include "models/text/site.hpp"

namespace models {

using sim::describe;
using sim::reference;
using sim::text;

const sim::StructType<SiteText>& site_type() {
  static const auto lease_type =
      describe<LeaseText>("lease", "Rent that the operator pays, by the critical IT load of halls that are ready.")
          .required("landlord", &LeaseText::landlord, reference("parties"), "Who is paid.")
          .required("rate", &LeaseText::rate, sim::quantity("USD_M/MW-yr").more_than(0),
                    "Rent of a MW of `critical_it`; from the hour on in which a hall is ready for service, racks or "
                    "not. Paid monthly.")
          .optional("from", &LeaseText::from, sim::period_start(), "No rent before; of halls ready earlier.");
  static const auto roles_type =
      describe<RolesText>("roles",
                          "Which party has which part in a site; the operator where not written. All of them "
                          "stand in `roles.csv`.")
          .optional("land", &RolesText::land, reference("parties"), "Owns the land; it may be the landlord of a lease.")
          .optional("shell", &RolesText::shell, reference("parties"),
                    "Owns the building: it may promise its capacity, and be the landlord of a lease.")
          .optional("power", &RolesText::power, reference("parties"),
                    "Brings the power: it pays the power bill, and may promise capacity.")
          .optional("systems", &RolesText::systems, reference("parties"),
                    "Owns what is installed when the horizon begins, and so is its provider.")
          .optional("operation", &RolesText::operation, reference("parties"), "Runs it: the `operator`.")
          .optional("software", &RolesText::software, reference("parties"),
                    "Brings what runs on the systems; reported alone.");
  static const auto type =
      describe<SiteText>("site", "A campus: halls that share power, crews and an operator.")
          .required("operator", &SiteText::operated_by, reference("parties"),
                    "Who runs it; installed units are theirs, unless `roles` say otherwise.")
          .optional("roles", &SiteText::roles, sim::struct_value(roles_type), "Who owns what there, and does what.")
          .optional("name", &SiteText::name, text(), "Its name in reports.")
          .optional("jurisdiction", &SiteText::jurisdiction, text(),
                    "Whose law holds there: us, eu, ae; that of its operator where not written.")
          .with_default(
              "pue", &SiteText::pue, sim::by_month(sim::factor().at_least(1).at_most(3)), "1.0",
              "Facility energy over IT energy: the annual mean, or one number a month; what is drawn follows it.")
          .optional("pue_peak", &SiteText::pue_peak, sim::factor().at_least(1).at_most(3),
                    "The same on the design day: the IT limit is the facility limit over it, or over the annual mean "
                    "where it is not written.")
          .optional("water", &SiteText::water, sim::quantity("L/kWh").at_least(0),
                    "Water that it takes for a kWh of IT energy (WUE), for a contract's `efficiency`; none where not "
                    "written.")
          .optional("climate", &SiteText::climate, reference("climates"),
                    "A climate by name: the temperature of its outside air.")
          .optional("ambient", &SiteText::ambient, sim::struct_value(ambient_type()),
                    "Temperature of the outside air, written out.")
          .optional("power", &SiteText::power, sim::struct_value(power_type()), "Power of the site.")
          .optional("lease", &SiteText::lease, sim::struct_value(lease_type),
                    "Rent of its halls, each of which then writes `critical_it`; none where not written.")
          .optional("capex", &SiteText::capex, sim::quantity("USD_M/MW").more_than(0),
                    "What a MW of critical IT load cost to build, without the systems: values what waits for units "
                    "in `idle_capital.csv`. No cash.")
          .things("resources", &SiteText::resources, pool_type(), "Counted resources by id.")
          .things("stocks", &SiteText::stocks, stock_type(), "Spare parts and consumables by id.")
          .things("bring_up", &SiteText::bring_up, step_type(), "Steps of each unit, a chain by `after`.")
          .optional("calendar", &SiteText::calendar, reference("calendars"),
                    "Whose working days the lengths of its stages count where they are written in `wd`; every day is "
                    "worked where not written.")
          .things("gear", &SiteText::gear, gear_type(), "Long-lead gear by id; its halls share it.")
          .things("halls", &SiteText::halls, hall_type(), "Data halls by id.")
          .at_most_one_of({"climate", "ambient"});
  return type;
}

}  // namespace models
