// SPDX-License-Identifier: MIT
#include "mock/answer/cors.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "contract/cors_clauses.h"
#include "contract/header_value.h"

namespace avouch {
namespace {

constexpr std::string_view kAllowOrigin = "Access-Control-Allow-Origin";
constexpr std::string_view kAllowMethods = "Access-Control-Allow-Methods";
constexpr std::string_view kAllowHeaders = "Access-Control-Allow-Headers";
constexpr std::string_view kMaxAge = "Access-Control-Max-Age";
constexpr std::string_view kAllowCredentials = "Access-Control-Allow-Credentials";
constexpr std::string_view kExposeHeaders = "Access-Control-Expose-Headers";

// The default page of a run.
constexpr const char* kUsualPage = "https://avouch.example";
// Admits no page: RFC 2606 reserves the name.
constexpr const char* kNobody = "https://nobody.invalid";

bool is_listed(const std::vector<std::string>& texts, const std::string& text) {
  return std::find(texts.begin(), texts.end(), text) != texts.end();
}

void add_distinct(std::vector<std::string>& to, const std::vector<std::string>& from) {
  for (const std::string& text : from) {
    if (!is_listed(to, text)) to.push_back(text);
  }
}

const DocumentedHeader* find_header(const DocumentedResponse* response, std::string_view name) {
  return response == nullptr ? nullptr : documented_header(*response, name);
}

// Documented header lines that a page can read only if they are exposed.
std::vector<std::string> exposable(const DocumentedResponse* response) {
  std::vector<std::string> names;
  if (response == nullptr) return names;
  for (const DocumentedHeader& header : exposable_headers(*response)) names.push_back(header.name);
  return names;
}

const DocumentedResponse* success_of(const Operation& operation) {
  const std::optional<std::size_t> expected = operation.expected_response();
  return expected ? &operation.responses[*expected] : nullptr;
}

// Fetch §4.9 "CORS protocol and HTTP caches": a response to a request without an Origin needs it, too.
void vary_by_origin(http::Response& response) {
  const std::string known = http::combined(response.fields, "Vary").value_or("");
  for (const std::string_view name : split(known, ',')) {
    if (equals_ignoring_ascii_case(trim_ows(name), "Origin")) return;
  }
  response.fields.push_back({"Vary", "Origin"});
}

// Returns an origin for a line that is required but must not admit the calling page, or that no page asked
// for.
std::string other_origin(const MockCors& cors, bool is_asked) {
  if (!cors.listed.empty()) return cors.listed.front();
  return is_asked ? kNobody : kUsualPage;
}

}  // namespace

MockCors mock_cors(const Operation& operation, const std::vector<std::string>& origins) {
  MockCors cors;
  const DocumentedResponse* success = success_of(operation);
  cors.is_documented = success != nullptr && documents_cors(*success);
  const CorsPolicy policy = operation.cors.value_or(CorsPolicy{});
  cors.methods = {operation.method};
  cors.request_headers = cors_request_headers(operation);
  cors.denied = policy.denied;
  const bool needs_name = policy.credentials == true && policy.admitted.empty() && origins.empty();
  cors.listed = !policy.admitted.empty() ? policy.admitted
                : needs_name             ? std::vector<std::string>{kUsualPage}
                                         : origins;
  std::erase_if(cors.listed, [&](const std::string& origin) { return is_listed(cors.denied, origin); });
  cors.admits = !cors.listed.empty()  ? MockCors::Admits::listed
                : cors.denied.empty() ? MockCors::Admits::everyone
                                      : MockCors::Admits::all_but_denied;
  // Admitting every origin with credentials would open the site to every page.
  cors.credentials = cors.admits == MockCors::Admits::listed &&
                     policy.credentials.value_or(find_header(success, kAllowCredentials) != nullptr);
  return cors;
}

void add_operation(MockCors& cors, const MockCors& other) {
  add_distinct(cors.methods, other.methods);
  add_distinct(cors.request_headers, other.request_headers);
}

bool is_admitted(const MockCors& cors, const std::string& origin) {
  switch (cors.admits) {
    case MockCors::Admits::everyone:
      return true;
    case MockCors::Admits::listed:
      return is_listed(cors.listed, origin);
    case MockCors::Admits::all_but_denied:
      return !is_listed(cors.denied, origin);
  }
  return false;
}

void admit(const MockCors& cors, const http::Request& request, const DocumentedResponse* documented,
           http::Response& response) {
  if (!cors.is_documented && (documented == nullptr || !documents_cors(*documented))) return;
  const bool is_open = cors.admits == MockCors::Admits::everyone;
  if (!is_open) vary_by_origin(response);
  const std::optional<std::string> origin = http::combined(request.fields, "Origin");
  const bool admits = origin && is_admitted(cors, *origin);
  const auto is_due = [&](std::string_view name) {
    const DocumentedHeader* header = find_header(documented, name);
    return header != nullptr && (admits || header->required);
  };
  const auto is_required = [&](std::string_view name) {
    const DocumentedHeader* header = find_header(documented, name);
    return header != nullptr && header->required;
  };
  if (admits || is_required(kAllowOrigin)) {
    http::set(response.fields, kAllowOrigin,
              is_open  ? "*"
              : admits ? *origin
                       : other_origin(cors, origin.has_value()));
  }
  if (admits && cors.credentials) {
    http::set(response.fields, kAllowCredentials, "true");
  } else if (is_required(kAllowCredentials)) {
    http::set(response.fields, kAllowCredentials, "false");
  }
  const std::vector<std::string> names = exposable(documented);
  if (is_due(kExposeHeaders) || (admits && !names.empty())) {
    // A documented header must have a value.
    http::set(response.fields, kExposeHeaders, names.empty() ? "Content-Length" : join(names, ", "));
  }
  if (is_due(kAllowMethods)) http::set(response.fields, kAllowMethods, join(cors.methods, ", "));
  if (is_due(kAllowHeaders)) {
    http::set(response.fields, kAllowHeaders,
              cors.request_headers.empty() ? "Content-Type" : join(cors.request_headers, ", "));
  }
  if (is_required(kMaxAge)) http::set(response.fields, kMaxAge, "600");
}

void admit_preflight(const MockCors& cors, const http::Request& request, http::Response& response) {
  if (!cors.is_documented) return;
  if (cors.admits != MockCors::Admits::everyone) vary_by_origin(response);
  const std::optional<std::string> origin = http::combined(request.fields, "Origin");
  if (!origin || !is_admitted(cors, *origin)) return;
  http::set(response.fields, kAllowOrigin, cors.admits == MockCors::Admits::everyone ? "*" : *origin);
  if (cors.credentials) http::set(response.fields, kAllowCredentials, "true");
  http::set(response.fields, kMaxAge, "600");
  http::set(response.fields, kAllowMethods, join(cors.methods, ", "));
  if (!cors.request_headers.empty())
    http::set(response.fields, kAllowHeaders, join(cors.request_headers, ", "));
}

void remove_cors(http::Response& response) {
  std::erase_if(response.fields, [](const http::Field& field) { return is_access_control(field.name); });
}

}  // namespace avouch
