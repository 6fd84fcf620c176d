#include "tests/bench/large_scenario.hpp"

#include <fmt/format.h>

#include <array>

namespace bench {

namespace {

// Small fixed irregularities instead of random numbers: every site and order is a little different from its neighbors.
int spread(int index, int range) {
  return static_cast<int>((static_cast<unsigned>(index) * 2654435761U >> 8) % static_cast<unsigned>(range));
}

constexpr int lines = 20;

void add_suppliers(std::string& text, const LargeSize& size) {
  constexpr std::array<const char*, 5> policies{"equal", "pro_rata", "priority", "first_come",
                                                "{ weighted: { p_000: 3, others: 1 } }"};
  const double racks_per_day = 1.05 * size.orders * size.racks_per_order / 730.0 / lines;
  text += "suppliers:\n";
  for (int s = 0; s < 5; ++s) {
    text += fmt::format("  s_{}:\n    lines:\n", s);
    for (int l = 0; l < lines / 5; ++l) {
      text += fmt::format(
          "      l_{}: {{ cycle_time: 7 d, allocation: {}, capacity: {{ linear: {{ 2026-01-01: {:.3f} racks/d, "
          "2027-12-31: {:.3f} racks/d }} }} }}\n",
          l, policies[static_cast<std::size_t>(s)], 0.7 * racks_per_day, 1.3 * racks_per_day);
    }
  }
  text +=
      "lanes:\n  sea: { transit: 28 d }\n  air: { transit: 5 d }\n  truck: { transit: 3 d, capacity: 6000 racks/wk }\n";
}

void add_sites(std::string& text, const LargeSize& size) {
  const int racks = size.orders * size.racks_per_order / size.sites;
  text += "sites:\n";
  for (int i = 0; i < size.sites; ++i) {
    const double mw = racks * 0.135 * 1.15;
    const int first = racks / 2 + spread(i, 9) - 4;
    text += fmt::format("  site_{:03}:\n    operator: p_{:03}\n    pue: 1.15\n", i, i % size.providers);
    text += fmt::format(
        "    power: {{ blocks: {{ grid: {{ kind: grid, contracted: {:.1f} MW, energization: 2026-0{}-01, load_ramp: {{ "
        "0 d: "
        "{:.1f} MW, {} d: {:.1f} MW, {} d: {:.1f} MW }} }} }} }}\n",
        mw, 1 + spread(i, 6), 0.3 * mw, 150 + spread(i, 60), 0.6 * mw, 330 + spread(i, 60), mw);
    text += fmt::format("    resources: {{ install_crew: {{ count: {} }} }}\n", std::max(1, racks * 19 / 24 / 560));
    text +=
        "    bring_up:\n      install: { duration: 19 h, needs: { install_crew: 1 } }\n"
        "      burn_in: { after: [install], duration: 72 h }\n      acceptance: { after: [burn_in], duration: 21 d }\n";
    text += fmt::format(
        "    halls:\n      a: {{ ready: 2026-0{}-15, positions: {} racks, cooling: {{ liquid: {{ limit: {:.1f} MW }}, "
        "air: "
        "{{ limit: {:.1f} MW }} }} }}\n      b: {{ ready: 2026-{:02}-15, positions: {} racks }}\n",
        1 + spread(i, 8), first, 0.97 * first * 0.1215, first * 0.0135, 4 + spread(i, 9), racks - first - spread(i, 3));
  }
}

void add_orders(std::string& text, const LargeSize& size) {
  text += "orders:\n";
  for (int i = 0; i < size.orders; ++i) {
    const int site = i % size.sites;
    const int day = static_cast<int>(static_cast<long long>(i) * 620 / size.orders);
    // A provider buys on two lines, so five providers contend for each.
    const int line = (2 * (site % size.providers) + spread(i, 2)) % lines;
    constexpr std::array<const char*, 3> by{"sea", "air", "truck"};
    text += fmt::format(
        "  o_{:05}: {{ buyer: p_{:03}, system: gb300_nvl72, quantity: {} racks, ordered: 2026-01-01, priority: {}, "
        "made_on: "
        "s_{}.l_{}, lane: {}, to: site_{:03}",
        i, site % size.providers, size.racks_per_order, 1 + spread(i, 3), line / 4, line % 4,
        by[static_cast<std::size_t>(spread(i, 3))], site);
    const int year = day < 365 ? 2026 : 2027;
    const int in_year = day % 365;
    text += fmt::format(", requested: {}-{:02}-{:02} }}\n", year, 1 + in_year / 31, 1 + in_year % 28);
  }
}

void add_contracts(std::string& text, const LargeSize& size) {
  const int gpus = size.orders / size.sites * size.racks_per_order * 72;
  text += "contracts:\n";
  for (int i = 0; i < size.sites; ++i) {
    text += fmt::format(
        "  c_{:03}: {{ provider: p_{:03}, customer: customer_{}, priority: {}, tranches: {{ t1: {{ quantity: {} GPU, "
        "due: "
        "2026-{:02} }}, t2: {{ quantity: {} GPU, due: 2027-{:02} }}, t3: {{ quantity: {} GPU, due: 2027-{:02} }} }} "
        "}}\n",
        i, i % size.providers, i % 5, 1 + spread(i, 2), gpus / 4, 6 + spread(i, 6), gpus / 4, 1 + spread(i, 5),
        gpus / 3, 7 + spread(i, 6));
  }
}

}  // namespace

std::string large_scenario(const LargeSize& size) {
  std::string text = "schema: 1\nid: large\nhorizon: { from: 2026-01-01, until: 2027-12-31 }\nparties:\n";
  for (int i = 0; i < size.providers; ++i) text += fmt::format("  p_{:03}: {{ archetype: neocloud }}\n", i);
  for (int i = 0; i < 5; ++i) text += fmt::format("  customer_{}: {{ archetype: lab }}\n", i);
  text += "systems: { gb300_nvl72: { quoted_lead_time: 20 wk } }\n";
  add_suppliers(text, size);
  add_sites(text, size);
  add_orders(text, size);
  add_contracts(text, size);
  return text;
}

}  // namespace bench
