// SPDX-License-Identifier: MIT
#include "generate/text/header_line.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "contract/header_value.h"
#include "generate/generator.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "judge/body/body.h"
#include "judge/header/header.h"

namespace avouch {
namespace {

constexpr std::uint64_t kRandomValues = 50;  // tried if no generated value can be written as a line

struct KnownHeader {
  std::string_view name;  // lower case
  std::string_view value;
};

constexpr std::array<KnownHeader, 28> kKnownHeaders = {{
    {"accept-patch", "application/merge-patch+json"},
    {"accept-ranges", "bytes"},
    {"access-control-allow-credentials", "true"},
    {"access-control-allow-origin", "*"},
    {"access-control-max-age", "600"},
    {"age", "1"},
    {"allow", "GET"},
    {"cache-control", "no-store"},
    {"content-disposition", "attachment"},
    {"content-language", "en"},
    {"content-length", "0"},
    {"content-location", "/"},
    {"content-range", "bytes 0-0/1"},
    {"content-type", "text/plain"},
    {"date", "Thu, 29 Feb 2024 12:30:00 GMT"},
    {"deprecation", "@1709209800"},
    {"etag", "\"1\""},
    {"expires", "Thu, 29 Feb 2024 12:30:00 GMT"},
    {"last-modified", "Thu, 29 Feb 2024 12:30:00 GMT"},
    {"link", "</>; rel=\"self\""},
    {"location", "/"},
    {"proxy-authenticate", "Basic realm=\"documented\""},
    {"retry-after", "1"},
    {"set-cookie", "documented=1"},
    {"strict-transport-security", "max-age=31536000"},
    {"sunset", "Thu, 29 Feb 2024 12:30:00 GMT"},
    {"vary", "Origin"},
    {"www-authenticate", "Basic realm=\"documented\""},
}};

const char* usual_line(const DocumentedHeader& header) {
  switch (header.type) {
    case DocumentedHeader::Type::boolean:
      return "true";
    case DocumentedHeader::Type::integer:
      return "1";
    case DocumentedHeader::Type::number:
      return "0.5";
    case DocumentedHeader::Type::list:
      return "a, b";
    case DocumentedHeader::Type::object:
      return header.explode ? "a=1" : "a,1";
    case DocumentedHeader::Type::json:
      return "{}";
    case DocumentedHeader::Type::string:
      break;
  }
  return "text";
}

// Lines that are tried before a value is generated.
std::vector<std::string> known_lines(const DocumentedHeader& header) {
  std::vector<std::string> lines;
  for (const Example& example : header.examples) {
    if (const auto text = header_text(header, example.value)) lines.push_back(*text);
    lines.push_back(plain_value(example.value));
  }
  const std::string name = ascii_lower(header.name);
  for (const KnownHeader& known : kKnownHeaders) {
    if (known.name == name) lines.emplace_back(known.value);
  }
  return lines;
}

// A line for a generated value of the schema.
std::optional<std::string> made_line(const DocumentedHeader& header, const BodyJudge& judge) {
  const Result<Generator> generator = Generator::make(header.schema, judge);
  if (!generator) return std::nullopt;
  const auto line_of = [&](const std::string& text) -> std::optional<std::string> {
    std::optional<JsonValue> value = read_json(text);
    if (!value) return std::nullopt;
    // Trailing whitespace is not part of a field value.
    if (value->is_string() && value->text.ends_with(' ')) value->text += 'x';
    std::optional<std::string> line = header_text(header, *value);
    return line && conforms(header, &judge, *line) ? line : std::nullopt;
  };
  if (std::optional<std::string> line = line_of(generator->first())) return line;
  for (const MadeInstance& one : generator->instances().made) {
    if (std::optional<std::string> line = line_of(one.text)) return line;
  }
  for (std::uint64_t n = 0; n < kRandomValues; ++n) {
    if (std::optional<std::string> line = line_of(generator->random_instance(n))) return line;
  }
  return std::nullopt;
}

}  // namespace

std::string plain_value(const JsonValue& value) {
  if (!value.is_array()) return plain_text(value);
  std::vector<std::string> parts;  // style simple
  for (const JsonValue& item : value.items) parts.push_back(plain_value(item));
  return join(parts, ",");
}

std::optional<std::string> conformant_line(const DocumentedHeader& header) {
  std::optional<BodyJudge> judge;
  if (has_header_claims(header)) {
    Result<BodyJudge> made = BodyJudge::make(header.schema, {});
    if (!made) return std::nullopt;
    judge.emplace(*std::move(made));
  }
  const BodyJudge* asked = judge ? &*judge : nullptr;
  for (const std::string& line : known_lines(header)) {
    if (conforms(header, asked, line)) return line;
  }
  // Generated values exercise more of a schema than the usual value.
  std::optional<std::string> made = judge ? made_line(header, *judge) : std::nullopt;
  if (!made && conforms(header, asked, usual_line(header))) made = usual_line(header);
  return made;
}

}  // namespace avouch
