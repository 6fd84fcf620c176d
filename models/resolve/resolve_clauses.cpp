#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "models/contract/clauses.hpp"
#include "models/resolve/binder.hpp"

namespace models {

namespace {

constexpr double hours_per_week = 168;

std::int64_t months_of(Settlement settlement) {
  return settlement == Settlement::month ? 1 : settlement == Settlement::quarter ? 3 : 12;
}

Prepayment bind_prepayment(Binder& binder, const std::string& path, const PrepaymentText& text) {
  Prepayment clause{text.share, text.paid == PrepaidAt::signature, text.ahead.value_or(0), text.credited_after};
  if (clause.at_signature && text.ahead) {
    binder.errors.error(path + ".ahead", fmt::format("is of `paid: each_tranche` ({}.paid)", path), "",
                        "`paid: each_tranche`, or no `ahead`");
  }
  return clause;
}

Termination bind_termination(Binder& binder, const std::string& path, const ClausesText& of) {
  const TerminationText& text = *of.termination;
  check_chance(binder, path + ".termination", text);
  if (text.after < of.grace_period) {
    binder.errors.error(path + ".termination.after", fmt::format("is within {}.grace_period", path),
                        fmt::format("{} h", text.after), fmt::format("at least {} h", of.grace_period));
  }
  return {text.after, text.scope == TerminationScope::contract, binder.note_whether(path + ".termination", text)};
}

StartShift bind_start_shift(Binder& binder, const std::string& path, const StartShiftText& text) {
  ChanceText chance;
  chance.probability = text.consent;
  return {text.at_most, binder.note_whether(path, chance)};
}

Renewal bind_renewal(Binder& binder, const std::string& path, const RenewalText& text) {
  check_chance(binder, path, text);
  if (text.term.is_none()) binder.errors.error(path + ".term", "is of no length", "", "more than 0 h");
  return {text.term, binder.note_whether(path, text) ? text.times : 0};
}

std::vector<ServiceCredit> bind_service_level(const ServiceLevelText& text) {
  std::vector<ServiceCredit> credits;
  for (const auto& [availability, share] : text.credits) {
    credits.push_back({static_cast<std::int64_t>(std::floor(availability * 1e6 + 0.5)), share});
  }
  return credits;
}

MicroUsd price_of_penalty(const std::optional<double>& usd_per_megawatt_hour) {
  return static_cast<MicroUsd>(std::floor(usd_per_megawatt_hour.value_or(0) * 1e6 + 0.5));
}

CleanEnergy bind_clean_energy(Binder& binder, const std::string& path, const CleanEnergyText& text) {
  CleanEnergy clause;
  clause.share = text.share;
  clause.from = text.from ? binder.hour(*text.from) : 0;
  clause.bars = text.otherwise == OtherwiseOfClean::ineligible;
  clause.penalty = price_of_penalty(text.penalty);
  if (clause.bars && text.penalty) {
    binder.errors.error(path + ".penalty", fmt::format("is of `otherwise: penalty` ({}.otherwise)", path), "",
                        "one of the two");
  }
  return clause;
}

Efficiency bind_efficiency(Binder& binder, const std::string& path, const EfficiencyText& text) {
  if (!text.pue_at_most && !text.water_at_most) {
    binder.errors.error(path, "bounds nothing", "", "`pue_at_most`, `water_at_most`, or both");
  }
  return {text.pue_at_most, text.water_at_most, text.from ? binder.hour(*text.from) : 0,
          price_of_penalty(text.penalty)};
}

}  // namespace

ClausesText clauses_of(const Binder& binder, const ContractText& contract) {
  ClausesText clauses = contract.clauses.value_or(ClausesText{});
  if (!contract.terms) return clauses;
  const auto terms = std::find_if(binder.text.terms.begin(), binder.text.terms.end(),
                                  [&](const auto& thing) { return thing.id == *contract.terms; });
  if (terms == binder.text.terms.end()) return clauses;  // reported by the reader
  const ClausesText& base = terms->value;
  const auto fill = [](auto& own, const auto& from) {
    if (!own) own = from;
  };
  fill(clauses.prepayment, base.prepayment);
  fill(clauses.delay_credit, base.delay_credit);
  fill(clauses.termination, base.termination);
  fill(clauses.start_shift, base.start_shift);
  fill(clauses.take_or_pay, base.take_or_pay);
  fill(clauses.renewal, base.renewal);
  fill(clauses.service_level, base.service_level);
  fill(clauses.exclusivity, base.exclusivity);
  fill(clauses.first_refusal, base.first_refusal);
  fill(clauses.switching, base.switching);
  fill(clauses.clean_energy, base.clean_energy);
  fill(clauses.efficiency, base.efficiency);
  if (clauses.grace_period == 0) clauses.grace_period = base.grace_period;
  clauses.make_good = clauses.make_good || base.make_good;
  return clauses;
}

Clauses bind_clauses(Binder& binder, const std::string& path, const ClausesText& text) {
  Clauses clauses;
  clauses.grace_period = text.grace_period;
  if (text.prepayment) clauses.prepayment = bind_prepayment(binder, path + ".prepayment", *text.prepayment);
  if (text.delay_credit) {
    clauses.delay_credit = DelayCredit{text.delay_credit->rate / 100 / hours_per_week, text.delay_credit->cap};
  }
  if (text.termination) clauses.termination = bind_termination(binder, path, text);
  if (text.start_shift) clauses.start_shift = bind_start_shift(binder, path + ".start_shift", *text.start_shift);
  if (text.take_or_pay) clauses.take_or_pay = TakeOrPay{text.take_or_pay->share, months_of(text.take_or_pay->period)};
  if (text.renewal) clauses.renewal = bind_renewal(binder, path + ".renewal", *text.renewal);
  if (text.service_level) clauses.service_credits = bind_service_level(*text.service_level);
  clauses.make_good = text.make_good;
  if (text.exclusivity) clauses.exclusive_until = binder.hour(text.exclusivity->until);
  if (text.clean_energy) {
    clauses.clean_energy = bind_clean_energy(binder, path + ".clean_energy", *text.clean_energy);
  }
  if (text.efficiency) clauses.efficiency = bind_efficiency(binder, path + ".efficiency", *text.efficiency);
  if (text.switching) clauses.switching = Switching{text.switching->delay, text.switching->cost.value_or(0)};
  return clauses;
}

namespace {

// Clauses that are about money need a price, and those about the value of a tranche its end.
void check_money(Binder& binder, const std::string& path, const Contract& contract,
                 const std::vector<TrancheId>& tranches) {
  const Clauses& clauses = contract.clauses;
  const std::pair<const char*, bool> of_value[]{{"prepayment", clauses.prepayment.has_value()},
                                                {"delay_credit", clauses.delay_credit.has_value()}};
  const std::pair<const char*, bool> of_price[]{{"take_or_pay", clauses.take_or_pay.has_value()},
                                                {"service_level", !clauses.service_credits.empty()}};
  const bool has_ends = std::none_of(tranches.begin(), tranches.end(),
                                     [&](TrancheId id) { return binder.scenario.tranches[id].end == sim::never; });
  for (const auto& [name, is_written] : of_value) {
    if (!is_written || (contract.has_price() && has_ends)) continue;
    binder.errors.error(fmt::format("{}.clauses.{}", path, name),
                        contract.has_price() ? "is a share of a value, and a tranche has no end"
                                             : "is a share of a value, and the contract has no price",
                        "", contract.has_price() ? path + ".term" : path + ".price");
  }
  for (const auto& [name, is_written] : of_price) {
    if (!is_written || contract.has_price()) continue;
    binder.errors.error(fmt::format("{}.clauses.{}", path, name), "is about fees, and the contract has no price", "",
                        path + ".price");
  }
}

// Clauses that act when a tranche ends need an end.
void check_ends(Binder& binder, const std::string& path, const Contract& contract,
                const std::vector<TrancheId>& tranches) {
  const bool any_end = std::any_of(tranches.begin(), tranches.end(),
                                   [&](TrancheId id) { return binder.scenario.tranches[id].end != sim::never; });
  const std::pair<const char*, bool> at_end[]{{"renewal", contract.clauses.renewal.has_value()},
                                              {"make_good", contract.clauses.make_good}};
  for (const auto& [name, is_written] : at_end) {
    if (!is_written || any_end) continue;
    binder.errors.error(fmt::format("{}.clauses.{}", path, name), "acts at the end of a tranche, and none has one", "",
                        path + ".term");
  }
}

// What is used is known by provider and customer.
void check_take_or_pay(Binder& binder, const std::string& path, ContractId id) {
  const Contract& contract = binder.scenario.contracts[id];
  if (!contract.clauses.take_or_pay) return;
  for (const Contract& other : binder.scenario.contracts) {
    if (other.id == contract.id || other.provider != contract.provider || other.customer != contract.customer) continue;
    binder.errors.error(
        path + ".clauses.take_or_pay",
        fmt::format("needs to know what is used under it, and contracts.{} is between the same parties", other.id), "",
        "one contract with tranches");
    return;
  }
  const auto& demands = binder.scenario.demands;
  const bool any = std::any_of(demands.begin(), demands.end(), [&](const Demand& demand) {
    return demand.customer == contract.customer && !demand.channel.exists();
  });
  if (!any) {
    binder.errors.error(path + ".clauses.take_or_pay",
                        fmt::format("is about what is used, and parties.{} has no demand",
                                    binder.scenario.parties[contract.customer].id),
                        "", "`demand` of that customer");
  }
}

// Obligations are measured where units are.
void check_obligations(Binder& binder, const std::string& path, const Contract& contract,
                       const std::vector<TrancheId>& tranches) {
  const std::pair<const char*, bool> clauses[]{{"clean_energy", contract.clauses.clean_energy.has_value()},
                                               {"efficiency", contract.clauses.efficiency.has_value()}};
  for (const auto& [name, is_written] : clauses) {
    if (!is_written) continue;
    for (TrancheId id : tranches) {
      const Tranche& tranche = binder.scenario.tranches[id];
      if (!tranche.upstream.exists()) continue;
      binder.errors.error(fmt::format("{}.clauses.{}", path, name),
                          fmt::format("is measured where units are, and {}.tranches.{} is resold", path, tranche.id),
                          "", "the same clause in the contract that units supply");
      break;
    }
  }
}

}  // namespace

void check_clauses(Binder& binder) {
  for (ContractId id : binder.scenario.contracts.ids()) {
    const Contract& contract = binder.scenario.contracts[id];
    const std::string path = "contracts." + contract.id;
    std::vector<TrancheId> tranches;
    for (TrancheId tranche : binder.scenario.tranches.ids()) {
      if (binder.scenario.tranches[tranche].contract == id) tranches.push_back(tranche);
    }
    check_money(binder, path, contract, tranches);
    check_ends(binder, path, contract, tranches);
    check_obligations(binder, path, contract, tranches);
    check_take_or_pay(binder, path, id);
  }
}

}  // namespace models
