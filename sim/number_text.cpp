#include "sim/number_text.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cmath>

namespace sim {

namespace {
bool is_digit(char c) { return c >= '0' && c <= '9'; }

NumberText refused(std::string problem, std::string hint = "") {
  NumberText result;
  result.problem = std::move(problem);
  result.hint = std::move(hint);
  return result;
}

std::string without_separators(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c != '_' && c != ',' && c != '\'' && c != ' ') result += c;
  }
  return result;
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// Why a text that is not in the grammar is not, in the words of who wrote it.
NumberText explain(std::string_view text) {
  const std::string foreign = first_foreign_character(text);
  if (!foreign.empty()) return refused("has the character " + foreign + " where a plain digit or sign is due");
  std::string_view rest = text;
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+')) rest.remove_prefix(1);
  if (rest.empty() || !(is_digit(rest[0]) || rest[0] == '.')) {
    if (rest == ".inf" || rest == "inf" || rest == ".Inf" || rest == ".INF") return refused("is not finite");
    return refused("is not a number");
  }
  if (rest == ".nan" || rest == ".inf" || rest == ".NaN" || rest == ".Inf") return refused("is not finite");
  if (text[0] == '+') return refused("has a sign `+`", "write " + std::string(rest));
  if (rest.size() > 1 && rest[0] == '0') {
    if (rest[1] == 'x' || rest[1] == 'X') return refused("is hexadecimal", "write it in decimal digits");
    if (rest[1] == 'o' || rest[1] == 'b') return refused("is not decimal", "write it in decimal digits");
    if (is_digit(rest[1])) return refused("has a leading zero");
  }
  if (rest.find(':') != std::string_view::npos) return refused("is not a number", "a duration is written like 19 h");
  for (char separator : {'_', ',', '\''}) {
    if (rest.find(separator) == std::string_view::npos) continue;
    const std::string plain = without_separators(text);
    return refused(fmt::format("has a separator `{}`", separator),
                   read_number(plain).ok() ? "write " + plain + ", with `.` before decimals" : "");
  }
  return refused("is not a number");
}
}  // namespace

std::string first_foreign_character(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) continue;
    const int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
    unsigned code = lead & (0x3fu >> more);
    for (int k = 1; k <= more && i + static_cast<std::size_t>(k) < text.size(); ++k) {
      code = (code << 6) | (static_cast<unsigned char>(text[i + static_cast<std::size_t>(k)]) & 0x3fu);
    }
    return fmt::format("U+{:04X}", code);
  }
  return {};
}

NumberText read_number(std::string_view text, int shift) {
  std::size_t at = !text.empty() && text[0] == '-' ? 1 : 0;
  const std::size_t whole = at;
  at = skip_digits(text, at);
  if (at == whole || (text[whole] == '0' && at > whole + 1)) return explain(text);
  if (at < text.size() && text[at] == '.') {
    const std::size_t decimals = at + 1;
    at = skip_digits(text, decimals);
    if (at == decimals) return explain(text);
  }
  const std::string_view mantissa = text.substr(0, at);
  int exponent = 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    std::size_t digits = at + 1;
    if (digits < text.size() && text[digits] == '+') ++digits;
    const auto [end, error] = std::from_chars(text.data() + digits, text.data() + text.size(), exponent);
    if (error == std::errc::result_out_of_range || exponent > 400 || exponent < -400) return refused("is out of range");
    if (error != std::errc()) return explain(text);
    at = static_cast<std::size_t>(end - text.data());
  }
  if (at != text.size()) return explain(text);

  const std::string shifted = fmt::format("{}e{}", mantissa, exponent + shift);
  NumberText result;
  const auto [end, error] = std::from_chars(shifted.data(), shifted.data() + shifted.size(), result.value);
  if (error != std::errc() || !std::isfinite(result.value)) return refused("is out of range");
  if (result.value == 0) result.value = 0;  // no negative zero
  return result;
}

std::string number_text(double value) {
  if (value == 0) return "0";
  if (std::abs(value) <= 9007199254740992.0 && value == std::floor(value)) {
    return fmt::format("{}", static_cast<long long>(value));
  }
  return fmt::format("{}", value);
}

std::string decimal_text(long long value, int shift) {
  if (shift <= 0) return fmt::format("{}", value);
  std::string digits = fmt::format(
      "{}", value < 0 ? 0ull - static_cast<unsigned long long>(value) : static_cast<unsigned long long>(value));
  const auto places = static_cast<std::size_t>(shift);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  std::string decimals = digits.substr(digits.size() - places);
  digits.resize(digits.size() - places);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  return (value < 0 ? "-" : "") + digits + (decimals.empty() ? "" : "." + decimals);
}

}  // namespace sim
