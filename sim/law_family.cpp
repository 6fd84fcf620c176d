#include "sim/law_family.hpp"

#include <algorithm>

namespace sim {

namespace {
using Kind = LawParameter::Kind;
using Least = LawParameter::Least;
using Numbers = std::vector<double>;
using Form = LawFamily::Form;

LawParameter level(std::string name, Least least = Least::any) { return {std::move(name), Kind::level, least}; }
LawParameter spread(std::string name) { return {std::move(name), Kind::spread, Least::zero}; }
LawParameter number(std::string name, Least least) { return {std::move(name), Kind::number, least}; }

std::vector<LawFamily> bounded_families() {
  return {
      {"uniform",
       "{ uniform: [48 h, 96 h] }",
       "Anything from low to high, equally likely.",
       Form::list,
       false,
       false,
       {{{level("low"), level("high")}, [](const Numbers& p) { return Law::uniform(p[0], p[1]); }}}},
      {"log_uniform",
       "{ log_uniform: [10 h, 1000 h] }",
       "Its logarithm is uniform: each factor of ten is equally likely.",
       Form::list,
       true,
       false,
       {{{level("low", Least::more_than_zero), level("high")},
         [](const Numbers& p) { return Law::log_uniform(p[0], p[1]); }}}},
      {"triangular",
       "{ triangular: [1 d, 2 d, 6 d] }",
       "From low to high, rising to the mode and falling from it.",
       Form::list,
       false,
       false,
       {{{level("low"), level("mode"), level("high")},
         [](const Numbers& p) { return Law::triangular(p[0], p[1], p[2]); }}}},
      {"pert",
       "{ pert: [5 wk, 7 wk, 10 wk] }",
       "A beta law from low to high around the mode, of mean (low + 4 mode + high) / 6 (Vose).",
       Form::list,
       false,
       false,
       {{{level("low"), level("mode"), level("high")}, [](const Numbers& p) { return Law::pert(p[0], p[1], p[2]); }}}},
      {"beta",
       "{ beta: { low: 0 %, high: 10 %, a: 2, b: 5 } }",
       "A beta law of shape a, b on low to high.",
       Form::map,
       false,
       false,
       {{{level("low"), level("high"), number("a", Least::more_than_zero), number("b", Least::more_than_zero)},
         [](const Numbers& p) { return Law::beta(p[0], p[1], p[2], p[3]); }}}},
  };
}

std::vector<LawFamily> unbounded_families() {
  const auto positive = Least::more_than_zero;
  return {
      {"normal",
       "{ normal: { mean: 45 d, sd: 5 d } }",
       "The bell curve, by mean and sd or by two percentiles.",
       Form::map,
       false,
       false,
       {{{level("mean"), spread("sd")}, [](const Numbers& p) { return Law::normal(p[0], p[1]); }},
        {{level("p50"), level("p90")},
         [](const Numbers& p) {
           return Law::normal_through({0.5, p[0]}, {0.9, p[1]});
         }},
        {{level("p10"), level("p90")},
         [](const Numbers& p) {
           return Law::normal_through({0.1, p[0]}, {0.9, p[1]});
         }}}},
      {"lognormal",
       "{ lognormal: { p50: 4 h, p90: 24 h } }",
       "Its logarithm is normal; by two percentiles, by mean and sd, or by median and sigma of the logarithm.",
       Form::map,
       true,
       false,
       {{{level("p50", positive), level("p90")},
         [](const Numbers& p) {
           return Law::lognormal_through({0.5, p[0]}, {0.9, p[1]});
         }},
        {{level("p10", positive), level("p90")},
         [](const Numbers& p) {
           return Law::lognormal_through({0.1, p[0]}, {0.9, p[1]});
         }},
        {{level("mean", positive), spread("sd")},
         [](const Numbers& p) { return Law::lognormal_with_mean(p[0], p[1]); }},
        {{level("median", positive), number("sigma", Least::zero)},
         [](const Numbers& p) { return Law::lognormal(p[0], p[1]); }}}},
      {"exponential",
       "{ exponential: { mean: 703 h } }",
       "Time until something that may come at any moment alike.",
       Form::map,
       true,
       false,
       {{{level("mean", Least::zero)}, [](const Numbers& p) { return Law::exponential(p[0]); }}}},
      {"weibull",
       "{ weibull: { shape: 2, scale: 1000 h } }",
       "Time to failure: wearing out at a shape above 1, failing early below; exp(-1) of all outlast the scale.",
       Form::map,
       true,
       false,
       {{{number("shape", positive), level("scale", Least::zero)},
         [](const Numbers& p) { return Law::weibull(p[0], p[1]); }}}},
      {"gamma",
       "{ gamma: { mean: 10 d, sd: 5 d } }",
       "By mean and sd, or by shape and scale, whose product is the mean.",
       Form::map,
       true,
       false,
       {{{level("mean", Least::zero), spread("sd")}, [](const Numbers& p) { return Law::gamma_with_mean(p[0], p[1]); }},
        {{number("shape", positive), spread("scale")}, [](const Numbers& p) { return Law::gamma(p[0], p[1]); }}}},
      {"poisson",
       "{ poisson: { mean: 2.5 } }",
       "How many there are of what comes independently, so many on average.",
       Form::map,
       true,
       true,
       {{{level("mean", Least::zero)}, [](const Numbers& p) { return Law::poisson(p[0]); }}}},
  };
}

std::vector<LawFamily> composed_families() {
  return {{"discrete",
           "{ discrete: { 2027-Q4: 0.4, 2028-Q3: 0.6 } }",
           "One of these values, each with its probability.",
           Form::probabilities,
           false,
           false,
           {}},
          {"empirical",
           "{ empirical: [61 d, 75 d, 75 d, 140 d] }",
           "One of these cases, each as likely as any other.",
           Form::cases,
           false,
           false,
           {}},
          {"mixture",
           "{ mixture: [{ share: 55 %, is: 0 d }, { share: 45 %, is: { exponential: { mean: 90 d } } }] }",
           "In a share of the cases this, in another that: values or laws.",
           Form::parts,
           false,
           false,
           {}}};
}
}  // namespace

const std::vector<LawFamily>& law_families() {
  static const std::vector<LawFamily> all = [] {
    std::vector<LawFamily> families = bounded_families();
    for (const auto& more : {unbounded_families(), composed_families()}) {
      families.insert(families.end(), more.begin(), more.end());
    }
    return families;
  }();
  return all;
}

const LawFamily* find_law_family(std::string_view name) {
  for (const LawFamily& family : law_families()) {
    if (family.name == name) return &family;
  }
  return nullptr;
}

std::vector<std::string> law_family_names() {
  std::vector<std::string> names;
  for (const LawFamily& family : law_families()) names.push_back(family.name);
  return names;
}

bool holds_law(const Node& map) {
  return std::any_of(map.entries.begin(), map.entries.end(),
                     [](const Entry& entry) { return find_law_family(entry.key) != nullptr; });
}

}  // namespace sim
