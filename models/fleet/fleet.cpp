#include "models/fleet/fleet.hpp"

#include <algorithm>
#include <bit>
#include <map>

#include "models/fleet/life.hpp"
#include "sim/check.hpp"
#include "sim/random_stream.hpp"

namespace models {

namespace {

// Draw n of the unit with this number, where the streams of its law begin at `first`.
double draw(const Scenario& scenario, std::uint64_t first, std::uint32_t number, std::uint64_t n) {
  return sim::RandomSource{scenario.seed, 0}.numbered(first + number).uniform(n);
}

std::uint64_t streams_of(const std::string& key, const Hall& hall) {
  return sim::stream_number(key + " in " + hall.id);
}
std::uint64_t streams_of(const TimeLaw& law, const Hall& hall) {
  return law.varies ? streams_of(law.drawn.stream, hall) : 0;
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
  if (std::none_of(scenario.systems.begin(), scenario.systems.end(),
                   [](const System& s) { return s.failures.has_value(); })) {
    return;
  }
  slot_.resize(scenario.groups.size(), 0);
  std::map<std::pair<HallId, SystemId>, std::uint32_t> place_of;
  for (GroupId id : scenario.groups.ids()) {
    const Group& group = scenario.groups[id];
    const SystemId system = scenario.order_of(group.lot).system;
    const auto& failures = scenario.systems[system].failures;
    if (!failures || !group.hall.exists()) continue;
    const auto [place, is_new] = place_of.try_emplace({group.hall, system}, static_cast<std::uint32_t>(places_.size()));
    if (is_new) {
      const Hall& hall = scenario.halls[group.hall];
      FleetPlace& added = places_.emplace_back();
      added.life_streams = streams_of(failures->life, hall);
      added.repair_streams = streams_of(failures->repair, hall);
      for (const std::string& use : failures->uses) added.part_streams.push_back(streams_of(use, hall));
    }
    groups_.emplace_back().place = place->second;
    slot_[id.index] = static_cast<std::uint32_t>(groups_.size());
  }
  if (!groups_.empty()) calendar_.emplace();
}

void Fleet::enlist(const Scenario& scenario, GroupId id, Stage stage, Units units, Hour now) {
  FleetGroup& group = of(id);
  for (Units i = 0; i < units; ++i) {
    const auto unit = static_cast<std::uint32_t>(group.units.size());
    group.add({.stage = stage, .number = places_[group.place].units++});
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
  }
  group.set_stage(index, to);
  if (to == Stage::live) begin_life(scenario, id, group, index, now);
}

// The rest of the life that was interrupted, or a new one.
void Fleet::begin_life(const Scenario& scenario, GroupId id, FleetGroup& group, std::uint32_t index, Hour now) {
  FleetUnit& unit = group.units[index];
  if (unit.left == 0) {
    const FailureLaw& law = *scenario.system_of(id).failures;
    const double u = law.life.varies ? draw(scenario, places_[group.place].life_streams, unit.number, unit.lives) : 0;
    ++unit.lives;
    unit.left = static_cast<std::int32_t>(hours_of_life(law, unit.age, u));
    unit.age += unit.left;
  }
  unit.due = static_cast<std::int32_t>(now) + unit.left;
  schedule(scenario, id, group, index);
}

void Fleet::schedule(const Scenario& scenario, GroupId id, FleetGroup& group, std::uint32_t index) {
  FleetUnit& unit = group.units[index];
  ++unit.plan;
  if (unit.due < scenario.end) calendar_->push(unit.due, {id, index, unit.plan});
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

void Fleet::end_repair_in(const Scenario& scenario, GroupId id, std::uint32_t index, Hour hours, Hour now) {
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
}

void Fleet::settle_row(FleetRow& row, Hour now) {
  const Hour hours = now - row.since;
  row.live_hours += row.live * hours;
  row.waiting_hours += row.waiting * hours;
  row.repair_hours += row.in_repair * hours;
  row.since = now;
}

void Fleet::settle(Hour now) {
  for (FleetRow& row : rows_) settle_row(row, now);
}

void Fleet::begin_period() {
  for (FleetRow& row : rows_) {
    row.live_hours = row.waiting_hours = row.repair_hours = 0;
    row.failures = row.repairs = 0;
  }
}

}  // namespace models
