#include "models/site/track_record.hpp"

#include "sim/check.hpp"

namespace models {

double late_probability(const TrackRecord& record) {
  EXPECTS(record.on_time >= 0 && record.late >= 0 && record.weight > 0);
  const double cases = static_cast<double>(record.on_time + record.late);
  return (record.prior * record.weight + static_cast<double>(record.late)) / (record.weight + cases);
}

}  // namespace models
