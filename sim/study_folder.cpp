#include "sim/study_folder.hpp"

#include <fmt/core.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "sim/output_error.hpp"
#include "sim/sha256.hpp"

namespace sim {

namespace {

constexpr const char* plan_name = "plan.json";
constexpr std::string_view tasks_name = "tasks";

std::string reason(int error) { return std::generic_category().message(error); }

// The shard in "shard-2-of-3.records"; nothing if it is another name.
std::optional<Shard> shard_in(std::string_view name) {
  const auto take = [&](std::string_view text) {
    if (name.substr(0, text.size()) != text) return false;
    name.remove_prefix(text.size());
    return true;
  };
  const auto take_number = [&](std::uint64_t& value) {
    const auto read = std::from_chars(name.data(), name.data() + name.size(), value);
    if (read.ec != std::errc()) return false;
    name.remove_prefix(static_cast<std::size_t>(read.ptr - name.data()));
    return true;
  };
  std::uint64_t i = 0;
  std::uint64_t n = 0;
  if (!take("shard-") || !take_number(i) || !take("-of-") || !take_number(n) || name != ".records") return std::nullopt;
  if (i < 1 || i > n || n > most_shards) return std::nullopt;
  return Shard{i - 1, n};
}

std::optional<std::string> text_in(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

// A name for a file that no other process uses, on this machine or another one.
std::string own_name() {
  std::array<char, 256> host{};
  ::gethostname(host.data(), host.size() - 1);
  return fmt::format("{}.{}-{}", plan_name, host.data(), ::getpid());
}

void write_whole(const std::string& path, const std::string& text) {
  OutputFile file(system_file_ops, AT_FDCWD, path, path, "nothing was run");
  file.write(text);
  file.close();
}

}  // namespace

std::string StudyPlan::json() const {
  nlohmann::ordered_json plan;
  plan[std::string(tasks_name)] = std::to_string(tasks);
  for (const auto& [name, value] : facts) plan[name] = value;
  return plan.dump(2) + "\n";
}

std::string StudyPlan::digest() const { return sha256_hex(json()); }

std::string StudyFolder::path_beside(const std::string& target) {
  std::string plain = target;
  while (plain.size() > 1 && plain.back() == '/') plain.pop_back();
  return plain + ".work";
}

StudyFolder::StudyFolder(const std::string& target, StudyPlan plan)
    : path_(path_beside(target)), plan_(std::move(plan)), digest_(plan_.digest()) {
  if (::mkdir(path_.c_str(), 0777) != 0 && errno != EEXIST) {
    throw OutputError(OutputError::Kind::cannot_create, fmt::format("{}: cannot create: {}", path_, reason(errno)));
  }
  struct stat status {};
  if (::stat(path_.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) {
    throw OutputError(OutputError::Kind::cannot_create, fmt::format("{}: exists and is not a folder", path_));
  }
  keep_plan();
}

std::string StudyFolder::records_of(Shard shard) const {
  return fmt::format("{}/shard-{}-of-{}.records", path_, shard.index + 1, shard.count);
}

// The plan appears whole or not at all, and the first of several processes wins.
void StudyFolder::keep_plan() {
  const std::string plan_path = path_ + "/" + plan_name;
  if (const std::optional<std::string> there = text_in(plan_path)) return expect_same_plan(*there);
  if (!record_files().empty()) {
    throw RecordError(fmt::format("{}: has records and no {}; remove it to begin anew", path_, plan_name));
  }
  const std::string own_path = path_ + "/" + own_name();
  ::unlink(own_path.c_str());
  write_whole(own_path, plan_.json());
  int error = ::link(own_path.c_str(), plan_path.c_str()) == 0 ? 0 : errno;
  // Some file systems have no links: there, two that begin in the same moment may both see nobody, and the records of
  // one of them will be refused by their digest.
  const bool has_no_links = error == EPERM || error == ENOTSUP || error == EOPNOTSUPP || error == ENOSYS;
  if (has_no_links && !text_in(plan_path)) error = ::rename(own_path.c_str(), plan_path.c_str()) == 0 ? 0 : errno;
  ::unlink(own_path.c_str());
  if (const std::optional<std::string> there = text_in(plan_path)) return expect_same_plan(*there);
  throw OutputError(OutputError::Kind::cannot_create, fmt::format("{}: cannot create: {}", plan_path, reason(error)));
}

void StudyFolder::expect_same_plan(const std::string& there) const {
  if (there == plan_.json()) return;
  const nlohmann::json old = nlohmann::json::parse(there, nullptr, false);
  if (!old.is_object()) {
    throw RecordError(fmt::format("{}/{}: is damaged; remove the folder to begin anew", path_, plan_name));
  }
  const nlohmann::json now = nlohmann::json::parse(plan_.json());
  const auto text = [](const nlohmann::json& plan, const std::string& name) {
    if (!plan.contains(name)) return std::string("not there");
    const std::string value = plan[name].is_string() ? plan[name].get<std::string>() : plan[name].dump();
    return value.size() == 64 ? value.substr(0, 12) : value;  // a digest
  };
  std::map<std::string, bool> names;
  for (const auto& item : old.items()) names[item.key()];
  for (const auto& item : now.items()) names[item.key()];
  std::string what;
  for (const auto& [name, unused] : names) {
    const std::string before = text(old, name);
    const std::string after = text(now, name);
    if (old.contains(name) && now.contains(name) && old[name] == now[name]) continue;
    what += fmt::format("{}{} was {} and is {}", what.empty() ? "" : ", ", name, before, after);
  }
  if (what.empty()) what = "its facts are in another order";
  throw RecordError(fmt::format(
      "{}: has the records of another study: {}; go on with what it was, name another output, or remove the folder",
      path_, what));
}

std::vector<StudyFolder::RecordFile> StudyFolder::record_files() const {
  std::vector<RecordFile> files;
  std::error_code error;
  for (std::filesystem::directory_iterator at(path_, error), end; !error && at != end; at.increment(error)) {
    if (const std::optional<Shard> shard = shard_in(at->path().filename().string())) {
      files.push_back({*shard, records_of(*shard)});
    }
  }
  if (error) throw RecordError(fmt::format("{}: cannot read: {}", path_, error.message()));
  std::sort(files.begin(), files.end(), [](const RecordFile& a, const RecordFile& b) {
    return a.shard.count != b.shard.count ? a.shard.count < b.shard.count : a.shard.index < b.shard.index;
  });
  return files;
}

RecordSet StudyFolder::records() const {
  std::vector<std::string> paths;
  for (RecordFile& file : record_files()) paths.push_back(std::move(file.path));
  return RecordSet(std::move(paths), digest_);
}

std::vector<std::string> StudyFolder::problems(const RecordSet& records) const {
  std::vector<std::string> sentences = records.problems(plan_.tasks);
  const std::vector<TaskRange> gaps = records.missing(plan_.tasks);
  const std::vector<RecordFile> files = record_files();
  if (gaps.empty() || files.empty()) return sentences;
  // Where all files are of one number of shards, who waits for a shard is told which.
  const std::uint64_t count = files.front().shard.count;
  if (files.back().shard.count != count || count == 1) return sentences;
  std::vector<std::uint64_t> lacking(count);
  for (const TaskRange gap : gaps) {
    for (std::uint64_t task = gap.first; task <= gap.last; ++task) ++lacking[task % count];
  }
  std::string names;
  for (std::uint64_t index = 0; index < count; ++index) {
    if (lacking[index] == 0) continue;
    const Shard shard{index, count};
    names += fmt::format("{}{} ({})", names.empty() ? "" : ", ", shard.name(), lacking[index]);
  }
  sentences.push_back(fmt::format("shards that lack tasks: {}", names));
  return sentences;
}

bool StudyFolder::remove() const {
  for (const RecordFile& file : record_files()) ::unlink(file.path.c_str());
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(path_, ignored), end; !ignored && at != end; at.increment(ignored)) {
    // With those that a process was killed over before it had renamed them.
    if (at->path().filename().string().rfind(plan_name, 0) == 0) ::unlink(at->path().c_str());
  }
  return ::rmdir(path_.c_str()) == 0;
}

}  // namespace sim
