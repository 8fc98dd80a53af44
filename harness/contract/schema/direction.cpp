// SPDX-License-Identifier: MIT
#include "contract/schema/direction.h"

#include <algorithm>
#include <set>
#include <utility>

#include "contract/schema/words.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr int kDeepestDirection = 64;  // maximum nesting depth of schemas

}  // namespace

// Modifies a copy of the schema.
class OneWaySchema {
 public:
  OneWaySchema(const Schema& schema, Direction direction)
      : made_(std::make_shared<Schema>(schema)), direction_(direction), visited_(schema.nodes().size()) {}

  std::shared_ptr<const Schema> make() && {
    open_.push_back({0, {}, true});
    while (!open_.empty()) {
      const Part part = std::move(open_.back());
      open_.pop_back();
      if (!visited_[part.node]) visit(part);
    }
    drop_claims();
    return made_;
  }

 private:
  using Names = std::set<std::string>;

  // The nodes that apply to one value. `unsent`: names that enclosing schemas mark as not sent.
  struct Part {
    std::size_t node;
    Names unsent;
    bool is_asked = true;  // false in `not` and `if`: a missing name decides there, and violates nothing
  };

  // The node, and the nodes that always apply to the same value.
  std::vector<std::size_t> joined(std::size_t node) const {
    std::vector<std::size_t> nodes = {node};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const std::size_t index : made_->nodes_[nodes[i]].keywords) {
        const SchemaKeyword& keyword = made_->keywords_[index];
        if (!is_joined(keyword.kind)) continue;
        for (const SchemaBranch& branch : keyword.branches) {
          if (std::find(nodes.begin(), nodes.end(), branch.node) == nodes.end()) nodes.push_back(branch.node);
        }
      }
    }
    return nodes;
  }

  bool is_unsent(std::size_t node) const {
    const std::vector<std::size_t> nodes = joined(node);
    return std::any_of(nodes.begin(), nodes.end(), [&](std::size_t one) {
      const SchemaNode& known = made_->nodes_[one];
      return direction_ == Direction::request ? known.is_read_only : known.is_write_only;
    });
  }

  void visit(const Part& part) {
    const std::vector<std::size_t> nodes = joined(part.node);
    std::vector<std::size_t> keywords;
    for (const std::size_t node : nodes) {
      visited_[node] = true;
      const std::vector<std::size_t>& own = made_->nodes_[node].keywords;
      keywords.insert(keywords.end(), own.begin(), own.end());
    }
    Names unsent = part.unsent;
    for (const std::size_t index : keywords) {
      const SchemaKeyword& keyword = made_->keywords_[index];
      if (keyword.kind != KeywordKind::properties) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (is_unsent(branch.node)) unsent.insert(branch.name);
      }
    }
    for (const std::size_t index : keywords) apply(index, unsent, part.is_asked);
  }

  void apply(std::size_t index, const Names& unsent, bool is_asked) {
    SchemaKeyword& keyword = made_->keywords_[index];
    if (keyword.kind == KeywordKind::required && is_asked) {
      const std::size_t erased =
          std::erase_if(keyword.names, [&](const std::string& name) { return unsent.contains(name); });
      if (erased > 0) shortened_.insert(index);
    }
    if (is_joined(keyword.kind)) return;
    for (const SchemaBranch& branch : keyword.branches) {
      if (keyword.kind == KeywordKind::properties && unsent.contains(branch.name)) {
        made_->nodes_[branch.node].is_unsent = true;
        continue;
      }
      const bool only_decides = keyword.kind == KeywordKind::negation ||
                                (keyword.kind == KeywordKind::condition && branch.name == "if");
      open_.push_back({branch.node, is_in_place(keyword.kind) ? unsent : Names{}, is_asked && !only_decides});
    }
  }

  // Drops claims that no value can violate: below an unsent member, and `required` without names.
  void drop_claims() {
    std::erase_if(made_->claims_, [&](SchemaClaim& claim) {
      const SchemaKeyword& keyword = made_->keywords_[claim.keyword];
      if (!visited_[keyword.node]) return true;
      if (!shortened_.contains(claim.keyword)) return false;
      claim.claim = made_->nodes_[keyword.node].label + " has " + name_words(keyword.names);
      return keyword.names.empty();
    });
  }

  std::shared_ptr<Schema> made_;
  Direction direction_;
  std::vector<bool> visited_;
  std::vector<Part> open_;
  std::set<std::size_t> shortened_;  // keywords
};

namespace {

class Members {
 public:
  explicit Members(const Schema& schema) : schema_(schema) {}

  std::vector<UnsentMember> of(const JsonValue& value, std::size_t node) && {
    visit(value, "", node, 0);
    return std::move(found_);
  }

 private:
  void visit(const JsonValue& value, const std::string& at, std::size_t node, int depth) {
    if (depth > kDeepestDirection) return;
    for (const std::size_t index : schema_.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_.keywords()[index];
      const KeywordKind kind = keyword.kind;
      if (kind == KeywordKind::properties && value.is_object()) {
        visit_members(value, at, keyword, depth);
      } else if (kind == KeywordKind::items && value.is_array()) {
        for (std::size_t i = 0; i < value.size(); ++i)
          visit(value.items[i], pointer_append(at, i), keyword.branches.at(0).node, depth + 1);
      } else if (is_joined(kind) || is_choice(kind)) {
        for (const SchemaBranch& branch : keyword.branches) visit(value, at, branch.node, depth + 1);
      }
    }
  }

  void visit_members(const JsonValue& object, const std::string& at, const SchemaKeyword& properties,
                     int depth) {
    for (const SchemaBranch& branch : properties.branches) {
      if (schema_.nodes()[branch.node].is_unsent) {
        found_.push_back({at, branch.name, branch.node});
      } else if (const JsonValue* member = object.find(branch.name)) {
        visit(*member, pointer_append(at, branch.name), branch.node, depth + 1);
      }
    }
  }

  const Schema& schema_;
  std::vector<UnsentMember> found_;
};

}  // namespace

std::shared_ptr<const Schema> schema_for(Direction direction, const std::shared_ptr<const Schema>& schema) {
  const std::vector<SchemaNode>& nodes = schema->nodes();
  const bool is_one_way = std::any_of(nodes.begin(), nodes.end(), [&](const SchemaNode& node) {
    return direction == Direction::request ? node.is_read_only : node.is_write_only;
  });
  return is_one_way ? OneWaySchema(*schema, direction).make() : schema;
}

bool has_unsent(const Schema& schema) {
  return std::any_of(schema.nodes().begin(), schema.nodes().end(),
                     [](const SchemaNode& node) { return node.is_unsent; });
}

std::vector<UnsentMember> unsent_members(const JsonValue& value, const Schema& schema, std::size_t node) {
  if (!has_unsent(schema)) return {};
  return Members(schema).of(value, node);
}

JsonValue without_unsent(JsonValue value, const Schema& schema, std::size_t node) {
  for (const UnsentMember& member : unsent_members(value, schema, node))
    value.at(member.object)->drop(member.name);
  return value;
}

}  // namespace avouch
