#pragma once
// Channels: software layers that sell tokens and calls instead of accelerators. They run on live metal of their
// provider that serves no tranche: granted to nobody, or to one that is not due yet. So an accelerator-hour that is
// supplied to a tranche is never theirs, too. Methods: channels.

#include <functional>
#include <span>
#include <vector>

#include "models/contract/ledger.hpp"
#include "models/scenario.hpp"
#include "models/state.hpp"

namespace models {

// Accelerators of each channel of a provider with `live` of them, of which `free` (>= 0, <= live) serve no tranche and
// are of use: its share of the live ones, rounded down; where the free ones do not do, in proportion to that, by
// largest remainder. Shares sum to 1 at most. Pure.
std::vector<std::int64_t> accelerators_of_channels(std::int64_t live, std::int64_t free,
                                                   std::span<const double> shares);

struct ChannelSource {
  SiteId site;
  SystemId system;
  std::int64_t accelerators = 0;
  friend bool operator==(const ChannelSource&, const ChannelSource&) = default;
};

class Channels {
 public:
  explicit Channels(const Scenario& scenario);

  // After the grants of `provider` are settled: what its channels have from now on. Each that has something else is
  // told to `sink` just before.
  using Sink = std::function<void(ChannelId)>;
  void settle(const State& state, const Ledger& ledger, PartyId provider, const Sink& sink);

  // By site, then system.
  std::span<const ChannelSource> sources(ChannelId channel) const { return sources_[channel]; }

 private:
  std::int64_t list_free(const State& state, const Ledger& ledger, PartyId provider);

  const Scenario& scenario_;
  sim::Table<Party, std::vector<ChannelId>> of_provider_;
  sim::Table<Party, std::vector<TrancheId>> tranches_;  // that units of a provider supply
  std::vector<ChannelSource> free_;                     // scratch: of one provider
  sim::Table<Channel, std::vector<ChannelSource>> sources_;
};

}  // namespace models
