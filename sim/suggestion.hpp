#pragma once
// "Did you mean": the known word nearest to what was written, or nothing when none is near.

#include <string>
#include <string_view>
#include <vector>

namespace sim {

// How many letters to insert, remove, exchange or swap with their neighbor to get from one word to the other.
int edit_distance(std::string_view a, std::string_view b);

// The nearest of `known` (ties: the first), when it is within a third of the word's length; letter case counts half.
std::string nearest_word(std::string_view written, const std::vector<std::string>& known);

// `did you mean "x"?` for the nearest of `known`, or an empty text.
std::string did_you_mean(std::string_view written, const std::vector<std::string>& known);

}  // namespace sim
