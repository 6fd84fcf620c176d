#pragma once
// What is ordered: quantities, dates, where it goes.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/describe.hpp"
#include "sim/drawn.hpp"

namespace models {

struct RequestedText {
  std::optional<sim::Timestamp> at;
  std::vector<std::pair<sim::Timestamp, std::int64_t>> by_date;
};
struct DestinationText {
  std::optional<std::string> place;  // outside, a site, or site.hall
  std::vector<std::string> first_ready;
  std::vector<std::string> most_headroom;
};
struct OrderText {
  std::string buyer;
  std::string system;
  std::vector<std::string> accepts;
  std::optional<std::int64_t> quantity;
  std::optional<sim::Timestamp> ordered;
  std::optional<RequestedText> requested;
  std::optional<sim::Drawn> every;
  std::optional<sim::Timestamp> from;
  std::optional<sim::Timestamp> until;
  std::optional<std::string> made_on;
  std::optional<std::string> lane;
  DestinationText to;
  std::optional<std::string> made_for;
  std::int64_t priority = 1;
  std::optional<std::int64_t> cancel_if_late;
  std::vector<std::string> paid_by;  // loans, or contract.prepayment
};

const sim::StructType<OrderText>& order_type();

}  // namespace models
