#include "sim/study_text.hpp"

#include "sim/choices.hpp"

namespace sim {

const StructType<StudyText>& study_type() {
  static const auto variant_type =
      describe<VariantText>("variant", "The scenario with some values set.")
          .optional("set", &VariantText::set, keyed(text(), anything()), "Values by path, as with --set.");
  static const auto factors_type =
      describe<FactorsText>("factors", "Factors at equal distances.")
          .required("from", &FactorsText::from, factor().more_than(0), "The first.")
          .required("to", &FactorsText::to, factor().more_than(0), "The last, where the steps meet it.")
          .required("step", &FactorsText::step, factor().more_than(0), "From one to the next.");
  static const auto axis_type =
      describe<AxisText>("axis", "A value of the scenario that is varied.")
          .required("path", &AxisText::path, text(), "Its path; with factors, `*` stands for any one id.")
          .optional("values", &AxisText::values, list_of(anything()), "It is each of these.")
          .optional("factors", &AxisText::factors, list_of(factor().more_than(0)), "It is multiplied by each of these.")
          .group("multiply", &AxisText::multiply, factors_type, "The same, at equal distances.")
          .exactly_one_of({"values", "factors", "multiply"});
  static const auto monte_carlo_type =
      describe<MonteCarloText>("Monte Carlo", "Runs of one point that differ by what is drawn.")
          .with_default("replicates", &MonteCarloText::replicates, whole_number().at_least(1), "1000",
                        "Runs of each point; all points see equal draws.")
          .with_default("draws", &MonteCarloText::draws,
                        enumeration<DrawMode>({{"value", DrawMode::value, "Nothing is drawn."},
                                               {"each", DrawMode::each, "What varies from case to case."},
                                               {"all", DrawMode::all, "What is not known, too."}}),
                        "all", "What is drawn.");
  static const auto type =
      describe<StudyText>("study", "Many runs of one scenario.")
          .required("schema", &StudyText::schema, whole_number().at_least(1).at_most(1), "Version of the language: 1.")
          .required("id", &StudyText::id, text(), "Name of the study.")
          .optional("title", &StudyText::title, text(), "The question that it answers.")
          .required("base", &StudyText::base, text(), "The scenario: a file beside the study, or below its folder.")
          .optional("seed", &StudyText::seed, whole_number().at_least(0),
                    "Of all draws; the scenario's if not written.")
          .things("variants", &StudyText::variants, variant_type,
                  "Changes of the scenario by name; `plan` is the first. One without changes where none is written.")
          .things("axes", &StudyText::axes, axis_type, "Values that are varied in each variant, by name.")
          .with_default("design", &StudyText::design,
                        enumeration<Design>(
                            {{"grid", Design::grid, "All combinations."},
                             {"one_at_a_time", Design::one_at_a_time,
                              "The first value of every axis, then each other value of each axis alone."},
                             {"list", Design::list, "The first values of all axes, the second values, and so on."}}),
                        "one_at_a_time", "Which combinations of the axes are run.")
          .group("monte_carlo", &StudyText::monte_carlo, monte_carlo_type, "Runs of each point.")
          .optional("track", &StudyText::track, list_of(text()),
                    "Series whose quantiles by date are kept; the headline series where not written.");
  return type;
}

}  // namespace sim
