#pragma once
// A checksum of 64 bits against torn writes and flipped bits; not against people. Changing any one byte changes it:
// each step maps different states to different ones.

#include <cstdint>
#include <cstring>
#include <string_view>

namespace sim {

inline std::uint64_t checksum(std::string_view bytes, std::uint64_t start = 0xcbf29ce484222325) {
  constexpr std::uint64_t prime = 0x100000001b3;  // of FNV-1a, here on words of eight bytes
  std::uint64_t sum = start;
  const auto add = [&](std::uint64_t word) {
    sum = (sum ^ word) * prime;
    sum ^= sum >> 32;
  };
  add(bytes.size());
  while (!bytes.empty()) {
    std::uint64_t word = 0;
    const std::size_t count = bytes.size() < sizeof word ? bytes.size() : sizeof word;
    std::memcpy(&word, bytes.data(), count);
    add(word);
    bytes.remove_prefix(count);
  }
  return sum;
}

}  // namespace sim
