#pragma once
// Builds a models::Scenario in memory, so that a test states only what matters to it. What is not said is as a scenario
// file has it that does not say it: no limits, no steps of bring-up, every system and hall allowed.
//
//   ScenarioBuilder b(10 * day);                       // starts on Thursday 2026-01-01, reports hour by hour
//   const auto acme = b.party("acme");
//   const auto line = b.line("odm.racks", 0.5);        // units per hour
//   b[line].cycle_time = 24;                           // any field, by id
//   const auto order = b.order("first", acme, b.system("rack", 72));
//   b[order].line = line;
//   b.to(order, hall);
//   b.lot(order, 10, {.ordered = 0, .requested = 96});
//   const Scenario scenario = b.build();
//
// Ids are numbered in the order of calls, so things of one kind are added in the order of their names.

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace tests {

inline constexpr models::Hour day = 24;
inline constexpr models::Hour week = 168;
inline constexpr models::Watts kilowatt = 1000;
inline constexpr models::Watts megawatt = 1000 * kilowatt;

struct LotDates {
  models::Hour ordered = 0;
  std::optional<models::Hour> requested = std::nullopt;
  std::optional<models::Hour> quoted_lead = std::nullopt;  // order to dock; cycle time + transit where not written
  models::Hour given_up = sim::never;                      // what is not shipped then is cancelled
};

// A stage of a hall.
models::Task task(const std::string& id, models::Hour duration, std::vector<models::Predecessor> after,
                  std::vector<models::NeedOfGear> gear = {});

class ScenarioBuilder {
 public:
  explicit ScenarioBuilder(models::Hour end);
  ScenarioBuilder(const ScenarioBuilder&);
  ~ScenarioBuilder();

  // The fields of the scenario itself.
  models::Scenario* operator->() { return &scenario_; }

  models::Party& operator[](models::PartyId id) { return scenario_.parties[id]; }
  models::System& operator[](models::SystemId id) { return scenario_.systems[id]; }
  models::Line& operator[](models::LineId id) { return scenario_.lines[id]; }
  models::Part& operator[](models::PartId id) { return scenario_.parts[id]; }
  models::Lane& operator[](models::LaneId id) { return scenario_.lanes[id]; }
  models::Gateway& operator[](models::GatewayId id) { return scenario_.gateways[id]; }
  models::Site& operator[](models::SiteId id) { return scenario_.sites[id]; }
  models::Gear& operator[](models::GearId id) { return scenario_.gear[id]; }
  models::Stock& operator[](models::StockId id) { return scenario_.stocks[id]; }
  models::Hall& operator[](models::HallId id) { return scenario_.halls[id]; }
  models::PowerBlock& operator[](models::BlockId id) { return scenario_.blocks[id]; }
  models::Order& operator[](models::OrderId id) { return scenario_.orders[id]; }
  models::Contract& operator[](models::ContractId id) { return scenario_.contracts[id]; }
  models::Tranche& operator[](models::TrancheId id) { return scenario_.tranches[id]; }

  models::PartyId party(const std::string& id);
  models::SystemId system(const std::string& id, std::int64_t accelerators, models::Watts nominal = 100 * kilowatt);
  models::LineId line(const std::string& id, double per_hour);

  // A part that is made on a line, counted in units.
  models::PartId part(const std::string& id, models::LineId line);
  models::LaneId lane(const std::string& id, models::Hour transit);
  models::GatewayId gateway(const std::string& id, double per_hour);
  models::SiteId site(const std::string& id);

  // A hall that is ready from the start, unless its `ready` is moved.
  models::HallId hall(models::SiteId site, const std::string& id);

  // Halls whose units are of use once so many accelerators are accepted in them.
  models::ComputeClusterId cluster(const std::string& id, std::int64_t minimum,
                                   std::initializer_list<models::HallId> halls);

  // Gear that comes after exactly `lead` hours, unless its law is replaced.
  models::GearId gear(models::SiteId site, const std::string& id, models::Units quantity, models::Hour ordered,
                      models::Hour lead);

  // A block that gives all that it is rated for from `energization` on.
  models::BlockId block(models::SiteId site, const std::string& id, models::Watts rated, models::Hour energization = 0);

  std::uint32_t pool(models::SiteId site, const std::string& id, std::int64_t count);
  void step(models::SiteId site, const std::string& id, models::Hour duration,
            std::vector<models::NeedOfPool> needs = {});
  void powered_step(models::SiteId site, const std::string& id, models::Hour duration,
                    std::vector<models::NeedOfPool> needs = {});

  // The step that was added last, those without power first.
  models::BringUpStep& last_step(models::SiteId site);

  // Live units of a system fail after `life` hours and are in repair for `repair` hours, with what `needs` says of a
  // site.
  models::FailureLaw& failures(models::SystemId system, models::Hour life, models::Hour repair);
  void repair_needs(models::SiteId site, models::SystemId system, std::vector<models::NeedOfPool> needs);

  // Live units of a system are in maintenance for `lasts` hours after every so many, with what `needs` says of a site.
  models::MaintenancePlan& maintenance(models::SystemId system, models::Hour every, models::Hour lasts);
  void maintenance_needs(models::SiteId site, models::SystemId system, std::vector<models::NeedOfPool> needs);

  // A stock of parts that is never replenished, unless its policy is replaced.
  models::StockId stock(models::SiteId site, const std::string& id, models::Units on_hand);
  // Repairs of the system take a part of the stock, in this share of the cases.
  void repair_uses(models::SystemId system, models::StockId stock, double share = 1);

  models::OrderId order(const std::string& id, models::PartyId buyer, models::SystemId system);
  void to(models::OrderId order, models::HallId hall);
  void to(models::OrderId order, models::SiteId site);
  void to(models::OrderId order, models::Routing routing, std::vector<models::SiteId> candidates);

  // A lot of an order; what the order goes through (line, lane, place) is said before build().
  void lot(models::OrderId order, models::Units units, const LotDates& dates = {});
  // An order of another system that an event at `at` makes of what is open of an order, which has all its lots already.
  models::OrderId substitute(const std::string& event, models::Hour at, models::OrderId of, models::SystemId system);
  // An order of units that are live in a hall when the horizon begins.
  models::OrderId installed(const std::string& id, models::PartyId owner, models::SystemId system, models::HallId hall,
                            models::Units units);

  models::ContractId contract(const std::string& id, models::PartyId provider, models::PartyId customer);
  models::TrancheId tranche(models::ContractId contract, const std::string& id, std::int64_t accelerators,
                            models::Hour due);

  // Critical IT power of halls, in kW: its contract is one of capacity from then on.
  models::TrancheId capacity(models::ContractId contract, const std::string& id, std::int64_t kilowatts,
                             models::Hour due, std::initializer_list<models::HallId> halls);

  // A loan that orders may name, too. All loans come before what is prepaid.
  models::PotId loan(const models::Loan& loan);

  // A licence for all systems that are export controlled to all sites, without limit, unless its fields are replaced.
  models::Licence& licence(const std::string& id, models::Hour granted);

  models::DemandId demand(const std::string& id, models::PartyId customer, std::vector<models::LevelStep> need);

  // An event on the thing of that index; its effect is filled in by the caller.
  models::DatedEvent& event(const std::string& id, models::Hour at, models::EffectKind effect,
                            models::TargetKind target, std::uint32_t entity);

  models::Scenario build() const;

 private:
  struct LotText {
    models::Units units = 0;
    LotDates dates;
    bool opening = false;
    bool is_substitute = false;
  };

  static void add_lot(models::Scenario& scenario, models::OrderId order_id, const LotText& text,
                      models::LotId substitute_of);
  static void add_groups(models::Scenario& scenario, const models::Order& order, models::Lot& lot, models::LotId id);

  models::Scenario scenario_;
  std::vector<std::vector<LotText>> lots_;  // by order
};

}  // namespace tests
