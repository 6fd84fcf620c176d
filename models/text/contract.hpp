#pragma once
// What is promised to whom.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"
#include "models/text/chance.hpp"
#include "models/text/clauses.hpp"
#include "models/text/system.hpp"
#include "models/text/things.hpp"
#include "sim/describe.hpp"
#include "sim/unit_text.hpp"

namespace models {

enum class PriceUnit { accelerator_hour, megawatt_year };  // ContractText::price

struct SuppliedByText {
  std::vector<std::string> halls;
  std::vector<std::string> sites;
  std::optional<std::string> tranche;  // contract.tranche
};
struct RequiresText {
  std::vector<std::string> systems;
  std::vector<WorkloadClass> workloads;
  std::vector<std::string> capabilities;
  std::vector<std::string> jurisdictions;
};
struct TrancheText {
  sim::Amount quantity;  // GPU, unit, MW
  sim::Timestamp due{};
  std::optional<sim::Timestamp> end;
  std::optional<SuppliedByText> supplied_by;
};
struct OptionText : ChanceText {
  sim::Amount quantity;
  sim::Timestamp exercise_by{};
  sim::Timestamp due{};
  std::optional<sim::Timestamp> end;
  std::optional<SuppliedByText> supplied_by;
};
struct ContractText {
  std::string provider;
  std::string customer;
  std::optional<sim::Timestamp> signed_at;
  std::int64_t priority = 1;
  std::optional<double> weight;
  std::optional<double> quota;
  std::optional<RequiresText> needs;
  std::optional<sim::Term> term;
  ContractKind kind = ContractKind::compute;
  std::optional<sim::Measured> price;          // by PriceUnit: [USD per accelerator-hour] or [USD_M per MW-year]
  std::optional<std::int64_t> contract_value;  // [cents]
  std::optional<std::string> terms;
  std::optional<ClausesText> clauses;
  Things<TrancheText> tranches;
  Things<OptionText> options;
};
// A region, whose name stands for all that it contains.
struct RegionText {
  std::vector<std::string> contains;
};
const sim::StructType<ContractText>& contract_type();
const sim::StructType<RegionText>& region_type();

}  // namespace models
