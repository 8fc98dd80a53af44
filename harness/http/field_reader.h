// SPDX-License-Identifier: MIT
// Reads a field's value from the start, by the rules that most fields share (RFC 9110 §5.6). Private to this
// room.
//
//   FieldReader reader("max-age = \"60\"");
//   reader.token() == "max-age"; reader.skip_blanks(); reader.take('='); …
//
// Linear in the text. The text must outlive the reader.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::http {

struct FieldParameter {
  std::string name;  // lower case
  std::string value;
  bool has_value = false;
};

class FieldReader {
 public:
  explicit FieldReader(std::string_view text) : rest_(text) {}

  std::string_view rest() const { return rest_; }
  bool at_end() const { return rest_.empty(); }
  bool starts_with(char c) const { return rest_.starts_with(c); }

  bool take(char wanted);
  bool skip_blanks();  // skips OWS; returns whether it skipped any
  // Returns the longest token here (§5.6.2), or nullopt if no token starts here.
  std::optional<std::string_view> token();
  // Returns a quoted string without quotes and backslashes (§5.6.4). nullopt if none starts here or it is not
  // closed.
  std::optional<std::string> quoted_string();
  // Returns the value of token / quoted-string.
  std::optional<std::string> word();
  // token BWS "=" BWS ( token / quoted-string ): §5.6.6, §11.2. Where the value is not needed, it may be left
  // out together with "=".
  std::optional<FieldParameter> parameter(bool needs_value);

 private:
  std::string_view rest_;
};

// Splits a list at its commas and removes the blanks around each element. A comma in a quoted string does not
// split; if `has_brackets`, nor does a comma between < and >. Empty elements are dropped, as a recipient must
// (§5.6.1.2).
std::vector<std::string_view> list_elements(std::string_view value, bool has_brackets = false);

}  // namespace avouch::http
