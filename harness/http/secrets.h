// SPDX-License-Identifier: MIT
// What must never be shown: passwords, tokens, keys. Everything that is printed or written passes redact()
// once, at the ledger's door; curl commands name the environment variable instead.
//
//   Secrets secrets;
//   secrets.add("AVOUCH_USER", "AC123:hunter2");
//   secrets.redact("got AC123:hunter2") == "got $AVOUCH_USER"
//
// Build it first, then share it: redact() may be called from any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

class Secrets {
 public:
  // `variable` is a shell variable's name. Of "user:password" also the password alone, and of any value its
  // base64, percent-encoded and JSON-escaped forms, are secret. Values of fewer than 4 bytes are not searched
  // for in texts: redacting every "a" would hide the verdict and protect nothing.
  void add(const std::string& variable, const std::string& value);

  // `text` with every occurrence of a secret, in any of its forms, replaced by $VARIABLE; also one that a
  // shortening cut off: at least 4 bytes of a secret's beginning right before "…".
  std::string redact(std::string text) const;

  struct Entry {
    std::string variable;
    std::string value;

    bool operator==(const Entry&) const = default;
  };
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  struct Form {
    std::string text;
    std::string variable;
  };
  std::vector<Entry> entries_;
  std::vector<Form> forms_;  // longest first
};

// Whether a field of that name usually carries a secret: Authorization, Cookie, *-Key, *-Token, ….
bool names_a_secret(std::string_view field_name);

}  // namespace avouch::http
