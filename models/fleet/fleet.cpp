#include "models/fleet/fleet.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "models/fleet/life.hpp"
#include "models/fleet/visit.hpp"
#include "sim/check.hpp"
#include "sim/random_stream.hpp"

namespace models {

namespace {

// Draw n of the unit with this number, where the streams of its law begin at `first`.
double draw(const Scenario& scenario, std::uint64_t first, std::uint32_t number, std::uint64_t n) {
  return scenario.random.numbered(first + number).uniform(n);
}

std::uint64_t streams_of(const std::string& key, const Hall& hall) {
  return sim::stream_number(key + " in " + hall.id);
}
std::uint64_t streams_of(const TimeLaw& law, const Hall& hall) {
  return law.varies ? streams_of(law.drawn.stream, hall) : 0;
}

// Whether the clock of its maintenance runs while a unit is live, and stands else.
bool counts_hours_live(const System& system) {
  return system.maintenance && system.maintenance->clock == MaintenanceClock::hours_live;
}

}  // namespace

std::uint32_t FleetGroup::best_in(Stage stage) const {
  for (std::size_t w = 0; w < words_.size(); ++w) {
    const std::uint64_t bits = words_[w][index(stage)];
    if (bits != 0) return static_cast<std::uint32_t>(w * 64 + static_cast<unsigned>(std::countr_zero(bits)));
  }
  return none;
}

std::uint32_t FleetGroup::next_in(Stage stage, std::uint32_t after) const {
  std::size_t w = (after + 1) / 64;
  if (w >= words_.size()) return none;
  std::uint64_t bits = words_[w][index(stage)] & (~std::uint64_t{0} << ((after + 1) % 64));
  while (bits == 0 && ++w < words_.size()) bits = words_[w][index(stage)];
  return bits == 0 ? none : static_cast<std::uint32_t>(w * 64 + static_cast<unsigned>(std::countr_zero(bits)));
}

std::uint32_t FleetGroup::worst_in(Stage stage) const {
  for (std::size_t w = words_.size(); w-- > 0;) {
    const std::uint64_t bits = words_[w][index(stage)];
    if (bits != 0) return static_cast<std::uint32_t>(w * 64 + 63 - static_cast<unsigned>(std::countl_zero(bits)));
  }
  return none;
}

Units FleetGroup::count_in(Stage stage) const {
  Units sum = 0;
  for (const Word& word : words_) sum += std::popcount(word[index(stage)]);
  return sum;
}

void FleetGroup::add(FleetUnit unit) {
  const std::size_t at = units.size();
  units.push_back(unit);
  if (at / 64 == words_.size()) words_.push_back({});
  words_.back()[index(unit.stage)] |= std::uint64_t{1} << (at % 64);
}

void FleetGroup::set_stage(std::uint32_t unit, Stage stage) {
  Word& word = words_[unit / 64];
  const std::uint64_t bit = std::uint64_t{1} << (unit % 64);
  word[index(units[unit].stage)] &= ~bit;
  word[index(stage)] |= bit;
  units[unit].stage = stage;
}

Fleet::Fleet(const Scenario& scenario) {
  if (std::none_of(scenario.systems.begin(), scenario.systems.end(), [](const System& s) { return s.is_followed(); })) {
    return;
  }
  slot_.resize(scenario.groups.size(), 0);
  std::map<std::pair<HallId, SystemId>, std::uint32_t> place_of;
  for (GroupId id : scenario.groups.ids()) {
    const Group& group = scenario.groups[id];
    const SystemId system = scenario.order_of(group.lot).system;
    const System& s = scenario.systems[system];
    if (!s.is_followed() || !group.hall.exists()) continue;
    const auto [place, is_new] = place_of.try_emplace({group.hall, system}, static_cast<std::uint32_t>(places_.size()));
    if (is_new) {
      const Hall& hall = scenario.halls[group.hall];
      FleetPlace& added = places_.emplace_back();
      if (s.failures) {
        added.life_streams = streams_of(s.failures->life, hall);
        added.repair_streams = streams_of(s.failures->repair, hall);
        for (const std::string& use : s.failures->uses) added.part_streams.push_back(streams_of(use, hall));
      }
      if (s.maintenance) {
        added.maintenance_streams = streams_of(s.maintenance->lasts, hall);
        const auto& halls = scenario.sites[group.site].halls;
        added.hall_of_site =
            static_cast<std::uint32_t>(std::find(halls.begin(), halls.end(), group.hall) - halls.begin());
      }
    }
    groups_.emplace_back().place = place->second;
    slot_[id.index] = static_cast<std::uint32_t>(groups_.size());
  }
  if (!groups_.empty()) calendar_.emplace();
}

void Fleet::enlist(const Scenario& scenario, GroupId id, Stage stage, Units units, Hour now) {
  FleetGroup& group = of(id);
  FleetPlace& place = places_[group.place];
  const auto& plan = scenario.system_of(id).maintenance;
  for (Units i = 0; i < units; ++i) {
    const auto unit = static_cast<std::uint32_t>(group.units.size());
    FleetUnit added{.stage = stage, .number = place.units++};
    if (plan) added.visit = static_cast<std::int32_t>(first_visit(plan->every, added.number, place.hall_of_site));
    group.add(added);
    if (plan && plan->clock == MaintenanceClock::calendar) {
      group.units[unit].visit += static_cast<std::int32_t>(now);
      schedule_visit(scenario, id, group, unit);
    }
    if (stage == Stage::live) begin_life(scenario, id, group, unit, now);
  }
}

void Fleet::move(const Scenario& scenario, GroupId id, Stage from, Stage to, Units units, Hour now) {
  const FleetGroup& group = of(id);
  for (Units i = 0; i < units; ++i) {
    move_unit(scenario, id, from == Stage::live ? group.worst_in(from) : group.best_in(from), to, now);
  }
}

void Fleet::move_unit(const Scenario& scenario, GroupId id, std::uint32_t index, Stage to, Hour now) {
  FleetGroup& group = of(id);
  FleetUnit& unit = group.units[index];
  EXPECTS(is_followed(to) && to != unit.stage);
  if (unit.stage == Stage::live) {
    unit.left = unit.due - static_cast<std::int32_t>(now);
    ++unit.plan;  // what the calendar says of it is void
    if (counts_hours_live(scenario.system_of(id)) && !unit.is_due) {
      unit.visit -= static_cast<std::int32_t>(now);
      ++unit.visit_plan;
    }
  }
  group.set_stage(index, to);
  if (to == Stage::live) begin_life(scenario, id, group, index, now);
}

// The rest of the life that was interrupted, or a new one. A unit that never fails has one that ends after all
// horizons.
void Fleet::begin_life(const Scenario& scenario, GroupId id, FleetGroup& group, std::uint32_t index, Hour now) {
  FleetUnit& unit = group.units[index];
  if (unit.left == 0) {
    const auto& law = scenario.system_of(id).failures;
    const bool varies = law && law->life.varies;
    const double u = varies ? draw(scenario, places_[group.place].life_streams, unit.number, unit.lives) : 0;
    ++unit.lives;
    unit.left = static_cast<std::int32_t>(law ? hours_of_life(*law, unit.age, u) : longest_life);
    unit.age += unit.left;
  }
  unit.due = static_cast<std::int32_t>(now) + unit.left;
  schedule(scenario, id, group, index);
  if (!counts_hours_live(scenario.system_of(id)) || unit.is_due) return;
  unit.visit += static_cast<std::int32_t>(now);
  schedule_visit(scenario, id, group, index);
}

void Fleet::schedule(const Scenario& scenario, GroupId id, FleetGroup& group, std::uint32_t index) {
  FleetUnit& unit = group.units[index];
  ++unit.plan;
  if (unit.due < scenario.end) calendar_->push(unit.due, {id, index, false, unit.plan});
}

void Fleet::schedule_visit(const Scenario& scenario, GroupId id, FleetGroup& group, std::uint32_t index) {
  FleetUnit& unit = group.units[index];
  ++unit.visit_plan;
  if (unit.visit < scenario.end) calendar_->push(unit.visit, {id, index, true, unit.visit_plan});
}

void Fleet::plan_next_visit(const Scenario& scenario, GroupId id, std::uint32_t index) {
  const MaintenancePlan& plan = *scenario.system_of(id).maintenance;
  if (plan.clock != MaintenanceClock::calendar) return;
  FleetGroup& group = of(id);
  group.units[index].visit += static_cast<std::int32_t>(plan.every);
  schedule_visit(scenario, id, group, index);
}

void Fleet::forget_visit(const MaintenancePlan& plan, FleetUnit& unit) {
  unit.is_due = false;
  if (plan.clock == MaintenanceClock::hours_live) unit.visit = static_cast<std::int32_t>(plan.every);
}

void Fleet::note_failure(const Scenario& scenario, GroupId id, std::uint32_t index) {
  const System& system = scenario.system_of(id);
  if (!system.maintenance) return;
  FleetUnit& unit = of(id).units[index];
  const bool is_new = !system.failures || system.failures->after_repair == AfterRepair::as_new;
  const bool none_left = counts_hours_live(system) && unit.visit <= 0;
  if (unit.is_due || is_new || none_left) forget_visit(*system.maintenance, unit);
}

Hour Fleet::maintenance_hours(const Scenario& scenario, GroupId id, std::uint32_t index) const {
  const TimeLaw& law = scenario.system_of(id).maintenance->lasts;
  if (!law.varies) return std::clamp<Hour>(law.point, 1, longest_life);
  const FleetGroup& group = of(id);
  const FleetUnit& unit = group.units[index];
  const double u = draw(scenario, places_[group.place].maintenance_streams, unit.number, unit.visits - 1);
  return std::clamp<Hour>(whole_hours(std::min(law.drawn.at(u), 1e15)), 1, longest_life);
}

Hour Fleet::repair_hours(const Scenario& scenario, GroupId id, std::uint32_t index) const {
  const TimeLaw& law = scenario.system_of(id).failures->repair;
  if (!law.varies) return std::min(law.point, longest_life);
  const FleetGroup& group = groups_[slot_[id.index] - 1];
  const FleetUnit& unit = group.units[index];
  const double u = draw(scenario, places_[group.place].repair_streams, unit.number, unit.lives - 1);
  return std::min(whole_hours(std::min(law.drawn.at(u), 1e15)), longest_life);
}

bool Fleet::uses_part(const Scenario& scenario, GroupId id, std::uint32_t index, const UseOfPart& use) const {
  if (use.share <= 0 || use.share >= 1) return use.share >= 1;
  const FleetGroup& group = of(id);
  const FleetUnit& unit = group.units[index];
  return draw(scenario, places_[group.place].part_streams[use.use], unit.number, unit.lives - 1) < use.share;
}

void Fleet::end_work_in(const Scenario& scenario, GroupId id, std::uint32_t index, Hour hours, Hour now) {
  FleetGroup& group = of(id);
  group.units[index].due = static_cast<std::int32_t>(now + std::min(hours, longest_life));
  schedule(scenario, id, group, index);
}

void Fleet::count(std::uint32_t index, Stage stage, Units units, Hour now) {
  FleetRow& row = rows_[index];
  settle_row(row, now);
  if (stage == Stage::live) row.live += units;
  if (stage == Stage::awaiting_spare || stage == Stage::awaiting_repair) row.waiting += units;
  if (stage == Stage::failed) row.in_repair += units;
  if (stage == Stage::in_maintenance) row.in_maintenance += units;
}

void Fleet::settle_row(FleetRow& row, Hour now) {
  const Hour hours = now - row.since;
  row.live_hours += row.live * hours;
  row.waiting_hours += row.waiting * hours;
  row.repair_hours += row.in_repair * hours;
  row.maintenance_hours += row.in_maintenance * hours;
  row.since = now;
}

void Fleet::settle(Hour now) {
  for (FleetRow& row : rows_) settle_row(row, now);
}

void Fleet::begin_period() {
  for (FleetRow& row : rows_) {
    row.live_hours = row.waiting_hours = row.repair_hours = row.maintenance_hours = 0;
    row.failures = row.repairs = row.maintenances = 0;
  }
}

}  // namespace models
