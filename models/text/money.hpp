#pragma once
// Investments and financing as a scenario says them.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/describe.hpp"

namespace models {

struct InvestmentText {
  std::string investor, investee;
  std::int64_t amount = 0;  // [cents]
  sim::Timestamp by{};
  std::optional<double> spent_with_investor;
};
enum class CovenantUnit { accelerators, watts };  // CovenantText::at_least

struct CovenantText {
  sim::Amount at_least;
  sim::Timestamp by{};
};
struct FinancingText {
  std::string borrower;
  std::optional<std::string> lender;
  std::vector<std::pair<sim::Timestamp, std::int64_t>> draws;  // [cents]
  double interest = 0;                                         // [%/yr]
  std::optional<sim::Timestamp> repaid;
  std::optional<CovenantText> covenant;
};

const sim::StructType<InvestmentText>& investment_type();
const sim::StructType<FinancingText>& financing_type();

}  // namespace models
