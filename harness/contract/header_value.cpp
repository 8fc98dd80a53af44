// SPDX-License-Identifier: MIT
#include "contract/header_value.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "contract/schema_kinds.h"
#include "http/syntax.h"

namespace avouch {
namespace {

using nlohmann::json;
using Type = DocumentedHeader::Type;

std::string json_string(std::string_view text) {
  return json(text).dump();
}

std::string scalar_json(const Kinds& kinds, std::string_view text) {
  const KindMask meant = kinds.meant();
  const auto may_be = [meant](ValueKind kind) { return (meant & mask_of(kind)) != 0; };
  if (meant == kEveryKind) return json_string(text);
  if (may_be(ValueKind::number) && is_json_number(text, false)) return std::string(text);
  if (may_be(ValueKind::boolean) && (text == "true" || text == "false")) return std::string(text);
  if (text.empty() && may_be(ValueKind::null) && !may_be(ValueKind::string)) return "null";
  return json_string(text);
}

// Where the text is cut: at commas that stand in no quoted string. A quotation mark without its partner is
// a character like any other.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  bool is_quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') is_quoted = !is_quoted;
    if (is_quoted && text[at] == '\\') ++at;
    if (is_quoted || at >= text.size() || text[at] != ',') continue;
    parts.push_back(trim_ows(text.substr(begin, at - begin)));
    begin = at + 1;
  }
  if (!is_quoted) {
    parts.push_back(trim_ows(text.substr(begin)));
    return parts;
  }
  std::vector<std::string_view> unquoted = split(text, ',');
  for (std::string_view& part : unquoted) part = trim_ows(part);
  return unquoted;
}

std::string list_json(const Schema* schema, std::string_view text) {
  std::vector<std::string> items;
  for (const std::string_view part : parts_of(text)) {
    if (part.empty()) continue;  // a recipient drops it: RFC 9110 §5.6.1.2
    items.push_back(
        scalar_json(kinds_at(schema, {.of = ValuePosition::Of::item, .index = items.size()}), part));
  }
  return "[" + join(items, ",") + "]";
}

// "a,1,b,2", exploded "a=1,b=2".
std::optional<std::string> object_json(const Schema* schema, bool explode, std::string_view text) {
  std::vector<std::string> members;
  const auto add = [&](std::string_view name, std::string_view value) {
    const Kinds kinds = kinds_at(schema, {.of = ValuePosition::Of::member, .name = name});
    members.push_back(json_string(name) + ":" + scalar_json(kinds, value));
  };
  const std::vector<std::string_view> parts =
      trim_ows(text).empty() ? std::vector<std::string_view>{} : parts_of(text);
  if (!explode && parts.size() % 2 != 0) return std::nullopt;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (explode) {
      const std::size_t sign = parts[i].find('=');
      if (sign == parts[i].npos) return std::nullopt;
      add(parts[i].substr(0, sign), parts[i].substr(sign + 1));
    } else if (i % 2 == 1) {
      add(parts[i - 1], parts[i]);
    }
  }
  return "{" + join(members, ",") + "}";
}

bool is_scalar(const json& value) {
  return !value.is_structured() && !value.is_null() && !value.is_binary() && !value.is_discarded();
}

std::string scalar_text(const json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace

Type header_type(const Schema& schema) {
  const Kinds kinds = kinds_at(&schema, {});
  const KindMask meant = kinds.meant() & static_cast<KindMask>(~mask_of(ValueKind::null));
  if (meant == mask_of(ValueKind::boolean)) return Type::boolean;
  if (meant == mask_of(ValueKind::number)) return kinds.has_fractions ? Type::number : Type::integer;
  if (meant == mask_of(ValueKind::array)) return Type::list;
  if (meant == mask_of(ValueKind::object)) return Type::object;
  return Type::string;
}

std::optional<std::string> header_json(const DocumentedHeader& header,
                                       const std::vector<std::string>& lines) {
  const std::string whole = join(lines, ", ");
  const std::string_view text = trim_ows(whole);
  if (first_invalid_utf8(text)) return std::nullopt;
  const Schema* schema = header.schema.get();
  switch (header.type) {
    case Type::json:
      return std::string(text);
    case Type::list:
      return list_json(schema, text);
    case Type::object:
      return object_json(schema, header.explode, text);
    case Type::string:
    case Type::integer:
    case Type::number:
    case Type::boolean:
      break;
  }
  return scalar_json(kinds_at(schema, {}), text);
}

std::optional<std::string> simple_text(const json& value, bool explode) {
  if (value.is_structured() ? !std::all_of(value.begin(), value.end(), is_scalar) : !is_scalar(value))
    return std::nullopt;
  std::vector<std::string> parts;
  if (value.is_array()) {
    for (const json& item : value) parts.push_back(scalar_text(item));
    return join(parts, ",");
  }
  if (!value.is_object()) return scalar_text(value);
  for (const auto& [name, member] : value.items()) {
    const std::string text = scalar_text(member);
    parts.push_back(explode ? name + "=" + text : name + "," + text);
  }
  return join(parts, ",");
}

std::optional<std::string> header_text(const DocumentedHeader& header, const json& value) {
  const std::optional<std::string> text = header.type == Type::json
                                              ? value.dump(-1, ' ', true, json::error_handler_t::replace)
                                              : simple_text(value, header.explode);
  if (!text || !http::is_field_value(*text)) return std::nullopt;
  const std::optional<std::string> read = header_json(header, {*text});
  if (!read || json::parse(*read, nullptr, false) != value) return std::nullopt;
  return text;
}

bool is_header_claim(const DocumentedHeader& header, const SchemaClaim& claim) {
  const SchemaKeyword& keyword = header.schema->keywords()[claim.keyword];
  if (header.type == Type::json || keyword.kind != KeywordKind::type) return true;
  const KindMask kinds = kinds_of_types(keyword.names);
  if ((kinds & mask_of(ValueKind::string)) != 0) return false;
  return claim.suffix != "type" || header.type == Type::string;
}

bool has_header_claims(const DocumentedHeader& header) {
  return header.schema != nullptr &&
         std::any_of(header.schema->claims().begin(), header.schema->claims().end(),
                     [&](const SchemaClaim& claim) { return is_header_claim(header, claim); });
}

bool is_json_number(std::string_view text, bool is_integer) {
  const auto take_digits = [&text] {
    const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
    text.remove_prefix(count);
    return count;
  };
  if (text.starts_with('-')) text.remove_prefix(1);
  const bool starts_with_zero = text.starts_with('0');
  const std::size_t digits = take_digits();
  if (digits == 0 || (starts_with_zero && digits > 1)) return false;
  if (!is_integer && text.starts_with('.')) {
    text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  if (!is_integer && (text.starts_with('e') || text.starts_with('E'))) {
    text.remove_prefix(1);
    if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
    if (take_digits() == 0) return false;
  }
  return text.empty();
}

}  // namespace avouch
