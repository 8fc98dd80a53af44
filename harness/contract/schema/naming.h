// SPDX-License-Identifier: MIT
// Names the values and the claims of a schema, once its graph is complete.
//
// The coordinate of a claim is a way through the document. A schema object that is written where it is used
// has the way of that place: "billing/street/maxLength". So has one that a single reference leads to. A
// schema object that only references lead to, and several, would have a way for each; so its own name stands
// in place of the way: "@Address/street/maxLength", and "Address.street has at most 10 characters". The root
// is written where it is used, also if it is recursive. A schema object that one reference leads to also
// has its own name in place of a long way (kLongestWay): the ways of a chain would grow with its square.
//
// "@Address" is no name of a member: such a member of the root is "properties/@Address".
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contract/document/document.h"
#include "contract/schema/schema.h"

namespace avouch {

// A claim whose value has no name yet. Its sentence is `before`, the label of the value and `after`.
struct UnnamedClaim {
  std::size_t keyword = 0;
  std::string last;               // last segment of the coordinate
  bool is_last_for_root = false;  // only if the way is empty
  std::string after;
  std::string before = {};
};

// Where a node is from.
struct NodeSource {
  const Document* document = nullptr;
  std::string pointer;
  std::string documentation = {};  // its own x-avouch-documentation; empty if it has none
  bool is_claimed = true;
};

class SchemaNaming {
 public:
  // Bytes of a way and of the words for it, before the next reference.
  static constexpr std::size_t kLongestWay = 2'000;

  // `sources`: by node. `claims`: at most one per keyword, in the order of the keywords. Precondition:
  // Schema::link().
  SchemaNaming(Schema& schema, const std::vector<NodeSource>& sources, std::vector<UnnamedClaim> claims);

  // Sets the labels of all nodes, and the claims in document order. `whole`: label of the root.
  void run(const std::string& whole);

 private:
  // A node on the way to the current one.
  struct Step {
    std::size_t node;
    std::size_t keyword = 0;  // index among those of the node
    std::size_t branch = 0;
  };

  void name_shared();
  void give_name(std::size_t node);
  bool is_far(SchemaUse use) const;
  bool is_home(std::size_t node, SchemaUse use) const;
  void walk(std::size_t root);
  void enter(std::size_t node, SchemaUse use);
  void claim(std::size_t keyword);
  std::string segment_of(const SchemaKeyword& keyword, std::size_t branch) const;
  std::string member_segment(const SchemaKeyword& keyword, const std::string& name) const;
  std::string label_of(const SchemaKeyword& keyword, std::size_t branch) const;

  Schema& schema_;
  const std::vector<NodeSource>& sources_;
  std::vector<UnnamedClaim> unnamed_;
  std::vector<std::size_t> claim_of_;  // by keyword: index into unnamed_; kNoKeyword if it claims nothing
  std::vector<std::string> paths_;     // by node
  std::vector<std::string> documentation_;           // by node
  std::vector<bool> is_named_;                       // by node
  std::map<std::size_t, std::string> names_;         // of the nodes with a name of their own
  std::set<std::string> given_;                      // those names
  std::set<std::string> taken_;                      // those of them that claims have
  std::map<std::string, std::size_t> next_numbers_;  // of the next node that has such a name
  std::vector<std::size_t> open_;  // nodes with a name of their own, in the order of their claims
  std::map<std::string, std::size_t> suffixes_;  // how often each was requested
};

}  // namespace avouch
