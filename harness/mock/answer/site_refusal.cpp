// SPDX-License-Identifier: MIT
// The steps of the mock that reject a request.
#include <utility>

#include "base/text.h"
#include "contract/documented_status.h"
#include "mock/answer/problem.h"
#include "mock/answer/site.h"
#include "mock/request/pairs.h"

namespace avouch {
namespace {

using http::Request;

std::optional<std::size_t> documented_but_by_default(const Operation& operation, int status) {
  const std::optional<std::size_t> found = response_for(operation, status);
  return found && operation.responses[*found].status != "default" ? found : std::nullopt;
}

}  // namespace

// Responds with the documented 404 of the operation with the most similar path.
MockReply MockSite::unknown_path(const Request& request) const {
  const std::string why = "no documented operation has this path";
  if (const MockRoute* nearest = routes_.nearest(path_of(request.target))) {
    const std::size_t operation =
        operation_of(*nearest, request.method).value_or(nearest->operations.front());
    if (const auto response = documented_but_by_default(answers_.operation(operation), 404)) {
      return admitted(documented(operation, *response, 404, Cause::unknown_path, why), operation, request);
    }
  }
  return {.response = problem(404, "No documented operation has this path."),
          .cause = Cause::unknown_path,
          .why = why};
}

MockReply MockSite::undocumented_method(const MockRoute& route, const Request& request) const {
  const std::string why = "no documented operation of this path has this method";
  MockReply reply{.response = problem(405, "No documented operation of this path has this method."),
                  .cause = Cause::undocumented_method,
                  .why = why};
  std::size_t asked = route.operations.front();
  bool is_documented = false;
  for (const auto& find : {exact_response_for, documented_but_by_default}) {
    for (const std::size_t operation : route.operations) {
      const std::optional<std::size_t> response = find(answers_.operation(operation), 405);
      if (!response || is_documented) continue;
      reply = documented(operation, *response, 405, Cause::undocumented_method, why);
      asked = operation;
      is_documented = true;
    }
  }
  // RFC 9110 §15.5.6: a 405 lists the allowed methods.
  http::set(reply.response.fields, "Allow",
            http::combined(options(route).response.fields, "Allow").value_or(""));
  if (!is_documented) {
    for (const std::size_t operation : route.operations) {
      if (served_[operation].cors.is_documented) asked = operation;
    }
  }
  return admitted(std::move(reply), asked, request);
}

MockReply MockSite::refuse_access(std::size_t operation, Access granted) const {
  const Operation& asked = answers_.operation(operation);
  const bool is_missing = granted == Access::missing;
  // A 401 is for missing credentials (RFC 9110 §15.5.2). If only 403 is documented, the API uses that
  // instead.
  const bool is_forbidden = !exact_response_for(asked, 401) && exact_response_for(asked, 403);
  return documented_or_problem(operation, {is_forbidden ? 403 : 401},
                               is_missing ? Cause::missing_credentials : Cause::wrong_credentials,
                               is_missing ? "the credentials are missing" : "the credentials are wrong");
}

// A value that its path does not accept may just as well name a missing resource.
MockReply MockSite::refuse_parameter(std::size_t operation, const ParameterFault& fault) const {
  const bool is_missing_resource =
      fault.in == Parameter::In::path && exact_response_for(answers_.operation(operation), 404);
  return documented_or_problem(operation, is_missing_resource ? std::vector{404} : std::vector{400, 422},
                               Cause::bad_parameter, fault.reason);
}

MockReply MockSite::refuse_content(std::size_t operation, const ContentFault& fault) const {
  switch (fault.kind) {
    case ContentFault::Kind::media_type:
      return documented_or_problem(operation, {415}, Cause::bad_body, fault.reason);
    case ContentFault::Kind::missing:
    case ContentFault::Kind::unreadable:
      return documented_or_problem(operation, {400, 422}, Cause::bad_body, fault.reason);
    case ContentFault::Kind::over_limit:
      return documented_or_problem(operation, {413}, Cause::bad_body, fault.reason);
    case ContentFault::Kind::contradicts: {
      // RFC 9110 §15.5.21: 422 is for content that is well-formed and wrong.
      const bool has_own = exact_response_for(answers_.operation(operation), 422).has_value();
      return documented_or_problem(operation, has_own ? std::vector{422} : std::vector{400}, Cause::bad_body,
                                   fault.reason);
    }
  }
  return {};
}

MockReply MockSite::documented_or_problem(std::size_t operation, const std::vector<int>& statuses,
                                          Cause cause, const std::string& why) const {
  const Operation& asked = answers_.operation(operation);
  for (const int status : statuses) {
    if (const auto response = exact_response_for(asked, status))
      return documented(operation, *response, status, cause, why);
  }
  if (const auto response = response_for(asked, statuses.front()))
    return documented(operation, *response, statuses.front(), cause, why);
  return {.response = problem(statuses.front(), capitalized(why)), .cause = cause, .why = why};
}

}  // namespace avouch
