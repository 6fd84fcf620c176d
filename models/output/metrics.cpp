#include "models/output/metrics.hpp"

#include <set>

#include "models/market/effective_compute.hpp"
#include "models/output/result_table.hpp"
#include "models/site/grid.hpp"
#include "models/site/power.hpp"
#include "models/site/stranding.hpp"

namespace models {

namespace {

using Row = PeriodSums::Row;
using std::optional;

optional<double> whole(std::int64_t value) { return static_cast<double>(value); }

const std::vector<Metric>& all_metrics() {
  using enum Scope;
  static const std::vector<Metric> table{
      {"live_gpus",
       "gpu",
       "accelerators of live units at the end of the period",
       {world, provider, site, archetype, silicon},
       [](const Row& r) { return whole(r.live_accelerators); }},
      {"live_h100e",
       "h100e",
       "the same in H100-equivalents by dense FP8; systems without a written rate count nothing",
       {world, provider, site, archetype, silicon},
       [](const Row& r) -> optional<double> { return r.live_fp8_pflops / h100_fp8_pflops; }},
      {"effective_h100e",
       "h100e",
       "what they deliver: live_h100e x effective compute x goodput in the last hour of the period, and of clusters "
       "below "
       "their minimum what these are worth; nothing where nothing is said of what could be there",
       {world, provider, site, archetype, silicon},
       [](const Row& r) -> optional<double> {
         if (!r.has_effective_compute) return std::nullopt;
         return r.effective_fp8_pflops / h100_fp8_pflops;
       }},
      {"live_share",
       "",
       "of live_h100e of all that is live, the part that is of a family of accelerators",
       {silicon},
       [](const Row& r) -> optional<double> {
         if (r.live_fp8_pflops_of_all == 0) return std::nullopt;
         return r.live_fp8_pflops / r.live_fp8_pflops_of_all;
       }},
      {"promised_gpus",
       "gpu",
       "accelerators of tranches that are needed at the end of the period",
       {world, provider, contract, archetype},
       [](const Row& r) { return whole(r.promised); }},
      {"supplied_gpus",
       "gpu",
       "of the promised ones, those granted",
       {world, provider, contract, archetype},
       [](const Row& r) { return whole(r.supplied); }},
      {"short_gpus",
       "gpu",
       "of the promised ones, those missing",
       {world, provider, contract, archetype},
       [](const Row& r) { return whole(r.promised - r.supplied); }},
      {"needed_gpu_h",
       "gpu_h",
       "accelerator-hours needed in the period",
       {world, provider, contract, archetype},
       [](const Row& r) { return whole(r.needed_hours); }},
      {"supplied_gpu_h",
       "gpu_h",
       "accelerator-hours supplied in the period",
       {world, provider, contract, archetype},
       [](const Row& r) { return whole(r.supplied_hours); }},
      {"shortfall_gpu_h",
       "gpu_h",
       "accelerator-hours missing in the period",
       {world, provider, contract, archetype},
       [](const Row& r) { return whole(r.needed_hours - r.supplied_hours); }},
      {"promised_it_mw",
       "MW",
       "critical IT power of capacity tranches that is needed at the end of the period",
       {world, provider, contract},
       [](const Row& r) -> optional<double> { return megawatts(r.promised_kilowatts * 1000); }},
      {"supplied_it_mw",
       "MW",
       "of it, what is ready, powered and cooled",
       {world, provider, contract},
       [](const Row& r) -> optional<double> { return megawatts(r.supplied_kilowatts * 1000); }},
      {"needed_it_kwh",
       "kWh",
       "critical IT power needed in the period, over time",
       {world, provider, contract},
       [](const Row& r) { return whole(r.needed_kilowatt_hours); }},
      {"shortfall_it_kwh",
       "kWh",
       "of it, what was missing",
       {world, provider, contract},
       [](const Row& r) { return whole(r.needed_kilowatt_hours - r.supplied_kilowatt_hours); }},
      {"utilization",
       "",
       "accelerator-hours used over those available to demands; nothing where there are none",
       {world, provider, site, archetype},
       [](const Row& r) -> optional<double> {
         if (!r.has_demand || r.available_hours == 0) return std::nullopt;
         return static_cast<double>(r.used_hours) / static_cast<double>(r.available_hours);
       }},
      {"requested_mw",
       "MW",
       "interconnection requests, of a grid node those of the sites that draw through it; nothing where none is "
       "written",
       {world, site, grid_node},
       [](const Row& r) -> optional<double> {
         if (r.requested == 0) return std::nullopt;
         return megawatts(r.requested);
       }},
      {"contracted_mw",
       "MW",
       "facility power contracted, or nameplate, of all blocks but storage; nothing where power is not limited",
       {world, site, grid_node},
       [](const Row& r) -> optional<double> {
         if (!r.is_limited) return std::nullopt;
         return megawatts(r.contracted);
       }},
      {"energized_mw",
       "MW",
       "facility power that may be drawn at the end of the period; nothing where power is not limited",
       {world, site, grid_node},
       [](const Row& r) -> optional<double> {
         if (!r.is_limited) return std::nullopt;
         return megawatts(r.energized);
       }},
      {"drawn_mw",
       "MW",
       "facility power drawn at the end of the period; of a grid node: each site's by what its blocks give",
       {world, site, grid_node},
       [](const Row& r) -> optional<double> { return megawatts(r.drawn); }},
      {"node_limit_mw",
       "MW",
       "facility power that may pass a grid node at the end of the period",
       {grid_node},
       [](const Row& r) -> optional<double> { return megawatts(r.node_limit); }},
      {"curtailed_mw",
       "MW",
       "the most facility power that rules and events took from the site's interruptible blocks in the period",
       {site},
       [](const Row& r) -> optional<double> { return megawatts(r.curtailed); }},
      {"curtailed_mwh",
       "MWh",
       "IT energy that live units did not draw in the period because of it",
       {world, site},
       [](const Row& r) -> optional<double> { return static_cast<double>(r.curtailed_watt_hours) / 1e6; }},
      {"stranded_mw",
       "MW",
       "critical IT power at the end of the period that no unit of a system ordered to the site could use",
       {world, site},
       [](const Row& r) -> optional<double> { return megawatts(r.stranded); }},
      {"it_live_mw",
       "MW",
       "nominal rating of live units at the end of the period",
       {world, site},
       [](const Row& r) -> optional<double> { return megawatts(r.live_rating); }},
      {"made_units",
       "unit",
       "units that left the supplier's lines since the horizon's begin",
       {supplier},
       [](const Row& r) { return whole(r.made); }},
      {"waiting_units",
       "unit",
       "units that wait for the limited part of a lane, or of the lanes through a gateway, at the end of the period",
       {lane, gateway},
       [](const Row& r) { return whole(r.waiting); }},
      {"passed_units",
       "unit",
       "units that passed it since the horizon's begin",
       {lane, gateway},
       [](const Row& r) { return whole(r.passed); }},
  };
  return table;
}

Row& at(PeriodSums& sums, Scope scope, std::size_t entity) {
  return sums.rows[static_cast<std::size_t>(scope)][entity];
}

// Of a provider of whose kind something is said.
Row* row_of_kind(const Scenario& scenario, PartyId provider, PeriodSums& sums) {
  const auto kind = static_cast<std::size_t>(scenario.parties[provider].archetype);
  return kind < archetype_count ? &at(sums, Scope::archetype, kind) : nullptr;
}

// Whether units of several families are ordered.
bool has_families(const Scenario& scenario) {
  std::set<SiliconId> families;
  for (const Order& order : scenario.orders) {
    if (scenario.systems[order.system].silicon.exists()) families.insert(scenario.systems[order.system].silicon);
  }
  return families.size() > 1;
}

// The rows that units of a system at a place of a provider are summed in.
std::vector<Row*> rows_of(const Scenario& scenario, const State::UnitRow& units, PeriodSums& sums) {
  std::vector<Row*> rows{&at(sums, Scope::world, 0), &at(sums, Scope::provider, units.provider.index),
                         &at(sums, Scope::site, units.site.index)};
  if (Row* row = row_of_kind(scenario, units.provider, sums)) rows.push_back(row);
  const SiliconId silicon = scenario.systems[units.system].silicon;
  const auto& families = sums.rows[static_cast<std::size_t>(Scope::silicon)];
  if (silicon.exists() && !families.empty()) rows.push_back(&at(sums, Scope::silicon, silicon.index));
  return rows;
}

// What live units deliver: of all by provider, site and system, less what clusters below their minimum lack.
void add_effective_compute_of(const Simulation& simulation, Hour hour, PeriodSums& sums) {
  const Scenario& scenario = simulation.scenario();
  const State& state = simulation.state();
  const auto add = [&](const State::UnitRow& row, Units live, double part) {
    const System& system = scenario.systems[row.system];
    const double pflops = static_cast<double>(live * system.accelerators) * system.fp8_pflops *
                          effective_part(scenario, row.system, hour) * part;
    for (Row* sum : rows_of(scenario, row, sums)) sum->effective_fp8_pflops += pflops;
  };
  const auto note = [&](const State::UnitRow& row) {
    for (Row* sum : rows_of(scenario, row, sums)) sum->has_effective_compute = true;
  };
  for (std::size_t i = 0; i < state.unit_rows.size(); ++i) {
    const Units live = state.units_by_state[i * unit_state_count + static_cast<std::size_t>(UnitState::live)];
    if (live > 0) add(state.unit_rows[i], live, 1);
    if (state.unit_rows[i].site.exists() && says_what_it_delivers(scenario.systems[state.unit_rows[i].system])) {
      note(state.unit_rows[i]);
    }
  }
  if (scenario.compute_clusters.size() == 0) return;
  for (GroupId id : scenario.groups.ids()) {
    const HallId hall = scenario.groups[id].hall;
    const Units live = state.groups[id].units[static_cast<std::size_t>(Stage::live)];
    if (!hall.exists() || !scenario.halls[hall].cluster.exists()) continue;
    const ComputeClusterId cluster = scenario.halls[hall].cluster;
    if (scenario.compute_clusters[cluster].value_below > 0) note(state.unit_rows[state.groups[id].table_row]);
    if (state.compute_clusters[cluster].usable_since != sim::never) continue;
    add(state.unit_rows[state.groups[id].table_row], live, scenario.compute_clusters[cluster].value_below - 1);
  }
}

void add_units_of(const Simulation& simulation, PeriodSums& sums) {
  const State& state = simulation.state();
  for (std::size_t i = 0; i < state.unit_rows.size(); ++i) {
    const auto& key = state.unit_rows[i];
    const Units live = state.units_by_state[i * unit_state_count + static_cast<std::size_t>(UnitState::live)];
    if (live == 0) continue;
    const System& system = simulation.scenario().systems[key.system];
    for (Row* row : rows_of(simulation.scenario(), key, sums)) {
      row->live_accelerators += live * system.accelerators;
      row->live_fp8_pflops += static_cast<double>(live * system.accelerators) * system.fp8_pflops;
    }
  }
}

void add_promises_of(const Simulation& simulation, PeriodSums& sums) {
  const Scenario& scenario = simulation.scenario();
  for (TrancheId id : scenario.tranches.ids()) {
    const Tranche& tranche = scenario.tranches[id];
    const Ledger& ledger = simulation.ledger();
    std::int64_t supplied = 0;
    for (const Supply& s : ledger.supplied(id)) supplied += s.accelerators;
    // Of the world only what units supply: what is passed on is the same metal.
    for (Row* row : {tranche.depth == 0 ? &at(sums, Scope::world, 0) : nullptr,
                     &at(sums, Scope::provider, scenario.contracts[tranche.contract].provider.index),
                     &at(sums, Scope::contract, tranche.contract.index),
                     row_of_kind(scenario, scenario.contracts[tranche.contract].provider, sums)}) {
      if (row == nullptr) continue;
      if (scenario.is_capacity(id)) {  // never added to accelerators
        row->promised_kilowatts += ledger.is_needed(id) ? tranche.accelerators : 0;
        row->supplied_kilowatts += ledger.is_needed(id) ? supplied : 0;
        row->needed_kilowatt_hours += ledger.period(id).needed;
        row->supplied_kilowatt_hours += ledger.period(id).supplied;
        continue;
      }
      row->promised += ledger.is_needed(id) ? tranche.accelerators : 0;
      row->supplied += ledger.is_needed(id) ? supplied : 0;
      row->needed_hours += ledger.period(id).needed;
      row->supplied_hours += ledger.period(id).supplied;
    }
  }
}

void add_use_of(const Simulation& simulation, PeriodSums& sums) {
  for (const Utilization::Row& use : simulation.utilization().period()) {
    if (!use.demand.exists() || !use.provider.exists()) continue;
    for (Row* row : {&at(sums, Scope::world, 0), &at(sums, Scope::provider, use.provider.index),
                     &at(sums, Scope::site, use.site.index), row_of_kind(simulation.scenario(), use.provider, sums)}) {
      if (row == nullptr) continue;
      row->available_hours += use.available;
      row->used_hours += use.used;
      row->has_demand = true;
    }
  }
}

void add_sites_of(const Simulation& simulation, PeriodSums& sums) {
  const Scenario& scenario = simulation.scenario();
  for (SiteId id : scenario.sites.ids()) {
    const SiteState& site = simulation.state().sites[id];
    const auto drawn_facility = static_cast<Watts>(facility_drawn(site));
    Watts stranded = 0, contracted = 0;
    for (const StrandedPower& power : stranded_at(scenario, simulation.state(), id)) {
      if (power.by != StrandedBy::no_units) stranded += power.watts;
    }
    for (BlockId block : scenario.sites[id].blocks) contracted += scenario.blocks[block].rated;
    for (Row* row : {&at(sums, Scope::world, 0), &at(sums, Scope::site, id.index)}) {
      row->energized += site.facility_available;
      row->is_limited |= scenario.sites[id].limited_by_power;
      row->drawn += drawn_facility;
      row->requested += scenario.sites[id].interconnection_request;
      row->contracted += contracted;
      row->curtailed += site.curtailed_most;
      row->curtailed_watt_hours += site.curtailed_watt_hours;
      row->stranded += stranded;
      row->live_rating += site.it_live;
    }
  }
}

void add_nodes_of(const Simulation& simulation, PeriodSums& sums) {
  const Scenario& scenario = simulation.scenario();
  for (NodeId id : scenario.nodes.ids()) {
    const NodeState& node = simulation.state().nodes[id];
    Row& row = at(sums, Scope::grid_node, id.index);
    row.is_limited = true;
    row.node_limit = node.limit;
    std::set<SiteId> sites;
    for (BlockId block : scenario.nodes[id].blocks) {
      row.contracted += scenario.blocks[block].rated;
      sites.insert(scenario.blocks[block].site);
    }
    for (SiteId site : sites) row.requested += scenario.sites[site].interconnection_request;
    row.energized = node.energized;
    row.drawn = static_cast<Watts>(drawn_through(scenario, simulation.state(), id));
  }
}

void add_lanes_of(const Simulation& simulation, PeriodSums& sums) {
  const Scenario& scenario = simulation.scenario();
  for (LaneId id : scenario.lanes.ids()) {
    const LaneState& lane = simulation.state().lanes[id];
    const auto add = [&](Row& row) {
      row.waiting += lane.waiting;
      row.passed += lane.passed;
    };
    add(at(sums, Scope::lane, id.index));
    for (GatewayId gateway : scenario.lanes[id].through) add(at(sums, Scope::gateway, gateway.index));
  }
}

// Lines of one supplier stand together and share the part of their id before the dot.
std::vector<std::string> supplier_names(const Scenario& scenario) {
  std::vector<std::string> names;
  for (const Line& line : scenario.lines) {
    std::string supplier = line.id.substr(0, line.id.find('.'));
    if (names.empty() || names.back() != supplier) names.push_back(std::move(supplier));
  }
  return names;
}

}  // namespace

std::span<const Metric> metrics() { return all_metrics(); }

PeriodSums sum_up(const Simulation& simulation, Hour last) {
  const Scenario& scenario = simulation.scenario();
  PeriodSums sums;
  const auto size = [&](Scope scope, std::size_t n) { sums.rows[static_cast<std::size_t>(scope)].resize(n); };
  size(Scope::world, 1);
  size(Scope::provider, scenario.parties.size());
  size(Scope::site, scenario.sites.size());
  size(Scope::contract, scenario.contracts.size());
  size(Scope::grid_node, scenario.nodes.size());
  size(Scope::lane, scenario.lanes.size());
  size(Scope::gateway, scenario.gateways.size());
  size(Scope::archetype, archetype_count);
  if (has_families(scenario)) size(Scope::silicon, scenario.silicon.size());
  add_units_of(simulation, sums);
  for (Row& family : sums.rows[static_cast<std::size_t>(Scope::silicon)]) {
    family.live_fp8_pflops_of_all = at(sums, Scope::world, 0).live_fp8_pflops;
  }
  if (has_effective_compute(scenario)) add_effective_compute_of(simulation, last, sums);
  add_promises_of(simulation, sums);
  add_use_of(simulation, sums);
  add_sites_of(simulation, sums);
  add_nodes_of(simulation, sums);
  add_lanes_of(simulation, sums);
  auto& suppliers = sums.rows[static_cast<std::size_t>(Scope::supplier)];
  std::string_view last_name;
  for (LineId id : scenario.lines.ids()) {
    const std::string_view name = std::string_view(scenario.lines[id].id).substr(0, scenario.lines[id].id.find('.'));
    if (suppliers.empty() || name != last_name) suppliers.emplace_back();
    last_name = name;
    suppliers.back().made += simulation.state().lines[id].picked;
  }
  return sums;
}

namespace {

class TimeseriesTable : public ResultTable {
 public:
  explicit TimeseriesTable(const Scenario& scenario) : scenario_(scenario), suppliers_(supplier_names(scenario)) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "timeseries.csv",
        "Headline metrics over time",
        "Long and tidy: one row per period, scope, entity and metric. A metric that is 0 for a whole entity so far "
        "is left out.",
        {"date", "scope", "entity", "metric"},
        {period_column(scenario_),
         {"scope", text, "",
          "world, provider, site, contract, supplier, grid_node, lane, gateway, archetype (of providers) or silicon "
          "(families of accelerators, where units of several are ordered)"},
         {"entity", text, "", "which one; `world` for the world"},
         {"metric", text, "", "name of the metric"},
         {"unit", text, "", "unit of the value"},
         {"value", number, "", "value"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    const PeriodSums sums = sum_up(simulation, period.end - 1);
    for (std::size_t scope = 0; scope < scope_names.size(); ++scope) {
      for (std::size_t entity = 0; entity < sums.rows[scope].size(); ++entity) {
        write(sums.rows[scope][entity], static_cast<Scope>(scope), entity, period, csv);
      }
    }
  }

 private:
  void write(const Row& row, Scope scope, std::size_t entity, const ReportPeriod& period, sim::CsvWriter& csv) {
    const auto table = metrics();
    auto& seen = seen_[static_cast<std::size_t>(scope)];
    if (seen.size() <= entity) seen.resize(entity + 1, 0);
    for (std::size_t m = 0; m < table.size(); ++m) {
      if (std::find(table[m].scopes.begin(), table[m].scopes.end(), scope) == table[m].scopes.end()) continue;
      const auto value = table[m].value(row);
      if (!value) continue;
      if (*value != 0) seen[entity] |= std::uint64_t{1} << m;
      if ((seen[entity] >> m & 1) == 0) continue;
      csv.period(timestamp(scenario_, period.begin)).text(scope_names[static_cast<std::size_t>(scope)]);
      csv.text(scope == Scope::world      ? scope_names[0]
               : scope == Scope::supplier ? std::string_view(suppliers_[entity])
                                          : entity_name(scenario_, scope, entity));
      csv.text(table[m].name).text(table[m].unit).number(*value).end_row();
    }
  }

  const Scenario& scenario_;
  std::vector<std::string> suppliers_;
  std::array<std::vector<std::uint64_t>, scope_names.size()> seen_;  // bit m: metric m was not 0 before
};

}  // namespace

std::string_view entity_name(const Scenario& scenario, Scope scope, std::size_t entity) {
  const auto index = static_cast<std::uint32_t>(entity);
  switch (scope) {
    case Scope::provider:
      return scenario.parties[PartyId{index}].id;
    case Scope::site:
      return scenario.sites[SiteId{index}].id;
    case Scope::grid_node:
      return scenario.nodes[NodeId{index}].id;
    case Scope::lane:
      return scenario.lanes[LaneId{index}].id;
    case Scope::gateway:
      return scenario.gateways[GatewayId{index}].id;
    case Scope::archetype:
      return archetype_name(static_cast<Archetype>(index));
    case Scope::silicon:
      return scenario.silicon[SiliconId{index}].id;
    default:
      return scenario.contracts[ContractId{index}].id;
  }
}

std::unique_ptr<ResultTable> make_timeseries_table(const Scenario& s) { return std::make_unique<TimeseriesTable>(s); }

}  // namespace models
