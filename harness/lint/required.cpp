// SPDX-License-Identifier: MIT
// Required members that no property defines: usually a misspelling.
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/steps.h"
#include "base/text.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "lint/rules.h"

namespace avouch {
namespace {

// The name that was meant is looked for among all: for the first ones of a schema only.
constexpr std::size_t kMostUndefinedMended = 20;

}  // namespace

void check_required(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    const JsonValue* required = part.value->find("required");
    const JsonValue* properties = part.value->find("properties");
    const bool speaks =
        required != nullptr && required->is_array() && properties != nullptr && properties->is_object();
    // Where schemas are composed, another one may define it.
    if (!speaks || part.is_composed || part.value->contains("patternProperties")) continue;
    // impossible.cpp speaks of what may not be there at all.
    const JsonValue* others = part.value->find("additionalProperties");
    if (others != nullptr && others->is_false()) continue;
    std::vector<std::string> names;
    for (const auto& [name, schema] : properties->members) names.push_back(name);
    const std::unordered_set<std::string_view> known(names.begin(), names.end());
    std::size_t mended = 0;
    for (std::size_t i = 0; i < required->size(); ++i) {
      const JsonValue& name = required->items[i];
      count_steps(1);
      if (!name.is_string() || known.contains(name.text)) continue;
      std::optional<std::string> close;
      if (mended++ < kMostUndefinedMended) close = nearest(name.text, names);
      subject.report(
          {.rule = "required-undefined",
           .severity = LintFinding::Severity::warning,
           .place = part.document->place(pointer_append(pointer_append(part.pointer, "required"), i)),
           .message = in_quotes(name.text) + " is required, and no property of that name is defined",
           .hint = close ? "Did you mean " + in_quotes(*close) + "?" : "Define it in properties."});
    }
  }
}

}  // namespace avouch
