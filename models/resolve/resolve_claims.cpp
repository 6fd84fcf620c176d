#include <fmt/core.h>

#include <algorithm>

#include "models/output/metrics.hpp"
#include "models/resolve/binder.hpp"

namespace models {

namespace {

struct Section {
  const char* name;
  Scope scope;
};
constexpr Section sections[]{{"parties", Scope::provider}, {"sites", Scope::site}, {"contracts", Scope::contract}};

// The entity that a path names, in the table of its section.
std::optional<std::uint32_t> entity_of(const Binder& binder, Scope scope, std::string_view id) {
  const auto index = [](auto found) -> std::optional<std::uint32_t> {
    if (!found.exists()) return std::nullopt;
    return found.index;
  };
  if (scope == Scope::provider) return index(binder.party(id));
  if (scope == Scope::site) return index(binder.site(id));
  return index(binder.find(binder.scenario.contracts, id));
}

// What a metric path points at: scope and entity; reports where it points at nothing.
bool bind_subject(Binder& binder, const std::string& path, std::string_view subject, Headline& claim) {
  if (subject == "world") return true;  // the first scope, and its only entity
  const std::size_t dot = subject.find('.');
  for (const Section& section : sections) {
    if (subject.substr(0, dot) != section.name || dot == std::string_view::npos) continue;
    const auto entity = entity_of(binder, section.scope, subject.substr(dot + 1));
    if (!entity) break;
    claim.scope = static_cast<std::uint32_t>(section.scope);
    claim.entity = *entity;
    return true;
  }
  binder.errors.error(path + ".metric", "is of nothing that there is", std::string(subject),
                      "`world`, or a path to a party, a site or a contract");
  return false;
}

// The unit of a claim's value, by its place in ClaimText::value; what counts as one of a metric's.
struct ClaimUnit {
  const char* word;
  const char* of_metric;
  double per_unit;
  bool is_flow;
};
constexpr ClaimUnit claim_units[]{
    {"GPU", "gpu", 1, false}, {"MW", "MW", 1e6, false}, {"GPU_h", "gpu_h", 1, true}, {"USD", "USD", 100, true}};
constexpr const char* billed = "billed_usd";

bool can_be_claimed(const Metric& metric, Scope scope, bool is_flow) {
  const bool has_scope = std::find(metric.scopes.begin(), metric.scopes.end(), scope) != metric.scopes.end();
  return has_scope && std::any_of(std::begin(claim_units), std::end(claim_units), [&](const ClaimUnit& unit) {
           return metric.unit == unit.of_metric && unit.is_flow == is_flow;
         });
}

std::string metrics_of(Scope scope, bool is_flow) {
  std::string names;
  for (const Metric& metric : metrics()) {
    if (can_be_claimed(metric, scope, is_flow)) names += fmt::format("{}{}", names.empty() ? "" : ", ", metric.name);
  }
  if (is_flow && scope != Scope::site) names += fmt::format(", {}", billed);
  return names;
}

void check_unit(Binder& binder, const std::string& path, std::string_view of_metric, int unit) {
  if (claim_units[unit].of_metric == of_metric) return;
  const auto right = std::find_if(std::begin(claim_units), std::end(claim_units),
                                  [&](const ClaimUnit& u) { return u.of_metric == of_metric; });
  binder.errors.error(path + ".value", fmt::format("is in another unit than {}.metric", path), "", right->word);
}

bool bind_metric(Binder& binder, const std::string& path, std::string_view name, int unit, Headline& claim) {
  const auto scope = static_cast<Scope>(claim.scope);
  claim.is_billed = claim.is_flow && name == billed && scope != Scope::site;
  if (claim.is_billed) {
    check_unit(binder, path, "USD", unit);
    return true;
  }
  for (std::size_t i = 0; i < metrics().size(); ++i) {
    const Metric& metric = metrics()[i];
    if (metric.name != name || !can_be_claimed(metric, scope, claim.is_flow)) continue;
    claim.metric = static_cast<std::uint32_t>(i);
    check_unit(binder, path, metric.unit, unit);
    return true;
  }
  binder.errors.error(path + ".metric",
                      fmt::format("is no metric that a {} can be of", claim.is_flow ? "flow" : "claim"),
                      std::string(name), fmt::format("one of {}", metrics_of(scope, claim.is_flow)));
  return false;
}

void bind_value(const sim::Drawn& drawn, Headline& claim) {
  const double per_unit = claim_units[drawn.which].per_unit;
  const bool is_known = drawn.law.is_fixed();
  claim.value = drawn.point() / per_unit;
  claim.low = std::min(claim.value, drawn.low.value_or(is_known ? drawn.point() : drawn.at(0.05)) / per_unit);
  claim.high = std::max(claim.value, drawn.high.value_or(is_known ? drawn.point() : drawn.at(0.95)) / per_unit);
}

// A stock is of a date, a flow of a period.
void bind_time(Binder& binder, const std::string& path, const ClaimText& text, Headline& claim) {
  claim.is_flow = text.kind == ClaimKind::flow;
  if (claim.is_flow != text.period.has_value()) {
    binder.errors.error(path + (claim.is_flow ? ".date" : ".period"),
                        fmt::format("is of a {} ({}.kind)", claim.is_flow ? "stock" : "flow", path), "",
                        claim.is_flow ? "`period`" : "`date`, or `kind: flow`");
  }
  claim.at = binder.hour(text.period ? text.period->end : *text.date);
  claim.from = text.period ? binder.hour(text.period->begin) : claim.at;
  const bool is_inside = claim.at > 0 && claim.from >= 0 && claim.at <= binder.scenario.end;
  if (is_inside) return;
  binder.errors.warning(path + (text.period ? ".period" : ".date"),
                        "lies outside the horizon: nothing is held against it");
}

}  // namespace

void resolve_claims(Binder& binder, std::span<const sim::Evidence> evidence) {
  for (const auto& [id, text] : binder.text.claims) {
    const std::string path = "claims." + id;
    Headline claim;
    claim.id = id;
    claim.path = text.metric;
    bind_time(binder, path, text, claim);
    const std::size_t dot = text.metric.rfind('.');
    const bool has_subject = dot != std::string::npos;
    if (!bind_subject(binder, path, has_subject ? text.metric.substr(0, dot) : text.metric, claim)) continue;
    if (!bind_metric(binder, path, has_subject ? text.metric.substr(dot + 1) : "", text.value.which, claim)) continue;
    bind_value(text.value, claim);
    for (const sim::Evidence& e : evidence) {
      if (e.path != path && e.path != path + ".value") continue;
      if (e.as_of && (!claim.as_of || e.as_of->begin > *claim.as_of)) claim.as_of = e.as_of->begin;
      if (!e.source.empty()) claim.source = e.source;
      if (e.grade) claim.grade = std::string(1, *e.grade);
    }
    binder.scenario.claims.push_back(std::move(claim));
  }
}

}  // namespace models
