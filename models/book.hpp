#pragma once
// A book: groups in rank order, and for each stage the set of ranks that have units in it, as bits. Finding "the most
// advanced units first, by rank" is then a walk over set bits: no sorting and no allocation per event.

#include <bit>
#include <cstdint>
#include <vector>

#include "models/scenario.hpp"
#include "models/stage.hpp"

namespace models {

class Book {
 public:
  Book() = default;
  explicit Book(std::vector<GroupId> by_rank)
      : by_rank_(std::move(by_rank)), words_((by_rank_.size() + 63) / 64), bits_(words_ * stage_count, 0) {}

  std::size_t size() const { return by_rank_.size(); }
  GroupId group(std::size_t rank) const { return by_rank_[rank]; }

  void occupy(Stage stage, std::uint32_t rank) { word(stage, rank / 64) |= std::uint64_t{1} << (rank % 64); }
  void vacate(Stage stage, std::uint32_t rank) { word(stage, rank / 64) &= ~(std::uint64_t{1} << (rank % 64)); }

  // Calls visit(rank) for each occupied rank of `stage`, best first, until it returns false.
  template <class Visit>
  void ascending(Stage stage, Visit visit) const {
    for (std::size_t w = 0; w < words_; ++w) {
      for (std::uint64_t left = bits_[index(stage, w)]; left != 0; left &= left - 1) {
        if (!visit(static_cast<std::uint32_t>(w * 64 + static_cast<unsigned>(std::countr_zero(left))))) return;
      }
    }
  }

  // The same, worst first.
  template <class Visit>
  void descending(Stage stage, Visit visit) const {
    for (std::size_t w = words_; w-- > 0;) {
      for (std::uint64_t left = bits_[index(stage, w)]; left != 0;) {
        const unsigned bit = 63 - static_cast<unsigned>(std::countl_zero(left));
        left &= ~(std::uint64_t{1} << bit);
        if (!visit(static_cast<std::uint32_t>(w * 64 + bit))) return;
      }
    }
  }

  bool any(Stage stage) const {
    for (std::size_t w = 0; w < words_; ++w) {
      if (bits_[index(stage, w)] != 0) return true;
    }
    return false;
  }

 private:
  std::size_t index(Stage stage, std::size_t w) const { return static_cast<std::size_t>(stage) * words_ + w; }
  std::uint64_t& word(Stage stage, std::size_t w) { return bits_[index(stage, w)]; }

  std::vector<GroupId> by_rank_;
  std::size_t words_ = 0;
  std::vector<std::uint64_t> bits_;  // stage_count x words
};

}  // namespace models
