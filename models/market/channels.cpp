#include "models/market/channels.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "models/rounding.hpp"

namespace models {

std::vector<std::int64_t> accelerators_of_channels(std::int64_t live, std::int64_t free,
                                                   std::span<const double> shares) {
  std::vector<std::int64_t> most;
  for (const double share : shares) most.push_back(whole_part(static_cast<double>(live) * share));
  const std::int64_t all = std::accumulate(most.begin(), most.end(), std::int64_t{0});
  return all <= free ? most : split_by_largest_remainder(free, most);
}

Channels::Channels(const Scenario& scenario)
    : scenario_(scenario),
      of_provider_(scenario.parties.size()),
      tranches_(scenario.parties.size()),
      sources_(scenario.channels.size()) {
  for (ChannelId id : scenario.channels.ids()) of_provider_[scenario.channels[id].provider].push_back(id);
  for (TrancheId id : scenario.tranches.ids()) {
    const Tranche& tranche = scenario.tranches[id];
    if (!tranche.upstream.exists()) tranches_[scenario.contracts[tranche.contract].provider].push_back(id);
  }
}

// Live accelerators of a provider that are of use and serve no tranche, by site and system; gives how many are live.
std::int64_t Channels::list_free(const State& state, const Ledger& ledger, PartyId provider) {
  std::int64_t live = 0;
  free_.clear();
  const auto add = [&](GroupId group, Units units) {
    const GroupState& g = state.groups[group];
    if (units > 0) free_.push_back({scenario_.groups[group].site, g.system, units * g.accelerators});
  };
  const Book& book = state.provider_books[provider];
  book.ascending(Stage::live, [&](std::uint32_t rank) {
    const GroupId group = book.group(rank);
    const GroupState& g = state.groups[group];
    const Units units = g.units[static_cast<std::size_t>(Stage::live)];
    live += units * g.accelerators;
    if (is_usable(scenario_, state, group)) add(group, units - g.granted);
    return true;
  });
  for (TrancheId id : tranches_[provider]) {
    if (ledger.is_needed(id)) continue;
    for (const Held& held : state.tranches[id].granted) add(held.group, held.units);
  }
  const auto key = [](const ChannelSource& s) { return std::tuple(s.site, s.system); };
  std::sort(free_.begin(), free_.end(),
            [&](const ChannelSource& a, const ChannelSource& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (const ChannelSource& source : free_) {
    if (kept > 0 && key(free_[kept - 1]) == key(source)) {
      free_[kept - 1].accelerators += source.accelerators;
    } else {
      free_[kept++] = source;
    }
  }
  free_.resize(kept);
  return live;
}

void Channels::settle(const State& state, const Ledger& ledger, PartyId provider, const Sink& sink) {
  const auto& channels = of_provider_[provider];
  if (channels.empty()) return;
  const std::int64_t live = list_free(state, ledger, provider);
  std::vector<std::int64_t> left;
  for (const ChannelSource& source : free_) left.push_back(source.accelerators);
  std::vector<double> shares;
  for (ChannelId id : channels) shares.push_back(scenario_.channels[id].share);
  const std::int64_t all = std::accumulate(left.begin(), left.end(), std::int64_t{0});
  const auto has = accelerators_of_channels(live, all, shares);
  for (std::size_t c = 0; c < channels.size(); ++c) {
    const auto parts = split_by_largest_remainder(has[c], left);
    std::vector<ChannelSource> sources;
    for (std::size_t i = 0; i < free_.size(); ++i) {
      left[i] -= parts[i];
      if (parts[i] > 0) sources.push_back({free_[i].site, free_[i].system, parts[i]});
    }
    if (sources == sources_[channels[c]]) continue;
    sink(channels[c]);
    sources_[channels[c]] = std::move(sources);
  }
}

}  // namespace models
