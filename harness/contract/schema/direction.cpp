// SPDX-License-Identifier: MIT
#include "contract/schema/direction.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "contract/schema/words.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr int kDeepestDirection = 64;  // maximum nesting depth of schemas

}  // namespace

// Copies the schema. A node can apply in several ways: its `required` lacks a member that an enclosing schema
// marks as not sent, it is below a member that is not sent, or it only decides. Each way gets a node of its
// own; mostly there is one.
class OneWaySchema {
 public:
  OneWaySchema(const Schema& schema, Direction direction)
      : from_(schema), made_(std::make_shared<Schema>()), direction_(direction) {}

  std::shared_ptr<const Schema> make() && {
    find_names();
    copy_of(0, {});
    for (std::size_t copy = 0; copy < copies_.size(); ++copy) follow(copy);
    add_nodes();
    add_keywords();
    add_claims();
    made_->notes_ = from_.notes_;
    made_->faults_ = from_.faults_;
    made_->link();
    made_->shrink();
    return made_;
  }

 private:
  using Names = std::set<std::string>;

  // How a node applies.
  struct Way {
    enum class Sent {
      asked,
      deciding,
      unsent
    };  // deciding: in `not` and `if`, a missing name violates nothing
    Sent sent = Sent::asked;
    Names unsent = {};  // names that schemas around it mark as not sent, as far as it mentions them
    bool is_unsent_member = false;

    auto operator<=>(const Way&) const = default;  // NOLINT(modernize-use-nullptr): it misreads the 0 of it
  };
  struct Copy {
    std::size_t from;
    Way way;
    std::vector<std::vector<std::size_t>> branches = {};  // by keyword of the node and branch: a copy
    std::size_t node = 0;                                 // in the schema that is made
  };

  // The node, and the nodes that always apply to the same value.
  std::vector<std::size_t> joined(std::size_t node) const {
    std::vector<std::size_t> nodes = {node};
    std::set<std::size_t> seen = {node};
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      for (const std::size_t index : from_.nodes_[nodes[i]].keywords) {
        const SchemaKeyword& keyword = from_.keywords_[index];
        if (!is_joined(keyword.kind)) continue;
        for (const SchemaBranch& branch : keyword.branches) {
          if (seen.insert(branch.node).second) nodes.push_back(branch.node);
        }
      }
    }
    return nodes;
  }

  bool is_unsent(std::size_t node) const {
    const std::vector<std::size_t> nodes = joined(node);
    return std::any_of(nodes.begin(), nodes.end(), [&](std::size_t one) {
      const SchemaNode& known = from_.nodes_[one];
      return direction_ == Direction::request ? known.is_read_only : known.is_write_only;
    });
  }

  // Finds the names that a group of joined nodes marks, and by node the names of those that it, or a node
  // that it applies to the same value, mentions.
  void find_names() {
    mentioned_.resize(from_.nodes_.size());
    marked_.resize(from_.nodes_.size());
    Names all;
    for (std::size_t node = 0; node < from_.nodes_.size(); ++node) {
      for (const std::size_t index : from_.nodes_[node].keywords) {
        const SchemaKeyword& keyword = from_.keywords_[index];
        if (keyword.kind != KeywordKind::properties) continue;
        for (const SchemaBranch& branch : keyword.branches) {
          if (is_unsent(branch.node)) marked_[node].insert(branch.name);
        }
      }
      all.insert(marked_[node].begin(), marked_[node].end());
    }
    std::vector<std::size_t> changed;
    const auto mention = [&](std::size_t node, const std::string& name) {
      if (!all.contains(name) || !mentioned_[node].insert(name).second) return;
      changed.push_back(node);
    };
    for (std::size_t node = 0; node < from_.nodes_.size(); ++node) {
      for (const std::size_t index : from_.nodes_[node].keywords) {
        const SchemaKeyword& keyword = from_.keywords_[index];
        if (keyword.kind == KeywordKind::required)
          for (const std::string& name : keyword.names) mention(node, name);
        if (keyword.kind == KeywordKind::properties)
          for (const SchemaBranch& branch : keyword.branches) mention(node, branch.name);
      }
    }
    while (!changed.empty()) {  // upwards, to the nodes that apply them to the same value
      const std::size_t node = changed.back();
      changed.pop_back();
      for (const SchemaUse& use : from_.uses_of(node)) {
        const SchemaKeyword& above = from_.keywords_[use.keyword];
        if (!is_in_place(above.kind)) continue;
        for (const std::string& name : mentioned_[node]) mention(above.node, name);
      }
    }
  }

  Names known_to(std::size_t node, const Names& names) const {
    Names known;
    std::set_intersection(names.begin(), names.end(), mentioned_[node].begin(), mentioned_[node].end(),
                          std::inserter(known, known.end()));
    return known;
  }

  // The copy of the node that applies so. `names`: all that are marked around it.
  std::size_t copy_of(std::size_t node, Way way) {
    if (way.sent == Way::Sent::unsent) {
      way.unsent.clear();
    } else {
      Names unsent = known_to(node, way.unsent);
      for (const std::size_t one : joined(node)) unsent.insert(marked_[one].begin(), marked_[one].end());
      way.unsent = std::move(unsent);
    }
    const auto [known, is_new] = known_.try_emplace({node, way}, copies_.size());
    if (is_new) copies_.push_back({.from = node, .way = std::move(way)});
    return known->second;
  }

  void follow(std::size_t copy) {
    const Way way = copies_[copy].way;
    std::vector<std::vector<std::size_t>> branches;
    for (const std::size_t index : from_.nodes_[copies_[copy].from].keywords) {
      const SchemaKeyword& keyword = from_.keywords_[index];
      branches.emplace_back();
      for (std::size_t i = 0; i < keyword.branches.size(); ++i)
        branches.back().push_back(copy_of(keyword.branches[i].node, way_of(keyword, i, way)));
    }
    copies_[copy].branches = std::move(branches);
  }

  // In the order of the schema that is copied.
  void add_nodes() {
    by_node_.resize(from_.nodes_.size());
    for (std::size_t copy = 0; copy < copies_.size(); ++copy) by_node_[copies_[copy].from].push_back(copy);
    for (std::size_t from = 0; from < by_node_.size(); ++from) {
      for (const std::size_t copy : by_node_[from]) {
        copies_[copy].node = made_->nodes_.size();
        SchemaNode node = from_.nodes_[from];
        node.keywords.clear();
        node.is_unsent = copies_[copy].way.is_unsent_member;
        made_->nodes_.push_back(std::move(node));
      }
    }
  }

  void add_keywords() {
    copies_of_keyword_.resize(from_.keywords_.size());
    std::vector<std::size_t> next(from_.nodes_.size());  // by node: which of its keywords comes next
    for (std::size_t index = 0; index < from_.keywords_.size(); ++index) {
      const std::size_t position = next[from_.keywords_[index].node]++;
      for (const std::size_t copy : by_node_[from_.keywords_[index].node]) add_keyword(index, position, copy);
    }
  }

  void add_keyword(std::size_t index, std::size_t position, std::size_t of) {
    const Copy& copy = copies_[of];
    const std::size_t made = made_->keywords_.size();
    SchemaKeyword keyword = from_.keywords_[index];
    keyword.node = copy.node;
    if (keyword.kind == KeywordKind::required && copy.way.sent == Way::Sent::asked) {
      const std::size_t erased = std::erase_if(
          keyword.names, [&](const std::string& name) { return copy.way.unsent.contains(name); });
      if (erased > 0) shortened_.insert(made);
    }
    for (std::size_t i = 0; i < keyword.branches.size(); ++i)
      keyword.branches[i].node = copies_[copy.branches[position][i]].node;
    made_->nodes_[copy.node].keywords.push_back(made);
    made_->keywords_.push_back(std::move(keyword));
    if (copy.way.sent != Way::Sent::unsent) copies_of_keyword_[index].push_back(made);
  }

  // How the branch applies, if its keyword applies so.
  static Way way_of(const SchemaKeyword& keyword, std::size_t branch, const Way& way) {
    if (way.sent == Way::Sent::unsent) return {.sent = Way::Sent::unsent};
    const std::string& name = keyword.branches[branch].name;
    if (keyword.kind == KeywordKind::properties && way.unsent.contains(name))
      return {.sent = Way::Sent::unsent, .is_unsent_member = true};
    const bool only_decides =
        keyword.kind == KeywordKind::negation || (keyword.kind == KeywordKind::condition && name == "if");
    return {.sent = only_decides ? Way::Sent::deciding : way.sent,
            .unsent = is_in_place(keyword.kind) ? way.unsent : Names{}};
  }

  // Leaves out claims that no value can violate: below an unsent member, and `required` without names.
  void add_claims() {
    for (const SchemaClaim& claim : from_.claims_) {
      std::size_t times = 0;
      for (const std::size_t index : copies_of_keyword_[claim.keyword]) {
        const SchemaKeyword& keyword = made_->keywords_[index];
        SchemaClaim made = claim;
        made.keyword = index;
        if (shortened_.contains(index)) {
          if (keyword.names.empty()) continue;
          made.claim = made_->nodes_[keyword.node].label + " has " + name_words(keyword.names);
        }
        if (++times > 1) made.suffix += "~" + std::to_string(times);
        made_->claims_.push_back(std::move(made));
      }
    }
  }

  const Schema& from_;
  std::shared_ptr<Schema> made_;
  Direction direction_;
  std::vector<Names> marked_;     // by node: members that it describes and that are not sent
  std::vector<Names> mentioned_;  // by node
  std::vector<Copy> copies_;      // the first one is of the root
  std::map<std::pair<std::size_t, Way>, std::size_t> known_;  // index into copies_
  std::vector<std::vector<std::size_t>> by_node_;             // copies of each node
  std::vector<std::vector<std::size_t>> copies_of_keyword_;   // keywords of the copy that may be violated
  std::set<std::size_t> shortened_;                           // keywords of the copy
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
    if (depth > kDeepestDirection || !visited_.emplace(&value, node).second) return;
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
  std::set<std::pair<const JsonValue*, std::size_t>> visited_;
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
