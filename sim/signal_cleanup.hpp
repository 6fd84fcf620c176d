#pragma once
// Files that must not stay behind when a signal ends the process.
//
// Results are written into a temporary folder. If SIGINT, SIGTERM, SIGHUP, SIGPIPE or another signal that would end the
// process arrives, the known files of such folders are removed and the process then dies by that same signal, as a
// shell expects. After SIGKILL the folder stays; the next run with the same target removes it.

#include <signal.h>
#include <sys/types.h>

#include <atomic>
#include <string>

namespace sim {

// A folder with known files, removed by a signal as long as it is watched. Nothing here allocates or locks in the
// handler: names are published by one atomic store each and stay until the end.
class WatchedFolder {
 public:
  // The folder `name` within the open folder `parent`, itself open as `folder`. Both must stay open. Watched from now
  // on.
  WatchedFolder(int parent, int folder, std::string name);
  WatchedFolder(const WatchedFolder&) = delete;
  WatchedFolder& operator=(const WatchedFolder&) = delete;
  ~WatchedFolder();

  void add_file(const std::string& name);  // before the file is made
  void stop();                             // the files stay, whatever comes
  void watch();                            // again

  // Removes the files and the folder. Safe to call in a signal handler. Does nothing in a forked child: the files are
  // its parent's.
  void remove() const;

 private:
  struct File {
    std::string name;
    const File* next;
  };

  int parent_;
  int folder_;
  std::string name_;
  pid_t owner_;
  std::atomic<const File*> files_{nullptr};
};

// Installs the handlers; may be called again if a library has put its own in place since. Signals that were ignored
// when the process started stay ignored (nohup), except SIGPIPE. SIGXFSZ is ignored, so that a file-size limit is an
// error of write.
void remove_watched_folders_on_signals();

// Holds those signals back for this thread while it exists.
class SignalsHeldBack {
 public:
  SignalsHeldBack();
  SignalsHeldBack(const SignalsHeldBack&) = delete;
  SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;
  ~SignalsHeldBack();

 private:
  sigset_t before_;
};

}  // namespace sim
