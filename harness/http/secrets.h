// SPDX-License-Identifier: MIT
// Passwords, tokens and keys that Avouch must never show. All output passes redact() once, when it enters the
// ledger; curl commands name the environment variable instead (http/curl.h).
//
//   Secrets secrets;
//   secrets.add("AVOUCH_USER", "AC123:hunter2");
//   secrets.redact("got AC123:hunter2") == "got $AVOUCH_USER"
//
// Build it first, then share it: redact() is thread-safe. docs/security.md lists what is found.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/secret_forms.h"

namespace avouch::http {

class Secrets {
 public:
  // Adds a secret; `variable` is the name of a shell variable. The password in "user:password" is also a
  // secret on its own, and so are the encoded forms of any value, also in other charsets, and the long runs
  // of ASCII in one that has other letters (http/secret_charsets.h). Values of fewer than 4 bytes, and the
  // words true, false and null, are not searched for in texts: redacting every "a" would hide the verdict and
  // protect nothing.
  void add(const std::string& variable, const std::string& value);

  // Adds a field's value: as add(), and the parts of it that are secrets on their own (http/secret_field.h).
  void add_field(const std::string& variable, const std::string& value);

  // Returns `text` with every occurrence of a secret, in any of its forms and encodings, replaced by
  // $VARIABLE. This includes a secret cut off by shortening: at least 4 bytes of its beginning right before
  // "…". Linear in the text, except for secrets that repeat themselves.
  std::string redact(std::string text) const;

  static bool is_searched_for(std::string_view value);

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
  struct Stretch {
    Span span;
    std::size_t form;  // index of the longest form in the span
  };

  bool add_entry(const std::string& variable, const std::string& value);  // false if the entry exists already
  void add_forms(const std::string& variable, std::string_view value);
  // Of a password: a name beside it is no secret.
  void add_runs(const std::string& variable, std::string_view value);
  void add_encoded(const std::string& variable, std::string_view value);
  // Returns the forms that begin with the four bytes at `at`, the longest first, or nullptr if none does.
  const std::vector<std::size_t>* beginning_at(std::string_view text, std::size_t at) const;
  // These search one reading, in lower case.
  void find_whole(const Readings& readings, std::size_t reading, std::string_view text,
                  std::vector<Stretch>& found) const;
  void find_cut(const Readings& readings, std::size_t reading, std::string_view text,
                std::vector<Stretch>& found) const;

  std::vector<Entry> entries_;
  std::vector<Form> forms_;
  std::size_t longest_ = 0;
  std::bitset<65'536> first_two_;  // the first two bytes of any form: lets the search skip most of a text
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_first_four_;
};

}  // namespace avouch::http
