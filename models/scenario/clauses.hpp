#pragma once
// Clauses of contracts: what follows when a date passes, a tranche is late, or money is due. They fire on dates and
// change what is needed, what is pegged and what is paid.

#include <cstdint>
#include <optional>
#include <vector>

#include "models/scenario/ids.hpp"
#include "sim/term.hpp"

namespace models {

// Part of the value of each tranche, paid before it serves and set off against its fees later.
struct Prepayment {
  double share = 0;
  bool at_signature = false;  // else so long before the tranche is due:
  Hour ahead = 0;
  sim::Term credited_after;  // from the date on which the tranche is due
};

// For what a tranche lacks once its grace period is over and until it is complete.
struct DelayCredit {
  double per_hour = 0;  // of the value of what is missing
  double cap = 1;       // of the value of the tranche
};

struct Termination {
  Hour after = 0;  // since the tranche was due, and it is not complete
  bool of_contract = false;
  bool is_exercised = true;
};

// A tranche that is not complete when it is due starts when it is, or so much later.
struct StartShift {
  Hour at_most = 0;
  bool is_agreed = true;
};

// Of what is supplied, so much is paid for, used or not.
struct TakeOrPay {
  double share = 1;
  std::int64_t months = 12;  // after which it is settled: 1, 3 or 12, of the calendar
};

struct Renewal {
  sim::Term term;
  std::int64_t times = 0;  // that it happens
};

// In a month in which less than `availability` of what a complete tranche needs is supplied, this share of its fee is
// paid back.
struct ServiceCredit {
  std::int64_t availability_ppm = 0;
  double share = 0;
};

// What the customer gets of others in place of a tranche that is over is of use so much later, and costs it so much
// once.
struct Switching {
  Hour delay = 0;
  Cents cost = 0;
};

// Of the energy that the accelerators supplied use, so much is clean in each month that begins at `from` or later.
struct CleanEnergy {
  double share = 1;
  Hour from = 0;
  bool bars = false;     // from then on halls whose power blocks are less clean are not eligible
  MicroUsd penalty = 0;  // of a MWh that is not clean and should be
};

// Of the sites that supply it, weighted by that energy.
struct Efficiency {
  std::optional<double> pue;    // at most
  std::optional<double> water;  // at most [L/kWh]
  Hour from = 0;
  MicroUsd penalty = 0;  // of a MWh in a month in which one of them is missed
};

struct Clauses {
  Hour grace_period = 0;
  std::optional<Prepayment> prepayment;
  std::optional<DelayCredit> delay_credit;
  std::optional<Termination> termination;
  std::optional<StartShift> start_shift;
  std::optional<TakeOrPay> take_or_pay;
  std::optional<Renewal> renewal;
  std::optional<Hour> exclusive_until;  // from signature on the customer takes nothing of others
  std::optional<Switching> switching;
  std::optional<CleanEnergy> clean_energy;
  std::optional<Efficiency> efficiency;
  bool make_good = false;                      // hours that were missing are added to its end
  std::vector<ServiceCredit> service_credits;  // the lowest availability first
};

}  // namespace models
