#pragma once
// How units are made: suppliers with their lines.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/text/things.hpp"
#include "sim/curve.hpp"
#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct AllocationText {
  bool equal = false, pro_rata = false, priority = false, first_come = false;
  std::vector<std::pair<std::string, double>> weighted;
  std::vector<std::pair<std::string, double>> quota;
  std::optional<bool> reuse;
};
enum class SharedBy { buyers, orders, makers };
struct LineText {
  sim::Drawn cycle_time;
  sim::Curve capacity;
  SharedBy shared_by = SharedBy::buyers;
  std::optional<AllocationText> allocation;
  std::int64_t pickup = 24;
};
struct SupplierText {
  Things<LineText> lines;
};

const sim::StructType<SupplierText>& supplier_type();

}  // namespace models
