// SPDX-License-Identifier: MIT
// Builds the normal form: walks the graph of schema objects and references, and makes one node of each
// object. Linear in the schema objects that it reaches. The names of values and claims come last: naming.h.
//
// A keyword that cannot be read becomes a broken keyword, which no value can be judged by; the keywords
// beside it are read as usual.
//
// A builder loads one schema and keeps references to its inputs. Not thread-safe.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "contract/schema/naming.h"
#include "contract/schema/registry.h"
#include "contract/schema/schema.h"
#include "json/json_value.h"

namespace avouch {

// The value of a keyword that counts: its whole_number().
std::optional<std::uint64_t> bound_of(const JsonValue& value);

class SchemaBuilder {
 public:
  SchemaBuilder(Library& library, Dialect dialect, bool asserts_content)
      : library_(library),
        asserts_content_(asserts_content),
        registry_(library.registry(dialect)),
        schema_(std::make_shared<Schema>()) {}

  Result<std::shared_ptr<const Schema>> build(const Document& document, const std::string& pointer,
                                              const std::string& whole);

 private:
  // The dynamic anchors of the resources on the current path. The outermost one with a name wins (2020-12
  // Core §8.2.3.2). The name "" stands for 2019-09's $recursiveAnchor.
  using Scope = std::map<std::string, std::pair<const Document*, std::string>>;

  // How the walk reached a node.
  struct Use {
    SchemaLocation location;
    const Scope* scope = nullptr;      // one of scopes_
    std::size_t keyword = kNoKeyword;  // with the branch that gets the node; the root has none
    std::size_t branch = 0;
    bool is_claimed =
        true;  // false below `not`, `if` and `contains`: a failure there violates nothing by itself
  };
  using Key = std::tuple<const JsonValue*, const Scope*, bool>;

  // The context in which a node's keywords are read.
  struct Here {
    const SchemaLocation& location;
    const JsonValue& schema;
    const SchemaDialect& dialect;
    const Use& use;
    std::size_t node;

    bool knows(std::string_view keyword) const;
    const JsonValue* find(std::string_view keyword) const;  // nullptr if absent or not in the dialect
  };

  // Adds the node of a branch, unless it is known, and gives it to the branch.
  void add_use(Use use);
  std::size_t node_of(Use& use);
  void read(const Use& use, std::size_t node);
  bool follow_references(Use& use);
  void enter_scope(Use& use);
  std::size_t add_node(const Use& use);
  Here here_of(const Use& use, std::size_t node) const;
  // Adds a broken keyword, or a node with one. Its fault is the last one, unless it is given.
  std::size_t add_broken_node(const Use& use, const std::string& name, ContractFault fault = nullptr);
  void add_broken(const Here& here, const std::string& name, ContractFault fault = nullptr);
  void add_never(const Here& here);
  void add_xml(const Here& here, const JsonValue& xml);
  void add_keywords(const Here& here);
  void spread_faults();
  void spread_fault(std::size_t keyword, const ContractFault& fault);
  ContractFault fault_beside(std::size_t node, std::string_view name) const;
  ContractFault fault_in_place(std::size_t node) const;
  bool holds_lone_surrogate(const Here& here, const std::string& name, const JsonValue& value);
  void note_unjudged(const Here& here, const std::string& name);

  // Assertions: assertions.cpp.
  bool add_assertion(const Here& here, const std::string& name, const JsonValue& value);
  void add_type(const Here& here, const JsonValue& value);
  void add_enum(const Here& here, const JsonValue& value);
  void add_limit(const Here& here, const std::string& name, const JsonValue& value);
  void note_idle_nullable(const Here& here);
  bool can_be_matched(const Here& here, const std::string& pointer, const std::string& pattern);
  bool is_own_limit(const Here& here, const std::string& name, const JsonValue& value);
  void note_other_version(const Here& here, std::string_view keyword, std::string_view version,
                          const std::string& what, std::string hint);
  void add_bound(const Here& here, KeywordKind kind, const std::string& name, const JsonValue& value);
  void add_required(const Here& here, const JsonValue& value);
  void add_dependent_required(const Here& here, const std::string& name, const JsonValue& value);
  void add_content(const Here& here, const std::string& name);
  std::optional<std::vector<std::string>> names_of(const Here& here, const std::string& name,
                                                   const JsonValue& value, const std::string& pointer);

  // Applicators: applicators.cpp.
  bool add_applicator(const Here& here, const std::string& name, const JsonValue& value);
  void add_reference(const Here& here, const std::string& name, const JsonValue& value);
  void add_branches(const Here& here, KeywordKind kind, const std::string& name, const JsonValue& value);
  // Returns the keyword.
  std::size_t add_single(const Here& here, KeywordKind kind, const std::string& name, bool is_claimed = true);
  void add_map(const Here& here, KeywordKind kind, const std::string& name, const JsonValue& value);
  void add_condition(const Here& here);
  void add_items(const Here& here, const JsonValue& value);
  void add_contains(const Here& here);
  void add_dependent_schemas(const Here& here, const std::string& name, const JsonValue& value);
  void add_discriminator(const Here& here, SchemaKeyword& keyword, const JsonValue& value);
  void add_branch(const Here& here, std::size_t keyword, const std::string& pointer, std::string name = {},
                  bool is_claimed = true);

  std::size_t add_keyword(const Here& here, KeywordKind kind, const std::string& name);
  // `after`: the sentence without the label of the value, with which it begins.
  void claim(const Here& here, std::size_t keyword, std::string last, std::string after);
  // Adds a fault, and a broken keyword in its place.
  // Of the document that the user wrote: "Swagger 2.0", "OpenAPI 3.0", "draft 7".
  std::string version_of(const Here& here) const;
  void fail(const Here& here, const std::string& keyword, std::string title, std::string hint);
  void add_fault(const Here& here, std::string_view keyword, std::string title, std::string hint);
  void cut_loops();
  void cut(SchemaUse use);
  Place written_place(SchemaUse use) const;

  Library& library_;
  bool asserts_content_;
  Errors faults_;
  SchemaRegistry& registry_;
  std::shared_ptr<Schema> schema_;
  std::set<Scope> scopes_;
  std::map<Key, std::size_t> nodes_;  // of schema objects that were reached
  std::vector<NodeSource> sources_;   // by node
  std::vector<UnnamedClaim> claims_;
  std::size_t depth_ = 0;                           // of nodes that are being read
  std::vector<std::pair<Use, std::size_t>> later_;  // nodes that are not read yet, because that is too deep
  std::map<std::pair<std::string, std::string>, bool> noted_;
  std::map<std::string, std::optional<Error>> patterns_;  // why a pattern cannot be matched, if it cannot
  std::optional<std::size_t> beyond_;  // the node that stands for all parts beyond the limits
};

}  // namespace avouch
