#include "models/contract/grants.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

#include "models/rounding.hpp"
#include "models/supply/kits.hpp"
#include "sim/check.hpp"

namespace models {

namespace {

std::int64_t accelerators_in(const Scenario& scenario, GroupId group, Units units) {
  return units * scenario.system_of(group).accelerators;
}

// What a tranche holds of a group, or where that would stand.
std::vector<Held>::iterator held_of(TrancheState& tranche, GroupId group) {
  return std::lower_bound(tranche.granted.begin(), tranche.granted.end(), group,
                          [](const Held& h, GroupId other) { return h.group < other; });
}

// All that a tranche is granted is free again.
void take_back(const Scenario& scenario, State& state, TrancheId id) {
  TrancheState& tranche = state.tranches[id];
  for (const Held& held : tranche.granted) note_granted(scenario, state, held.group, -held.units);
  tranche.granted.clear();
  tranche.granted_accelerators = 0;
  tranche.grants_changed = true;
}

// What a party that serves itself first promises itself.
bool is_own_load(const Scenario& scenario, TrancheId id) {
  const Contract& contract = scenario.contracts[scenario.tranches[id].contract];
  return contract.provider == contract.customer && scenario.own_load_first[contract.provider.index];
}

}  // namespace

Eligibility::Eligibility(const Scenario& scenario, const State& state)
    : by_rank(scenario.parties.size()), may_serve(scenario.tranches.size()), made_for(scenario.tranches.size()) {
  for (TrancheId id : scenario.tranches.ids()) {
    if (scenario.tranches[id].upstream.exists() || scenario.is_capacity(id)) continue;
    const PartyId provider = scenario.contracts[scenario.tranches[id].contract].provider;
    by_rank[provider].push_back(id);
    const Book& book = state.provider_books[provider];
    for (std::size_t rank = 0; rank < book.size(); ++rank) {
      const GroupId group = book.group(rank);
      const bool serves = first_rule_failed(scenario, scenario.tranches[id], group, 0) == Rule::none;
      may_serve[id].push_back(serves);
      made_for[id].push_back(serves && scenario.order_of(scenario.groups[group].lot).made_for == id);
    }
    if (std::find(made_for[id].begin(), made_for[id].end(), true) == made_for[id].end()) made_for[id].clear();
  }
  const auto key = [&](TrancheId id) {
    const Tranche& t = scenario.tranches[id];
    return std::tuple(!is_own_load(scenario, id), scenario.contracts[t.contract].priority, t.due, t.contract, id);
  };
  for (auto& tranches : by_rank) {
    std::sort(tranches.begin(), tranches.end(), [&](TrancheId a, TrancheId b) { return key(a) < key(b); });
  }
}

void require_clean_energy(const Scenario& scenario, State& state, Eligibility& eligibility, TrancheId id) {
  std::vector<bool>& serves = eligibility.may_serve[id];
  const Book& book = state.provider_books[scenario.contracts[scenario.tranches[id].contract].provider];
  for (std::size_t rank = 0; rank < serves.size(); ++rank) {
    if (!serves[rank] || first_rule_failed(scenario, scenario.tranches[id], book.group(rank), state.now) == Rule::none)
      continue;
    serves[rank] = false;
    if (!eligibility.made_for[id].empty()) eligibility.made_for[id][rank] = false;
  }
  TrancheState& tranche = state.tranches[id];
  std::erase_if(tranche.granted, [&](const Held& held) {
    if (serves[state.groups[held.group].provider_rank]) return false;
    note_granted(scenario, state, held.group, -held.units);
    tranche.granted_accelerators -= accelerators_in(scenario, held.group, held.units);
    tranche.grants_changed = true;
    return true;
  });
}

void release_grants(World& world, GroupId group, Units leaving) {
  GroupState& g = world.state.groups[group];
  const Units free = g.units[static_cast<std::size_t>(Stage::live)] - g.granted;
  Units taken_back = leaving - free;
  if (taken_back <= 0) return;
  note_granted(world.scenario, world.state, group, -taken_back);
  const auto& tranches = world.eligibility.by_rank[world.scenario.provider_of(group)];
  for (auto id = tranches.rbegin(); id != tranches.rend() && taken_back > 0; ++id) {
    TrancheState& tranche = world.state.tranches[*id];
    const auto held = held_of(tranche, group);
    if (held == tranche.granted.end() || held->group != group) continue;
    const Units n = std::min(held->units, taken_back);
    held->units -= n;
    taken_back -= n;
    tranche.grants_changed = true;
    tranche.granted_accelerators -= accelerators_in(world.scenario, group, n);
    if (held->units == 0) tranche.granted.erase(held);
  }
  ENSURES(taken_back == 0);
}

std::int64_t uncommitted(const World& world, TrancheId id, Hour by) {
  const Scenario& scenario = world.scenario;
  const PartyId provider = scenario.contracts[scenario.tranches[id].contract].provider;
  const Book& book = world.state.provider_books[provider];
  const auto is_meant = [&](GroupId group) {
    const bool serves = world.eligibility.may_serve[id][world.state.groups[group].provider_rank];
    return serves && scenario.lots[scenario.groups[group].lot].planned_live <= by;
  };
  std::int64_t left = 0;
  for (std::size_t rank = 0; rank < book.size(); ++rank) {
    const GroupId group = book.group(rank);
    if (!is_meant(group)) continue;
    for (int s = 0; s <= static_cast<int>(Stage::live); ++s) {
      left += accelerators_in(scenario, group, world.state.groups[group].units[static_cast<std::size_t>(s)]);
    }
  }
  for (TrancheId other : world.eligibility.by_rank[provider]) {
    const TrancheState& tranche = world.state.tranches[other];
    for (const Held& held : tranche.granted) {
      if (is_meant(held.group)) left -= accelerators_in(scenario, held.group, held.units);
    }
    for (const Peg& peg : tranche.pegs) {
      if (is_meant(peg.group)) left -= accelerators_in(scenario, peg.group, peg.units);
    }
  }
  return left;
}

void give_back_grants(World& world, TrancheId id) {
  take_back(world.scenario, world.state, id);
  world.state.tranches[id].pegs.clear();
}

void end_tranche(World& world, TrancheId id) {
  TrancheState& tranche = world.state.tranches[id];
  give_back_grants(world, id);
  tranche.is_signed = false;
  tranche.is_over = true;
}

namespace {

// Units of a group are lost, with `accelerators` of theirs, to those to whom the last of them were promised.
template <class Matches>
void remember_lost(World& world, GroupId group, Units units, std::int64_t accelerators, const CancelledBy& by,
                   Matches matches) {
  const auto& tranches = world.eligibility.by_rank[world.scenario.provider_of(group)];
  const Group& g = world.scenario.groups[group];
  for (auto id = tranches.rbegin(); id != tranches.rend() && units > 0; ++id) {
    TrancheState& tranche = world.state.tranches[*id];
    for (Peg& peg : tranche.pegs) {
      const Units n = matches(peg) ? std::min(units, peg.units) : 0;
      if (n == 0) continue;
      peg.units -= n;  // what is lost next in this hour is promised to others; then all pegs are settled anew
      const std::int64_t lost = std::min(accelerators, accelerators_in(world.scenario, group, n));
      tranche.lost.push_back({by, lost, g.site, world.scenario.order_of(g.lot).system});
      units -= n;
      accelerators -= lost;
    }
  }
}

}  // namespace

void remember_cancelled(World& world, GroupId group, Stage stage, Units units, std::int64_t accelerators,
                        const CancelledBy& by) {
  remember_lost(world, group, units, accelerators, by,
                [&](const Peg& peg) { return peg.group == group && peg.stage == stage; });
}

void remember_turned_away(World& world, GroupId group, Units units) {
  // Pegs are of the hour before: the units were under way then, perhaps not even routed.
  const auto& groups = world.scenario.groups;
  remember_lost(world, group, units, accelerators_in(world.scenario, group, units), {}, [&](const Peg& peg) {
    return groups[peg.group].lot == groups[group].lot && peg.stage <= Stage::before_dock;
  });
}

void Assignment::grant(State& state, PartyId provider) {
  const auto& tranches = eligibility_.by_rank[provider];
  if (scenario_.preempt) {
    for (TrancheId id : tranches) take_back(scenario_, state, id);
  }
  if (state.live_free[provider] == 0) return;
  free_.clear();
  const Book& book = state.provider_books[provider];
  book.ascending(Stage::live, [&](std::uint32_t rank) {
    const GroupState& g = state.groups[book.group(rank)];
    const Units free = g.units[static_cast<std::size_t>(Stage::live)] - g.granted;
    if (!is_usable(scenario_, state, book.group(rank))) return true;
    if (free > 0) free_.push_back({rank, book.group(rank), Stage::live, free, g.accelerators});
    return true;
  });
  if (scenario_.grants != GrantPolicy::rank) return grant_by_policy(state, provider);
  for (TrancheId id : tranches) {
    if (state.tranches[id].is_signed && !state.tranches[id].is_held_back()) grant_to(state, id);
  }
}

// What each tranche has and lacks, by rank; one that is not signed, or held back, is as if it lacked nothing.
void Assignment::list_claims(const State& state, PartyId provider) {
  std::int64_t live = 0;
  if (scenario_.grants == GrantPolicy::quota) {
    const Book& book = state.provider_books[provider];
    book.ascending(Stage::live, [&](std::uint32_t rank) {
      const GroupState& g = state.groups[book.group(rank)];
      live += g.units[static_cast<std::size_t>(Stage::live)] * g.accelerators;
      return true;
    });
  }
  claims_.clear();
  for (TrancheId id : eligibility_.by_rank[provider]) {
    const Tranche& tranche = scenario_.tranches[id];
    const Contract& contract = scenario_.contracts[tranche.contract];
    GrantClaim claim;
    claim.rank = static_cast<std::uint32_t>(claims_.size());
    claim.is_own_load = is_own_load(scenario_, id);
    claim.quantity = tranche.accelerators;
    const bool may_have = state.tranches[id].is_signed && !state.tranches[id].is_held_back();
    claim.granted = may_have ? state.tranches[id].granted_accelerators : tranche.accelerators;
    claim.weight = contract.weight;
    claim.signed_at = tranche.exercised.value_or(contract.signed_at);
    if (scenario_.grants == GrantPolicy::quota) claim.quota = whole_part(static_cast<double>(live) * contract.quota);
    claims_.push_back(claim);
  }
  if (scenario_.grants != GrantPolicy::quota) return;
  // A quota is of all tranches of a contract.
  const auto& tranches = eligibility_.by_rank[provider];
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    for (TrancheId other : tranches) {
      if (scenario_.tranches[other].contract != scenario_.tranches[tranches[i]].contract) continue;
      claims_[i].quota -= state.tranches[other].granted_accelerators;
    }
  }
}

// Unit by unit: the best rank of units first, each to the tranche that the policy names.
void Assignment::grant_by_policy(State& state, PartyId provider) {
  const auto& tranches = eligibility_.by_rank[provider];
  list_claims(state, provider);
  for (Candidate& c : free_) {
    eligible_.clear();
    eligible_at_.clear();
    for (std::size_t i = 0; i < tranches.size(); ++i) {
      if (!eligibility_.may_serve[tranches[i]][c.rank]) continue;
      eligible_.push_back(claims_[i]);
      eligible_at_.push_back(i);
    }
    while (c.left > 0) {
      const auto next = next_granted(scenario_.grants, eligible_, c.accelerators);
      if (!next) break;
      const std::size_t at = eligible_at_[*next];
      give(state, tranches[at], c, 1);
      claims_[at].granted += c.accelerators;
      // A quota is of the contract: also of its tranches that these units may not serve.
      for (std::size_t i = 0; i < tranches.size(); ++i) {
        const bool same = scenario_.tranches[tranches[i]].contract == scenario_.tranches[tranches[at]].contract;
        if (same) claims_[i].quota -= c.accelerators;
      }
      for (std::size_t i = 0; i < eligible_.size(); ++i) eligible_[i] = claims_[eligible_at_[i]];
    }
  }
}

// Free units of a group become a tranche's.
void Assignment::give(State& state, TrancheId id, Candidate& c, Units units) {
  TrancheState& tranche = state.tranches[id];
  c.left -= units;
  note_granted(scenario_, state, c.group, units);
  tranche.granted_accelerators += units * c.accelerators;
  tranche.grants_changed = true;
  const auto held = held_of(tranche, c.group);
  if (held != tranche.granted.end() && held->group == c.group) {
    held->units += units;
  } else {
    tranche.granted.insert(held, {c.group, units});
  }
}

void Assignment::grant_to(State& state, TrancheId id) {
  const auto& serves = eligibility_.may_serve[id];
  std::int64_t open = scenario_.tranches[id].accelerators - state.tranches[id].granted_accelerators;
  for (Candidate& c : free_) {
    if (open <= 0) return;
    if (c.left == 0 || !serves[c.rank]) continue;
    const std::int64_t each = c.accelerators;
    const Units units = std::min(c.left, divide_rounding_up(open, each));
    open -= units * each;
    give(state, id, c, units);
  }
}

// All units of the provider that are not live, most advanced first, by rank; before them those that are live in a
// cluster below its minimum.
void Assignment::list_candidates(const State& state, PartyId provider) {
  candidates_.clear();
  first_open_ = 0;
  const Book& book = state.provider_books[provider];
  const int first = static_cast<int>(Stage::live) - (scenario_.compute_clusters.size() == 0 ? 1 : 0);
  for (int s = first; s >= 0; --s) {
    const auto stage = static_cast<Stage>(s);
    book.ascending(stage, [&](std::uint32_t rank) {
      const GroupId group = book.group(rank);
      if (stage == Stage::live && is_usable(scenario_, state, group)) return true;
      const GroupState& g = state.groups[group];
      candidates_.push_back({rank, group, stage, g.units[static_cast<std::size_t>(s)], g.accelerators});
      return true;
    });
  }
}

void Assignment::peg_from(TrancheState& tranche, const std::vector<bool>& allowed, std::int64_t& open) {
  if (allowed.empty()) return;
  while (first_open_ < candidates_.size() && candidates_[first_open_].left == 0) ++first_open_;
  for (std::size_t i = first_open_; i < candidates_.size() && open > 0; ++i) {
    Candidate& c = candidates_[i];
    if (c.left == 0 || !allowed[c.rank]) continue;
    const std::int64_t each = c.accelerators;
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
  if (!tranche.is_signed || tranche.is_held_back()) return;
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
  const Hour due = state.tranches[id].due;
  for (const Peg& peg : state.tranches[id].pegs) {
    const CauseId cause = cause_of(scenario_, state, causes_, peg.group, peg.stage, due, now);
    if (peg.stage == Stage::ordered && !causes_.parts(state.groups[peg.group].system).empty()) {
      book_waiting_for_parts(state, peg, cause);
      continue;
    }
    book(cause, scenario_.groups[peg.group].site, state.groups[peg.group].system, peg.accelerators);
  }
}

// Units that are ordered are told apart by the parts that they wait for: those with the lowest numbers in their lot get
// the next kits, and tranches of better rank have them.
void Assignment::book_waiting_for_parts(const State& state, const Peg& peg, CauseId own_line) {
  const SystemId system = state.groups[peg.group].system;
  const LotId lot = scenario_.groups[peg.group].lot;
  auto before = std::find_if(booked_as_ordered_.begin(), booked_as_ordered_.end(),
                             [&](const Held& h) { return h.group == peg.group; });
  if (before == booked_as_ordered_.end()) before = booked_as_ordered_.insert(before, {peg.group, 0});
  const JobState& units = state.jobs[scenario_.job_of(lot, 0)];
  const Units first = units.fed - units.at_line + before->units;  // the units before the first one pegged
  Units last = first + peg.units;
  before->units += peg.units;

  std::int64_t left = peg.accelerators;
  const auto book_last = [&](CauseId cause,
                             Units from) {  // the units after `from`; the very last may be needed in part
    const std::int64_t n = left - std::min(left, (from - first) * state.groups[peg.group].accelerators);
    if (n > 0) book(cause, scenario_.groups[peg.group].site, system, n);
    left -= n;
    last = from;
  };
  const bool is_late_order = own_line == causes_.fixed(peg.group).late;
  for (const CauseTable::PartCause& part : causes_.parts(system)) {
    if (is_late_order || units.wanted == 0) break;  // or not released yet
    const Units have = std::clamp(kits_there(scenario_, state, lot, part.tier), first, last);
    if (have < last) book_last(part.cause, have);
  }
  if (last > first) book_last(own_line, first);
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
    if (!is_usable(scenario_, state, book.group(rank))) return true;  // among the candidates
    if (free > 0) explanations_.push_back({rank, book.group(rank), TrancheId{}, free});
    return true;
  });
  for (const Candidate& c : candidates_) {
    if (c.left > 0) explanations_.push_back({c.rank, c.group, TrancheId{}, c.left});
  }
}

// Need that no unit is left for: why there is none. Each unit explains once.
void Assignment::book_unpegged(const State& state, PartyId provider, TrancheId id, std::int64_t open) {
  const CauseId held_back = causes_.held_back(state.tranches[id]);
  if (held_back.exists()) return book(held_back, SiteId{}, SystemId{}, open);
  for (const LostPromise& lost : state.tranches[id].lost) {
    const std::int64_t n = std::min(open, lost.accelerators);
    if (n > 0) book(causes_.lost(lost.by), lost.site, lost.system, n);
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
    explain(e, causes_.ineligible(first_rule_failed(scenario_, scenario_.tranches[id], e.group, state.now)));
  }
  if (open > 0) book(causes_.of(CauseKind::not_ordered), SiteId{}, SystemId{}, open);
}

// What it is granted is there and of no use to it.
void Assignment::book_withheld(const State& state, TrancheId id, CauseId cause) {
  std::int64_t left = scenario_.tranches[id].accelerators;
  for (const Held& held : state.tranches[id].granted) {
    const std::int64_t n = std::min(left, accelerators_in(scenario_, held.group, held.units));
    left -= n;
    if (n > 0) book(cause, scenario_.groups[held.group].site, state.groups[held.group].system, n);
  }
}

void Assignment::sum_supplied(const State& state, TrancheId id) {
  std::int64_t left = scenario_.tranches[id].accelerators;
  for (const Held& held : state.tranches[id].granted) {
    const std::int64_t n = std::min(left, accelerators_in(scenario_, held.group, held.units));
    left -= n;
    const SiteId site = scenario_.groups[held.group].site;
    const SystemId system = state.groups[held.group].system;
    const auto at = std::find_if(supplied_.begin(), supplied_.end(),
                                 [&](const Supply& s) { return s.site == site && s.system == system; });
    if (at != supplied_.end()) {
      at->accelerators += n;
    } else if (n > 0) {
      supplied_.push_back({site, system, n});
    }
  }
}

void Assignment::settle(State& state, PartyId provider, Hour now, const Sink& sink) {
  const auto& tranches = eligibility_.by_rank[provider];
  if (tranches.empty()) return;
  grant(state, provider);
  const bool any_open = std::any_of(tranches.begin(), tranches.end(), [&](TrancheId id) {
    const TrancheState& tranche = state.tranches[id];
    return tranche.is_signed && tranche.granted_accelerators < scenario_.tranches[id].accelerators;
  });
  candidates_.clear();
  if (any_open) list_candidates(state, provider);
  for (TrancheId id : tranches) peg(state, id);

  explanations_listed_ = false;
  booked_as_ordered_.clear();
  for (TrancheId id : tranches) {
    TrancheState& tranche = state.tranches[id];
    if (!tranche.is_signed) continue;
    missing_.clear();
    const std::int64_t quantity = scenario_.tranches[id].accelerators;
    std::int64_t open = quantity - std::min(quantity, tranche.granted_accelerators);
    std::int64_t accepted = tranche.granted_accelerators;
    for (const Peg& p : tranche.pegs) {
      open -= p.accelerators;
      if (was_accepted(p.stage)) accepted += p.accelerators;
    }
    EXPECTS_WITH(open >= 0, fmt::format("{} accelerators pegged too many", -open));
    book_pegs(state, id, now);
    if (open > 0) book_unpegged(state, provider, id, open);
    tranche.accepted = std::min(accepted, quantity);
    // Nobody accepts what its provider cannot give.
    const bool is_accepted = accepted >= quantity && state.parties[provider].outages.empty();
    if (is_accepted) tranche.complete_at = std::min(tranche.complete_at, now);
    supplied_.clear();
    if (const CauseId cause = causes_.withheld(scenario_, state, id); cause.exists()) {
      book_withheld(state, id, cause);
    } else if (tranche.grants_changed) {
      sum_supplied(state, id);
    }
    sink(id, {missing_, supplied_, tranche.grants_changed});
    tranche.grants_changed = false;
  }
}

}  // namespace models
