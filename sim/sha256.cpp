#include "sim/sha256.hpp"

#include <openssl/evp.h>

#include "sim/check.hpp"

namespace sim {

struct Sha256::Context {
  Context() : evp(EVP_MD_CTX_new()) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { EVP_MD_CTX_free(evp); }
  EVP_MD_CTX* evp;
};

Sha256::Sha256() : context_(std::make_unique<Context>()) {
  if (context_->evp == nullptr) throw std::bad_alloc();
  const bool started = EVP_DigestInit_ex(context_->evp, EVP_sha256(), nullptr) == 1;
  ENSURES(started);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  EXPECTS(context_ != nullptr);
  const bool added = EVP_DigestUpdate(context_->evp, bytes.data(), bytes.size()) == 1;
  ENSURES(added);
}

std::string Sha256::hex() {
  EXPECTS(context_ != nullptr);
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned length = 0;
  const bool ended = EVP_DigestFinal_ex(context_->evp, digest, &length) == 1;
  ENSURES(ended && length == 32);
  context_.reset();
  std::string text;
  for (unsigned i = 0; i < length; ++i) {
    text += "0123456789abcdef"[digest[i] >> 4];
    text += "0123456789abcdef"[digest[i] & 15];
  }
  return text;
}

std::string sha256_hex(std::string_view bytes) {
  Sha256 hash;
  hash.add(bytes);
  return hash.hex();
}

}  // namespace sim
