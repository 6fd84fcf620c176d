#include "models/text/contract.hpp"

#include "sim/term_value.hpp"

namespace models {

using sim::describe;
using sim::list_of;
using sim::period_end;
using sim::period_start;
using sim::reference;
using sim::whole_number;

const sim::StructType<ContractText>& contract_type() {
  static const auto supplied_by_type =
      describe<SuppliedByText>("supplied by", "Where the units of a tranche must stand, or what it is resold of.")
          .optional("halls", &SuppliedByText::halls, list_of(reference("sites.*.halls")), "These halls (site.hall).")
          .optional("sites", &SuppliedByText::sites, list_of(reference("sites")), "All halls of these sites.")
          .optional("tranche", &SuppliedByText::tranche, reference("contracts.*.tranches"),
                    "This tranche (contract.tranche), which another provider owes to this one.")
          .exactly_one_of({"halls", "sites", "tranche"});
  static const auto requires_type =
      describe<RequiresText>("requires", "Rules that a unit must meet to serve a contract.")
          .optional("systems", &RequiresText::systems, list_of(reference("systems")), "It is one of these systems.")
          .optional("workloads", &RequiresText::workloads, list_of(workload_class()),
                    "Its system can do all of these classes of work.")
          .optional("capabilities", &RequiresText::capabilities, list_of(sim::text()),
                    "The provider has all of these `capabilities`.")
          .optional("jurisdictions", &RequiresText::jurisdictions, list_of(sim::text()),
                    "It stands in one of these jurisdictions, or in one that a region of this name contains.");
  static const auto tranche_type =
      describe<TrancheText>("tranche", "A dated part of what a contract promises.")
          .required("quantity", &TrancheText::quantity, sim::amount({"GPU", "units", "MW"}),
                    "Accelerators, units, or MW of nominal rating (rounded down to whole units). The last two need one "
                    "system. Of a capacity contract MW of critical IT, in whole kW.")
          .required("due", &TrancheText::due, period_end(), "Needed from the end of this period on.")
          .optional("end", &TrancheText::end, period_end(),
                    "Needed until the end of this period; for good where not written.")
          .optional("supplied_by", &TrancheText::supplied_by, sim::struct_value(supplied_by_type),
                    "Where its units must stand, or the tranche that it is resold of; the provider's own units "
                    "anywhere where not written. Of a capacity contract the halls whose power it is.");
  static const auto option_type = [&] {
    auto option =
        describe<OptionText>("option", "A tranche that the customer may ask for.")
            .required("quantity", &OptionText::quantity, sim::amount({"GPU", "units", "MW"}), "As that of a tranche.")
            .required("exercise_by", &OptionText::exercise_by, period_end(),
                      "It is exercised at the end of this period, if at all.")
            .required("due", &OptionText::due, period_end(), "Needed from the end of this period on.")
            .optional("end", &OptionText::end, period_end(), "Needed until the end of this period.")
            .optional("supplied_by", &OptionText::supplied_by, sim::struct_value(supplied_by_type),
                      "Where its units must stand; anywhere where not written.");
    describe_chance(option);
    return option;
  }();
  static const auto type =
      describe<ContractText>("contract", "What a provider promises a customer.")
          .required("provider", &ContractText::provider, reference("parties"), "Who promises, and orders the units.")
          .required("customer", &ContractText::customer, reference("parties"), "To whom.")
          .with_default(
              "kind", &ContractText::kind,
              sim::enumeration<ContractKind>(
                  {{"compute", ContractKind::compute, "Live accelerators."},
                   {"capacity", ContractKind::capacity,
                    "Critical IT power of halls that are ready, powered and cooled, racks or not: what a landlord "
                    "promises. Its tranches are in MW and name halls or sites."}}),
              "compute", "What is promised.")
          .optional("signed", &ContractText::signed_at, period_start(),
                    "Units are pegged from here on; the horizon where not written.")
          .with_default("priority", &ContractText::priority, whole_number().at_least(1), "1",
                        "Rank among the provider's contracts; 1 goes first.")
          .optional("weight", &ContractText::weight, sim::factor().more_than(0),
                    "Where `policies.grants` is `weighted`; 1 where not written.")
          .optional("quota", &ContractText::quota, sim::ratio().more_than(0),
                    "Where `policies.grants` is `quota`: part of the provider's live accelerators; all of them where "
                    "not written.")
          .optional("requires", &ContractText::needs, sim::struct_value(requires_type), "Rules of eligibility.")
          .optional("term", &ContractText::term, sim::term(),
                    "From the due date of a tranche, where that says no `end`; for good where not written.")
          .optional("price", &ContractText::price, sim::quantity_of({"USD/GPU-h", "USD_M/MW-yr"}).more_than(0),
                    "Of an accelerator-hour supplied; of a capacity contract, rent of a MW supplied (1.7 USD_M/MW-yr, "
                    "140 USD/kW-mo). Without it, and without `contract_value`, no money flows.")
          .optional("contract_value", &ContractText::contract_value, sim::money().more_than(0),
                    "Of all tranches over their terms, options left out; in place of `price`.")
          .optional("terms", &ContractText::terms, reference("terms"),
                    "Clauses by name that hold where `clauses` does not write the same clause.")
          .group("clauses", &ContractText::clauses, clauses_type(), "What follows when a date passes.")
          .things("tranches", &ContractText::tranches, tranche_type, "Tranches by id.")
          .things("options", &ContractText::options, option_type, "Tranches that may be asked for, by id.");
  return type;
}

const sim::StructType<RegionText>& region_type() {
  static const auto type =
      describe<RegionText>("region", "A word that stands for several jurisdictions in `requires` and in licences.")
          .required("contains", &RegionText::contains, list_of(sim::text()), "Jurisdictions of sites: at, be.");
  return type;
}

}  // namespace models
