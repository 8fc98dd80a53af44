// SPDX-License-Identifier: MIT
#include "plan/text_value.h"

#include <string>
#include <vector>

#include "base/text.h"
#include "contract/document/document.h"
#include "contract/header_value.h"
#include "contract/serialization.h"
#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {
namespace {

KindMask without_null(KindMask kinds) {
  return kinds & static_cast<KindMask>(~mask_of(ValueKind::null));
}

// Of a text where an array or an object is wanted.
JsonValue structure_of(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                       ValueKind wanted, const std::string& text) {
  if (std::optional<JsonValue> value = read_json(text); value && value->kind == wanted)
    return *std::move(value);
  if (position.of != ValuePosition::Of::whole) return JsonValue::string(text);
  const DocumentedHeader simple{
      .type = wanted == ValueKind::array ? DocumentedHeader::Type::list : DocumentedHeader::Type::object,
      .schema = schema};
  const std::vector<std::string> readings = header_readings(simple, {text});
  std::optional<JsonValue> read = readings.empty() ? std::nullopt : read_json(readings.front());
  return read ? *std::move(read) : JsonValue::string(text);
}

JsonValue value_of_text(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                        const Kinds& kinds, const std::string& text) {
  const KindMask meant = without_null(kinds.meant());
  for (const ValueKind wanted : {ValueKind::array, ValueKind::object}) {
    if (meant == mask_of(wanted)) return structure_of(schema, position, wanted, text);
  }
  // A string is the text itself, also where it is no UTF-8 and no JSON could hold it.
  const std::string reading = first_invalid_utf8(text) ? "\"" : scalar_reading(kinds, text);
  if (reading.starts_with('"') || reading == "null") return JsonValue::string(text);
  return json_of_text(reading);
}

}  // namespace

JsonValue value_given(const std::shared_ptr<const Schema>& schema, const ValuePosition& position,
                      const JsonValue& given) {
  if (schema == nullptr) return given;
  const Kinds kinds = kinds_at(schema.get(), position);
  if (given.is_string()) return value_of_text(schema, position, kinds, given.text);
  const bool is_scalar = given.is_number() || given.is_boolean();
  return is_scalar && without_null(kinds.accepted) == mask_of(ValueKind::string)
             ? JsonValue::string(plain_text(given))
             : given;
}

}  // namespace avouch
