// SPDX-License-Identifier: MIT
#include "plan/read_only.h"

#include "contract/request_schema.h"

namespace avouch {
namespace {

using nlohmann::json;

constexpr int kDeepest = 64;  // schemas within schemas that are followed

class Strip {
 public:
  Strip(const Schema& schema, const Library& library) : schema_(schema), library_(library) {}

  void apply(json& value, std::size_t node, int depth) const {
    if (depth > kDeepest) return;
    for (const std::size_t index : schema_.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_.keywords()[index];
      const KeywordKind kind = keyword.kind;
      if (kind == KeywordKind::properties && value.is_object()) {
        members(value, keyword, depth);
      } else if (kind == KeywordKind::items && value.is_array()) {
        for (json& element : value) apply(element, keyword.branches.at(0).node, depth + 1);
      } else if (kind == KeywordKind::reference || kind == KeywordKind::all_of ||
                 kind == KeywordKind::any_of || kind == KeywordKind::one_of) {
        for (const SchemaBranch& branch : keyword.branches) apply(value, branch.node, depth + 1);
      }
    }
  }

 private:
  void members(json& object, const SchemaKeyword& properties, int depth) const {
    for (const SchemaBranch& branch : properties.branches) {
      const auto member = object.find(branch.name);
      if (member == object.end()) continue;
      if (is_read_only(schema_, library_, branch.node)) {
        object.erase(member);
      } else {
        apply(*member, branch.node, depth + 1);
      }
    }
  }

  const Schema& schema_;
  const Library& library_;
};

}  // namespace

json without_read_only(json value, const Schema& schema, const Library& library) {
  if (!schema.nodes().empty()) Strip(schema, library).apply(value, 0, 0);
  return value;
}

}  // namespace avouch
