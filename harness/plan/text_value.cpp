// SPDX-License-Identifier: MIT
#include "plan/text_value.h"

#include <string>
#include <vector>

#include "base/text.h"
#include "contract/document/document.h"
#include "contract/header_value.h"
#include "plan/serialization.h"

namespace avouch {
namespace {

using nlohmann::json;

KindMask without_null(KindMask kinds) {
  return kinds & static_cast<KindMask>(~mask_of(ValueKind::null));
}

// Parses a JSON text; returns a discarded value if it is invalid.
json value_of_json(const std::string& text, InexactNumbers inexact) {
  const Result<Document> document = parse_json_document("", text);
  if (!document) return json(json::value_t::discarded);
  json value = document->root();
  if (inexact == InexactNumbers::are_near) return value;
  for (const auto& [pointer, written] : document->numbers()) {
    json& number = value[json::json_pointer(pointer)];
    if (number.dump() != written) number = written;
  }
  return value;
}

// Converts a text to the array or object that the schema requires.
json structure_of(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                  json::value_t wanted, const std::string& text, InexactNumbers inexact) {
  if (json value = value_of_json(text, inexact); value.type() == wanted) return value;
  if (position.of != ValuePosition::Of::whole) return text;
  const DocumentedHeader simple{
      .type = wanted == json::value_t::array ? DocumentedHeader::Type::list : DocumentedHeader::Type::object,
      .schema = schema};
  const std::vector<std::string> readings = header_readings(simple, {text});
  return readings.empty() ? json(text) : value_of_json(readings.front(), inexact);
}

json value_of_text(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                   const Kinds& kinds, const std::string& text, InexactNumbers inexact) {
  const KindMask meant = without_null(kinds.meant());
  if (meant == mask_of(ValueKind::array))
    return structure_of(schema, position, json::value_t::array, text, inexact);
  if (meant == mask_of(ValueKind::object))
    return structure_of(schema, position, json::value_t::object, text, inexact);
  // A string is the text itself, even if it is not UTF-8, which JSON cannot represent.
  const std::string reading = first_invalid_utf8(text) ? "\"" : scalar_reading(kinds, text);
  if (reading.starts_with('"') || reading == "null") return text;
  return value_of_json(reading, inexact);
}

}  // namespace

json value_given(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                 const json& given, InexactNumbers inexact) {
  if (schema == nullptr) return given;
  const Kinds kinds = kinds_at(schema.get(), position);
  if (given.is_string()) {
    json value = value_of_text(schema, position, kinds, given.get<std::string>(), inexact);
    return value.is_discarded() ? given : value;
  }
  const bool is_scalar = given.is_number() || given.is_boolean();
  return is_scalar && without_null(kinds.accepted) == mask_of(ValueKind::string) ? json(plain_text(given))
                                                                                 : given;
}

}  // namespace avouch
