// energy.csv: where the energy of a site came from and what it was for.

#include "models/output/result_table.hpp"
#include "models/site/energy_sources.hpp"
#include "models/site/storage.hpp"

namespace models {

namespace {

double kilo(std::int64_t watt_hours) { return static_cast<double>(watt_hours) / 1000.0; }

class EnergyTable : public ResultTable {
 public:
  explicit EnergyTable(const Scenario& scenario) : scenario_(scenario) {}

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {
        "energy.csv",
        "Energy by source and use",
        "Energy of each site in each period. `in` and `out` sum to the same, where power blocks are written and "
        "power acts; else the sources are not known and left out.",
        {"date", "site", "side", "use"},
        {period_column(scenario_),
         {"site", text, "", "site"},
         {"side", text, "",
          "in: drawn from; out: for what; stock: in store at the end of the period; not_drawn: what live units would "
          "have drawn"},
         {"use", text, "",
          "in: grid, onsite, bridging (by what each gives), discharge of storage; out: it, overhead (PUE - 1 of it, "
          "month by month), charge of storage and losses on the way in; stock: stored; not_drawn: curtailed, by "
          "units that lack power while interruptible power is taken away"},
         {"kwh", number, "kWh", "energy"}}};
  }

  void report(const Simulation& simulation, const ReportPeriod& period, sim::CsvWriter& csv) override {
    for (SiteId id : scenario_.sites.ids()) {
      const SiteState& site = simulation.state().sites[id];
      const auto row = [&](std::string_view side, std::string_view use, double kwh) {
        csv.period(timestamp(scenario_, period.begin)).text(scenario_.sites[id].id);
        csv.text(side).text(use).number(kwh).end_row();
      };
      const auto row_if_any = [&](std::string_view side, std::string_view use, double kwh) {
        if (kwh > 0) row(side, use, kwh);
      };
      const Stores stores = sum_up(simulation, id);
      for (std::size_t i = 0; i < source_names.size(); ++i) row_if_any("in", source_names[i], site.source_kwh[i]);
      row_if_any("in", "discharge", kilo(stores.discharged));
      if (site.it_watt_hours > 0) {
        row("out", "it", kilo(site.it_watt_hours));
        row("out", "overhead", overhead_kwh(site));
      }
      row_if_any("out", "charge", kilo(stores.kept));
      row_if_any("out", "losses", kilo(stores.charged - stores.kept));
      if (!scenario_.sites[id].storage.empty()) row("stock", "stored", kilo(stores.content));
      row_if_any("not_drawn", "curtailed", kilo(site.curtailed_watt_hours));
    }
  }

 private:
  // Of the stores of a site, in this period [Wh].
  struct Stores {
    std::int64_t charged = 0;  // put in
    std::int64_t kept = 0;     // of this, what can be taken out again
    std::int64_t discharged = 0;
    std::int64_t content = 0;  // at its end
  };

  Stores sum_up(const Simulation& simulation, SiteId site) const {
    Stores sum;
    for (BlockId id : scenario_.sites[site].storage) {
      const PowerBlock& store = scenario_.blocks[id];
      const BlockState& state = simulation.state().blocks[id];
      sum.charged += state.charged - state.charged_before;
      sum.kept += kept_of_charge(store, state.charged) - kept_of_charge(store, state.charged_before);
      sum.discharged += state.discharged - state.discharged_before;
      sum.content += stored(store, state);
    }
    return sum;
  }

  const Scenario& scenario_;
};

}  // namespace

std::unique_ptr<ResultTable> make_energy_table(const Scenario& s) { return std::make_unique<EnergyTable>(s); }

}  // namespace models
