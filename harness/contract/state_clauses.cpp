// SPDX-License-Identifier: MIT
#include "contract/state_clauses.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/schema/kinds.h"
#include "contract/schema/schema.h"
#include "contract/written_path.h"

namespace avouch {
namespace {

using StateAspect = StateSubject::Aspect;

bool is_array_there(const Schema& schema, const ValuePosition& position) {
  return kinds_at(&schema, position).accepted == mask_of(ValueKind::array);
}

// The operations of a collection and of its items.
struct Life {
  std::optional<std::size_t> list;
  std::optional<std::size_t> create;
  std::optional<std::size_t> read;
  std::optional<std::size_t> replace;
  std::optional<std::size_t> update;
  std::optional<std::size_t> remove;
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

bool documents_etag(const Operation& operation) {
  const std::optional<std::size_t> expected = operation.expected_response();
  if (!expected) return false;
  const std::vector<DocumentedHeader>& headers = operation.responses[*expected].headers;
  return std::any_of(headers.begin(), headers.end(), [](const DocumentedHeader& header) {
    return header.name.size() == 4 && (header.name[0] | 32) == 'e' && (header.name[1] | 32) == 't' &&
           (header.name[2] | 32) == 'a' && (header.name[3] | 32) == 'g';
  });
}

// By the shape of the collection's path. Without a POST that creates and a GET of an item, nothing follows.
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
    if (life.read && life.create) found.push_back(life);
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
    bound.clause = {.coordinate = operation.id + "/state/" + name,
                    .operation = operation.id,
                    .kind = ClauseKind::state,
                    .severity = Severity::warning,
                    .claim = std::move(claim),
                    .place = operation.place,
                    .documentation = operation.documentation};
    clauses_[index].push_back(std::move(bound));
  }

  void add(const Life& life) {
    const std::size_t read = *life.read;
    const bool shows_members = reads_json(contract_.operations[read]);
    add(*life.create, "readable", "what " + call(*life.create) + " creates can be read by " + call(read),
        {.aspect = StateAspect::readable, .read = read});
    if (life.replace && shows_members && sends_json(contract_.operations[*life.replace])) {
      add(*life.replace, "repeatable",
          "a second identical " + call(*life.replace) + " leaves what " + call(read) + " shows unchanged",
          {.aspect = StateAspect::repeatable, .read = read});
    }
    for (const std::optional<std::size_t>& write : {life.create, life.update, life.replace}) {
      if (!write || !shows_members || !sends_json(contract_.operations[*write])) continue;
      add(*write, "kept", call(read) + " shows the members that " + call(*write) + " sent",
          {.aspect = StateAspect::kept, .read = read});
    }
    if (life.list) {
      add(*life.create, "listed",
          "what " + call(*life.create) + " creates is in the list of " + call(*life.list),
          {.aspect = StateAspect::listed, .read = read, .list = *life.list});
    }
    if (life.remove) {
      add(*life.remove, "gone",
          "what " + call(*life.remove) + " deleted is gone: " + call(read) + " responds with 404 or 410",
          {.aspect = StateAspect::gone, .read = read});
    }
    if ((life.update || life.replace) && documents_etag(contract_.operations[read])) {
      add(read, "etag", "the ETag of " + call(read) + " changes only if its content changes",
          {.aspect = StateAspect::etag, .read = read, .writes = {life.create, life.update, life.replace}});
    }
  }

  const Contract& contract_;
  std::map<std::size_t, std::vector<BoundClause>> clauses_;
};

}  // namespace

bool documents_list(const Operation& operation) {
  const std::optional<std::size_t> expected = operation.expected_response();
  if (!expected) return false;
  for (const DocumentedMedia& media : operation.responses[*expected].media) {
    if (!media.is_json() || media.schema == nullptr) continue;
    if (is_array_there(*media.schema, {})) return true;
    for (const SchemaKeyword& keyword : media.schema->keywords()) {
      if (keyword.kind != KeywordKind::properties || keyword.node != 0) continue;
      for (const SchemaBranch& branch : keyword.branches) {
        if (is_array_there(*media.schema, {.of = ValuePosition::Of::member, .name = branch.name}))
          return true;
      }
    }
  }
  return false;
}

void add_state_clauses(Contract& contract) {
  std::map<std::size_t, std::vector<BoundClause>> found = StateClauses(contract).by_operation();
  if (found.empty()) return;
  std::vector<BoundClause> all;
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

}  // namespace avouch
