#pragma once
// Is this a text at all? Checked before a byte of it is parsed: UTF-8 (offsets count from 0), no control characters,
// not the first bytes of another kind of file.

#include <optional>
#include <string>
#include <string_view>

namespace sim {

struct TextProblem {
  std::size_t offset = 0;  // in bytes, from the start of the file
  std::string message;     // "is not UTF-8 (byte 0xff at offset 12)"
};

// The first problem, or nothing. Tabs, line feeds and carriage returns before line feeds are text.
std::optional<TextProblem> find_text_problem(std::string_view bytes);

// The bytes without a UTF-8 byte order mark at the start.
std::string_view without_byte_order_mark(std::string_view bytes);

}  // namespace sim
