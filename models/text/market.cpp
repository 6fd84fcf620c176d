#include "models/text/market.hpp"

#include "models/text/system.hpp"

namespace models {

using sim::counted;
using sim::describe;
using sim::list_of;
using sim::reference;
using sim::whole_number;

namespace {

sim::Value<std::int64_t> hour_of_day() { return whole_number().at_least(0).at_most(23); }

}  // namespace

const sim::StructType<DemandText>& demand_type() {
  static const auto daily_type =
      describe<DailyText>("daily course", "How a demand rises and falls within the day: a sine.")
          .required("peak_hour", &DailyText::peak_hour, hour_of_day(),
                    "Hour of the day (UTC) in which it is largest; it is smallest 12 h later.")
          .required("trough", &DailyText::trough, sim::ratio(), "What is left in that hour, as a part of the peak.");
  static const auto requires_type =
      describe<DemandRequiresText>("requires of a demand", "What may serve a demand.")
          .optional("systems", &DemandRequiresText::systems, list_of(reference("systems")),
                    "One of these systems; all where not written.")
          .optional("jurisdictions", &DemandRequiresText::jurisdictions, list_of(sim::text()),
                    "What stands in one of these jurisdictions; everywhere where not written.");
  static const auto type =
      describe<DemandText>("demand", "Accelerators that a customer could use.")
          .required("customer", &DemandText::customer, reference("parties"), "Whose demand it is.")
          .with_default("class", &DemandText::workload, workload_class(), "training",
                        "The class of workload; a system that lists `workloads` without it does not serve it.")
          .required("need", &DemandText::need, sim::curve(counted("GPU").at_least(0)),
                    "Accelerators over time; with a daily course its mean over the day.")
          .optional("daily", &DemandText::daily, sim::struct_value(daily_type),
                    "Its daily course; level over the day where not written.")
          .optional("requires", &DemandText::needs, sim::struct_value(requires_type),
                    "What may serve it; all that its customer is supplied, or its channel has, where not written.")
          .optional("channel", &DemandText::channel, reference("channels"),
                    "It is served through this channel, and not out of what its customer is supplied under contracts.")
          .optional("elasticity", &DemandText::elasticity, sim::factor().at_most(0),
                    "Price elasticity: need x (price / price when the horizon begins) ^ elasticity. The price does not "
                    "matter where not written.")
          .optional("priced_as", &DemandText::priced_as, reference("systems"),
                    "The system whose `market.rental_price` it goes by.");
  return type;
}

const sim::StructType<ChannelText>& channel_type() {
  static const auto type =
      describe<ChannelText>("channel",
                            "A software layer that sells tokens and calls, served on live metal of the provider "
                            "that serves no tranche.")
          .required("provider", &ChannelText::provider, reference("parties"), "Whose metal it runs on.")
          .optional("operator", &ChannelText::operated_by, reference("parties"),
                    "Whose software it is; the provider's where not written.")
          .with_default(
              "share", &ChannelText::share, sim::ratio().more_than(0), "100 %",
              "At most this part of the provider's live accelerators, and never one that serves a tranche that is "
              "due.")
          .with_default("fee", &ChannelText::fee, sim::ratio(), "0 %",
                        "The operator's part of what is paid through it.");
  return type;
}

const sim::StructType<MarketText>& market_type() {
  static const auto type =
      describe<MarketText>("market", "Prices that nobody in the scenario sets.")
          .keyed("rental_price", &MarketText::rental_price, reference("systems"),
                 sim::curve(sim::quantity("USD/GPU-h").more_than(0)),
                 "Of an accelerator-hour on the spot, by system, over time. What is used through channels is paid at "
                 "it; for a system without one nothing is paid.");
  return type;
}

const sim::StructType<WorkloadsText>& workloads_type() {
  static const auto night_type =
      describe<NightText>("night", "Hours of the day with an order of their own.")
          .required("from_hour", &NightText::from_hour, hour_of_day(), "Its first hour (UTC).")
          .required("until_hour", &NightText::until_hour, hour_of_day(),
                    "The hour in which it is over; before `from_hour`, on the next day.")
          .required("order", &NightText::order, list_of(workload_class()), "As by day.");
  static const auto type =
      describe<WorkloadsText>("workloads", "Which class of workload is served first where a pool is short.")
          .optional("order", &WorkloadsText::order, list_of(workload_class()),
                    "Classes, the first first; those that are not named come last, together. Without it all classes "
                    "share in proportion to what they ask for.")
          .optional("night", &WorkloadsText::night, sim::struct_value(night_type), "Another order at night.");
  return type;
}

}  // namespace models
