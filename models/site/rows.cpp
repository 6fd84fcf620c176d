#include "models/site/rows.hpp"

#include <algorithm>

#include "models/rounding.hpp"

namespace models {

Units units_per_cdu_group(const CduGroups& cdus, const System& system) {
  if (system.liquid == 0) return no_limit;
  return system.nominal > cdus.density_max ? 0 : std::min(cdus.serves, cdus.limit / system.liquid);
}

Units units_per_lineup(Watts limit, const System& system) {
  return limit == no_limit || system.nominal == 0 ? no_limit : limit / system.nominal;
}

std::int64_t rows_taken(const Rows& rows, std::span<const Units> placed) {
  std::int64_t taken = 0;
  for (std::size_t s = 0; s < rows.per_row.size(); ++s) {
    const Units each = rows.per_row[s];
    if (placed[s] > 0 && each > 0 && each != no_limit) taken += divide_rounding_up(placed[s], each);
  }
  return taken;
}

Units room_in_rows(const Rows& rows, std::span<const Units> placed, SystemId system) {
  if (rows.per_row.empty() || rows.per_row[system.index] == no_limit) return no_limit;
  const Units each = rows.per_row[system.index];
  if (each == 0) return 0;
  const std::int64_t free = std::max<std::int64_t>(rows.count - rows_taken(rows, placed), 0);
  const Units here = placed[system.index];
  return free * each + (divide_rounding_up(here, each) * each - here);
}

}  // namespace models
