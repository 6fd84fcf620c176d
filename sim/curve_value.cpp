// The value model of curves: a plain value, values by date, or a formula.

#include <fmt/core.h>

#include <algorithm>

#include "sim/describe.hpp"
#include "sim/evidence_beside.hpp"
#include "sim/formula_text.hpp"
#include "sim/law_family.hpp"
#include "sim/suggestion.hpp"

namespace sim {

namespace {
class CurveModel : public ValueModel {
 public:
  CurveModel(AnyValue level, std::optional<AnyValue> total, double (*number)(const void*), int (*which)(const void*),
             std::function<std::shared_ptr<void>()> make)
      : level_(std::move(level)),
        total_(std::move(total)),
        number_(number),
        which_(which),
        make_(std::move(make)),
        formulas_(curve_formulas({level_, number_, which_, make_})) {}

  std::string expected() const override {
    return level_.model->expected() + ", or over time: { steps: {date: value} }, { linear: {date: value} }" +
           (total_ ? ", { totals: {period: amount} }" : "") + " or a formula (logistic, growth, bass)";
  }
  Shape shape() const override {
    Shape shape;
    shape.kind = Shape::Kind::alternatives;
    shape.name = level_.model->shape().name + ", or curve over time";
    shape.unit = level_.model->shape().unit;
    shape.example = level_.model->shape().example;
    shape.alternatives = {&level_};
    shape.curve_level = &level_;
    shape.curve_total = total_ ? &*total_ : nullptr;
    for (const CurveFormula& formula : formulas_) {
      shape.curve_formulas.push_back(&formula.info());
      shape.curve_examples.emplace_back(formula.example());
    }
    return shape;
  }

  bool read(const Node& node, const std::string& path, Reading& reading, void* out, Node& canonical) const override {
    if (node.is_list()) return refuse_kind(node, path, reading, expected());
    Curve& curve = *static_cast<Curve*>(out);
    if (node.is_scalar() || holds_law(node)) {
      Level value;
      if (!read_level(level_, node, path, reading, value, canonical)) return false;
      curve = Curve::constant(value.number);
      curve.which = value.which;
      return true;
    }
    const Entry* form = nullptr;
    EvidenceBeside beside;
    for (const Entry& entry : node.entries) {
      if (beside.take(entry, path, reading)) continue;
      const bool known = entry.key == "steps" || entry.key == "linear" || (entry.key == "totals" && total_) ||
                         find_formula(entry.key) != nullptr;
      if (!known || form) {
        reading.error_at(entry.key_mark, join_path(path, entry.key),
                         known ? "stands beside `" + form->key + "`" : "unknown key", "", "one of " + forms_text(),
                         known ? "" : did_you_mean(entry.key, forms()));
        return false;
      }
      form = &entry;
    }
    if (!form) {
      reading.error(node, path, "has no values", "", expected());
      return false;
    }
    Node points;
    const std::string form_path = join_path(path, form->key);
    const CurveFormula* formula = find_formula(form->key);
    const bool ok = formula                 ? formula->read(form->value, form_path, reading, curve, points)
                    : form->key == "totals" ? read_totals(form->value, form_path, reading, curve, points)
                                            : read_points(*form, form_path, reading, curve, points);
    if (!ok || !beside.ok) return false;
    if (const std::optional<Shift> shift = shift_of(*level_.model, node, path, reading)) {
      curve = curve.shifted(*shift, level_.range.at_least.value_or(-std::numeric_limits<double>::infinity()));
    }
    canonical = Node::map(node.mark);
    canonical.entries.push_back({form->key, form->key_mark, std::move(points)});
    beside.finish(path, reading, canonical);
    return true;
  }

 private:
  const CurveFormula* find_formula(const std::string& key) const {
    for (const CurveFormula& formula : formulas_) {
      if (formula.info().name == key) return &formula;
    }
    return nullptr;
  }
  std::vector<std::string> forms() const {
    std::vector<std::string> forms = {"steps", "linear"};
    if (total_) forms.emplace_back("totals");
    for (const CurveFormula& formula : formulas_) forms.push_back(formula.info().name);
    return forms;
  }
  std::string forms_text() const {
    const std::vector<std::string> words = forms();
    std::string text = words.front();
    for (std::size_t i = 1; i < words.size(); ++i) text += (i + 1 == words.size() ? " or " : ", ") + words[i];
    return text;
  }

  struct Level {
    double number = 0;
    int which = 0;
  };
  bool read_level(const AnyValue& as, const Node& node, const std::string& path, Reading& reading, Level& value,
                  Node& canonical) const {
    const std::shared_ptr<void> place = make_();
    if (!as.read(node, path, reading, place.get(), canonical)) return false;
    value = {number_(place.get()), which_(place.get())};
    return true;
  }

  // The next value of a curve: all count the same thing.
  bool read_next(const AnyValue& as, const Entry& entry, const std::string& path, Reading& reading,
                 std::optional<int>& which, double& number, Node& canonical) const {
    Level level;
    if (!read_level(as, entry.value, path, reading, level, canonical)) return false;
    number = level.number;
    if (which.value_or(level.which) != level.which) {
      reading.error(entry.value, path, "counts something else than the values before it", quoted(entry.value.text),
                    "one noun throughout");
      return false;
    }
    which = level.which;
    return true;
  }

  // The entries with their dates read, sorted by date; refuses an empty map and the same date twice.
  struct Dated {
    Period period;
    std::string key;
    const Entry* entry;
  };
  bool dated_entries(const Node& node, const std::string& path, Reading& reading, std::vector<Dated>& dated) const {
    if (!node.is_map()) return refuse_kind(node, path, reading, "a map from dates to values");
    if (node.entries.empty()) {
      reading.error(node, path, "is empty", "", "a map from dates to values");
      return false;
    }
    static const Value<Period> date = period();
    bool ok = true;
    for (const Entry& entry : node.entries) {
      Dated item;
      Node normal;
      item.entry = &entry;
      ok = date.read_bare(Node::scalar(entry.key, entry.key_mark), join_path(path, entry.key), reading, &item.period,
                          normal) &&
           ok;
      item.key = normal.text;
      dated.push_back(item);
    }
    std::stable_sort(dated.begin(), dated.end(), [](const Dated& a, const Dated& b) { return a.period < b.period; });
    return ok;
  }

  bool read_points(const Entry& form, const std::string& path, Reading& reading, Curve& curve, Node& canonical) const {
    std::vector<Dated> dated;
    if (!dated_entries(form.value, path, reading, dated)) return false;
    canonical = Node::map(form.value.mark);
    std::vector<Curve::Point> points;
    std::optional<int> which;
    bool ok = true;
    for (const Dated& item : dated) {
      const std::string point_path = join_path(path, item.entry->key);
      if (!points.empty() && points.back().at == item.period.begin) {
        reading.error_at(item.entry->key_mark, point_path, "is the same date as another point", quoted(item.key));
        ok = false;
      }
      Node value;
      double number = 0;
      ok = read_next(level_, *item.entry, point_path, reading, which, number, value) && ok;
      points.push_back({item.period.begin, number});
      canonical.entries.push_back({item.key, item.entry->key_mark, std::move(value)});
    }
    if (!ok) return false;
    curve = form.key == "steps" ? Curve::steps(std::move(points)) : Curve::linear(std::move(points));
    curve.which = *which;
    return true;
  }

  bool read_totals(const Node& node, const std::string& path, Reading& reading, Curve& curve, Node& canonical) const {
    std::vector<Dated> dated;
    if (!dated_entries(node, path, reading, dated)) return false;
    canonical = Node::map(node.mark);
    std::vector<Curve::Total> totals;
    std::optional<int> which;
    bool ok = true;
    for (const Dated& item : dated) {
      const std::string total_path = join_path(path, item.entry->key);
      if (!totals.empty() && totals.back().period.end > item.period.begin) {
        reading.error_at(item.entry->key_mark, total_path, "overlaps the period before it", quoted(item.key));
        ok = false;
      }
      Node value;
      double number = 0;
      ok = read_next(*total_, *item.entry, total_path, reading, which, number, value) && ok;
      totals.push_back({item.period, number});
      canonical.entries.push_back({item.key, item.entry->key_mark, std::move(value)});
    }
    if (!ok) return false;
    curve = Curve::totals(std::move(totals));
    curve.which = *which;
    return true;
  }

  AnyValue level_;
  std::optional<AnyValue> total_;
  double (*number_)(const void*);
  int (*which_)(const void*);
  std::function<std::shared_ptr<void>()> make_;
  std::vector<CurveFormula> formulas_;
};

}  // namespace

std::shared_ptr<const ValueModel> detail::curve_model(AnyValue level, std::optional<AnyValue> total,
                                                      double (*number)(const void*), int (*which)(const void*),
                                                      std::function<std::shared_ptr<void>()> make) {
  return std::make_shared<CurveModel>(std::move(level), std::move(total), number, which, std::move(make));
}
Value<Curve> rate_curve(const std::vector<std::string>& nouns) {
  return detail::value_of<Curve>(detail::curve_model(
      rate_of(nouns), numbers_of(nouns), [](const void* value) { return static_cast<const Rate*>(value)->per_hour; },
      [](const void* value) { return static_cast<const Rate*>(value)->which; },
      [] { return std::static_pointer_cast<void>(std::make_shared<Rate>()); }));
}

}  // namespace sim
