#include "models/output/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>

#include "models/output/result_table.hpp"

namespace models {

namespace {

constexpr std::size_t causes_shown = 3;

ContractSummary summarize_contract(const Simulation& simulation, ContractId id) {
  const Scenario& scenario = simulation.scenario();
  ContractSummary summary;
  summary.contract = id;
  std::vector<std::int64_t> by_cause(simulation.causes().size(), 0);
  Hour last = 0;
  for (TrancheId t : scenario.tranches.ids()) {
    const Tranche& tranche = scenario.tranches[t];
    if (tranche.contract != id) continue;
    const TrancheState& state = simulation.state().tranches[t];
    if (!is_promised(tranche, state)) continue;
    const Ledger::Totals& totals = simulation.ledger().totals(t);
    std::int64_t granted = 0;
    for (const Supply& s : simulation.ledger().supplied(t)) granted += s.accelerators;
    summary.promised += tranche.accelerators;
    summary.live += granted;
    if (simulation.ledger().is_needed(t)) summary.short_at_end += tranche.accelerators - granted;
    ++summary.tranches;
    if (state.complete_at <= std::max<Hour>(tranche.due, 0)) ++summary.on_time;
    last = std::max(last, state.complete_at);
    summary.needed_hours += totals.needed;
    summary.shortfall_hours += totals.needed - totals.supplied;
    for (std::size_t c = 0; c < totals.by_cause.size(); ++c) by_cause[c] += totals.by_cause[c];
  }
  summary.last_complete = last;
  for (std::size_t c = 0; c < by_cause.size(); ++c) {
    if (by_cause[c] > 0) summary.causes.push_back({CauseId{static_cast<std::uint32_t>(c)}, by_cause[c]});
  }
  std::stable_sort(summary.causes.begin(), summary.causes.end(),
                   [](const auto& a, const auto& b) { return a.hours > b.hours; });
  return summary;
}

std::vector<std::string> not_modelled(const Scenario& scenario) {
  std::vector<std::string> words;
  if (!scenario.power_acts) words.push_back("power (switched off)");
  if (!scenario.cooling_acts) words.push_back("cooling (switched off)");
  if (!scenario.money_acts) words.push_back("money (switched off)");
  if (!scenario.curtailment_acts) words.push_back("curtailment (switched off)");
  const auto count_silent = [](const auto& table, auto is_silent) {
    return static_cast<std::size_t>(std::count_if(table.begin(), table.end(), is_silent));
  };
  const auto add = [&](std::size_t silent, std::size_t all, const char* what, const char* of) {
    if (silent > 0) words.push_back(fmt::format("{} ({} of {} {})", what, silent, all, of));
  };
  if (scenario.power_acts) {
    add(count_silent(scenario.sites, [](const Site& s) { return !s.limited_by_power; }), scenario.sites.size(),
        "power limits", "sites");
  }
  if (scenario.cooling_acts) {
    add(count_silent(scenario.halls,
                     [](const Hall& h) { return h.liquid_limit == no_limit && h.air_limit == no_limit; }),
        scenario.halls.size(), "cooling limits", "halls");
  }
  add(count_silent(scenario.halls, [](const Hall& h) { return h.positions == no_limit; }), scenario.halls.size(),
      "positions", "halls");
  add(count_silent(scenario.sites, [](const Site& s) { return s.pools.empty(); }), scenario.sites.size(), "crews",
      "sites");
  return words;
}

std::string day(const Scenario& scenario, Hour hour) {
  const std::chrono::year_month_day ymd{std::chrono::floor<std::chrono::days>(timestamp(scenario, hour))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

// 1234567 as 1,234,567: for people only.
std::string grouped(std::int64_t number) {
  std::string digits = std::to_string(number);
  for (std::ptrdiff_t i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > (number < 0 ? 1 : 0); i -= 3) {
    digits.insert(static_cast<std::size_t>(i), ",");
  }
  return digits;
}

std::string cause_words(const Simulation& simulation, const ContractSummary& contract) {
  std::string words;
  for (std::size_t i = 0; i < std::min(causes_shown, contract.causes.size()); ++i) {
    const auto& part = contract.causes[i];
    const double percent = 100.0 * static_cast<double>(part.hours) / static_cast<double>(contract.shortfall_hours);
    words += fmt::format("{}{} {}", i == 0 ? "  " : ", ", simulation.causes().name(part.cause),
                         percent < 0.5 ? "< 1 %" : fmt::format("{:.0f} %", percent));
  }
  return words;
}

// A table of the contracts of one kind; empty where there are none.
std::string contract_rows(const Simulation& simulation, const Summary& summary, ContractKind kind) {
  const Scenario& scenario = simulation.scenario();
  const bool is_power = kind == ContractKind::capacity;
  const std::string_view heading = is_power ? "capacity" : "contract";
  std::size_t width = heading.size();
  std::vector<const ContractSummary*> rows;
  for (const ContractSummary& c : summary.contracts) {
    if (scenario.contracts[c.contract].kind != kind) continue;
    rows.push_back(&c);
    width = std::max(width, scenario.contracts[c.contract].id.size());
  }
  if (rows.empty()) return "";
  std::string text =
      fmt::format("{:<{}}  {:>10}  {:>10}  {:>9}  {:>7}  {:<10}  {:>7}  {}\n", heading, width, "promised",
                  is_power ? "ready" : "live", "short", "on time", "complete", "missing", "largest causes");
  for (const ContractSummary* c : rows) {
    const std::string complete = c->last_complete == sim::never ? "not yet" : day(scenario, c->last_complete);
    const double missing = c->needed_hours == 0
                               ? 0
                               : 100.0 * static_cast<double>(c->shortfall_hours) / static_cast<double>(c->needed_hours);
    text +=
        fmt::format("{:<{}}  {:>10}  {:>10}  {:>9}  {:>7}  {:<10}  {:>5.1f} %{}\n", scenario.contracts[c->contract].id,
                    width, grouped(c->promised), grouped(c->live), grouped(c->short_at_end),
                    fmt::format("{}/{}", c->on_time, c->tranches), complete, missing, cause_words(simulation, *c));
  }
  return text + (is_power ? "\nkW of critical IT promised, ready and short at the end; share of the kWh needed that is "
                            "missing\n"
                          : "\nGPUs promised, live and short at the end; tranches on time; share of the GPU-hours "
                            "needed over the run that is missing\n");
}

}  // namespace

Summary summarize(const Simulation& simulation) {
  Summary summary;
  for (ContractId id : simulation.scenario().contracts.ids())
    summary.contracts.push_back(summarize_contract(simulation, id));
  summary.units_ever_ordered = simulation.state().ever_ordered;
  const State& state = simulation.state();
  for (std::size_t row = 0; row < state.unit_rows.size(); ++row) {
    summary.live_accelerators +=
        state.units_by_state[row * unit_state_count + static_cast<std::size_t>(UnitState::live)] *
        simulation.scenario().systems[state.unit_rows[row].system].accelerators;
  }
  summary.events = simulation.events_handled();
  summary.not_modelled = not_modelled(simulation.scenario());
  return summary;
}

std::string summary_text(const Simulation& simulation, const Summary& summary) {
  const Scenario& scenario = simulation.scenario();
  std::string text =
      fmt::format("{}{}{}\n{} to {}; {} units ordered, {} GPUs live at the end\n\n", scenario.id,
                  scenario.title.empty() ? "" : ": ", scenario.title, day(scenario, 0), day(scenario, scenario.end - 1),
                  grouped(summary.units_ever_ordered), grouped(summary.live_accelerators));
  text += contract_rows(simulation, summary, ContractKind::compute);
  const std::string power = contract_rows(simulation, summary, ContractKind::capacity);
  if (!power.empty()) text += (summary.contracts.empty() ? "" : "\n") + power;
  if (!summary.not_modelled.empty())
    text += fmt::format("without limits, as none is written: {}\n", fmt::join(summary.not_modelled, ", "));
  return text;
}

namespace {

nlohmann::ordered_json contracts_json(const Simulation& simulation, const Summary& summary, ContractKind kind) {
  const Scenario& scenario = simulation.scenario();
  const bool is_power = kind == ContractKind::capacity;
  nlohmann::ordered_json rows = nlohmann::ordered_json::array();
  for (const ContractSummary& c : summary.contracts) {
    if (scenario.contracts[c.contract].kind != kind) continue;
    nlohmann::ordered_json row;
    row["contract"] = scenario.contracts[c.contract].id;
    row["provider"] = scenario.parties[scenario.contracts[c.contract].provider].id;
    row["customer"] = scenario.parties[scenario.contracts[c.contract].customer].id;
    row[is_power ? "promised_it_kw" : "promised_gpus"] = c.promised;
    row[is_power ? "ready_it_kw" : "live_gpus"] = c.live;
    row[is_power ? "short_it_kw" : "short_gpus"] = c.short_at_end;
    row["tranches"] = c.tranches;
    row["tranches_on_time"] = c.on_time;
    row["complete_date"] = c.last_complete == sim::never ? nlohmann::ordered_json()
                                                         : nlohmann::ordered_json(day(scenario, c.last_complete));
    row[is_power ? "needed_it_kwh" : "needed_gpu_h"] = c.needed_hours;
    row[is_power ? "shortfall_it_kwh" : "shortfall_gpu_h"] = c.shortfall_hours;
    row["causes"] = nlohmann::ordered_json::object();
    for (const auto& part : c.causes) row["causes"][simulation.causes().name(part.cause)] = part.hours;
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::string summary_json(const Simulation& simulation, const Summary& summary) {
  const Scenario& scenario = simulation.scenario();
  nlohmann::ordered_json json;
  json["scenario"] = scenario.id;
  json["title"] = scenario.title;
  json["from"] = day(scenario, 0);
  json["until"] = day(scenario, scenario.end - 1);
  json["units_ever_ordered"] = summary.units_ever_ordered;
  json["live_gpus"] = summary.live_accelerators;
  json["events"] = summary.events;
  json["contracts"] = contracts_json(simulation, summary, ContractKind::compute);
  auto power = contracts_json(simulation, summary, ContractKind::capacity);
  if (!power.empty()) json["capacity_contracts"] = std::move(power);
  json["not_limited"] = summary.not_modelled;
  return json.dump(2) + "\n";
}

}  // namespace models
