#include <fmt/core.h>

#include <algorithm>

#include "models/resolve/binder.hpp"

namespace models {

namespace {

std::string name_of(const Scenario& scenario, TrancheId id) {
  return fmt::format("{}.{}", scenario.contracts[scenario.tranches[id].contract].id, scenario.tranches[id].id);
}

void check_link(Binder& binder, const std::string& path, TrancheId id, TrancheId upstream) {
  const Scenario& scenario = binder.scenario;
  const Contract& of = scenario.contracts[scenario.tranches[id].contract];
  const Contract& from = scenario.contracts[scenario.tranches[upstream].contract];
  if (of.provider != from.customer && of.provider.exists() && from.customer.exists()) {
    binder.errors.error(
        path,
        fmt::format("is owed to parties.{} (contracts.{}.customer), not to the provider (contracts.{}.provider)",
                    scenario.parties[from.customer].id, from.id, of.id),
        name_of(scenario, upstream),
        fmt::format("a tranche that parties.{} is a customer of", scenario.parties[of.provider].id));
  }
  if (from.is_capacity()) {
    binder.errors.error(path, fmt::format("is power (contracts.{}.kind), which supplies no accelerators", from.id),
                        name_of(scenario, upstream), "a tranche of a compute contract");
    return;
  }
  for (SystemId system : scenario.systems.ids()) {
    const bool may_come = scenario.tranches[upstream].allows_system[system.index];
    if (!may_come || scenario.tranches[id].allows_system[system.index]) continue;
    binder.errors.error(
        fmt::format("contracts.{}.requires", of.id),
        fmt::format("leaves out systems.{}, which contracts.{} may bring", scenario.systems[system].id, from.id), "",
        fmt::format("what contracts.{} requires, or more", from.id));
    return;
  }
  check_requirements_of_link(binder, id, upstream);
}

// The links from a tranche back to itself; empty where there is none.
std::string cycle_through(const Scenario& scenario, TrancheId id) {
  std::string links = name_of(scenario, id);
  TrancheId at = id;
  for (std::size_t steps = 0; steps < scenario.tranches.size(); ++steps) {
    at = scenario.tranches[at].upstream;
    if (!at.exists()) return {};
    links += " <- " + name_of(scenario, at);
    if (at == id) return links;
  }
  return {};  // it leads to a cycle that it is not part of
}

}  // namespace

void bind_chains(Binder& binder) {
  Scenario& scenario = binder.scenario;
  struct Link {
    std::string path;
    TrancheId id;  // that is supplied
  };
  std::vector<Link> links;
  const auto link = [&](const std::string& path, const std::string& name,
                        const std::optional<SuppliedByText>& supplied_by) {
    if (!supplied_by || !supplied_by->tranche) return;
    const TrancheId id = binder.tranche(name), upstream = binder.tranche(*supplied_by->tranche);
    if (!id.exists() || !upstream.exists()) return;  // an option that is not exercised
    links.push_back({path + ".supplied_by.tranche", id});
    scenario.tranches[id].upstream = upstream;
    check_link(binder, links.back().path, id, upstream);
  };
  for (const auto& [contract, text] : binder.text.contracts) {
    for (const auto& [id, tranche] : text.tranches) {
      link(fmt::format("contracts.{}.tranches.{}", contract, id), contract + "." + id, tranche.supplied_by);
    }
    for (const auto& [id, option] : text.options) {
      link(fmt::format("contracts.{}.options.{}", contract, id), contract + "." + id, option.supplied_by);
    }
  }
  for (const auto& [path, id] : links) {
    const std::string cycle = cycle_through(scenario, id);
    if (cycle.empty()) continue;
    binder.errors.error(path, "comes back to itself: " + cycle, name_of(scenario, scenario.tranches[id].upstream),
                        "a chain that ends at units");
    for (Tranche& tranche : scenario.tranches) tranche.upstream = {};
    return;
  }
  for (const auto& [path, id] : links) {
    Tranche& tranche = scenario.tranches[id];
    for (TrancheId up = tranche.upstream; up.exists(); up = scenario.tranches[up].upstream) ++tranche.depth;
  }
}

}  // namespace models
