// SPDX-License-Identifier: MIT
#include "contract/header_value.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "base/text.h"
#include "http/syntax.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/number.h"

namespace avouch {
namespace {

using Type = DocumentedHeader::Type;

// How a text is converted to a scalar.
enum class Reading {
  wanted,   // as the schema expects at its place
  scalars,  // text that looks like a number or a boolean is one
  texts,    // every text is a string
};

std::string scalar_json(const Kinds& kinds, std::string_view text, Reading reading) {
  if (!kinds.is_open()) reading = Reading::wanted;
  const KindMask meant = reading == Reading::scalars ? kEveryKind : kinds.meant();
  const auto may_be = [meant](ValueKind kind) { return (meant & mask_of(kind)) != 0; };
  const bool is_text = reading == Reading::texts || (reading == Reading::wanted && meant == kEveryKind);
  if (is_text) return json_string(text);
  if (may_be(ValueKind::number) && is_json_number(text)) return std::string(text);
  if (may_be(ValueKind::boolean) && (text == "true" || text == "false")) return std::string(text);
  if (text.empty() && may_be(ValueKind::null) && !may_be(ValueKind::string)) return "null";
  return json_string(text);
}

// Splits the text at commas outside quoted strings and, for Link, outside the brackets of a URI (RFC 8288
// §3). A quotation mark or bracket without its partner is an ordinary character.
std::vector<std::string_view> parts_of(std::string_view text, bool has_brackets) {
  std::vector<std::string_view> parts;
  char closing = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (closing == '"' && c == '\\') {
      ++at;
    } else if (closing != 0) {
      if (c == closing) closing = 0;
    } else if (c == '"') {
      closing = '"';
    } else if (c == '<' && has_brackets) {
      closing = '>';
    } else if (c == ',') {
      parts.push_back(trim_ows(text.substr(begin, at - begin)));
      begin = at + 1;
    }
  }
  if (closing == 0) {
    parts.push_back(trim_ows(text.substr(begin)));
    return parts;
  }
  std::vector<std::string_view> unquoted = split(text, ',');
  for (std::string_view& part : unquoted) part = trim_ows(part);
  return unquoted;
}

// The texts of a header, each to be read as a value.
class HeaderText {
 public:
  HeaderText(const DocumentedHeader& header, const std::vector<std::string>& lines)
      : header_(header), whole_(utf8(join(lines, ", "))) {
    for (const std::string& line : lines) lines_.push_back(utf8(line));
  }

  std::string_view text() const { return trim_ows(whole_); }
  std::string scalar(Reading reading) const {
    return scalar_json(kinds_at(header_.schema.get(), {}), text(), reading);
  }

  std::string list(Reading reading) const {
    std::vector<std::string> items;
    for (const std::string_view part : items_of()) {
      if (part.empty()) continue;  // a recipient ignores empty elements: RFC 9110 §5.6.1.2
      items.push_back(
          scalar_json(kinds_at(header_.schema.get(), {.of = ValuePosition::Of::item, .index = items.size()}),
                      part, reading));
    }
    return "[" + join(items, ",") + "]";
  }

  // "a,1,b,2", exploded "a=1,b=2". nullopt if a name has no value.
  std::optional<std::string> object(Reading reading) const {
    std::vector<std::string> members;
    const auto add = [&](std::string_view name, std::string_view value) {
      const Kinds kinds = kinds_at(header_.schema.get(), {.of = ValuePosition::Of::member, .name = name});
      members.push_back(json_string(name) + ":" + scalar_json(kinds, value, reading));
    };
    std::vector<std::string_view> parts = parts_of(text(), false);
    if (header_.explode) std::erase(parts, std::string_view());
    if (parts.size() % 2 != 0 && parts.back().empty()) parts.pop_back();
    if (!header_.explode && parts.size() % 2 != 0) return std::nullopt;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (header_.explode) {
        const std::size_t sign = parts[i].find('=');
        if (sign == parts[i].npos) return std::nullopt;
        add(trim_ows(parts[i].substr(0, sign)), trim_ows(parts[i].substr(sign + 1)));
      } else if (i % 2 == 1) {
        add(parts[i - 1], parts[i]);
      }
    }
    return "{" + join(members, ",") + "}";
  }

 private:
  // Text that is not UTF-8 is read as ISO-8859-1, the historical encoding of HTTP (RFC 9110 §5.5).
  static std::string utf8(std::string text) {
    if (!first_invalid_utf8(text)) return text;
    std::string made;
    for (const char c : text) {
      const auto byte = static_cast<unsigned char>(c);
      if (byte < 0x80) {
        made += c;
      } else {
        made += static_cast<char>(0xC0 | (byte >> 6));
        made += static_cast<char>(0x80 | (byte & 0x3F));
      }
    }
    return made;
  }

  // The lines of Set-Cookie never form one list: RFC 9110 §5.3.
  std::vector<std::string_view> items_of() const {
    if (is_set_cookie(header_)) {
      std::vector<std::string_view> items;
      for (const std::string& line : lines_) items.push_back(trim_ows(line));
      return items;
    }
    return parts_of(text(), equals_ignoring_ascii_case(header_.name, "Link"));
  }

  const DocumentedHeader& header_;
  const std::string whole_;
  std::vector<std::string> lines_;
};

bool is_scalar(const JsonValue& value) {
  return !value.is_structured() && !value.is_null();
}

// Whether the node applies to the whole value alone, whatever alternative is chosen in it.
bool applies_to_whole(const Schema& schema, std::size_t node) {
  const std::span<const SchemaUse> uses = schema.uses_of(node);
  return std::all_of(uses.begin(), uses.end(), [&](const SchemaUse& use) {
    const SchemaKeyword& above = schema.keywords()[use.keyword];
    return is_joined(above.kind) && applies_to_whole(schema, above.node);
  });
}

}  // namespace

std::string scalar_reading(const Kinds& kinds, std::string_view text) {
  return scalar_json(kinds, text, Reading::wanted);
}

Type header_type(const Schema& schema) {
  const Kinds kinds = kinds_at(&schema, {});
  const auto without_null = [](KindMask mask) {
    return mask & static_cast<KindMask>(~mask_of(ValueKind::null));
  };
  const KindMask accepted = without_null(kinds.accepted);
  if (accepted == mask_of(ValueKind::boolean)) return Type::boolean;
  if (accepted == mask_of(ValueKind::number)) return kinds.has_fractions ? Type::number : Type::integer;
  // A list or an object must be split even if no `type` is given.
  const KindMask meant = without_null(kinds.meant());
  if (meant == mask_of(ValueKind::array)) return Type::list;
  if (meant == mask_of(ValueKind::object)) return Type::object;
  return Type::string;
}

const DocumentedHeader* documented_header(const DocumentedResponse& response, std::string_view name) {
  const auto found = std::find_if(
      response.headers.begin(), response.headers.end(),
      [&](const DocumentedHeader& header) { return equals_ignoring_ascii_case(header.name, name); });
  return found == response.headers.end() ? nullptr : &*found;
}

bool may_be_null(const DocumentedHeader& header) {
  const KindMask accepted = kinds_at(header.schema.get(), {}).accepted;
  return header.type != Type::json && accepted != kEveryKind && (accepted & mask_of(ValueKind::null)) != 0;
}

bool is_set_cookie(const DocumentedHeader& header) {
  return equals_ignoring_ascii_case(header.name, "Set-Cookie");
}

std::vector<std::string> header_readings(const DocumentedHeader& header,
                                         const std::vector<std::string>& lines) {
  const HeaderText text(header, lines);
  std::vector<std::string> readings;
  const auto add = [&](std::string reading) {
    if (std::find(readings.begin(), readings.end(), reading) == readings.end())
      readings.push_back(std::move(reading));
  };
  for (const Reading reading : {Reading::wanted, Reading::scalars, Reading::texts}) {
    switch (header.type) {
      case Type::json:
        add(std::string(text.text()));
        break;
      case Type::list:
        add(text.list(reading));
        break;
      case Type::object:
        if (std::optional<std::string> object = text.object(reading)) add(*std::move(object));
        break;
      case Type::string:
      case Type::integer:
      case Type::number:
      case Type::boolean:
        add(text.scalar(reading));
        break;
    }
  }
  // With several types, a list or an object may be meant.
  const KindMask accepted = kinds_at(header.schema.get(), {}).accepted;
  if (header.type != Type::string || accepted == kEveryKind) return readings;
  for (const Reading reading : {Reading::wanted, Reading::scalars}) {
    if ((accepted & mask_of(ValueKind::array)) != 0) add(text.list(reading));
    if ((accepted & mask_of(ValueKind::object)) == 0) continue;
    if (std::optional<std::string> object = text.object(reading)) add(*std::move(object));
  }
  return readings;
}

std::optional<std::string> simple_text(const JsonValue& value, bool explode, const std::string& separator) {
  if (!value.is_structured()) return is_scalar(value) ? std::optional(plain_text(value)) : std::nullopt;
  std::vector<std::string> parts;
  for (const JsonValue& item : value.items) {
    if (!is_scalar(item)) return std::nullopt;
    parts.push_back(plain_text(item));
  }
  for (const auto& [name, member] : value.members) {
    if (!is_scalar(member)) return std::nullopt;
    parts.push_back(name + (explode ? "=" : ",") + plain_text(member));
  }
  return join(parts, separator);
}

std::optional<std::string> header_text(const DocumentedHeader& header, const JsonValue& value) {
  const std::optional<std::string> text =
      header.type == Type::json ? to_ascii_text(value) : simple_text(value, header.explode);
  if (!text || !http::is_field_value(*text)) return std::nullopt;
  const std::vector<std::string> readings = header_readings(header, {*text});
  const bool is_read_so = std::any_of(readings.begin(), readings.end(), [&](const std::string& reading) {
    return read_json(reading) == value;
  });
  return is_read_so ? text : std::nullopt;
}

bool is_header_claim(const DocumentedHeader& header, const SchemaClaim& claim) {
  const SchemaKeyword& keyword = header.schema->keywords()[claim.keyword];
  if (header.type == Type::json || keyword.kind != KeywordKind::type) return true;
  const KindMask kinds = kinds_of_types(keyword.names);
  if ((kinds & mask_of(ValueKind::string)) != 0) return false;
  return header.type == Type::string || !applies_to_whole(*header.schema, keyword.node);
}

bool has_header_claims(const DocumentedHeader& header) {
  return header.schema != nullptr &&
         std::any_of(header.schema->claims().begin(), header.schema->claims().end(),
                     [&](const SchemaClaim& claim) { return is_header_claim(header, claim); });
}

}  // namespace avouch
