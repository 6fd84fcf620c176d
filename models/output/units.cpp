// units.csv and idle_capital.csv: where every unit is, and what capital waits for what.

#include <array>
#include <map>

#include "models/output/result_table.hpp"
#include "models/site/room.hpp"

namespace models {

namespace {

class UnitsTable : public ResultTable {
 public:
  explicit UnitsTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"units.csv",
            "Units by state",
            "Scale units (racks, servers) at the end of each period. Over all states they sum to what was ever "
            "ordered, with the "
            "opening stock.",
            {"date", "provider", "site", "system", "state"},
            {period_column(scenario_),
             {"provider", text, "", "who ordered them"},
             {"site", text, "", "where they are, or will be; `unassigned` before they are routed"},
             {"system", text, "", "system"},
             {"state", text, "", "state of the units"},
             {"units", integer, "unit", "units in this state"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    const State& state = simulation.state();
    for (std::size_t row = 0; row < state.unit_rows.size(); ++row) {
      const State::UnitRow& r = state.unit_rows[row];
      for (int s = 0; s < unit_state_count; ++s) {
        const Units units = state.units_by_state[row * unit_state_count + static_cast<std::size_t>(s)];
        if (units == 0) continue;
        csv.period(timestamp(scenario_, period.begin)).text(scenario_.parties[r.provider].id);
        csv.text(site_name(scenario_, r.site)).text(scenario_.systems[r.system].id);
        csv.text(unit_states[static_cast<std::size_t>(s)].name).integer(units).end_row();
      }
    }
  }

 private:
  const Scenario& scenario_;
};

enum Waiting {
  for_rework,
  for_hall,
  for_positions,
  for_lineup,
  for_cdu,
  for_crew,
  for_bring_up,
  for_power,
  for_cooling,
  for_repair,
  for_repair_crew,
  for_spare,
  for_maintenance,
  for_cluster,
  waiting_count
};
constexpr std::array<std::string_view, waiting_count> waiting_names{
    "rework", "site",    "positions", "lineup",      "cdu",   "crew",        "bring_up",
    "power",  "cooling", "repair",    "repair_crew", "spare", "maintenance", "cluster"};

Waiting waiting_for(const Simulation& simulation, GroupId group, Stage stage) {
  if (stage == Stage::in_rework) return for_rework;
  if (stage == Stage::at_dock || stage == Stage::before_dock) {
    switch (dock_gate(simulation.scenario(), simulation.state(), group).kind) {
      case DockGate::Kind::hall:
        return for_hall;
      case DockGate::Kind::positions:
        return for_positions;
      case DockGate::Kind::lineup:
        return for_lineup;
      case DockGate::Kind::cdu:
        return for_cdu;
      case DockGate::Kind::crew:
        return for_crew;
    }
  }
  if (stage == Stage::waiting_power || stage == Stage::curtailed_power) return for_power;
  if (stage == Stage::waiting_cooling || stage == Stage::curtailed_cooling) return for_cooling;
  if (stage == Stage::failed) return for_repair;
  if (stage == Stage::awaiting_repair) return for_repair_crew;
  if (stage == Stage::awaiting_spare) return for_spare;
  if (stage == Stage::in_maintenance) return for_maintenance;
  if (stage == Stage::live) return for_cluster;
  return is_work(stage) ? for_bring_up : for_crew;
}

class IdleCapitalTable : public ResultTable {
 public:
  explicit IdleCapitalTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"idle_capital.csv",
            "Idle capital on both sides",
            "At the end of each period: units at a site that earn nothing, by what they wait for, and (waiting_for = "
            "units) power "
            "and positions of ready halls that wait for units.",
            {"date", "provider", "site", "waiting_for"},
            {period_column(scenario_),
             {"provider", text, "", "who owns the units; the operator where power waits"},
             {"site", text, "", "site"},
             {"waiting_for", text, "",
              "rework (dead on arrival), site, positions, lineup, cdu, crew, bring_up, power, cooling, repair (in "
              "work), repair_crew "
              "(waiting for what it needs), spare (waiting for a part), maintenance, cluster (live, and too few); or "
              "units"},
             {"units", integer, "unit", "units that wait"},
             {"capital_usd", integer, "USD",
              "their price; of power that waits, what it cost to build (`capex` of the site); whole dollars"},
             {"mw", number, "MW", "critical IT power that waits"},
             {"positions", integer, "unit", "positions of ready halls that wait"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (SiteId site : scenario_.sites.ids()) {
      write_waiting_units(simulation, period, site, csv);
      write_waiting_site(simulation, period, site, csv);
    }
  }

 private:
  struct Sum {
    Units units = 0;
    Cents capital = 0;
  };

  void write_waiting_units(const Simulation& simulation, const ReportPeriod& period, SiteId site, sim::CsvWriter& csv) {
    std::map<PartyId, std::array<Sum, waiting_count>> sums;
    const Book& book = simulation.state().site_books[site];
    for (int s = static_cast<int>(Stage::in_rework); s <= static_cast<int>(Stage::live); ++s) {
      const auto stage = static_cast<Stage>(s);
      book.ascending(stage, [&](std::uint32_t rank) {
        const GroupId group = book.group(rank);
        if (stage == Stage::live && is_usable(scenario_, simulation.state(), group)) return true;
        const Units units = simulation.state().groups[group].units[static_cast<std::size_t>(s)];
        Sum& sum = sums[scenario_.provider_of(group)][waiting_for(simulation, group, stage)];
        sum.units += units;
        sum.capital += units * scenario_.system_of(group).price;
        return true;
      });
    }
    for (const auto& [provider, of_provider] : sums) {
      for (int w = 0; w < waiting_count; ++w) {
        const Sum& sum = of_provider[static_cast<std::size_t>(w)];
        if (sum.units == 0) continue;
        csv.period(timestamp(scenario_, period.begin))
            .text(scenario_.parties[provider].id)
            .text(scenario_.sites[site].id);
        csv.text(waiting_names[static_cast<std::size_t>(w)]).integer(sum.units).integer(sum.capital / 100);
        csv.empty().empty().end_row();
      }
    }
  }

  void write_waiting_site(const Simulation& simulation, const ReportPeriod& period, SiteId id, sim::CsvWriter& csv) {
    const Site& site = scenario_.sites[id];
    const SiteState& state = simulation.state().sites[id];
    Units positions = 0;
    bool any_limit = false;
    for (HallId hall : site.halls) {
      if (!simulation.state().halls[hall].is_ready || scenario_.halls[hall].positions == no_limit) continue;
      positions += scenario_.halls[hall].positions - simulation.state().halls[hall].positions_used;
      any_limit = true;
    }
    const Watts watts = site.limited_by_power ? std::max<Watts>(state.it_limit - state.it.placed, 0) : 0;
    if (watts == 0 && positions == 0) return;
    csv.period(timestamp(scenario_, period.begin))
        .text(scenario_.parties[site.operated_by].id)
        .text(site.id)
        .text("units");
    csv.empty();
    const Cents dollars = watts * (site.capex_per_megawatt / 100) / 1'000'000;
    site.capex_per_megawatt > 0 && site.limited_by_power ? csv.integer(dollars) : csv.empty();
    site.limited_by_power ? csv.number(megawatts(watts)) : csv.empty();
    any_limit ? csv.integer(positions) : csv.empty();
    csv.end_row();
  }

  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_units_table(const Scenario& s) { return std::make_unique<UnitsTable>(s); }
std::unique_ptr<ResultTable> make_idle_capital_table(const Scenario& s) {
  return std::make_unique<IdleCapitalTable>(s);
}

}  // namespace models
