#pragma once
// What the parts of resolving share: the text, the Scenario under construction, look-up of names, and where to report.

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "models/scenario.hpp"
#include "models/scenario_text.hpp"
#include "sim/diagnostics.hpp"

namespace models {

// A pause of orders by a buyer, of one order, or on a line, as the text has it: order dates are needed before events
// are resolved.
struct OrderPause {
  Hour from = 0;
  Hour until = 0;
  std::string event;
};

// A dated event that makes what is open of an order an order of another system; needed before events are resolved, too.
struct Substitute {
  Hour at = 0;
  SystemId system;
  std::string event;
};

// A tranche of one contract that the provider of another may serve instead, by a right of first refusal.
struct RefusalOffer {
  std::string holder;    // contract with that right
  std::string contract;  // that was signed while it holds
  std::string tranche;
  Hour answered = 0;
  std::string instead() const { return "instead_of_" + contract + "_" + tranche; }
};

struct Binder {
  const ScenarioText& text;
  sim::Diagnostics& errors;
  const sim::Draws& draws;
  Scenario scenario;
  std::set<std::string> pauses_at_work{};                      // events that moved an order date
  std::vector<std::pair<OrderId, std::string>> substitutes{};  // orders that stand in for others, and by which event

  std::vector<RefusalOffer> offers{};

  // A name that does not exist has been reported by the reader; such an Id is none, and its users leave it alone.
  template <class T>
  sim::Id<T> find(const sim::Table<T, T>& table, std::string_view id) const {
    const auto at =
        std::lower_bound(table.begin(), table.end(), id, [](const T& t, std::string_view i) { return t.id < i; });
    if (at == table.end() || at->id != id) return {};
    return {static_cast<std::uint32_t>(at - table.begin())};
  }

  PartyId party(std::string_view id) const { return find(scenario.parties, id); }
  SystemId system(std::string_view id) const { return find(scenario.systems, id); }
  LineId line(std::string_view id) const { return find_by_parts(scenario.lines, id); }
  PartId part(std::string_view id) const { return find(scenario.parts, id); }
  LaneId lane(std::string_view id) const { return find(scenario.lanes, id); }
  GatewayId gateway(std::string_view id) const { return find(scenario.gateways, id); }
  SiteId site(std::string_view id) const { return find(scenario.sites, id); }
  HallId hall(std::string_view id) const { return find_by_parts(scenario.halls, id); }
  BlockId block(std::string_view id) const { return find_by_parts(scenario.blocks, id); }
  GearId gear(std::string_view id) const { return find_by_parts(scenario.gear, id); }
  CalendarId calendar(std::string_view id) const;  // one that is written
  NodeId node(std::string_view id) const { return find(scenario.nodes, id); }
  LicenceId licence(std::string_view id) const { return find(scenario.licences, id); }
  TrancheId tranche(std::string_view contract_and_tranche) const;

  // The index of a random stream in Scenario::streams.
  std::uint32_t stream(std::string_view path);

  // A length of time as the model keeps it; a law that varies gets its stream.
  TimeLaw time(const sim::Drawn& drawn);
  // The same without a stream: of what each unit draws from streams of its own.
  static TimeLaw time_of_a_unit(const sim::Drawn& drawn);

  bool acts(Mechanism mechanism) const {
    return std::find(text.without.begin(), text.without.end(), mechanism) == text.without.end();
  }

  // Whether what is written at `path` happens: certain, by its probability, or drawn from a stream of its own.
  bool happens(const std::string& path, const ChanceText& chance) const;
  // The same, and what does not is noted.
  bool note_whether(const std::string& path, const ChanceText& chance);

  Hour hour(sim::Timestamp when) const { return sim::hours_between(scenario.start, when); }

 private:
  // `a.b` sorts by parts, not by text: "a_1.x" and "a.x" come in another order as strings.
  template <class T>
  sim::Id<T> find_by_parts(const sim::Table<T, T>& table, std::string_view id) const {
    const auto parts = [](std::string_view s) {
      const std::size_t dot = s.find('.');
      return std::pair(s.substr(0, dot), dot == std::string_view::npos ? std::string_view() : s.substr(dot + 1));
    };
    const auto at = std::lower_bound(table.begin(), table.end(), id,
                                     [&](const T& t, std::string_view i) { return parts(t.id) < parts(i); });
    if (at == table.end() || at->id != id) return {};
    return {static_cast<std::uint32_t>(at - table.begin())};
  }
};

// "2 units", "100 kW" and "45 C", for messages.
std::string units_text(Units units);
std::string power_text(Watts watts);
std::string celsius_text(double celsius);

void resolve_parties_and_systems(Binder& binder);
void resolve_grid(Binder& binder);
void resolve_calendars(Binder& binder);
// Whether a resource of a site works by a calendar, which only stages know.
bool has_calendar(const Binder& binder, std::string_view site, std::string_view resource);
// The calendar of the days that all of these have in common, none of which is none; reports at `path` if there is none.
CalendarId common_calendar(Binder& binder, const std::string& path, std::vector<CalendarId> calendars);
void resolve_shared_pools(Binder& binder);
void resolve_sites(Binder& binder);
// What running a site costs, and over how many months a system is written off.
void bind_costs(Binder& binder, Site& site, const SiteText& text);
std::int64_t bind_life(Binder& binder, const std::string& path, const std::optional<sim::Term>& life);
// Investments and loans, and the pots that orders are paid out of; once all is bound, a scenario without money.
void resolve_money(Binder& binder);
void bind_covenant(Binder& binder, const std::string& path, const CovenantText& text, Loan& loan);
void bind_pots(Binder& binder);
void bind_paid_by(Binder& binder, const std::string& path, const OrderText& text, Order& order);
void leave_out_money(Scenario& scenario);
void bind_bring_up(Binder& binder, Site& site, const SiteText& text);
// The stages of a hall in an order in which each comes after its predecessors, names breaking ties.
// Right after a stage come its risks; what follows the stage follows the last of them.
std::vector<Task> bind_stages(Binder& binder, const std::string& path, const Site& site, const HallText& hall);
// How likely a risk is: as it says, or as the track record that it names.
ChanceText chance_of(const Binder& binder, const RiskText& risk);
std::uint32_t end_of_stage(const std::vector<Task>& tasks, std::string_view stage);  // their number: there is none
// The stages that blocks of a site follow, once its halls have theirs.
void bind_followers(Binder& binder, SiteId site, const SiteText& text);
// The gear of a site, before its halls; once all halls have their stages, whether there is enough of it.
void bind_gear(Binder& binder, const Site& site, SiteId id, const Things<GearText>& gear);
void check_gear(Binder& binder);
void bind_gear_supply(Binder& binder);  // once there are suppliers
// The nodes that a block passes; once all blocks have theirs, what is tied together.
void bind_nodes(Binder& binder, const std::string& path, const BlockText& text, PowerBlock& block);
void join_nodes(Binder& binder);
// What storage says and what only others may say; once a site has all its blocks, whether something can fill it.
void bind_storage(Binder& binder, const std::string& path, const BlockText& text, PowerBlock& block);
void check_storage(Binder& binder, const Site& site);
// The outside air of a site, and what gives the heat of a hall's loops to it.
void bind_ambient(Binder& binder, Site& site, const SiteText& text);
void bind_rejection(Binder& binder, const std::string& path, const HeatRejectionText& text, HeatRejection& rejection);
// Once it is known what may stand where: the temperatures at which water comes to dry coolers.
void bind_returns(Binder& binder);
// The rows of a hall, and what they refuse.
void bind_cdus(Binder& binder, const std::string& path, const CduText& text, Hall& hall);
void bind_lineups(Binder& binder, const LineupText& text, Hall& hall);
bool is_refused_by_rows(const Hall& hall, const System& system);
void report_refusing_rows(Binder& binder, const std::string& path, const System& system, const Hall& hall);
void check_installed_in_rows(Binder& binder, const std::string& path, const HallText& text, const Hall& hall);
// Once all blocks have their nodes: the hours that rules of curtailment take from them.
void bind_curtailment(Binder& binder);
void check_curtailment(Binder& binder, const std::string& path, const DatedEvent& event);
void check_price_event(Binder& binder, const std::string& path, const EventText& text);
void check_heat_wave(Binder& binder, const std::string& path, const DatedEvent& event);
void resolve_clusters(Binder& binder);
void resolve_suppliers(Binder& binder);
void resolve_freight(Binder& binder);  // lanes and gateways
// Once orders and events are known: the capacities that events change, and lanes on which nothing can ever move.
void bind_freight_capacities(Binder& binder);
void resolve_parts(Binder& binder);  // and what systems take of them
void check_work(Binder& binder);     // of all orders on each line, once they are known
void resolve_orders(Binder& binder);
void resolve_contracts(Binder& binder);
void resolve_channels(Binder& binder);
void resolve_demand(Binder& binder);  // and which classes of workload go first
// Once all events are known: prices over time, and what is asked for at them.
void bind_market(Binder& binder);
// Whether a system can do each of these classes of work.
bool can_do(const SystemText& system, const std::vector<WorkloadClass>& classes);
// What a contract requires of units, beside the system and the hall; which contracts keep which others from being
// served.
void bind_requirements(Binder& binder, const std::string& path, const RequiresText& text, PartyId provider,
                       Tranche& tranche);
void check_requirements_of_link(Binder& binder, TrancheId id,
                                TrancheId upstream);            // what comes must be what is required
void bind_clean_halls(const Binder& binder, Tranche& tranche);  // where the contract lets only clean ones serve
void bind_exclusivity(Binder& binder);
// Capacity contracts: the kW of a quantity; what is not for them; the halls and the rent of a tranche.
std::int64_t kilowatts_of(Binder& binder, const std::string& path, const sim::Amount& quantity);
void check_capacity(Binder& binder, const std::string& path, const ContractText& text);
void check_capacity_places(Binder& binder, const std::string& path, const ContractText& of,
                           const std::optional<SuppliedByText>& supplied_by, const Tranche& tranche);
// What rights of first refusal offer to whom, before contracts are bound; what that says of their tranches, after.
void find_offers(Binder& binder);
void bind_offers(Binder& binder);
void resolve_licences(Binder& binder);
void bind_licence_events(Binder& binder);  // slips and suspensions, once all events are known
void resolve_commitments(Binder& binder);
void resolve_claims(Binder& binder, std::span<const sim::Evidence> evidence);
// The jurisdiction of a site: its own, else that of its operator, else nothing.
std::string jurisdiction_of(const Binder& binder, SiteId site);
// Whether a jurisdiction is the one that a contract or a licence names, or is contained in a region of that name.
bool is_within(const Binder& binder, const std::string& jurisdiction, const std::string& named);
void check_regions(Binder& binder);
// The clauses of a contract; once all contracts and demands are known, what they lack.
ClausesText clauses_of(const Binder& binder, const ContractText& contract);  // with the terms that it names
Clauses bind_clauses(Binder& binder, const std::string& path, const ClausesText& text);
void check_clauses(Binder& binder);
// Once all contracts are known: the tranches that others supply.
void bind_chains(Binder& binder);
// How units of a system fail and are maintained; what that needs of a site; what of it cannot be.
void bind_failures(Binder& binder, const std::string& path, const FailuresText& text, System& system);
void bind_maintenance(Binder& binder, const std::string& path, const MaintenanceText& text, System& system);
void bind_needs_of_fleet(const Binder& binder, Site& site);
void bind_stocks(Binder& binder, Site& site, SiteId id, const SiteText& text);
void check_needs_of_fleet(Binder& binder);
void resolve_events(Binder& binder);  // and the capacities that events change
// Events that multiply what a system is, or the time of a bring-up step: the step's number in its chain, the part of
// what all targets but systems have one thing of, what cannot be, and, once all events are known, what they come to.
std::uint32_t step_number(const Site& site, const std::string& id);
double part_of(const MultiplyText& text);
void check_multiplied(Binder& binder, const std::string& path, const MultiplyText& text, const DatedEvent& event);
void fold_into_designs(Binder& binder);

// The pauses that stop an order from being placed, by their begin, and the date on which one due in them is placed.
std::vector<OrderPause> order_pauses(const Binder& binder, const Order& order);
Hour order_date(Binder& binder, std::span<const OrderPause> pauses, Hour due);
// The events that make an order one of another system, in the order in which they do; and what of such an event cannot
// be.
std::vector<Substitute> substitutes_of(Binder& binder, const std::string& order, const OrderText& text);
void check_accepts(Binder& binder, const std::string& path, const OrderText& text);
void check_substitute(Binder& binder, const std::string& path, const EventText& text, const DatedEvent& event);
// A chance says what it means: `draw` belongs to a probability.
void check_chance(Binder& binder, const std::string& path, const ChanceText& chance);
// What an event's `pause` stops; once all events are resolved, the pauses of lines and sites.
void bind_pause(Binder& binder, const std::string& path, const EventText& text, DatedEvent& event);
void bind_pauses(Binder& binder);

// Capacity of a line, lane or gateway in units per hour: the hourly means of its curve times the factors of the events
// that hit it.
std::vector<sim::CapacityStep> capacity_steps(const Binder& binder, const sim::Curve& curve, TargetKind kind,
                                              std::uint32_t entity);

}  // namespace models
