#include "sim/text_check.hpp"

#include <catch2/catch.hpp>

namespace {
std::string problem(std::string_view bytes) {
  const auto found = sim::find_text_problem(bytes);
  return found ? found->message : "";
}
}  // namespace

TEST_CASE("plain text passes, with CRLF, tabs, a byte order mark and any alphabet", "[text]") {
  CHECK(problem("a: 1\r\nb:\t2\n").empty());
  CHECK(problem("\xef\xbb\xbf"
                "a: 1\n")
            .empty());
  CHECK(problem("a: M\xc3\xbcller \xe4\xb8\x80 \xf0\x9f\x98\x80\n").empty());
  CHECK(problem("").empty());
  CHECK(sim::without_byte_order_mark("\xef\xbb\xbf"
                                     "a") == "a");
}

TEST_CASE("bytes that are not UTF-8 are refused with their offset", "[text]") {
  CHECK(problem("ab\xff") == "is not a text file: byte 0xff at offset 2 is not UTF-8");
  CHECK(problem("ab\xfe") == "is not a text file: byte 0xfe at offset 2 is not UTF-8");
  CHECK(problem("\x80") == "is not a text file: byte 0x80 at offset 0 is not UTF-8");
  CHECK(problem("a: \xc0\xaf") == "is not a text file: byte 0xc0 at offset 3 is not UTF-8");
  CHECK(problem("a: \xed\xa0\x80") == "is not a text file: byte 0xed at offset 3 is not UTF-8");
  CHECK(problem("a: \xf4\x90\x80\x80") == "is not a text file: byte 0xf4 at offset 3 is not UTF-8");
  CHECK(problem("a: \xc3") == "is not a text file: byte 0xc3 at offset 3 is not UTF-8");
  CHECK(problem("a: \xe0\x80\xaf") == "is not a text file: byte 0xe0 at offset 3 is not UTF-8");
}

TEST_CASE("control characters are refused with their offset", "[text]") {
  CHECK(problem(std::string_view("ab: 1\0", 6)) == "is not a text file: control character 0x00 at offset 5");
  for (const char c : {'\x04', '\x1a', '\x1b', '\b', '\x7f', '\r'}) {
    CHECK_FALSE(problem(std::string("name: a") + c + "b").empty());
  }
}

TEST_CASE("UTF-16 and UTF-32 are named, with and without a byte order mark", "[text]") {
  CHECK(problem(std::string_view("\xff\xfe"
                                 "a\0",
                                 4)) == "is not UTF-8 (looks like UTF-16)");
  CHECK(problem(std::string_view("\xfe\xff\0a", 4)) == "is not UTF-8 (looks like UTF-16)");
  CHECK(problem(std::string_view("a\0:\0", 4)) == "is not UTF-8 (looks like UTF-16)");
  CHECK(problem(std::string_view("\0a\0:", 4)) == "is not UTF-8 (looks like UTF-16)");
  CHECK(problem(std::string_view("\xff\xfe\0\0", 4)) == "is not UTF-8 (looks like UTF-32)");
  CHECK(problem(std::string_view("a\0\0\0", 4)) == "is not UTF-8 (looks like UTF-32)");
}
