#pragma once
// Random numbers by name. Whoever draws has a stream of their own, known by a key such as the path of what is drawn
// ("fields.west.harvest"); draw n of it depends on nothing but the seed, the replicate, the key and n. So a thing that
// is added, or draws more often, changes no number of any other, and a replicate can be repeated alone.
//
// The numbers are Philox4x32-10's (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"), a function of a
// counter: key = seed, counter = block, replicate, stream; each block of 128 bits gives two draws. They lie in the open
// interval (0, 1), as odd multiples of 2^-53 (52 random bits): the smallest is 1.1e-16, the largest as far below 1.
//
// A draw takes 11 ns in turn and 19 ns by number; a key takes a hash, so a stream is named once, when loading.

#include <cstdint>
#include <string_view>

namespace sim {

class RandomStream {
 public:
  RandomStream() = default;  // of seed, replicate and stream number 0
  RandomStream(std::uint64_t seed, std::uint32_t replicate, std::uint64_t number)
      : seed_(seed), number_(number), replicate_(replicate) {}

  // Draw n, from 0 on, below 2^33; the stream stays where it is.
  double uniform(std::uint64_t n) const;

  // Draws 0, 1, 2 ... in turn.
  double next();

  std::uint64_t drawn() const { return 2 * std::uint64_t{block_} - (second_ > 0 ? 1 : 0); }  // by next()
  std::uint64_t number() const { return number_; }

  friend bool operator==(const RandomStream&, const RandomStream&) = default;

 private:
  std::uint64_t seed_ = 0;
  std::uint64_t number_ = 0;
  std::uint32_t replicate_ = 0;
  std::uint32_t block_ = 0;  // the next to take
  double second_ = 0;        // what is left of the last block; 0: nothing, as no draw is 0
};
static_assert(sizeof(RandomStream) == 32);

// The number of the stream of this key: the first 64 bits of its SHA-256.
std::uint64_t stream_number(std::string_view key);

// All streams of one run.
struct RandomSource {
  std::uint64_t seed = 0;
  std::uint32_t replicate = 0;

  RandomStream stream(std::string_view key) const { return numbered(stream_number(key)); }
  RandomStream numbered(std::uint64_t number) const { return RandomStream(seed, replicate, number); }
};

}  // namespace sim
