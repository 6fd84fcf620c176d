// Power blocks of kind storage: what only they say, and what only others say.

#include <fmt/core.h>

#include <cmath>

#include "models/resolve/binder.hpp"

namespace models {

void bind_storage(Binder& binder, const std::string& path, const BlockText& text, PowerBlock& block) {
  const auto refuse = [&](bool is_written, const char* key, const char* why, const char* expected) {
    if (is_written) binder.errors.error(path + "." + key, why, "", expected);
  };
  if (text.kind != BlockKind::storage) {
    refuse(text.energy.has_value(), "energy", "is what storage holds", "`kind: storage`, or no `energy`");
    refuse(text.round_trip.has_value(), "round_trip", "is of storage", "`kind: storage`, or no `round_trip`");
    return;
  }
  if (!text.energy) {
    binder.errors.error(path + ".kind", "says how much power there is, and not for how long", "", "`energy` beside it");
  }
  const char* behind_the_meter = "means nothing for storage: it stands at the site";
  refuse(!text.through.empty(), "through", behind_the_meter, "no `through`");
  refuse(text.service == PowerService::interruptible, "service", behind_the_meter, "`firm`");
  refuse(!text.load_ramp.empty(), "load_ramp", "means nothing for storage: its power is there at once",
         "no `load_ramp`");
  block.energy = text.energy.value_or(0);
  block.round_trip = static_cast<std::int64_t>(std::floor(text.round_trip.value_or(1) * whole_round_trip + 0.5));
}

void check_storage(Binder& binder, const Site& site) {
  if (site.storage.empty() || !site.blocks.empty()) return;
  const PowerBlock& store = binder.scenario.blocks[site.storage.front()];
  binder.errors.error(fmt::format("sites.{}.power.blocks.{}", site.id, store.id.substr(store.id.find('.') + 1)),
                      fmt::format("bridges a shortage of other blocks, and sites.{}.power.blocks has none", site.id),
                      "", "a block of another kind beside it");
}

}  // namespace models
