#include "models/site/chain.hpp"

namespace models {

namespace {

int unpowered(const Site& site) { return static_cast<int>(site.unpowered_steps.size()); }
int powered(const Site& site) { return static_cast<int>(site.powered_steps.size()); }
int stages_between(Stage from, Stage to) { return static_cast<int>(to) - static_cast<int>(from); }

}  // namespace

int step_count(const Site& site) { return unpowered(site) + powered(site); }

const BringUpStep& step_at(const Site& site, int number) {
  const bool is_powered = number >= unpowered(site);
  const auto& steps = is_powered ? site.powered_steps : site.unpowered_steps;
  return steps[static_cast<std::size_t>(is_powered ? number - unpowered(site) : number)];
}

StepRef step_of(const Site& site, Stage work) {
  const bool is_powered = is_powered_bring_up(work);
  const int k = stages_between(is_powered ? Stage::powered_work : Stage::unpowered_work, work) / 2;
  const int number = is_powered ? unpowered(site) + k : k;
  const bool is_last = k + 1 == (is_powered ? powered(site) : unpowered(site));
  const Stage after_last = is_powered ? Stage::live : Stage::waiting_power;
  const Stage next = is_last ? after_last : is_powered ? powered_queue(k + 1) : unpowered_queue(k + 1);
  return {&step_at(site, number), work, next, number};
}

int awaited_step(const Site& site, Stage stage) {
  if (is_work(stage)) return no_step;
  int number = no_step;
  if (stage == Stage::at_dock) number = 0;
  if (is_unpowered_bring_up(stage)) number = (stages_between(Stage::unpowered_work, stage) + 1) / 2;
  if (stage == Stage::waiting_power || stage == Stage::waiting_cooling) number = unpowered(site);
  if (is_powered_bring_up(stage)) number = unpowered(site) + stages_between(Stage::powered_queue, stage) / 2;
  return number < step_count(site) ? number : no_step;
}

}  // namespace models
