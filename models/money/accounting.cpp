#include "models/money/accounting.hpp"

#include <algorithm>
#include <numeric>

#include "models/money/amounts.hpp"
#include "models/site/energy_sources.hpp"

namespace models {

namespace {

bool has_prices(const Scenario& scenario) {
  return std::any_of(scenario.systems.begin(), scenario.systems.end(), [](const System& s) { return s.price > 0; }) ||
         std::any_of(scenario.sites.begin(), scenario.sites.end(),
                     [](const Site& s) { return s.power_price > 0 || s.lease.has_value(); }) ||
         !scenario.loans.empty() || !scenario.channels.empty();
}

}  // namespace

double energy_drawn(const Scenario& scenario, const State& state, SiteId id) {
  const SiteState& site = state.sites[id];
  if (scenario.power_acts && scenario.sites[id].limited_by_power) {
    return site.source_kwh_before + std::accumulate(site.source_kwh.begin(), site.source_kwh.end(), 0.0);
  }
  return site.used_kwh_before + static_cast<double>(site.it_watt_hours) / 1000 + overhead_kwh(site);
}

Accounting::Accounting(const Scenario& scenario, const State& state, Journal& journal)
    : scenario_(scenario),
      journal_(journal),
      paid_for_(state.unit_rows.size(), 0),
      power_paid_(scenario.sites.size(), 0),
      rent_paid_(scenario.sites.size(), 0),
      interest_paid_(scenario.loans.size(), 0) {
  if (has_prices(scenario)) next_month_ = journal.month_end_after(0);
  post_dated_flows();
}

void Accounting::pay(Hour hour, PartyId payer, PartyId payee, Account account, Cents cents) {
  if (payer == payee) return;
  cents >= 0 ? journal_.post(hour, payer, payee, account, ContractId{}, cents)
             : journal_.post(hour, payee, payer, account, ContractId{}, -cents);
}

// What is dated before the horizon is known, and no cash of the horizon.
void Accounting::post_dated_flows() {
  const auto is_within = [&](Hour hour) { return hour >= 0 && hour < scenario_.end; };
  for (const Investment& investment : scenario_.investments) {
    if (!is_within(investment.at)) continue;
    pay(investment.at, investment.investor, investment.investee, Account::investment, investment.amount);
  }
}

void Accounting::note_draw(std::uint32_t loan, Hour hour, Cents cents) {
  pay(hour, scenario_.loans[loan].lender, scenario_.loans[loan].borrower, Account::debt_draw, cents);
}

// A month is dated its last hour, as bills are.
void Accounting::write_month(State& state, const Ledger& ledger, Utilization& utilization, Hour hour) {
  if (hour < next_month_) return;
  write_purchases(state, hour);
  write_depreciation();
  write_power(state, hour);
  write_rents(state, hour);
  if (!scenario_.channels.empty()) {
    for (ChannelId id : scenario_.channels.ids()) utilization.settle(ledger, id, hour);
    write_sales(utilization, hour);
  }
  write_repayments(state, hour);
  write_interest(state, hour);
  ++month_;
  next_month_ = journal_.month_end_after(hour);
}

void Accounting::write_purchases(State& state, Hour hour) {
  for (std::size_t row = 0; row < paid_for_.size(); ++row) {
    const Units units = state.units_received[row] - paid_for_[row];
    const State::UnitRow& of = state.unit_rows[row];
    const System& system = scenario_.systems[of.system];
    if (units == 0 || system.price == 0) continue;
    paid_for_[row] = state.units_received[row];
    const Cents cost = units * system.price;
    pay(hour - 1, of.provider, system.maker, Account::capex, cost);
    if (system.life_months > 0) assets_.push_back({of.provider, system.life_months, month_, cost, 0});
  }
}

void Accounting::write_depreciation() {
  for (Assets& assets : assets_) {
    const Cents all = written_off(assets.cost, month_ - assets.month, assets.life);
    depreciation_[{month_, assets.owner}] += all - assets.written_off;
    assets.written_off = all;
  }
  std::erase_if(assets_, [](const Assets& assets) { return assets.written_off == assets.cost; });
}

void Accounting::write_power(State& state, Hour hour) {
  for (SiteId id : scenario_.sites.ids()) {
    const Site& site = scenario_.sites[id];
    if (site.power_price == 0) continue;
    attribute_energy(scenario_, state, id, hour);
    const Cents all = power_cost(energy_drawn(scenario_, state, id), site.power_price);
    pay(hour - 1, site.in_role(Role::power), site.utility, Account::power, all - power_paid_[id]);
    power_paid_[id] = all;
  }
}

void Accounting::write_rents(const State& state, Hour hour) {
  for (SiteId id : scenario_.sites.ids()) {
    const Site& site = scenario_.sites[id];
    if (!site.lease) continue;
    std::int64_t watt_hours = 0;
    for (HallId hall : site.halls) {
      if (!state.halls[hall].is_ready) continue;
      const Hour from = std::max<Hour>({state.halls[hall].ready_at, site.lease->from, 0});
      watt_hours += scenario_.halls[hall].critical_it * std::max<Hour>(hour - from, 0);
    }
    const Cents all = rent(watt_hours, site.lease->per_megawatt_year);
    pay(hour - 1, site.operated_by, site.lease->landlord, Account::lease, all - rent_paid_[id]);
    rent_paid_[id] = all;
  }
}

// Customers pay the provider, and this its operator's part.
void Accounting::write_sales(const Utilization& utilization, Hour hour) {
  for (const auto& [key, sold] : utilization.sold()) {
    const Channel& channel = scenario_.channels[key.first];
    const Cents sales = cents_of(sold.micro_usd);
    const Cents fees = operators_part(sales, channel.fee);
    pay(hour - 1, key.second, channel.provider, Account::channel_sales, sales - sales_paid_[key]);
    if (channel.operated_by.exists()) {
      pay(hour - 1, channel.provider, channel.operated_by, Account::channel_fee, fees - fees_paid_[key]);
    }
    sales_paid_[key] = sales;
    fees_paid_[key] = fees;
  }
}

// What is repaid in the month: all that was drawn. Of the month before nothing is left to be written.
void Accounting::write_repayments(const State& state, Hour hour) {
  for (std::size_t i = 0; i < scenario_.loans.size(); ++i) {
    const Loan& loan = scenario_.loans[i];
    const bool is_in_month = loan.repaid <= hour && loan.repaid > std::max<Hour>(journal_.months()[month_], 0);
    if (!is_in_month) continue;
    Cents drawn = 0;
    for (const Draw& draw : state.loans[i].drawn) drawn += draw.amount;
    pay(loan.repaid - 1, loan.borrower, loan.lender, Account::debt_repayment, drawn);
  }
}

void Accounting::write_interest(const State& state, Hour hour) {
  for (std::size_t i = 0; i < interest_paid_.size(); ++i) {
    const Loan& loan = scenario_.loans[i];
    const Cents all = interest(loan, state.loans[i].drawn, hour);
    pay(hour - 1, loan.borrower, loan.lender, Account::interest, all - interest_paid_[i]);
    interest_paid_[i] = all;
  }
}

}  // namespace models
