#include "models/text/hall.hpp"

#include <type_traits>
#include <utility>

namespace models {

using sim::counted;
using sim::describe;
using sim::duration;
using sim::list_of;
using sim::period_start;
using sim::power;
using sim::reference;

namespace {

// The keys of heat rejection beside those of a loop.
template <class Loop>
void add_rejection(sim::StructType<Loop>& loop, const std::string& return_doc) {
  const auto key = [](auto HeatRejectionText::*member) {
    return static_cast<std::remove_reference_t<decltype(std::declval<Loop>().*member)> Loop::*>(member);
  };
  loop.optional("rejection", key(&HeatRejectionText::rejection),
                sim::enumeration<RejectionKind>(
                    {{"dry_cooler", RejectionKind::dry_cooler,
                      "Above the design ambient it takes (return - ambient) / (return - design_ambient)."},
                     {"chiller", RejectionKind::chiller,
                      "Above the design ambient it loses `derate` of its limit per degree."}}),
                "What gives the heat to the outside air; needs `design_ambient`, and `climate` or `ambient` of the "
                "site. Where not written, heat does not derate the loop.")
      .optional("design_ambient", key(&HeatRejectionText::design_ambient), sim::temperature(),
                "Outside temperature up to which it takes its limit.")
      .optional("return", key(&HeatRejectionText::return_temperature), sim::temperature(), return_doc)
      .optional("derate", key(&HeatRejectionText::derate), sim::quantity("%/C").at_least(0),
                "Of a chiller: what it loses per degree; 1.25 %/C where not written.");
}

const sim::StructType<LiquidLoopText>& liquid_type() {
  static const auto type = [] {
    auto loop =
        describe<LiquidLoopText>("liquid loop", "The water that takes heat out of the units of a hall.")
            .required("limit", &LiquidLoopText::limit, power().at_least(0), "Heat that it can take.")
            .optional(
                "supply", &LiquidLoopText::supply, sim::temperature(),
                "Temperature of the water that reaches the units; systems that take only colder water do not come "
                "here.")
            .optional(
                "flow_max", &LiquidLoopText::flow_max, sim::quantity("L/min").at_least(0),
                "Water that it can pump; needs `supply`. A unit takes its liquid heat over (4.123 kJ/(L K) x (its "
                "return - supply)).");
    add_rejection(loop,
                  "Of a dry cooler: temperature of the water that comes to it; where not written, the lowest "
                  "`return` of the systems that may stand in the hall.");
    return loop;
  }();
  return type;
}

const sim::StructType<AirLoopText>& air_type() {
  static const auto type = [] {
    auto loop = describe<AirLoopText>("air loop", "The air that takes the rest of the heat.")
                    .required("limit", &AirLoopText::limit, power().at_least(0), "Heat that it can take.");
    add_rejection(loop, "Of a dry cooler: temperature of the water that comes to it.");
    return loop;
  }();
  return type;
}

}  // namespace

const sim::StructType<HallText>& hall_type() {
  static const auto lineup_type =
      describe<LineupText>("power line-ups",
                           "What feeds the rows of a hall: each line-up feeds whole units of one system, and no unit "
                           "hangs on two.")
          .required("count", &LineupText::count, sim::whole_number().at_least(1), "How many there are.")
          .required("limit", &LineupText::limit, power().more_than(0), "IT power that one feeds.")
          .optional(
              "usable", &LineupText::usable, sim::part(),
              "Part of the limit that may be used, the rest being redundant: `3 of 4` where four line-ups catch one "
              "another. All where not written.");
  static const auto cdu_type =
      describe<CduText>(
          "CDU groups",
          "The CDUs of a hall, alone or in groups that work together: each group takes the heat of a row of "
          "units of one system.")
          .required("count", &CduText::count, sim::whole_number().at_least(1), "How many there are, spares included.")
          .required("limit", &CduText::limit, power().more_than(0), "Heat that one takes.")
          .optional("serves", &CduText::serves, counted("units").at_least(1),
                    "Units that a group serves at most; as many as its CDUs can take where not written.")
          .with_default("spare", &CduText::spare, sim::whole_number().at_least(0), "0",
                        "How many of the hall's stand by beside the groups and serve nobody.")
          .with_default("group", &CduText::group, sim::whole_number().at_least(1), "1",
                        "How many work together before one row.")
          .with_default("spare_in_group", &CduText::spare_in_group, sim::whole_number().at_least(0), "0",
                        "How many of a group are redundant: their heat is not counted on. 1 is n+1.")
          .optional("density_max", &CduText::density_max, power().more_than(0),
                    "Largest nominal rating of a unit that a group serves.");
  static const auto cooling_type =
      describe<HallCoolingText>("hall cooling", "Cooling of a hall; a loop that is not written does not limit.")
          .optional("liquid", &HallCoolingText::liquid, sim::struct_value(liquid_type()), "The liquid loop.")
          .optional("cdu", &HallCoolingText::cdu, sim::struct_value(cdu_type), "Coolant distribution units.")
          .optional("air", &HallCoolingText::air, sim::struct_value(air_type()), "The air loop.");
  static const auto task_type =
      describe<TaskText>("stage", "A stage of a hall's construction, finish-to-start with lags.")
          .optional("after", &TaskText::after, list_of(sim::lagged_reference("sites.=.halls.=.stages")),
                    "Stages that must be finished first; `shell + 10 d` adds a lag.")
          .optional("started", &TaskText::started, period_start(),
                    "It does not start before; the horizon where nothing says otherwise.")
          .required("duration", &TaskText::duration, sim::law_of(sim::work_time()),
                    "Its length: elapsed time, or working days (`20 wd`) of its calendar. A law with `draw: each` is "
                    "drawn for each hall, while plans count on its point.")
          .optional("calendar", &TaskText::calendar, reference("calendars"),
                    "Whose working days its length counts; the calendar of the site where not written.")
          .keyed("gear", &TaskText::gear, reference("sites.=.gear"), counted("units").at_least(1),
                 "Gear of the site that it needs, and uses up: it does not start before so many have come.")
          .keyed("needs", &TaskText::needs, reference(std::vector<std::string>{"sites.=.resources", "resources"}),
                 sim::whole_number().at_least(1),
                 "Counted resources, of the site or shared by all, that it holds while it is in work; all at once.")
          .with_default("priority", &TaskText::priority, sim::whole_number().at_least(1), "1",
                        "1 goes first where stages are given their resources by priority.");
  static const auto risk_type = [] {
    auto risk = describe<RiskText>("risk",
                                   "What may come after a stage and hold up all that follows it: weather, an "
                                   "objection, a change of design. Plans count on it from a probability of 50 % on.")
                    .required("stage", &RiskText::stage, reference("sites.=.halls.=.stages"),
                              "The stage that it may make late.")
                    .optional("date", &RiskText::date, period_start(),
                              "When it strikes, unless the stage is finished by then; where not written, when the "
                              "stage is finished. Plans count on it from then on.")
                    .required("delay", &RiskText::delay, sim::law_of(duration()),
                              "By how much. A law with `draw: each` is drawn for each hall.")
                    .optional("track_record", &RiskText::track_record, reference("parties"),
                              "Whose `track_record` says how likely it is, in place of `probability`.");
    describe_chance(risk);
    return risk;
  }();
  static const auto cancellation_type = [] {
    auto cancellation = describe<HallCancellationText>("cancelled hall", "A hall that is perhaps never built.")
                            .optional("date", &HallCancellationText::date, period_start(),
                                      "When that becomes known; the first hour of the horizon where not written.");
    describe_chance(cancellation);
    return cancellation;
  }();
  static const auto type =
      describe<HallText>("hall", "A data hall: the smallest place that turns on.")
          .optional("ready", &HallText::ready, period_start(),
                    "Ready for service from here on, in place of what its stages give; the horizon's first hour where "
                    "neither is written.")
          .optional("positions", &HallText::positions, counted("units").at_least(0), "Places for units.")
          .optional("critical_it", &HallText::critical_it, power().at_least(0), "Critical IT load by design.")
          .optional("density_max", &HallText::density_max, power().more_than(0), "Largest nominal rating of one unit.")
          .optional("lineups", &HallText::lineups, sim::struct_value(lineup_type),
                    "Power line-ups: power comes in blocks, and units of one system fill each of them.")
          .optional("cooling", &HallText::cooling, sim::struct_value(cooling_type), "Cooling loops.")
          .things("stages", &HallText::stages, task_type, "Construction stages by id.")
          .things("risks", &HallText::risks, risk_type, "What may hold up its stages, by id.")
          .optional("cancelled", &HallText::cancelled, sim::struct_value(cancellation_type),
                    "That it is given up: never one number with late.")
          .keyed("installed", &HallText::installed, reference("systems"), counted("units").at_least(1),
                 "Units that are live when the horizon begins.");
  return type;
}

}  // namespace models
