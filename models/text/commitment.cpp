#include "models/text/commitment.hpp"

namespace models {

const sim::StructType<CommitmentText>& commitment_type() {
  static const auto type =
      sim::describe<CommitmentText>("commitment", "A sum that a buyer has committed to spend on accelerators.")
          .required("buyer", &CommitmentText::buyer, sim::reference("parties"), "Who has committed it.")
          .required("total", &CommitmentText::total, sim::money().more_than(0), "In all.")
          .keyed("parts", &CommitmentText::parts, sim::reference("parties"), sim::money().more_than(0),
                 "What of it was named for which provider; the rest is reported as unallocated.");
  return type;
}

const sim::StructType<ClaimText>& claim_type() {
  static const auto type =
      sim::describe<ClaimText>("claim", "A headline figure, held against what is simulated.")
          .required("metric", &ClaimText::metric, sim::text(),
                    "Of what: `world`, or a party, site or contract by its path, and a metric of timeseries.csv: "
                    "parties.coreweave.live_gpus, sites.abilene.it_live_mw, world.live_gpus.")
          .required("date", &ClaimText::date, sim::period_end(), "It is said of the end of this period.")
          .required("value", &ClaimText::value, sim::law_of(sim::amount({"GPU", "MW"})),
                    "How much, with `low` and `high` beside, or a law: its range is then from p05 to p95.");
  return type;
}

}  // namespace models
