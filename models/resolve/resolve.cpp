#include "models/resolve.hpp"

#include <fmt/core.h>

#include <cmath>
#include <set>

#include "models/resolve/binder.hpp"
#include "models/rounding.hpp"
#include "models/supply/bill_of_materials.hpp"
#include "sim/date_text.hpp"
#include "sim/number_text.hpp"

namespace models {

std::string units_text(Units units) { return fmt::format("{} unit{}", units, units == 1 ? "" : "s"); }

std::string power_text(Watts watts) {
  return watts < 1'000'000 ? fmt::format("{} kW", static_cast<double>(watts) / 1e3)
                           : fmt::format("{} MW", static_cast<double>(watts) / 1e6);
}

std::string celsius_text(double celsius) { return sim::number_text(celsius) + " C"; }

TrancheId Binder::tranche(std::string_view id) const {
  const std::size_t dot = id.find('.');
  const ContractId contract = find(scenario.contracts, id.substr(0, dot));
  for (TrancheId t : scenario.tranches.ids()) {
    if (contract.exists() && scenario.tranches[t].contract == contract && scenario.tranches[t].id == id.substr(dot + 1))
      return t;
  }
  return {};
}

TimeLaw Binder::time_of_a_unit(const sim::Drawn& drawn) {
  TimeLaw law;
  law.point = whole_hours(drawn.point());
  law.varies = drawn.each && !drawn.law.is_fixed();
  if (law.varies) law.drawn = drawn;
  return law;
}

std::uint32_t Binder::stream(std::string_view path) {
  const std::uint64_t number = sim::stream_number(path);
  auto& streams = scenario.streams;
  const auto known = std::find(streams.begin(), streams.end(), number);  // two laws may name one stream
  const auto index = static_cast<std::uint32_t>(known - streams.begin());
  if (known == streams.end()) streams.push_back(number);
  return index;
}

TimeLaw Binder::time(const sim::Drawn& drawn) {
  TimeLaw law = time_of_a_unit(drawn);
  if (!law.varies) return law;
  law.stream = stream(drawn.stream);
  return law;
}

bool Binder::happens(const std::string& path, const ChanceText& chance) const {
  return !chance.probability || draws.happens(path + ".probability", *chance.probability, chance.draw.has_value());
}

bool Binder::note_whether(const std::string& path, const ChanceText& chance) {
  const bool is_so = happens(path, chance);
  if (!is_so) scenario.did_not_happen.push_back(path);
  return is_so;
}

void check_chance(Binder& binder, const std::string& path, const ChanceText& chance) {
  if (chance.draw && !chance.probability) binder.errors.error(path + ".draw", "belongs to `probability`");
}

namespace {

constexpr std::int64_t longest_horizon_years = 100;

void resolve_horizon(Binder& binder) {
  const HorizonText& horizon = binder.text.horizon;
  Scenario& scenario = binder.scenario;
  scenario.start = horizon.from;
  scenario.end = sim::hours_between(horizon.from, horizon.until);
  if (scenario.end <= 0) {
    binder.errors.error("horizon.until", "the horizon ends before it begins", "",
                        "a period that ends after horizon.from");
  } else if (scenario.end > longest_horizon_years * sim::hours_per_year) {
    binder.errors.error("horizon.until", "the horizon is longer than 100 years", "", "an earlier end");
  }
}

void check_as_of(Binder& binder, std::span<const sim::Evidence> evidence) {
  if (!binder.text.as_of) return;
  for (const sim::Evidence& e : evidence) {
    if (e.as_of && e.as_of->begin >= *binder.text.as_of) {
      binder.errors.error(e.path,
                          "is younger than the scenario's as_of: a run as of a date may not know what came later",
                          "as_of " + sim::date_text(e.as_of->begin), "a source known by then, or a later as_of");
    }
  }
}

}  // namespace

namespace {

void bind_power_in_use(Binder& binder, const std::string& path, const SystemPowerText& text, System& system) {
  system.idle = text.idle.value_or(system.typical);
  if (system.idle > system.typical) {
    binder.errors.error(path + ".idle", fmt::format("is more than in use ({}.typical)", path), power_text(system.idle),
                        "at most " + power_text(system.typical));
  }
  const PowerByClassText drawn = text.drawn.value_or(PowerByClassText{});
  const std::array shares{drawn.training, drawn.fine_tuning, drawn.inference, drawn.managed_api};
  for (std::size_t i = 0; i < shares.size(); ++i) {
    system.in_use[i] = shares[i] ? whole_part(static_cast<double>(system.nominal) * *shares[i] + 0.5) : system.typical;
  }
}

// A curve of parts must say what holds when the horizon begins: steps are 0 before their first date.
std::optional<sim::Curve> part_by_date(Binder& binder, const std::string& path, const std::optional<sim::Curve>& text) {
  const bool begins_late =
      text && text->form() == sim::Curve::Form::steps && text->points().front().at > binder.scenario.start;
  if (begins_late) {
    binder.errors.error(path + ".steps", "says nothing of the time from horizon.from on until its first date",
                        sim::date_text(text->points().front().at), "a step at or before horizon.from");
  }
  return text;
}

void resolve_silicon(Binder& binder) {
  std::set<std::string> names;
  for (const auto& [id, text] : binder.text.systems) {
    if (text.silicon) names.insert(*text.silicon);
  }
  for (const std::string& name : names) binder.scenario.silicon.push_back({name});
}

}  // namespace

void resolve_parties_and_systems(Binder& binder) {
  for (const auto& [id, party] : binder.text.parties) {
    const MultiSourcingText sourcing = party.multi_sourcing.value_or(MultiSourcingText{});
    const auto cost = static_cast<Cents>(std::floor(sourcing.cost.value_or(0) * 100 + 0.5));
    const PartyId added = binder.scenario.parties.push_back(
        {id, party.name.value_or(id), party.archetype, cost, sourcing.porting.value_or(0)});
    if (const auto& record = party.track_record) {
      binder.scenario.parties[added].track_record =
          TrackRecord{record->on_time, record->late, record->prior, record->weight};
    }
  }
  resolve_silicon(binder);
  for (const auto& [id, text] : binder.text.systems) {
    System system;
    system.id = id;
    system.accelerators = text.gpus;
    system.nominal = text.power.nominal;
    system.typical = text.power.typical.value_or(text.power.nominal);
    bind_power_in_use(binder, "systems." + id + ".power", text.power, system);
    system.liquid =
        static_cast<Watts>(std::floor(static_cast<double>(system.nominal) * text.cooling.liquid_share + 0.5));
    system.warmest_supply = text.cooling.supply_max.value_or(system.warmest_supply);
    system.liquid_return = text.cooling.return_temperature.value_or(system.liquid_return);
    if (text.cooling.supply_max && *text.cooling.supply_max >= system.liquid_return) {
      binder.errors.error("systems." + id + ".cooling.supply_max",
                          fmt::format("is not below systems.{}.cooling.return", id),
                          celsius_text(*text.cooling.supply_max), "below " + celsius_text(system.liquid_return));
    }
    system.fp8_pflops = text.compute ? text.compute->fp8 : 0;
    system.effective_compute = part_by_date(binder, "systems." + id + ".effective_compute", text.effective_compute);
    system.goodput = part_by_date(binder, "systems." + id + ".goodput", text.goodput);
    system.price = text.price.value_or(0);
    system.life_months = bind_life(binder, "systems." + id + ".life", text.life);
    system.export_controlled = text.export_controlled && binder.acts(Mechanism::licences);
    if (text.available) system.available = binder.hour(*text.available);
    if (text.silicon) system.silicon = binder.find(binder.scenario.silicon, *text.silicon);
    if (text.maker) system.maker = binder.party(*text.maker);
    if (system.typical > system.nominal) {
      binder.errors.error("systems." + id + ".power.typical", "is more than the nominal rating", "",
                          "at most " + power_text(system.nominal));
    }
    if (text.dead_on_arrival && binder.acts(Mechanism::dead_on_arrival)) {
      system.dead_on_arrival =
          DeadOnArrival{text.dead_on_arrival->share, Binder::time_of_a_unit(text.dead_on_arrival->rework)};
    }
    if (text.failures) bind_failures(binder, "systems." + id + ".failures", *text.failures, system);
    if (text.maintenance) bind_maintenance(binder, "systems." + id + ".maintenance", *text.maintenance, system);
    binder.scenario.systems.push_back(std::move(system));
  }
}

Scenario resolve(const ScenarioText& text, std::span<const sim::Evidence> evidence, const sim::Draws& draws,
                 sim::Diagnostics& errors) {
  Binder binder{text, errors, draws, {}};
  binder.scenario.id = text.id;
  binder.scenario.title = text.title.value_or("");
  binder.scenario.report_step = text.report.step;
  binder.scenario.power_acts = binder.acts(Mechanism::power);
  binder.scenario.cooling_acts = binder.acts(Mechanism::cooling);
  binder.scenario.curtailment_acts = binder.acts(Mechanism::curtailment);
  binder.scenario.money_acts = binder.acts(Mechanism::money);
  binder.scenario.preempt = text.policies.preempt;
  binder.scenario.grants = text.policies.grants;
  binder.scenario.dispatch = text.policies.dispatch;
  binder.scenario.random = draws.source;
  resolve_horizon(binder);
  check_as_of(binder, evidence);
  if (errors.any_errors()) return std::move(binder.scenario);  // names or dates are missing: what follows needs them

  resolve_parties_and_systems(binder);
  resolve_grid(binder);
  resolve_calendars(binder);
  resolve_shared_pools(binder);
  resolve_sites(binder);
  resolve_clusters(binder);
  resolve_suppliers(binder);
  resolve_freight(binder);
  bind_gear_supply(binder);
  resolve_parts(binder);
  resolve_channels(binder);
  resolve_demand(binder);
  resolve_contracts(binder);
  resolve_money(binder);
  resolve_licences(binder);
  resolve_commitments(binder);
  resolve_claims(binder, evidence);
  resolve_orders(binder);
  bind_returns(binder);
  plan_jobs(binder.scenario);
  check_work(binder);
  resolve_events(binder);
  bind_market(binder);
  check_needs_of_fleet(binder);
  if (!binder.acts(Mechanism::money)) leave_out_money(binder.scenario);
  std::sort(binder.scenario.did_not_happen.begin(), binder.scenario.did_not_happen.end());
  return std::move(binder.scenario);
}

}  // namespace models
