#include "models/text/money.hpp"

namespace models {

using sim::describe;
using sim::reference;

const sim::StructType<InvestmentText>& investment_type() {
  static const auto type =
      describe<InvestmentText>("investment", "Equity that one party puts into another.")
          .required("investor", &InvestmentText::investor, reference("parties"), "Who pays.")
          .required("investee", &InvestmentText::investee, reference("parties"), "Who is paid.")
          .required("amount", &InvestmentText::amount, sim::money().more_than(0), "All of it.")
          .required(
              "by", &InvestmentText::by, sim::period_end(),
              "Paid in the last hour of this period; before the horizon it is no cash of the horizon, and still there.")
          .optional("spent_with_investor", &InvestmentText::spent_with_investor, sim::ratio(),
                    "Share of it with which the investee pays the investor for what it buys there "
                    "(`cash_graph.csv`); none where not written.");
  return type;
}

const sim::StructType<FinancingText>& financing_type() {
  static const auto covenant_type =
      describe<CovenantText>("covenant", "What a borrower must have reached for later draws to come.")
          .required("at_least", &CovenantText::at_least, sim::amount({"GPU", "MW"}).more_than(0),
                    "Live accelerators that the borrower owns, or critical IT power of ready halls at sites that it "
                    "operates.")
          .required("by", &CovenantText::by, sim::period_end(),
                    "A draw that is dated after this period and finds less waits for the hour after the one in which "
                    "it is reached.");
  static const auto type =
      describe<FinancingText>("financing",
                              "A loan, or notes: draws, interest and repayment as cash. Orders may be paid "
                              "out of it (`paid_by`).")
          .required("borrower", &FinancingText::borrower, reference("parties"), "Who draws it.")
          .optional("lender", &FinancingText::lender, reference("parties"), "Who lends; `outside` where not written.")
          .required("draws", &FinancingText::draws, sim::keyed(sim::period_start(), sim::money().more_than(0)),
                    "Money by date. What was drawn before the horizon bears interest in it.")
          .required("interest", &FinancingText::interest, sim::quantity("%/yr").at_least(0),
                    "Simple, on what is drawn and not repaid; paid monthly.")
          .optional("repaid", &FinancingText::repaid, sim::period_end(),
                    "All of it is paid back in the last hour of this period; after the horizon where not written.")
          .group("covenant", &FinancingText::covenant, covenant_type, "What later draws depend on.");
  return type;
}

}  // namespace models
