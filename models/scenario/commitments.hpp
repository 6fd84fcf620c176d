#pragma once
// What is said in headlines, and held against contracts and units: commitments of a buyer, and claims.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/scenario/ids.hpp"

namespace models {

// A sum that a buyer has committed to spend, and what of it was named for which provider.
struct Commitment {
  struct Part {
    PartyId provider;
    Cents cents = 0;
  };
  std::string id;
  PartyId buyer;
  Cents total = 0;
  std::vector<Part> parts;  // by PartyId; together at most the total
  struct Step {
    Hour until = 0;
    Cents cents = 0;
  };
  std::vector<Step> draw_down;  // what is to be spent in each period, by its end
};

// A headline figure: so much of something at a date, as somebody said then.
struct Headline {
  std::string id;
  std::string path;          // of the metric: parties.coreweave.live_gpus
  std::uint32_t metric = 0;  // index into metrics(), and of what
  std::uint32_t scope = 0;
  std::uint32_t entity = 0;
  bool is_flow = false;  // of all the time from here to `at`:
  Hour from = 0;
  bool is_billed = false;               // what is billed; no metric
  Hour at = 0;                          // the end of the date written
  double low = 0, value = 0, high = 0;  // in the metric's unit
  std::optional<sim::Timestamp> as_of;  // of its evidence: when it was said
  std::string source;
  std::string grade;
};

}  // namespace models
