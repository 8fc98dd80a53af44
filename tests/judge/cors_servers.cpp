// SPDX-License-Identifier: MIT
#include "cors_servers.h"

#include <algorithm>

#include "base/text.h"
#include "contract/cors_clauses.h"
#include "judge/cors/cors.h"
#include "judge/header/header.h"

namespace avouch {
namespace {

constexpr const char* kOperation = "FetchConfigurationWebhook";
constexpr const char* kPage = "https://avouch.example";
constexpr const char* kOther = "https://other.avouch.example";

void replace_all(std::string& text, std::string_view word, std::string_view by) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + by.size())) {
    text.replace(at, word.size(), by);
  }
}

// A line that reflects the origin is left out where there is none.
http::Fields parse_fields(std::string_view text, std::string_view origin) {
  http::Fields fields;
  for (const std::string_view line : split(text, '\n')) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    std::string value(trim_ows(line.substr(colon + 1)));
    if (origin.empty() && value.find("{origin}") != std::string::npos) continue;
    replace_all(value, "{origin}", origin);
    fields.push_back({std::string(line.substr(0, colon)), std::move(value)});
  }
  return fields;
}

Exchange exchange(http::Request sent, const CorsAnswer& answer, std::string_view origin) {
  http::Response response{
      .status = answer.status, .version = "HTTP/1.1", .fields = parse_fields(answer.fields, origin)};
  return {.url = "http://127.0.0.1/",
          .sent = std::move(sent),
          .outcome = Received{.response = std::move(response), .end = {}}};
}

http::Request request(const std::string& method, std::string_view origin) {
  http::Request made{.method = method, .fields = {{"Authorization", "Basic YTpi"}}};
  if (!origin.empty()) made.fields.push_back({"Origin", std::string(origin)});
  return made;
}

http::Request preflight(const Contract& contract) {
  const Operation& operation = contract.operations.front();
  return {.method = "OPTIONS",
          .fields = {{"Origin", kPage},
                     {"Access-Control-Request-Method", operation.method},
                     {"Access-Control-Request-Headers", join(cors_request_headers(operation), ",")}}};
}

DocumentedHeader documented(const char* name, DocumentedHeader::Type type) {
  return {.name = name,
          .type = type,
          .place = {"api.json", std::string("/headers/") + name, 7},
          .documentation = "page"};
}

std::string_view to_word(HeaderSubject::Aspect aspect) {
  switch (aspect) {
    case HeaderSubject::Aspect::required:
      return "required";
    case HeaderSubject::Aspect::type:
      return "type";
    case HeaderSubject::Aspect::syntax:
      return "syntax";
  }
  return {};
}

void add_header_clauses(Contract& contract) {
  const std::vector<DocumentedHeader>& headers = contract.operations.front().responses.front().headers;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    for (const auto aspect :
         {HeaderSubject::Aspect::required, HeaderSubject::Aspect::type, HeaderSubject::Aspect::syntax}) {
      const bool is_required = headers[i].required || headers[i].required_cross_origin;
      if (aspect == HeaderSubject::Aspect::required && !is_required) continue;
      const std::string coordinate =
          std::string(kOperation) + "/200/headers/" + headers[i].name + "/" + std::string(to_word(aspect));
      contract.clauses.push_back(
          {.clause = Clause{.coordinate = coordinate, .operation = kOperation, .kind = ClauseKind::header},
           .roles = {Role::documented, Role::cross_origin},
           .subject = HeaderSubject{.header = i, .aspect = aspect}});
    }
  }
}

}  // namespace

Contract cors_contract(const std::string& method, bool has_body) {
  using Type = DocumentedHeader::Type;
  DocumentedHeader origin = documented("Access-Control-Allow-Origin", Type::string);
  origin.required_cross_origin = true;
  DocumentedResponse response{.status = "200"};
  response.headers = {origin,
                      documented("Access-Control-Allow-Methods", Type::string),
                      documented("Access-Control-Allow-Headers", Type::string),
                      documented("Access-Control-Allow-Credentials", Type::boolean),
                      documented("Access-Control-Expose-Headers", Type::string),
                      documented("X-Total-Count", Type::integer)};
  Operation operation{.id = kOperation, .method = method, .path = "/v1/Configuration/Webhooks"};
  operation.security = {{{.name = "basic", .kind = SecurityScheme::Kind::basic}}};
  operation.responses = {response};
  if (has_body)
    operation.request_body = RequestBody{.required = true, .media = {{.range = "application/json"}}};

  Contract contract{.file = "api.json"};
  contract.operations = {operation};
  contract.clauses = cors_clauses(contract, 0, 0);
  add_header_clauses(contract);
  return contract;
}

std::vector<Exchange> cors_exchanges(const Contract& contract, const CorsServer& server) {
  CorsAnswer plain = server.page;
  plain.status = 200;
  return {exchange(request(server.method, ""), plain, ""),
          exchange(preflight(contract), server.preflight, kPage),
          exchange(request(server.method, kPage), server.page, kPage),
          exchange(request(server.method, kOther), server.other, kOther)};
}

std::vector<Evidence> cors_evidence(const std::vector<Exchange>& exchanges) {
  return {{.role = Role::documented, .has_credentials = true, .answer = Answer::of(exchanges[0])},
          {.role = Role::preflight, .origin = kPage, .answer = Answer::of(exchanges[1])},
          {.role = Role::cross_origin,
           .origin = kPage,
           .has_credentials = true,
           .answer = Answer::of(exchanges[2])},
          {.role = Role::other_origin,
           .origin = kOther,
           .has_credentials = true,
           .answer = Answer::of(exchanges[3])}};
}

Verdict judge_clause(const Contract& contract, const BoundClause& clause,
                     const std::vector<Evidence>& evidence) {
  std::vector<Evidence> chosen;
  for (const Evidence& one : evidence) {
    if (clause.roles.contains(one.role)) chosen.push_back(one);
  }
  if (std::holds_alternative<CorsSubject>(clause.subject)) return judge_cors(contract, clause, chosen);
  const auto& subject = std::get<HeaderSubject>(clause.subject);
  std::vector<Verdict> verdicts;
  for (const Evidence& one : chosen) {
    verdicts.push_back(judge_header(contract.operations.front().responses.front().headers[subject.header],
                                    subject.aspect, clause, one));
  }
  return combined(verdicts);
}

std::string test_name(std::string_view words) {
  std::string name;
  bool starts_word = true;
  for (const char c : words) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_letter) name += starts_word && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    starts_word = !is_letter;
  }
  return name;
}

}  // namespace avouch
