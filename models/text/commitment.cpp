#include "models/text/commitment.hpp"

namespace models {

const sim::StructType<CommitmentText>& commitment_type() {
  static const auto type =
      sim::describe<CommitmentText>("commitment", "A sum that a buyer has committed to spend on accelerators.")
          .required("buyer", &CommitmentText::buyer, sim::reference("parties"), "Who has committed it.")
          .required("total", &CommitmentText::total, sim::money().more_than(0), "In all.")
          .keyed("parts", &CommitmentText::parts, sim::reference("parties"), sim::money().more_than(0),
                 "What of it was named for which provider; the rest is reported as unallocated.")
          .keyed("draw_down", &CommitmentText::draw_down, sim::period_end(), sim::money().more_than(0),
                 "What of it is to be spent in which period, held against bills in draw_down.csv: 2026: 20 USD_B.");
  return type;
}

const sim::StructType<ClaimText>& claim_type() {
  static const auto type =
      sim::describe<ClaimText>("claim", "A headline figure, held against what is simulated.")
          .required("metric", &ClaimText::metric, sim::text(),
                    "Of what: `world`, or a party, site or contract by its path, and a metric of timeseries.csv: "
                    "parties.coreweave.live_gpus, sites.abilene.it_live_mw, world.live_gpus; of a flow "
                    "contracts.azure.supplied_gpu_h, parties.oracle.billed_usd.")
          .with_default("kind", &ClaimText::kind,
                        sim::enumeration<ClaimKind>(
                            {{"stock", ClaimKind::stock, "What there is at the end of `date`: accelerators, MW."},
                             {"flow", ClaimKind::flow,
                              "What came about in `period`: GPU_h of a metric, or `billed_usd` of the world, a party "
                              "that provides, or a contract."}}),
                        "stock", "Whether it is of a date or of a period.")
          .optional("date", &ClaimText::date, sim::period_end(), "Of a stock: it is said of the end of this period.")
          .optional("period", &ClaimText::period, sim::period(), "Of a flow: it is said of all of this period.")
          .required("value", &ClaimText::value, sim::law_of(sim::amount({"GPU", "MW", "GPU_h", "USD"})),
                    "How much, with `low` and `high` beside, or a law: its range is then from p05 to p95.")
          .exactly_one_of({"date", "period"});
  return type;
}

}  // namespace models
