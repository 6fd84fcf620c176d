#include "sim/text_check.hpp"

#include <fmt/core.h>

namespace sim {

namespace {
unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

// Which other encoding the first bytes look like; empty for none.
std::string other_encoding(std::string_view bytes) {
  if (bytes.substr(0, 4) == std::string_view("\xff\xfe\0\0", 4) ||
      bytes.substr(0, 4) == std::string_view("\0\0\xfe\xff", 4)) {
    return "UTF-32";
  }
  if (bytes.substr(0, 2) == "\xff\xfe" || bytes.substr(0, 2) == "\xfe\xff") return "UTF-16";
  if (bytes.size() < 4) return {};
  int zeros = 0;
  for (std::size_t i = 0; i < 4; ++i) zeros += bytes[i] == '\0' ? 1 : 0;
  if (zeros == 3) return "UTF-32";
  const bool every_second = (bytes[0] == '\0' && bytes[2] == '\0') || (bytes[1] == '\0' && bytes[3] == '\0');
  return zeros == 2 && every_second ? "UTF-16" : "";
}

// Length of the well-formed UTF-8 character at `at`, or 0 (Unicode 15, table 3-7: no overlong forms, no surrogates).
std::size_t character_length(std::string_view bytes, std::size_t at) {
  const unsigned lead = byte_at(bytes, at);
  if (lead < 0x80) return 1;
  std::size_t length = 0;
  unsigned least = 0x80, most = 0xbf;  // of the second byte
  if (lead >= 0xc2 && lead <= 0xdf) {
    length = 2;
  } else if (lead >= 0xe0 && lead <= 0xef) {
    length = 3;
    if (lead == 0xe0) least = 0xa0;
    if (lead == 0xed) most = 0x9f;
  } else if (lead >= 0xf0 && lead <= 0xf4) {
    length = 4;
    if (lead == 0xf0) least = 0x90;
    if (lead == 0xf4) most = 0x8f;
  } else {
    return 0;
  }
  if (at + length > bytes.size()) return 0;
  if (byte_at(bytes, at + 1) < least || byte_at(bytes, at + 1) > most) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(bytes, at + i) & 0xc0) != 0x80) return 0;
  }
  return length;
}
}  // namespace

std::string_view without_byte_order_mark(std::string_view bytes) {
  return bytes.substr(0, 3) == "\xef\xbb\xbf" ? bytes.substr(3) : bytes;
}

std::optional<TextProblem> find_text_problem(std::string_view bytes) {
  const std::string encoding = other_encoding(bytes);
  if (!encoding.empty()) return TextProblem{0, fmt::format("is not UTF-8 (looks like {})", encoding)};
  for (std::size_t at = 0; at < bytes.size();) {
    const unsigned byte = byte_at(bytes, at);
    const std::size_t length = character_length(bytes, at);
    if (length == 0)
      return TextProblem{at, fmt::format("is not a text file: byte 0x{:02x} at offset {} is not UTF-8", byte, at)};
    const bool line_end = byte == '\r' && at + 1 < bytes.size() && bytes[at + 1] == '\n';
    const bool control = (byte < 0x20 && byte != '\t' && byte != '\n' && !line_end) || byte == 0x7f;
    if (control) {
      return TextProblem{at, fmt::format("is not a text file: control character 0x{:02x} at offset {}", byte, at)};
    }
    if (at > 0 && bytes.substr(at, 3) == "\xef\xbb\xbf") {
      return TextProblem{at, fmt::format("has a byte order mark inside, at offset {}", at)};
    }
    at += length;
  }
  return std::nullopt;
}

}  // namespace sim
