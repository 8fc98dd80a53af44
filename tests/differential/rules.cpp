// SPDX-License-Identifier: MIT
#include "rules.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "json/number.h"
#include "judge/format/format.h"

namespace avouch::differential {
namespace {

bool any(const Json& value, const auto& is_one) {
  bool found = false;
  each_value(value, [&](const Json& part) { found = found || is_one(part); });
  return found;
}

bool is_number(const Json& value) {
  return value.kind == Json::Kind::number;
}

bool is_beyond_double(const Json& value) {
  return is_number(value) &&
         (std::isinf(std::strtod(value.text.c_str(), nullptr)) ||
          (std::strtod(value.text.c_str(), nullptr) == 0 &&
           value.text.substr(0, value.text.find_first_of("eE")).find_first_of("123456789") !=
               std::string::npos));
}

// As JavaScript reads and writes it.
void round_numbers(Json& value) {
  if (is_number(value)) {
    char text[64];
    const auto written = std::to_chars(text, text + sizeof text, std::strtod(value.text.c_str(), nullptr));
    value.text.assign(text, written.ptr);
  }
  for (Json& item : value.items) round_numbers(item);
  for (Member& member : value.members) round_numbers(member.value);
}

bool ajv_agrees(const Disagreement& found, const Json& schema, const Json& instance) {
  const std::optional<bool> ours = our_verdict(schema, found.test.draft, instance);
  return ours && found.ajv.says == (*ours ? AjvSays::valid : AjvSays::invalid);
}

bool rounding_explains(const Disagreement& found) {
  Json schema = found.test.schema;
  Json instance = found.instance;
  round_numbers(schema);
  round_numbers(instance);
  return ajv_agrees(found, schema, instance);
}

bool overflow_explains(const Disagreement& found) {
  return any(found.instance, is_beyond_double) || any(found.test.schema, is_beyond_double);
}

// ajv divides, and compares the quotient with the number that its first digits spell.
bool is_multiple_for_ajv(const std::string& number, const std::string& divisor) {
  constexpr double kSpelledWithAnExponent = 1e21;
  const double quotient = std::strtod(number.c_str(), nullptr) / std::strtod(divisor.c_str(), nullptr);
  return quotient == std::trunc(quotient) && std::abs(quotient) < kSpelledWithAnExponent;
}

bool division_explains(const Disagreement& found) {
  return any(found.test.schema, [&](const Json& schema) {
    const Json* divisor = schema.find("multipleOf");
    return divisor != nullptr && any(found.instance, [&](const Json& value) {
             return is_number(value) &&
                    is_multiple_for_ajv(value.text, divisor->text) != is_multiple(value.text, divisor->text);
           });
  });
}

bool repeated_enum_explains(const Disagreement& found) {
  return found.ajv.says == AjvSays::refused &&
         found.ajv.why.find("enum must NOT have duplicate items") != std::string::npos;
}

bool is_object_name(std::string_view name) {
  return name == "__proto__" || name == "constructor" || name == "toString" || name == "hasOwnProperty";
}

bool object_name_explains(const Disagreement& found) {
  const auto names_one = [](const Json& value) {
    return is_object_name(value.text) ||
           std::any_of(value.members.begin(), value.members.end(),
                       [](const Member& member) { return is_object_name(member.name); });
  };
  return any(found.test.schema, names_one) || any(found.instance, names_one);
}

// Where an array is shorter than a list of items, ajv's code does not come to the keywords after it.
bool short_array_explains(const Disagreement& found) {
  return any(found.test.schema, [&](const Json& schema) {
    const Json* prefix = schema.find("prefixItems");
    const Json* list = prefix == nullptr ? schema.find("items") : prefix;
    const bool has_more = schema.find("contains") != nullptr || schema.find("uniqueItems") != nullptr;
    return list != nullptr && has_more && any(found.instance, [&](const Json& value) {
             return value.is_array() && value.items.size() < list->items.size();
           });
  });
}

bool has_keyword(const Disagreement& found, std::string_view name) {
  return any(found.test.schema, [&](const Json& schema) { return schema.find(name) != nullptr; });
}

bool evaluated_by_contains_explains(const Disagreement& found) {
  return found.test.draft == Draft::draft2020_12 && has_keyword(found, "unevaluatedItems") &&
         has_keyword(found, "contains");
}

bool evaluated_by_pattern_explains(const Disagreement& found) {
  return has_keyword(found, "unevaluatedProperties") && has_keyword(found, "patternProperties");
}

bool empty_name_explains(const Disagreement& found) {
  return any(found.test.schema, [](const Json& schema) {
    return std::any_of(schema.members.begin(), schema.members.end(), [](const Member& member) {
      return member.value.is_array() &&
             std::any_of(member.value.items.begin(), member.value.items.end(), [](const Json& item) {
               return item.kind == Json::Kind::string && item.text.empty();
             });
    });
  });
}

bool has_format(const Disagreement& found, std::string_view format) {
  return any(found.test.schema, [&](const Json& schema) {
    const Json* named = schema.find("format");
    return named != nullptr && named->text == format;
  });
}

// The schema asks for the format, and a text of the instance is one that ajv reads otherwise.
bool format_explains(const Disagreement& found, std::string_view format, const auto& is_one) {
  return has_format(found, format) && any(found.instance, [&](const Json& value) {
           return (value.kind == Json::Kind::string && is_one(std::string_view(value.text))) ||
                  std::any_of(value.members.begin(), value.members.end(),
                              [&](const Member& member) { return is_one(std::string_view(member.name)); });
         });
}

bool is_fault(std::string_view format, std::string_view text) {
  return check_format(format, text).has_value();
}

bool has_short_offset(std::string_view text) {
  const std::size_t sign = text.find_last_of("+-");
  return sign != text.npos && text.substr(sign).find(':') == text.npos && text.find(':') < sign;
}

constexpr Rule kRules[] = {
    {"ajv rounds numbers to doubles, and they are judged as written", "RFC 8259 §6; 2020-12 Core §4.2.2",
     rounding_explains},
    {"ajv takes a number beyond a double for infinity or zero", "RFC 8259 §6; 2020-12 Core §4.2.1",
     overflow_explains},
    {"ajv divides doubles to judge multipleOf", "2020-12 Validation §6.2.1", division_explains},
    {"ajv refuses an enum that names a value twice, which only SHOULD NOT be", "draft 7 Validation §6.1.2",
     repeated_enum_explains},
    {"ajv mistakes names that every JavaScript object has", "RFC 8259 §4; 2020-12 Core §10.3.2.1",
     object_name_explains},
    {"ajv skips what follows a list of items that the array is shorter than",
     "2020-12 Core §10.3.1.3; draft 7 Validation §6.4.6", short_array_explains},
    {"ajv takes every item for evaluated where there is contains", "2020-12 Core §10.3.1.3, §11.2",
     evaluated_by_contains_explains},
    {"ajv mistakes which members patternProperties in a branch has evaluated", "2020-12 Core §7.7.1.2, §11.3",
     evaluated_by_pattern_explains},
    {"ajv forgets a required member whose name is empty", "2020-12 Validation §6.5.3", empty_name_explains},
    {"ajv takes a time offset without minutes, or without a colon", "RFC 3339 §5.6",
     [](const Disagreement& found) {
       return format_explains(found, "time", has_short_offset) ||
              format_explains(found, "date-time", has_short_offset);
     }},
    {"ajv takes a blank for T between date and time", "RFC 3339 §5.6",
     [](const Disagreement& found) {
       return format_explains(found, "date-time", [](std::string_view text) {
         return text.size() > 10 && text[10] != 'T' && text[10] != 't';
       });
     }},
    {"ajv takes the URN of a UUID for a UUID", "RFC 4122 §3",
     [](const Disagreement& found) {
       return format_explains(found, "uuid",
                              [](std::string_view text) { return text.starts_with("urn:uuid:"); });
     }},
    {"ajv wants a dot in a mailbox's domain, and knows no quoted names and no address literals",
     "RFC 5321 §4.1.2, §4.1.3",
     [](const Disagreement& found) {
       return format_explains(found, "email", [](std::string_view text) {
         return !is_fault("email", text) &&
                (text.find('.') == text.npos || text.front() == '"' || text.ends_with(']'));
       });
     }},
    {"ajv judges format regex without Unicode mode", "2020-12 Core §6.4",
     [](const Disagreement& found) {
       return format_explains(found, "regex", [](std::string_view text) { return is_fault("regex", text); });
     }},
    {"ajv wants something after a URI's scheme", "RFC 3986 §3 (path-empty)",
     [](const Disagreement& found) {
       return format_explains(
           found, "uri", [](std::string_view text) { return text.ends_with(':') && !is_fault("uri", text); });
     }},
    {"ajv takes a port that is no number", "RFC 3986 §3.2.3",
     [](const Disagreement& found) {
       return format_explains(found, "uri", [](std::string_view text) {
         const std::size_t authority = text.find("//");
         const std::size_t port = text.rfind(':');
         return authority != text.npos && port != text.npos && port > authority && is_fault("uri", text) &&
                text.substr(port + 1).find_first_not_of("0123456789/") != text.npos;
       });
     }},
    {"ajv takes a relative reference whose first segment has a colon, and quotation marks",
     "RFC 3986 §4.2, §2",
     [](const Disagreement& found) {
       return format_explains(found, "uri-reference", [](std::string_view text) {
         return is_fault("uri-reference", text) && text.find_first_of(":\"") != text.npos;
       });
     }},
    {"ajv knows no dots in a template's names, and no apostrophes beside them",
     "RFC 6570 §2.3, §2.1 with erratum 6937",
     [](const Disagreement& found) {
       return format_explains(found, "uri-template", [](std::string_view text) {
         return !is_fault("uri-template", text) && text.find_first_of(".'") != text.npos;
       });
     }},
    {"ajv takes lines of base64", "RFC 4648 §3.3",
     [](const Disagreement& found) {
       return format_explains(found, "byte", [](std::string_view text) {
         return text.find_first_of("\r\n") != text.npos || text.find("\u2028") != text.npos ||
                text.find("\u2029") != text.npos;
       });
     }},
    {"ajv takes any whole number for 64 bits", "OpenAPI 3.1.0 §4.4",
     [](const Disagreement& found) {
       return has_format(found, "int64") && any(found.instance, [](const Json& value) {
                return is_number(value) && is_integer_number(value.text) && is_fault("int64", value.text);
              });
     }},
    {"ajv takes any string for 64 bits", "spec.openapis.org/registry/format/int64",
     [](const Disagreement& found) {
       return format_explains(found, "int64", [](std::string_view text) { return is_fault("int64", text); });
     }},
    {"ajv takes any number for single precision", "OpenAPI 3.0.3 §4.4",
     [](const Disagreement& found) {
       return has_format(found, "float") && any(found.instance, [](const Json& value) {
                return is_number(value) && is_fault("float", value.text);
              });
     }},
    {"ajv takes a duration that leaves a unit out in the middle", "RFC 3339 appendix A",
     [](const Disagreement& found) {
       return format_explains(found, "duration", [](std::string_view text) {
         return text.starts_with('P') && is_fault("duration", text);
       });
     }},
    {"ajv takes a host name that ends in a dot", "RFC 952; RFC 1123 §2.1",
     [](const Disagreement& found) {
       return format_explains(found, "hostname",
                              [](std::string_view text) { return text.size() > 1 && text.ends_with('.'); });
     }},
    {"ajv does not look into labels with two hyphens", "RFC 5890 §2.3.1; RFC 5891 §4.2.3.1",
     [](const Disagreement& found) {
       return format_explains(found, "hostname", [](std::string_view text) {
         return text.find("--") != text.npos && is_fault("hostname", text);
       });
     }},
};

}  // namespace

std::span<const Rule> rules() {
  return kRules;
}

const Rule* rule_of(const Disagreement& disagreement) {
  for (const Rule& rule : rules()) {
    if (rule.explains(disagreement)) return &rule;
  }
  return nullptr;
}

}  // namespace avouch::differential
