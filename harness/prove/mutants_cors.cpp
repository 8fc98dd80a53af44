// SPDX-License-Identifier: MIT
// Responses that a browser would refuse, or that admit too much: one per step of the Fetch standard.
#include <algorithm>
#include <cassert>
#include <utility>

#include "base/text.h"
#include "judge/cors/request.h"
#include "judge/cors/response.h"
#include "prove/bad_lines.h"
#include "prove/edits.h"
#include "prove/mutants.h"

namespace avouch {
namespace {

using http::Request;
using http::Response;
using Aspect = CorsSubject::Aspect;

using cors::kAllowCredentials;
using cors::kAllowHeaders;
using cors::kAllowMethods;
using cors::kAllowOrigin;
using cors::kExposeHeaders;
using cors::kMaxAge;

// Collects the mutants of one clause.
class CorsMutants {
 public:
  explicit CorsMutants(const BoundClause& clause) : clause_(clause) {}

  void status(int status) { add("the status is " + std::to_string(status), with_status(status)); }

  // The same, with a request for credentials (RFC 9110 §11.6.1, §11.7.1).
  void challenge(int status, const char* value) {
    const char* name = status == 407 ? "Proxy-Authenticate" : "WWW-Authenticate";
    add("the status is " + std::to_string(status) + ", with " + name + ": " + value,
        [status, name, value](const Request& request, Response& answer) {
          with_status(status)(request, answer);
          http::set(answer.fields, name, value);
        });
  }

  void line(const char* name, const std::string& value, std::vector<std::string> follows = {}) {
    add(std::string(name) + " is " + in_quotes(value), with_line(name, value), std::move(follows));
  }

  void none(const char* name, std::vector<std::string> follows = {}) {
    add(std::string("missing ") + name, without_line(name), std::move(follows));
  }

  void twice(const char* name, std::vector<std::string> follows = {}) {
    add(std::string(name) + " occurs twice", with_lines_twice(name), std::move(follows));
  }

  // Adds one line of that name, or two if none exists.
  void again(const char* name, const char* value) {
    add(std::string(name) + ": " + value + " occurs once more",
        [name, value](const Request&, Response& answer) {
          if (!http::contains(answer.fields, name)) answer.fields.push_back({name, value});
          answer.fields.push_back({name, value});
        });
  }

  // Removes the element from the list, as if it had been forgotten.
  void without(const char* name, const std::string& element) {
    add(std::string(name) + " lacks " + element, [name, element](const Request&, Response& answer) {
      const std::string list = http::combined(answer.fields, name).value_or("");
      std::vector<std::string> kept;
      for (const std::string_view one : split(list, ',')) {
        if (!equals_ignoring_ascii_case(trim_ows(one), element)) kept.emplace_back(trim_ows(one));
      }
      http::set(answer.fields, name, join(kept, ", "));
    });
  }

  // Admits that origin with credentials; the requesting origin if empty. `vary` is the Vary line, if any.
  void credentials(const std::string& origin, const char* vary) {
    const std::string who =
        origin.empty() ? "any origin is allowed" : std::string(kAllowOrigin) + " is " + in_quotes(origin);
    add(who + ", with credentials" + (vary == nullptr ? "" : std::string(" and Vary: ") + vary),
        [origin, vary](const Request& request, Response& answer) {
          const std::string asking = http::combined(request.fields, "Origin").value_or("*");
          http::set(answer.fields, kAllowOrigin, origin.empty() ? asking : origin);
          http::set(answer.fields, kAllowCredentials, "true");
          if (vary != nullptr) http::set(answer.fields, "Vary", vary);
        });
  }

  // Admits the requesting origin, and replaces the Vary lines by `vary`.
  void reflected(const char* vary) {
    add(vary == nullptr ? "the origin is reflected, without Vary"
                        : std::string("the origin is reflected, with Vary: ") + vary,
        [vary](const Request& request, Response& answer) {
          const auto asked = http::combined(request.fields, "Origin");
          if (asked) http::set(answer.fields, kAllowOrigin, *asked);
          http::remove(answer.fields, "Vary");
          if (vary != nullptr) http::set(answer.fields, "Vary", vary);
        });
  }

  Mutants made() && {
    // A header that is not documented is drift, too.
    for (Mutant& mutant : mutants_.made) mutant.follows.emplace_back("*/drift/headers");
    return std::move(mutants_);
  }

 private:
  void add(std::string what, Edit edit, std::vector<std::string> follows = {}) {
    mutants_.made.push_back({.what = std::move(what),
                             .roles = clause_.roles,
                             .edit = std::move(edit),
                             .follows = std::move(follows)});
  }

  const BoundClause& clause_;
  Mutants mutants_;
};

// A header line that is no origin, or no list, also breaks the header's own clauses.
const std::vector<std::string> kHeaders = {"*/headers/Access-Control-*"};
// Other names that the same list exposes or admits are affected too.
const std::vector<std::string> kHeadersAndExposed = {"*/headers/Access-Control-*",
                                                     "cors/response/header-exposed/*"};
const std::vector<std::string> kOtherHeaders = {"cors/preflight/header-admitted/*"};

void break_origin_line(CorsMutants& make, const std::vector<std::string>& follows) {
  for (const std::string& value : lines_of_no_origin()) make.line(kAllowOrigin, value, follows);
  make.twice(kAllowOrigin, follows);
}

void break_origin(CorsMutants& make, const std::vector<std::string>& follows) {
  make.none(kAllowOrigin, follows);
  break_origin_line(make, follows);
}

void break_method(CorsMutants& make, const std::string& method) {
  for (const std::string& value :
       {"\"" + method + "\"", ascii_lower(method) + "\x7F, OPTIONS", std::string("a b"), method + "; OPTIONS",
        method + " OPTIONS", "{" + method + "}", method + "/OPTIONS", "(" + method + ")", method + ":",
        "[" + method + "]", method + ", a b", "<" + method + ">", method + "\\", method + "=1", "@" + method,
        method + "?"}) {
    make.line(kAllowMethods, value);
  }
  if (cors::is_safelisted_method(method)) return;  // admitted by any list (Fetch §4.8 step 7.5)
  for (const std::string& value : {std::string("OPTIONS"), ascii_lower(method), method + "X", std::string(),
                                   std::string("GET, HEAD, POST"), method.substr(1), "X" + method}) {
    if (value != method) make.line(kAllowMethods, value);
  }
  make.none(kAllowMethods);
}

void break_credentials(CorsMutants& make, const Operation& operation, bool is_answer) {
  const std::vector<std::string> follows = is_answer ? kHeaders : std::vector<std::string>{};
  for (const char* value :
       {"True", "TRUE",  "1",         "yes",     "",      "*",           "\"true\"",  "true, true",
        "tru",  "truee", "tRUE",      "on",      "true;", "true, false", "true true", "'true'",
        "?1",   "allow", "tru\u0435", "include", "y",     "T",           "0",         "null"})
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
  const std::string& header = subject.header;
  const Operation& operation = contract.operations[clause.operation];
  CorsMutants make(clause);
  switch (subject.aspect) {
    case Aspect::preflight_without_credentials:
      for (const int status : {401, 407}) {
        make.status(status);
        make.challenge(status, "Basic realm=\"avouch\"");
        make.challenge(status, "Bearer");
        make.challenge(status, "Digest realm=\"avouch\", nonce=\"a\"");
      }
      break;
    case Aspect::preflight_status:
      for (const int status :
           {404, 405, 302, 500, 403, 301, 400, 503, 300, 303, 304, 307, 308, 402, 406, 410, 415, 418,
            422, 429, 501, 502, 504, 408, 409, 411, 412, 413, 414, 421, 423, 426, 431, 451, 505, 599}) {
        make.status(status);
      }
      break;
    case Aspect::preflight_origin:
      break_origin(make, {});
      break;
    case Aspect::preflight_method:
      break_method(make, operation.method);
      break;
    case Aspect::preflight_header:
      make.without(kAllowHeaders, header);
      make.none(kAllowHeaders, kOtherHeaders);
      for (const std::string& value : {std::string("X-Requested-With"), header.substr(1), std::string(),
                                       header.substr(0, header.size() - 1), "X-" + header, "*" + header}) {
        make.line(kAllowHeaders, value, kOtherHeaders);
      }
      make.line(kAllowHeaders, header + "s");
      make.line(kAllowHeaders, "*", {"cors/preflight/wildcard-covers-authorization"});
      for (const std::string& value :
           {std::string("a b"), header + ";", "\"" + header + "\"", header + ":", header + " accept",
            "{" + header + "}", header + "/1", "(" + header + ")", header + ", a b"}) {
        make.line(kAllowHeaders, value, kOtherHeaders);
      }
      break;
    case Aspect::preflight_authorization_by_name:
      for (const char* value : {"*, X-Requested-With", "X-Requested-With, *", "*, content-type", "*, *",
                                "accept, *, x-other", "*, authorization-info", "*, proxy-authorization"})
        make.line(kAllowHeaders, value, {"cors/preflight/header-admitted/*"});
      break;
    case Aspect::preflight_credentials:
      break_credentials(make, operation, false);
      break;
    case Aspect::preflight_credentials_wildcard:
    case Aspect::response_credentials_wildcard:
      for (const char* vary : {static_cast<const char*>(nullptr), "Origin", "Accept-Encoding", "*"})
        make.credentials("*", vary);
      break;
    case Aspect::preflight_max_age:
      for (const char* value :
           {"-1",  "600s", "1.5",      "ten",  "",        "0x10",  "600, 600", "1 0",
            "1e3", "+600", "600;",     "600,", "\"600\"", "1_000", "PT10M",    "max-age=600",
            "10m", "NaN",  "Infinity", "true", "--1",     "6 00",  "600.",     "\uFF11"})
        make.line(kMaxAge, value);
      make.again(kMaxAge, "600");
      break;
    case Aspect::anonymous_origin:  // a response without CORS headers claims nothing
      break_origin_line(make, {});
      break;
    case Aspect::response_origin:
      break_origin(make, kHeaders);
      break;
    case Aspect::response_credentials:
      break_credentials(make, operation, true);
      break;
    case Aspect::response_exposed:
      make.without(kExposeHeaders, header);
      make.none(kExposeHeaders, kHeadersAndExposed);
      for (const std::string& value :
           {std::string("X-Other"), std::string("a b"), header + "s", header.substr(1), header + ";",
            "\"" + header + "\"", std::string(), "X-" + header, "*" + header, header + ":"}) {
        make.line(kExposeHeaders, value, kHeadersAndExposed);
      }
      break;
    case Aspect::response_vary:
      for (const char* vary :
           {static_cast<const char*>(nullptr), "Accept-Encoding", "Accept, Cookie", "X-Origin", "Origins", "",
            "Orig", "Access-Control-Request-Headers", "Referer", "Origin-Agent"})
        make.reflected(vary);
      break;
    case Aspect::response_any_origin:
      for (const char* vary : {"Origin", "Origin, Cookie", "Accept, Origin", "*", "origin"})
        make.credentials("", vary);
      break;
    case Aspect::response_denied:
      for (const char* vary : {"Origin", "*", "Accept, Origin"}) make.reflected(vary);
      make.line(kAllowOrigin, "*");
      break;
  }
  return std::move(make).made();
}

}  // namespace avouch
