#pragma once
// SHA-256 of bytes, as 64 lowercase hexadecimal digits: of results for the manifest, of inputs for the digest of a
// scenario.

#include <memory>
#include <string>
#include <string_view>

namespace sim {

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  std::string hex();  // once, at the end

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

std::string sha256_hex(std::string_view bytes);

}  // namespace sim
