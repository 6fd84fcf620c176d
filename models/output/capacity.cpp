// capacity.csv, utilization.csv and allocation.csv.

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "models/output/result_table.hpp"
#include "models/site/dispatch.hpp"
#include "models/site/power.hpp"
#include "models/site/weather.hpp"
#include "models/supply/line.hpp"
#include "models/supply/sharing_policy.hpp"

namespace models {

namespace {

class CapacityTable : public ResultTable {
 public:
  explicit CapacityTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "capacity.csv",
        "Power and cooling of each site",
        "At the end of each period. Requested, contracted, energized and drawn megawatts are four numbers, never "
        "added.",
        {"date", "site"},
        {period_column(scenario_),
         {"site", text, "", "site"},
         {"grid_node", text, "", "grid nodes that the site's power passes, by name; empty where there are none"},
         {"requested_mw", number, "MW", "interconnection request; empty where none is written"},
         {"contracted_mw", number, "MW", "facility power contracted or nameplate, of all blocks"},
         {"energized_mw", number, "MW", "facility power that may be drawn now"},
         {"drawn_mw", number, "MW", "facility power drawn: IT power drawn x PUE"},
         {"it_limit_mw", number, "MW", "critical IT power that the energized power can feed at PUE of the design day"},
         {"it_live_mw", number, "MW", "nominal rating of live units"},
         {"cooling_air_mw", number, "MW", "heat that the air loops of ready halls can take; empty where not limited"},
         {"cooling_liquid_mw", number, "MW",
          "heat that the liquid loops of ready halls can take; empty where not limited"},
         {"pue", number, "", "facility energy over IT energy in this month"},
         {"coolant_flow_l_min", number, "L/min",
          "water that operating units take in halls whose flow is limited; empty where none is"},
         {"coolant_flow_max_l_min", number, "L/min",
          "water that the liquid loops of ready halls can pump; empty where not limited"},
         {"ambient_max_c", number, "C",
          "outside temperature in the hottest hour of the period; empty where none is written"},
         {"cooling_air_min_mw", number, "MW", "cooling_air_mw at its least in the period, hall by hall"},
         {"cooling_liquid_min_mw", number, "MW", "cooling_liquid_mw at its least in the period, hall by hall"},
         {"curtailed_max_mw", number, "MW",
          "the most facility power that rules and events took from interruptible blocks in the period; empty where no "
          "block is interruptible"},
         {"curtailed_h", integer, "h", "hours of the period in which they took any"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (SiteId id : scenario_.sites.ids()) {
      const Site& site = scenario_.sites[id];
      const SiteState& state = simulation.state().sites[id];
      csv.period(timestamp(scenario_, period.begin)).text(site.id);
      const std::string nodes = node_names(site);
      nodes.empty() ? csv.empty() : csv.text(nodes);
      site.interconnection_request > 0 ? csv.number(megawatts(site.interconnection_request)) : csv.empty();
      if (site.limited_by_power) {
        Watts rated = 0;
        for (BlockId block : site.blocks) rated += scenario_.blocks[block].rated;
        csv.number(megawatts(rated)).number(megawatts(state.facility_available));
      } else {
        csv.empty().empty();
      }
      csv.number(facility_drawn(state) / 1e6);
      site.limited_by_power ? csv.number(megawatts(state.it_limit)) : csv.empty();
      csv.number(megawatts(state.it_live));
      write_cooling(simulation, site, csv, &HallState::air_limit);
      write_cooling(simulation, site, csv, &HallState::liquid_limit);
      csv.number(state.pue);
      write_flow(simulation, site, csv);
      site.ambient ? csv.number(hundredths(hottest(scenario_, id, period.begin, period.end))) : csv.empty();
      write_cooling(simulation, site, csv, [](const HallState& h) { return h.least_air.with(h.air_limit); });
      write_cooling(simulation, site, csv, [](const HallState& h) { return h.least_liquid.with(h.liquid_limit); });
      if (is_curtailable(site)) {
        csv.number(megawatts(state.curtailed_most)).integer(state.curtailed_hours);
      } else {
        csv.empty().empty();
      }
      csv.end_row();
    }
  }

 private:
  bool is_curtailable(const Site& site) const {
    return std::any_of(site.blocks.begin(), site.blocks.end(), [&](BlockId id) {
      const PowerBlock& block = scenario_.blocks[id];
      return block.service == PowerService::interruptible || !block.curtailed.empty();
    });
  }

  std::string node_names(const Site& site) const {
    std::set<NodeId> nodes;
    for (BlockId block : site.blocks) {
      nodes.insert(scenario_.blocks[block].through.begin(), scenario_.blocks[block].through.end());
    }
    std::string names;
    for (NodeId node : nodes) names += (names.empty() ? "" : " ") + scenario_.nodes[node].id;
    return names;
  }

  template <class LimitOf>
  static void write_cooling(const Simulation& simulation, const Site& site, sim::CsvWriter& csv, LimitOf limit) {
    const auto sum = limit_of_ready_halls(simulation, site, limit);
    sum ? csv.number(megawatts(*sum)) : csv.empty();
  }

  static void write_flow(const Simulation& simulation, const Site& site, sim::CsvWriter& csv) {
    Flow taken = 0;
    bool is_limited = false;
    for (HallId hall : site.halls) {
      const HallState& h = simulation.state().halls[hall];
      is_limited = is_limited || h.flow_limit != no_limit;
      taken += h.flow.operating;
    }
    is_limited ? csv.number(liters(taken)) : csv.empty();
    const auto sum = limit_of_ready_halls(simulation, site, &HallState::flow_limit);
    sum ? csv.number(liters(*sum)) : csv.empty();
  }

  // Nothing where some hall is not limited. `limit`: of a HallState.
  template <class LimitOf>
  static std::optional<std::int64_t> limit_of_ready_halls(const Simulation& simulation, const Site& site,
                                                          LimitOf limit) {
    if (site.halls.empty()) return std::nullopt;
    std::int64_t sum = 0;
    for (HallId hall : site.halls) {
      const HallState& h = simulation.state().halls[hall];
      const std::int64_t of_hall = std::invoke(limit, h);
      if (of_hall == no_limit) return std::nullopt;
      if (h.is_ready) sum += of_hall;
    }
    return sum;
  }

  static double hundredths(double value) { return std::floor(value * 100 + 0.5) / 100; }
  static double liters(Flow milliliters) { return static_cast<double>(milliliters) / 1000; }

  const Scenario& scenario_;
};

constexpr std::array<std::string_view, 4> class_names{"training", "fine_tuning", "inference", "managed_api"};

class UtilizationTable : public ResultTable {
 public:
  explicit UtilizationTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"utilization.csv",
            "Who uses what is supplied",
            "Demand against the units granted to its customer, or what its channel has. Demand that meets nothing that "
            "fits it has no provider and site; supply to a customer of whom no demand can use it has no class.",
            {"date", "provider", "site", "customer", "demand"},
            {period_column(scenario_),
             {"provider", text, "", "who supplies"},
             {"site", text, "", "where"},
             {"customer", text, "", "who uses"},
             {"class", text, "", "class of workload"},
             {"channel", text, "", "through which it comes; empty: of what the customer is supplied under contracts"},
             {"demand", text, "", "demand of the scenario"},
             {"available_gpu_h", integer, "gpu_h", "supplied, and the demand's part of it"},
             {"demanded_gpu_h", integer, "gpu_h", "what the demand could use"},
             {"used_gpu_h", integer, "gpu_h", "the smaller of the two, hour by hour"},
             {"unmet_gpu_h", integer, "gpu_h", "demanded and not used"},
             {"utilization", number, "", "used over available; empty where nothing is available"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (const Utilization::Row& row : simulation.utilization().period()) {
      csv.period(timestamp(scenario_, period.begin));
      row.provider.exists() ? csv.text(scenario_.parties[row.provider].id) : csv.empty();
      row.site.exists() ? csv.text(scenario_.sites[row.site].id) : csv.empty();
      csv.text(scenario_.parties[row.customer].id);
      if (row.demand.exists()) {
        const Demand& demand = scenario_.demands[row.demand];
        csv.text(class_names[static_cast<std::size_t>(demand.workload)]);
        demand.channel.exists() ? csv.text(scenario_.channels[demand.channel].id) : csv.empty();
        csv.text(demand.id);
      } else {
        csv.empty().empty().empty();
      }
      csv.integer(row.available).integer(row.demanded).integer(row.used).integer(row.demanded - row.used);
      row.available > 0 && row.demand.exists()
          ? csv.number(static_cast<double>(row.used) / static_cast<double>(row.available))
          : csv.empty();
      csv.end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

class AllocationTable : public ResultTable {
 public:
  explicit AllocationTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"allocation.csv",
            "Who lost how much to whom",
            "On each contended line: a contender loses min(backlog, capacity) - got at each pickup, split over the "
            "others by what "
            "they got.",
            {"date", "line", "winner", "loser"},
            {period_column(scenario_),
             {"line", text, "", "supplier.line"},
             {"winner", text, "", "buyer, order or maker, whoever contends, that got the units"},
             {"loser", text, "", "who would have taken them"},
             {"units", integer, "", "how much was lost"},
             {"unit", text, "", "what the capacity of the line counts: units, wafers, Gb"},
             {"policy", text, "", "rule of sharing"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    std::map<std::tuple<LineId, std::uint32_t, std::uint32_t>, Units> sums;
    for (const AllocationLoss& loss : simulation.losses()) sums[{loss.line, loss.winner, loss.loser}] += loss.units;
    for (const auto& [key, units] : sums) {
      const auto& [line, winner, loser] = key;
      csv.period(timestamp(scenario_, period.begin)).text(scenario_.lines[line].id);
      csv.text(contender_name(scenario_, line, winner)).text(contender_name(scenario_, line, loser));
      csv.integer(units).text(scenario_.lines[line].noun).text(info(scenario_.lines[line].policy).name).end_row();
    }
  }

 private:
  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_capacity_table(const Scenario& s) { return std::make_unique<CapacityTable>(s); }
std::unique_ptr<ResultTable> make_utilization_table(const Scenario& s) { return std::make_unique<UtilizationTable>(s); }
std::unique_ptr<ResultTable> make_allocation_table(const Scenario& s) { return std::make_unique<AllocationTable>(s); }

}  // namespace models
