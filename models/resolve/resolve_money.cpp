#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "models/resolve/binder.hpp"
#include "sim/date_text.hpp"

namespace models {

namespace {

void refuse_same_party(Binder& binder, const std::string& path, const std::string& other_path, const std::string& a,
                       const std::string& b) {
  if (a != b) return;
  binder.errors.error(path, fmt::format("is who pays already ({})", other_path), a, "another party");
}

// Rent is paid to who has what is let, where it is said who has it.
void check_landlord(Binder& binder, const std::string& path, const LeaseText& lease, const SiteText& text) {
  if (!text.roles || (!text.roles->land && !text.roles->shell)) return;
  if (lease.landlord == text.roles->land || lease.landlord == text.roles->shell) return;
  binder.errors.error(
      path + ".lease.landlord",
      fmt::format("has neither the land nor the shell ({}.roles.{})", path, text.roles->shell ? "shell" : "land"),
      lease.landlord, text.roles->shell ? *text.roles->shell : *text.roles->land);
}

Loan bind_loan(Binder& binder, const std::string& path, const FinancingText& text) {
  Loan loan;
  loan.borrower = binder.party(text.borrower);
  if (text.lender) {
    loan.lender = binder.party(*text.lender);
    refuse_same_party(binder, path + ".lender", path + ".borrower", *text.lender, text.borrower);
  }
  loan.interest = text.interest / 100;
  if (text.repaid) loan.repaid = binder.hour(*text.repaid);
  for (const auto& [date, amount] : text.draws) {
    loan.draws.push_back({binder.hour(date), amount});
    if (loan.draws.back().at < loan.repaid) continue;
    binder.errors.error(fmt::format("{}.draws.{}", path, sim::date_text(date)),
                        fmt::format("is when all is paid back ({}.repaid)", path), "", "an earlier draw");
  }
  std::sort(loan.draws.begin(), loan.draws.end(), [](const Draw& a, const Draw& b) { return a.at < b.at; });
  if (text.covenant) bind_covenant(binder, path + ".covenant", *text.covenant, loan);
  return loan;
}

}  // namespace

std::int64_t bind_life(Binder& binder, const std::string& path, const std::optional<sim::Term>& life) {
  if (!life) return 0;
  if (life->months <= 0 || life->hours != 0) {
    binder.errors.error(path, "is written off month by month", "", "whole months or years: 60 mo, 5 y");
  }
  return life->months;
}

// Before the halls of the site are bound.
void bind_costs(Binder& binder, Site& site, const SiteText& text) {
  const std::string path = "sites." + site.id;
  site.water = text.water.value_or(0);
  if (text.power && text.power->price) {
    site.power_price = static_cast<MicroUsd>(std::floor(*text.power->price * 1e6 + 0.5));
  }
  if (text.power && text.power->utility) {
    site.utility = binder.party(*text.power->utility);
    const bool has_role = text.roles && text.roles->power;
    refuse_same_party(binder, path + ".power.utility", path + (has_role ? ".roles.power" : ".operator"),
                      *text.power->utility, has_role ? *text.roles->power : text.operated_by);
    if (!text.power->price) {
      binder.errors.error(path + ".power.utility", "is paid nothing", "", path + ".power.price");
    }
  }
  if (text.capex) site.capex_per_megawatt = static_cast<Cents>(std::floor(*text.capex * 1e8 + 0.5));
  if (!text.lease) return;
  refuse_same_party(binder, path + ".lease.landlord", path + ".operator", text.lease->landlord, text.operated_by);
  check_landlord(binder, path, *text.lease, text);
  site.lease = Lease{binder.party(text.lease->landlord), static_cast<Cents>(std::floor(text.lease->rate * 1e8 + 0.5)),
                     text.lease->from ? binder.hour(*text.lease->from) : 0};
  for (const auto& [id, hall] : text.halls) {
    if (hall.critical_it) continue;
    binder.errors.error(path + ".lease", fmt::format("is of critical IT load, and {}.halls.{} has none", path, id), "",
                        fmt::format("{}.halls.{}.critical_it", path, id));
  }
}

void resolve_money(Binder& binder) {
  for (const auto& [id, text] : binder.text.investments) {
    const std::string path = "investments." + id;
    refuse_same_party(binder, path + ".investee", path + ".investor", text.investee, text.investor);
    const double share = text.spent_with_investor.value_or(0);
    binder.scenario.investments.push_back(
        {id, binder.party(text.investor), binder.party(text.investee), text.amount, binder.hour(text.by) - 1,
         static_cast<Cents>(std::floor(static_cast<double>(text.amount) * share + 0.5))});
  }
  for (const auto& [id, text] : binder.text.financing) {
    Loan loan = bind_loan(binder, "financing." + id, text);
    loan.id = id;
    binder.scenario.loans.push_back(std::move(loan));
  }
  bind_pots(binder);
}

}  // namespace models
