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

std::string metrics_of(Scope scope) {
  std::string names;
  for (const Metric& metric : metrics()) {
    const bool has_scope = std::find(metric.scopes.begin(), metric.scopes.end(), scope) != metric.scopes.end();
    const bool is_stock = metric.unit == "gpu" || metric.unit == "MW";
    if (has_scope && is_stock) names += fmt::format("{}{}", names.empty() ? "" : ", ", metric.name);
  }
  return names;
}

bool bind_metric(Binder& binder, const std::string& path, std::string_view name, int unit, Headline& claim) {
  const auto scope = static_cast<Scope>(claim.scope);
  for (std::size_t i = 0; i < metrics().size(); ++i) {
    const Metric& metric = metrics()[i];
    const bool has_scope = std::find(metric.scopes.begin(), metric.scopes.end(), scope) != metric.scopes.end();
    if (metric.name != name || !has_scope || (metric.unit != "gpu" && metric.unit != "MW")) continue;
    claim.metric = static_cast<std::uint32_t>(i);
    if ((metric.unit == "MW") == (unit == 1)) return true;
    binder.errors.error(path + ".value", fmt::format("is in another unit than {}.metric", path), "",
                        metric.unit == "MW" ? "MW" : "GPU");
    return false;
  }
  binder.errors.error(path + ".metric", "is no metric that a claim can be of", std::string(name),
                      fmt::format("one of {}", metrics_of(scope)));
  return false;
}

void bind_value(const sim::Drawn& drawn, Headline& claim) {
  const double per_unit = drawn.which == 1 ? 1e6 : 1;  // W
  const bool is_known = drawn.law.is_fixed();
  claim.value = drawn.point() / per_unit;
  claim.low = std::min(claim.value, drawn.low.value_or(is_known ? drawn.point() : drawn.at(0.05)) / per_unit);
  claim.high = std::max(claim.value, drawn.high.value_or(is_known ? drawn.point() : drawn.at(0.95)) / per_unit);
}

}  // namespace

void resolve_claims(Binder& binder, std::span<const sim::Evidence> evidence) {
  for (const auto& [id, text] : binder.text.claims) {
    const std::string path = "claims." + id;
    Headline claim;
    claim.id = id;
    claim.path = text.metric;
    claim.at = binder.hour(text.date);
    const std::size_t dot = text.metric.rfind('.');
    const bool has_subject = dot != std::string::npos;
    if (!bind_subject(binder, path, has_subject ? text.metric.substr(0, dot) : text.metric, claim)) continue;
    if (!bind_metric(binder, path, has_subject ? text.metric.substr(dot + 1) : "", text.value.which, claim)) continue;
    bind_value(text.value, claim);
    if (claim.at <= 0 || claim.at > binder.scenario.end) {
      binder.errors.warning(path + ".date", "lies outside the horizon: nothing is held against it");
    }
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
