#pragma once
// Reads a family of laws with its parameters into a Law, and reports what makes no law.

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "sim/description.hpp"
#include "sim/law.hpp"
#include "sim/law_family.hpp"
#include "sim/level_model.hpp"

namespace sim {

// How one number of a law is read: a described value, and where to put it while it is read.
struct LawNumber {
  AnyValue value;
  std::function<std::shared_ptr<void>()> make;
  std::function<int(const void*)> which;  // the index of its unit, where there are several

  bool read(const Node& node, const std::string& path, Reading& reading, Level& out, Node& canonical) const;
};

// What a law is drawn for.
struct LawScale {
  LawNumber exact;   // a value as it may stand without a law
  LawNumber level;   // the same, not held to whole units
  LawNumber spread;  // a difference of two such values, without a range
  ValueModel::Measure measure = ValueModel::Measure::amount;
  bool is_whole = false;  // kept in whole base units
};

class LawReader {
 public:
  LawReader(const LawScale& scale, Reading& reading) : scale_(scale), reading_(reading) {}

  // `entry` is the key of a family and what it holds; `path` that of the map it stands in.
  std::optional<Law> read(const Entry& entry, const std::string& path, Node& canonical);

  // The number a plain value stands for.
  std::optional<double> read_value(const Node& node, const std::string& path, Node& canonical);

  int which() const { return which_.value_or(0); }  // the unit that all numbers have

 private:
  std::optional<double> read_number(const LawNumber& how, const Node& node, const std::string& path, Node& canonical);
  std::optional<double> read_parameter(const LawParameter& parameter, const Node& node, const std::string& path,
                                       Node& canonical);
  std::optional<Law> make(const LawVariant& variant, const std::vector<const Node*>& nodes,
                          const std::vector<std::string>& paths, std::vector<Node>& canonical);
  bool ascends(const LawVariant& variant, const std::vector<const Node*>& nodes, const std::vector<std::string>& paths,
               const std::vector<double>& numbers);

  std::optional<Law> read_list(const LawFamily& family, const Node& node, const std::string& path, Node& canonical);
  std::optional<Law> read_map(const LawFamily& family, const Node& node, const std::string& path, Node& canonical);
  std::optional<Law> read_cases(const Node& node, const std::string& path, Node& canonical);
  std::optional<Law> read_probabilities(const Node& node, const std::string& path, Node& canonical);
  std::optional<Law> read_parts(const Node& node, const std::string& path, Node& canonical);
  std::optional<Law> read_part(const Node& node, const std::string& path, double& share, Node& canonical);
  std::optional<Law> read_value_or_law(const Node& node, const std::string& path, Node& canonical);
  std::optional<double> read_share(const Node& node, const std::string& path, Node& canonical);
  bool sums_to_one(double sum, const char* what, const Node& node, const std::string& path);

  const LawScale& scale_;
  Reading& reading_;
  std::optional<int> which_;
};

}  // namespace sim
