#include "models/scenario_text.hpp"

namespace models {

using sim::counted;
using sim::describe;
using sim::duration;
using sim::list_of;
using sim::period_end;
using sim::period_start;
using sim::power;
using sim::reference;
using sim::text;
using sim::whole_number;

const sim::UnitTable& scenario_units() {
  static const auto table = [] {
    sim::UnitTable t;
    t.add_noun("GPU", "GPU");
    t.add_noun("unit", "units");
    // Words for scale units: the smallest thing of a system that goes live.
    t.add_multiple("rack", "racks", "unit", 0);
    t.add_multiple("server", "servers", "unit", 0);
    t.add_noun("PFLOP", "PFLOP");
    return t;
  }();
  return table;
}

namespace {

const auto& horizon_type() {
  static const auto type = describe<HorizonText>("horizon", "The time that is simulated.")
                               .required("from", &HorizonText::from, period_start(), "Its first hour.")
                               .required("until", &HorizonText::until, period_end(), "The end of its last period.");
  return type;
}

const auto& report_type() {
  static const auto type =
      describe<ReportText>("report", "How results are reported.")
          .with_default("step", &ReportText::step,
                        sim::enumeration<ReportStep>({{"hour", ReportStep::hour, "A row per hour."},
                                                      {"day", ReportStep::day, "A row per day."},
                                                      {"week", ReportStep::week, "A row per ISO week, from Monday."},
                                                      {"month", ReportStep::month, "A row per calendar month."}}),
                        "day", "The length of a row's period.");
  return type;
}

const auto& system_type() {
  static const auto power_type =
      describe<SystemPowerText>("system power", "Electrical power of one unit.")
          .required("nominal", &SystemPowerText::nominal, power().more_than(0), "The rating that placement reserves.")
          .optional("typical", &SystemPowerText::typical, power().at_least(0),
                    "Drawn when live and in use; the nominal rating where not written.");
  static const auto cooling_type =
      describe<SystemCoolingText>("system cooling", "Where the heat of one unit goes.")
          .with_default("liquid_share", &SystemCoolingText::liquid_share, sim::ratio(), "0 %",
                        "Share of the nominal heat that the liquid loop takes; the rest is air.")
          .optional("supply_max", &SystemCoolingText::supply_max, sim::temperature(),
                    "Warmest water that it takes; not limited where not written.")
          .optional("return", &SystemCoolingText::return_temperature, sim::temperature(),
                    "Temperature at which it gives the water back, whatever comes in; 55 C where not written.");
  static const auto compute_type = describe<SystemComputeText>("system compute", "Peak compute per accelerator, dense.")
                                       .required("fp8", &SystemComputeText::fp8, sim::quantity("PFLOP/s").at_least(0),
                                                 "Dense FP8; the basis of H100-equivalents.");
  static const auto type =
      describe<SystemText>("system", "An accelerator system: what is ordered, placed and brought up.")
          .optional("maker", &SystemText::maker, text(), "Who designs it; a label.")
          .with_default("scale_unit", &SystemText::scale_unit,
                        sim::enumeration<ScaleUnit>({{"rack", ScaleUnit::rack, "A rack."},
                                                     {"server", ScaleUnit::server, "A server."},
                                                     {"unit", ScaleUnit::unit, "Something else."}}),
                        "unit", "The smallest thing that goes live; quantities count it.")
          .required("gpus", &SystemText::gpus, whole_number().at_least(1), "Accelerators per unit.")
          .group("power", &SystemText::power, power_type, "Power of one unit.")
          .group("cooling", &SystemText::cooling, cooling_type, "Cooling of one unit.")
          .optional("compute", &SystemText::compute, sim::struct_value(compute_type),
                    "Peak compute of one accelerator.")
          .optional("price", &SystemText::price, sim::money().at_least(0), "Price of one unit.")
          .optional("quoted_lead_time", &SystemText::quoted_lead_time, duration(),
                    "Nominal time from order to dock: tells `ordered_late` from `supply`. Where not written: the cycle "
                    "time of "
                    "the line and the transit of the lane.")
          .optional("made_on", &SystemText::made_on, reference("suppliers.*.lines"),
                    "The line that makes it unless the order says otherwise; on no line it is there when requested.");
  return type;
}

const auto& party_type() {
  static const auto type =
      describe<PartyText>("party",
                          "A company or institution; provider, customer, operator and buyer are roles of parties.")
          .optional("name", &PartyText::name, text(), "Its name in reports.")
          .with_default(
              "archetype", &PartyText::archetype,
              sim::enumeration<Archetype>({{"hyperscaler", Archetype::hyperscaler, "A large cloud."},
                                           {"neocloud", Archetype::neocloud, "A cloud that rents out accelerators."},
                                           {"landlord", Archetype::landlord, "A developer or owner of powered shells."},
                                           {"chip_maker", Archetype::chip_maker, "A maker of accelerators."},
                                           {"lab", Archetype::lab, "A maker of models."},
                                           {"enterprise", Archetype::enterprise, "Another user of compute."},
                                           {"sovereign", Archetype::sovereign, "A public programme."},
                                           {"unspecified", Archetype::unspecified, "Nothing is said."}}),
              "unspecified", "The kind of party; a label in the summary.");
  return type;
}

sim::Value<AllocationText> allocation() {
  static const auto by_party =
      sim::keyed(reference(std::vector<std::string>{"parties"}, {"others"}), sim::factor().at_least(0));
  static const auto map_type =
      describe<AllocationText>("allocation", "Shares by weight or by quota.")
          .optional("weighted", &AllocationText::weighted, by_party, "Weight of each buyer; 1 where none is written.")
          .optional("quota", &AllocationText::quota, by_party,
                    "Share of the capacity of each buyer, and of all others.")
          .optional("reuse", &AllocationText::reuse, sim::boolean(),
                    "Whether a quota that is not used goes to the others (true where not written).")
          .exactly_one_of({"weighted", "quota"});
  return sim::one_of<AllocationText>("allocation")
      .when_word("equal", &AllocationText::equal, "Max-min fair, all alike.")
      .when_word("pro_rata", &AllocationText::pro_rata, "In proportion to the open backlog, looked at each pickup.")
      .when_word("priority", &AllocationText::priority, "The best priority works; the others wait.")
      .when_word("first_come", &AllocationText::first_come, "The oldest open order works; the others wait.")
      .when_map(map_type);
}

const auto& line_type() {
  static const auto type =
      describe<LineText>("line", "A production line with one capacity, shared under one rule.")
          .with_default("cycle_time", &LineText::cycle_time, sim::law_of(duration()), "0 h",
                        "From leaving the queue to leaving the line.")
          .required("capacity", &LineText::capacity, sim::rate_curve("units"), "Units per time, constant or over time.")
          .with_default("shared_by", &LineText::shared_by,
                        sim::enumeration<SharedBy>({{"buyers", SharedBy::buyers, "One share per buyer."},
                                                    {"orders", SharedBy::orders, "One share per order."}}),
                        "buyers", "Who contends for the line.")
          .optional("allocation", &LineText::allocation, allocation(),
                    "The rule of sharing; `equal` where not written.")
          .with_default("pickup", &LineText::pickup, duration().at_least(1), "24 h", "How often finished units leave.");
  return type;
}

const auto& supplier_type() {
  static const auto type = describe<SupplierText>("supplier", "Who makes units, on one or more lines.")
                               .things("lines", &SupplierText::lines, line_type(), "Production lines by id.");
  return type;
}

const auto& lane_type() {
  static const auto type =
      describe<LaneText>("lane", "A freight lane from suppliers to sites.")
          .with_default("transit", &LaneText::transit, sim::law_of(duration()), "0 h",
                        "Time from shipping to dock. A law with `draw: each` is drawn for each delivery.")
          .optional("capacity", &LaneText::capacity, sim::rate_curve("units"),
                    "What it can carry; not limited where not written.");
  return type;
}

const auto& node_type() {
  static const auto type =
      describe<NodeText>("grid node", "What power blocks pass together: a feeder, a substation, a zone.")
          .required("limit", &NodeText::limit, power().more_than(0),
                    "Facility power that all blocks which pass it may draw together.")
          .with_default("allocation", &NodeText::allocation,
                        sim::enumeration<NodeSharing>(
                            {{"equal", NodeSharing::equal, "Max-min fair between blocks, all alike."},
                             {"pro_rata", NodeSharing::pro_rata, "In proportion to what each block could give."},
                             {"priority", NodeSharing::priority, "By the blocks' priority; equals share equally."}}),
                        "equal", "The rule of sharing when the blocks could give more than the limit.");
  return type;
}

const auto& power_type() {
  static const auto block_type =
      describe<BlockText>("power block", "Facility power that becomes available on a date.")
          .required("kind", &BlockText::kind,
                    sim::enumeration<BlockKind>(
                        {{"grid", BlockKind::grid, "Interconnection of a utility."},
                         {"onsite", BlockKind::onsite, "On-site generation."},
                         {"bridging", BlockKind::bridging, "On-site generation until the grid comes."}}),
                    "Where the power comes from.")
          .optional("contracted", &BlockText::contracted, power().at_least(0),
                    "Contracted facility power of a grid block.")
          .optional("nameplate", &BlockText::nameplate, power().at_least(0), "Nameplate of on-site generation.")
          .required("energization", &BlockText::energization, period_start(), "From when on power may be drawn.")
          .keyed("load_ramp", &BlockText::load_ramp, duration(), power().at_least(0),
                 "Power available from so long after energization on; all at once where not written.")
          .optional(
              "usable", &BlockText::usable, sim::part(),
              "Part that may be used, the rest being redundant: n+1 of twelve machines is `11 of 12`, 2n is `1 of "
              "2`. All where not written; what is contracted or the nameplate is reported whole.")
          .optional("through", &BlockText::through, list_of(reference("grid")),
                    "Grid nodes that its power passes; the limits of all hold at once.")
          .optional("priority", &BlockText::priority, whole_number().at_least(1),
                    "Rank where the nodes share by priority: 1 goes first, and is meant where not written.")
          .exactly_one_of({"contracted", "nameplate"});
  static const auto type =
      describe<PowerText>("site power", "The power of a site; not limited where no block is written.")
          .optional("interconnection_request", &PowerText::interconnection_request, power().at_least(0),
                    "What was asked of the utility; reported, never a limit.")
          .things("blocks", &PowerText::blocks, block_type, "Power blocks by id; they add up.");
  return type;
}

const auto& step_type() {
  static const auto type =
      describe<StepText>("bring-up step", "A step that each unit goes through from the dock to live.")
          .optional("after", &StepText::after, list_of(reference("sites.=.bring_up")), "The step before it.")
          .with_default("duration", &StepText::duration, sim::law_of(duration()), "0 h",
                        "Time in work per unit. A law with `draw: each` is drawn for each unit.")
          .keyed("needs", &StepText::needs, reference("sites.=.resources"), whole_number().at_least(1),
                 "Counted resources of the site that a unit holds while in work.")
          .optional(
              "powered", &StepText::powered, sim::boolean(),
              "From the first powered step on a unit draws power. Where no step says so: every step but the first.");
  return type;
}

const auto& hall_type() {
  static const auto liquid_type =
      describe<LiquidLoopText>("liquid loop", "The water that takes heat out of the units of a hall.")
          .required("limit", &LiquidLoopText::limit, power().at_least(0), "Heat that it can take.")
          .optional("supply", &LiquidLoopText::supply, sim::temperature(),
                    "Temperature of the water that reaches the units; systems that take only colder water do not come "
                    "here.")
          .optional("flow_max", &LiquidLoopText::flow_max, sim::quantity("L/min").at_least(0),
                    "Water that it can pump; needs `supply`. A unit takes its liquid heat over (4.123 kJ/(L K) x (its "
                    "return - supply)).");
  static const auto air_type =
      describe<AirLoopText>("air loop", "The air that takes the rest of the heat.")
          .required("limit", &AirLoopText::limit, power().at_least(0), "Heat that it can take.");
  static const auto cooling_type =
      describe<HallCoolingText>("hall cooling", "Cooling of a hall; a loop that is not written does not limit.")
          .optional("liquid", &HallCoolingText::liquid, sim::struct_value(liquid_type), "The liquid loop.")
          .optional("air", &HallCoolingText::air, sim::struct_value(air_type), "The air loop.");
  static const auto task_type =
      describe<TaskText>("stage", "A stage of a hall's construction, finish-to-start with lags.")
          .optional("after", &TaskText::after, list_of(sim::lagged_reference("sites.=.halls.=.stages")),
                    "Stages that must be finished first; `shell + 10 d` adds a lag.")
          .optional("started", &TaskText::started, period_start(),
                    "It does not start before; the horizon where nothing says otherwise.")
          .required("duration", &TaskText::duration, duration(), "Its length.");
  static const auto type =
      describe<HallText>("hall", "A data hall: the smallest place that turns on.")
          .optional("ready", &HallText::ready, period_start(),
                    "Ready for service from here on, in place of what its stages give; the horizon's first hour where "
                    "neither is written.")
          .optional("positions", &HallText::positions, counted("units").at_least(0), "Places for units.")
          .optional("critical_it", &HallText::critical_it, power().at_least(0), "Critical IT load by design.")
          .optional("density_max", &HallText::density_max, power().more_than(0), "Largest nominal rating of one unit.")
          .optional("cooling", &HallText::cooling, sim::struct_value(cooling_type), "Cooling loops.")
          .things("stages", &HallText::stages, task_type, "Construction stages by id.")
          .keyed("installed", &HallText::installed, reference("systems"), counted("units").at_least(1),
                 "Units that are live when the horizon begins.");
  return type;
}

const auto& site_type() {
  static const auto pool_type =
      describe<PoolText>("resource", "A counted resource: crews, docks, agents.")
          .required("count", &PoolText::count, whole_number().at_least(0), "How many there are.");
  static const auto type =
      describe<SiteText>("site", "A campus: halls that share power, crews and an operator.")
          .required("operator", &SiteText::operated_by, reference("parties"),
                    "Who runs it; installed units are theirs.")
          .optional("name", &SiteText::name, text(), "Its name in reports.")
          .with_default(
              "pue", &SiteText::pue, sim::by_month(sim::factor().at_least(1).at_most(3)), "1.0",
              "Facility energy over IT energy: the annual mean, or one number a month; what is drawn follows it.")
          .optional("pue_peak", &SiteText::pue_peak, sim::factor().at_least(1).at_most(3),
                    "The same on the design day: the IT limit is the facility limit over it, or over the annual mean "
                    "where it is not written.")
          .optional("power", &SiteText::power, sim::struct_value(power_type()), "Power of the site.")
          .things("resources", &SiteText::resources, pool_type, "Counted resources by id.")
          .things("bring_up", &SiteText::bring_up, step_type(), "Steps of each unit, a chain by `after`.")
          .things("halls", &SiteText::halls, hall_type(), "Data halls by id.");
  return type;
}

sim::Value<RequestedText> requested() {
  return sim::one_of<RequestedText>("requested")
      .when_text(&RequestedText::at, period_start())
      .when_map(&RequestedText::by_date, sim::keyed(period_start(), counted("units").at_least(1)));
}

sim::Value<DestinationText> destination() {
  static const auto policy_type =
      describe<DestinationText>("routing", "Candidate sites and how one of them is chosen when units ship.")
          .optional("first_ready", &DestinationText::first_ready, list_of(reference("sites")),
                    "The first that has a ready hall with room, else the one expected to be ready first.")
          .optional("most_headroom", &DestinationText::most_headroom, list_of(reference("sites")),
                    "The one with the most critical IT load left after all that was routed there.")
          .exactly_one_of({"first_ready", "most_headroom"});
  return sim::one_of<DestinationText>("destination")
      .when_text(&DestinationText::place, reference(std::vector<std::string>{"sites", "sites.*.halls"}, {"outside"}))
      .when_map(policy_type);
}

const auto& order_type() {
  static const auto type =
      describe<OrderText>("order", "Units that a buyer orders, once or in regular turns.")
          .required("buyer", &OrderText::buyer, reference("parties"), "Who orders; the provider that may promise them.")
          .required("system", &OrderText::system, reference("systems"), "What is ordered.")
          .optional("quantity", &OrderText::quantity, counted("units").at_least(1), "Units, of each turn with `every`.")
          .optional("ordered", &OrderText::ordered, period_start(),
                    "Order date; before the horizon it stands in the queue at its begin.")
          .optional("requested", &OrderText::requested, requested(), "Not delivered before; or quantities by date.")
          .optional("every", &OrderText::every, sim::law_of(duration().at_least(1)),
                    "A standing order: one turn every so often. A law with `draw: each` is drawn for each gap.")
          .optional("from", &OrderText::from, period_start(), "First turn of a standing order.")
          .optional("until", &OrderText::until, period_end(), "End of a standing order; the horizon where not written.")
          .optional("made_on", &OrderText::made_on, reference("suppliers.*.lines"),
                    "The line; the system's where not written.")
          .optional("lane", &OrderText::lane, reference("lanes"), "The freight lane; no transit where not written.")
          .required("to", &OrderText::to, destination(), "A hall (site.hall), a site, `outside`, or a routing policy.")
          .optional("for", &OrderText::made_for, reference("contracts.*.tranches"),
                    "The tranche that these units are meant for.")
          .with_default("priority", &OrderText::priority, whole_number().at_least(1), "1",
                        "Rank among orders on a line with `allocation: priority`; 1 goes first.")
          .exactly_one_of({"ordered", "every"});
  return type;
}

const auto& contract_type() {
  static const auto supplied_by_type =
      describe<SuppliedByText>("supplied by", "Where the units of a tranche must stand.")
          .optional("halls", &SuppliedByText::halls, list_of(reference("sites.*.halls")), "These halls (site.hall).")
          .optional("sites", &SuppliedByText::sites, list_of(reference("sites")), "All halls of these sites.")
          .exactly_one_of({"halls", "sites"});
  static const auto requires_type =
      describe<RequiresText>("requires", "Rules that a unit must meet to serve a contract.")
          .required("systems", &RequiresText::systems, list_of(reference("systems")), "It is one of these systems.");
  static const auto tranche_type =
      describe<TrancheText>("tranche", "A dated part of what a contract promises.")
          .required("quantity", &TrancheText::quantity, sim::amount({"GPU", "units", "MW"}),
                    "Accelerators, units, or MW of nominal rating (rounded down to whole units). The last two need one "
                    "system.")
          .required("due", &TrancheText::due, period_end(), "Needed from the end of this period on.")
          .optional("end", &TrancheText::end, period_end(),
                    "Needed until the end of this period; for good where not written.")
          .optional("supplied_by", &TrancheText::supplied_by, sim::struct_value(supplied_by_type),
                    "Where its units must stand; anywhere where not written.");
  static const auto type =
      describe<ContractText>("contract", "What a provider promises a customer.")
          .required("provider", &ContractText::provider, reference("parties"), "Who promises, and orders the units.")
          .required("customer", &ContractText::customer, reference("parties"), "To whom.")
          .optional("signed", &ContractText::signed_at, period_start(),
                    "Units are pegged from here on; the horizon where not written.")
          .with_default("priority", &ContractText::priority, whole_number().at_least(1), "1",
                        "Rank among the provider's contracts; 1 goes first.")
          .optional("requires", &ContractText::needs, sim::struct_value(requires_type), "Rules of eligibility.")
          .things("tranches", &ContractText::tranches, tranche_type, "Tranches by id.");
  return type;
}

const auto& demand_type() {
  static const auto type =
      describe<DemandText>("demand", "Accelerators that a customer could use.")
          .required("customer", &DemandText::customer, reference("parties"), "Whose demand it is.")
          .with_default("class", &DemandText::workload,
                        sim::enumeration<WorkloadClass>(
                            {{"training", WorkloadClass::training, "Training."},
                             {"fine_tuning", WorkloadClass::fine_tuning, "Fine-tuning."},
                             {"inference", WorkloadClass::inference, "Inference."},
                             {"managed_api", WorkloadClass::managed_api, "Pooled inference behind an API."}}),
                        "training", "The class of workload.")
          .required("need", &DemandText::need, sim::curve(counted("GPU").at_least(0)), "Accelerators over time.");
  return type;
}

const auto& event_type() {
  static const auto failure_type =
      describe<FailureText>("failure", "Live units fail and are repaired.")
          .required("units", &FailureText::units, counted("units").at_least(1), "How many fail.")
          .required("repair", &FailureText::repair, duration().at_least(1), "Until they run again.");
  static const auto cancel = sim::one_of<CancelText>("cancellation")
                                 .when_word("all", &CancelText::all, "Everything that is not shipped yet.")
                                 .when_text(&CancelText::units, counted("units").at_least(1))
                                 .value();
  static const auto type =
      describe<EventText>("event", "Something that happens, or might, on a date: a target and one effect.")
          .required("date", &EventText::date, period_start(), "When.")
          .required("target", &EventText::target,
                    sim::thing_path({"suppliers.*.lines.*", "lanes.*", "grid.*", "sites.*.power.blocks.*",
                                     "sites.*.halls.*", "sites.*.halls.*.stages.*", "sites.*.halls.*.cooling.liquid",
                                     "sites.*.halls.*.cooling.air", "orders.*"}),
                    "The path of what it hits.")
          .optional("slip", &EventText::slip, sim::signed_duration(),
                    "A hall, stage, power block or order comes so much later.")
          .optional("outage", &EventText::outage, duration().at_least(0),
                    "A line, lane, grid node, block, hall or loop gives nothing for so long.")
          .optional("multiply", &EventText::multiply, sim::factor().at_least(0),
                    "A line, lane, grid node, block or loop gives this part.")
          .optional("lasts", &EventText::lasts, duration().at_least(0),
                    "How long `multiply` acts; for good where not written.")
          .optional("failure", &EventText::failure, sim::struct_value(failure_type), "Live units of an order fail.")
          .optional("cancel", &EventText::cancel, cancel, "Units of an order that are not shipped yet are cancelled.")
          .exactly_one_of({"slip", "outage", "multiply", "failure", "cancel"});
  return type;
}

const auto& policies_type() {
  static const auto type = describe<PoliciesText>("policies", "Rules of the whole scenario.")
                               .with_default("preempt", &PoliciesText::preempt, sim::boolean(), "false",
                                             "Whether a tranche of better rank takes live units from others.");
  return type;
}

}  // namespace

const sim::StructType<ScenarioText>& scenario_type() {
  static const auto type =
      describe<ScenarioText>("scenario", "Who builds what, where, for whom and by when.")
          .required("schema", &ScenarioText::schema, whole_number().at_least(1).at_most(1),
                    "Version of the language: 1.")
          .with_default("seed", &ScenarioText::seed, whole_number().at_least(0), "1", "Of all random streams.")
          .with_default(
              "catalog", &ScenarioText::catalog, sim::boolean(), "true",
              "Whether the catalog's systems are at hand by name; a resolved scenario carries its own and says false.")
          .required("id", &ScenarioText::id, text(), "Name of the scenario; names its result folder.")
          .optional("title", &ScenarioText::title, text(), "One line about it.")
          .optional("as_of", &ScenarioText::as_of, period_end(), "What is known; a younger source is refused.")
          .group("horizon", &ScenarioText::horizon, horizon_type(), "The time that is simulated.")
          .group("report", &ScenarioText::report, report_type(), "How results are reported.")
          .optional(
              "without", &ScenarioText::without,
              list_of(sim::enumeration<Mechanism>({{"power", Mechanism::power, "Energized power and critical IT load."},
                                                   {"cooling", Mechanism::cooling, "Cooling loops."}})),
              "Mechanisms that do not act.")
          .things("systems", &ScenarioText::systems, system_type(),
                  "Accelerator systems by id; the catalog is at hand by name.")
          .things("parties", &ScenarioText::parties, party_type(), "Parties by id.")
          .things("suppliers", &ScenarioText::suppliers, supplier_type(), "Suppliers by id.")
          .things("lanes", &ScenarioText::lanes, lane_type(), "Freight lanes by id.")
          .things("grid", &ScenarioText::grid, node_type(), "Grid nodes by id: limits that sites share.")
          .things("sites", &ScenarioText::sites, site_type(), "Sites by id.")
          .things("orders", &ScenarioText::orders, order_type(), "Orders by id.")
          .things("contracts", &ScenarioText::contracts, contract_type(), "Contracts by id.")
          .things("demand", &ScenarioText::demand, demand_type(), "Demands by id.")
          .group("policies", &ScenarioText::policies, policies_type(), "Rules of the whole scenario.")
          .things("events", &ScenarioText::events, event_type(), "Dated events by id.");
  return type;
}

}  // namespace models
