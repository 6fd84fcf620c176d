#pragma once
// The cash journal: who pays whom, for what, under which contract, by month. Every entry has two sides, so all parties
// together, with those that are not simulated (no PartyId), neither gain nor lose a cent. Methods: cash.

#include <map>
#include <span>
#include <string_view>
#include <vector>

#include "models/scenario.hpp"

namespace models {

enum class Account : std::uint8_t {
  fee,
  take_or_pay,
  prepayment,
  prepayment_credit,
  prepayment_refund,
  delay_credit,
  service_credit,
  capex,
  power,
  lease,
  investment,
  debt_draw,
  debt_repayment,
  interest,
  channel_sales,
  channel_fee,
  switching,
  multi_sourcing,
  obligation_penalty,
};

// What an account is to the income of its two sides.
enum class InIncome : std::uint8_t {
  no,     // cash that is nobody's income
  both,   // income of who is paid, expense of who pays
  payee,  // income of who is paid; what is bought is an asset, and its depreciation the expense
};

// Of trade between two parties, for the cash graph.
enum class InTrade : std::uint8_t { no, sale, refund };

struct AccountInfo {
  Account account;
  std::string_view name;
  std::string_view meaning;
  InIncome in_income;
  InTrade in_trade;
};
const AccountInfo& info_of(Account account);
std::span<const AccountInfo> accounts();
std::string_view name_of(Account account);

// Stands in tables for all who are not parties of the scenario.
inline constexpr std::string_view outside_party = "outside";
std::string_view party_name(const Scenario& scenario, PartyId party);

class Journal {
 public:
  struct Key {
    std::uint32_t month = 0;  // of the horizon; 0: its first, and all that lies before
    PartyId payer;
    PartyId payee;
    Account account{};
    ContractId contract;  // none: it was paid under no contract
    friend auto operator<=>(const Key&, const Key&) = default;
  };

  explicit Journal(const Scenario& scenario);

  // `payer` pays `payee` in the month of `hour` (>= 0 cents).
  void post(Hour hour, PartyId payer, PartyId payee, Account account, ContractId contract, Cents cents);

  const std::map<Key, Cents>& entries() const { return entries_; }
  // First hours of the calendar months of the horizon; the first may lie before it. One more for the end of the last.
  std::span<const Hour> months() const { return months_; }
  // When the month that begins at `hour`, or lies around it, is over: the end of the horizon where that is sooner.
  Hour month_end_after(Hour hour) const;
  // What was paid of a contract in all, on one account.
  Cents total(ContractId contract, Account account) const;

 private:
  Hour end_ = 0;
  std::vector<Hour> months_;
  std::map<Key, Cents> entries_;
};

}  // namespace models
