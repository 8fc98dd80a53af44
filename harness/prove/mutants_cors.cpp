// SPDX-License-Identifier: MIT
// Answers that a browser would refuse, or that admit more than they should: one a step of the Fetch standard.
#include <algorithm>
#include <cassert>
#include <utility>

#include "base/text.h"
#include "judge/cors_request.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

using http::Request;
using http::Response;
using Aspect = CorsSubject::Aspect;

constexpr const char* kAllowOrigin = "Access-Control-Allow-Origin";
constexpr const char* kAllowCredentials = "Access-Control-Allow-Credentials";
constexpr const char* kAllowHeaders = "Access-Control-Allow-Headers";
constexpr const char* kAllowMethods = "Access-Control-Allow-Methods";
constexpr const char* kExposeHeaders = "Access-Control-Expose-Headers";

// Collects the mutants of one clause.
class Maker {
 public:
  explicit Maker(const BoundClause& clause) : clause_(clause) {}

  void status(int status, std::vector<std::string> follows = {}) {
    add(
        "the status is " + std::to_string(status),
        [status](const Request&, Response& answer) {
          answer.status = status;
          answer.reason.clear();
        },
        std::move(follows));
  }

  void line(const char* name, const std::string& value, std::vector<std::string> follows = {}) {
    add(
        std::string(name) + " is " + in_quotes(value),
        [name, value](const Request&, Response& answer) { http::set(answer.fields, name, value); },
        std::move(follows));
  }

  void none(const char* name, std::vector<std::string> follows = {}) {
    add(
        std::string("there is no ") + name,
        [name](const Request&, Response& answer) { http::remove(answer.fields, name); }, std::move(follows));
  }

  // The list without that element, which was left out of it by mistake.
  void without(const char* name, const std::string& element) {
    add(std::string(name) + " lacks " + element,
        [name, element](const Request&, Response& answer) {
          const std::string list = http::combined(answer.fields, name).value_or("");
          std::vector<std::string> kept;
          for (const std::string_view one : split(list, ',')) {
            if (!equals_ignoring_ascii_case(trim_ows(one), element)) kept.emplace_back(trim_ows(one));
          }
          http::set(answer.fields, name, join(kept, ", "));
        },
        {});
  }

  // The line twice, as where a proxy and the application both add it.
  void twice(const char* name, std::vector<std::string> follows = {}) {
    add(
        std::string(name) + " is there twice",
        [name](const Request&, Response& answer) {
          for (const std::string& value : http::values(answer.fields, name))
            answer.fields.push_back({name, value});
        },
        std::move(follows));
  }

  void credentials(const std::string& origin_or_reflected, bool varies,
                   std::vector<std::string> follows = {}) {
    const bool reflects = origin_or_reflected.empty();
    add(
        reflects ? "any origin is admitted, with credentials"
                 : std::string(kAllowOrigin) + " is " + in_quotes(origin_or_reflected) + ", with credentials",
        [=](const Request& request, Response& answer) {
          const std::string asked = http::combined(request.fields, "Origin").value_or("*");
          http::set(answer.fields, kAllowOrigin, reflects ? asked : origin_or_reflected);
          http::set(answer.fields, kAllowCredentials, "true");
          if (varies) http::set(answer.fields, "Vary", "Origin");
        },
        std::move(follows));
  }

  void reflected(bool varies, std::vector<std::string> follows = {}) {
    add(
        varies ? "the origin is reflected" : "the origin is reflected, without Vary",
        [varies](const Request& request, Response& answer) {
          const auto asked = http::combined(request.fields, "Origin");
          if (asked) http::set(answer.fields, kAllowOrigin, *asked);
          http::remove(answer.fields, "Vary");
          if (varies) http::set(answer.fields, "Vary", "Origin");
        },
        std::move(follows));
  }

  Mutants made() && {
    // A header that the documentation does not know is drift, too.
    for (Mutant& mutant : mutants_.made) mutant.follows.emplace_back("*/drift/headers");
    return std::move(mutants_);
  }

 private:
  void add(std::string what, std::function<void(const Request&, Response&)> edit,
           std::vector<std::string> follows) {
    mutants_.made.push_back({.what = std::move(what),
                             .roles = clause_.roles,
                             .edit = std::move(edit),
                             .follows = std::move(follows)});
  }

  const BoundClause& clause_;
  Mutants mutants_;
};

// A header line that is no origin, or no list, is wrong by the header's own clauses too.
const std::vector<std::string> kHeaders = {"*/headers/Access-Control-*"};
// What is exposed or admitted by one list goes with it.
const std::vector<std::string> kHeadersAndExposed = {"*/headers/Access-Control-*",
                                                     "cors/response/header-exposed/*"};
const std::vector<std::string> kOtherHeaders = {"cors/preflight/header-admitted/*"};

void break_origin(Maker& make, bool is_answer) {
  make.none(kAllowOrigin, is_answer ? kHeaders : std::vector<std::string>{});
  for (const char* value :
       {"https://app.example", "https://avouch.example/", "HTTPS://AVOUCH.EXAMPLE", "http://avouch.example",
        "https://avouch.example:443", "https://*.example", "https://avouch.example, https://app.example",
        "avouch.example", "null", "", "https://avouch.example.org", "https://www.avouch.example",
        "https://avouch.exampl", "https://avouch.example/*", "* *", "true"}) {
    make.line(kAllowOrigin, value, is_answer ? kHeaders : std::vector<std::string>{});
  }
  make.twice(kAllowOrigin, is_answer ? kHeaders : std::vector<std::string>{});
}

void break_credentials(Maker& make, const Operation& operation, bool is_answer) {
  const std::vector<std::string> follows = is_answer ? kHeaders : std::vector<std::string>{};
  for (const char* value : {"True", "TRUE", "1", "yes", "", "*", "\"true\"", "true, true"})
    make.line(kAllowCredentials, value, follows);
  if (!operation.cors || !operation.cors->credentials) return;
  if (*operation.cors->credentials)
    make.none(kAllowCredentials, follows);
  else
    make.line(kAllowCredentials, "true", {"*/headers/*", "cors/*"});
}

}  // namespace

Mutants cors_mutants(const Contract& contract, const BoundClause& clause) {
  const CorsSubject& subject = std::get<CorsSubject>(clause.subject);
  const Operation& operation = contract.operations[clause.operation];
  Maker make(clause);
  switch (subject.aspect) {
    case Aspect::preflight_without_credentials:
      make.status(401);
      make.status(407);
      break;
    case Aspect::preflight_status:
      for (const int status : {300, 301, 302, 303, 304, 307, 308, 400, 402, 403, 404, 405,
                               406, 410, 415, 418, 422, 429, 500, 501, 502, 503, 504}) {
        make.status(status);
      }
      break;
    case Aspect::preflight_origin:
      break_origin(make, false);
      break;
    case Aspect::preflight_method:
      make.line(kAllowMethods, ascii_lower(operation.method) + "\x7F, OPTIONS");
      make.line(kAllowMethods, "a b");
      make.line(kAllowMethods, "\"" + operation.method + "\"");
      make.line(kAllowMethods, operation.method + "; OPTIONS");
      if (cors::is_safelisted_method(operation.method)) break;  // admitted by any list (Fetch §4.8 step 7.5)
      make.line(kAllowMethods, "OPTIONS");
      make.line(kAllowMethods, ascii_lower(operation.method));
      make.line(kAllowMethods, operation.method + "X");
      make.none(kAllowMethods);
      break;
    case Aspect::preflight_header:
      make.without(kAllowHeaders, subject.header);
      make.none(kAllowHeaders, kOtherHeaders);
      make.line(kAllowHeaders, "X-Requested-With", kOtherHeaders);
      make.line(kAllowHeaders, subject.header.substr(1), kOtherHeaders);
      make.line(kAllowHeaders, "", kOtherHeaders);
      make.line(kAllowHeaders, subject.header + "s");
      make.line(kAllowHeaders, "*", {"cors/preflight/wildcard-covers-authorization"});
      make.line(kAllowHeaders, "a b", {"cors/preflight/header-admitted/*"});
      break;
    case Aspect::preflight_authorization_by_name:
      make.line(kAllowHeaders, "*", {"cors/preflight/header-admitted/authorization"});
      break;
    case Aspect::preflight_credentials:
      break_credentials(make, operation, false);
      break;
    case Aspect::preflight_credentials_wildcard:
    case Aspect::response_credentials_wildcard:
      make.credentials("*", false);
      break;
    case Aspect::preflight_max_age:
      for (const char* value : {"-1", "600s", "1.5", "ten", "", "0x10", "600, 600", "1 0", "1e3"})
        make.line("Access-Control-Max-Age", value);
      break;
    case Aspect::anonymous_origin:
      for (const char* value :
           {"https://app.example", "https://avouch.example/", "avouch.example", "null", "* *"}) {
        make.line(kAllowOrigin, value);
      }
      break;
    case Aspect::response_origin:
      break_origin(make, true);
      break;
    case Aspect::response_credentials:
      break_credentials(make, operation, true);
      break;
    case Aspect::response_exposed:
      make.without(kExposeHeaders, subject.header);
      make.none(kExposeHeaders, kHeadersAndExposed);
      make.line(kExposeHeaders, "X-Other", kHeadersAndExposed);
      make.line(kExposeHeaders, "a b", kHeadersAndExposed);
      break;
    case Aspect::response_vary:
      make.reflected(false);
      break;
    case Aspect::response_any_origin:
      make.credentials("", true);
      break;
    case Aspect::response_denied:
      make.reflected(true);
      make.line(kAllowOrigin, "*");
      break;
  }
  return std::move(make).made();
}

}  // namespace avouch
