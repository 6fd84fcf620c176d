#include "sim/progress.hpp"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace sim {

namespace {

using namespace std::chrono_literals;

// 75 s as 1:15, 3675 s as 1:01:15.
std::string minutes_text(std::chrono::seconds time) {
  const auto s = time.count();
  if (s >= 3600) return fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
  return fmt::format("{}:{:02}", s / 60, s % 60);
}

}  // namespace

Progress::Options Progress::for_standard_error(bool quiet) {
  Options options;
  if (quiet) return options;
  options.style = ::isatty(STDERR_FILENO) != 0 ? Style::terminal : Style::log;
  winsize size{};
  if (::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) options.width = size.ws_col;
  return options;
}

Progress::Progress(std::string doing, Options options)
    : doing_(std::move(doing)),
      options_(options),
      start_(options_.now()),
      next_(start_ + (options_.style == Style::terminal ? 1s : 30s)) {}

Progress::~Progress() { clear(); }

void Progress::update(double done, std::string_view where) {
  if (options_.style == Style::quiet) return;
  const Clock::time_point now = options_.now();
  if (now < next_) return;
  std::string text = line(done, where, now - start_);
  if (options_.style == Style::log) {
    write(text + "\n");
    next_ = now + 30s;
    return;
  }
  // A line as wide as the terminal would begin a new one. What is left of a longer line before is blanked.
  text.resize(std::min(text.size(), options_.width > 1 ? options_.width - 1 : 0));
  const std::size_t size = text.size();
  if (size < shown_) text.append(shown_ - size, ' ');
  write(fmt::format("\r{}", text));
  shown_ = size;
  next_ = now + 100ms;
}

void Progress::clear() {
  if (shown_ == 0) return;
  write(fmt::format("\r{:{}}\r", "", shown_));
  shown_ = 0;
}

std::string Progress::line(double done, std::string_view where, Clock::duration elapsed) const {
  const double share = done > 0 ? std::min(done, 1.0) : 0.0;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(elapsed);
  std::string text =
      fmt::format("{}: {} %, {}, {}", doing_, static_cast<int>(share * 100), where, minutes_text(seconds));
  // Early guesses would only jump about.
  if (share >= 0.01) {
    const double left = static_cast<double>(seconds.count()) * (1 - share) / share;
    text += fmt::format(", about {} left", minutes_text(std::chrono::seconds(static_cast<long long>(left))));
  }
  return text;
}

// Errors do not matter: who cannot be told is not waiting.
void Progress::write(std::string_view text) {
  if (options_.out != nullptr) {
    options_.out->write(text);
    return;
  }
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace sim
