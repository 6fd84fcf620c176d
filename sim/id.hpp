#pragma once
// Typed indices into flat tables. An Id<Site> cannot be passed where an Id<Hall> is due. Entities are numbered in the
// order of their names, so comparing two ids compares the names: the order of ties never depends on the order of a YAML
// map.

#include <compare>
#include <cstdint>
#include <limits>
#include <vector>

namespace sim {

template <class Tag>
struct Id {
  static constexpr std::uint32_t none_value = std::numeric_limits<std::uint32_t>::max();

  std::uint32_t index = none_value;

  constexpr bool exists() const { return index != none_value; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

// A vector of T that only an Id<Tag> can index.
template <class Tag, class T>
class Table {
 public:
  Table() = default;
  explicit Table(std::size_t size, const T& value = T()) : items_(size, value) {}

  decltype(auto) operator[](Id<Tag> id) { return items_[id.index]; }
  decltype(auto) operator[](Id<Tag> id) const { return items_[id.index]; }

  Id<Tag> push_back(T item) {
    items_.push_back(std::move(item));
    return Id<Tag>{static_cast<std::uint32_t>(items_.size() - 1)};
  }

  std::size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

  // All ids of the table, in order: for (auto id : table.ids()).
  class Ids {
   public:
    struct Iterator {
      std::uint32_t index;
      Id<Tag> operator*() const { return Id<Tag>{index}; }
      Iterator& operator++() {
        ++index;
        return *this;
      }
      friend bool operator==(Iterator, Iterator) = default;
    };
    explicit Ids(std::uint32_t size) : size_(size) {}
    Iterator begin() const { return {0}; }
    Iterator end() const { return {size_}; }

   private:
    std::uint32_t size_;
  };
  Ids ids() const { return Ids(static_cast<std::uint32_t>(items_.size())); }

 private:
  std::vector<T> items_;
};

}  // namespace sim
