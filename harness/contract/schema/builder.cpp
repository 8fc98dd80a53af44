// SPDX-License-Identifier: MIT
#include "contract/schema/builder.h"

#include <algorithm>
#include <set>
#include <string_view>
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
bool is_boolean_allowed(const SchemaLocation& location) {
  return location.resource->dialect.dialect != Dialect::openapi_3_0 ||
         (location.pointer.ends_with("/additionalProperties") &&
          !location.pointer.ends_with("/properties/additionalProperties"));
}
constexpr std::size_t kNodeLimit = 200'000;

XmlForm xml_form(const JsonValue& xml) {
  const auto text_of = [&](const char* name) {
    const JsonValue* member = xml.find(name);
    return member != nullptr && member->is_string() ? member->text : std::string();
  };
  const auto is_marked = [&](const char* name) {
    const JsonValue* member = xml.find(name);
    return member != nullptr && member->is_true;
  };
  XmlForm form{.name = text_of("name"),
               .name_space = text_of("namespace"),
               .prefix = text_of("prefix"),
               .node_type = text_of("nodeType")};
  // The fields of earlier versions, which OpenAPI 3.2 deprecates.
  if (form.node_type.empty() && is_marked("attribute")) form.node_type = "attribute";
  if (form.node_type.empty() && is_marked("wrapped")) form.node_type = "element";
  return form;
}

}  // namespace

std::optional<std::uint64_t> bound_of(const JsonValue& value) {
  return value.is_number() ? whole_number(value.text) : std::nullopt;
}

Result<std::shared_ptr<const Schema>> load_schema(Library& library, const Document& document,
                                                  const std::string& pointer, Dialect dialect,
                                                  const std::string& whole, bool asserts_content) {
  return SchemaBuilder(library, asserts_content).build(document, pointer, dialect, whole);
}

Result<std::shared_ptr<const Schema>> SchemaBuilder::build(const Document& document,
                                                           const std::string& pointer, Dialect dialect,
                                                           const std::string& whole) {
  const std::optional<SchemaLocation> root = registry_.enter(document, pointer, {.dialect = dialect});
  if (!root) return std::move(faults_);
  build_node({.location = *root, .label = whole});
  check_loops();
  if (!faults_.empty()) spread_faults();
  schema_->faults_ = std::move(faults_);
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

void SchemaBuilder::add_fault(const Here& here, std::string_view keyword, std::string title,
                              std::string hint) {
  faults_.push_back(
      {.title = std::move(title), .place = here.location.place(keyword), .hint = std::move(hint)});
}

void SchemaBuilder::fail(const Here& here, const std::string& keyword, std::string title, std::string hint) {
  add_fault(here, keyword, std::move(title), std::move(hint));
  add_broken(here, keyword);
}

void SchemaBuilder::add_broken(const Here& here, const std::string& name, ContractFault fault) {
  const std::size_t keyword = add_keyword(here, KeywordKind::broken, name);
  schema_->keywords_[keyword].fault =
      fault != nullptr ? std::move(fault) : std::make_shared<const Error>(faults_.back());
  const std::string what = name.empty() ? "schema" : name;
  claim(here, keyword, name.empty() && !here.use.path.empty() ? "" : what,
        here.use.label + " satisfies its " + what);
}

std::size_t SchemaBuilder::add_broken_node(const Use& use, const std::string& name, ContractFault fault) {
  const std::size_t node = add_node(use);
  add_broken({.location = use.location,
              .schema = use.location.value(),
              .dialect = use.location.resource->dialect,
              .use = use,
              .node = node,
              .documentation = use.documentation},
             name, std::move(fault));
  return node;
}

void SchemaBuilder::enter_scope(Use& use) const {
  const SchemaResource& resource = *use.location.resource;
  for (const auto& [name, pointer] : resource.dynamic_anchors)
    use.scope.try_emplace(name, resource.document, pointer);
  if (resource.recursive_anchor) use.scope.try_emplace("", resource.document, resource.pointer);
}

// If siblings of $ref are ignored, moves `use` to the target of the reference. Returns false after a fault.
bool SchemaBuilder::follow_references(Use& use) {
  std::set<std::pair<const Document*, std::string>> seen;
  for (;;) {
    const JsonValue& schema = use.location.value();
    if (!schema.is_object() || !use.location.resource->dialect.reference_hides_siblings()) return true;
    const JsonValue* reference = schema.find("$ref");
    if (reference == nullptr || !reference->is_string()) return true;  // a member may have this name
    if (!seen.emplace(use.location.document, use.location.pointer).second) {
      faults_.push_back({.title = "this $ref leads back to itself",
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

// Whether every keyword from the ancestor down to the use applies to the same value.
bool SchemaBuilder::is_same_value(const Use& use, std::size_t ancestor) const {
  for (std::size_t keyword = use.parent; keyword != kNoKeyword;) {
    const SchemaKeyword& above = schema_->keywords_[keyword];
    if (!is_in_place(above.kind)) return false;
    if (above.node == ancestor) return true;
    keyword = schema_->nodes_[above.node].parent;
  }
  return true;
}

std::size_t SchemaBuilder::build_node(Use use) {
  enter_scope(use);
  const SchemaLocation start = use.location;
  if (!follow_references(use)) return add_broken_node(use, "$ref");
  const Key key{use.location.document, use.location.pointer, use.scope, use.is_claimed};
  for (const Ancestor& ancestor : ancestors_) {
    const auto& [document, pointer, scope, is_claimed] = ancestor.key;
    if (document == use.location.document && pointer == use.location.pointer && scope == use.scope &&
        (is_claimed || !use.is_claimed)) {
      if (!is_same_value(use, ancestor.node)) return ancestor.node;
      // It would never terminate (2020-12 Core §9.4.1).
      const bool is_reference = start.value().is_object() && start.value().contains("$ref");
      const std::string name = is_reference || use.parent == kNoKeyword ? std::string("$ref")
                                                                        : schema_->keywords_[use.parent].name;
      use.location = start;
      faults_.push_back({.title = "this schema applies itself to the same value, without end",
                         .place = start.place(is_reference ? "$ref" : ""),
                         .hint = "Make a reference lead further into the value."});
      return add_broken_node(use, name);
    }
  }
  if (schema_->nodes_.size() >= kUnrolled) {
    if (const auto known = first_uses_.find(key); known != first_uses_.end()) return known->second;
  }
  if (ancestors_.size() >= kDeepest || schema_->nodes_.size() >= kNodeLimit) {
    if (!beyond_) {
      faults_.push_back({.title = "the schema is nested deeper than " + std::to_string(kDeepest) +
                                  " levels, or has over " + std::to_string(kNodeLimit) + " parts",
                         .place = use.location.place(""),
                         .hint = "Flatten it, or split it up."});
      beyond_ = add_broken_node(use, "");
    }
    return *beyond_;
  }
  if (use.location.resource->unread != nullptr)
    return add_broken_node(use, "$schema", use.location.resource->unread);
  const std::size_t node = add_node(use);
  first_uses_.emplace(key, node);
  const JsonValue& schema = use.location.value();
  if (schema.is_boolean() && schema.is_false()) add_never(use, node, use.documentation);
  const Here here{.location = use.location,
                  .schema = schema,
                  .dialect = use.location.resource->dialect,
                  .use = use,
                  .node = node,
                  .documentation = use.documentation};
  if (schema.is_boolean()) {
    if (!is_boolean_allowed(use.location))
      note_other_version(here, "", "3.1", "a schema is " + std::string(schema.is_true ? "true" : "false"),
                         "OpenAPI 3.0 writes {} for true, and {\"not\": {}} for false.");
    return node;
  }
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
  if (const JsonValue* xml = here.find("xml"); xml != nullptr && xml->is_object()) add_xml(here, *xml);
  if (constexpr std::string_view kComponents = "/components/schemas/";
      use.location.pointer.starts_with(kComponents)) {
    const std::string name = use.location.pointer.substr(kComponents.size());
    if (name.find_first_of("/~") == name.npos) schema_->nodes_[node].component = name;
  }
  ancestors_.push_back({key, node});
  add_keywords(here);
  ancestors_.pop_back();
  return node;
}

void SchemaBuilder::add_xml(const Here& here, const JsonValue& xml) {
  XmlForm form = xml_form(xml);
  static const std::set<std::string> kTypes = {"element", "attribute", "text", "cdata", "none"};
  const JsonValue* type = xml.find("nodeType");
  if (type != nullptr && (!type->is_string() || !kTypes.contains(type->text))) {
    add_fault(here, "xml", "unknown nodeType " + in_quotes(plain_text(*type)),
              "Write element, attribute, text, cdata or none.");
    form.node_type = "unknown";
  }
  schema_->nodes_[here.node].xml = std::make_shared<const XmlForm>(std::move(form));
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

// Beyond kUnrolled, equal nodes are shared, and a shared node can lead back to the node that it is reached
// from. Such a branch is replaced: it would never terminate (2020-12 Core §9.4.1).
void SchemaBuilder::check_loops() {
  if (schema_->nodes_.size() < kUnrolled) return;  // build_node() has seen every loop
  enum class State : std::uint8_t { unseen, open, done };
  std::vector<State> states(schema_->nodes_.size(), State::unseen);
  struct Step {
    std::size_t node;
    std::size_t next = 0;
    std::vector<std::pair<std::size_t, std::size_t>> branches = {};  // keyword, index
  };
  const auto step_into = [&](std::size_t node) {
    Step step{.node = node};
    for (const std::size_t index : schema_->nodes_[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords_[index];
      if (!is_in_place(keyword.kind)) continue;
      for (std::size_t i = 0; i < keyword.branches.size(); ++i) step.branches.emplace_back(index, i);
    }
    states[node] = State::open;
    return step;
  };
  const auto cut = [&](std::size_t index, std::size_t branch) {
    const Place place = schema_->keywords_[index].place;
    faults_.push_back({.title = "this schema applies itself to the same value, without end",
                       .place = place,
                       .hint = "Make a reference lead further into the value."});
    const std::size_t node = schema_->nodes_.size();
    schema_->nodes_.push_back(
        {.label = schema_->nodes_[schema_->keywords_[index].node].label, .parent = index, .branch = branch});
    schema_->nodes_[node].keywords.push_back(schema_->keywords_.size());
    schema_->keywords_.push_back({.kind = KeywordKind::broken,
                                  .name = "$ref",
                                  .node = node,
                                  .place = place,
                                  .fault = std::make_shared<const Error>(faults_.back())});
    schema_->keywords_[index].branches[branch].node = node;
    states.push_back(State::done);
  };
  for (std::size_t start = 0; start < states.size(); ++start) {
    if (states[start] != State::unseen) continue;
    std::vector<Step> stack;
    stack.push_back(step_into(start));
    while (!stack.empty()) {
      Step& top = stack.back();
      if (top.next == top.branches.size()) {
        states[top.node] = State::done;
        stack.pop_back();
        continue;
      }
      const auto [keyword, branch] = top.branches[top.next++];
      const std::size_t target = schema_->keywords_[keyword].branches[branch].node;
      if (states[target] == State::open) cut(keyword, branch);
      if (states[target] == State::unseen) stack.push_back(step_into(target));
    }
  }
}

// The fault of a broken keyword of that name, or of the whole node; null if it has none.
ContractFault SchemaBuilder::fault_beside(std::size_t node, std::string_view name) const {
  for (const std::size_t index : schema_->nodes_[node].keywords) {
    const SchemaKeyword& keyword = schema_->keywords_[index];
    if (keyword.kind == KeywordKind::broken && (keyword.name == name || keyword.name.empty()))
      return keyword.fault;
  }
  return nullptr;
}

// A fault that hides which parts of a value the node, or a schema that it applies to the same value, has
// evaluated; null if none does.
ContractFault SchemaBuilder::fault_in_place(std::size_t node) const {
  std::vector<std::size_t> open = {node};
  std::set<std::size_t> seen = {node};
  for (std::size_t i = 0; i < open.size(); ++i) {
    for (const std::size_t index : schema_->nodes_[open[i]].keywords) {
      const SchemaKeyword& keyword = schema_->keywords_[index];
      const KeywordKind kind = kind_named(keyword.name);
      if (keyword.kind == KeywordKind::broken &&
          (kind == KeywordKind::broken || traits_of(kind).group != KeywordGroup::value))
        return keyword.fault;
      if (!is_in_place(keyword.kind)) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (seen.insert(branch.node).second) open.push_back(branch.node);
      }
    }
  }
  return nullptr;
}

void SchemaBuilder::spread_fault(std::size_t keyword, const ContractFault& fault) {
  if (fault == nullptr) return;
  SchemaKeyword& at = schema_->keywords_[keyword];
  at.kind = KeywordKind::broken;
  at.branches.clear();
  at.fault = fault;
}

// Some keywords apply to what others leave: without knowing those, they cannot be judged.
void SchemaBuilder::spread_faults() {
  for (std::size_t i = 0; i < schema_->keywords_.size(); ++i) {
    const std::size_t node = schema_->keywords_[i].node;
    switch (schema_->keywords_[i].kind) {
      case KeywordKind::additional_properties:
        spread_fault(i, fault_beside(node, "properties"));
        if (schema_->keywords_[i].fault == nullptr) spread_fault(i, fault_beside(node, "patternProperties"));
        break;
      case KeywordKind::items:
        spread_fault(i, fault_beside(node, "prefixItems"));
        break;
      case KeywordKind::unevaluated_items:
      case KeywordKind::unevaluated_properties:
        spread_fault(i, fault_in_place(node));
        break;
      default:
        break;
    }
  }
}

}  // namespace avouch
