#include "sim/worker.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>
#include <new>
#include <utility>

#include "sim/checksum.hpp"

namespace sim {

namespace {

// What a child sends: this, then so many bytes.
struct AnswerHead {
  enum Kind : std::uint64_t { result = 1, exception = 2, no_memory = 3 };
  std::uint64_t kind;
  std::uint64_t bytes;
  std::uint64_t sum;  // of the bytes
};

constexpr std::size_t kept_of_stderr = 2000;

struct Pipe {
  FileDescriptor read;
  FileDescriptor write;
};

Pipe make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {};
  Pipe pipe{above_standard_streams(ends[0]), above_standard_streams(ends[1])};
  if (pipe.read.is_open()) ::fcntl(pipe.read.get(), F_SETFL, O_NONBLOCK);
  return pipe;
}

// ---- In the child. Nothing here returns to the caller's code but `work` itself.

void send(int file, const void* bytes, std::size_t count) {
  const char* at = static_cast<const char*>(bytes);
  while (count > 0) {
    const ssize_t sent = uninterrupted([&] { return ::write(file, at, count); });
    if (sent <= 0) _exit(70);
    at += sent;
    count -= static_cast<std::size_t>(sent);
  }
}

void send_answer(int file, AnswerHead::Kind kind, std::string_view bytes) {
  const AnswerHead head{kind, bytes.size(), checksum(bytes)};
  send(file, &head, sizeof head);
  send(file, bytes.data(), bytes.size());
}

// Handlers of the parent would act for the parent. Interrupting signals stay blocked: what Ctrl-C means for a task is
// for the parent to say, and a library may put a handler of its own in place later.
void reset_signals() {
  for (int signal = 1; signal < NSIG; ++signal) {
    struct sigaction action {};
    if (::sigaction(signal, nullptr, &action) != 0) continue;
    const bool is_plain = (action.sa_flags & SA_SIGINFO) == 0;
    if (is_plain && (action.sa_handler == SIG_DFL || action.sa_handler == SIG_IGN)) continue;
    action = {};
    action.sa_handler = SIG_DFL;
    ::sigaction(signal, &action, nullptr);
  }
}

// Where memory runs out, the kernel is to end a task and not the parent of all.
void offer_to_oom_killer() {
  const FileDescriptor file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
  if (file.is_open() && ::write(file.get(), "500", 3) != 3) return;  // nothing is lost
}

[[noreturn]] void be_child(const Work& work, std::uint64_t task, std::uint64_t memory_limit, pid_t parent, int answer,
                           int errors) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) _exit(70);  // it died before that
  reset_signals();
  offer_to_oom_killer();
  ::dup2(errors, STDERR_FILENO);
  if (memory_limit != 0) {
    rlimit limit{};
    ::getrlimit(RLIMIT_AS, &limit);
    limit.rlim_cur = std::min<rlim_t>(memory_limit, limit.rlim_max);
    ::setrlimit(RLIMIT_AS, &limit);
  }
  try {
    send_answer(answer, AnswerHead::result, work(task));
  } catch (const std::bad_alloc&) {
    send_answer(answer, AnswerHead::no_memory, "");
  } catch (const std::exception& e) {
    send_answer(answer, AnswerHead::exception, e.what());
  } catch (...) {
    send_answer(answer, AnswerHead::exception, "an exception that is no std::exception");
  }
  _exit(0);
}

// ---- In the parent.

// One line, in letters that every table can hold.
std::string with_errors(const std::string& what, const std::string& errors) {
  std::string said;
  for (const char c : errors) {
    const bool is_blank = c == ' ' || std::iscntrl(static_cast<unsigned char>(c)) != 0;
    if (!is_blank) {
      said += static_cast<unsigned char>(c) < 0x80 ? c : '?';
    } else if (!said.empty() && said.back() != ' ') {
      said += ' ';
    }
  }
  if (!said.empty() && said.back() == ' ') said.pop_back();
  return said.empty() ? what : fmt::format("{}: {}", what, said);
}

std::string text_of_end(int status) {
  if (!WIFSIGNALED(status)) return fmt::format("exit code {}", WEXITSTATUS(status));
  const int signal = WTERMSIG(status);
  const char* name = ::sigabbrev_np(signal);
  if (name == nullptr) return fmt::format("killed by signal {}", signal);
  return fmt::format("killed by SIG{}{}", name, signal == SIGKILL ? ", as the kernel does when memory runs out" : "");
}

AnswerHead head_of(const std::string& received) {
  AnswerHead head{};
  std::memcpy(&head, received.data(), sizeof head);
  return head;
}

}  // namespace

const char* name_of(TaskStatus status) {
  switch (status) {
    case TaskStatus::done:
      return "done";
    case TaskStatus::failed:
      return "failed";
    case TaskStatus::timed_out:
      return "timed out";
    case TaskStatus::out_of_memory:
      return "out of memory";
  }
  return "unknown";
}

std::optional<Worker> Worker::start(const Work& work, std::uint64_t task, int attempt, std::uint64_t memory_limit) {
  Pipe answer = make_pipe();
  Pipe errors = make_pipe();
  if (!answer.write.is_open() || !errors.write.is_open()) return std::nullopt;
  std::fflush(nullptr);  // else a child that exits would print it again
  const pid_t parent = ::getpid();
  const pid_t process = ::fork();
  if (process < 0) return std::nullopt;
  if (process == 0) be_child(work, task, memory_limit, parent, answer.write.get(), errors.write.get());
  return Worker(process, task, attempt, std::move(answer.read), std::move(errors.read));
}

Worker::Worker(pid_t process, std::uint64_t task, int attempt, FileDescriptor answer, FileDescriptor errors)
    : task_(task),
      attempt_(attempt),
      process_(process),
      answer_(std::move(answer)),
      errors_(std::move(errors)),
      last_look_(std::chrono::steady_clock::now()) {}

Worker& Worker::operator=(Worker&& other) noexcept {
  std::swap(task_, other.task_);
  std::swap(attempt_, other.attempt_);
  std::swap(process_, other.process_);
  std::swap(answer_, other.answer_);
  std::swap(errors_, other.errors_);
  std::swap(received_, other.received_);
  std::swap(said_, other.said_);
  std::swap(last_look_, other.last_look_);
  std::swap(spent_, other.spent_);
  return *this;
}

Worker::~Worker() {
  if (process_ != 0) kill_and_wait();
}

bool Worker::receive() {
  receive_errors();
  char buffer[1 << 16];
  for (int turn = 0; turn < 16; ++turn) {
    const ssize_t count = uninterrupted([&] { return ::read(answer_.get(), buffer, sizeof buffer); });
    if (count == 0) return false;
    if (count < 0) return errno == EAGAIN;
    received_.append(buffer, static_cast<std::size_t>(count));
  }
  return true;
}

void Worker::receive_errors() {
  char buffer[1 << 12];
  for (int turn = 0; turn < 16 && errors_.is_open(); ++turn) {
    const ssize_t count = uninterrupted([&] { return ::read(errors_.get(), buffer, sizeof buffer); });
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) {
      errors_ = FileDescriptor();
      return;
    }
    said_.append(buffer, static_cast<std::size_t>(count));
    if (said_.size() > kept_of_stderr) said_.erase(0, said_.size() - kept_of_stderr);
  }
}

bool Worker::has_answered() const {
  return received_.size() >= sizeof(AnswerHead) && received_.size() - sizeof(AnswerHead) >= head_of(received_).bytes;
}

std::chrono::nanoseconds Worker::time_spent(std::chrono::nanoseconds usual) {
  const auto now = std::chrono::steady_clock::now();
  spent_ += std::min<std::chrono::nanoseconds>(now - last_look_, 2 * usual);
  last_look_ = now;
  return spent_;
}

WorkerEnd Worker::end(bool is_too_late) {
  const int status = kill_and_wait();
  receive();  // what it wrote since the last look
  if (has_answered()) return answered();
  if (is_too_late) return {{task_, TaskStatus::timed_out, with_errors("took longer than the time limit", said_)}};
  return {{task_, TaskStatus::failed, with_errors(text_of_end(status), said_)}};
}

// A child that has ended already keeps its status, and there is nothing left to do for one that has answered.
int Worker::kill_and_wait() {
  int status = 0;
  ::kill(process_, SIGKILL);
  uninterrupted([&] { return ::waitpid(process_, &status, 0); });
  process_ = 0;
  return status;
}

WorkerEnd Worker::answered() {
  const AnswerHead head = head_of(received_);
  received_.erase(0, sizeof head);
  if (received_.size() != head.bytes || checksum(received_) != head.sum) {
    return {{task_, TaskStatus::failed, with_errors("its answer was damaged", said_)}};
  }
  switch (head.kind) {
    case AnswerHead::result:
      return {{task_, TaskStatus::done, std::move(received_)}, true};
    case AnswerHead::no_memory:
      return {{task_, TaskStatus::out_of_memory, with_errors("out of memory", said_)}, true};
    default:
      return {{task_, TaskStatus::failed, with_errors(received_, said_)}, true};
  }
}

}  // namespace sim
