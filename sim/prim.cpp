#include "sim/prim.hpp"

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"
#include "sim/special_functions.hpp"

namespace sim {

namespace {
constexpr double infinity = std::numeric_limits<double>::infinity();

__extension__ using Wide = __int128;  // products of four counts

struct Cases {
  const Matrix& inputs;
  const std::vector<bool>& is_bad;
  std::size_t bad = 0;

  Cases(const Matrix& inputs_, const std::vector<bool>& is_bad_) : inputs(inputs_), is_bad(is_bad_) {
    EXPECTS(inputs.rows() >= 1 && is_bad.size() == inputs.rows());
    const auto values = inputs.values();
    EXPECTS(std::all_of(values.begin(), values.end(), [](double x) { return std::isfinite(x); }));
    bad = count_bad([](std::size_t) { return true; });
  }

  template <class Takes>
  std::size_t count_bad(Takes takes) const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < is_bad.size(); ++i) count += is_bad[i] && takes(i) ? 1 : 0;
    return count;
  }

  std::vector<std::size_t> inside(std::span<const Interval> limits) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < inputs.rows(); ++i) {
      bool is_inside = true;
      for (std::size_t j = 0; j < limits.size() && is_inside; ++j) {
        is_inside = limits[j].low <= inputs(i, j) && inputs(i, j) <= limits[j].high;
      }
      if (is_inside) found.push_back(i);
    }
    return found;
  }

  PrimBox box(std::vector<Interval> limits) const {
    PrimBox result;
    result.limits = std::move(limits);
    const std::vector<std::size_t> found = inside(result.limits);
    result.cases = found.size();
    for (std::size_t i : found) result.bad += is_bad[i] ? 1 : 0;
    const auto share = [](std::size_t part, std::size_t whole) {
      return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
    };
    result.mass = share(result.cases, inputs.rows());
    result.density = share(result.bad, result.cases);
    result.coverage = share(result.bad, bad);
    return result;
  }
};

std::size_t slice(double share, std::size_t cases) {
  return std::max<std::size_t>(1, static_cast<std::size_t>(share * static_cast<double>(cases)));
}

// A new end of one input.
struct Cut {
  std::size_t input = 0;
  bool is_low = true;
  double end = 0;
  std::size_t cases = 0;  // inside, with the new end
  std::size_t bad = 0;
};

void make(const Cut& cut, std::vector<Interval>& limits) {
  (cut.is_low ? limits[cut.input].low : limits[cut.input].high) = cut.end;
}

// The slice at one end: the least values (`sign` 1) or the greatest (-1), as many as the slice has and all equal to the
// first that stays, or else all equal to the very least. `cases` 0: nothing would stay.
Cut slice_at(const Cases& cases, const std::vector<std::size_t>& inside, std::size_t input, bool is_low, double share) {
  const double sign = is_low ? 1 : -1;
  std::vector<double> values;
  for (std::size_t i : inside) values.push_back(sign * cases.inputs(i, input));
  const std::size_t count = slice(share, values.size());
  Cut cut{input, is_low, 0, 0, 0};
  if (count >= values.size()) return cut;
  const double least = *std::min_element(values.begin(), values.end());
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count), values.end());
  double first = values[count];
  if (first == least) {
    first = infinity;
    for (double value : values) {
      if (value > least) first = std::min(first, value);
    }
    if (first == infinity) return cut;
  }
  cut.end = sign * first;
  for (std::size_t i : inside) {
    if (sign * cases.inputs(i, input) < first) continue;
    ++cut.cases;
    cut.bad += cases.is_bad[i] ? 1 : 0;
  }
  return cut;
}

// Whether a gains more density per case lost than b, both cut from `box`, in whole numbers: the gain of a cut is
// (bad x box.cases - box.bad x cases) / (cases x lost), over the same number for each.
bool gains_more(const PrimBox& box, const Cut& a, const Cut& b) {
  const auto gain = [&](const Cut& cut) { return Wide(cut.bad) * Wide(box.cases) - Wide(box.bad) * Wide(cut.cases); };
  const auto weight = [&](const Cut& cut) { return Wide(cut.cases) * Wide(box.cases - cut.cases); };
  return gain(a) * weight(b) > gain(b) * weight(a);
}

bool is_denser(std::size_t bad, std::size_t cases, std::size_t other_bad, std::size_t other_cases) {
  return Wide(bad) * Wide(other_cases) > Wide(other_bad) * Wide(cases);
}

// What lies beyond one end of the box and within all its other limits: the slice nearest to the end, and the box with
// it. `cases` 0: nothing lies there.
Cut paste_at(const Cases& cases, const PrimBox& box, std::size_t input, bool is_low, double share) {
  const double sign = is_low ? 1 : -1, end = sign * (is_low ? box.limits[input].low : box.limits[input].high);
  std::vector<Interval> wider = box.limits;
  make({input, is_low, -sign * infinity, 0, 0}, wider);
  std::vector<double> beyond;
  const std::vector<std::size_t> inside = cases.inside(wider);
  for (std::size_t i : inside) {
    const double value = sign * cases.inputs(i, input);
    if (value < end) beyond.push_back(value);
  }
  Cut cut{input, is_low, 0, 0, 0};
  if (beyond.empty()) return cut;
  const std::size_t count = std::min(slice(share, box.cases), beyond.size());
  std::nth_element(beyond.begin(), beyond.begin() + static_cast<std::ptrdiff_t>(count - 1), beyond.end(),
                   std::greater<>());
  const double last = beyond[count - 1];
  for (std::size_t i : inside) {
    if (sign * cases.inputs(i, input) < last) continue;
    ++cut.cases;
    cut.bad += cases.is_bad[i] ? 1 : 0;
  }
  double least = infinity;  // of all cases: with it inside, the end restricts nothing
  for (std::size_t i = 0; i < cases.inputs.rows(); ++i) least = std::min(least, sign * cases.inputs(i, input));
  cut.end = last == least ? -sign * infinity : sign * last;
  return cut;
}

bool restricts(const Interval& limits) { return limits.low > -infinity || limits.high < infinity; }
}  // namespace

std::vector<PrimBox> peel(const Matrix& inputs, const std::vector<bool>& is_bad, const PrimSettings& settings) {
  EXPECTS(settings.peel > 0 && settings.peel < 1 && settings.least_mass >= 0 && settings.least_mass <= 1);
  const Cases cases(inputs, is_bad);
  std::vector<PrimBox> boxes = {cases.box(std::vector<Interval>(inputs.columns(), {-infinity, infinity}))};
  while (true) {
    const PrimBox& box = boxes.back();
    if (box.bad == 0 || box.bad == box.cases) return boxes;
    const std::vector<std::size_t> inside = cases.inside(box.limits);
    Cut best;
    for (std::size_t input = 0; input < inputs.columns(); ++input) {
      for (bool is_low : {true, false}) {
        const Cut cut = slice_at(cases, inside, input, is_low, settings.peel);
        const double mass = static_cast<double>(cut.cases) / static_cast<double>(inputs.rows());
        if (cut.cases == 0 || mass < settings.least_mass) continue;
        if (best.cases == 0 || gains_more(box, cut, best)) best = cut;
      }
    }
    if (best.cases == 0) return boxes;
    std::vector<Interval> limits = box.limits;
    make(best, limits);
    boxes.push_back(cases.box(std::move(limits)));
  }
}

PrimBox paste(const Matrix& inputs, const std::vector<bool>& is_bad, const PrimBox& box, const PrimSettings& settings) {
  EXPECTS(box.limits.size() == inputs.columns());
  const Cases cases(inputs, is_bad);
  PrimBox wide = cases.box(box.limits);
  while (true) {
    Cut best;
    for (std::size_t input = 0; input < inputs.columns(); ++input) {
      for (bool is_low : {true, false}) {
        const Cut cut = paste_at(cases, wide, input, is_low, settings.peel);
        if (cut.cases == 0 || is_denser(wide.bad, wide.cases, cut.bad, cut.cases)) continue;
        if (best.cases == 0 || is_denser(cut.bad, cut.cases, best.bad, best.cases)) best = cut;
      }
    }
    if (best.cases == 0) return wide;
    make(best, wide.limits);
    wide = cases.box(wide.limits);
  }
}

std::size_t balanced_box(std::span<const PrimBox> boxes) {
  EXPECTS(!boxes.empty());
  // 2 / (1 / density + 1 / coverage) = 2 bad / (cases + all bad); all bad is that of the first box.
  const std::size_t all_bad = boxes.front().bad;
  std::size_t best = 0;
  for (std::size_t i = 1; i < boxes.size(); ++i) {
    if (is_denser(boxes[i].bad, boxes[i].cases + all_bad, boxes[best].bad, boxes[best].cases + all_bad)) best = i;
  }
  return best;
}

std::vector<PrimRestriction> restrictions(const Matrix& inputs, const std::vector<bool>& is_bad, const PrimBox& box) {
  EXPECTS(box.limits.size() == inputs.columns());
  const Cases cases(inputs, is_bad);
  std::vector<PrimRestriction> found;
  for (std::size_t input = 0; input < box.limits.size(); ++input) {
    if (!restricts(box.limits[input])) continue;
    std::vector<Interval> limits = box.limits;
    limits[input] = {-infinity, infinity};
    const PrimBox without = cases.box(std::move(limits));
    PrimRestriction restriction{input, box.limits[input], 1};
    if (box.bad > 0 && without.density < 1) {
      restriction.quasi_p =
          beta_cdf(static_cast<double>(box.bad), static_cast<double>(box.cases - box.bad + 1), without.density);
    }
    found.push_back(restriction);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const PrimRestriction& a, const PrimRestriction& b) { return a.quasi_p < b.quasi_p; });
  return found;
}

}  // namespace sim
