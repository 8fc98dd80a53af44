// SPDX-License-Identifier: MIT
// What must never be shown: passwords, tokens, keys. Everything that is printed or written passes redact()
// once, at the ledger's door; curl commands name the environment variable instead (http/curl.h).
//
//   Secrets secrets;
//   secrets.add("AVOUCH_USER", "AC123:hunter2");
//   secrets.redact("got AC123:hunter2") == "got $AVOUCH_USER"
//
// Build it first, then share it: redact() may be called from any thread. docs/security.md says what is found.
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
  // `variable` is a shell variable's name. Of "user:password" the password is secret alone, too, and of any
  // value its encoded forms are. Values of fewer than 4 bytes, and the words true, false and null, are not
  // searched for in texts: redacting every "a" would hide the verdict and protect nothing.
  void add(const std::string& variable, const std::string& value);

  // A field's value: besides what add() does, the parts of it that are secret alone (http/secret_field.h).
  void add_field(const std::string& variable, const std::string& value);

  // `text` with every occurrence of a secret, in any of its forms and with encodings undone, replaced by
  // $VARIABLE; also one that a shortening cut off: at least 4 bytes of a secret's beginning right before "…".
  // Linear in the text, but for secrets that repeat themselves.
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
    std::size_t form;  // index of the longest form in it
  };

  bool add_entry(const std::string& variable, const std::string& value);  // false where it is there already
  void add_forms(const std::string& variable, std::string_view value);
  // The forms that begin with the four bytes at `at`, the longest first; nullptr where none does.
  const std::vector<std::size_t>* beginning_at(std::string_view text, std::size_t at) const;
  // Of one reading, in lower case.
  void find_whole(const Readings& readings, std::size_t reading, std::string_view text,
                  std::vector<Stretch>& found) const;
  void find_cut(const Readings& readings, std::size_t reading, std::string_view text,
                std::vector<Stretch>& found) const;

  std::vector<Entry> entries_;
  std::vector<Form> forms_;
  std::size_t longest_ = 0;
  std::bitset<65'536> first_two_;  // of any form: most of a text is passed over by it
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_first_four_;
};

}  // namespace avouch::http
