#include "models/money/journal.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "sim/check.hpp"

namespace models {

namespace {

constexpr auto account_table = std::to_array<AccountInfo>({
    {Account::fee, "fee", "the price of what was supplied in the month, or used where the contract is take-or-pay",
     InIncome::both, InTrade::sale},
    {Account::take_or_pay, "take_or_pay", "the price of what had to be taken and was not used", InIncome::both,
     InTrade::sale},
    {Account::prepayment, "prepayment", "part of the value of a tranche, paid ahead", InIncome::no, InTrade::sale},
    {Account::prepayment_credit, "prepayment_credit", "fees set off against a prepayment", InIncome::no,
     InTrade::refund},
    {Account::prepayment_refund, "prepayment_refund", "what was left of a prepayment when its tranche was terminated",
     InIncome::no, InTrade::refund},
    {Account::delay_credit, "delay_credit", "for what was missing of a tranche after its grace period", InIncome::both,
     InTrade::refund},
    {Account::service_credit, "service_credit", "for a month in which less than agreed was available", InIncome::both,
     InTrade::refund},
    {Account::capex, "capex", "the price of systems that came to the dock, less those sent back", InIncome::payee,
     InTrade::sale},
    {Account::power, "power", "energy that a site drew", InIncome::both, InTrade::sale},
    {Account::lease, "lease", "rent of critical IT load: of ready halls, or of what a capacity contract supplied",
     InIncome::both, InTrade::sale},
    {Account::investment, "investment", "equity that one party puts into another", InIncome::no, InTrade::no},
    {Account::debt_draw, "debt_draw", "drawn of a loan", InIncome::no, InTrade::no},
    {Account::debt_repayment, "debt_repayment", "paid back of a loan", InIncome::no, InTrade::no},
    {Account::interest, "interest", "of a loan", InIncome::both, InTrade::no},
    {Account::channel_sales, "channel_sales", "what was used through channels, at the rental price of each hour",
     InIncome::both, InTrade::sale},
    {Account::channel_fee, "channel_fee", "the part of it that the provider passes on to the operator of the channel",
     InIncome::both, InTrade::sale},
    {Account::switching, "switching", "what it costs a customer to come over from another provider, once",
     InIncome::both, InTrade::no},
    {Account::multi_sourcing, "multi_sourcing",
     "what it costs a customer to be served by further providers beside the first", InIncome::both, InTrade::no},
    {Account::obligation_penalty, "obligation_penalty",
     "for a month in which energy was less clean, or a site less efficient, than agreed", InIncome::both,
     InTrade::refund},
});
static_assert([] {
  for (std::size_t i = 0; i < account_table.size(); ++i) {
    if (account_table[i].account != static_cast<Account>(i)) return false;
  }
  return true;
}());

}  // namespace

std::span<const AccountInfo> accounts() { return account_table; }
const AccountInfo& info_of(Account account) { return account_table[static_cast<std::size_t>(account)]; }
std::string_view name_of(Account account) { return info_of(account).name; }

std::string_view party_name(const Scenario& scenario, PartyId party) {
  return party.exists() ? std::string_view(scenario.parties[party].id) : outside_party;
}

Journal::Journal(const Scenario& scenario) : end_(scenario.end) {
  using namespace std::chrono;
  const year_month_day first{floor<days>(scenario.start)};
  for (year_month month{first.year(), first.month()};; month += std::chrono::months{1}) {
    months_.push_back(sim::hours_between(scenario.start, sys_days{month / 1}));
    if (months_.back() >= scenario.end) break;
  }
}

void Journal::post(Hour hour, PartyId payer, PartyId payee, Account account, ContractId contract, Cents cents) {
  EXPECTS_WITH(cents >= 0, fmt::format("{} cents of {}", cents, name_of(account)));
  if (cents == 0) return;
  const auto after = std::upper_bound(months_.begin() + 1, months_.end() - 1, hour);
  const auto month = static_cast<std::uint32_t>(after - months_.begin() - 1);
  entries_[{month, payer, payee, account, contract}] += cents;
}

Hour Journal::month_end_after(Hour hour) const {
  return hour >= end_ ? sim::never : std::min(*std::upper_bound(months_.begin(), months_.end(), hour), end_);
}

Cents Journal::total(ContractId contract, Account account) const {
  Cents sum = 0;
  for (const auto& [key, cents] : entries_) {
    if (key.contract == contract && key.account == account) sum += cents;
  }
  return sum;
}

}  // namespace models
