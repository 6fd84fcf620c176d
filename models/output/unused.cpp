// unused.csv: what the scenario says and the run never needed.

#include <fmt/core.h>

#include <map>
#include <set>

#include "models/output/result_table.hpp"
#include "models/site/chain.hpp"
#include "models/site/power.hpp"
#include "models/site/rows.hpp"

namespace models {

namespace {

// A limit that was never used beyond this part of it is far from binding.
constexpr double near_binding = 0.9;

class UnusedTable : public ResultTable {
 public:
  explicit UnusedTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "unused.csv",
        "Inputs that did not matter",
        "Things that nothing used (no_effect), what has a probability and did not happen (did_not_happen), and limits "
        "of which at most 90 % was ever used (never_bound).",
        {"path"},
        {{"path", text, "", "path in the scenario"},
         {"finding", text, "", "no_effect, did_not_happen or never_bound"},
         {"limit", number, "", "the limit written"},
         {"peak", number, "", "the most that was ever used of it"},
         {"unit", text, "", "unit of both"}}};
  }

  void finish(const Simulation& simulation, sim::CsvWriter& csv) override {
    rows_.clear();
    find_unused_things();
    find_slack_limits(simulation);
    for (const std::string& path : scenario_.did_not_happen) rows_[path].did_not_happen = true;
    for (const auto& [path, row] : rows_) {
      csv.text(path).text(row.did_not_happen ? "did_not_happen" : row.unit.empty() ? "no_effect" : "never_bound");
      row.unit.empty() ? csv.empty().empty() : csv.number(row.limit).number(row.peak);
      csv.text(row.unit).end_row();
    }
  }

 private:
  struct Row {
    double limit = 0;
    double peak = 0;
    std::string unit;
    bool did_not_happen = false;
  };

  void find_unused_things() {
    std::set<PartyId> parties;
    std::set<LineId> lines;
    std::set<LaneId> lanes;
    std::set<PartId> parts;
    std::set<SiteId> sites;
    for (const Order& order : scenario_.orders) {
      parties.insert(order.buyer);
      lanes.insert(order.lane);
      sites.insert(order.sites.begin(), order.sites.end());
    }
    for (const Gear& gear : scenario_.gear) lanes.insert(gear.lane);
    for (const Job& job : scenario_.jobs) {
      lines.insert(job.line);
      parts.insert(scenario_.tiers_of(job.lot)[job.tier].part);
    }
    for (PartId id : scenario_.parts.ids()) add_unless(parts.contains(id), "parts." + scenario_.parts[id].id);
    for (const Contract& contract : scenario_.contracts) parties.insert({contract.provider, contract.customer});
    for (const Site& site : scenario_.sites) {
      parties.insert({site.operated_by, site.utility});
      parties.insert(site.roles.begin(), site.roles.end());
      if (site.lease) parties.insert(site.lease->landlord);
    }
    for (const Loan& loan : scenario_.loans) parties.insert({loan.borrower, loan.lender});
    for (const Investment& investment : scenario_.investments)
      parties.insert({investment.investor, investment.investee});
    for (TrancheId id : scenario_.tranches.ids()) {
      for (HallId hall : scenario_.halls.ids()) {
        const bool is_let = scenario_.is_capacity(id) && scenario_.tranches[id].allows_hall[hall.index];
        if (is_let) sites.insert(scenario_.halls[hall].site);
      }
    }
    for (const Demand& demand : scenario_.demands) parties.insert(demand.customer);
    std::set<ChannelId> channels;
    for (const Demand& demand : scenario_.demands) channels.insert(demand.channel);
    for (ChannelId id : scenario_.channels.ids()) {
      const Channel& channel = scenario_.channels[id];
      parties.insert({channel.provider, channel.operated_by});
      add_unless(channels.contains(id), "channels." + channel.id);
    }
    for (PartyId id : scenario_.parties.ids()) add_unless(parties.contains(id), "parties." + scenario_.parties[id].id);
    for (LaneId id : scenario_.lanes.ids()) add_unless(lanes.contains(id), "lanes." + scenario_.lanes[id].id);
    std::set<GatewayId> gateways;
    for (LaneId id : lanes) {
      if (!id.exists()) continue;
      gateways.insert(scenario_.lanes[id].through.begin(), scenario_.lanes[id].through.end());
    }
    for (GatewayId id : scenario_.gateways.ids()) {
      add_unless(gateways.contains(id), "gateways." + scenario_.gateways[id].id);
    }
    for (SiteId id : scenario_.sites.ids()) add_unless(sites.contains(id), "sites." + scenario_.sites[id].id);
    std::set<CalendarId> calendars;
    for (const Hall& hall : scenario_.halls) {
      for (const Task& task : hall.tasks) {
        calendars.insert(task.calendar);
        if (!task.calendar.exists()) continue;
        const auto& common = scenario_.calendars[task.calendar].common_to;
        calendars.insert(common.begin(), common.end());
      }
    }
    for (CalendarId id : scenario_.calendars.ids()) {
      const WorkCalendar& calendar = scenario_.calendars[id];
      add_unless(calendars.contains(id) || !calendar.common_to.empty(), "calendars." + calendar.id);
    }
    for (const Gear& gear : scenario_.gear) {
      const std::size_t dot = gear.id.find('.');
      add_unless(!gear.claims.empty(),
                 fmt::format("sites.{}.gear.{}", gear.id.substr(0, dot), gear.id.substr(dot + 1)));
    }
    for (LineId id : scenario_.lines.ids()) {
      const std::string& name = scenario_.lines[id].id;
      const std::size_t dot = name.find('.');
      add_unless(lines.contains(id), fmt::format("suppliers.{}.lines.{}", name.substr(0, dot), name.substr(dot + 1)));
    }
  }

  void find_slack_limits(const Simulation& simulation) {
    for (NodeId id : scenario_.nodes.ids()) {
      const GridNode& node = scenario_.nodes[id];
      add_unless(!node.blocks.empty(), "grid." + node.id);
      if (node.blocks.empty()) continue;
      add_limit("grid." + node.id + ".limit", megawatts(node.limit), megawatts(simulation.state().nodes[id].peak),
                "MW");
    }
    for (std::size_t p = 0; p < scenario_.shared_pools.size(); ++p) {
      const Pool& pool = scenario_.shared_pools[p];
      add_limit("resources." + pool.id, static_cast<double>(pool.count),
                static_cast<double>(simulation.state().shared_pools[p].peak), "count");
    }
    for (SiteId id : scenario_.sites.ids()) {
      const Site& site = scenario_.sites[id];
      const SiteState& state = simulation.state().sites[id];
      const std::string path = "sites." + site.id;
      if (site.limited_by_power) {
        add_limit(path + ".power", megawatts(usable_rating(scenario_, site)),
                  megawatts(state.it.peak) * site.pue_of_limit(), "MW");
      }
      for (std::size_t p = 0; p < site.pools.size(); ++p) {
        add_limit(path + ".resources." + site.pools[p].id, static_cast<double>(site.pools[p].count),
                  static_cast<double>(state.pool_peak[p]), "count");
      }
      for (std::size_t i = 0; i < state.queues.size(); ++i) {
        const BringUpStep& step = step_at(site, static_cast<int>(i));
        if (step.queue_limit == no_limit) continue;
        add_limit(fmt::format("{}.bring_up.{}.queue.limit", path, step.id), static_cast<double>(step.queue_limit),
                  static_cast<double>(state.queues[i].peak), "unit");
      }
      for (HallId hall : site.halls) find_slack_in_hall(simulation, path, hall);
    }
  }

  void find_slack_in_hall(const Simulation& simulation, const std::string& site, HallId id) {
    const Hall& hall = scenario_.halls[id];
    const HallState& state = simulation.state().halls[id];
    const std::string path = site + ".halls." + hall.id.substr(hall.id.find('.') + 1);
    const auto add = [&](const char* key, Watts limit, Watts peak) {
      if (limit != no_limit) add_limit(path + key, megawatts(limit), megawatts(peak), "MW");
    };
    if (hall.positions != no_limit) {
      add_limit(path + ".positions", static_cast<double>(hall.positions), static_cast<double>(state.positions_peak),
                "unit");
    }
    add(".critical_it", hall.critical_it, state.it.peak);
    const auto add_rows = [&](const char* key, const Rows& rows) {
      if (rows.per_row.empty()) return;
      add_limit(path + key, static_cast<double>(rows.count), static_cast<double>(rows_taken(rows, state.in_rows_peak)),
                "count");
    };
    add_rows(".lineups", hall.lineups);
    add_rows(".cooling.cdu", hall.cdu_groups);
    add(".cooling.liquid.limit", hall.liquid_limit, state.liquid.peak);
    add(".cooling.air.limit", hall.air_limit, state.air.peak);
    if (hall.flow_limit != no_limit) {
      add_limit(path + ".cooling.liquid.flow_max", static_cast<double>(hall.flow_limit) / 1000,
                static_cast<double>(state.flow.peak) / 1000, "L/min");
    }
  }

  void add_unless(bool is_used, const std::string& path) {
    if (!is_used) rows_[path] = {};
  }
  void add_limit(const std::string& path, double limit, double peak, const char* unit) {
    if (peak <= near_binding * limit) rows_[path] = {limit, peak, unit};
  }

  const Scenario& scenario_;
  std::map<std::string, Row> rows_;
};

}  // namespace

std::unique_ptr<ResultTable> make_unused_table(const Scenario& s) { return std::make_unique<UnusedTable>(s); }

}  // namespace models
