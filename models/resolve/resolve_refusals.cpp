// Rights of first refusal: what a customer signs with another provider is offered to the holder first.

#include <fmt/core.h>

#include <algorithm>

#include "models/contract/clauses.hpp"
#include "models/resolve/binder.hpp"

namespace models {

namespace {

struct Period {
  Hour from = 0;
  Hour until = sim::never;
};

// When a contract must be signed to be offered to the holder.
Period period_of(Binder& binder, const std::string& path, const ContractText& holder, const FirstRefusalText& clause) {
  Period period;
  if (clause.from) {
    period.from = binder.hour(*clause.from);
  } else if (holder.signed_at) {
    period.from = binder.hour(*holder.signed_at);
  }
  if (clause.until) period.until = binder.hour(*clause.until);
  if (period.until <= period.from) {
    binder.errors.error(path + ".until", fmt::format("is not after {}", clause.from ? path + ".from" : "its begin"), "",
                        "a later date");
  }
  return period;
}

bool is_offered_already(const Binder& binder, const std::string& contract) {
  return std::any_of(binder.offers.begin(), binder.offers.end(),
                     [&](const RefusalOffer& offer) { return offer.contract == contract; });
}

}  // namespace

void find_offers(Binder& binder) {
  for (const auto& [id, holder] : binder.text.contracts) {
    const auto clause = clauses_of(binder, holder).first_refusal;
    if (!clause) continue;
    const std::string path = fmt::format("contracts.{}.clauses.first_refusal", id);
    if (holder.provider == holder.customer) {
      binder.errors.error(path, "binds a party to itself", "", "a contract with another party");
      continue;
    }
    const Period period = period_of(binder, path, holder, *clause);
    bool any = false;
    for (const auto& [other_id, other] : binder.text.contracts) {
      const bool is_rival =
          other.provider != holder.provider && other.provider != other.customer && other.kind == ContractKind::compute;
      if (other.customer != holder.customer || !is_rival || !other.signed_at) continue;
      const Hour signed_at = binder.hour(*other.signed_at), answered = signed_at + clause->answer;
      if (signed_at < period.from || signed_at >= period.until) continue;
      any = true;
      if (answered <= 0 || is_offered_already(binder, other_id)) continue;
      for (const auto& tranche : other.tranches) binder.offers.push_back({id, other_id, tranche.id, answered});
    }
    if (any) continue;
    binder.errors.warning(
        path, fmt::format("parties.{} signs nothing with others while it holds: it has no effect", holder.customer));
  }
}

void bind_offers(Binder& binder) {
  for (const RefusalOffer& offer : binder.offers) {
    const TrancheId id = binder.tranche(offer.contract + "." + offer.tranche);
    const TrancheId instead = binder.tranche(offer.holder + "." + offer.instead());
    if (!id.exists() || !instead.exists()) continue;
    Tranche &of = binder.scenario.tranches[id], &own = binder.scenario.tranches[instead];
    of.offered_as = instead;
    of.answered = offer.answered;
    own.instead_of = id;
    own.exercised = offer.answered;
    own.accelerators = of.accelerators;
    own.due = of.due;
    // Without an end of its own it runs for the holder's term.
    if (of.end != sim::never) own.term = of.term;
    own.end = of.end != sim::never ? of.end : end_of_tranche(binder.scenario, own, own.due);
  }
}

}  // namespace models
