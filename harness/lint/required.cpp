// SPDX-License-Identifier: MIT
// Required members that no property defines: usually a misspelling.
#include <algorithm>
#include <string>
#include <vector>

#include "base/text.h"
#include "json/pointer.h"
#include "lint/rules.h"

namespace avouch {

void check_required(LintSubject& subject) {
  for (const SchemaPart& part : subject.parts()) {
    const auto required = part.value->find("required");
    const auto properties = part.value->find("properties");
    const bool speaks = required != part.value->end() && required->is_array() &&
                        properties != part.value->end() && properties->is_object();
    // If schemas are composed, another one may define it.
    if (!speaks || part.is_composed || part.value->contains("patternProperties")) continue;
    // impossible.cpp reports members that are forbidden.
    const auto others = part.value->find("additionalProperties");
    if (others != part.value->end() && *others == false) continue;
    std::vector<std::string> names;
    for (const auto& [name, schema] : properties->items()) names.push_back(name);
    for (std::size_t i = 0; i < required->size(); ++i) {
      const nlohmann::json& name = (*required)[i];
      if (!name.is_string() || properties->contains(name.get<std::string>())) continue;
      const std::optional<std::string> close = nearest(name.get<std::string>(), names);
      subject.report(
          {.rule = "required-undefined",
           .severity = LintFinding::Severity::warning,
           .place = part.document->place(pointer_append(pointer_append(part.pointer, "required"), i)),
           .message =
               in_quotes(name.get<std::string>()) + " is required, and no property of that name is defined",
           .mend = close ? "Did you mean " + in_quotes(*close) + "?" : "Define it in properties."});
    }
  }
}

}  // namespace avouch
