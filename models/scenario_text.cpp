#include "models/scenario_text.hpp"

#include "models/contract/grant_policy.hpp"
#include "models/site/stage_resources.hpp"

namespace models {

using sim::describe;
using sim::list_of;
using sim::period_end;
using sim::period_start;
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
    t.add_noun("GPU_h", "GPU_h");  // of claims: hours of accelerators, counted
    t.add_noun("wafer", "wafers");
    t.add_noun("Gb", "Gb");
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

sim::Value<Dispatch> dispatch_value() {
  std::vector<sim::Named<Dispatch>> names;
  for (const DispatchInfo& rule : dispatch_rules()) names.push_back({rule.name, rule.dispatch, rule.meaning});
  return sim::enumeration<Dispatch>(std::move(names));
}

sim::Value<GrantPolicy> grant_policy_value() {
  std::vector<sim::Named<GrantPolicy>> names;
  for (const GrantPolicyInfo& policy : grant_policies()) names.push_back({policy.name, policy.policy, policy.meaning});
  return sim::enumeration<GrantPolicy>(std::move(names));
}

const auto& policies_type() {
  static const auto type =
      describe<PoliciesText>("policies", "Rules of the whole scenario.")
          .with_default("preempt", &PoliciesText::preempt, sim::boolean(), "false",
                        "Whether a tranche of better rank takes live units from others.")
          .with_default("grants", &PoliciesText::grants, grant_policy_value(), "rank",
                        "Which tranche of a provider gets a live unit that is free.")
          .optional("own_load_first", &PoliciesText::own_load_first, sim::list_of(sim::reference("parties")),
                    "These serve what they promise themselves before all others.")
          .with_default("dispatch", &PoliciesText::dispatch, dispatch_value(), "first_come",
                        "Of stages that wait for resources, who is looked at first; each whose "
                        "needs are free then starts.")
          .optional("workloads", &PoliciesText::workloads, sim::struct_value(workloads_type()),
                    "Which class of workload is served first; all share in proportion where not written.");
  return type;
}

}  // namespace

const sim::StructType<ScenarioText>& scenario_type() {
  static const auto type =
      describe<ScenarioText>("scenario", "Who builds what, where, for whom and by when.")
          .required("schema", &ScenarioText::schema, whole_number().at_least(1).at_most(1),
                    "Version of the language: 1.")
          .with_default("seed", &ScenarioText::seed, whole_number().at_least(0), "1", "Of all random streams.")
          .with_default("catalog", &ScenarioText::catalog, sim::boolean(), "true",
                        "Whether the catalog's systems and climates are at hand by name; a resolved scenario carries "
                        "its own and says false.")
          .required("id", &ScenarioText::id, text(), "Name of the scenario; names its result folder.")
          .optional("title", &ScenarioText::title, text(), "One line about it.")
          .optional("as_of", &ScenarioText::as_of, period_end(), "What is known; a younger source is refused.")
          .group("horizon", &ScenarioText::horizon, horizon_type(), "The time that is simulated.")
          .group("report", &ScenarioText::report, report_type(), "How results are reported.")
          .optional("without", &ScenarioText::without,
                    list_of(sim::enumeration<Mechanism>(
                        {{"power", Mechanism::power, "Energized power and critical IT load."},
                         {"cooling", Mechanism::cooling, "Cooling loops."},
                         {"curtailment", Mechanism::curtailment, "What takes interruptible power away."},
                         {"bom", Mechanism::bom, "Parts: units take none."},
                         {"failures", Mechanism::failures, "Lives and repairs of units."},
                         {"maintenance", Mechanism::maintenance, "Planned maintenance of units."},
                         {"spares", Mechanism::spares, "Stocks of parts that repairs use."},
                         {"dead_on_arrival", Mechanism::dead_on_arrival, "Units that come dead."},
                         {"clusters", Mechanism::clusters, "Minimum sizes of clusters."},
                         {"licences", Mechanism::licences, "Export licences: nothing needs one."},
                         {"money", Mechanism::money,
                          "Prices, loans and investments: nothing is paid, and no order waits for money."}})),
                    "Mechanisms that do not act.")
          .things("choices", &ScenarioText::choices, sim::choice_type(),
                  "Alternatives of which one holds, by id; `--set choices.ID.take=OPTION` takes another.")
          .group("uncertainty", &ScenarioText::uncertainty, sim::uncertainty_type(), "What moves many numbers at once.")
          .things("systems", &ScenarioText::systems, system_type(),
                  "Accelerator systems by id; the catalog is at hand by name.")
          .things("climates", &ScenarioText::climates, ambient_type(),
                  "Outside temperatures by id, for sites to name; the catalog is at hand.")
          .things("parties", &ScenarioText::parties, party_type(), "Parties by id.")
          .things("parts", &ScenarioText::parts, part_type(), "Parts by id: what systems are made of.")
          .things("suppliers", &ScenarioText::suppliers, supplier_type(), "Suppliers by id.")
          .things("lanes", &ScenarioText::lanes, lane_type(), "Freight lanes by id.")
          .things("gateways", &ScenarioText::gateways, gateway_type(), "Gateways by id: limits that lanes share.")
          .things("grid", &ScenarioText::grid, node_type(), "Grid nodes by id: limits that sites share.")
          .things("calendars", &ScenarioText::calendars, calendar_type(), "Working calendars by id.")
          .things("resources", &ScenarioText::resources, pool_type(),
                  "Counted resources by id that stages of all sites share; each site has its own beside them.")
          .things("sites", &ScenarioText::sites, site_type(), "Sites by id.")
          .things("clusters", &ScenarioText::clusters, cluster_type(),
                  "Clusters by id: halls that are of use together.")
          .things("orders", &ScenarioText::orders, order_type(), "Orders by id.")
          .things("jurisdictions", &ScenarioText::jurisdictions, region_type(),
                  "Regions by id that contain jurisdictions: eu; the catalog is at hand by name.")
          .things("terms", &ScenarioText::terms, clauses_type(), "Sets of clauses by id, for contracts to name.")
          .things("contracts", &ScenarioText::contracts, contract_type(), "Contracts by id.")
          .things("commitments", &ScenarioText::commitments, commitment_type(),
                  "Sums committed by buyers, by id: held against contracts and bills in commitments.csv.")
          .things("claims", &ScenarioText::claims, claim_type(),
                  "Headline figures by id: backed, unbacked or contradicted in claims.csv.")
          .things("licences", &ScenarioText::licences, licence_type(), "Export licences by id.")
          .things("demand", &ScenarioText::demand, demand_type(), "Demands by id.")
          .things("channels", &ScenarioText::channels, channel_type(),
                  "Channels by id, through which demands may come.")
          .group("market", &ScenarioText::market, market_type(), "Prices that nobody in the scenario sets.")
          .things("investments", &ScenarioText::investments, investment_type(), "Investments by id.")
          .things("financing", &ScenarioText::financing, financing_type(), "Loans and notes by id.")
          .group("policies", &ScenarioText::policies, policies_type(), "Rules of the whole scenario.")
          .things("events", &ScenarioText::events, event_type(), "Dated events by id.");
  return type;
}

}  // namespace models
