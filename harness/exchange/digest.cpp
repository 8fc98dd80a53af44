// SPDX-License-Identifier: MIT
#include "exchange/digest.h"

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "http/field.h"

namespace avouch {
namespace {

std::string hexadecimal(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    text += kDigits[bytes[i] >> 4U];
    text += kDigits[bytes[i] & 0xFU];
  }
  return text;
}

// RFC 7616 §6.1 and the names that OpenSSL gives the algorithms.
struct Algorithm {
  std::string_view name;  // lower case
  const char* openssl;
};
constexpr std::array<Algorithm, 3> kAlgorithms = {
    {{"md5", "MD5"}, {"sha-256", "SHA256"}, {"sha-512-256", "SHA512-256"}}};

class Hash {
 public:
  // `name` as in a challenge, with or without "-sess".
  explicit Hash(std::string_view name) {
    std::string plain = ascii_lower(name);
    constexpr std::string_view kSession = "-sess";
    is_of_session_ = plain.ends_with(kSession);
    if (is_of_session_) plain.resize(plain.size() - kSession.size());
    for (const Algorithm& algorithm : kAlgorithms) {
      if (plain == algorithm.name) digest_ = EVP_get_digestbyname(algorithm.openssl);
    }
  }

  bool is_known() const { return digest_ != nullptr; }
  bool is_of_session() const { return is_of_session_; }

  // Empty if the library refuses the algorithm, as for MD5 under FIPS.
  std::string operator()(const std::string& text) const {
    std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), bytes.data(), &size, digest_, nullptr) != 1) return {};
    return hexadecimal(bytes.data(), size);
  }

 private:
  const EVP_MD* digest_ = nullptr;
  bool is_of_session_ = false;
};

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string value_of(const http::Challenge& challenge, const char* name) {
  const auto found = challenge.parameters.find(name);
  return found == challenge.parameters.end() ? std::string() : found->second;
}

// "auth" before "auth-int"; "" where the challenge names none (RFC 2069); nullopt if it names only others.
std::optional<std::string> quality_of(const http::Challenge& challenge) {
  const auto named = challenge.parameters.find("qop");
  if (named == challenge.parameters.end()) return std::string();
  std::optional<std::string> chosen;
  for (const std::string_view part : split(named->second, ',')) {
    const std::string option = ascii_lower(trim_ows(part));
    if (option == "auth" || (option == "auth-int" && !chosen)) chosen = option;
  }
  return chosen;
}

std::string eight_digits(unsigned long count) {
  std::string digits;
  for (int i = 0; i < 8; ++i, count >>= 4U) digits.insert(digits.begin(), "0123456789abcdef"[count & 0xFU]);
  return digits;
}

}  // namespace

std::optional<std::string> digest_authorization(const http::Challenge& challenge, const DigestUse& use) {
  if (challenge.scheme != "digest" || !challenge.parameters.contains("nonce")) return std::nullopt;
  const std::string algorithm = value_of(challenge, "algorithm");
  const Hash hash(algorithm.empty() ? "MD5" : algorithm);  // RFC 7616 §3.3
  const std::optional<std::string> quality = quality_of(challenge);
  if (!hash.is_known() || !quality || hash("").empty()) return std::nullopt;

  const std::string realm = value_of(challenge, "realm");
  const std::string nonce = value_of(challenge, "nonce");
  const std::size_t colon = use.pair.find(':');
  const std::string name = use.pair.substr(0, colon);
  const std::string password = colon == use.pair.npos ? "" : use.pair.substr(colon + 1);
  // RFC 7616 §3.4.2 and §3.4.3.
  std::string secret = hash(name + ":" + realm + ":" + password);
  if (hash.is_of_session()) secret = hash(secret + ":" + nonce + ":" + use.cnonce);
  std::string what = use.method + ":" + use.target;
  if (*quality == "auth-int") what += ":" + hash(use.body);
  const std::string count = eight_digits(use.count);
  const std::string between =
      quality->empty() ? nonce : nonce + ":" + count + ":" + use.cnonce + ":" + *quality;

  const bool is_hidden = ascii_lower(value_of(challenge, "userhash")) == "true";  // §3.4.4
  std::string text = "Digest username=" + quoted(is_hidden ? hash(name + ":" + realm) : name) +
                     ", realm=" + quoted(realm) + ", nonce=" + quoted(nonce) + ", uri=" + quoted(use.target) +
                     ", response=\"" + hash(secret + ":" + between + ":" + hash(what)) + "\"";
  if (!algorithm.empty()) text += ", algorithm=" + algorithm;
  if (!quality->empty()) text += ", qop=" + *quality + ", nc=" + count + ", cnonce=" + quoted(use.cnonce);
  if (challenge.parameters.contains("opaque")) text += ", opaque=" + quoted(value_of(challenge, "opaque"));
  if (is_hidden) text += ", userhash=true";
  return text;
}

std::string DigestTransport::random_nonce() {
  std::array<unsigned char, 16> bytes{};
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  return hexadecimal(bytes.data(), bytes.size());
}

DigestTransport::DigestTransport(Transport& inner, std::function<std::string()> cnonce)
    : inner_(inner), cnonce_(std::move(cnonce)) {}

unsigned long DigestTransport::use_of(const std::string& nonce) {
  constexpr std::size_t kMostNonces = 4096;  // of a target that sends a new one each time
  const std::lock_guard lock(mutex_);
  if (uses_.size() >= kMostNonces && !uses_.contains(nonce)) uses_.clear();
  return ++uses_[nonce];
}

std::optional<http::Request> DigestTransport::answered(const http::Request& request,
                                                       const http::Challenge& challenge) {
  DigestUse use{.pair = *request.identity.digest,
                .method = request.method,
                .target = request.target,
                .body = request.body,
                .cnonce = cnonce_()};
  if (!digest_authorization(challenge, use)) return std::nullopt;  // no use of its nonce
  use.count = use_of(challenge.parameters.at("nonce"));
  http::Request again = request;
  http::set(again.fields, "Authorization", *digest_authorization(challenge, use));
  return again;
}

Exchange DigestTransport::send(const http::Request& request) {
  Exchange exchange = inner_.send(request);
  if (!request.identity.digest) return exchange;
  forget_bytes(exchange);
  for (int round = 0; round < 2; ++round) {
    const Received* received = exchange.received();
    if (received == nullptr || received->response.status != 401) return exchange;
    std::optional<http::Request> again;
    for (const http::Challenge& challenge :
         http::challenges_of(http::combined(received->response.fields, "WWW-Authenticate").value_or(""))) {
      // The first answer was wrong, unless it was only late: RFC 7616 §3.3, "stale".
      if (round > 0 && ascii_lower(value_of(challenge, "stale")) != "true") continue;
      if ((again = answered(request, challenge))) break;  // RFC 7616 §3.7: the first that is supported
    }
    if (!again) return exchange;
    const std::chrono::microseconds before = exchange.elapsed;
    const std::chrono::system_clock::time_point started = exchange.started;
    exchange = inner_.send(*again);
    forget_bytes(exchange);  // each use of a nonce has its own answer
    exchange.elapsed += before;
    exchange.started = started;
  }
  return exchange;
}

}  // namespace avouch
