// SPDX-License-Identifier: MIT
#include "contract/schema/sequence.h"

#include <set>
#include <utility>

#include "contract/schema/words.h"

namespace avouch {

class SequenceSchema {
 public:
  SequenceSchema(const Place& place) : made_(std::make_shared<Schema>()) {
    made_->nodes_.push_back({.label = kTheBody, .keywords = {}});
    // Every sequence is an array, so this is no claim. It says what to generate.
    const std::size_t type = add(KeywordKind::type, "type", place);
    made_->keywords_[type].names = {"array"};
  }

  void add_whole(const Schema& whole, const Place& place) {
    const std::size_t keyword = add(KeywordKind::all_of, "schema", place);
    append(whole, keyword, "");
  }

  void add_items(const Schema& item, const std::string& prefix, const Place& place) {
    append(item, add(KeywordKind::items, "items", place), prefix);
  }

  std::shared_ptr<const Schema> make() && {
    made_->link();
    made_->shrink();
    return made_;
  }

 private:
  std::size_t add(KeywordKind kind, const std::string& name, const Place& place) {
    made_->keywords_.push_back({.kind = kind, .name = name, .node = 0, .place = place});
    made_->nodes_[0].keywords.push_back(made_->keywords_.size() - 1);
    return made_->keywords_.size() - 1;
  }

  // Appends the schema as a branch of that keyword.
  void append(const Schema& part, std::size_t keyword, const std::string& prefix) {
    const std::size_t first_node = made_->nodes_.size();
    const std::size_t first_keyword = made_->keywords_.size();
    for (SchemaNode node : part.nodes_) {
      if (node.parent != kNoKeyword) node.parent += first_keyword;
      for (std::size_t& index : node.keywords) index += first_keyword;
      made_->nodes_.push_back(std::move(node));
    }
    made_->nodes_[first_node].parent = keyword;
    for (SchemaKeyword inner : part.keywords_) {
      inner.node += first_node;
      for (SchemaBranch& branch : inner.branches) branch.node += first_node;
      made_->keywords_.push_back(std::move(inner));
    }
    made_->keywords_[keyword].branches = {{.name = {}, .node = first_node}};
    for (SchemaClaim claim : part.claims_) {
      claim.keyword += first_keyword;
      claim.suffix = path_join(prefix, claim.suffix);
      while (!suffixes_.insert(claim.suffix).second) claim.suffix += "~2";
      made_->claims_.push_back(std::move(claim));
    }
    made_->notes_.insert(made_->notes_.end(), part.notes_.begin(), part.notes_.end());
    made_->faults_.insert(made_->faults_.end(), part.faults_.begin(), part.faults_.end());
  }

  std::shared_ptr<Schema> made_;
  std::set<std::string> suffixes_;
};

std::shared_ptr<const Schema> sequence_schema(const Schema& item, const std::shared_ptr<const Schema>& whole,
                                              const std::string& prefix, const Place& place) {
  SequenceSchema made(place);
  if (whole != nullptr) made.add_whole(*whole, place);
  made.add_items(item, prefix, place);
  return std::move(made).make();
}

}  // namespace avouch
