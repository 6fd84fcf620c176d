#include "sim/diagnostics.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

namespace sim {

namespace {
constexpr std::size_t most_printed = 100;
constexpr std::size_t longest_token = 80;  // bytes

auto place_of(const Diagnostic& d) { return std::tie(d.file, d.line, d.column, d.message, d.got, d.path); }

std::string last_key(const std::string& path) { return path.substr(path.rfind('.') + 1); }

bool same_finding(const Diagnostic& a, const Diagnostic& b) {
  return a.line > 0 && a.file == b.file && a.line == b.line && a.column == b.column && a.message == b.message &&
         a.got == b.got && last_key(a.path) == last_key(b.path);
}

std::string line_of(const Diagnostic& d) {
  std::string line = printable(d.file);
  if (!line.empty()) {
    if (d.line > 0) line += fmt::format(":{}:{}", d.line, d.column);
    line += ": ";
  }
  line += d.severity == Severity::error ? "error: " : "warning: ";
  if (!d.path.empty()) line += printable(d.path) + ": ";
  line += printable(d.message);
  if (!d.got.empty()) line += "; got " + printable(d.got);
  if (!d.expected.empty()) line += "; expected " + printable(d.expected);
  if (!d.hint.empty()) line += "; " + printable(d.hint);
  return line + "\n";
}
}  // namespace

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      result += fmt::format("\\x{:02x}", byte);
    } else {
      result += c;
    }
  }
  return result;
}

std::string quoted(std::string_view token) {
  if (token.size() <= longest_token) return '"' + printable(token) + '"';
  std::size_t end = longest_token;
  while (end > 0 && (static_cast<unsigned char>(token[end]) & 0xc0) == 0x80) --end;  // not inside a character
  return '"' + printable(token.substr(0, end)) + "...\"";
}

void Diagnostics::add(Severity severity, const Mark& mark, Diagnostic diagnostic) {
  diagnostic.severity = severity;
  diagnostic.file = mark.file_name();
  diagnostic.line = mark.line;
  diagnostic.column = mark.column;
  if (severity == Severity::error) ++errors_;
  all_.push_back(std::move(diagnostic));
}

void Diagnostics::error(const std::string& path, std::string message, std::string got, std::string expected,
                        std::string hint) {
  if (got.empty()) got = written_at(path);
  error_at(at(path), path, std::move(message), std::move(got), std::move(expected), std::move(hint));
}

void Diagnostics::warning(const std::string& path, std::string message, std::string got, std::string expected,
                          std::string hint) {
  if (got.empty()) got = written_at(path);
  warning_at(at(path), path, std::move(message), std::move(got), std::move(expected), std::move(hint));
}

void Diagnostics::error_at(const Mark& mark, std::string path, std::string message, std::string got,
                           std::string expected, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.path = std::move(path);
  diagnostic.message = std::move(message);
  diagnostic.got = std::move(got);
  diagnostic.expected = std::move(expected);
  diagnostic.hint = std::move(hint);
  add(Severity::error, mark, std::move(diagnostic));
}

void Diagnostics::warning_at(const Mark& mark, std::string path, std::string message, std::string got,
                             std::string expected, std::string hint) {
  Diagnostic diagnostic;
  diagnostic.path = std::move(path);
  diagnostic.message = std::move(message);
  diagnostic.got = std::move(got);
  diagnostic.expected = std::move(expected);
  diagnostic.hint = std::move(hint);
  add(Severity::warning, mark, std::move(diagnostic));
}

std::string Diagnostics::written_at(std::string_view path) const {
  const Node* node = tree_ ? find_path(*tree_, path) : nullptr;
  if (node != nullptr && node->is_map()) node = node->find("value");  // with its evidence
  return node != nullptr && node->is_scalar() && !node->text.empty() ? sim::quoted(node->text) : std::string();
}

Mark Diagnostics::at(std::string_view path) const { return tree_ ? locate(*tree_, path) : Mark(); }

std::vector<Diagnostic> Diagnostics::sorted() const {
  std::vector<Diagnostic> result = all_;
  std::stable_sort(result.begin(), result.end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return place_of(a) < place_of(b); });
  // What a thing and its copies say is wrong once, in the place where it was written.
  result.erase(std::unique(result.begin(), result.end(), same_finding), result.end());
  return result;
}

std::string Diagnostics::text() const {
  const std::vector<Diagnostic> all = sorted();
  std::string result;
  for (std::size_t i = 0; i < std::min(all.size(), most_printed); ++i) result += line_of(all[i]);
  if (all.size() > most_printed) result += fmt::format("... and {} more\n", all.size() - most_printed);
  const auto errors =
      std::count_if(all.begin(), all.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
  if (errors > 0) result += fmt::format("{} error{}; nothing was simulated\n", errors, errors == 1 ? "" : "s");
  return result;
}

std::string Diagnostics::json() const {
  const std::vector<Diagnostic> all = sorted();
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  int errors = 0;
  for (const Diagnostic& d : all) {
    errors += d.severity == Severity::error ? 1 : 0;
    list.push_back({{"severity", d.severity == Severity::error ? "error" : "warning"},
                    {"file", d.file},
                    {"line", d.line},
                    {"column", d.column},
                    {"path", d.path},
                    {"message", d.message},
                    {"got", d.got},
                    {"expected", d.expected},
                    {"hint", d.hint}});
  }
  const nlohmann::ordered_json result = {
      {"errors", errors}, {"warnings", static_cast<int>(all.size()) - errors}, {"diagnostics", list}};
  return result.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace sim
