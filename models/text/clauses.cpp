#include "models/text/clauses.hpp"

#include "sim/term_value.hpp"

namespace models {

using sim::describe;
using sim::duration;
using sim::ratio;

namespace {

const sim::StructType<PrepaymentText>& prepayment_type() {
  static const auto type =
      describe<PrepaymentText>("prepayment", "Part of the value of each tranche that is paid before it serves.")
          .required("share", &PrepaymentText::share, ratio().more_than(0), "Of price x accelerators x term.")
          .with_default("paid", &PrepaymentText::paid,
                        sim::enumeration<PrepaidAt>(
                            {{"signature", PrepaidAt::signature, "All of it when the contract is signed."},
                             {"each_tranche", PrepaidAt::each_tranche, "Each tranche `ahead` of its due date."}}),
                        "each_tranche", "When.")
          .optional("ahead", &PrepaymentText::ahead, duration(), "How long before a tranche is due; 0 if not written.")
          .with_default("credited_after", &PrepaymentText::credited_after, sim::term(), "0 d",
                        "After its tranche was due, fees are set off against it until it is used up.");
  return type;
}

const sim::StructType<ServiceLevelText>& service_level_type() {
  static const auto type =
      describe<ServiceLevelText>("service level", "What of a complete tranche must be available in each month.")
          .required("credits", &ServiceLevelText::credits, sim::keyed(ratio().more_than(0), ratio().more_than(0)),
                    "Availability -> share of the month's fee that is paid back when less is available of a complete "
                    "tranche.");
  return type;
}

}  // namespace

const sim::StructType<ClausesText>& clauses_type() {
  static const auto delay_credit_type =
      describe<DelayCreditText>("delay credit", "What a provider pays for what is missing of a late tranche.")
          .required("rate", &DelayCreditText::rate, sim::quantity("%/wk").more_than(0),
                    "Of the value of what is missing, from the end of the grace period until the tranche is complete.")
          .with_default("cap", &DelayCreditText::cap, ratio().more_than(0), "100 %", "Of the value of the tranche.");
  static const auto termination_type = [] {
    auto type = describe<TerminationText>("termination", "A customer's right to end what is late for too long.")
                    .required("after", &TerminationText::after, duration().at_least(1),
                              "How long after a tranche was due, if it is not complete.")
                    .with_default("scope", &TerminationText::scope,
                                  sim::enumeration<TerminationScope>(
                                      {{"tranche", TerminationScope::tranche, "That tranche ends."},
                                       {"contract", TerminationScope::contract, "All tranches of the contract end."}}),
                                  "tranche", "What ends.");
    describe_chance(type);
    return type;
  }();
  static const auto start_shift_type =
      describe<StartShiftText>("start shift", "A tranche that is not complete when it is due starts when it is.")
          .required("at_most", &StartShiftText::at_most, duration().at_least(1), "So much later at most.")
          .optional("consent", &StartShiftText::consent, ratio(),
                    "How likely the customer agrees; a plain run takes 50 % and more as agreed. Certain if not "
                    "written.");
  static const auto take_or_pay_type =
      describe<TakeOrPayText>("take or pay", "What is used is paid for, and at least a share of what is supplied.")
          .with_default("share", &TakeOrPayText::share, ratio().more_than(0), "100 %", "That share.")
          .with_default("period", &TakeOrPayText::period,
                        sim::enumeration<Settlement>({{"month", Settlement::month, "A calendar month."},
                                                      {"quarter", Settlement::quarter, "A calendar quarter."},
                                                      {"year", Settlement::year, "A calendar year."}}),
                        "year", "Over which it is settled.");
  static const auto renewal_type = [] {
    auto type = describe<RenewalText>("renewal", "A tranche goes on when it ends.")
                    .required("term", &RenewalText::term, sim::term(), "For so long.")
                    .with_default("times", &RenewalText::times, sim::whole_number().at_least(1).at_most(100), "1",
                                  "How often, if at all.");
    describe_chance(type);
    return type;
  }();
  static const auto exclusivity_type =
      describe<ExclusivityText>("exclusivity", "The customer takes accelerators of this provider alone.")
          .required("until", &ExclusivityText::until, sim::period_end(), "From signature to the end of this period.");
  static const auto first_refusal_type =
      describe<FirstRefusalText>(
          "first refusal",
          "What the customer signs with others is offered to this provider first, which takes a "
          "tranche if it has uncommitted units for it that are planned to be live when it is due.")
          .optional("from", &FirstRefusalText::from, sim::period_start(),
                    "Of contracts that are `signed` from here on; from the signature of this one where not written.")
          .optional("until", &FirstRefusalText::until, sim::period_end(),
                    "Until the end of this period; for good where not written.")
          .required("answer", &FirstRefusalText::answer, duration().at_least(1),
                    "How long after that signature the provider answers; until then the tranche is promised nothing.");
  static const auto switching_type =
      describe<SwitchingText>("switching", "What it takes the customer to go elsewhere when a tranche is over.")
          .required("delay", &SwitchingText::delay, duration().at_least(1),
                    "Tranches of other providers that become due within so long can be used at the end of it only.")
          .optional("cost", &SwitchingText::cost, sim::money().at_least(0), "Paid once, to `outside`.");
  static const auto clean_energy_type =
      describe<CleanEnergyText>("clean energy",
                                "How clean the energy of the accelerators is that are supplied, by month "
                                "(obligations.csv).")
          .required("share", &CleanEnergyText::share, ratio().more_than(0),
                    "Of it, by the `clean_share` of the power blocks of the sites that supply them.")
          .optional("from", &CleanEnergyText::from, sim::period_start(),
                    "Of months that begin then or later; from the beginning where not written.")
          .with_default("otherwise", &CleanEnergyText::otherwise,
                        sim::enumeration<OtherwiseOfClean>(
                            {{"penalty", OtherwiseOfClean::penalty, "What is missing of it is reported, and paid for."},
                             {"ineligible", OtherwiseOfClean::ineligible,
                              "From then on halls of sites whose blocks are less clean, by rating, may not serve the "
                              "contract."}}),
                        "penalty", "What follows where less is clean.")
          .optional("penalty", &CleanEnergyText::penalty, sim::quantity("USD/MWh").more_than(0),
                    "Of each MWh that is not clean and should be, paid monthly by the provider.");
  static const auto efficiency_type =
      describe<EfficiencyText>("efficiency",
                               "How efficient the sites are that supply a contract, by month "
                               "(obligations.csv).")
          .optional("pue_at_most", &EfficiencyText::pue_at_most, sim::factor().at_least(1), "Facility over IT energy.")
          .optional("water_at_most", &EfficiencyText::water_at_most, sim::quantity("L/kWh").at_least(0),
                    "Water for a kWh of IT energy.")
          .optional("from", &EfficiencyText::from, sim::period_start(),
                    "Of months that begin then or later; from the beginning where not written.")
          .optional("penalty", &EfficiencyText::penalty, sim::quantity("USD/MWh").more_than(0),
                    "Of each MWh of IT energy of a month in which one of the two is missed, paid by the provider.");
  static const auto type =
      describe<ClausesText>("clauses", "What follows when a date passes or a tranche is late.")
          .with_default("grace_period", &ClausesText::grace_period, duration(), "0 d",
                        "How long a tranche may be late before `delay_credit` begins.")
          .group("prepayment", &ClausesText::prepayment, prepayment_type(), "Paid ahead, credited later.")
          .group("delay_credit", &ClausesText::delay_credit, delay_credit_type, "What lateness costs the provider.")
          .group("termination", &ClausesText::termination, termination_type, "The end of what is late for too long.")
          .group("start_shift", &ClausesText::start_shift, start_shift_type, "A later start, with consent.")
          .group("take_or_pay", &ClausesText::take_or_pay, take_or_pay_type,
                 "What is used is paid for, and at least a share of what is supplied; all that is supplied if not "
                 "written.")
          .group("renewal", &ClausesText::renewal, renewal_type, "What ends goes on.")
          .group("service_level", &ClausesText::service_level, service_level_type(), "Credits for low availability.")
          .with_default("make_good", &ClausesText::make_good, sim::boolean(), "false",
                        "Accelerator-hours that were missing are added to the end of their tranche, once.")
          .group("exclusivity", &ClausesText::exclusivity, exclusivity_type,
                 "While it lasts, the customer's contracts with others get nothing.")
          .group("first_refusal", &ClausesText::first_refusal, first_refusal_type,
                 "What the customer signs with others is offered to this provider first.")
          .group("switching", &ClausesText::switching, switching_type, "A delay and a cost of going elsewhere.")
          .group("clean_energy", &ClausesText::clean_energy, clean_energy_type, "How clean the energy is.")
          .group("efficiency", &ClausesText::efficiency, efficiency_type, "Bounds of PUE and water.");
  return type;
}

}  // namespace models
