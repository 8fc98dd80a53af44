// SPDX-License-Identifier: MIT
#include "judge/cors/verdicts.h"

#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/role.h"
#include "judge/cors/response.h"

namespace avouch::cors {
namespace {

// The place of a finding names what it is about: a header, or the status. The texts of the advice, which
// stand alone elsewhere, name it at the beginning and between two lines: "NAME: a and NAME: b".
std::string without_name(std::string text, std::string_view name) {
  if (text == "no " + std::string(name)) return "absent";
  if (text.starts_with("no " + std::string(name) + ",")) text.replace(0, 3 + name.size(), "absent");
  const std::string label = std::string(name) + (name == "status" ? " " : ": ");
  for (const std::string_view before : {"", " and ", ", or "}) {
    const std::string whole = std::string(before) + label;
    if (before.empty()) {
      if (text.starts_with(whole)) text.erase(0, whole.size());
      continue;
    }
    for (std::size_t at = text.find(whole); at != text.npos; at = text.find(whole, at + before.size()))
      text.erase(at + before.size(), label.size());
  }
  return text;
}

std::string_view last_word(std::string_view where) {
  return where.substr(where.rfind(' ') + 1);  // npos + 1 is 0
}

}  // namespace

std::string only_value(const http::Fields& fields, std::string_view name) {
  const std::vector<std::string> lines = http::values(fields, name);
  return lines.size() == 1 ? std::string(trim_ows(lines.front())) : std::string();
}

Verdict unexercised(std::string reason) {
  return {.outcome = Outcome::unexercised, .reason = std::move(reason)};
}

Verdict violated(std::string where, Advice advice) {
  const std::string_view name = last_word(where);
  advice.seen = without_name(std::move(advice.seen), name);
  advice.expected = without_name(std::move(advice.expected), name);
  return {.outcome = Outcome::violated,
          .reason = std::move(advice.reason),
          .findings = {{std::move(where), std::move(advice.seen), std::move(advice.expected)}},
          .instances = 1,
          .failures = 1};
}

Verdict page_is_wanted(const http::Response& refusal) {
  return unexercised("the target refuses the page (status " + std::to_string(refusal.status) + ", " +
                     lines_of(refusal.fields, kAllowOrigin) + "), and " + kPageOrigin +
                     " is made up: give an allowed page with --origin");
}

Verdict judge_origin(const std::string& where, const std::string& origin, const http::Fields& fields) {
  const CorsCheck check = cors_check(origin, Credentials::omit, fields);
  if (check == CorsCheck::passes) return holds();
  return violated(where + kAllowOrigin, origin_advice(check, origin, Credentials::omit, fields));
}

// Fetch §3.3.5: only `true` allows credentials. `false` allows nothing and does no harm.
Verdict judge_credentials(const std::string& where, const std::string& origin,
                          const std::optional<CorsPolicy>& policy, const http::Fields& fields) {
  const std::string value = only_value(fields, kAllowCredentials);
  if (policy && policy->credentials == true) {
    const CorsCheck check = cors_check(origin, Credentials::include, fields);
    if (check == CorsCheck::passes) return holds();
    const bool is_of_credentials =
        check == CorsCheck::no_credentials || check == CorsCheck::credentials_not_true;
    return violated(where + (is_of_credentials ? kAllowCredentials : kAllowOrigin),
                    origin_advice(check, origin, Credentials::include, fields));
  }
  if (!http::contains(fields, kAllowCredentials)) {
    return unexercised(std::string("missing ") + kAllowCredentials);
  }
  if (policy && policy->credentials == false && value == "true") {
    return violated(where + kAllowCredentials,
                    {.reason = "the documentation allows no page to call with credentials",
                     .seen = lines_of(fields, kAllowCredentials),
                     .expected = std::string("no ") + kAllowCredentials});
  }
  if (value == "true") return holds();
  if (value == "false")
    return unexercised(std::string(kAllowCredentials) + " is false: it allows no credentials");
  return violated(where + kAllowCredentials, credentials_advice(fields));
}

// Fetch §3.3.5: browsers do not accept `true` together with `*`.
Verdict judge_credentials_wildcard(const std::string& where, const std::string& origin,
                                   const http::Fields& fields) {
  if (only_value(fields, kAllowCredentials) != "true") {
    return unexercised(std::string(kAllowCredentials) + ": true is missing");
  }
  if (!http::contains(fields, kAllowOrigin)) return unexercised(std::string("missing ") + kAllowOrigin);
  if (only_value(fields, kAllowOrigin) != "*") return holds();
  return violated(
      where + kAllowOrigin,
      {.reason = "* never allows credentials, so Access-Control-Allow-Credentials: true has no effect",
       .seen = lines_of(fields, kAllowOrigin) + " and " + lines_of(fields, kAllowCredentials),
       .expected = std::string(kAllowOrigin) + ": " + shown(origin) + " (with Vary: Origin), or no " +
                   kAllowCredentials});
}

}  // namespace avouch::cors
