// Tests of sim/sha256. The expected digests are the examples of FIPS 180-2, appendix B, and that of the empty message.
#include "sim/sha256.hpp"

#include <catch2/catch.hpp>

#include "tests/support/child_process.hpp"

using namespace sim;

TEST_CASE("SHA-256 of the standard's example messages") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("SHA-256 of a message in pieces is that of the whole") {
  Sha256 hash;
  for (int i = 0; i < 1000000; ++i) hash.add("a");
  CHECK(hash.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("a digest is asked for once") {
  Sha256 hash;
  hash.hex();
  CHECK(tests::fails_a_check([&] { hash.hex(); }));
}
