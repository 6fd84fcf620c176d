#include "sim/worker_pool.hpp"

#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include "sim/check.hpp"
#include "sim/output_file.hpp"

namespace sim {

namespace {

// Between two looks at children whose time is limited.
constexpr std::chrono::milliseconds longest_wait{100};

constexpr int interrupting_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};

// Interrupting signals are read from a file while this exists, instead of being delivered; those that the process was
// started to ignore (nohup) stay ignored. And SIGCHLD is not ignored: how children end would be lost.
class SignalsAsFile {
 public:
  SignalsAsFile() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : interrupting_signals) {
      struct sigaction action {};
      ::sigaction(signal, nullptr, &action);
      const bool is_ignored = (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN;
      if (!is_ignored) sigaddset(&set, signal);
    }
    ::pthread_sigmask(SIG_BLOCK, &set, &before_);
    file_ = above_standard_streams(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    const int error = errno;
    struct sigaction plain {};
    plain.sa_handler = SIG_DFL;
    ::sigaction(SIGCHLD, &plain, &child_before_);
    if (file_.is_open()) return;
    restore();
    throw std::system_error(error, std::generic_category(), "cannot wait for signals");
  }
  SignalsAsFile(const SignalsAsFile&) = delete;
  SignalsAsFile& operator=(const SignalsAsFile&) = delete;
  ~SignalsAsFile() { restore(); }

  int file() const { return file_.get(); }
  int take() const {  // the signal that came, or 0
    signalfd_siginfo info{};
    return ::read(file_.get(), &info, sizeof info) == sizeof info ? static_cast<int>(info.ssi_signo) : 0;
  }

 private:
  void restore() {
    ::sigaction(SIGCHLD, &child_before_, nullptr);
    ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

  sigset_t before_{};
  struct sigaction child_before_ {};
  FileDescriptor file_;
};

class Pool {
 public:
  Pool(const NextTask& next, const Work& work, const OnDone& on_done, const PoolOptions& options)
      : next_(next), work_(work), on_done_(on_done), options_(options) {}

  PoolEnd run() {
    for (;;) {
      if (const int signal = signals_.take()) return {signal};
      start_workers();
      if (workers_.empty()) return {};
      wait();
      look_at_workers();
    }
  }

 private:
  struct Attempt {
    std::uint64_t task;
    int number;
  };

  std::optional<Attempt> next_attempt() {
    if (!again_.empty()) {
      const Attempt attempt = again_.back();
      again_.pop_back();
      return attempt;
    }
    if (!has_more_) return std::nullopt;
    const std::optional<std::uint64_t> task = next_();
    has_more_ = task.has_value();
    return task ? std::optional<Attempt>({*task, 1}) : std::nullopt;
  }

  void start_workers() {
    while (static_cast<int>(workers_.size()) < options_.jobs) {
      const std::optional<Attempt> attempt = next_attempt();
      if (!attempt) return;
      if (auto worker = Worker::start(work_, attempt->task, attempt->number, options_.memory_limit)) {
        workers_.push_back(std::move(*worker));
        continue;
      }
      // The machine has no room for another process or file now; it may have when one of ours has ended.
      const int error = errno;
      if (workers_.empty()) throw std::system_error(error, std::generic_category(), "cannot start a worker process");
      again_.push_back(*attempt);
      return;
    }
  }

  bool has_limit() const { return options_.time_limit.count() > 0; }

  void wait() {
    polled_.assign(1, {signals_.file(), POLLIN, 0});
    for (const Worker& worker : workers_) {
      polled_.push_back({worker.answer_file(), POLLIN, 0});
      polled_.push_back({worker.error_file(), POLLIN, 0});  // -1 is passed over
    }
    ::poll(polled_.data(), polled_.size(), has_limit() ? static_cast<int>(longest_wait.count()) : -1);
  }

  void look_at_workers() {
    for (std::size_t i = 0; i < workers_.size();) {
      Worker& worker = workers_[i];
      const bool has_more = worker.receive();
      const bool is_too_late = has_limit() && worker.time_spent(longest_wait) >= options_.time_limit;
      if (has_more && !worker.has_answered() && !is_too_late) {
        ++i;
        continue;
      }
      Worker ended = std::move(worker);
      if (i + 1 != workers_.size()) workers_[i] = std::move(workers_.back());
      workers_.pop_back();
      settle(ended, is_too_late);
    }
  }

  void settle(Worker& worker, bool is_too_late) {
    WorkerEnd end = worker.end(is_too_late);
    if (!end.has_answered && worker.attempt() < options_.attempts) {
      again_.push_back({worker.task(), worker.attempt() + 1});
    } else {
      on_done_(std::move(end.outcome));
    }
  }

  const NextTask& next_;
  const Work& work_;
  const OnDone& on_done_;
  const PoolOptions& options_;
  SignalsAsFile signals_;
  std::vector<Worker> workers_;
  std::vector<Attempt> again_;
  std::vector<pollfd> polled_;
  bool has_more_ = true;
};

}  // namespace

PoolEnd run_tasks(const NextTask& next, const Work& work, const OnDone& on_done, const PoolOptions& options) {
  EXPECTS(options.jobs >= 1 && options.attempts >= 1);
  return Pool(next, work, on_done, options).run();
}

int available_processors() {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (::sched_getaffinity(0, sizeof set, &set) == 0) return std::max(1, CPU_COUNT(&set));
  return std::max(1, static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)));
}

}  // namespace sim
