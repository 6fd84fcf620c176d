#pragma once
// Grants and pegs: which unit serves, or will serve, which promise.
//
// A grant is a live unit given to a tranche. It stays while it is live; free units go by rank, whole units. A peg ties
// what a tranche still lacks to the units that are to fill it: those ordered for it first, then the most advanced, one
// tranche each, without look-ahead. What finds no unit is booked by why there is none.

#include <functional>
#include <span>
#include <vector>

#include "models/contract/cause.hpp"
#include "models/contract/eligibility.hpp"
#include "models/contract/grant_policy.hpp"
#include "models/world.hpp"

namespace models {

// Who may serve whom, fixed for a run: a provider's tranches in rank order and, for each, which ranks of its book may
// serve.
struct Eligibility {  // of accelerators: capacity contracts have none
  explicit Eligibility(const Scenario& scenario, const State& state);

  sim::Table<Party, std::vector<TrancheId>> by_rank;  // by provider: priority, due, contract id, tranche id
  sim::Table<Tranche, std::vector<bool>> may_serve;   // by rank in the provider's book
  sim::Table<Tranche, std::vector<bool>> made_for;    // empty: nothing was ordered for it
};

// A rule with a date begins to act on a tranche: units that fail it are free for others.
void require_clean_energy(const Scenario& scenario, State& state, Eligibility& eligibility, TrancheId tranche);

// Accelerators that a tranche lacks, at one place and for one cause.
struct Booking {
  CauseId cause;
  SiteId site;      // none: unassigned
  SystemId system;  // none: nothing was ordered
  std::int64_t accelerators = 0;
  friend auto operator<=>(const Booking&, const Booking&) = default;
};

// Accelerators of one system granted to a tranche at one site.
struct Supply {
  SiteId site;
  SystemId system;
  std::int64_t accelerators = 0;
  friend bool operator==(const Supply&, const Supply&) = default;
};

// Takes grants back so that `leaving` live units of a group may stop: free ones first, then those of the lowest rank.
void release_grants(World& world, GroupId group, Units leaving);

// Remembers, before units outside a full dock are sent back, to whom the last of them were promised.
void remember_turned_away(World& world, GroupId group, Units units);

// Accelerators of whole units that may serve a tranche, are or are planned to be live by an hour, and are neither
// granted nor pegged to others.
std::int64_t uncommitted(const World& world, TrancheId tranche, Hour by);

// What a tranche holds is free for others.
void give_back_grants(World& world, TrancheId tranche);

// A tranche ends, and gives back what it holds.
void end_tranche(World& world, TrancheId tranche);

// Remembers, before units of a group are cancelled, or as many of their accelerators, to whom the last of them were
// promised.
void remember_cancelled(World& world, GroupId group, Stage stage, Units units, std::int64_t accelerators,
                        const CancelledBy& by);

// Grants and pegs of one provider's tranches that units supply, from the State as it is now.
class Assignment {
 public:
  Assignment(const Scenario& scenario, const Eligibility& eligibility, const CauseTable& causes)
      : scenario_(scenario), eligibility_(eligibility), causes_(causes) {}

  // Called for each signed tranche of the provider, by rank: what it lacks, by cause, place and system (sums to what
  // the grants leave open), and what it is granted, by site; nothing where that is as it was.
  struct Picture {
    std::span<const Booking> missing;
    std::span<const Supply> supplied;
    bool supplied_changed = false;
  };
  using Sink = std::function<void(TrancheId, const Picture&)>;

  // Settles grants and pegs of `provider` at `now`.
  void settle(State& state, PartyId provider, Hour now, const Sink& sink);

 private:
  // Units that may be pegged, and what is left of them.
  struct Candidate {
    std::uint32_t rank = 0;
    GroupId group;
    Stage stage{};
    Units left = 0;
    std::int64_t accelerators = 0;  // per unit
  };
  // Units granted or pegged to a tranche, or free: used once each to explain why another tranche finds none.
  struct Explanation {
    std::uint32_t rank = 0;
    GroupId group;
    TrancheId tranche;  // none: free
    Units left = 0;
  };

  void grant(State& state, PartyId provider);
  void grant_to(State& state, TrancheId tranche);
  void grant_by_policy(State& state, PartyId provider);
  void give(State& state, TrancheId tranche, Candidate& candidate, Units units);
  void list_claims(const State& state, PartyId provider);
  void list_candidates(const State& state, PartyId provider);
  void peg(State& state, TrancheId tranche);
  void peg_from(TrancheState& tranche, const std::vector<bool>& allowed, std::int64_t& open);
  void sum_supplied(const State& state, TrancheId tranche);
  void book_withheld(const State& state, TrancheId tranche, CauseId cause);
  void list_explanations(const State& state, PartyId provider);
  void book_pegs(const State& state, TrancheId tranche, Hour now);
  void book_waiting_for_parts(const State& state, const Peg& peg, CauseId own_line);
  void book_unpegged(const State& state, PartyId provider, TrancheId tranche, std::int64_t open);
  void book(CauseId cause, SiteId site, SystemId system, std::int64_t accelerators);

  const Scenario& scenario_;
  const Eligibility& eligibility_;
  const CauseTable& causes_;
  std::vector<Candidate> candidates_;
  std::size_t first_open_ = 0;   // candidates before it are used up
  std::vector<Candidate> free_;  // live units that nobody is granted
  std::vector<GrantClaim> claims_, eligible_;
  std::vector<std::size_t> eligible_at_;
  std::vector<Explanation> explanations_;
  bool explanations_listed_ = false;
  std::vector<Booking> missing_;
  std::vector<Supply> supplied_;
  std::vector<Held> booked_as_ordered_;  // ordered units of lots with parts that tranches before this one pegged
};

}  // namespace models
