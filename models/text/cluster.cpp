#include "models/text/cluster.hpp"

namespace models {

const sim::StructType<ClusterText>& cluster_type() {
  static const auto type =
      sim::describe<ClusterText>("cluster", "Halls of one network whose units are of use only together.")
          .required("halls", &ClusterText::halls, sim::list_of(sim::reference("sites.*.halls")),
                    "Its halls (site.hall); a hall is in one cluster at most.")
          .required("minimum", &ClusterText::minimum, sim::counted("GPU").at_least(1),
                    "Accelerators that must be accepted in its halls before any of them serves a contract. Once "
                    "reached, it stays so, whatever fails.")
          .with_default("value_below", &ClusterText::value_below, sim::ratio(), "0 %",
                        "What its units are worth before: at 0 % they serve no contract; at more they do, and their "
                        "effective compute counts at this share.");
  return type;
}

}  // namespace models
