// events.csv: everything that happened.

#include "models/output/result_table.hpp"
#include "models/site/chain.hpp"

namespace models {

namespace {

class EventsTable : public ResultTable {
 public:
  explicit EventsTable(const Scenario& scenario) : scenario_(scenario) {
    for (const Tranche& t : scenario.tranches) tranche_names_.push_back(scenario.contracts[t.contract].id + "." + t.id);
  }

  sim::TableSchema schema() const override {
    using enum sim::ColumnType;
    return {"events.csv",
            "Everything that happened",
            "In the order in which it was handled: by hour, phase, kind and entity.",
            {},
            {{"time", date_time, "", "when"},
             {"phase", text, "", "phase of the hour"},
             {"kind", text, "", "what happened"},
             {"entity", text, "", "to what; the kind says which table it is from"},
             {"count", integer, "", "how many, or how much; the kind says of what"},
             {"detail", text, "", "where, or which part of the entity; the kind says of what, many kinds have none"}}};
  }

  void record(const Scenario& scenario, const LoggedEvent& event, sim::CsvWriter& csv) override {
    const EventKindInfo& kind = info(event.kind);
    csv.date_time(timestamp(scenario, event.hour))
        .text(phase_names[static_cast<std::size_t>(kind.phase)])
        .text(kind.name);
    csv.text(entity(event)).integer(event.count).text(detail(event)).end_row();
  }

 private:
  const std::string& entity(const LoggedEvent& event) const {
    const std::string_view table = info(event.kind).entity;
    const std::uint32_t index = event.entity;
    if (table == "order") return scenario_.orders[OrderId{index}].id;
    if (table == "event") return scenario_.events[EventId{index}].id;
    if (table == "line") return scenario_.lines[LineId{index}].id;
    if (table == "lane") return scenario_.lanes[LaneId{index}].id;
    if (table == "hall") return scenario_.halls[HallId{index}].id;
    if (table == "cluster") return scenario_.compute_clusters[ComputeClusterId{index}].id;
    if (table == "stock") return scenario_.stocks[StockId{index}].id;
    if (table == "gear") return scenario_.gear[GearId{index}].id;
    if (table == "block") return scenario_.blocks[BlockId{index}].id;
    if (table == "loan") return scenario_.loans[index].id;
    if (table == "licence") return scenario_.licences[LicenceId{index}].id;
    if (table == "site") return scenario_.sites[SiteId{index}].id;
    return tranche_names_[index];
  }

  std::string detail(const LoggedEvent& event) const {
    switch (event.kind) {
      case EventKind::kits_made: {
        const SystemId system = scenario_.orders[OrderId{event.entity}].system;
        return scenario_.parts[scenario_.systems[system].tiers[event.detail].part].id;
      }
      case EventKind::task_started:
      case EventKind::task_finished:
        return scenario_.halls[HallId{event.entity}].tasks[event.detail].id;
      case EventKind::step_finished:
        return place(event.group) + "." + step_of(site(event.group), static_cast<Stage>(event.detail)).step->id;
      case EventKind::units_substituted:
        return scenario_.system_of(event.group).id;
      case EventKind::units_at_customs:
      case EventKind::units_at_gate:
      case EventKind::units_arrived:
      case EventKind::units_returned:
      case EventKind::units_dead:
      case EventKind::units_reworked:
        return place(event.group);
      default:
        return "";
    }
  }

  const Site& site(GroupId group) const { return scenario_.sites[scenario_.groups[group].site]; }
  const std::string& place(GroupId group) const {
    const HallId hall = scenario_.groups[group].hall;
    return hall.exists() ? scenario_.halls[hall].id : site(group).id;
  }

  const Scenario& scenario_;
  std::vector<std::string> tranche_names_;
};

}  // namespace

std::unique_ptr<ResultTable> make_events_table(const Scenario& s) { return std::make_unique<EventsTable>(s); }

}  // namespace models
