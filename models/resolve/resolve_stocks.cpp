#include "models/resolve/binder.hpp"

namespace models {

namespace {

Replenishment bind_policy(Binder& binder, const std::string& path, const ReplenishmentText& text) {
  using Kind = Replenishment::Kind;
  Replenishment policy;
  const auto belongs = [&](const char* key, bool is_written, bool is_wanted, const char* with) {
    if (is_written && !is_wanted) binder.errors.error(path + "." + key, std::string("belongs to ") + with);
    if (!is_written && is_wanted) binder.errors.error(path + "." + key, std::string("is missing beside ") + with);
  };
  policy.kind = text.base_stock      ? Kind::base_stock
                : text.reorder_point ? Kind::reorder_point
                : text.order_up_to   ? Kind::order_up_to
                                     : Kind::cover;
  belongs("order_quantity", text.order_quantity.has_value(), policy.kind == Kind::reorder_point, "`reorder_point`");
  belongs("forecast", text.forecast.has_value(), policy.kind == Kind::cover, "`cover`");
  belongs("review", text.review.has_value(), policy.kind == Kind::order_up_to || policy.kind == Kind::cover,
          "`order_up_to` or `cover`");
  policy.level = text.base_stock.value_or(text.reorder_point.value_or(text.order_up_to.value_or(0)));
  policy.quantity = text.order_quantity.value_or(1);
  policy.cover = text.cover.value_or(0);
  policy.forecast = text.forecast.value_or(1);
  policy.review = text.review.value_or(0);
  return policy;
}

}  // namespace

void bind_stocks(Binder& binder, Site& site, SiteId id, const SiteText& text) {
  const bool acts = binder.acts(Mechanism::spares);
  for (const auto& [part, of] : text.stocks) {
    Stock stock;
    stock.id = site.id + "." + part;
    stock.site = id;
    stock.opening = of.on_hand;
    stock.lead_time = binder.time(of.lead_time);
    if (of.policy) stock.policy = bind_policy(binder, "sites." + site.id + ".stocks." + part + ".policy", *of.policy);
    if (of.used) stock.consumption = binder.time(of.used->every);
    if (acts) site.stocks.push_back(binder.scenario.stocks.push_back(std::move(stock)));
  }
}

}  // namespace models
