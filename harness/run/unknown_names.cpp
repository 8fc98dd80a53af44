// SPDX-License-Identifier: MIT
#include "run/unknown_names.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "contract/schema/part.h"

namespace avouch {
namespace {

// Collects the names that accept a value.
void add_names(const Operation& operation, std::set<std::string>& names) {
  for (const Parameter& parameter : operation.parameters) names.insert(parameter.name);
  names.merge(operation.key_names());
  if (!operation.request_body) return;
  for (const DocumentedMedia& media : operation.request_body->media) {
    if (media.schema == nullptr) continue;
    for (const std::string& name : DescribedPart::root(*media.schema).members()) names.insert(name);
  }
}

std::string did_you_mean(const std::string& word, const std::set<std::string>& known,
                         const std::string& otherwise) {
  const auto close = nearest(word, {known.begin(), known.end()});
  return close ? "Did you mean " + *close + "?" : otherwise;
}

}  // namespace

Errors unknown_values(const std::vector<GivenValue>& values, const Contract& contract,
                      const std::string& operations) {
  Errors errors;
  std::set<std::string> ids;
  std::set<std::string> all;
  for (const Operation& operation : contract.operations) {
    ids.insert(operation.id);
    add_names(operation, all);
  }
  for (const GivenValue& value : values) {
    if (!value.operation.empty() && !ids.contains(value.operation)) {
      errors.push_back({.title = "the contract has no operation " + in_quotes(value.operation),
                        .place = value.place,
                        .hint = did_you_mean(value.operation, ids, operations)});
      continue;
    }
    std::set<std::string> names;
    const bool is_scoped = value.operation.empty() && (!value.path.empty() || !value.tag.empty());
    if (is_scoped) {
      bool is_known = false;
      for (const Operation& operation : contract.operations) {
        const bool has_tag =
            std::find(operation.tags.begin(), operation.tags.end(), value.tag) != operation.tags.end();
        if (value.path.empty() ? !has_tag : !is_below(operation.path, value.path)) continue;
        is_known = true;
        add_names(operation, names);
      }
      if (!is_known) {
        errors.push_back({.title = value.path.empty()
                                       ? "no operation has the tag " + in_quotes(value.tag)
                                       : "no operation has a path that begins with " + in_quotes(value.path),
                          .place = value.place,
                          .hint = operations});
        continue;
      }
    } else if (value.operation.empty()) {
      names = all;
    } else {
      for (const Operation& operation : contract.operations) {
        if (operation.id == value.operation) add_names(operation, names);
      }
    }
    if (names.contains(value.name)) continue;
    errors.push_back({.title = "no parameter and no member at the root of a request body has the name " +
                               in_quotes(value.name),
                      .place = value.place,
                      .hint = did_you_mean(value.name, names,
                                           "Leave it out, or correct the name; names are case-sensitive.")});
  }
  return errors;
}

Errors unknown_servers(const std::vector<ServerTarget>& named, const Contract& contract,
                       const std::string& none) {
  std::set<std::string> known;
  for (const std::string& server : contract.servers) known.insert(server);
  for (const Operation& operation : contract.operations) {
    for (const std::string& server : operation.servers) known.insert(server);
  }
  const std::string otherwise =
      known.empty() ? none : "It documents " + shown(join({known.begin(), known.end()}, ", ")) + ".";
  Errors errors;
  for (const ServerTarget& target : named) {
    if (known.contains(target.server)) continue;
    errors.push_back({.title = "the contract documents no server " + in_quotes(target.server),
                      .place = {},
                      .hint = did_you_mean(target.server, known, otherwise)});
  }
  return errors;
}

}  // namespace avouch
