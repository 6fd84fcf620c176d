// The cash journal against the ledger, in random scenarios.

#include <catch2/catch.hpp>
#include <map>

#include "models/contract/clauses.hpp"
#include "tests/support/random_scenario.hpp"
#include "tests/support/run_record.hpp"
#include "tests/support/twin_engine.hpp"

using namespace models;
using namespace tests;

TEST_CASE("cash: no cent is lost between parties, and fees are the price of what the ledger says was supplied") {
  int billed = 0;
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    const std::string yaml = write_yaml(random_scenario(seed));
    INFO("seed " << seed << "\n" << yaml);
    const buildout::LoadedScenario loaded_scenario = loaded(yaml);
    const Scenario& scenario = loaded_scenario.scenario;
    TwinEngine engine;
    Simulation simulation(scenario, engine, {});
    simulation.run();

    std::map<PartyId, Cents> by_party;
    for (const auto& [key, cents] : simulation.journal().entries()) {
      REQUIRE(cents > 0);
      by_party[key.payee] += cents;
      by_party[key.payer] -= cents;
    }
    Cents sum = 0;
    for (const auto& [party, cents] : by_party) sum += cents;
    REQUIRE(sum == 0);

    for (ContractId id : scenario.contracts.ids()) {
      const Contract& contract = scenario.contracts[id];
      const auto paid = [&](Account account) { return simulation.journal().total(id, account); };
      std::int64_t supplied = 0;
      Cents caps = 0, left = 0;
      for (TrancheId tranche : scenario.tranches.ids()) {
        if (scenario.tranches[tranche].contract != id) continue;
        supplied += simulation.ledger().totals(tranche).supplied;
        left += simulation.state().tranches[tranche].prepaid;
        if (contract.clauses.delay_credit && contract.price > 0) {
          caps += delay_credit_for(scenario, scenario.tranches[tranche], {1, contract.clauses.delay_credit->cap},
                                   scenario.tranches[tranche].accelerators);
        }
      }
      if (contract.clauses.take_or_pay) {
        REQUIRE(paid(Account::fee) + paid(Account::take_or_pay) <= fee_of(contract.price, supplied) + 12);
      } else {
        REQUIRE(paid(Account::fee) == fee_of(contract.price, supplied));
      }
      REQUIRE(paid(Account::delay_credit) <= caps);
      REQUIRE(paid(Account::service_credit) <= paid(Account::fee) + paid(Account::take_or_pay));
      REQUIRE(left >= 0);
      const bool is_paid_within = contract.signed_at >= 0 && contract.clauses.prepayment;
      if (is_paid_within && contract.clauses.prepayment->at_signature) {
        REQUIRE(paid(Account::prepayment) ==
                paid(Account::prepayment_credit) + paid(Account::prepayment_refund) + left);
      }
      billed += paid(Account::fee) > 0 ? 1 : 0;
    }
  }
  CHECK(billed > 100);
}
