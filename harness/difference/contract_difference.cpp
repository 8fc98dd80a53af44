// SPDX-License-Identifier: MIT
#include "difference/contract_difference.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.h"
#include "contract/document/library.h"
#include "contract/server.h"
#include "difference/changes.h"
#include "difference/parts.h"

namespace avouch {
namespace {

Change about_operation(Effect effect, const char* rule, std::string what, const Place& was, const Place& is,
                       std::string why = {}) {
  return {.effect = effect,
          .side = Side::operation,
          .rule = rule,
          .places = {},
          .what = std::move(what),
          .why = std::move(why),
          .before = was,
          .after = is};
}

// A part of a document that a contract does not keep.
const JsonValue* part_of(const Contract& contract, const Place& place, const char* name) {
  if (contract.library == nullptr) return nullptr;
  const Document* document = contract.library->find(place.file);
  return document == nullptr ? nullptr : document->at(place.pointer + name);
}

bool is_same_part(const JsonValue* left, const JsonValue* right) {
  if (left == nullptr || right == nullptr) return left == right;
  return *left == *right;
}

// "GET /books/{id}", as people look for it.
std::string written(const Operation& operation) {
  return operation.method + " " + operation.path;
}

// No servers mean the one server "/" (OpenAPI 3.1.1 §4.8.1).
std::vector<std::string> servers_of(const Operation& operation) {
  return operation.servers.empty() ? std::vector<std::string>{normal_server("/")} : operation.servers;
}

void compare_servers(const Operation& before, const Operation& after, Changes& changes) {
  const std::vector<std::string> old = servers_of(before);
  const std::vector<std::string> now = servers_of(after);
  const auto has = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  for (const std::string& server : old) {
    if (!has(now, server))
      changes.add(about_operation(Effect::undecided, "server-removed",
                                  "the server " + in_quotes(server) + " is not documented any more",
                                  before.place, after.place, "it may still answer"));
  }
  for (const std::string& server : now) {
    if (!has(old, server))
      changes.add(about_operation(Effect::compatible, "server-added",
                                  "the server " + in_quotes(server) + " is documented now", before.place,
                                  after.place));
  }
}

class Comparison {
 public:
  Comparison(const Contract& before, const Contract& after)
      : before_(before), after_(after), changes_([&before, &after](const Place& left, const Place& right) {
          const JsonValue* old = part_of(before, left, "");
          const JsonValue* now = part_of(after, right, "");
          return old != nullptr && now != nullptr && *old == *now;
        }) {}

  ContractDifference run() && {
    find_shared();
    std::map<std::string, const Operation*> old;
    for (const Operation& operation : before_.operations)
      old.emplace(identity_of(before_, operation), &operation);
    std::set<std::string> kept;
    for (const Operation& operation : after_.operations) {
      const auto found = old.find(identity_of(after_, operation));
      if (found == old.end()) {
        changes_.of(operation.id)
            .add(about_operation(Effect::compatible, "operation-added",
                                 written(operation) + " is documented now", {}, operation.place));
        continue;
      }
      kept.insert(found->first);
      compare(*found->second, operation);
    }
    for (const Operation& operation : before_.operations) {
      if (kept.contains(identity_of(before_, operation))) continue;
      changes_.of(operation.id)
          .add(about_operation(Effect::breaking, "operation-removed",
                               written(operation) + " is not documented any more" +
                                   (operation.deprecated ? "; it was deprecated" : ""),
                               operation.place, {}));
    }
    compare_rest();
    difference_.changes = std::move(changes_).sorted();
    compare_clauses();
    return std::move(difference_);
  }

 private:
  // "/a#update" and "/a" are one path of requests (docs/verdicts.md): then names tell operations apart.
  void find_shared() {
    for (const Contract* contract : {&before_, &after_}) {
      std::set<std::string> once;
      std::set<std::string> ids;
      for (const Operation& operation : contract->operations) {
        if (!once.insert(key_of(operation)).second) shared_.insert(key_of(operation));
        const JsonValue* declared = declared_id(*contract, operation);
        if (declared != nullptr && declared->is_string() && !ids.insert(declared->text).second)
          repeated_.insert(declared->text);
      }
    }
  }

  // The operationId of the document. The id may be another one, if several operations have that operationId.
  static const JsonValue* declared_id(const Contract& contract, const Operation& operation) {
    return part_of(contract, operation.place, "/operationId");
  }

  std::string identity_of(const Contract& contract, const Operation& operation) const {
    std::string key = key_of(operation);
    if (!shared_.contains(key)) return key;
    const JsonValue* declared = declared_id(contract, operation);
    const bool is_named = declared != nullptr && declared->is_string() && !repeated_.contains(declared->text);
    return key + " " + (is_named ? declared->text : operation.place.pointer);
  }

  void compare(const Operation& before, const Operation& after) {
    ++difference_.compared;
    changes_.of(after.id);
    const JsonValue* old_id = declared_id(before_, before);
    const JsonValue* new_id = declared_id(after_, after);
    const bool is_kept = old_id != nullptr && new_id != nullptr && *old_id == *new_id;
    if (before.id != after.id && is_kept) {
      ids_now_.emplace(before.id, after.id);
    } else if (before.id != after.id) {
      changes_.add(about_operation(Effect::compatible, "operation-renamed",
                                   "the operation " + in_quotes(before.id) + " is called " +
                                       in_quotes(after.id) + " now; requests do not have its name",
                                   before.place, after.place));
    }
    if (!before.deprecated && after.deprecated)
      changes_.add(about_operation(Effect::compatible, "operation-deprecated",
                                   "the operation is deprecated now", before.place, after.place));
    for (const ContractFault& fault :
         {before.fault, after.fault, before.unread_statuses, after.unread_statuses}) {
      if (fault != nullptr)
        changes_.add(about_operation(Effect::undecided, "operation-unread",
                                     "the operation is compared in part", before.place, after.place,
                                     "a contract has a fault: " + fault->title));
    }
    if (!is_same_part(part_of(before_, before.place, "/callbacks"),
                      part_of(after_, after.place, "/callbacks")))
      changes_.add(about_operation(Effect::undecided, "callbacks-changed", "the callbacks differ",
                                   before.place, after.place, "Avouch does not compare callbacks"));
    compare_servers(before, after, changes_);
    compare_server_variables(before, after);
    compare_access(before, after, changes_);
    compare_requests(before, after, changes_);
    compare_responses(before, after, changes_);
  }

  // The servers of the operation, else of its path, else of the document (OpenAPI 3.1.1 §4.8.10).
  static const JsonValue* servers_part(const Contract& contract, const Operation& operation) {
    Place path = operation.place;
    path.pointer.resize(std::min(path.pointer.size(), path.pointer.rfind('/')));
    for (const Place& place : {operation.place, path, Place{.file = contract.file}}) {
      const JsonValue* servers = part_of(contract, place, "/servers");
      if (servers != nullptr && servers->is_array() && !servers->empty()) return servers;
    }
    return nullptr;
  }

  // A value of a variable in the URL of a server that is not permitted any more.
  void compare_server_variables(const Operation& before, const Operation& after) {
    const JsonValue* old = servers_part(before_, before);
    const JsonValue* now = servers_part(after_, after);
    if (old == nullptr || now == nullptr) return;
    for (const JsonValue& server : old->items) {
      const JsonValue* url = server.find("url");
      const JsonValue* variables = server.find("variables");
      const auto same = std::find_if(now->items.begin(), now->items.end(), [&](const JsonValue& other) {
        const JsonValue* candidate = other.find("url");
        return url != nullptr && candidate != nullptr && *candidate == *url;
      });
      if (same == now->items.end() || variables == nullptr) continue;
      for (const auto& [name, variable] : variables->members) {
        const JsonValue* others = same->find("variables");
        const JsonValue* other = others == nullptr ? nullptr : others->find(name);
        const JsonValue* left = other == nullptr ? nullptr : other->find("enum");
        if (left == nullptr) continue;
        const auto is_left = [&, &known = left->items](const JsonValue& value) {
          return std::find(known.begin(), known.end(), value) != known.end();
        };
        const JsonValue* values = variable.find("enum");
        if (values != nullptr && std::all_of(values->items.begin(), values->items.end(), is_left)) continue;
        changes_.add(about_operation(Effect::undecided, "server-variable-narrowed",
                                     "the variable " + in_quotes(name) + " of the server " +
                                         in_quotes(url->text) + " permits fewer values now",
                                     before.place, after.place,
                                     "servers of the other values may still answer"));
      }
    }
  }

  // What belongs to no operation.
  void compare_rest() {
    const Place was{.file = before_.file};
    const Place is{.file = after_.file};
    const JsonValue* old = part_of(before_, was, "/webhooks");
    const JsonValue* now = part_of(after_, is, "/webhooks");
    if (is_same_part(old, now)) return;
    Change change = about_operation(Effect::undecided, "webhooks-changed", "the webhooks differ", was, is,
                                    "Avouch does not compare webhooks");
    change.before.pointer = change.after.pointer = "/webhooks";
    change.before.line = old == nullptr ? 0 : static_cast<int>(old->line);
    change.after.line = now == nullptr ? 0 : static_cast<int>(now->line);
    changes_.of("webhooks").add(std::move(change));
  }

  // The coordinate that the later contract gives the same clause.
  std::string coordinate_now(const Clause& clause) const {
    const auto found = ids_now_.find(clause.operation);
    const std::string prefix = clause.operation + "/";
    if (found == ids_now_.end() || !clause.coordinate.starts_with(prefix)) return clause.coordinate;
    return found->second + "/" + clause.coordinate.substr(prefix.size());
  }

  void compare_clauses() {
    std::set<std::string> old;
    for (const BoundClause& bound : before_.clauses) old.insert(coordinate_now(bound.clause));
    std::set<std::string> now;
    for (const BoundClause& bound : after_.clauses) now.insert(bound.clause->coordinate);
    for (const BoundClause& bound : before_.clauses) {
      if (!now.contains(coordinate_now(bound.clause))) difference_.gone.push_back(bound.clause->coordinate);
    }
    for (const BoundClause& bound : after_.clauses) {
      if (!old.contains(bound.clause->coordinate)) difference_.added.push_back(bound.clause->coordinate);
    }
  }

  const Contract& before_;
  const Contract& after_;
  Changes changes_;
  std::set<std::string> shared_;                // keys of several operations of one contract
  std::set<std::string> repeated_;              // operationIds of several operations of one contract
  std::map<std::string, std::string> ids_now_;  // of operations that keep an operationId that is repeated
  ContractDifference difference_;
};

}  // namespace

std::size_t ContractDifference::count(Effect effect) const {
  return static_cast<std::size_t>(std::count_if(
      changes.begin(), changes.end(), [&](const Change& change) { return change.effect == effect; }));
}

ContractDifference difference_of(const Contract& before, const Contract& after) {
  return Comparison(before, after).run();
}

}  // namespace avouch
