#include "sim/draws.hpp"

#include "sim/drawn.hpp"
#include "sim/node.hpp"

namespace sim {

double Draws::uniform(std::string_view stream) const {
  const auto found = given_.find(stream);
  return found != given_.end() ? found->second : source.stream(stream).uniform(0);
}

bool Draws::happens(std::string_view stream, double probability, bool is_drawn_each) const {
  const bool draws = mode == DrawMode::all || (is_drawn_each && mode != DrawMode::value);
  return draws ? uniform(stream) < probability : probability >= 0.5;
}

std::optional<double> Draws::settle(Drawn& drawn) const {
  if (drawn.each && mode == DrawMode::value) drawn.each = false;
  const bool draws = mode == DrawMode::all || mode == DrawMode::quantile;
  if (drawn.each || drawn.law.is_fixed() || !draws) return std::nullopt;
  const double u = mode == DrawMode::all ? uniform(drawn.stream) : quantile;
  drawn.value = drawn.within_range(drawn.law.quantile(u));
  return u;
}

void Draws::add_shift(std::string pattern, Shift shift) {
  std::vector<std::string> parts = path_parts(pattern);
  shifts_.push_back({std::move(parts), std::move(pattern), shift});
}

std::optional<Shift> Draws::shift_at(std::string_view path) const {
  if (shifts_.empty()) return std::nullopt;
  const std::vector<std::string> parts = path_parts(path);
  std::optional<Shift> all;
  for (const ShiftOfPaths& one : shifts_) {
    if (!matches_path(one.parts, parts)) continue;
    one.is_used = true;
    const Shift before = all.value_or(Shift());
    all = Shift{before.factor * one.shift.factor, before.addend + one.shift.addend,
                before.multiplies || one.shift.multiplies, before.delays || one.shift.delays};
  }
  return all;
}

std::vector<std::string> Draws::idle_shifts() const {
  std::vector<std::string> idle;
  for (const ShiftOfPaths& shift : shifts_) {
    if (!shift.is_used) idle.push_back(shift.pattern);
  }
  return idle;
}

bool matches_path(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  if (pattern.size() != path.size()) return false;
  for (std::size_t i = 0; i < path.size(); ++i) {
    if (pattern[i] != "*" && pattern[i] != path[i]) return false;
  }
  return true;
}

}  // namespace sim
