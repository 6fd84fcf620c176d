#pragma once
// What is wrong with the input: collected, sorted by place and printed all at once, once.
//
//   scenarios/west.yaml:14:23: error: sites.a.load: is an energy; got "200 MWh"; expected a power, for example 200 MW
//   2 errors; nothing was simulated
//
// Nothing here stops anything: readers report and go on, and whoever called them asks `any_errors()` at the end.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sim/node.hpp"

namespace sim {

enum class Severity { error, warning };

struct Diagnostic {
  Severity severity = Severity::error;
  std::string file;
  int line = 0;  // from 1; 0 is the file as a whole
  int column = 0;
  std::string path;      // sites.a.load
  std::string message;   // what is wrong: "is an energy"
  std::string got;       // the offending token, as `quoted` gives it
  std::string expected;  // "a power, for example 200 MW"
  std::string hint;      // "did you mean \"x\"?"

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

// A token of the input in quotes: control characters escaped, cut after 80 bytes (a file included by mistake may be
// secret).
std::string quoted(std::string_view token);

// Control characters as \x1b, so that a message cannot steer the terminal.
std::string printable(std::string_view text);

class Diagnostics {
 public:
  // Located at a path of the tree given to locate_in(), or at its nearest existing ancestor. Where `got` is empty and
  // one value is written at the path, that is what we got.
  void error(const std::string& path, std::string message, std::string got = "", std::string expected = "",
             std::string hint = "");
  void warning(const std::string& path, std::string message, std::string got = "", std::string expected = "",
               std::string hint = "");

  // Located at a place of a file.
  void error_at(const Mark& mark, std::string path, std::string message, std::string got = "",
                std::string expected = "", std::string hint = "");
  void warning_at(const Mark& mark, std::string path, std::string message, std::string got = "",
                  std::string expected = "", std::string hint = "");

  // The merged tree in which error() and at() look up paths.
  void locate_in(std::shared_ptr<const Node> tree) { tree_ = std::move(tree); }
  Mark at(std::string_view path) const;

  bool any_errors() const { return errors_ > 0; }
  int error_count() const { return errors_; }
  int warning_count() const { return static_cast<int>(all_.size()) - errors_; }

  std::vector<Diagnostic> sorted() const;  // by place; each once

  std::string text() const;  // one line each, at most 100, and the count; empty when there is nothing to say
  std::string json() const;  // { "errors": 2, "warnings": 0, "diagnostics": [...] }

 private:
  void add(Severity severity, const Mark& mark, Diagnostic diagnostic);
  std::string written_at(std::string_view path) const;

  std::shared_ptr<const Node> tree_;
  std::vector<Diagnostic> all_;
  int errors_ = 0;
};

}  // namespace sim
