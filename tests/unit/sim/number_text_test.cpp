#include "sim/number_text.hpp"

#include <catch2/catch.hpp>

using sim::read_number;

TEST_CASE("numbers of the grammar are read exactly", "[number]") {
  CHECK(read_number("0").value == 0);
  CHECK(read_number("-12").value == -12);
  CHECK(read_number("0.5").value == 0.5);
  CHECK(read_number("1e3").value == 1000);
  CHECK(read_number("2.5E-3").value == 0.0025);
  CHECK(read_number("1e+2").value == 100);
  CHECK(read_number("-0").value == 0);
  CHECK_FALSE(std::signbit(read_number("-0.0").value));
}

TEST_CASE("a shift moves the decimal point of the digits, without rounding twice", "[number]") {
  CHECK(read_number("4.3", -2).value == 0.043);  // 4.3 / 100 is 0.042999999999999997
  CHECK(read_number("35.25", 6).value == 35250000);
  CHECK(read_number("1e3", 3).value == 1e6);
}

TEST_CASE("what is no number is refused with the reason", "[number]") {
  const auto problem = [](const char* text) { return read_number(text).problem; };
  CHECK(problem("010") == "has a leading zero");
  CHECK(problem("08") == "has a leading zero");
  CHECK(problem("-01.5") == "has a leading zero");
  CHECK(problem("0x1F") == "is hexadecimal");
  CHECK(problem("0o10") == "is not decimal");
  CHECK(problem("1_000") == "has a separator `_`");
  CHECK(problem("1,000") == "has a separator `,`");
  CHECK(problem("1'000") == "has a separator `'`");
  CHECK(problem("1.000,5") == "has a separator `,`");
  CHECK(problem(".inf") == "is not finite");
  CHECK(problem("-.inf") == "is not finite");
  CHECK(problem(".nan") == "is not finite");
  CHECK(problem("inf") == "is not finite");
  CHECK(problem("nan") == "is not a number");
  CHECK(problem("1e400") == "is out of range");
  CHECK(problem("1e999999999999") == "is out of range");
  CHECK(problem("+5") == "has a sign `+`");
  CHECK(problem("12:30") == "is not a number");
  CHECK(problem("190:20:30") == "is not a number");
  CHECK(problem("1.") == "is not a number");
  CHECK(problem(".5") == "is not a number");
  CHECK(problem("1e") == "is not a number");
  CHECK(problem("") == "is not a number");
  CHECK(problem("five") == "is not a number");
}

TEST_CASE("a foreign digit, minus or blank is named", "[number]") {
  CHECK(read_number("\xe2\x88\x92"
                    "5")
            .problem == "has the character U+2212 where a plain digit or sign is due");
  CHECK(read_number("\xef\xbc\x91").problem == "has the character U+FF11 where a plain digit or sign is due");
  CHECK(read_number("1\xc2\xa0"
                    "000")
            .problem == "has the character U+00A0 where a plain digit or sign is due");
}

TEST_CASE("a separator's hint shows the accepted form", "[number]") {
  CHECK(read_number("1,000").hint == "write 1000, with `.` before decimals");
}

TEST_CASE("number texts are the shortest that read back", "[number]") {
  CHECK(sim::number_text(0.1) == "0.1");
  CHECK(sim::number_text(1234567.5) == "1234567.5");
  CHECK(sim::number_text(1e15) == "1000000000000000");
  CHECK(sim::number_text(-0.0) == "0");
  CHECK(sim::decimal_text(35250000, 6) == "35.25");
  CHECK(sim::decimal_text(-5, 2) == "-0.05");
  CHECK(sim::decimal_text(400000000, 8) == "4");
}
