// SPDX-License-Identifier: MIT
#include "plan/sources.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "contract/state_clauses.h"
#include "http/syntax.h"
#include "json/pointer.h"
#include "plan/reading_post.h"

namespace avouch {
namespace {

bool documents_creation(const Operation& operation) {
  constexpr std::array kStatuses = {"200", "201", "202", "2XX"};
  const std::optional<std::size_t> expected = operation.expected_response();
  if (!expected) return false;
  if (operation.responses[*expected].status == "default") return true;  // it documents no other success
  return std::any_of(
      operation.responses.begin(), operation.responses.end(), [&](const DocumentedResponse& response) {
        return std::find(kStatuses.begin(), kStatuses.end(), response.status) != kStatuses.end();
      });
}

// How a link calls the place of a parameter.
std::string_view word_of(Need::In in) {
  switch (in) {
    case Need::In::path:
      return "path";
    case Need::In::query:
      return "query";
    case Need::In::header:
      return "header";
    case Need::In::cookie:
      return "cookie";
    case Need::In::body:
    case Need::In::whole_body:
      break;
  }
  return "body";
}

// Looks for values in a body that may refer to resources.
class PlaceSearch {
 public:
  std::vector<BodyPlace> of(const JsonValue& body) && {
    look_into(body, "", "", 0);
    std::sort(found_.begin(), found_.end(),
              [](const BodyPlace& left, const BodyPlace& right) { return left.pointer < right.pointer; });
    return std::move(found_);
  }

 private:
  static constexpr int kDeepest = 4;
  static constexpr std::size_t kMostItems = 3;    // of an array that are looked at
  static constexpr std::size_t kMostPlaces = 60;  // of a body

  void add(std::string pointer, std::string name) {
    if (found_.size() < kMostPlaces) found_.push_back({std::move(pointer), std::move(name)});
  }

  // `thing`: what the names on the way say of the value. "author" for {"author": {…}}.
  void look_into(const JsonValue& value, const std::string& pointer, const std::string& thing, int depth) {
    for (const auto& [name, member] : value.members)
      look_at(member, pointer_append(pointer, name), name, thing, depth);
    for (std::size_t i = 0; i < std::min(value.items.size(), kMostItems); ++i) {
      if (value.items[i].is_object() && depth < kDeepest)
        look_into(value.items[i], pointer_append(pointer, i), thing, depth + 1);
    }
  }

  void look_at(const JsonValue& member, const std::string& pointer, const std::string& name,
               const std::string& thing, int depth) {
    if (depth == 0 || !member.is_structured()) {
      // {"author": {"id": 7}} has the identifier of an author.
      const bool is_bare = !thing.empty() && is_identifier(name) && !thing_named_by(name);
      add(pointer, is_bare ? thing + "Id" : name);
    }
    const std::string one = singular_of(name);
    if (member.is_array()) add_items(member, pointer, one);
    if (member.is_structured() && depth < kDeepest) look_into(member, pointer, one, depth + 1);
  }

  // {"bookIds": ["b1"]}, {"tags": [3]}, {"projects": ["p1"]}.
  void add_items(const JsonValue& array, const std::string& pointer, const std::string& one) {
    for (std::size_t i = 0; i < std::min(array.items.size(), kMostItems); ++i) {
      const JsonValue& item = array.items[i];
      if (item.is_number() || item.is_string()) add(pointer_append(pointer, i), one);
    }
  }

  std::vector<BodyPlace> found_;
};

bool documents(const Operation& operation, std::string_view status) {
  return std::any_of(operation.responses.begin(), operation.responses.end(),
                     [&](const DocumentedResponse& response) { return response.status == status; });
}

}  // namespace

Sources::Sources(const Contract& contract)
    : contract_(contract),
      creates_(contract.operations.size()),
      creates_by_name_(contract.operations.size()) {
  std::map<std::string, std::size_t> ids;
  std::map<std::pair<std::string, std::string>, std::size_t> calls;  // by path and method
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    ids.try_emplace(operation.id, i);
    calls.try_emplace({operation.path, operation.method}, i);
    shapes_.push_back(shape_of_path(operation.path));
    Place& place = places_[shapes_.back()];
    if (operation.method == "GET" && !place.get) place.get = i;
    if (operation.method == "POST" && !place.post) place.post = i;
    if (operation.method == "PUT" && !place.put) place.put = i;
    if (operation.method == "DELETE" && !place.remove) place.remove = i;
  }
  for (const PathShape& shape : shapes_) {
    if (shape.empty() || shape.back() != "{}") continue;
    const auto parent = places_.find(PathShape(shape.begin(), shape.end() - 1));
    if (parent != places_.end()) parent->second.has_child = true;
    const Place& place = places_.at(shape);
    const bool is_posted = parent != places_.end() && parent->second.post;
    if (place.put && place.get && !is_posted && documents(contract.operations[*place.put], "201") &&
        last_path_parameter(contract.operations[*place.put]))
      creates_by_name_[*place.put] = true;
  }
  for (const auto& [shape, place] : places_) {
    const bool lists = place.get && documents_list(contract.operations[*place.get]);
    if (shape.empty() || shape.back() == "{}" || (!place.has_child && !lists)) continue;
    if (place.post && documents_creation(contract.operations[*place.post])) creates_[*place.post] = true;
    collections_[plain_name(singular_of(last_literal(shape)))].push_back(shape);
  }
  for (const auto& [shape, place] : places_) {  // also an item whose collection has no operation
    for (std::size_t i = 1; i < shape.size(); ++i) {
      if (shape[i] == "{}" && shape[i - 1] != "{}") note_home(shape, i);
    }
  }
  for (const auto& [name, shapes] : collections_) {
    for (const PathShape& shape : shapes) note_home(shape, shape.size());
  }
  // Those in which a run creates first, then those that need the fewest other resources.
  const auto rank = [&](const PathShape& shape) {
    const Place& place = places_.at(shape);
    return std::pair(!(place.post && creates_[*place.post]), shape.size());
  };
  for (auto& [name, shapes] : collections_) {
    std::stable_sort(shapes.begin(), shapes.end(),
                     [&](const PathShape& left, const PathShape& right) { return rank(left) < rank(right); });
  }
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    // An update or a deletion comes too late to give values.
    if (operation.method != "GET" && operation.method != "POST") continue;
    for (std::size_t r = 0; r < operation.responses.size(); ++r) {
      for (const Link& link : operation.responses[r].links) {
        std::optional<std::size_t> to;
        if (const auto named = ids.find(link.operation_id); named != ids.end()) {
          to = named->second;
        } else if (link.operation_id.empty()) {
          const auto called = calls.find({link.path, link.method});
          if (called != calls.end()) to = called->second;
        }
        if (!to) continue;
        const auto add_one = [&](std::optional<std::string> parameter, const JsonValue& expression) {
          links_[*to].push_back({std::move(parameter),
                                 {i, {.part = Source::Part::link, .response = r, .expression = expression}}});
        };
        for (const auto& [name, expression] : link.parameters) add_one(name, expression);
        if (link.request_body) add_one(std::nullopt, *link.request_body);
      }
    }
  }
}

bool Sources::acts(std::size_t operation) const {
  const Operation& called = contract_.operations[operation];
  const PathShape& shape = shapes_[operation];
  const bool is_write = !http::is_safe_method(called.method) && called.method != "DELETE";
  const bool is_below = std::find(shape.begin(), shape.end(), "{}") != shape.end() && shape.back() != "{}";
  return is_write && is_below && !creates_[operation] && !only_reads(called);
}

bool Sources::acts_last(std::size_t operation) const {
  const Place& place = *at(shapes_[operation]);
  const bool is_shown = place.get && contract_.operations[operation].method == "POST";
  return acts(operation) && !place.remove && !is_shown;
}

const Sources::Place* Sources::at(const PathShape& shape) const {
  const auto found = places_.find(shape);
  return found == places_.end() ? nullptr : &found->second;
}

void Sources::add(const PathShape& shape, std::size_t consumer, std::vector<SourceCandidate>& found) const {
  const auto add_one = [&](std::size_t operation, Source source) {
    const bool is_known = std::any_of(found.begin(), found.end(), [&](const SourceCandidate& other) {
      return other.operation == operation && other.source.part == source.part &&
             other.source.is_part == source.is_part;
    });
    if (!is_known && operation != consumer) found.push_back({operation, std::move(source)});
  };
  const Place* place = at(shape);
  if (place != nullptr && place->post && creates_[*place->post]) {
    const std::string& path = contract_.operations[*place->post].path;
    add_one(*place->post, {.part = Source::Part::location, .collection = path});
    add_one(*place->post, {.part = Source::Part::member, .collection = path});
  }
  PathShape item = shape;
  item.emplace_back("{}");
  const Place* one = at(item);
  if (one != nullptr && one->put && creates_by_name_[*one->put]) {
    const std::string path = parent_path(contract_.operations[*one->put].path);
    add_one(*one->put, {.part = Source::Part::request, .collection = path});
  }
  if (place != nullptr && place->get)
    add_one(*place->get,
            {.part = Source::Part::member, .collection = contract_.operations[*place->get].path});
}

// What is below a resource, and what no list and no POST there names, may be shown by that: GET
// /books/{bookId} has {"pages": [{"id": 1}]}, for /books/{bookId}/pages/{pageId}.
void Sources::add_parts(const PathShape& shape, std::size_t consumer,
                        std::vector<SourceCandidate>& found) const {
  if (shape.size() < 2 || shape.back() == "{}" || shape[shape.size() - 2] != "{}") return;
  const Place* place = at(shape);
  if (place != nullptr && (place->get || (place->post && creates_[*place->post]))) return;  // these know it
  const Place* parent = at(PathShape(shape.begin(), shape.end() - 1));
  if (parent == nullptr || !parent->get || *parent->get == consumer) return;
  const std::string collection = contract_.operations[*parent->get].path + "/" + shape.back();
  found.push_back({*parent->get, {.part = Source::Part::member, .collection = collection, .is_part = true}});
}

void Sources::add_things(const std::string& thing, std::size_t consumer, bool is_doubtful,
                         std::vector<SourceCandidate>& found) const {
  constexpr std::size_t kMostCollections = 3;
  const auto named = collections_.find(thing);
  if (named == collections_.end()) return;
  std::size_t taken = 0;
  for (const PathShape& shape : named->second) {
    if (shape == shapes_[consumer]) continue;  // what an operation creates cannot be there before
    const std::size_t known = found.size();
    add(shape, consumer, found);
    for (std::size_t i = known; i < found.size(); ++i) found[i].source.is_doubtful = is_doubtful;
    if (++taken == kMostCollections) break;
  }
}

void Sources::add_links(std::size_t operation, Need::In in, const std::string& parameter,
                        std::vector<SourceCandidate>& found) const {
  const auto links = links_.find(operation);
  if (links == links_.end()) return;
  // OpenAPI 3.1 §4.8.20: a name may be qualified by the place of the parameter.
  const std::string qualified = std::string(word_of(in)) + "." + parameter;
  std::vector<SourceCandidate> own;
  for (const LinkedValue& linked : links->second) {
    const bool is_it = in == Need::In::whole_body
                           ? !linked.parameter
                           : linked.parameter == parameter || linked.parameter == qualified;
    if (is_it && linked.candidate.operation != operation) own.push_back(linked.candidate);
  }
  // What was created goes before what was found; else the order follows from the paths.
  std::stable_sort(own.begin(), own.end(), [&](const SourceCandidate& left, const SourceCandidate& right) {
    const auto key = [&](const SourceCandidate& one) {
      return std::tuple(!creates_[one.operation], shapes_[one.operation],
                        contract_.operations[one.operation].method);
    };
    return key(left) < key(right);
  });
  found.insert(found.end(), own.begin(), own.end());
}

std::vector<SourceCandidate> Sources::of_path(std::size_t operation, const std::string& parameter) const {
  std::vector<SourceCandidate> found;
  add_links(operation, Need::In::path, parameter, found);
  const std::optional<std::size_t> segment = segment_of(contract_.operations[operation].path, parameter);
  if (!segment) return found;
  const PathShape& shape = shapes_[operation];
  const PathShape before(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(*segment));
  add(before, operation, found);
  add_parts(before, operation, found);
  // Without a list there, what is in it may be in another one. {authorId} below /books may be one of
  // /authors.
  if (const Place* place = at(before); place != nullptr && place->get) {
    const std::optional<std::string> thing = thing_named_by(parameter);
    const bool is_of_the_list =
        !thing || before.empty() || *thing == plain_name(singular_of(last_literal(before)));
    if (!is_of_the_list) add_things(*thing, operation, true, found);
    return found;
  }
  add_named(parameter, operation, found);
  // {env} of /projects/{id}/environments/{env} is one of /environments.
  if (!before.empty() && before.back() != "{}")
    add_things(plain_name(singular_of(before.back())), operation, true, found);
  return found;
}

void Sources::add_named(const std::string& name, std::size_t consumer,
                        std::vector<SourceCandidate>& found) const {
  if (const std::optional<std::string> thing = thing_named_by(name)) {
    add_things(*thing, consumer, false, found);
  } else {
    add_things(plain_name(name), consumer, true, found);
  }
}

std::vector<SourceCandidate> Sources::of_name(std::size_t operation, Need::In in,
                                              const std::string& name) const {
  std::vector<SourceCandidate> found;
  if (in != Need::In::body) add_links(operation, in, name, found);
  add_named(connected_name({.in = in, .name = name, .sources = {}}), operation, found);
  return found;
}

std::vector<SourceCandidate> Sources::of_body(std::size_t operation) const {
  std::vector<SourceCandidate> found;
  add_links(operation, Need::In::whole_body, {}, found);
  return found;
}

bool Sources::names_created(const SourceCandidate& candidate, std::size_t consumer,
                            const std::string& parameter) const {
  if (candidate.source.is_doubtful) return false;
  if (candidate.source.part == Source::Part::request) return true;
  if (!creates_[candidate.operation]) return false;
  if (candidate.source.part != Source::Part::link) return true;
  PathShape created = shapes_[candidate.operation];
  created.emplace_back("{}");
  const PathShape& path = shapes_[consumer];
  const bool is_below =
      path.size() >= created.size() && std::equal(created.begin(), created.end(), path.begin());
  return is_below && parameter_at(contract_.operations[consumer].path, created.size() - 1) == parameter;
}

bool Sources::is_list_of(const SourceCandidate& candidate, std::size_t consumer,
                         const std::string& parameter) const {
  const std::optional<std::size_t> segment = segment_of(contract_.operations[consumer].path, parameter);
  if (!segment || candidate.source.part != Source::Part::member) return false;
  if (contract_.operations[candidate.operation].method != "GET") return false;
  const PathShape& shape = shapes_[consumer];
  return shape_of_path(candidate.source.collection) ==
         PathShape(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(*segment));
}

// Two are enough to say that one of them is another than a third.
void Sources::note_home(const PathShape& shape, std::size_t size) {
  std::vector<PathShape>& homes = homes_[plain_name(singular_of(shape[size - 1]))];
  if (homes.size() == 2) return;
  PathShape home(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(size));
  if (std::find(homes.begin(), homes.end(), home) == homes.end()) homes.push_back(std::move(home));
}

bool Sources::is_elsewhere(std::size_t consumer, const std::string& parameter) const {
  const std::optional<std::size_t> segment = segment_of(contract_.operations[consumer].path, parameter);
  if (!segment) return false;
  const PathShape& shape = shapes_[consumer];
  const PathShape before(shape.begin(), shape.begin() + static_cast<std::ptrdiff_t>(*segment));
  const std::optional<std::string> named = thing_named_by(parameter);
  std::vector<std::string> things = {named ? *named : plain_name(parameter)};
  if (!before.empty() && before.back() != "{}") things.push_back(plain_name(singular_of(before.back())));
  return std::any_of(things.begin(), things.end(), [&](const std::string& thing) {
    const auto homes = homes_.find(thing);
    return homes != homes_.end() && std::any_of(homes->second.begin(), homes->second.end(),
                                                [&](const PathShape& home) { return home != before; });
  });
}

std::optional<std::size_t> Sources::creator_for(std::size_t operation) const {
  if (contract_.operations[operation].method != "GET") return std::nullopt;
  const Place* place = at(shapes_[operation]);
  return place != nullptr && place->post && creates_[*place->post] ? place->post : std::nullopt;
}

std::optional<std::size_t> Sources::deletion_for(std::size_t operation) const {
  PathShape shape = shapes_[operation];
  if (!creates_by_name_[operation]) shape.emplace_back("{}");
  const Place* place = at(shape);
  return place == nullptr ? std::nullopt : place->remove;
}

std::optional<std::size_t> Sources::deletion_at(std::size_t operation) const {
  const Place* place = at(shapes_[operation]);
  return place == nullptr ? std::nullopt : place->remove;
}

std::optional<std::size_t> Sources::read_of(std::size_t operation) const {
  const Place* place = at(shapes_[operation]);
  return place == nullptr ? std::nullopt : place->get;
}

std::string connected_name(const Need& need) {
  const bool is_marked =
      need.in == Need::In::header && (need.name.starts_with("X-") || need.name.starts_with("x-"));
  return is_marked ? need.name.substr(2) : need.name;
}

std::vector<BodyPlace> body_places(const JsonValue& body) {
  return PlaceSearch().of(body);
}

namespace {

constexpr int kMostSteps = 8;            // of references and allOf on the way to a component
constexpr std::size_t kMostNodes = 100;  // that may have the members of a body

// The schema object that references and allOf lead to has the name.
std::optional<std::string> component_of(const Schema& schema, std::size_t node) {
  for (int steps = 0; steps < kMostSteps; ++steps) {
    if (!schema.nodes()[node].component.empty()) return schema.nodes()[node].component;
    std::optional<std::size_t> next;
    for (const std::size_t index : schema.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (is_joined(keyword.kind) && !keyword.branches.empty()) next = keyword.branches.front().node;
    }
    if (!next) return std::nullopt;
    node = *next;
  }
  return std::nullopt;
}

std::optional<std::string> component_beside_scalar(const Schema& schema, std::size_t node) {
  for (const std::size_t index : schema.nodes()[node].keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    if (!is_choice(keyword.kind)) continue;
    bool may_be_scalar = false;
    std::optional<std::string> component;
    for (const SchemaBranch& branch : keyword.branches) {
      const KindMask kinds = kinds_of_node(schema, branch.node).accepted;
      const auto has = [&](ValueKind kind) { return (kinds & mask_of(kind)) != 0; };
      if (!has(ValueKind::object)) may_be_scalar |= has(ValueKind::string) || has(ValueKind::number);
      if (!component && kinds == mask_of(ValueKind::object)) component = component_of(schema, branch.node);
    }
    if (may_be_scalar && component) return component;
  }
  return std::nullopt;
}

std::optional<std::string> component_at(const Schema& schema, std::size_t node, std::string_view member,
                                        std::set<std::size_t>& seen) {
  if (seen.size() > kMostNodes || !seen.insert(node).second) return std::nullopt;
  for (const std::size_t index : schema.nodes()[node].keywords) {
    const SchemaKeyword& keyword = schema.keywords()[index];
    const bool leads_on = is_joined(keyword.kind) || is_choice(keyword.kind);
    for (const SchemaBranch& branch : keyword.branches) {
      std::optional<std::string> found;
      if (keyword.kind == KeywordKind::properties && branch.name == member)
        found = component_beside_scalar(schema, branch.node);
      else if (leads_on)
        found = component_at(schema, branch.node, member, seen);
      if (found) return found;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> reference_in(const Schema& schema, std::string_view member) {
  if (schema.nodes().empty()) return std::nullopt;
  std::set<std::size_t> seen;
  const std::optional<std::string> component = component_at(schema, 0, member, seen);
  return component ? std::optional(singular_of(*component) + "Id") : std::nullopt;
}

std::vector<std::string> identity_places(const Operation& operation, const JsonValue& body) {
  std::vector<std::string> found;
  const std::optional<std::string> last = last_path_parameter(operation);
  if (!last || !body.is_object() || (operation.method != "PUT" && operation.method != "PATCH")) return found;
  const std::optional<std::size_t> segment = segment_of(operation.path, *last);
  PathShape shape = shape_of_path(operation.path);
  if (!segment || *segment + 1 != shape.size()) return found;  // of an action, or of what is below
  shape.pop_back();
  const std::string collection = last_literal(shape);
  const std::vector<MemberName> names = member_names(*last, collection);
  const auto add_those_of = [&](const JsonValue& thing, const std::string& place) {
    for (const auto& [name, value] : thing.members) {
      const std::string plain = plain_name(name);
      const bool is_it =
          !value.is_structured() && std::any_of(names.begin(), names.end(), [&](const MemberName& known) {
            return known.is_certain && known.path.size() == 1 && known.path.front() == plain;
          });
      if (is_it) found.push_back(pointer_append(place, name));
    }
  };
  add_those_of(body, "");
  for (const auto& [name, value] : body.members) {
    if (value.is_object() && wrapper_rank(name, collection)) add_those_of(value, pointer_append("", name));
  }
  return found;
}

std::optional<std::string> last_path_parameter(const Operation& operation) {
  std::optional<std::string> last;
  std::size_t farthest = 0;
  for (const Parameter& parameter : operation.parameters) {
    if (parameter.in != Parameter::In::path) continue;
    const std::size_t at = operation.path.find("{" + parameter.name + "}");
    if (at == operation.path.npos || (last && at < farthest)) continue;
    last = parameter.name;
    farthest = at;
  }
  return last;
}

}  // namespace avouch
