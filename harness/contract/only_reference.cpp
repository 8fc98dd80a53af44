// SPDX-License-Identifier: MIT
#include "contract/only_reference.h"

#include <algorithm>

namespace avouch {
namespace {

constexpr const char* kName = "$ref";

bool describes_reference(const SchemaKeyword& keyword) {
  return keyword.kind == KeywordKind::properties &&
         std::any_of(keyword.branches.begin(), keyword.branches.end(),
                     [](const SchemaBranch& branch) { return branch.name == kName; });
}

}  // namespace

bool is_only_reference(const JsonValue& value, const Schema* schema) {
  const JsonValue* reference = value.is_object() && value.size() == 1 ? value.find(kName) : nullptr;
  if (reference == nullptr || !reference->is_string()) return false;
  return schema == nullptr ||
         std::none_of(schema->keywords().begin(), schema->keywords().end(), describes_reference);
}

}  // namespace avouch
