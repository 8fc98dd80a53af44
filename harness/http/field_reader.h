// SPDX-License-Identifier: MIT
// Reads a field's value from its front, by the rules that most fields share (RFC 9110 §5.6). Private to this
// room.
//
//   FieldReader reader("max-age = \"60\"");
//   reader.token() == "max-age"; reader.skip_blanks(); reader.take('='); …
//
// Linear in the text, which outlives the reader.
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
  bool skip_blanks();  // OWS; whether there was any
  // The longest token that stands here (§5.6.2); nullopt where none does.
  std::optional<std::string_view> token();
  // Without its quotes and backslashes (§5.6.4); nullopt where none stands here, or it does not end.
  std::optional<std::string> quoted_string();
  // token / quoted-string: its value.
  std::optional<std::string> word();
  // token BWS "=" BWS ( token / quoted-string ): §5.6.6, §11.2. Where the value is not needed, it may be left
  // out together with "=".
  std::optional<FieldParameter> parameter(bool needs_value);

 private:
  std::string_view rest_;
};

// What commas part, without the blanks around it; a comma in a quoted string parts nothing, nor one between <
// and > where `has_brackets`. Empty elements are left out, as a recipient must (§5.6.1.2).
std::vector<std::string_view> list_elements(std::string_view value, bool has_brackets = false);

}  // namespace avouch::http
