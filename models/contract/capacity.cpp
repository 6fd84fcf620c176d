#include "models/contract/capacity.hpp"

#include <algorithm>
#include <tuple>

#include "models/site/power.hpp"
#include "models/site/storage.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

constexpr Watts watts_in_kilowatt = 1000;

std::int64_t whole_kilowatts(Watts watts) { return watts >= no_limit ? no_limit : watts / watts_in_kilowatt; }
std::int64_t kilowatts_begun(Watts watts) { return (watts + watts_in_kilowatt - 1) / watts_in_kilowatt; }

// Halls and sites while they are shared out.
class Sharing {
 public:
  Sharing(std::span<const CapacityHall> halls, std::vector<CapacitySite> sites,
          std::span<const CapacityPromise> promises)
      : halls_(halls), sites_(std::move(sites)), promises_(promises), parts_(promises.size()), open_(promises.size()) {
    for (const CapacityHall& hall : halls_) {
      left_.push_back(hall.kilowatts);
      cooled_.push_back(hall.is_out ? 0 : hall.cooled);
      explained_.push_back(0);
    }
    for (std::size_t p = 0; p < promises.size(); ++p) open_[p] = promises[p].kilowatts;
  }

  // What is there goes to all before what is not is pegged, and that before anybody is told that there is no more.
  std::vector<std::vector<CapacityPart>> run() {
    for (std::size_t p = 0; p < promises_.size(); ++p) supply(p);
    for (std::size_t p = 0; p < promises_.size(); ++p) peg(p);
    for (std::size_t p = 0; p < promises_.size(); ++p) explain(p);
    return std::move(parts_);
  }

 private:
  void supply(std::size_t p) {
    for (std::uint32_t h : promises_[p].halls) {
      if (!halls_[h].is_ready) continue;
      CapacitySite& site = sites_[halls_[h].site];
      const std::int64_t n = std::min({open_[p], left_[h], cooled_[h], site.kilowatts});
      take(p, h, CapacityState::supplied, n);
      cooled_[h] -= n;
      site.kilowatts -= n;
    }
  }

  void peg(std::size_t p) {
    for (std::uint32_t h : promises_[p].halls) {
      if (halls_[h].is_ready) peg_to_ready(p, h);
    }
    for (std::uint32_t h : promises_[p].halls) {
      if (!halls_[h].is_ready) take(p, h, CapacityState::not_ready, std::min(open_[p], left_[h]));
    }
  }

  void peg_to_ready(std::size_t p, std::uint32_t h) {
    if (halls_[h].is_out) return take(p, h, CapacityState::hall_out, std::min(open_[p], left_[h]));
    CapacitySite& site = sites_[halls_[h].site];
    const std::int64_t uncooled = std::min({open_[p], left_[h], site.kilowatts});
    take(p, h, CapacityState::uncooled, uncooled);
    site.kilowatts -= uncooled;
    const std::int64_t lost = std::min({open_[p], left_[h], site.lost});
    take(p, h, CapacityState::power_lost, lost);
    site.lost -= lost;
    take(p, h, CapacityState::unpowered, std::min(open_[p], left_[h]));
  }

  // A kW of others explains once why there is none left.
  void explain(std::size_t p) {
    for (std::uint32_t h : promises_[p].halls) {
      std::int64_t own = 0;
      for (const CapacityPart& part : parts_[p]) own += part.hall == h ? part.kilowatts : 0;
      const std::int64_t of_others = halls_[h].kilowatts - left_[h] - own;
      const std::int64_t n = std::min(open_[p], of_others - explained_[h]);
      if (n <= 0) continue;
      explained_[h] += n;
      add(p, h, CapacityState::elsewhere, n);
    }
    if (open_[p] > 0) add(p, 0, CapacityState::not_built, open_[p]);
  }

  void take(std::size_t p, std::uint32_t h, CapacityState state, std::int64_t n) {
    if (n <= 0) return;
    left_[h] -= n;
    add(p, h, state, n);
  }
  void add(std::size_t p, std::uint32_t h, CapacityState state, std::int64_t n) {
    open_[p] -= n;
    parts_[p].push_back({state, h, n});
  }

  std::span<const CapacityHall> halls_;
  std::vector<CapacitySite> sites_;
  std::span<const CapacityPromise> promises_;
  std::vector<std::vector<CapacityPart>> parts_;
  std::vector<std::int64_t> open_;                       // by promise
  std::vector<std::int64_t> left_, cooled_, explained_;  // by hall
};

}  // namespace

std::vector<std::vector<CapacityPart>> share_capacity(std::span<const CapacityHall> halls,
                                                      std::vector<CapacitySite> sites,
                                                      std::span<const CapacityPromise> promises) {
  return Sharing(halls, std::move(sites), promises).run();
}

CapacitySupply::CapacitySupply(const Scenario& scenario, const CauseTable& causes)
    : scenario_(scenario), causes_(causes) {
  for (TrancheId id : scenario.tranches.ids()) {
    if (scenario.is_capacity(id)) by_rank_.push_back(id);
  }
  const auto rank = [&](TrancheId id) {
    const Tranche& t = scenario.tranches[id];
    return std::tuple(scenario.contracts[t.contract].priority, t.due, t.contract, id);
  };
  std::sort(by_rank_.begin(), by_rank_.end(), [&](TrancheId a, TrancheId b) { return rank(a) < rank(b); });
  for (HallId hall : scenario.halls.ids()) {
    const bool is_named = std::any_of(by_rank_.begin(), by_rank_.end(),
                                      [&](TrancheId id) { return scenario.tranches[id].allows_hall[hall.index]; });
    if (!is_named) continue;
    halls_.push_back(hall);
    const SiteId site = scenario.halls[hall].site;
    if (sites_.empty() || sites_.back() != site) sites_.push_back(site);
  }
  promises_.resize(by_rank_.size());
}

void CapacitySupply::look_at_halls(const State& state, Standing& standing) const {
  for (HallId id : halls_) {
    const Hall& hall = scenario_.halls[id];
    const HallState& h = state.halls[id];
    CapacityHall& of = standing.halls.emplace_back();
    of.site = static_cast<std::uint32_t>(std::lower_bound(sites_.begin(), sites_.end(), hall.site) - sites_.begin());
    of.kilowatts = whole_kilowatts(hall.critical_it);
    // What the loops take together: which system will stand there is not the landlord's matter.
    const bool is_cooled = !scenario_.cooling_acts || h.liquid_limit >= no_limit || h.air_limit >= no_limit;
    of.cooled = is_cooled ? no_limit : whole_kilowatts(h.liquid_limit + h.air_limit);
    of.is_ready = h.is_ready;
    of.is_out = scenario_.power_acts && h.active_outages.first().exists();
    standing.why_not_ready.push_back(h.is_ready ? CauseId{} : causes_.site(scenario_, id, h.held_by));
    standing.why_out.push_back(of.is_out ? cause_of_no_power(scenario_, state, causes_, id) : CauseId{});
    standing.why_uncooled.push_back(is_cooled ? CauseId{} : cause_of_no_cooling(scenario_, state, causes_, id));
  }
  const auto key = [&](std::uint32_t i) {
    const HallState& h = state.halls[halls_[i]];
    return std::tuple(!h.is_ready, h.cancelled_by.exists(), h.expected_ready, i);
  };
  for (std::uint32_t i = 0; i < halls_.size(); ++i) standing.in_order.push_back(i);
  std::sort(standing.in_order.begin(), standing.in_order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
}

namespace {

// What a site feeds: storage carries what was energized before over a gap, unless it is being filled; it energizes
// nothing.
Watts fed_at(const Scenario& scenario, const State& state, SiteId id) {
  const Site& site = scenario.sites[id];
  const SiteState& s = state.sites[id];
  Watts facility = s.facility_available;
  for (BlockId store : site.storage) {
    const BlockState& block = state.blocks[store];
    if (block.storage_draw <= 0) facility += bridging_power(scenario.blocks[store], block);
  }
  return std::min(it_limit(facility, site.pue_of_limit()), s.it_limit_most);
}

}  // namespace

void CapacitySupply::look_at_sites(State& state, Standing& standing) const {
  for (SiteId id : sites_) {
    const Site& site = scenario_.sites[id];
    SiteState& s = state.sites[id];
    CapacitySite& of = standing.sites.emplace_back(CapacitySite{no_limit, 0});
    standing.why_lost.emplace_back();
    if (!site.limited_by_power || !scenario_.power_acts) continue;
    s.it_limit_most = std::max(s.it_limit_most, s.it_limit);
    const Watts limit = fed_at(scenario_, state, id);
    Watts elsewhere = 0;
    for (HallId hall : site.halls) {
      if (!std::binary_search(halls_.begin(), halls_.end(), hall)) elsewhere += state.halls[hall].it.placed;
    }
    of.kilowatts = std::max<std::int64_t>(whole_kilowatts(limit) - kilowatts_begun(elsewhere), 0);
    of.lost = whole_kilowatts(s.it_limit_most) - whole_kilowatts(limit);
    if (of.lost > 0) standing.why_lost.back() = cause_of_no_power(scenario_, state, causes_, id);
  }
}

CauseId CapacitySupply::cause_of(const CapacityPart& part) const {
  switch (part.state) {
    case CapacityState::supplied:
      break;
    case CapacityState::uncooled:
      return now_.why_uncooled[part.hall];
    case CapacityState::unpowered:
      return causes_.of(CauseKind::power);
    case CapacityState::power_lost:
      return now_.why_lost[now_.halls[part.hall].site];
    case CapacityState::hall_out:
      return now_.why_out[part.hall];
    case CapacityState::not_ready:
      return now_.why_not_ready[part.hall];
    case CapacityState::elsewhere:
      return causes_.of(CauseKind::allocated_elsewhere);
    case CapacityState::not_built:
      return causes_.of(CauseKind::not_ordered);
  }
  EXPECTS_WITH(false, "supplied kW have no cause");
  return {};
}

void CapacitySupply::tell(State& state, const Ledger& ledger, std::size_t rank, std::span<const CapacityPart> parts,
                          Hour now, const Assignment::Sink& sink) {
  const TrancheId id = by_rank_[rank];
  missing_.clear();
  supplied_.clear();
  if (now_.withheld[rank].exists()) {
    missing_.push_back({now_.withheld[rank], SiteId{}, SystemId{}, scenario_.tranches[id].accelerators});
  }
  std::int64_t supplied = 0;
  for (const CapacityPart& part : parts) {
    const bool is_built = part.state != CapacityState::not_built;
    const SiteId site = is_built ? scenario_.halls[halls_[part.hall]].site : SiteId{};
    if (part.state == CapacityState::supplied) {
      supplied += part.kilowatts;
      const auto at = std::find_if(supplied_.begin(), supplied_.end(), [&](const Supply& s) { return s.site == site; });
      at != supplied_.end() ? void(at->accelerators += part.kilowatts)
                            : supplied_.push_back({site, SystemId{}, part.kilowatts});
      continue;
    }
    const CauseId cause = cause_of(part);
    const auto at = std::find_if(missing_.begin(), missing_.end(),
                                 [&](const Booking& b) { return b.cause == cause && b.site == site; });
    at != missing_.end() ? void(at->accelerators += part.kilowatts)
                         : missing_.push_back({cause, site, SystemId{}, part.kilowatts});
  }
  // What was handed over once stays so, as accelerators that fail do.
  TrancheState& tranche = state.tranches[id];
  tranche.accepted = std::max(tranche.accepted, supplied);
  if (supplied == scenario_.tranches[id].accelerators) tranche.complete_at = std::min(tranche.complete_at, now);
  const auto had = ledger.supplied(id);
  const bool is_new = !std::equal(had.begin(), had.end(), supplied_.begin(), supplied_.end());
  sink(id, {missing_, supplied_, is_new});
}

void CapacitySupply::settle(State& state, const Ledger& ledger, Hour now, const Assignment::Sink& sink) {
  if (by_rank_.empty()) return;
  std::swap(last_, now_);
  now_.halls.clear();  // and keep their memory
  now_.sites.clear();
  for (auto* causes : {&now_.why_not_ready, &now_.why_out, &now_.why_uncooled, &now_.why_lost}) causes->clear();
  now_.in_order.clear();
  now_.is_signed.clear();
  now_.withheld.clear();
  look_at_halls(state, now_);
  look_at_sites(state, now_);
  for (TrancheId id : by_rank_) {
    now_.is_signed.push_back(state.tranches[id].is_signed);
    now_.withheld.push_back(causes_.withheld(scenario_, state, id));
  }
  if (now_ == last_) return;

  for (std::size_t rank = 0; rank < by_rank_.size(); ++rank) {
    const Tranche& tranche = scenario_.tranches[by_rank_[rank]];
    CapacityPromise& promise = promises_[rank];
    promise.kilowatts = now_.is_signed[rank] && !now_.withheld[rank].exists() ? tranche.accelerators : 0;
    promise.halls.clear();
    for (std::uint32_t i : now_.in_order) {
      if (tranche.allows_hall[halls_[i].index]) promise.halls.push_back(i);
    }
  }
  const auto parts = share_capacity(now_.halls, now_.sites, promises_);
  for (std::size_t rank = 0; rank < by_rank_.size(); ++rank) {
    if (now_.is_signed[rank]) tell(state, ledger, rank, parts[rank], now, sink);
  }
}

}  // namespace models
