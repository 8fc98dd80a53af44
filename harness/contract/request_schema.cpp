// SPDX-License-Identifier: MIT
#include "contract/request_schema.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "contract/schema_builder.h"

namespace avouch {
namespace {

using nlohmann::json;

constexpr int kDeepest = 64;  // schemas within schemas that are followed

bool is_read_only(const Schema& schema, const Library& library, std::size_t node, int depth) {
  if (depth > kDeepest) return false;
  for (const std::size_t index : schema.nodes()[node].keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    const Document* document = library.find(keyword.place.file);
    const std::string owner = keyword.place.pointer.substr(0, keyword.place.pointer.rfind('/'));
    const json* written = document == nullptr ? nullptr : document->at(owner);
    if (written != nullptr && written->is_object()) {
      const auto flag = written->find("readOnly");
      if (flag != written->end() && *flag == true) return true;
    }
    if (keyword.kind != KeywordKind::reference && keyword.kind != KeywordKind::all_of) continue;
    for (const SchemaBranch& branch : keyword.branches) {
      if (is_read_only(schema, library, branch.node, depth + 1)) return true;
    }
  }
  return false;
}

// The names that `required` asks of a node and that requests do not have.
std::vector<std::string> unsent(const Schema& schema, const Library& library, const SchemaKeyword& required) {
  std::vector<std::string> names;
  for (const std::size_t index : schema.nodes()[required.node].keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    if (keyword.kind != KeywordKind::properties) continue;
    for (const SchemaBranch& branch : keyword.branches) {
      const bool is_asked =
          std::find(required.names.begin(), required.names.end(), branch.name) != required.names.end();
      if (is_asked && is_read_only(schema, library, branch.node, 0)) names.push_back(branch.name);
    }
  }
  return names;
}

}  // namespace

std::shared_ptr<const Schema> SchemaBuilder::without_required(
    const Schema& schema, const std::vector<std::pair<std::size_t, std::vector<std::string>>>& names) {
  auto copy = std::make_shared<Schema>(schema);
  for (const auto& [keyword, unwanted] : names) {
    std::erase_if(copy->keywords_[keyword].names, [&of = unwanted](const std::string& name) {
      return std::find(of.begin(), of.end(), name) != of.end();
    });
  }
  return copy;
}

bool is_read_only(const Schema& schema, const Library& library, std::size_t node) {
  return is_read_only(schema, library, node, 0);
}

std::shared_ptr<const Schema> request_schema(const std::shared_ptr<const Schema>& schema,
                                             const Library* library) {
  if (library == nullptr) return schema;
  std::vector<std::pair<std::size_t, std::vector<std::string>>> unsent_names;
  for (std::size_t i = 0; i < schema->keywords().size(); ++i) {
    if (schema->keywords()[i].kind != KeywordKind::required) continue;
    std::vector<std::string> names = unsent(*schema, *library, schema->keywords()[i]);
    if (!names.empty()) unsent_names.emplace_back(i, std::move(names));
  }
  if (unsent_names.empty()) return schema;
  return SchemaBuilder::without_required(*schema, unsent_names);
}

}  // namespace avouch
