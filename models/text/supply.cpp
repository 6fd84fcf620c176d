#include "models/text/supply.hpp"

namespace models {

using sim::describe;
using sim::duration;
using sim::reference;

namespace {

sim::Value<AllocationText> allocation() {
  static const auto by_party =
      sim::keyed(reference(std::vector<std::string>{"parties"}, {"others"}), sim::factor().at_least(0));
  static const auto map_type =
      describe<AllocationText>("allocation", "Shares by weight or by quota.")
          .optional("weighted", &AllocationText::weighted, by_party, "Weight of each buyer; 1 where none is written.")
          .optional("quota", &AllocationText::quota, by_party,
                    "Share of the capacity of each buyer, and of all others.")
          .optional("reuse", &AllocationText::reuse, sim::boolean(),
                    "Whether a quota that is not used goes to the others (true where not written).")
          .exactly_one_of({"weighted", "quota"});
  return sim::one_of<AllocationText>("allocation")
      .when_word("equal", &AllocationText::equal, "Max-min fair, all alike.")
      .when_word("pro_rata", &AllocationText::pro_rata, "In proportion to the open backlog, looked at each pickup.")
      .when_word("priority", &AllocationText::priority, "The best priority works; the others wait.")
      .when_word("first_come", &AllocationText::first_come, "The oldest open order works; the others wait.")
      .when_map(map_type);
}

const auto& line_type() {
  static const auto type =
      describe<LineText>("line", "A production line with one capacity, shared under one rule.")
          .with_default("cycle_time", &LineText::cycle_time, sim::law_of(duration()), "0 h",
                        "From leaving the queue to leaving the line.")
          .required("capacity", &LineText::capacity, sim::rate_curve({"units", "wafers", "Gb"}),
                    "Units, wafers or gigabits per time, constant or over time.")
          .with_default("shared_by", &LineText::shared_by,
                        sim::enumeration<SharedBy>({{"buyers", SharedBy::buyers, "One share per buyer."},
                                                    {"orders", SharedBy::orders, "One share per order."},
                                                    {"makers", SharedBy::makers,
                                                     "One share per maker of the systems that the orders are for."}}),
                        "buyers", "Who contends for the line.")
          .optional("allocation", &LineText::allocation, allocation(),
                    "The rule of sharing; `equal` where not written.")
          .with_default("pickup", &LineText::pickup, duration().at_least(1), "24 h", "How often finished units leave.");
  return type;
}

}  // namespace

const sim::StructType<SupplierText>& supplier_type() {
  static const auto type = describe<SupplierText>("supplier", "Who makes units, on one or more lines.")
                               .things("lines", &SupplierText::lines, line_type(), "Production lines by id.");
  return type;
}

}  // namespace models
