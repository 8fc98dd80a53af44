// SPDX-License-Identifier: MIT
// Fuzzes formats: the name of a format up to the first line feed, then a text.
#include "judge/format/format.h"

#include "json/instance.h"
#include "judge/format/parts.h"
#include "one_input.h"

namespace avouch::fuzz {
namespace {

// The text as the string of a body: formats see no other.
bool is_text(std::string_view text) {
  return !first_invalid_utf8(text);
}

bool is_number(std::string_view text) {
  const ParsedBody body = parse_body(text);
  return body.instance && body.instance->root().kind() == ValueKind::number &&
         body.instance->root().text() == text;
}

// What one format's texts are, another's are too.
void must_include(std::string_view narrow, std::string_view wide, std::string_view text) {
  if (check_format(narrow, text)) return;
  must(!check_format(wide, text), std::string(narrow) + " but not " + std::string(wide));
}

}  // namespace

int one_input(const std::uint8_t* data, std::size_t size) {
  const auto [name, text] = halves(text_of(data, size), '\n');
  const std::optional<KindMask> kinds = format_kinds(name);
  const bool is_of_numbers = kinds == mask_of(ValueKind::number);
  if (is_of_numbers ? !is_number(text) : !is_text(text)) return 0;
  const std::optional<std::string> fault = check_format(name, text);
  if (!kinds) must(!fault, "an unknown format was judged");
  if (fault) {
    must(!fault->empty(), "a fault without a reason");
    must_be_printable(*fault, "a fault");
  }
  if (is_of_numbers) return 0;
  for (const std::string_view encoding :
       {"", "base64", "base64url", "base32", "base16", "quoted-printable"}) {
    const auto content = check_content("application/json", encoding, text);
    if (content) must_be_printable(*content, "a fault of content");
    const std::string encoded = encoded_content(encoding, text);
    must(!check_content("", encoding, encoded), "an encoded text was refused");
    must(decoded_content(encoding, encoded) == text, "an encoded text was decoded to another");
  }
  if (is_plain_uri(text)) must(!check_uri_reference(text), "a plain URI that uriparser refuses");
  must_include("uri", "uri-reference", text);
  must_include("uri", "iri", text);
  must_include("uri-reference", "iri-reference", text);
  must_include("iri", "iri-reference", text);
  must_include("hostname", "idn-hostname", text);
  must_include("email", "idn-email", text);
  return 0;
}

}  // namespace avouch::fuzz
