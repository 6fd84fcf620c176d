#include "models/text/system.hpp"

#include "sim/term_value.hpp"

namespace models {

using sim::describe;
using sim::duration;
using sim::power;
using sim::reference;
using sim::text;
using sim::whole_number;

sim::Value<WorkloadClass> workload_class() {
  return sim::enumeration<WorkloadClass>(
      {{"training", WorkloadClass::training, "Training."},
       {"fine_tuning", WorkloadClass::fine_tuning, "Fine-tuning."},
       {"inference", WorkloadClass::inference, "Inference."},
       {"managed_api", WorkloadClass::managed_api, "Pooled inference behind an API."}});
}

const sim::StructType<SystemText>& system_type() {
  static const auto class_type =
      describe<PowerByClassText>("power by class", "Drawn when in use, as a share of the nominal rating.")
          .optional("training", &PowerByClassText::training, sim::ratio(), "For training.")
          .optional("fine_tuning", &PowerByClassText::fine_tuning, sim::ratio(), "For fine-tuning.")
          .optional("inference", &PowerByClassText::inference, sim::ratio(), "For inference.")
          .optional("managed_api", &PowerByClassText::managed_api, sim::ratio(), "For a managed API.");
  static const auto power_type =
      describe<SystemPowerText>("system power", "Electrical power of one unit.")
          .required("nominal", &SystemPowerText::nominal, power().more_than(0), "The rating that placement reserves.")
          .optional("typical", &SystemPowerText::typical, power().at_least(0),
                    "Drawn when live and in use; the nominal rating where not written.")
          .optional("idle", &SystemPowerText::idle, power().at_least(0),
                    "Drawn when live and not in use; what is typical where not written, so that use does not matter.")
          .optional("drawn", &SystemPowerText::drawn, sim::struct_value(class_type),
                    "Drawn when in use, by class of workload; what is typical for a class that is not written.");
  static const auto cooling_type =
      describe<SystemCoolingText>("system cooling", "Where the heat of one unit goes.")
          .with_default("liquid_share", &SystemCoolingText::liquid_share, sim::ratio(), "0 %",
                        "Share of the nominal heat that the liquid loop takes; the rest is air.")
          .optional("supply_max", &SystemCoolingText::supply_max, sim::temperature(),
                    "Warmest water that it takes; not limited where not written.")
          .optional("return", &SystemCoolingText::return_temperature, sim::temperature(),
                    "Temperature at which it gives the water back, whatever comes in; 55 C where not written.");
  static const auto compute_type = describe<SystemComputeText>("system compute", "Peak compute per accelerator, dense.")
                                       .required("fp8", &SystemComputeText::fp8, sim::quantity("PFLOP/s").at_least(0),
                                                 "Dense FP8; the basis of H100-equivalents.");
  static const auto type =
      describe<SystemText>("system", "An accelerator system: what is ordered, placed and brought up.")
          .optional("maker", &SystemText::maker, text(), "Who designs it; a label.")
          .optional(
              "silicon", &SystemText::silicon, text(),
              "The family of its accelerators, in a word: blackwell, tpu. What is live is also summed by it, where "
              "there are several.")
          .with_default("scale_unit", &SystemText::scale_unit,
                        sim::enumeration<ScaleUnit>({{"rack", ScaleUnit::rack, "A rack."},
                                                     {"server", ScaleUnit::server, "A server."},
                                                     {"unit", ScaleUnit::unit, "Something else."}}),
                        "unit", "The smallest thing that goes live; quantities count it.")
          .required("gpus", &SystemText::gpus, whole_number().at_least(1), "Accelerators per unit.")
          .group("power", &SystemText::power, power_type, "Power of one unit.")
          .group("cooling", &SystemText::cooling, cooling_type, "Cooling of one unit.")
          .optional("compute", &SystemText::compute, sim::struct_value(compute_type),
                    "Peak compute of one accelerator.")
          .optional("effective_compute", &SystemText::effective_compute, sim::curve(sim::factor().at_least(0)),
                    "What software makes of the same metal by date, as a part of its compute at the start; 100 % where "
                    "not written.")
          .optional("goodput", &SystemText::goodput, sim::curve(sim::ratio()),
                    "Part of the time in which what runs on it makes progress, by date; 100 % where not written.")
          .optional("price", &SystemText::price, sim::money().at_least(0),
                    "Price of one unit, paid by the buyer when it comes to the dock: to the maker where that is a "
                    "party, else to `outside`.")
          .optional("life", &SystemText::life, sim::term(),
                    "Over which its price is written off in a straight line from the dock on, in whole months or "
                    "years; never where not written.")
          .optional("quoted_lead_time", &SystemText::quoted_lead_time, duration(),
                    "Nominal time from order to dock: tells `ordered_late` from `supply`. Where not written: the cycle "
                    "time of "
                    "the line and the transit of the lane.")
          .optional(
              "available", &SystemText::available, sim::period_start(),
              "From when on it is shipped at all; what is made earlier is held until then. Says, too, how long it is "
              "new (`new_generation` of a bring-up step).")
          .with_default("export_controlled", &SystemText::export_controlled, sim::boolean(), "false",
                        "Whether it leaves for the jurisdictions that `licences` name under one of these only.")
          .optional("workloads", &SystemText::workloads, sim::list_of(workload_class()),
                    "Classes of work that it can do; all where not written.")
          .optional("made_on", &SystemText::made_on, reference("suppliers.*.lines"),
                    "The line that makes it unless the order says otherwise; on no line it is there when requested.")
          .keyed("bom", &SystemText::bom, reference("parts"), part_amount().at_least(1),
                 "Bill of materials: parts that one unit takes.")
          .optional("yield", &SystemText::yield, sim::law_of(sim::factor().at_least(0.01).at_most(1)),
                    "Good units among those tested at the end of their line (assembly and test); the others are lost "
                    "with what went into them, or reworked. All are good where not written.")
          .optional("rework", &SystemText::rework, sim::struct_value(rework_type()),
                    "Of units that are not good; all of them are lost where not written.")
          .optional("dead_on_arrival", &SystemText::dead_on_arrival, sim::struct_value(dead_on_arrival_type()),
                    "Units that do not work when they come; none where it is not written.")
          .optional("failures", &SystemText::failures, sim::struct_value(failures_type()),
                    "How live units fail; they never do where it is not written.")
          .optional("maintenance", &SystemText::maintenance, sim::struct_value(maintenance_type()),
                    "Planned maintenance of live units; none where it is not written.");
  return type;
}

const sim::StructType<PartyText>& party_type() {
  static const auto track_record_type =
      describe<TrackRecordText>("track record", "What a party has delivered so far: sites, halls, phases.")
          .required("on_time", &TrackRecordText::on_time, whole_number().at_least(0), "How many on time.")
          .required("late", &TrackRecordText::late, whole_number().at_least(0), "How many late.")
          .with_default("prior", &TrackRecordText::prior, sim::ratio().more_than(0).less_than(1), "45 %",
                        "Share that is late of those of whom nothing is known. 45 % (30 to 60 %) of the sites of the "
                        "trade are [S80, S81, grade B].")
          .with_default("weight", &TrackRecordText::weight, sim::factor().more_than(0), "2",
                        "How many deliveries of its own the prior is worth (judgement, grade D).");
  static const auto multi_sourcing_type =
      describe<MultiSourcingText>("multi-sourcing", "What it takes a customer to be served by several providers.")
          .optional("cost", &MultiSourcingText::cost, sim::quantity("USD/yr").more_than(0),
                    "For each provider beyond the first that serves it in a month, paid monthly to `outside`; a year "
                    "has 8,760 h.")
          .optional("porting", &MultiSourcingText::porting, duration().at_least(1),
                    "How long after the first of a further provider's accelerators was granted it can use them; they "
                    "are supplied, and paid for, all the same.");
  static const auto type =
      describe<PartyText>("party",
                          "A company or institution; provider, customer, operator and buyer are roles of parties.")
          .optional("name", &PartyText::name, text(), "Its name in reports.")
          .with_default(
              "archetype", &PartyText::archetype,
              sim::enumeration<Archetype>({{"hyperscaler", Archetype::hyperscaler, "A large cloud."},
                                           {"neocloud", Archetype::neocloud, "A cloud that rents out accelerators."},
                                           {"landlord", Archetype::landlord, "A developer or owner of powered shells."},
                                           {"chip_maker", Archetype::chip_maker, "A maker of accelerators."},
                                           {"lab", Archetype::lab, "A maker of models."},
                                           {"enterprise", Archetype::enterprise, "Another user of compute."},
                                           {"sovereign", Archetype::sovereign, "A public programme."},
                                           {"unspecified", Archetype::unspecified, "Nothing is said."}}),
              "unspecified", "The kind of party; what providers supply and promise is also summed by it.")
          .optional("jurisdiction", &PartyText::jurisdiction, text(),
                    "Whose law holds at its sites, where these do not say: us, eu, ae.")
          .optional("capabilities", &PartyText::capabilities, sim::list_of(text()),
                    "What it can beyond accelerators, in words that contracts may require: low_latency_fabric.")
          .optional("track_record", &PartyText::track_record, sim::struct_value(track_record_type),
                    "What it has delivered so far: how likely it is late next time (`track_record` of a risk).")
          .group("multi_sourcing", &PartyText::multi_sourcing, multi_sourcing_type,
                 "What it takes it to be served by more than one provider.");
  return type;
}

}  // namespace models
