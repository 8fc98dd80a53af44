// SPDX-License-Identifier: MIT
// Clauses about drift: content that is sent but not documented. All are warnings.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "contract/clauses/derive.h"
#include "contract/schema/direction.h"
#include "contract/schema/discriminator.h"
#include "contract/schema/schema.h"

namespace avouch {

void add_drift(ClauseList& list) {
  using Aspect = DriftSubject::Aspect;
  const DocumentedResponse& response = list.response();
  const auto add = [&](const char* name, std::string claim, const Place& place, Roles when, Aspect aspect) {
    list.add(std::string("drift/") + name, std::move(claim), place, when, DriftSubject{aspect})
        .clause.own()
        .severity = Severity::warning;
  };
  // A schema that cannot be read may describe any member.
  const auto unread = [&]() -> ContractFault {
    for (const DocumentedMedia& each : response.media) {
      if (!each.has_members()) continue;
      if (ContractFault fault = fault_that_hides_members(*each.schema)) return fault;
    }
    return response.unread_media;
  };
  const auto add_of_content = [&](const char* name, std::string claim, const Place& place, Aspect aspect) {
    add(name, std::move(claim), place, list.roles().of_content(), aspect);
    list.last().fault = unread();
  };
  // The first schema of a body that satisfies the predicate.
  const auto first = [&](const auto& is_meant) -> const DocumentedMedia* {
    const auto found = std::find_if(
        response.media.begin(), response.media.end(),
        [&](const DocumentedMedia& each) { return each.has_members() && is_meant(*each.schema); });
    return found == response.media.end() ? nullptr : &*found;
  };
  const Roles of_answer = list.roles().of_answer();
  if (const auto* described = first([](const Schema&) { return true; }))
    add_of_content("fields", "the body has no undocumented field", described->place, Aspect::fields);
  if (const auto* one_way = first(has_unsent)) {
    add_of_content("write-only", "the body has no writeOnly member", one_way->place, Aspect::write_only);
  }
  if (const auto* named = first([](const Schema& schema) { return first_names(schema) != nullptr; })) {
    add_of_content("discriminator", "every discriminator names a documented schema",
                   first_names(*named->schema)->place, Aspect::discriminator);
  }
  add("headers", "the response has no undocumented header", response.place, of_answer, Aspect::headers);
  list.last().fault = response.unread_headers;
  // No client sees the content of a 1xx.
  if (list.roles().has_no_content() && !response.status.starts_with('1')) {
    add("content", "the response has no content (RFC 9110 §6.4.1)", response.place, of_answer,
        Aspect::content);
  }
}

}  // namespace avouch
