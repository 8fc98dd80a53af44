// SPDX-License-Identifier: MIT
#include "prove/grounds.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/documented_status.h"
#include "contract/header_value.h"
#include "contract/same_path.h"
#include "generate/conformant.h"
#include "http/media_type.h"
#include "judge/answer.h"
#include "judge/documented_answer.h"
#include "mock/answer/allow.h"
#include "mock/answer/challenge.h"
#include "mock/mock.h"

namespace avouch {
namespace {

// The response that the clause is about, with only the media type of the clause; nullopt if the clause is
// about exchanges as a whole.
std::optional<DocumentedResponse> answer_of(const Operation& operation, const BoundClause& clause) {
  if (traits_of(clause.subject).scope != SubjectTraits::Scope::response) return std::nullopt;
  DocumentedResponse answer = operation.responses[clause.response];
  if (const auto* body = std::get_if<BodyKeywordSubject>(&clause.subject))
    answer.media = {answer.media[body->media]};
  return answer;
}

// The media type that the mutants of the clause are written in; nullopt if any will do.
std::optional<std::size_t> media_of(const DocumentedResponse& documented, const BoundClause& clause) {
  if (const auto* body = std::get_if<BodyKeywordSubject>(&clause.subject)) return body->media;
  const DocumentedMedia* served = served_media(documented);
  if (served == nullptr || !std::holds_alternative<BodySyntaxSubject>(clause.subject)) return std::nullopt;
  return static_cast<std::size_t>(served - documented.media.data());
}

// Whether the response has the status and the media type of the clause.
bool is_answer(const http::Response& answer, const Operation& operation, const BoundClause& clause) {
  const DocumentedResponse& documented = operation.responses[clause.response];
  if (response_for(operation, answer.status) != clause.response) return false;
  const std::optional<std::size_t> media = media_of(documented, clause);
  return !media || comes_as(media_type_of(answer), documented, *media);
}

// Whether the content, if there is any, is of one of the documented types. The mock's own problems are of
// another one where it cannot make what is documented.
bool has_documented_type(const http::Response& answer, const DocumentedResponse& documented) {
  if (answer.body.empty() || documented.media.empty()) return true;
  const std::optional<http::MediaType> type = media_type_of(answer);
  if (!type) return false;
  std::vector<std::string> ranges;
  for (const DocumentedMedia& each : documented.media) ranges.push_back(each.range);
  return std::any_of(ranges.begin(), ranges.end(),
                     [&](const std::string& range) { return http::applies(*type, range, ranges); });
}

}  // namespace

Mutant Ground::under(Mutant mutant) const {
  if (!answer) return mutant;
  mutant.edit = [own = *answer, edit = mutant.edit](const http::Request& request, http::Response& response) {
    response = own;
    if (edit) edit(request, response);
  };
  return mutant;
}

Grounds::Grounds(const Contract& contract, Hearing& hearing)
    : contract_(contract), hearing_(hearing), violated_(hearing.violated({})) {}

Grounds::Found Grounds::of(std::size_t planned) {
  const Operation& operation = contract_.operations.front();
  const BoundClause& clause = hearing_.clause(planned);
  const std::size_t probe = hearing_.carriers(planned).front();
  const bool is_about_one = traits_of(clause.subject).scope == SubjectTraits::Scope::response;
  const std::optional<std::size_t> media =
      is_about_one ? media_of(operation.responses[clause.response], clause) : std::nullopt;
  const Key key{is_about_one ? clause.response : operation.responses.size(), media, probe};
  const auto [found, is_new] = grounds_.try_emplace(key);
  Ground& ground = found->second;
  if (!is_new) return {&ground, false};
  ground.violated = violated_;
  const std::optional<DocumentedResponse> documented = answer_of(operation, clause);
  const Received* received = hearing_.own(probe).received();
  const bool is_own = !documented || received == nullptr || is_answer(received->response, operation, clause);
  if (is_own && (!documented || received == nullptr || has_documented_type(received->response, *documented)))
    return {&ground, true};
  Result<http::Response> made = conformant_response(contract_, *documented);
  if (!made) ground.missing = unserved_reason(made.errors().front());
  if (!made || is_own) return {&ground, true};
  ground.answer = *std::move(made);
  ground.answer->status = plain_status(operation, clause.response).value_or(ground.answer->status);
  add_challenge(operation, &*documented, *ground.answer);
  if (documented_header(*documented, "Allow") == nullptr)
    add_allow(methods_of(operations_at_path_of(contract_, operation)),
              hearing_.own(probe).exchange().sent.method, *ground.answer);
  ground.what = "the documented " + documented->status;
  const Hearing::Changed changed = hearing_.send(ground.under({.what = ground.what}), {probe});
  if (const Received* shown = changed.at(probe)->received()) ground.seen = shown->response;
  ground.violated = hearing_.violated(changed);
  return {&ground, true};
}

}  // namespace avouch
