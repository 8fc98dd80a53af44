// SPDX-License-Identifier: MIT
#include "mock/answer/site.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "contract/documented_status.h"
#include "contract/schema/schema.h"
#include "contract/written_path.h"
#include "generate/conformant.h"
#include "generate/text/header_line.h"
#include "json/json_value.h"
#include "mock/answer/accept.h"
#include "mock/answer/allow.h"
#include "mock/answer/challenge.h"
#include "mock/answer/problem.h"
#include "mock/request/pairs.h"

namespace avouch {
namespace {

using http::Request;
using http::Response;

std::string statuses_of(const Operation& operation) {
  std::vector<std::string> statuses;
  for (const DocumentedResponse& response : operation.responses) statuses.push_back(response.status);
  return join(statuses, ", ");
}

bool is_preflight(const Request& request) {
  return request.method == "OPTIONS" && http::contains(request.fields, "Origin") &&
         http::contains(request.fields, "Access-Control-Request-Method");
}

// A query value that the key of its path gives: "/a?beta=true".
bool is_of_the_key(const Parameter& parameter) {
  return parameter.in == Parameter::In::query && parameter.required && parameter.schema == nullptr &&
         parameter.examples.size() == 1;
}

bool has_query_in_key(const Operation& operation) {
  return std::any_of(operation.parameters.begin(), operation.parameters.end(), is_of_the_key);
}

bool has_query_of_key(const Operation& operation, const Request& request) {
  const MockPairs pairs = query_pairs(request.target);
  return std::all_of(
      operation.parameters.begin(), operation.parameters.end(), [&](const Parameter& parameter) {
        if (!is_of_the_key(parameter)) return true;
        const std::vector<std::string> values = values_of(pairs, parameter.name);
        const std::string wanted = plain_text(parameter.examples.front().value);
        return std::any_of(values.begin(), values.end(),
                           [&](const std::string& value) { return form_decoded(value) == wanted; });
      });
}

// Notes what a document describes but no response can do.
void note_unserved(const Operation& operation, std::vector<std::string>& notes) {
  for (const DocumentedResponse& response : operation.responses) {
    const std::string name = operation.id + "/" + response.status;
    if (response.status.starts_with('1')) {
      notes.push_back(name + " is never served: an informational response is not final (RFC 9110 §15.2)");
    }
    for (const DocumentedHeader& header : response.headers) {
      if (is_of_the_message(header)) {
        if (!equals_ignoring_ascii_case(header.name, "Content-Length")) {
          notes.push_back(name + ": " + header.name +
                          " is not served: the server decides how a message is framed and encoded");
        }
      } else if (!conformant_line(header)) {
        notes.push_back(name + ": " + header.name +
                        " is not served: no header line that conforms to its schema can be made");
      }
    }
  }
}

}  // namespace

MockSite::MockSite(const Contract& contract, MockRules rules)
    : MockSite(std::make_shared<const Contract>(Contract{.file = contract.file,
                                                         .title = contract.title,
                                                         .operations = contract.operations,
                                                         .dialect = contract.dialect,
                                                         .library = contract.library}),
               std::move(rules)) {}

MockSite::MockSite(std::shared_ptr<const Contract> shared, MockRules rules)
    : credentials_{std::move(rules.user), std::move(rules.token), std::move(rules.keys)},
      other_(std::move(rules.other)),
      answers_(std::move(shared), rules.seed),
      routes_(answers_.contract().operations),
      state_(rules.keeps_state ? std::make_unique<MockState>(answers_.contract(), rules.state_fault)
                               : nullptr) {
  const Contract& contract = answers_.contract();
  std::map<std::pair<std::string, std::string>, std::size_t> known;  // method and shape -> the first one
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    const Operation& operation = contract.operations[i];
    const auto [first, is_new] = known.try_emplace({operation.method, path_shape(operation.path)}, i);
    if (!is_new && !has_query_in_key(operation))
      unserved_.emplace(i, Error{.title = "each request to it is one to " +
                                          in_quotes(contract.operations[first->second].id) +
                                          " too: no server can tell them apart",
                                 .place = operation.place,
                                 .hint = "Give it a path of its own."});
    if (unserved_.contains(i)) unanswered_.emplace(*unserved_.find(i));
    note_unserved(operation, notes_);
    served_.push_back({.usual = usual_response(operation),
                       .parameters = MockParameters(contract, operation, notes_),
                       .content = MockContent(operation, notes_),
                       .cors = mock_cors(operation, rules.origins)});
    check(contract, i);
  }
  // The CORS permissions apply to a whole path.
  for (std::size_t i = 0; i < contract.operations.size(); ++i) {
    MockCors together = served_[i].cors;
    together.methods.clear();
    together.request_headers.clear();
    for (const std::size_t other : routes_.find_template(contract.operations[i].path)->operations) {
      const MockCors one = mock_cors(contract.operations[other], rules.origins);
      if (one.is_documented || other == i) add_operation(together, one);
    }
    served_[i].cors = std::move(together);
  }
}

// Finds out whether its responses can be made.
void MockSite::check(const Contract& contract, std::size_t index) {
  const Operation& operation = contract.operations[index];
  std::vector<std::size_t> responses;
  if (served_[index].usual) {
    responses.push_back(*served_[index].usual);
  } else {
    unserved_.emplace(index, Error{.title = "it documents no final response",
                                   .place = operation.place,
                                   .hint = "Document its success response."});
    unanswered_.emplace(*unserved_.find(index));
  }
  for (const int status : {400, 401, 403, 404, 405, 422}) {
    if (const auto refusal = exact_response_for(operation, status)) responses.push_back(*refusal);
  }
  for (const std::size_t response : responses) {
    const DocumentedMedia* media = served_media(operation.responses[response]);
    if (media == nullptr || !media->is_judged()) continue;
    const auto [known, is_new] = checked_.try_emplace(media->schema.get());
    if (is_new) {
      if (const Result<Response> made = answers_.conformant({index, response}); !made)
        known->second = made.errors().front();
    }
    if (!known->second) continue;
    unserved_.emplace(index, *known->second);
    if (response == served_[index].usual) unanswered_.emplace(index, *known->second);
  }
}

MockReply MockSite::reply(const Request& request, MemoryShare* memory) const {
  const bool is_asked_first = is_preflight(request);
  const std::string asked = is_asked_first
                                ? http::combined(request.fields, "Access-Control-Request-Method").value_or("")
                                : request.method;
  const MockRoute* route = routes_.find(path_of(request.target), asked == "HEAD" ? "GET" : asked);
  if (route == nullptr) return unknown_path(request);
  if (is_asked_first) {
    if (std::optional<MockReply> answer = preflight(*route, request)) return *std::move(answer);
  }
  std::optional<std::size_t> operation = operation_of(*route, request);
  if (!operation && request.method == "HEAD") operation = operation_of(*route, "GET");
  if (operation) {
    MockReply reply = serve(*operation, request, memory);
    add_allow(methods_at(*route), request.method, reply.response);  // the documentation may have a 405
    return admitted(std::move(reply), *operation, request);
  }
  if (request.method == "OPTIONS") return options(*route);
  return undocumented_method(*route, request);
}

std::optional<std::size_t> MockSite::operation_of(const MockRoute& route, const std::string& method) const {
  for (const std::size_t operation : route.operations) {
    if (answers_.operation(operation).method == method) return operation;
  }
  return std::nullopt;
}

// Of several operations with that method, the one whose key has the query; else the first without one.
std::optional<std::size_t> MockSite::operation_of(const MockRoute& route, const Request& request) const {
  std::optional<std::size_t> first;
  for (const std::size_t operation : route.operations) {
    const Operation& one = answers_.operation(operation);
    if (one.method != request.method) continue;
    const bool has_query = has_query_in_key(one);
    if (has_query && has_query_of_key(one, request)) return operation;
    if (!first || (!has_query && has_query_in_key(answers_.operation(*first)))) first = operation;
  }
  return first;
}

MockReply MockSite::serve(std::size_t operation, const Request& request, MemoryShare* memory) const {
  const Served& served = served_[operation];
  const Access granted = access(answers_.operation(operation), credentials_, request);
  const bool is_of_other = granted != Access::granted && other_ &&
                           access(answers_.operation(operation), *other_, request) == Access::granted;
  if (granted != Access::granted && !is_of_other) return refuse_access(operation, granted);
  const Result<MockPreference> preference = read_preference(request.fields);
  if (!preference) {
    const std::string& why = preference.errors().front().title;
    return {.response = problem(400, why), .cause = Cause::refused_preference, .why = why};
  }
  // A client that asks for a status gets it, whatever else the request says.
  if (preference->code) {
    const std::optional<std::size_t> response =
        response_for(answers_.operation(operation), *preference->code);
    if (response && *preference->code >= 200) return prefer({operation, *response}, *preference, request);
    const std::string why = *preference->code < 200
                                ? "Prefer: an informational response is not final"
                                : "Prefer: " + answers_.operation(operation).id + " documents no " +
                                      std::to_string(*preference->code) + "; it documents " +
                                      statuses_of(answers_.operation(operation));
    return {.response = problem(400, why), .cause = Cause::refused_preference, .why = why};
  }
  if (const auto fault = served.parameters.fault(request)) return refuse_parameter(operation, *fault);
  RequestBudget budget(memory);
  if (const auto fault = served.content.fault(request, budget)) return refuse_content(operation, *fault);
  if (!served.usual) {
    const std::string why = "the operation documents no final response";
    return {.response = problem(501, why), .cause = Cause::documented, .why = why};
  }
  MockReply reply = prefer({operation, *served.usual}, *preference, request);
  if (state_ == nullptr || !preference->empty() || reply.response.status >= 400) return reply;
  const MockIdentity by = is_of_other ? MockIdentity::second : MockIdentity::first;
  return with_state(operation, request, by, std::move(reply));
}

MockReply MockSite::with_state(std::size_t operation, const Request& request, MockIdentity by,
                               MockReply reply) const {
  if (!reply.documented) return reply;
  const std::optional<std::size_t> media =
      preferred_media(answers_.operation(operation).responses[*reply.documented], request.fields);
  switch (state_->apply(answers_, operation, request, media, by, reply)) {
    case MockState::Outcome::as_documented:
      break;
    case MockState::Outcome::from_state:
      reply.why += ", from what was kept";
      break;
    case MockState::Outcome::gone:
      return documented_or_problem(operation, {404, 410}, Cause::gone, "the resource was deleted");
    case MockState::Outcome::of_another:
      return documented_or_problem(operation, {404, 403}, Cause::of_another,
                                   "the resource belongs to another identity");
  }
  return reply;
}

std::vector<std::string> MockSite::methods_at(const MockRoute& route) const {
  std::vector<const Operation*> operations;
  for (const std::size_t operation : route.operations) operations.push_back(&answers_.operation(operation));
  return methods_of(operations);
}

MockReply MockSite::options(const MockRoute& route) const {
  MockReply reply{.response = {.status = 204, .reason = "No Content"},
                  .cause = Cause::options,
                  .why = "what this path allows"};
  http::set(reply.response.fields, "Allow", join(methods_at(route), ", "));
  return reply;
}

// A preflight carries no credentials (Fetch §4.8 "CORS-preflight fetch", step 1), so none are required.
// nullopt if the path documents its own OPTIONS and no CORS.
std::optional<MockReply> MockSite::preflight(const MockRoute& route, const Request& request) const {
  const std::string asked = http::combined(request.fields, "Access-Control-Request-Method").value_or("");
  std::optional<std::size_t> answering;
  for (const std::size_t operation : route.operations) {
    if (!served_[operation].cors.is_documented) continue;
    if (!answering || answers_.operation(operation).method == asked) answering = operation;
  }
  if (!answering && operation_of(route, "OPTIONS")) return std::nullopt;
  MockReply reply{.response = {.status = 204, .reason = "No Content"},
                  .cause = Cause::preflight,
                  .why = answering ? "a preflight" : "a preflight; the operation documents no CORS",
                  .operation = answering};
  if (answering) {
    const std::string origin = http::combined(request.fields, "Origin").value_or("");
    admit_preflight(served_[*answering].cors, request, reply.response);
    reply.is_admitted = is_admitted(served_[*answering].cors, origin);
    if (!reply.is_admitted) reply.why = "a preflight from an origin that is not allowed";
  }
  return reply;
}

MockReply MockSite::prefer(MockAnswers::Which which, const MockPreference& preference,
                           const Request& request) const {
  const DocumentedResponse& chosen = answers_.operation(which.operation).responses[which.response];
  which.media = preferred_media(chosen, request.fields);
  const Result<Response> made = preference.example          ? answers_.example(which, *preference.example)
                                : preference.is_generated() ? answers_.generated(which, preference.instance)
                                                            : answers_.conformant(which);
  if (!made) {
    const std::string why = (preference.empty() ? "" : "Prefer: ") + made.errors().front().title;
    return {.response = problem(preference.empty() ? 500 : 400, why),
            .cause = preference.empty() ? Cause::documented : Cause::refused_preference,
            .why = why};
  }
  MockReply reply{.response = *made,
                  .cause = Cause::documented,
                  .why = "the documented " + chosen.status,
                  .operation = which.operation,
                  .documented = which.response};
  if (which.media) reply.response.fields.push_back({"Vary", "Accept"});  // RFC 9110 §12.5.5
  const std::optional<int> plain = plain_status(answers_.operation(which.operation), which.response);
  if (preference.code || plain) reply.response.status = preference.code ? *preference.code : *plain;
  const int status = reply.response.status;
  if (status == 204 || status == 205 || status == 304) {  // RFC 9110 §6.4.1
    reply.response.body.clear();
    http::remove(reply.response.fields, "Content-Type");
  }
  // What an example shows stays as it is shown.
  if (!preference.example) answers_.state_status(which, reply.response);
  if (preference.empty()) return reply;
  reply.why += ", as preferred: " + printable(preference.applied());
  http::set(reply.response.fields, "Preference-Applied", preference.applied());
  reply.response.fields.push_back({"Vary", "Prefer"});  // RFC 7240 §2
  return reply;
}

MockReply MockSite::documented(std::size_t operation, std::size_t response, int status, Cause cause,
                               std::string why) const {
  const Result<Response> made = answers_.conformant({operation, response});
  if (!made) {
    why += "; no response can be made for the documented " + std::to_string(status) + ": " +
           made.errors().front().title;
    return {.response = problem(status, why), .cause = cause, .why = why};
  }
  MockReply reply{.response = *made,
                  .cause = cause,
                  .why = std::move(why),
                  .operation = operation,
                  .documented = response};
  reply.response.status = status;
  answers_.state_status({operation, response}, reply.response);
  return reply;
}

MockReply MockSite::admitted(MockReply reply, std::size_t operation, const Request& request) const {
  const MockCors& cors = served_[operation].cors;
  const std::optional<std::string> origin = http::combined(request.fields, "Origin");
  reply.is_admitted = origin && cors.is_documented && is_admitted(cors, *origin);
  reply.operation = operation;
  const DocumentedResponse* documented =
      reply.documented ? &answers_.operation(operation).responses[*reply.documented] : nullptr;
  add_challenge(answers_.operation(operation), documented, reply.response);
  admit(cors, request, documented, reply.response);
  return reply;
}

}  // namespace avouch
