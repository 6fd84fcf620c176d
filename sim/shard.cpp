#include "sim/shard.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace sim {

namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

class Launcher {
 public:
  explicit Launcher(const Environment& environment) : environment_(environment) {}

  bool has(const char* name) const {
    const char* value = environment_(name);
    return value != nullptr && *value != '\0';
  }
  std::uint64_t at(const char* name) const {
    if (!has(name)) throw ShardError(fmt::format("--shard auto: {} is not set", name));
    const std::optional<std::uint64_t> value = number(environment_(name));
    if (!value) throw ShardError(fmt::format("--shard auto: {} is no whole number: {}", name, environment_(name)));
    return *value;
  }

  // A job array whose tasks are numbered first, first + step, ... last.
  std::optional<Shard> array() const {
    if (!has("SLURM_ARRAY_TASK_ID")) return std::nullopt;
    const std::uint64_t id = at("SLURM_ARRAY_TASK_ID");
    const std::uint64_t first = at("SLURM_ARRAY_TASK_MIN");
    const std::uint64_t last = at("SLURM_ARRAY_TASK_MAX");
    const std::uint64_t count = at("SLURM_ARRAY_TASK_COUNT");
    const std::uint64_t step = has("SLURM_ARRAY_TASK_STEP") ? at("SLURM_ARRAY_TASK_STEP") : 1;
    const bool is_regular = step > 0 && first <= id && id <= last && (id - first) % step == 0 &&
                            (last - first) % step == 0 && count == (last - first) / step + 1;
    if (!is_regular) {
      throw ShardError(fmt::format(
          "--shard auto: the {} tasks of the Slurm array are not all of {} to {} in steps of {}; say which shard: i/N",
          count, first, last, step));
    }
    return Shard{(id - first) / step, count};
  }

  // The innermost launcher counts: Slurm starts the daemons of mpirun, and mpirun the processes.
  std::optional<Shard> rank() const {
    if (has("OMPI_COMM_WORLD_RANK")) return rank("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE");
    if (has("PMI_RANK")) return rank("PMI_RANK", "PMI_SIZE");
    if (has("SLURM_PROCID") && has("SLURM_STEP_NUM_TASKS")) return rank("SLURM_PROCID", "SLURM_STEP_NUM_TASKS");
    return std::nullopt;
  }

 private:
  std::optional<Shard> rank(const char* rank_name, const char* size_name) const {
    const Shard shard{at(rank_name), at(size_name)};
    if (shard.index >= shard.count) {
      throw ShardError(
          fmt::format("--shard auto: {}={} is not below {}={}", rank_name, shard.index, size_name, shard.count));
    }
    return shard;
  }

  const Environment& environment_;
};

Shard checked(Shard shard, const std::string& text) {
  if (shard.count < 1 || shard.count > most_shards || shard.index >= shard.count) {
    throw ShardError(fmt::format("--shard {}: i/N needs i from 1 to N, and N up to {}", text, most_shards));
  }
  return shard;
}

Shard from_environment(const std::string& text, std::optional<std::uint64_t> wanted, const Environment& environment) {
  const Launcher launcher(environment);
  const std::optional<Shard> array = launcher.array();
  const std::optional<Shard> rank = launcher.rank();
  const Shard outer = array.value_or(Shard{});
  const Shard inner = rank.value_or(Shard{});
  const Shard both{outer.index * inner.count + inner.index, outer.count * inner.count};
  const bool has_sequence = launcher.has("PARALLEL_SEQ");
  if (both.count > 1 && has_sequence && !wanted) {
    throw ShardError(fmt::format(
        "--shard {}: both GNU parallel (PARALLEL_SEQ) and Slurm or MPI ({} processes) may have started this; say which "
        "shard: i/N",
        text, both.count));
  }
  if (both.count > 1 && (!wanted || *wanted == both.count)) return checked(both, text);
  if (has_sequence && both.count == 1) {
    if (!wanted) {
      throw ShardError(fmt::format("--shard {}: GNU parallel does not say how many shards there are: auto/N", text));
    }
    const std::uint64_t sequence = launcher.at("PARALLEL_SEQ");
    if (sequence < 1 || sequence > *wanted) {
      throw ShardError(fmt::format("--shard {}: PARALLEL_SEQ={} is not from 1 to {}", text, sequence, *wanted));
    }
    return checked({sequence - 1, *wanted}, text);
  }
  if (!array && !rank) {
    throw ShardError(fmt::format(
        "--shard {}: neither Slurm, MPI nor GNU parallel started this process; say which shard: i/N", text));
  }
  if (wanted && *wanted != both.count) {
    throw ShardError(fmt::format("--shard {}: the environment says {} shards", text, both.count));
  }
  return checked(both, text);
}

}  // namespace

std::string Shard::name() const { return fmt::format("{}/{}", index + 1, count); }

const char* environment_of_process(const char* name) { return std::getenv(name); }

Shard shard_of(const std::string& text, const Environment& environment) {
  if (text == "auto") return from_environment(text, std::nullopt, environment);
  const std::size_t slash = text.find('/');
  const std::string_view all = text;
  const std::optional<std::uint64_t> count = slash == std::string::npos ? std::nullopt : number(all.substr(slash + 1));
  if (!count) throw ShardError(fmt::format("--shard {}: write i/N, such as 2/16, or auto", text));
  checked({0, *count}, text);
  if (all.substr(0, slash) == "auto") return from_environment(text, count, environment);
  const std::optional<std::uint64_t> i = number(all.substr(0, slash));
  if (!i || *i == 0) throw ShardError(fmt::format("--shard {}: i/N needs i from 1 to N", text));
  return checked({*i - 1, *count}, text);
}

}  // namespace sim
