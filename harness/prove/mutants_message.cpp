// SPDX-License-Identifier: MIT
// Answers whose status, media type or shape is not the documented one.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "prove/mutants.h"

namespace avouch {
namespace {

using http::Request;
using http::Response;
using nlohmann::json;

bool is_documented(const Operation& operation, int status) {
  const std::string text = std::to_string(status);
  return std::any_of(operation.responses.begin(), operation.responses.end(),
                     [&](const DocumentedResponse& response) {
                       return response.status == text ||
                              (response.status.ends_with("XX") && response.status.front() == text.front());
                     });
}

Mutant with_status(int status, const std::vector<Role>& roles) {
  return {.what = "the status is " + std::to_string(status),
          .roles = roles,
          .edit =
              [status](const Request&, Response& answer) {
                answer.status = status;
                answer.reason.clear();
              },
          .follows = {"security/anonymous"}};
}

Mutant with_body(std::string what, const BoundClause& clause,
                 std::function<std::string(const std::string&)> edit) {
  return {.what = std::move(what),
          .roles = clause.roles,
          .edit = [edit = std::move(edit)](const Request&, Response& answer) {
            answer.body = edit(answer.body);
          }};
}

// The outermost object that has a member, by JSON Pointer; nullopt where there is none.
std::optional<json::json_pointer> object_with_member(const json& value, const json::json_pointer& at) {
  if (value.is_object() && !value.empty()) return at;
  if (!value.is_array()) return std::nullopt;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (auto found = object_with_member(value[i], at / i)) return found;
  }
  return std::nullopt;
}

// The same document with the first member of its outermost object twice; itself where it has none.
std::string with_duplicate(const std::string& text) {
  constexpr const char* kMark = "\x01";
  json document = json::parse(text, nullptr, false);
  if (document.is_discarded()) return text;
  const std::optional<json::json_pointer> where = object_with_member(document, json::json_pointer());
  if (!where) return text;
  json& object = document[*where];
  const std::string name = object.begin().key();
  object[name + kMark] = object.begin().value();
  std::string made = document.dump();
  constexpr std::string_view kWritten = "\\u0001";
  made.erase(made.find(kWritten), kWritten.size());
  return made;
}

constexpr const char* kUndocumented = "avouchUndocumented";

std::string with_undocumented_member(const std::string& text) {
  json document = json::parse(text, nullptr, false);
  if (document.is_object()) document[kUndocumented] = 1;
  return document.is_discarded() ? text : document.dump();
}

// The same in every object below the outermost value.
std::string with_undocumented_members_below(const std::string& text) {
  json document = json::parse(text, nullptr, false);
  if (!document.is_structured()) return text;
  std::vector<json*> open;
  for (json& value : document) open.push_back(&value);
  while (!open.empty()) {
    json& value = *open.back();
    open.pop_back();
    if (!value.is_structured()) continue;
    for (json& child : value) open.push_back(&child);
    if (value.is_object()) value[kUndocumented] = 1;
  }
  return document.dump();
}

}  // namespace

Mutants status_mutants(const Contract& contract, const BoundClause& clause) {
  const Operation& operation = contract.operations[clause.operation];
  std::vector<Role> roles = clause.roles;
  const bool is_call = std::find(roles.begin(), roles.end(), Role::documented) != roles.end();
  if (is_call) roles.push_back(Role::other_origin);
  const bool is_refusal = std::find(roles.begin(), roles.end(), Role::anonymous) != roles.end();
  if (!is_call && !is_refusal) {
    return {
        .reason = Mutants::Reason::empty_claim,
        .why = "another status is not wrong: no documentation says that every such request gets this one"};
  }
  Mutants mutants;
  for (const int status : {200, 201, 202, 203, 206, 299, 301, 302, 307, 308, 400, 401, 402, 403, 404,
                           405, 406, 409, 410, 415, 418, 422, 429, 451, 500, 501, 502, 503, 504, 599}) {
    if (is_documented(operation, status)) continue;
    mutants.made.push_back(with_status(status, roles));
  }
  return mutants;
}

Mutants media_type_mutants(const Contract& contract, const BoundClause& clause) {
  const DocumentedResponse& response = contract.operations[clause.operation].responses[clause.response];
  Mutants mutants;
  for (const char* type :
       {"text/html", "application/xml", "image/png", "application/jsonx", "text/json",
        "application/javascript", "text/plain; charset=utf-8", "json", "application/", "no media type"}) {
    const bool is_covered = std::any_of(response.media.begin(), response.media.end(),
                                        [&](const DocumentedMedia& media) { return media.range == type; });
    if (is_covered) continue;
    mutants.made.push_back(
        {.what = std::string("Content-Type is ") + type,
         .roles = clause.roles,
         .edit = [type](const Request&, Response& answer) { http::set(answer.fields, "Content-Type", type); },
         .follows = {"*/headers/Content-Type/*"}});
  }
  return mutants;
}

Mutants body_syntax_mutants(const BoundClause& clause) {
  Mutants mutants;
  if (std::get<BodySyntaxSubject>(clause.subject).aspect == BodySyntaxSubject::Aspect::unique_names) {
    mutants.made.push_back(with_body("a member is there twice", clause, with_duplicate));
    return mutants;
  }
  const std::array<std::pair<const char*, std::string (*)(const std::string&)>, 10> ways = {{
      {"the body ends early", [](const std::string& body) { return body.substr(0, body.size() / 2); }},
      {"there is something after the document", [](const std::string& body) { return body + "]"; }},
      {"the body is empty", [](const std::string&) { return std::string(); }},
      {"the body is an HTML page",
       [](const std::string&) { return std::string("<!DOCTYPE html><p>Sorry</p>"); }},
      {"a string is in single quotes", [](const std::string&) { return std::string("{'a': 1}"); }},
      {"a comma is left over",
       [](const std::string& body) { return std::string(body).insert(body.size() - 1, ","); }},
      {"the document is within a function's call",
       [](const std::string& body) { return "callback(" + body + ")"; }},
      {"it says NaN", [](const std::string&) { return std::string("{\"a\": NaN}"); }},
      {"there is a comment", [](const std::string& body) { return "/* answer */ " + body; }},
      {"a string is not UTF-8", [](const std::string&) { return std::string("{\"a\": \"\xC3\x28\"}"); }},
  }};
  for (const auto& [what, edit] : ways) mutants.made.push_back(with_body(what, clause, edit));
  return mutants;
}

Mutants drift_mutants(const BoundClause& clause) {
  if (std::get<DriftSubject>(clause.subject).aspect == DriftSubject::Aspect::fields) {
    return {
        .made = {with_body("the body has a member that no one documented", clause, with_undocumented_member),
                 with_body("objects in the body have a member that no one documented", clause,
                           with_undocumented_members_below)},
        .reason = Mutants::Reason::empty_claim,
        .why = "every object of the body documents members of any name"};
  }
  return {.made = {{.what = "the answer has a header that no one documented",
                    .roles = clause.roles,
                    .edit = [](const Request&, Response& answer) {
                      answer.fields.push_back({"Avouch-Undocumented", "1"});
                    }}}};
}

Mutants security_mutants(const BoundClause& clause, const Response& granted) {
  Mutants mutants;
  mutants.made.push_back({.what = "it is answered like a call with the right credentials",
                          .roles = clause.roles,
                          .edit = [granted](const Request&, Response& answer) { answer = granted; },
                          .follows = {"401/*", "403/*"}});
  for (const int status : {200, 201, 202, 204, 206, 301, 302, 307, 400, 402, 404, 405, 418, 422}) {
    mutants.made.push_back({.what = "it is answered with " + std::to_string(status),
                            .roles = clause.roles,
                            .edit =
                                [status](const Request&, Response& answer) {
                                  answer.status = status;
                                  answer.body.clear();
                                  http::remove(answer.fields, "Content-Type");
                                },
                            .follows = {"401/*", "403/*"}});
  }
  return mutants;
}

Mutants body_mutants(const BoundClause& clause, const Generator& generator,
                     const std::map<std::size_t, std::string>& claims) {
  const Violations violations = generator.violations(std::get<BodyKeywordSubject>(clause.subject).keyword);
  Mutants mutants{.why = violations.none};
  switch (violations.reason) {
    case Violations::Reason::made:
      break;
    case Violations::Reason::masked:
      mutants.reason = Mutants::Reason::masked;
      break;
    case Violations::Reason::vacuous:
      mutants.reason = Mutants::Reason::empty_claim;
      break;
    case Violations::Reason::unreachable:
      mutants.reason = Mutants::Reason::unreachable;
      break;
    case Violations::Reason::out_of_reach:
      mutants.reason = Mutants::Reason::out_of_reach;
      break;
  }
  std::vector<std::string> also;
  for (const std::size_t keyword : violations.also) {
    if (const auto found = claims.find(keyword); found != claims.end()) also.push_back(found->second);
  }
  for (const Violation& violation : violations.made) {
    Mutant mutant =
        with_body(violation.what, clause, [text = violation.text](const std::string&) { return text; });
    mutant.follows = also;
    mutants.made.push_back(std::move(mutant));
  }
  return mutants;
}

}  // namespace avouch
