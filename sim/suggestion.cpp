#include "sim/suggestion.hpp"

#include <fmt/core.h>

#include <algorithm>

namespace sim {

namespace {
constexpr std::size_t longest_word = 64;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}
}  // namespace

int edit_distance(std::string_view a, std::string_view b) {
  std::vector<int> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = last;
    last = row;
  }
  return last[b.size()];
}

std::string nearest_word(std::string_view written, const std::vector<std::string>& known) {
  if (written.empty() || written.size() > longest_word) return {};
  const int limit = std::max<int>(1, static_cast<int>(written.size()) / 3) * 2;
  int best = limit + 1;
  std::string nearest;
  const std::string small = lower(written);
  for (const std::string& word : known) {
    if (word.size() > longest_word || word == written) continue;
    const int distance = edit_distance(written, word) + edit_distance(small, lower(word));
    if (distance < best) {
      best = distance;
      nearest = word;
    }
  }
  return nearest;
}

std::string did_you_mean(std::string_view written, const std::vector<std::string>& known) {
  const std::string nearest = nearest_word(written, known);
  return nearest.empty() ? std::string() : fmt::format("did you mean \"{}\"?", nearest);
}

}  // namespace sim
