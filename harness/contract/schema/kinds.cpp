// SPDX-License-Identifier: MIT
#include "contract/schema/kinds.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <vector>

#include "base/steps.h"

namespace avouch {
namespace {

KindMask kind_of_text(std::string_view text) {
  if (text.starts_with('"')) return mask_of(ValueKind::string);
  if (text.starts_with('[')) return mask_of(ValueKind::array);
  if (text.starts_with('{')) return mask_of(ValueKind::object);
  if (text == "null") return mask_of(ValueKind::null);
  return mask_of(text == "true" || text == "false" ? ValueKind::boolean : ValueKind::number);
}

// The kinds that a keyword accepts for its own value.
Kinds own_kinds(const SchemaKeyword& keyword) {
  if (keyword.kind == KeywordKind::type) {
    return {.accepted = kinds_of_types(keyword.names),
            .has_fractions =
                std::find(keyword.names.begin(), keyword.names.end(), "number") != keyword.names.end()};
  }
  if (keyword.kind == KeywordKind::enumeration || keyword.kind == KeywordKind::constant) {
    KindMask kinds = 0;
    for (const std::string& text : keyword.texts) kinds |= kind_of_text(text);
    return {.accepted = kinds};
  }
  const KindMask kinds = traits_of(keyword.kind).applies_to;
  return kinds == kEveryKind ? Kinds{} : Kinds{.spoken_of = kinds};
}

// The kinds that are known, by node. Many nodes may lead to one.
struct KnownKinds {
  std::vector<std::optional<Kinds>> by_node;
};

class KindSearch {
 public:
  using Known = std::vector<std::optional<Kinds>>;

  // `known` has a place for each node, and is filled.
  KindSearch(const Schema& schema, const ValuePosition& position, Known& known)
      : schema_(schema), position_(position), known_(known) {}

  Kinds of(std::size_t node) const {
    if (!known_[node]) {
      known_[node] = Kinds{};  // a node that leads back to itself restricts nothing by that
      known_[node] = found(node);
    }
    return *known_[node];
  }

 private:
  Kinds found(std::size_t node) const {
    count_steps(1);
    Kinds kinds;
    for (const std::size_t index : schema_.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_.keywords()[index];
      if (position_.of == ValuePosition::Of::whole) kinds.restrict(own_kinds(keyword));
      if (is_joined(keyword.kind)) {
        for (const SchemaBranch& branch : keyword.branches) kinds.restrict(of(branch.node));
      } else if (is_choice(keyword.kind)) {
        kinds.restrict(of_any(keyword));
      } else if (const std::size_t inner = inner_of(keyword); inner != kNoKeyword) {
        kinds.restrict(kinds_of_node(schema_, inner));
      }
    }
    return kinds;
  }

  Kinds of_any(const SchemaKeyword& keyword) const {
    Kinds kinds{.accepted = 0, .has_fractions = false};
    KindMask first = 0;
    for (const SchemaBranch& branch : keyword.branches) {
      const Kinds of_branch = of(branch.node);
      const bool is_other = &branch != &keyword.branches.front() && of_branch.meant() != first;
      if (&branch == &keyword.branches.front()) first = of_branch.meant();
      kinds.widen(of_branch);
      kinds.has_choices = kinds.has_choices || is_other;
    }
    return kinds;
  }

  // The node among the keyword's branches that describes the value at the position; kNoKeyword if none does.
  std::size_t inner_of(const SchemaKeyword& keyword) const {
    const bool is_item = position_.of == ValuePosition::Of::item;
    const bool is_member = position_.of == ValuePosition::Of::member;
    if (is_item && keyword.kind == KeywordKind::prefix_items && position_.index < keyword.branches.size())
      return keyword.branches[position_.index].node;
    if (is_item && keyword.kind == KeywordKind::items) {
      const SchemaKeyword* prefix = beside(keyword, KeywordKind::prefix_items);
      return prefix != nullptr && position_.index < prefix->branches.size() ? kNoKeyword
                                                                            : keyword.branches.front().node;
    }
    if (is_member && keyword.kind == KeywordKind::properties) return named_by(keyword);
    if (is_member && keyword.kind == KeywordKind::additional_properties) {
      const SchemaKeyword* properties = beside(keyword, KeywordKind::properties);
      return properties != nullptr && named_by(*properties) != kNoKeyword ? kNoKeyword
                                                                          : keyword.branches.front().node;
    }
    return kNoKeyword;
  }

  std::size_t named_by(const SchemaKeyword& properties) const {
    for (const SchemaBranch& branch : properties.branches) {
      if (branch.name == position_.name) return branch.node;
    }
    return kNoKeyword;
  }

  // The keyword of that kind in the same schema object.
  const SchemaKeyword* beside(const SchemaKeyword& keyword, KeywordKind kind) const {
    for (const std::size_t index : schema_.nodes()[keyword.node].keywords) {
      if (schema_.keywords()[index].kind == kind) return &schema_.keywords()[index];
    }
    return nullptr;
  }

  const Schema& schema_;
  const ValuePosition& position_;
  Known& known_;
};

}  // namespace

void Kinds::restrict(const Kinds& other) {
  accepted &= other.accepted;
  spoken_of |= other.spoken_of;
  has_fractions = has_fractions && other.has_fractions;
  has_choices = has_choices || other.has_choices;
}

void Kinds::widen(const Kinds& other) {
  accepted |= other.accepted;
  spoken_of |= other.spoken_of;
  has_fractions = has_fractions || other.has_fractions;
  has_choices = has_choices || other.has_choices;
}

Kinds kinds_at(const Schema* schema, const ValuePosition& position) {
  if (schema == nullptr || schema->nodes().empty()) return {};
  if (position.of == ValuePosition::Of::whole) return kinds_of_node(*schema, 0);
  KindSearch::Known known(schema->nodes().size());
  return KindSearch(*schema, position, known).of(0);
}

Kinds kinds_of_node(const Schema& schema, std::size_t node) {
  std::shared_ptr<const KnownKinds> known = schema.derived().find<KnownKinds>();
  if (known == nullptr) {
    const auto made =
        std::make_shared<KnownKinds>(KnownKinds{std::vector<std::optional<Kinds>>(schema.nodes().size())});
    const ValuePosition whole;
    const KindSearch search(schema, whole, made->by_node);
    for (std::size_t each = 0; each < made->by_node.size(); ++each) (void)search.of(each);
    known = made;
    schema.derived().own(known);
  }
  count_steps(1);
  return *known->by_node[node];
}

std::optional<std::size_t> branch_for_kind(const Schema& schema, const SchemaKeyword& choice,
                                           ValueKind kind) {
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < choice.branches.size(); ++i) {
    if ((kinds_of_node(schema, choice.branches[i].node).accepted & mask_of(kind)) == 0) continue;
    if (only) return std::nullopt;
    only = i;
  }
  return only;
}

}  // namespace avouch
