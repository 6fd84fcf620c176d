#include "sim/shard_run.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "sim/check.hpp"

namespace sim {

namespace {

// The tasks of a shard within a range, numbered from 0: one bit each.
class ShardTasks {
 public:
  ShardTasks(Shard shard, TaskRange range) : shard_(shard) {
    first_ = range.first + (shard.index + shard.count - range.first % shard.count) % shard.count;
    const bool has_any = range.first <= range.last && first_ <= range.last;
    is_settled_.resize(has_any ? (range.last - first_) / shard.count + 1 : 0);
  }

  std::uint64_t count() const { return is_settled_.size(); }
  std::uint64_t settled() const { return settled_; }

  void settle(std::uint64_t task) {
    if (!shard_.has(task) || task < first_ || (task - first_) / shard_.count >= count()) return;
    auto bit = is_settled_[(task - first_) / shard_.count];
    settled_ += bit ? 0 : 1;
    bit = true;
  }

  std::optional<std::uint64_t> next_open() {
    while (next_ < count() && is_settled_[next_]) ++next_;
    if (next_ == count()) return std::nullopt;
    return first_ + shard_.count * next_++;
  }

 private:
  Shard shard_;
  std::uint64_t first_ = 0;
  std::vector<bool> is_settled_;
  std::uint64_t settled_ = 0;
  std::uint64_t next_ = 0;
};

}  // namespace

ShardEnd run_shard(const StudyFolder& folder, Shard shard, const Work& work, const ShardOptions& options,
                   const OnProgress& on_progress) {
  const std::uint64_t all = folder.plan().tasks;
  EXPECTS(all > 0);
  ShardTasks tasks(shard, {options.tasks.first, std::min(options.tasks.last, all - 1)});
  const auto settle = [&](const RecordHead& head, std::string_view) {
    if (head.status == 0 || !options.again_if_failed) tasks.settle(head.task);
  };
  // A study may have begun with another number of shards; what they have done counts.
  for (const StudyFolder::RecordFile& file : folder.record_files()) {
    if (file.shard.count != shard.count) scan_records(file.path, folder.digest(), settle);
  }
  RecordWriter writer(folder.records_of(shard), folder.digest(), settle);

  ShardEnd end;
  end.cut_off = writer.cut_off();
  end.progress.tasks = tasks.count();
  end.progress.earlier = tasks.settled();
  on_progress(end.progress);
  const auto next = [&] { return tasks.next_open(); };
  const auto record = [&](TaskOutcome&& outcome) {
    writer.append(outcome.task, static_cast<std::uint32_t>(outcome.status), outcome.bytes);
    ++(outcome.status == TaskStatus::done ? end.progress.done : end.progress.failed);
    on_progress(end.progress);
  };
  end.pool = run_tasks(next, work, record, options.pool);
  writer.sync();
  return end;
}

}  // namespace sim
