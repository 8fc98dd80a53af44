// SPDX-License-Identifier: MIT
#include "contract/schema/builder.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "contract/fault.h"
#include "contract/schema/discriminator.h"
#include "contract/schema/words.h"
#include "json/json_value.h"
#include "json/number.h"
#include "json/pointer.h"

namespace avouch {
namespace {

constexpr std::size_t kDeepest = 200;  // nodes read within one another; deeper ones are read later

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
  return SchemaBuilder(library, dialect, asserts_content).build(document, pointer, whole);
}

Result<std::shared_ptr<const Schema>> SchemaBuilder::build(const Document& document,
                                                           const std::string& pointer,
                                                           const std::string& whole) {
  const std::optional<SchemaLocation> root = registry_.enter(document, pointer, faults_);
  if (!root) return std::move(faults_);
  add_use({.location = *root, .scope = &*scopes_.emplace().first});
  while (!later_.empty()) {
    const auto [use, node] = std::move(later_.back());
    later_.pop_back();
    read(use, node);
  }
  cut_loops();
  schema_->link();
  SchemaNaming(*schema_, sources_, std::move(claims_)).run(whole);
  if (!faults_.empty()) {
    spread_faults();
    schema_->faults_ = std::move(faults_);
    schema_->link();
  }
  schema_->shrink();
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
  claim(here, keyword, what, " satisfies its " + what);
  if (here.use.is_claimed) claims_.back().is_last_for_root = name.empty();
}

SchemaBuilder::Here SchemaBuilder::here_of(const Use& use, std::size_t node) const {
  return {.location = use.location,
          .schema = use.location.value(),
          .dialect = use.location.resource->dialect,
          .use = use,
          .node = node};
}

std::size_t SchemaBuilder::add_broken_node(const Use& use, const std::string& name, ContractFault fault) {
  const std::size_t node = add_node(use);
  add_broken(here_of(use, node), name, std::move(fault));
  return node;
}

void SchemaBuilder::enter_scope(Use& use) {
  const SchemaResource& resource = *use.location.resource;
  if (resource.dynamic_anchors.empty() && !resource.recursive_anchor) return;
  Scope scope = *use.scope;
  for (const auto& [name, pointer] : resource.dynamic_anchors)
    scope.try_emplace(name, resource.document, pointer);
  if (resource.recursive_anchor) scope.try_emplace("", resource.document, resource.pointer);
  use.scope = &*scopes_.insert(std::move(scope)).first;
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
    const auto target = registry_.resolve(use.location, "$ref", reference->text, faults_);
    if (!target) return false;
    use.location = target->location;
    enter_scope(use);
  }
}

std::size_t SchemaBuilder::add_node(const Use& use) {
  schema_->nodes_.emplace_back();
  sources_.push_back({.document = use.location.document,
                      .pointer = use.location.pointer,
                      .documentation = {},
                      .is_claimed = use.is_claimed});
  return schema_->nodes_.size() - 1;
}

void SchemaBuilder::add_use(Use use) {
  const std::size_t keyword = use.keyword;
  const std::size_t branch = use.branch;
  const JsonValue* written = &use.location.value();
  enter_scope(use);
  const bool is_followed = follow_references(use);
  const bool is_reference = &use.location.value() != written;
  const std::size_t node = is_followed ? node_of(use) : add_broken_node(use, "$ref");
  if (keyword == kNoKeyword) return;
  SchemaBranch& to = schema_->keywords_[keyword].branches[branch];
  to.node = node;
  to.is_reference = is_followed && (to.is_reference || is_reference);
}

std::size_t SchemaBuilder::node_of(Use& use) {
  const Key key{&use.location.value(), use.scope, use.is_claimed};
  if (const auto known = nodes_.find(key); known != nodes_.end()) return known->second;
  if (schema_->nodes_.size() >= kNodeLimit) {
    if (!beyond_) {
      faults_.push_back({.title = "the schema has over " + std::to_string(kNodeLimit) + " parts",
                         .place = use.location.place(""),
                         .hint = "Split it up."});
      beyond_ = add_broken_node(use, "");
    }
    return *beyond_;
  }
  if (use.location.resource->unread != nullptr) {
    faults_.push_back(*use.location.resource->unread);
    const std::size_t node = add_broken_node(use, "$schema", use.location.resource->unread);
    nodes_.emplace(key, node);
    return node;
  }
  const std::size_t node = add_node(use);
  nodes_.emplace(key, node);
  if (depth_ == kDeepest) {
    later_.emplace_back(use, node);
  } else {
    ++depth_;
    read(use, node);
    --depth_;
  }
  return node;
}

void SchemaBuilder::read(const Use& use, std::size_t node) {
  const Here here = here_of(use, node);
  const JsonValue& schema = here.schema;
  if (schema.is_boolean() && schema.is_false()) add_never(here);
  if (schema.is_boolean()) {
    if (!is_boolean_allowed(use.location))
      note_other_version(here, "", "3.1", "a schema is " + std::string(schema.is_true ? "true" : "false"),
                         version_of(here) + " writes {} for true, and {\"not\": {}} for false.");
    return;
  }
  if (!schema.is_object()) {
    fail(here, "", "a schema is an object or a boolean, and this is " + std::string(to_string(schema.kind)),
         hint_at(use.location.pointer, "Write a schema here."));
    return;
  }
  const auto is_marked = [&](const char* mark) {
    const JsonValue* flag = here.find(mark);
    return flag != nullptr && flag->is_true;
  };
  schema_->nodes_[node].is_read_only = is_marked("readOnly");
  schema_->nodes_[node].is_write_only = is_marked("writeOnly");
  if (const JsonValue* named = schema.find("x-avouch-documentation"); named != nullptr && named->is_string())
    sources_[node].documentation = named->text;
  if (const JsonValue* xml = here.find("xml"); xml != nullptr && xml->is_object()) add_xml(here, *xml);
  if (constexpr std::string_view kComponents = "/components/schemas/";
      use.location.pointer.starts_with(kComponents)) {
    const std::string name = use.location.pointer.substr(kComponents.size());
    if (name.find_first_of("/~") == name.npos) schema_->nodes_[node].component = name;
  }
  add_keywords(here);
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

void SchemaBuilder::add_never(const Here& here) {
  schema_->keywords_.push_back(
      {.kind = KeywordKind::never, .name = "false", .node = here.node, .place = here.location.place("")});
  const std::size_t keyword = schema_->keywords_.size() - 1;
  schema_->nodes_[here.node].keywords.push_back(keyword);
  claim(here, keyword, "false", {});
  if (!here.use.is_claimed) return;
  claims_.back().is_last_for_root = true;
}

void SchemaBuilder::add_keywords(const Here& here) {
  for (const auto& [name, value] : here.schema.members) {
    if (!here.knows(name)) {
      note_unjudged(here, name);
    } else if (holds_lone_surrogate(here, name, value)) {
      add_broken(here, name);
    } else if (!add_assertion(here, name, value)) {
      add_applicator(here, name, value);
    }
  }
  if (here.find("discriminator") != nullptr) {
    Discriminators& discriminators = library_.discriminators();
    SchemaNode& node = schema_->nodes_[here.node];
    node.names = discriminators.of(*here.location.document, here.location.pointer);
    node.heirs = discriminators.heirs(*here.location.document, here.location.pointer);
  }
}

// Adds the fault that the document has there already (contract/document/document.h).
bool SchemaBuilder::holds_lone_surrogate(const Here& here, const std::string& name, const JsonValue& value) {
  std::optional<std::string> found;
  if (name == "enum" || name == "const" || name == "pattern" || name == "required" ||
      name == "dependentRequired")
    found = lone_surrogate_in(value);
  if (name == "properties" || name == "patternProperties" || name == "dependentSchemas") {
    for (const auto& [member, schema] : value.members) {
      if (!found && has_lone_surrogate(member)) found = pointer_append("", member);
    }
  }
  if (!found) return false;
  found->insert(0, pointer_append(here.location.pointer, name));
  faults_.push_back(
      {.title = kLoneSurrogate, .place = here.location.document->place(*found), .hint = kLoneSurrogateHint});
  return true;
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
                             .hint = version_of(here) + " has no such keyword."});
}

std::string SchemaBuilder::version_of(const Here& here) const {
  const bool is_swagger =
      here.dialect.dialect == Dialect::openapi_3_0 && library_.is_converted(*here.location.document);
  return is_swagger ? "Swagger 2.0" : std::string(to_string(here.dialect.dialect));
}

std::size_t SchemaBuilder::add_keyword(const Here& here, KeywordKind kind, const std::string& name) {
  schema_->keywords_.push_back(
      {.kind = kind, .name = name, .node = here.node, .place = here.location.place(name)});
  schema_->nodes_[here.node].keywords.push_back(schema_->keywords_.size() - 1);
  return schema_->keywords_.size() - 1;
}

void SchemaBuilder::claim(const Here& here, std::size_t keyword, std::string last, std::string after) {
  if (!here.use.is_claimed) return;
  claims_.push_back({.keyword = keyword, .last = std::move(last), .after = std::move(after)});
}

// Replaces a branch that leads back to the node that it is reached from, through keywords that all apply to
// the same value: it would never terminate (2020-12 Core §9.4.1).
void SchemaBuilder::cut_loops() {
  enum class State : std::uint8_t { unseen, open, done };
  std::vector<State> states(schema_->nodes_.size(), State::unseen);
  struct Step {
    std::size_t node;
    std::size_t next = 0;
    std::vector<SchemaUse> branches = {};
  };
  const auto step_into = [&](std::size_t node) {
    Step step{.node = node};
    for (const std::size_t index : schema_->nodes_[node].keywords) {
      const SchemaKeyword& keyword = schema_->keywords_[index];
      if (!is_in_place(keyword.kind)) continue;
      for (std::size_t i = 0; i < keyword.branches.size(); ++i) step.branches.push_back({index, i});
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
      if (top.next == top.branches.size()) {
        states[top.node] = State::done;
        stack.pop_back();
        continue;
      }
      const SchemaUse use = top.branches[top.next++];
      const std::size_t target = schema_->keywords_[use.keyword].branches[use.branch].node;
      if (states[target] == State::open) {
        cut(use);
        states.resize(schema_->nodes_.size(), State::done);
      } else if (states[target] == State::unseen) {
        stack.push_back(step_into(target));
      }
    }
  }
}

// The place of the $ref that leads to the branch, or else of the schema itself. Precondition: the keyword
// applies to the value itself.
Place SchemaBuilder::written_place(SchemaUse use) const {
  const SchemaKeyword& above = schema_->keywords_[use.keyword];
  const SchemaBranch& branch = above.branches[use.branch];
  const NodeSource& source = sources_[above.kind == KeywordKind::reference ? branch.node : above.node];
  std::string pointer = above.place->pointer;
  if (above.kind == KeywordKind::reference) {
    pointer = source.pointer;
  } else if (above.kind == KeywordKind::condition) {
    pointer = pointer_append(pointer.substr(0, pointer.rfind('/')), branch.name);
  } else if (above.kind == KeywordKind::dependent_schemas) {
    pointer = pointer_append(pointer, branch.name);
  } else if (above.kind != KeywordKind::negation) {
    pointer = pointer_append(pointer, use.branch);
  }
  const JsonValue* written = source.document->at(pointer);
  const bool is_reference = written != nullptr && written->is_object() && written->contains("$ref");
  return source.document->place(is_reference ? pointer_append(pointer, "$ref") : pointer);
}

// The branch gets a broken node of its own.
void SchemaBuilder::cut(SchemaUse use) {
  const SchemaKeyword& above = schema_->keywords_[use.keyword];
  const NodeSource& target = sources_[above.branches[use.branch].node];
  const bool is_claimed = sources_[above.node].is_claimed && target.is_claimed;
  const Place place = written_place(use);
  const bool is_reference = place.pointer.ends_with("/$ref");
  faults_.push_back({.title = "this schema applies itself to the same value, without end",
                     .place = place,
                     .hint = "Make a reference lead further into the value."});
  const std::string name = is_reference ? "$ref" : above.name;
  const std::size_t node = schema_->nodes_.size();
  const std::size_t keyword = schema_->keywords_.size();
  schema_->nodes_.push_back({.label = {}, .keywords = {keyword}});
  sources_.push_back({.document = target.document, .pointer = target.pointer, .is_claimed = is_claimed});
  SchemaBranch& branch = schema_->keywords_[use.keyword].branches[use.branch];
  branch.node = node;
  branch.is_reference = false;
  schema_->keywords_.push_back({.kind = KeywordKind::broken,
                                .name = name,
                                .node = node,
                                .place = place,
                                .fault = std::make_shared<const Error>(faults_.back())});
  if (is_claimed) claims_.push_back({.keyword = keyword, .last = name, .after = " satisfies its " + name});
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
