#pragma once
// Clauses of contracts as a scenario says them.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "models/text/chance.hpp"
#include "sim/describe.hpp"
#include "sim/term.hpp"

namespace models {

enum class PrepaidAt { signature, each_tranche };
enum class TerminationScope { tranche, contract };
enum class Settlement { month, quarter, year };

struct PrepaymentText {
  double share = 0;
  PrepaidAt paid = PrepaidAt::each_tranche;
  std::optional<std::int64_t> ahead;  // [h]
  sim::Term credited_after;
};
struct DelayCreditText {
  double rate = 0;  // [%/wk]
  double cap = 1;
};
struct TerminationText : ChanceText {
  std::int64_t after = 0;  // [h]
  TerminationScope scope = TerminationScope::tranche;
};
struct StartShiftText {
  std::int64_t at_most = 0;  // [h]
  std::optional<double> consent;
};
struct TakeOrPayText {
  double share = 1;
  Settlement period = Settlement::year;
};
struct RenewalText : ChanceText {
  sim::Term term;
  std::int64_t times = 1;
};
struct ServiceLevelText {
  std::vector<std::pair<double, double>> credits;  // availability -> share of the fee
};
struct ExclusivityText {
  sim::Timestamp until{};
};
struct FirstRefusalText {
  std::optional<sim::Timestamp> from;
  std::optional<sim::Timestamp> until;
  std::int64_t answer = 0;  // [h]
};
struct SwitchingText {
  std::int64_t delay = 0;            // [h]
  std::optional<std::int64_t> cost;  // [cents]
};
enum class OtherwiseOfClean { penalty, ineligible };
struct CleanEnergyText {
  double share = 0;
  std::optional<sim::Timestamp> from;
  OtherwiseOfClean otherwise = OtherwiseOfClean::penalty;
  std::optional<double> penalty;  // [USD/MWh]
};
struct EfficiencyText {
  std::optional<double> pue_at_most;
  std::optional<double> water_at_most;  // [L/kWh]
  std::optional<sim::Timestamp> from;
  std::optional<double> penalty;  // [USD/MWh]
};
struct ClausesText {
  std::int64_t grace_period = 0;  // [h]
  std::optional<PrepaymentText> prepayment;
  std::optional<DelayCreditText> delay_credit;
  std::optional<TerminationText> termination;
  std::optional<StartShiftText> start_shift;
  std::optional<TakeOrPayText> take_or_pay;
  std::optional<RenewalText> renewal;
  std::optional<ServiceLevelText> service_level;
  bool make_good = false;
  std::optional<ExclusivityText> exclusivity;
  std::optional<FirstRefusalText> first_refusal;
  std::optional<SwitchingText> switching;
  std::optional<CleanEnergyText> clean_energy;
  std::optional<EfficiencyText> efficiency;
};

const sim::StructType<ClausesText>& clauses_type();

}  // namespace models
