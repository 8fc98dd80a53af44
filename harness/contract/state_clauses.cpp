// SPDX-License-Identifier: MIT
#include "contract/state_clauses.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/connections.h"
#include "contract/documented_status.h"
#include "contract/list_place.h"
#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "contract/written_path.h"

namespace avouch {
namespace {

using StateAspect = StateSubject::Aspect;

constexpr int kMostInPlace = 8;  // references and allOf that lead from a schema to its members

// Whether values of a schema are a list, have one as a member, or have one below a member with the name of a
// wrapper: `_embedded`, `data`. contract/list_place.h finds it in an answer.
class ListSearch {
 public:
  ListSearch(const Schema& schema, std::string_view collection) : schema_(schema), collection_(collection) {}

  bool has_list(std::size_t node, int in_place, bool is_wrapped = false) {
    if (!searched_.emplace(node, in_place, is_wrapped).second) return false;  // many paths may lead to a node
    if (kinds_of_node(schema_, node).accepted == mask_of(ValueKind::array)) return true;
    if (in_place == 0) return false;
    for (const std::size_t index : schema_.nodes()[node].keywords) {
      const SchemaKeyword& keyword = schema_.keywords()[index];
      if (is_joined(keyword.kind) || is_choice(keyword.kind)) {
        for (const SchemaBranch& branch : keyword.branches) {
          if (has_list(branch.node, in_place - 1, is_wrapped)) return true;
        }
      }
      if (keyword.kind != KeywordKind::properties) continue;
      const bool is_a_thing =
          std::any_of(keyword.branches.begin(), keyword.branches.end(),
                      [&](const SchemaBranch& branch) { return names_a_thing(branch.name, collection_); });
      for (const SchemaBranch& branch : keyword.branches) {
        const bool has_name = wrapper_rank(branch.name, collection_).has_value();
        const bool is_array = kinds_of_node(schema_, branch.node).accepted == mask_of(ValueKind::array);
        if ((is_array && (has_name || !is_a_thing)) ||
            (has_name && !is_wrapped && has_list(branch.node, in_place - 1, true)))
          return true;
      }
    }
    return false;
  }

 private:
  const Schema& schema_;
  std::string_view collection_;
  std::set<std::tuple<std::size_t, int, bool>> searched_;
};

// The operations of a collection and of its items.
struct Life {
  std::optional<std::size_t> list;
  std::optional<std::size_t> create;
  std::optional<std::size_t> read;
  std::optional<std::size_t> replace;
  std::optional<std::size_t> update;
  std::optional<std::size_t> remove;
  bool is_posted = false;  // there is a POST to the collection, whatever it does
};

bool documents_creation(const Operation& operation) {
  constexpr std::array<std::string_view, 4> kStatuses = {"200", "201", "202", "2XX"};
  return std::any_of(
      operation.responses.begin(), operation.responses.end(), [&](const DocumentedResponse& response) {
        return std::find(kStatuses.begin(), kStatuses.end(), response.status) != kStatuses.end();
      });
}

bool reads_json(const Operation& operation) {
  const std::optional<std::size_t> expected = operation.expected_response();
  if (!expected) return false;
  const std::vector<DocumentedMedia>& media = operation.responses[*expected].media;
  return std::any_of(media.begin(), media.end(), [](const DocumentedMedia& one) { return one.is_json(); });
}

bool sends_json(const Operation& operation) {
  if (!operation.request_body) return false;
  const std::vector<DocumentedMedia>& media = operation.request_body->media;
  return std::any_of(media.begin(), media.end(), [](const DocumentedMedia& one) { return one.is_json(); });
}

bool documents_header(const DocumentedResponse& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(), [&](const DocumentedHeader& header) {
    return equals_ignoring_ascii_case(header.name, name);
  });
}

bool documents_etag(const Operation& operation) {
  const std::optional<std::size_t> expected = operation.expected_response();
  return expected && documents_header(operation.responses[*expected], "ETag");
}

bool documents_location(const Operation& operation) {
  return std::any_of(operation.responses.begin(), operation.responses.end(),
                     [](const DocumentedResponse& response) {
                       return response.status.starts_with('2') && documents_header(response, "Location");
                     });
}

bool documents_status(const Operation& operation, std::string_view status) {
  return std::any_of(operation.responses.begin(), operation.responses.end(),
                     [&](const DocumentedResponse& response) { return response.status == status; });
}

// The place of the schema object that describes the value, if it is no array: what references alone lead to.
// nullopt: no place tells it from others.
std::optional<Place> object_place(const DocumentedMedia& media) {
  if (!media.is_json() || media.schema == nullptr || media.schema->nodes().empty()) return std::nullopt;
  const Schema& schema = *media.schema;
  if (kinds_at(media.schema.get(), {}).accepted == mask_of(ValueKind::array)) return std::nullopt;
  std::size_t node = 0;
  for (int steps = 0; steps < 8; ++steps) {
    const std::vector<std::size_t>& own = schema.nodes()[node].keywords;
    if (own.empty()) return std::nullopt;
    const SchemaKeyword& first = schema.keywords()[own.front()];
    const bool only_refers = own.size() == 1 && is_joined(first.kind) && first.branches.size() == 1 &&
                             first.branches.front().is_reference;
    if (!only_refers) return *first.place;
    node = first.branches.front().node;
  }
  return std::nullopt;
}

std::vector<Place> object_places(const std::vector<DocumentedMedia>& media) {
  std::vector<Place> places;
  for (const DocumentedMedia& one : media) {
    if (std::optional<Place> place = object_place(one)) places.push_back(*std::move(place));
  }
  return places;
}

std::vector<Place> shown_places(const Operation& operation) {
  const std::optional<std::size_t> expected = operation.expected_response();
  return expected ? object_places(operation.responses[*expected].media) : std::vector<Place>();
}

// By the shape of the collection's path. Without a GET of an item and something that creates it, nothing
// follows. A PUT creates where it says so by 201 and no POST does (RFC 9110 §9.3.4).
std::vector<Life> lives_of(const Contract& contract) {
  std::map<std::string, Life> lives;
  const auto shape_of = [](std::string path) {
    while (path.size() > 1 && path.ends_with('/')) path.pop_back();
    return path_shape(path);
  };
  const auto keep = [](std::optional<std::size_t>& kept, std::size_t index) {
    if (!kept) kept = index;
  };
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    std::string shape = shape_of(operation.path);
    if (!shape.ends_with("/{}")) {
      if (operation.method == "POST") lives[shape].is_posted = true;
      if (operation.method == "POST" && documents_creation(operation)) keep(lives[shape].create, i);
      if (operation.method == "GET" && documents_list(operation)) keep(lives[shape].list, i);
      continue;
    }
    shape.resize(shape.size() - 3);
    Life& life = lives[shape];
    if (operation.method == "GET") keep(life.read, i);
    if (operation.method == "PUT") keep(life.replace, i);
    if (operation.method == "PATCH") keep(life.update, i);
    if (operation.method == "DELETE") keep(life.remove, i);
  }
  std::vector<Life> found;
  for (auto& [shape, life] : lives) {
    if (!life.is_posted && life.replace && documents_status(contract.operations[*life.replace], "201"))
      life.create = life.replace;
    if (!life.read || !life.create) continue;
    const Operation& create = contract.operations[*life.create];
    if (life.list && create.method == "POST" && shows_the_created(contract.operations[*life.list], create))
      life.list = std::nullopt;
    found.push_back(life);
  }
  return found;
}

class StateClauses {
 public:
  explicit StateClauses(const Contract& contract) : contract_(contract) {
    for (const Life& life : lives_of(contract)) add(life);
  }

  std::map<std::size_t, std::vector<BoundClause>> by_operation() && { return std::move(clauses_); }

 private:
  std::string call(std::size_t operation) const {
    return contract_.operations[operation].method + " " + contract_.operations[operation].path;
  }

  void add(std::size_t index, const char* name, std::string claim, StateSubject subject) {
    const Operation& operation = contract_.operations[index];
    BoundClause bound{.operation = index,
                      .response = operation.expected_response().value_or(0),
                      .roles = {Role::documented, Role::cross_origin, Role::read_back},
                      .subject = subject,
                      .fault = operation.fault};
    if (bound.fault == nullptr) bound.fault = contract_.operations[subject.read].fault;
    bound.clause = Clause{.coordinate = operation.id + "/state/" + name,
                          .operation = operation.id,
                          .kind = ClauseKind::state,
                          .severity = Severity::warning,
                          .claim = std::move(claim),
                          .place = operation.place,
                          .documentation = operation.documentation};
    clauses_[index].push_back(std::move(bound));
  }

  void add(const Life& life) {
    const auto read = static_cast<std::uint32_t>(*life.read);
    const bool shows_members = reads_json(contract_.operations[read]);
    add(*life.create, "readable", "what " + call(*life.create) + " creates can be read by " + call(read),
        {.aspect = StateAspect::readable, .read = read});
    if (documents_location(contract_.operations[*life.create])) {
      add(*life.create, "located", "the Location of what " + call(*life.create) + " creates leads to it",
          {.aspect = StateAspect::located, .read = read});
    }
    if (life.replace && shows_members && sends_json(contract_.operations[*life.replace])) {
      add(*life.replace, "repeatable",
          "a second identical " + call(*life.replace) + " leaves what " + call(read) + " shows unchanged",
          {.aspect = StateAspect::repeatable, .read = read});
    }
    const bool is_named = life.create == life.replace;
    std::vector<std::optional<std::size_t>> writes = {life.create, life.update};
    if (!is_named) writes.push_back(life.replace);
    for (const std::optional<std::size_t>& write : writes) {
      if (!write || !shows_members || !sends_json(contract_.operations[*write])) continue;
      add(*write, "kept", call(read) + " shows the members that " + call(*write) + " sent",
          {.aspect = StateAspect::kept,
           .read = read,
           .list = write == life.create ? life.list : std::nullopt,
           .create = life.create});
    }
    if (life.update && shows_members && sends_json(contract_.operations[*life.update])) {
      add(*life.update, "untouched", call(*life.update) + " leaves the members that it does not send",
          {.aspect = StateAspect::untouched, .read = read});
    }
    if (life.list) {
      add(*life.create, "listed",
          "what " + call(*life.create) + " creates is in the list of " + call(*life.list),
          {.aspect = StateAspect::listed, .read = read, .list = *life.list});
    }
    // Only where both can be deleted again.
    if (!is_named && life.remove && shows_members && sends_json(contract_.operations[*life.create]) &&
        response_for(contract_.operations[*life.create], 201)) {
      add(*life.create, "distinct",
          "a second " + call(*life.create) + " leaves what the first one created: " + call(read) +
              " shows it as before",
          {.aspect = StateAspect::distinct, .read = read, .list = life.list});
    }
    if (life.remove) {
      const StateSubject gone{
          .aspect = StateAspect::gone, .read = read, .list = life.list, .create = life.create};
      add(*life.remove, "gone", "what " + call(*life.remove) + " deleted is gone: " + absence(life), gone);
      StateSubject others = gone;
      others.aspect = StateAspect::others;
      if (life.list)
        add(*life.remove, "others", call(*life.remove) + " leaves the other items of " + call(*life.list),
            others);
    }
    if ((life.update || life.replace) && documents_etag(contract_.operations[read])) {
      add(read, "etag", "the ETag of " + call(read) + " changes if, and only if, its content changes",
          {.aspect = StateAspect::etag, .read = read, .update = life.update, .replace = life.replace});
    }
    add_owned(life);
  }

  // What one identity created is no business of another one, where the contract says that it may refuse it:
  // by 403, or by 404, which hides that it exists (RFC 9110 §15.5.5). A 404 may also be that of unknown
  // resources alone, so then another operation must be able to show that the target tells identities apart.
  void add_owned(const Life& life) {
    const Operation& read = contract_.operations[*life.read];
    if (!contract_.operations[*life.create].needs_credentials()) return;
    const bool is_listed = life.list && contract_.operations[*life.list].needs_credentials();
    const StateSubject owned{.aspect = StateAspect::owned,
                             .read = static_cast<std::uint32_t>(*life.read),
                             .list = life.list,
                             .create = life.create};
    const std::string created = "what " + call(*life.create) + " created for the first";
    const auto add_one = [&](const std::optional<std::size_t>& index, const char* does, bool is_shown) {
      if (!index || !contract_.operations[*index].needs_credentials()) return;
      const Operation& operation = contract_.operations[*index];
      if (exact_response_for(operation, 403) || (exact_response_for(operation, 404) && is_shown))
        add(*index, "owned", call(*index) + " of a second identity " + does + " " + created, owned);
    };
    const bool is_read = read.needs_credentials();
    add_one(life.read, "does not show", is_listed);
    add_one(life.update, "does not change", is_listed || is_read);
    // Of a PUT that creates, the second identity might make a resource of its own.
    if (life.replace && !documents_status(contract_.operations[*life.replace], "201"))
      add_one(life.replace, "does not change", is_listed || is_read);
    add_one(life.remove, "does not delete", is_listed || is_read);
    const bool is_refused = is_read && (exact_response_for(read, 403) || exact_response_for(read, 404));
    if (is_listed && is_refused)
      add(*life.list, "owned", call(*life.list) + " of a second identity does not list " + created, owned);
  }

  // How what is deleted is absent. A GET that documents no 404 and no 410 cannot say so.
  std::string absence(const Life& life) const {
    const std::string listed = life.list ? call(*life.list) + " does not list it" : "";
    if (life.list && !documents_absence(contract_.operations[*life.read])) return listed;
    const std::string read = call(*life.read) + " responds with 404 or 410";
    return listed.empty() ? read : read + ", and " + listed;
  }

  const Contract& contract_;
  std::map<std::size_t, std::vector<BoundClause>> clauses_;
};

}  // namespace

bool documents_list(const Operation& operation) {
  const std::optional<std::size_t> expected = operation.expected_response();
  if (!expected) return false;
  const std::string collection = last_literal(shape_of_path(operation.path));
  const std::vector<DocumentedMedia>& media = operation.responses[*expected].media;
  return std::any_of(media.begin(), media.end(), [&](const DocumentedMedia& one) {
    return one.is_json() && one.schema != nullptr && !one.schema->nodes().empty() &&
           ListSearch(*one.schema, collection).has_list(0, kMostInPlace);
  });
}

void add_state_clauses(Contract& contract) {
  std::map<std::size_t, std::vector<BoundClause>> found = StateClauses(contract).by_operation();
  if (found.empty()) return;
  std::size_t count = contract.clauses.size();
  for (const auto& [operation, own] : found) count += own.size();
  std::vector<BoundClause> all;
  all.reserve(count);
  for (std::size_t i = 0; i < contract.clauses.size(); ++i) {
    const std::size_t operation = contract.clauses[i].operation;
    all.push_back(std::move(contract.clauses[i]));
    const bool is_last = i + 1 == contract.clauses.size() || contract.clauses[i + 1].operation != operation;
    const auto own = found.find(operation);
    if (!is_last || own == found.end()) continue;
    for (BoundClause& bound : own->second) all.push_back(std::move(bound));
    found.erase(own);
  }
  contract.clauses = std::move(all);
}

bool shows_the_created(const Operation& reading, const Operation& creating) {
  const std::vector<Place> shown = shown_places(reading);
  std::vector<Place> created = shown_places(creating);
  if (creating.request_body) {
    for (Place& place : object_places(creating.request_body->media)) created.push_back(std::move(place));
  }
  return std::any_of(created.begin(), created.end(), [&](const Place& one) {
    return std::find(shown.begin(), shown.end(), one) != shown.end();
  });
}

}  // namespace avouch
