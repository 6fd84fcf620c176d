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
                 "While it lasts, the customer's contracts with others get nothing.");
  return type;
}

}  // namespace models
