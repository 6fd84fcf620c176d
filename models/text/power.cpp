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
                        "equal", "The rule of sharing when the blocks could give more than the limit.");
  return type;
}

const sim::StructType<PowerText>& power_type() {
  static const auto block_type =
      describe<BlockText>("power block", "Facility power that becomes available on a date.")
          .required("kind", &BlockText::kind,
                    sim::enumeration<BlockKind>(
                        {{"grid", BlockKind::grid, "Interconnection of a utility."},
                         {"onsite", BlockKind::onsite, "On-site generation."},
                         {"bridging", BlockKind::bridging, "On-site generation until the grid comes."}}),
                    "Where the power comes from.")
          .optional("contracted", &BlockText::contracted, power().at_least(0),
                    "Contracted facility power of a grid block.")
          .optional("nameplate", &BlockText::nameplate, power().at_least(0), "Nameplate of on-site generation.")
          .optional("energization", &BlockText::energization, period_start(),
                    "From when on power may be drawn; stands in place of `after`.")
          .optional("after", &BlockText::after, list_of(sim::lagged_reference("sites.=.halls.*.stages")),
                    "Stages of halls of the site (`a.substation + 10 d`) after which power may be drawn.")
          .keyed("load_ramp", &BlockText::load_ramp, duration(), power().at_least(0),
                 "Power available from so long after energization on; all at once where not written.")
          .optional(
              "usable", &BlockText::usable, sim::part(),
              "Part that may be used, the rest being redundant: n+1 of twelve machines is `11 of 12`, 2n is `1 of "
              "2`. All where not written; what is contracted or the nameplate is reported whole.")
          .optional("through", &BlockText::through, list_of(reference("grid")),
                    "Grid nodes that its power passes; the limits of all hold at once.")
          .optional("priority", &BlockText::priority, whole_number().at_least(1),
                    "Rank where the nodes share by priority: 1 goes first, and is meant where not written.")
          .exactly_one_of({"contracted", "nameplate"});
  static const auto type =
      describe<PowerText>("site power", "The power of a site; not limited where no block is written.")
          .optional("interconnection_request", &PowerText::interconnection_request, power().at_least(0),
                    "What was asked of the utility; reported, never a limit.")
          .things("blocks", &PowerText::blocks, block_type, "Power blocks by id; they add up.");
  return type;
}

}  // namespace models
