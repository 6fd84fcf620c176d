#include "sim/signal_cleanup.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

#include "sim/check.hpp"

namespace sim {

namespace {

constexpr int ending_signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGALRM, SIGXCPU, SIGUSR1, SIGUSR2};

std::array<std::atomic<const WatchedFolder*>, 16> watched{};
static_assert(std::atomic<const WatchedFolder*>::is_always_lock_free, "a signal handler reads it");

void remove_and_die(int signal) {
  const int error = errno;
  for (const auto& slot : watched) {
    if (const WatchedFolder* folder = slot.load()) folder->remove();
  }
  errno = error;
  // The signal is blocked while its handler runs, so it ends the process as soon as the handler returns.
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

sigset_t ending_signal_set() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : ending_signals) sigaddset(&set, signal);
  return set;
}

}  // namespace

WatchedFolder::WatchedFolder(int parent, int folder, std::string name)
    : parent_(parent), folder_(folder), name_(std::move(name)), owner_(::getpid()) {
  watch();
}

WatchedFolder::~WatchedFolder() {
  stop();
  const File* file = files_.exchange(nullptr);
  while (file != nullptr) delete std::exchange(file, file->next);
}

void WatchedFolder::add_file(const std::string& name) { files_.store(new File{name, files_.load()}); }

void WatchedFolder::stop() {
  for (auto& slot : watched) {
    const WatchedFolder* self = this;
    slot.compare_exchange_strong(self, nullptr);
  }
}

void WatchedFolder::watch() {
  for (auto& slot : watched) {
    const WatchedFolder* none = nullptr;
    if (slot.compare_exchange_strong(none, this)) return;
  }
  check_failed("no more than 16 folders are written at once", __FILE__, __LINE__, name_);
}

void WatchedFolder::remove() const {
  if (::getpid() != owner_) return;
  for (const File* file = files_.load(); file != nullptr; file = file->next) ::unlinkat(folder_, file->name.c_str(), 0);
  ::unlinkat(parent_, name_.c_str(), AT_REMOVEDIR);
}

void remove_watched_folders_on_signals() {
  struct sigaction action {};
  action.sa_handler = remove_and_die;
  action.sa_mask = ending_signal_set();
  for (const int signal : ending_signals) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    const bool is_ignored = (before.sa_flags & SA_SIGINFO) == 0 && before.sa_handler == SIG_IGN;
    if (!is_ignored || signal == SIGPIPE) ::sigaction(signal, &action, nullptr);
  }
  ::signal(SIGXFSZ, SIG_IGN);
}

SignalsHeldBack::SignalsHeldBack() {
  const sigset_t set = ending_signal_set();
  ::pthread_sigmask(SIG_BLOCK, &set, &before_);
}

SignalsHeldBack::~SignalsHeldBack() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

}  // namespace sim
