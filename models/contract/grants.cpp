#include "models/contract/grants.hpp"

#include <algorithm>
#include <tuple>

#include <fmt/core.h>

#include "models/rounding.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

bool allows_place(const Scenario& scenario, const Tranche& tranche, GroupId id) {
  const Group& group = scenario.groups[id];
  if (group.hall.exists()) return tranche.allows_hall[group.hall.index];
  // Not in a hall yet: it may serve if some hall that it can still come to may.
  const Lot& lot = scenario.lots[group.lot];
  for (std::uint32_t i = lot.first_group; i < lot.first_group + lot.group_count; ++i) {
    const Group& other = scenario.groups[GroupId{i}];
    const bool is_reachable = !group.site.exists() || group.site == other.site;
    if (is_reachable && other.hall.exists() && tranche.allows_hall[other.hall.index]) return true;
  }
  return false;
}

std::int64_t accelerators_in(const Scenario& scenario, GroupId group, Units units) {
  return units * scenario.system_of(group).accelerators;
}

}  // namespace

Rule first_rule_failed(const Scenario& scenario, const Tranche& tranche, GroupId group) {
  if (!tranche.allows_system[scenario.order_of(scenario.groups[group].lot).system.index]) return Rule::system;
  if (!allows_place(scenario, tranche, group)) return Rule::site;
  return Rule::none;
}

Eligibility::Eligibility(const Scenario& scenario, const State& state)
    : by_rank(scenario.parties.size()), may_serve(scenario.tranches.size()), made_for(scenario.tranches.size()) {
  for (TrancheId id : scenario.tranches.ids()) {
    const PartyId provider = scenario.contracts[scenario.tranches[id].contract].provider;
    by_rank[provider].push_back(id);
    const Book& book = state.provider_books[provider];
    for (std::size_t rank = 0; rank < book.size(); ++rank) {
      const GroupId group = book.group(rank);
      const bool serves = first_rule_failed(scenario, scenario.tranches[id], group) == Rule::none;
      may_serve[id].push_back(serves);
      made_for[id].push_back(serves && scenario.order_of(scenario.groups[group].lot).made_for == id);
    }
  }
  const auto key = [&](TrancheId id) {
    const Tranche& t = scenario.tranches[id];
    return std::tuple(scenario.contracts[t.contract].priority, t.due_original, t.contract, id);
  };
  for (auto& tranches : by_rank) {
    std::sort(tranches.begin(), tranches.end(), [&](TrancheId a, TrancheId b) { return key(a) < key(b); });
  }
}

void release_grants(World& world, GroupId group, Units leaving) {
  GroupState& g = world.state.groups[group];
  const Units free = g.units[static_cast<std::size_t>(Stage::live)] - g.granted;
  Units taken_back = leaving - free;
  if (taken_back <= 0) return;
  g.granted -= taken_back;
  const auto& tranches = world.eligibility.by_rank[world.scenario.provider_of(group)];
  for (auto id = tranches.rbegin(); id != tranches.rend() && taken_back > 0; ++id) {
    TrancheState& tranche = world.state.tranches[*id];
    for (Held& held : tranche.granted) {
      if (held.group != group) continue;
      const Units n = std::min(held.units, taken_back);
      held.units -= n;
      taken_back -= n;
      tranche.granted_accelerators -= accelerators_in(world.scenario, group, n);
    }
    std::erase_if(tranche.granted, [](const Held& held) { return held.units == 0; });
  }
  ENSURES(taken_back == 0);
}

void end_tranche(World& world, TrancheId id) {
  TrancheState& tranche = world.state.tranches[id];
  for (const Held& held : tranche.granted) world.state.groups[held.group].granted -= held.units;
  tranche.granted.clear();
  tranche.granted_accelerators = 0;
  tranche.pegs.clear();
  tranche.is_signed = false;
}

void remember_cancelled(World& world, GroupId group, Stage stage, Units units, EventId event) {
  const auto& tranches = world.eligibility.by_rank[world.scenario.provider_of(group)];
  const Group& g = world.scenario.groups[group];
  // The units cancelled are those that were promised last.
  for (auto id = tranches.rbegin(); id != tranches.rend() && units > 0; ++id) {
    TrancheState& tranche = world.state.tranches[*id];
    for (const Peg& peg : tranche.pegs) {
      if (peg.group != group || peg.stage != stage || units == 0) continue;
      const Units n = std::min(units, peg.units);
      tranche.cancelled.push_back({event, n, g.site, world.scenario.order_of(g.lot).system});
      units -= n;
    }
  }
}

void Assignment::grant(State& state, PartyId provider) const {
  const Book& book = state.provider_books[provider];
  if (scenario_.preempt) {
    for (TrancheId id : eligibility_.by_rank[provider]) {
      for (const Held& held : state.tranches[id].granted) state.groups[held.group].granted -= held.units;
      state.tranches[id].granted.clear();
      state.tranches[id].granted_accelerators = 0;
    }
  }
  for (TrancheId id : eligibility_.by_rank[provider]) {
    TrancheState& tranche = state.tranches[id];
    if (!tranche.is_signed) continue;
    std::int64_t open = scenario_.tranches[id].accelerators - tranche.granted_accelerators;
    if (open <= 0) continue;
    const auto& serves = eligibility_.may_serve[id];
    book.ascending(Stage::live, [&](std::uint32_t rank) {
      const GroupId group = book.group(rank);
      GroupState& g = state.groups[group];
      const std::int64_t each = scenario_.system_of(group).accelerators;
      const Units free = g.units[static_cast<std::size_t>(Stage::live)] - g.granted;
      if (!serves[rank] || free == 0) return true;
      const Units units = std::min(free, divide_rounding_up(open, each));
      g.granted += units;
      tranche.granted_accelerators += units * each;
      open -= units * each;
      const auto held = std::lower_bound(tranche.granted.begin(), tranche.granted.end(), group,
                                         [](const Held& h, GroupId other) { return h.group < other; });
      if (held != tranche.granted.end() && held->group == group) {
        held->units += units;
      } else {
        tranche.granted.insert(held, {group, units});
      }
      return open > 0;
    });
  }
}

// All units of the provider that are not live, most advanced first, by rank.
void Assignment::list_candidates(const State& state, PartyId provider) {
  candidates_.clear();
  const Book& book = state.provider_books[provider];
  for (int s = static_cast<int>(Stage::failed); s >= 0; --s) {
    const auto stage = static_cast<Stage>(s);
    book.ascending(stage, [&](std::uint32_t rank) {
      const GroupId group = book.group(rank);
      candidates_.push_back({rank, group, stage, state.groups[group].units[static_cast<std::size_t>(s)]});
      return true;
    });
  }
}

void Assignment::peg_from(TrancheState& tranche, const std::vector<bool>& allowed, std::int64_t& open) {
  for (Candidate& c : candidates_) {
    if (open <= 0) return;
    if (c.left == 0 || !allowed[c.rank]) continue;
    const std::int64_t each = scenario_.system_of(c.group).accelerators;
    const Units units = std::min(c.left, divide_rounding_up(open, each));
    const std::int64_t covered = std::min(open, units * each);
    tranche.pegs.push_back({c.group, c.stage, units, covered});
    c.left -= units;
    open -= covered;
  }
}

void Assignment::peg(State& state, TrancheId id) {
  TrancheState& tranche = state.tranches[id];
  tranche.pegs.clear();
  if (!tranche.is_signed) return;
  std::int64_t open = scenario_.tranches[id].accelerators - tranche.granted_accelerators;
  peg_from(tranche, eligibility_.made_for[id], open);
  peg_from(tranche, eligibility_.may_serve[id], open);
}

void Assignment::book(CauseId cause, SiteId site, SystemId system, std::int64_t accelerators) {
  for (Booking& b : missing_) {
    if (b.cause == cause && b.site == site && b.system == system) {
      b.accelerators += accelerators;
      return;
    }
  }
  missing_.push_back({cause, site, system, accelerators});
}

void Assignment::book_pegs(const State& state, TrancheId id, Hour now) {
  const Hour due = scenario_.tranches[id].due;
  for (const Peg& peg : state.tranches[id].pegs) {
    const CauseId cause = cause_of(scenario_, state, causes_, peg.group, peg.stage, due, now);
    const Group& group = scenario_.groups[peg.group];
    book(cause, group.site, scenario_.order_of(group.lot).system, peg.accelerators);
  }
}

void Assignment::list_explanations(const State& state, PartyId provider) {
  explanations_.clear();
  const auto rank_of = [&](GroupId group) { return state.groups[group].provider_rank; };
  for (TrancheId id : eligibility_.by_rank[provider]) {
    const TrancheState& tranche = state.tranches[id];
    for (const Held& h : tranche.granted) explanations_.push_back({rank_of(h.group), h.group, id, h.units});
    for (const Peg& p : tranche.pegs) explanations_.push_back({rank_of(p.group), p.group, id, p.units});
  }
  const Book& book = state.provider_books[provider];
  book.ascending(Stage::live, [&](std::uint32_t rank) {
    const GroupState& g = state.groups[book.group(rank)];
    const Units free = g.units[static_cast<std::size_t>(Stage::live)] - g.granted;
    if (free > 0) explanations_.push_back({rank, book.group(rank), TrancheId{}, free});
    return true;
  });
  for (const Candidate& c : candidates_) {
    if (c.left > 0) explanations_.push_back({c.rank, c.group, TrancheId{}, c.left});
  }
}

// Need that no unit is left for: why there is none. Each unit explains once.
void Assignment::book_unpegged(const State& state, PartyId provider, TrancheId id, std::int64_t open) {
  for (const CancelledPromise& c : state.tranches[id].cancelled) {
    const std::int64_t n = std::min(open, c.units * scenario_.systems[c.system].accelerators);
    if (n > 0) book(causes_.cancelled(c.event), c.site, c.system, n);
    open -= n;
  }
  if (open == 0) return;
  if (!explanations_listed_) list_explanations(state, provider);
  explanations_listed_ = true;

  const auto explain = [&](Explanation& e, CauseId cause) {
    const Group& group = scenario_.groups[e.group];
    const SystemId system = scenario_.order_of(group.lot).system;
    const std::int64_t each = scenario_.systems[system].accelerators;
    const Units units = std::min(e.left, divide_rounding_up(open, each));
    const std::int64_t n = std::min(open, units * each);
    e.left -= units;
    open -= n;
    book(cause, group.site, system, n);
  };
  for (Explanation& e : explanations_) {
    if (open == 0) return;
    const bool is_elsewhere = e.tranche.exists() && e.tranche != id && eligibility_.may_serve[id][e.rank];
    if (e.left > 0 && is_elsewhere) explain(e, causes_.of(CauseKind::allocated_elsewhere));
  }
  for (Explanation& e : explanations_) {
    if (open == 0) return;
    if (e.left == 0 || e.tranche.exists() || eligibility_.may_serve[id][e.rank]) continue;
    const Rule rule = first_rule_failed(scenario_, scenario_.tranches[id], e.group);
    explain(e, rule == Rule::system ? causes_.ineligible_system() : causes_.ineligible_site());
  }
  if (open > 0) book(causes_.of(CauseKind::not_ordered), SiteId{}, SystemId{}, open);
}

void Assignment::settle(State& state, PartyId provider, Hour now, const Sink& sink) {
  const auto& tranches = eligibility_.by_rank[provider];
  if (tranches.empty()) return;
  grant(state, provider);
  list_candidates(state, provider);
  for (TrancheId id : tranches) peg(state, id);

  explanations_listed_ = false;
  for (TrancheId id : tranches) {
    TrancheState& tranche = state.tranches[id];
    missing_.clear();
    supplied_.clear();
    if (!tranche.is_signed) continue;
    const std::int64_t quantity = scenario_.tranches[id].accelerators;
    book_pegs(state, id, now);
    std::int64_t pegged = 0, accepted = tranche.granted_accelerators;
    for (const Peg& p : tranche.pegs) {
      pegged += p.accelerators;
      if (was_accepted(p.stage)) accepted += p.accelerators;
    }
    const std::int64_t open = quantity - std::min(quantity, tranche.granted_accelerators) - pegged;
    EXPECTS_WITH(open >= 0, fmt::format("{} accelerators pegged too many", -open));
    if (open > 0) book_unpegged(state, provider, id, open);
    if (accepted >= quantity) tranche.complete_at = std::min(tranche.complete_at, now);

    std::int64_t left = quantity;
    for (const Held& held : tranche.granted) {
      const std::int64_t n = std::min(left, accelerators_in(scenario_, held.group, held.units));
      left -= n;
      const SiteId site = scenario_.groups[held.group].site;
      const auto at = std::find_if(supplied_.begin(), supplied_.end(), [&](const Supply& s) { return s.site == site; });
      if (at != supplied_.end()) {
        at->accelerators += n;
      } else if (n > 0) {
        supplied_.push_back({site, n});
      }
    }
    sink(id, missing_, supplied_);
  }
}

}  // namespace models
