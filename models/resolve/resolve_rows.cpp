// The rows of a hall: its power line-ups and its groups of coolant distribution units (CDUs).

#include <fmt/core.h>

#include "models/resolve/binder.hpp"
#include "models/rounding.hpp"
#include "models/site/rows.hpp"

namespace models {

void bind_cdus(Binder& binder, const std::string& path, const CduText& text, Hall& hall) {
  const std::int64_t in_groups = text.count - text.spare;
  if (in_groups < text.group) {
    binder.errors.error(
        path + ".spare",
        fmt::format("leaves too few for one group: {}.count is {}, {}.group {}", path, text.count, path, text.group),
        std::to_string(text.spare), fmt::format("at most {}", text.count - text.group));
    return;
  }
  if (in_groups % text.group != 0) {
    binder.errors.error(path + ".group",
                        fmt::format("does not divide the {} that {}.count and {}.spare leave", in_groups, path, path),
                        std::to_string(text.group), "a number that does");
  }
  if (text.spare_in_group >= text.group) {
    binder.errors.error(path + ".spare_in_group", fmt::format("leaves none to work: {}.group is {}", path, text.group),
                        std::to_string(text.spare_in_group), fmt::format("at most {}", text.group - 1));
    return;
  }
  if (!binder.scenario.cooling_acts) return;
  hall.cdus = CduGroups{(text.group - text.spare_in_group) * text.limit, text.serves.value_or(no_limit),
                        text.density_max.value_or(no_limit)};
  hall.cdu_groups.count = in_groups / text.group;
  for (const System& system : binder.scenario.systems) {
    hall.cdu_groups.per_row.push_back(units_per_cdu_group(*hall.cdus, system));
  }
}

void bind_lineups(Binder& binder, const LineupText& text, Hall& hall) {
  if (!binder.scenario.power_acts) return;
  hall.lineup_limit = sim::part_of(text.limit, text.usable.value_or(sim::Part{}));
  hall.lineups.count = text.count;
  for (const System& system : binder.scenario.systems) {
    hall.lineups.per_row.push_back(units_per_lineup(hall.lineup_limit, system));
  }
}

bool is_refused_by_rows(const Hall& hall, const System& system) {
  return units_per_lineup(hall.lineup_limit, system) == 0 ||
         (hall.cdus && units_per_cdu_group(*hall.cdus, system) == 0);
}

void report_refusing_rows(Binder& binder, const std::string& path, const System& system, const Hall& hall) {
  const std::size_t dot = hall.id.find('.');
  const std::string at = fmt::format("sites.{}.halls.{}", hall.id.substr(0, dot), hall.id.substr(dot + 1));
  const auto refuse = [&](const std::string& why, Watts has, Watts most) {
    binder.errors.error(path, fmt::format("a unit of systems.{} {}", system.id, why), power_text(has),
                        "at most " + power_text(most));
  };
  if (units_per_lineup(hall.lineup_limit, system) == 0) {
    refuse(fmt::format("needs more than a power line-up of the hall feeds ({}.lineups: limit x usable)", at),
           system.nominal, hall.lineup_limit);
  } else if (system.nominal > hall.cdus->density_max) {
    refuse(fmt::format("is denser than the CDUs of the hall allow ({}.cooling.cdu.density_max)", at), system.nominal,
           hall.cdus->density_max);
  } else {
    refuse(fmt::format("gives more heat to the water than a group of CDUs takes ({}.cooling.cdu: limit x group)", at),
           system.liquid, hall.cdus->limit);
  }
}

void check_installed_in_rows(Binder& binder, const std::string& path, const HallText& text, const Hall& hall) {
  std::vector<Units> installed(binder.scenario.systems.size(), 0);
  for (const auto& [name, units] : text.installed) {
    if (const SystemId system = binder.system(name); system.exists()) installed[system.index] += units;
  }
  const auto check = [&](const Rows& rows, const char* what, const char* where) {
    const std::int64_t needed = rows_taken(rows, installed);
    if (needed <= rows.count) return;
    binder.errors.error(path + ".installed", fmt::format("needs more {} than {}.{} has", what, path, where),
                        std::to_string(needed), fmt::format("at most {}", rows.count));
  };
  check(hall.lineups, "power line-ups", "lineups");
  check(hall.cdu_groups, "groups of CDUs", "cooling.cdu (its spares stand by)");
}

}  // namespace models
