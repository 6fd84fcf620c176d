#pragma once
// The things that changed in this hour and are to be settled in a later phase of it. Taken in id order, so that the
// order in which they changed has no effect.

#include <algorithm>
#include <vector>

#include "sim/id.hpp"

namespace models {

template <class Tag>
class DirtySet {
 public:
  explicit DirtySet(std::size_t size = 0) : is_dirty_(size, 0) {}

  void add(sim::Id<Tag> id) {
    if (is_dirty_[id.index]) return;
    is_dirty_[id.index] = 1;
    dirty_.push_back(id);
  }
  bool empty() const { return dirty_.empty(); }

  // Takes all, in id order, into `out` (cleared first).
  void take(std::vector<sim::Id<Tag>>& out) {
    out.clear();
    out.swap(dirty_);
    std::sort(out.begin(), out.end());
    for (auto id : out) is_dirty_[id.index] = 0;
  }

 private:
  std::vector<char> is_dirty_;
  std::vector<sim::Id<Tag>> dirty_;
};

}  // namespace models
