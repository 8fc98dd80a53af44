// SPDX-License-Identifier: MIT
#include "contract/schema/builder.h"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.h"
#include "contract/schema/discriminator.h"
#include "contract/schema/words.h"
#include "json/json_value.h"
#include "json/number.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::size_t kDeepest = 400;      // nesting depth of nodes
constexpr std::size_t kUnrolled = 20'000;  // nodes; beyond that, equal nodes are shared

// OpenAPI 3.0 §4.7.24.1 allows boolean schemas in one place only.
bool may_be_boolean(const SchemaLocation& location) {
  return location.resource->dialect.dialect != Dialect::openapi_3_0 ||
         (location.pointer.ends_with("/additionalProperties") &&
          !location.pointer.ends_with("/properties/additionalProperties"));
}
constexpr std::size_t kNodeLimit = 200'000;

}  // namespace

std::optional<std::uint64_t> bound_of(const JsonValue& value) {
  return value.is_number() ? whole_number(value.text) : std::nullopt;
}

Result<std::shared_ptr<const Schema>> load_schema(Library& library, const Document& document,
                                                  const std::string& pointer, Dialect dialect,
                                                  const std::string& whole) {
  return SchemaBuilder(library).build(document, pointer, dialect, whole);
}

Result<std::shared_ptr<const Schema>> SchemaBuilder::build(const Document& document,
                                                           const std::string& pointer, Dialect dialect,
                                                           const std::string& whole) {
  const std::optional<SchemaLocation> root = registry_.enter(document, pointer, {.dialect = dialect});
  if (root) build_node({.location = *root, .label = whole});
  if (errors_.empty()) check_loops();
  if (!errors_.empty()) return errors_;
  return std::shared_ptr<const Schema>(schema_);
}

bool SchemaBuilder::Here::knows(std::string_view keyword) const {
  const KeywordUse* known = keyword_use(keyword);
  return known != nullptr && dialect.knows(*known);
}

const JsonValue* SchemaBuilder::Here::find(std::string_view keyword) const {
  const JsonValue* member = schema.find(keyword);
  return member == nullptr || !knows(keyword) ? nullptr : member;
}

void SchemaBuilder::fail(const Here& here, std::string_view keyword, std::string title, std::string hint) {
  errors_.push_back(
      {.title = std::move(title), .place = here.location.place(keyword), .hint = std::move(hint)});
}

void SchemaBuilder::enter_scope(Use& use) const {
  const SchemaResource& resource = *use.location.resource;
  for (const auto& [name, pointer] : resource.dynamic_anchors)
    use.scope.try_emplace(name, resource.document, pointer);
  if (resource.recursive_anchor) use.scope.try_emplace("", resource.document, resource.pointer);
}

// If siblings of $ref are ignored, moves `use` to the target of the reference. Returns false after an error.
bool SchemaBuilder::follow_references(Use& use) {
  std::set<std::pair<const Document*, std::string>> seen;
  for (;;) {
    const JsonValue& schema = use.location.value();
    if (!schema.is_object() || !use.location.resource->dialect.reference_hides_siblings()) return true;
    const JsonValue* reference = schema.find("$ref");
    if (reference == nullptr || !reference->is_string()) return true;  // a member may have this name
    if (!seen.emplace(use.location.document, use.location.pointer).second) {
      errors_.push_back({.title = "this $ref leads back to itself",
                         .place = use.location.place("$ref"),
                         .hint = "Make it end at a schema."});
      return false;
    }
    const auto target = registry_.resolve(use.location, "$ref", reference->text);
    if (!target) return false;
    use.location = target->location;
    enter_scope(use);
  }
}

std::size_t SchemaBuilder::add_node(const Use& use) {
  schema_->nodes_.push_back({.label = use.label, .parent = use.parent, .branch = use.branch, .keywords = {}});
  return schema_->nodes_.size() - 1;
}

std::size_t SchemaBuilder::build_node(Use use) {
  enter_scope(use);
  if (!follow_references(use)) return 0;
  const Key key{use.location.document, use.location.pointer, use.scope, use.is_claimed};
  for (const Ancestor& ancestor : ancestors_) {
    const auto& [document, pointer, scope, is_claimed] = ancestor.key;
    if (document == use.location.document && pointer == use.location.pointer && scope == use.scope &&
        (is_claimed || !use.is_claimed)) {
      return ancestor.node;
    }
  }
  if (schema_->nodes_.size() >= kUnrolled) {
    if (const auto known = first_uses_.find(key); known != first_uses_.end()) return known->second;
  }
  if (ancestors_.size() >= kDeepest || schema_->nodes_.size() >= kNodeLimit) {
    if (errors_.empty()) {
      errors_.push_back({.title = "the schema is nested deeper than " + std::to_string(kDeepest) +
                                  " levels, or has over " + std::to_string(kNodeLimit) + " parts",
                         .place = use.location.place(""),
                         .hint = "Flatten it, or split it up."});
    }
    return 0;
  }
  const std::size_t node = add_node(use);
  first_uses_.emplace(key, node);
  const JsonValue& schema = use.location.value();
  if (schema.is_boolean() && may_be_boolean(use.location)) {
    if (schema.is_false()) add_never(use, node, use.documentation);
    return node;
  }
  const Here here{.location = use.location,
                  .schema = schema,
                  .dialect = use.location.resource->dialect,
                  .use = use,
                  .node = node,
                  .documentation = use.documentation};
  if (!schema.is_object()) {
    fail(here, "", "a schema is an object or a boolean, and this is " + std::string(to_string(schema.kind)),
         "Write a schema here.");
    return node;
  }
  const auto is_marked = [&](const char* mark) {
    const JsonValue* flag = here.find(mark);
    return flag != nullptr && flag->is_true;
  };
  schema_->nodes_[node].is_read_only = is_marked("readOnly");
  schema_->nodes_[node].is_write_only = is_marked("writeOnly");
  ancestors_.push_back({key, node});
  add_keywords(here);
  ancestors_.pop_back();
  return node;
}

void SchemaBuilder::add_never(const Use& use, std::size_t node, const std::string& documentation) {
  const Here here{.location = use.location,
                  .schema = use.location.value(),
                  .dialect = use.location.resource->dialect,
                  .use = use,
                  .node = node,
                  .documentation = documentation};
  schema_->keywords_.push_back(
      {.kind = KeywordKind::never, .name = "false", .node = node, .place = use.location.place("")});
  schema_->nodes_[node].keywords.push_back(schema_->keywords_.size() - 1);
  claim(here, schema_->keywords_.size() - 1, use.path.empty() ? "false" : "", "there is never " + use.label);
}

void SchemaBuilder::add_keywords(const Here& outer) {
  Here here = outer;
  if (const JsonValue* named = here.schema.find("x-avouch-documentation");
      named != nullptr && named->is_string()) {
    here.documentation = named->text;
  }
  for (const std::string& name : here.location.document->members(here.location.pointer)) {
    const JsonValue& value = *here.schema.find(name);
    if (!here.knows(name)) {
      note_unjudged(here, name);
    } else if (!add_assertion(here, name, value)) {
      add_applicator(here, name, value);
    }
  }
  if (here.find("discriminator") != nullptr)
    schema_->nodes_[here.node].names =
        library_.discriminators().of(*here.location.document, here.location.pointer);
}

void SchemaBuilder::note_unjudged(const Here& here, const std::string& name) {
  if (name.starts_with("x-") || keyword_use(name) != nullptr) {
    const KeywordUse* use = keyword_use(name);
    // Notes a keyword of another dialect, but not one of a disabled vocabulary or a custom annotation.
    if (use == nullptr || use->vocabulary == Vocabulary::annotation || use->is_of(here.dialect.dialect))
      return;
  }
  Place place = here.location.place(name);
  if (!noted_.emplace(std::pair(place.file, place.pointer), true).second) return;
  schema_->notes_.push_back({.title = "the keyword " + in_quotes(name) + " is not judged",
                             .place = std::move(place),
                             .hint = std::string(to_string(here.dialect.dialect)) + " has no such keyword."});
}

std::size_t SchemaBuilder::add_keyword(const Here& here, KeywordKind kind, const std::string& name) {
  schema_->keywords_.push_back(
      {.kind = kind, .name = name, .node = here.node, .place = here.location.place(name)});
  schema_->nodes_[here.node].keywords.push_back(schema_->keywords_.size() - 1);
  return schema_->keywords_.size() - 1;
}

void SchemaBuilder::claim(const Here& here, std::size_t keyword, const std::string& last,
                          std::string sentence) {
  if (!here.use.is_claimed) return;
  std::string suffix = last.empty() ? here.use.path : path_join(here.use.path, last);
  const std::size_t uses = ++suffixes_[suffix];
  if (uses > 1) suffix += "~" + std::to_string(uses);
  schema_->claims_.push_back({.suffix = std::move(suffix),
                              .claim = std::move(sentence),
                              .place = schema_->keywords_[keyword].place,
                              .documentation = here.documentation,
                              .keyword = keyword});
}

// A schema that applies itself to the same instance would never terminate (2020-12 Core §9.4.1).
void SchemaBuilder::check_loops() {
  enum class State : std::uint8_t { unseen, open, done };
  std::vector<State> states(schema_->nodes_.size(), State::unseen);
  struct Step {
    std::size_t node;
    std::size_t next = 0;
    std::vector<std::size_t> targets = {};
  };
  const auto step_into = [&](std::size_t node) {
    Step step{.node = node};
    for (const std::size_t index : schema_->nodes_[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords_[index];
      if (!is_in_place(keyword.kind)) continue;
      for (const SchemaBranch& branch : keyword.branches) step.targets.push_back(branch.node);
    }
    states[node] = State::open;
    return step;
  };
  for (std::size_t start = 0; start < states.size(); ++start) {
    if (states[start] != State::unseen) continue;
    std::vector<Step> stack;
    stack.push_back(step_into(start));
    while (!stack.empty()) {
      Step& top = stack.back();
      if (top.next == top.targets.size()) {
        states[top.node] = State::done;
        stack.pop_back();
        continue;
      }
      const std::size_t target = top.targets[top.next++];
      if (states[target] == State::open) {
        const std::size_t any = schema_->nodes_[target].keywords.front();
        errors_.push_back({.title = "this schema applies itself to the same value, without end",
                           .place = schema_->keywords_[any].place,
                           .hint = "Make a reference lead further into the value."});
        return;
      }
      if (states[target] == State::unseen) stack.push_back(step_into(target));
    }
  }
}

}  // namespace avouch
