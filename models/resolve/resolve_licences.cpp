#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "models/resolve/binder.hpp"
#include "sim/random_stream.hpp"

namespace models {

namespace {

// The hour of a date that is known by a law: its point, or a draw.
Hour hour_of(const Binder& binder, const sim::Drawn& date) {
  const bool varies = date.each && !date.law.is_fixed();
  const double hours =
      varies ? date.at(binder.scenario.random.stream(date.stream).next()) : date.point();  // since 1970
  return binder.hour(sim::Timestamp{std::chrono::hours{static_cast<std::int64_t>(std::floor(hours + 0.5))}});
}

void bind_systems(Binder& binder, const std::string& path, const LicenceText& text, Licence& licence) {
  licence.for_system.assign(binder.scenario.systems.size(), text.systems.empty());
  for (const std::string& name : text.systems) {
    const SystemId id = binder.system(name);
    if (!id.exists()) continue;
    licence.for_system[id.index] = true;
    if (binder.text.systems[id.index].value.export_controlled) continue;
    binder.errors.error(path + ".systems", fmt::format("needs no licence (systems.{}.export_controlled)", name), name,
                        "a system that is `export_controlled`");
  }
}

}  // namespace

void resolve_licences(Binder& binder) {
  check_regions(binder);
  for (const auto& [id, text] : binder.text.licences) {
    const std::string path = "licences." + id;
    Licence licence;
    licence.id = id;
    licence.granted = hour_of(binder, text.granted);
    for (SiteId site : binder.scenario.sites.ids()) {
      licence.to_site.push_back(is_within(binder, jurisdiction_of(binder, site), text.to));
    }
    if (std::find(licence.to_site.begin(), licence.to_site.end(), true) == licence.to_site.end()) {
      binder.errors.warning(path + ".to", "no site is in this jurisdiction: it has no effect");
    }
    bind_systems(binder, path, text, licence);
    if (text.quantity) {
      licence.quantity = text.quantity->value;
      licence.counts_accelerators = text.quantity->which == 1;
      if (licence.quantity <= 0) {
        binder.errors.error(path + ".quantity", "lets nothing leave", "", "more than 0, or an event that suspends it");
      }
    }
    binder.scenario.licences.push_back(std::move(licence));
  }
}

void bind_licence_events(Binder& binder) {
  const auto& events = binder.scenario.events;
  std::vector<EventId> of_licences;
  for (EventId id : events.ids()) {
    if (events[id].target == TargetKind::licence) of_licences.push_back(id);
  }
  std::sort(of_licences.begin(), of_licences.end(),
            [&](EventId a, EventId b) { return std::tuple(events[a].at, a) < std::tuple(events[b].at, b); });
  for (EventId id : of_licences) {
    const DatedEvent& event = events[id];
    Licence& licence = binder.scenario.licences[LicenceId{event.entity}];
    if (event.effect == EffectKind::outage) licence.suspended.push_back({event.at, event.until, id});
    if (event.effect != EffectKind::slip) continue;
    if (event.at <= licence.granted) {
      licence.granted = std::max(event.at, licence.granted + event.slip);
    } else {
      binder.errors.warning("events." + event.id,
                            fmt::format("licences.{} was granted before: it has no effect", licence.id));
    }
  }
}

void resolve_commitments(Binder& binder) {
  for (const auto& [id, text] : binder.text.commitments) {
    const std::string path = "commitments." + id;
    Commitment commitment{id, binder.party(text.buyer), text.total, {}, {}};
    Cents sum = 0;
    for (const auto& [provider, cents] : text.parts) {
      sum += cents;
      if (provider == text.buyer) {
        binder.errors.error(path + ".parts", fmt::format("is the buyer itself ({}.buyer)", path), provider,
                            "another party");
      }
      if (const PartyId party = binder.party(provider); party.exists()) commitment.parts.push_back({party, cents});
    }
    if (sum > text.total) {
      binder.errors.error(path + ".parts", fmt::format("sum to more than {}.total", path),
                          fmt::format("{} USD", sum / 100), fmt::format("at most {} USD", text.total / 100));
    }
    Cents drawn = 0;
    for (const auto& [until, cents] : text.draw_down) {
      drawn += cents;
      commitment.draw_down.push_back({binder.hour(until), cents});
    }
    if (drawn > text.total) {
      binder.errors.error(path + ".draw_down", fmt::format("sums to more than {}.total", path),
                          fmt::format("{} USD", drawn / 100), fmt::format("at most {} USD", text.total / 100));
    }
    binder.scenario.commitments.push_back(std::move(commitment));
  }
}

}  // namespace models
