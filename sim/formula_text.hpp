#pragma once
// Curves that are formulas, as a scenario writes them: their keys, and the curve that these make.

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "sim/curve.hpp"
#include "sim/description.hpp"

namespace sim {

// The values that a curve runs through, whatever their type is.
struct CurveLevel {
  AnyValue value;
  double (*number)(const void*);
  int (*which)(const void*);
  std::function<std::shared_ptr<void>()> make;
};

class CurveFormula {
 public:
  enum class Kind { logistic, growth, bass };
  CurveFormula(Kind kind, CurveLevel level);

  const StructInfo& info() const { return info_; }  // its name is the key under which it stands
  const char* example() const;

  bool read(const Node& node, const std::string& path, Reading& reading, Curve& curve, Node& canonical) const;

 private:
  Kind kind_;
  CurveLevel level_;
  StructInfo info_;
};

std::vector<CurveFormula> curve_formulas(const CurveLevel& level);

}  // namespace sim
