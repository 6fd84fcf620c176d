#include "models/text/power.hpp"

namespace models {

using sim::describe;
using sim::duration;
using sim::list_of;
using sim::period_start;
using sim::power;
using sim::reference;
using sim::whole_number;

const sim::StructType<NodeText>& node_type() {
  static const auto type =
      describe<NodeText>("grid node", "What power blocks pass together: a feeder, a substation, a zone.")
          .required("limit", &NodeText::limit, power().more_than(0),
                    "Facility power that all blocks which pass it may draw together.")
          .with_default("allocation", &NodeText::allocation,
                        sim::enumeration<NodeSharing>(
                            {{"equal", NodeSharing::equal, "Max-min fair between blocks, all alike."},
                             {"pro_rata", NodeSharing::pro_rata, "In proportion to what each block could give."},
                             {"priority", NodeSharing::priority, "By the blocks' priority; equals share equally."}}),
                        "equal", "The rule of sharing when the blocks could give more than the limit.")
          .optional("curtailment", &NodeText::curtailment, sim::struct_value(curtailment_type()),
                    "Hours of each year in which interruptible blocks that pass it give nothing.");
  return type;
}

const sim::StructType<PowerText>& power_type() {
  static const auto block_type =
      describe<BlockText>("power block", "Facility power that becomes available on a date.")
          .required(
              "kind", &BlockText::kind,
              sim::enumeration<BlockKind>(
                  {{"grid", BlockKind::grid, "Interconnection of a utility."},
                   {"onsite", BlockKind::onsite, "On-site generation."},
                   {"bridging", BlockKind::bridging, "On-site generation until the grid comes."},
                   {"storage", BlockKind::storage, "Batteries: hold what is placed while the other blocks cannot."}}),
              "Where the power comes from.")
          .optional("contracted", &BlockText::contracted, power().at_least(0),
                    "Contracted facility power of a grid block.")
          .optional("nameplate", &BlockText::nameplate, power().at_least(0),
                    "Nameplate of on-site generation or storage.")
          .optional("energization", &BlockText::energization, period_start(),
                    "From when on power may be drawn; stands in place of `after`. One of the two must be written, but "
                    "for storage, which else stands there from the beginning.")
          .optional("after", &BlockText::after, list_of(sim::lagged_reference("sites.=.halls.*.stages")),
                    "Stages of halls of the site (`a.substation + 10 d`) after which power may be drawn.")
          .optional("until", &BlockText::until, sim::period_end(),
                    "Until when power may be drawn; for good where not written.")
          .optional(
              "replaced_by", &BlockText::replaced_by, reference("sites.=.power.blocks"),
              "Block of the site that takes its place: this one leaves in the hour in which that one is energized "
              "and has reached the end of its load ramp.")
          .keyed("load_ramp", &BlockText::load_ramp, duration(), power().at_least(0),
                 "Power available from so long after energization on; all at once where not written.")
          .optional(
              "usable", &BlockText::usable, sim::part(),
              "Part that may be used, the rest being redundant: n+1 of twelve machines is `11 of 12`, 2n is `1 of "
              "2`. All where not written; what is contracted or the nameplate is reported whole.")
          .with_default("service", &BlockText::service, service_value(), "firm",
                        "Whether rules and events of curtailment take it away.")
          .optional(
              "clean_share", &BlockText::clean_share, sim::ratio(),
              "Part of its energy that counts as clean under a contract's `clean_energy`; none where not written.")
          .optional("energy", &BlockText::energy, sim::energy().more_than(0),
                    "What storage holds; it is full when energized.")
          .optional("round_trip", &BlockText::round_trip, sim::ratio().at_least(0.01),
                    "Part of what is put into storage that comes out; all where not written.")
          .optional("through", &BlockText::through, list_of(reference("grid")),
                    "Grid nodes that its power passes; the limits of all hold at once.")
          .optional("priority", &BlockText::priority, whole_number().at_least(1),
                    "Rank where the nodes share by priority: 1 goes first, and is meant where not written.")
          .exactly_one_of({"contracted", "nameplate"});
  static const auto type =
      describe<PowerText>("site power", "The power of a site; not limited where no block is written.")
          .optional("interconnection_request", &PowerText::interconnection_request, power().at_least(0),
                    "What was asked of the utility; reported, never a limit.")
          .optional("price", &PowerText::price, sim::quantity("USD/MWh").more_than(0),
                    "Of the energy that the site draws, delivered, whichever block it comes from: the operator pays it "
                    "monthly. Nothing is paid where not written.")
          .optional("utility", &PowerText::utility, reference("parties"),
                    "Who is paid for it; `outside` where not written.")
          .optional("curtailment", &PowerText::curtailment, sim::struct_value(curtailment_type()),
                    "Hours of each year in which its interruptible blocks give nothing.")
          .things("blocks", &PowerText::blocks, block_type, "Power blocks by id; they add up.");
  return type;
}

}  // namespace models
