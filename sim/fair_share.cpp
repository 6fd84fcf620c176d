#include "sim/fair_share.hpp"

#include <algorithm>
#include <cmath>

#include "sim/check.hpp"

namespace sim {
namespace {

bool are_valid(std::span<const double> capacities, std::span<const Claim> claims) {
  return std::all_of(capacities.begin(), capacities.end(), [](double c) { return c >= 0; }) &&
         std::all_of(claims.begin(), claims.end(), [&](const Claim& claim) {
           return claim.weight > 0 && std::isfinite(claim.weight) && claim.bound >= 0 && !claim.on.empty() &&
                  std::all_of(claim.on.begin(), claim.on.end(), [&](std::uint32_t r) { return r < capacities.size(); });
         });
}

// Fills all claims at once, one level (rate / weight) after the other.
class Filling {
 public:
  Filling(std::span<const double> capacities, std::span<const Claim> claims)
      : claims_(claims),
        rest_(capacities.begin(), capacities.end()),
        open_weight_(capacities.size()),
        rates_(claims.size()) {
    for (std::size_t i = 0; i < claims.size(); ++i) open_.push_back(i);
  }

  std::vector<double> run() {
    while (!open_.empty()) fix_those_at(next_level());
    return std::move(rates_);
  }

 private:
  // The lowest level at which an open claim must stop. The weights are summed anew each time, so that they carry no
  // remainder of a subtraction.
  double next_level() {
    std::fill(open_weight_.begin(), open_weight_.end(), 0.0);
    for (const std::size_t i : open_) {
      for (const std::uint32_t r : claims_[i].on) open_weight_[r] += claims_[i].weight;
    }
    double level = std::numeric_limits<double>::infinity();
    for (const std::size_t i : open_) level = std::min(level, level_of(claims_[i]));
    return level;
  }

  double level_of(const Claim& claim) const {
    double level = claim.bound / claim.weight;
    for (const std::uint32_t r : claim.on) level = std::min(level, rest_[r] / open_weight_[r]);
    return level;
  }

  void fix_those_at(double level) {
    std::vector<std::size_t> fixed;
    std::erase_if(open_, [&](std::size_t i) {
      if (level_of(claims_[i]) > level) return false;
      rates_[i] = std::min(claims_[i].bound, level * claims_[i].weight);
      fixed.push_back(i);
      return true;
    });
    // Only now: level_of() of the others must not see half of it.
    for (const std::size_t i : fixed) {
      for (const std::uint32_t r : claims_[i].on) rest_[r] = std::max(0.0, rest_[r] - rates_[i]);
    }
  }

  std::span<const Claim> claims_;
  std::vector<double> rest_;         // of each capacity, not yet given
  std::vector<double> open_weight_;  // of the open claims on each resource
  std::vector<double> rates_;
  std::vector<std::size_t> open_;  // claims still growing
};

}  // namespace

std::vector<double> fair_shares(std::span<const double> capacities, std::span<const Claim> claims) {
  EXPECTS(are_valid(capacities, claims));
  return Filling(capacities, claims).run();
}

}  // namespace sim
