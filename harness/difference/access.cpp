// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/text.h"
#include "difference/parts.h"

namespace avouch {
namespace {

// Whether the credentials of `given` include those of `needed`. The names of the schemes make no difference.
bool suffices(const SecurityScheme& given, const SecurityScheme& needed) {
  const bool is_alike = given.kind == needed.kind && given.in == needed.in &&
                        given.parameter == needed.parameter &&
                        equals_ignoring_ascii_case(given.http_scheme, needed.http_scheme);
  if (given.kind == SecurityScheme::Kind::unknown || !is_alike) return false;
  return std::all_of(needed.scopes.begin(), needed.scopes.end(), [&](const std::string& scope) {
    return std::find(given.scopes.begin(), given.scopes.end(), scope) != given.scopes.end();
  });
}

bool suffices(const SecurityRequirement& given, const SecurityRequirement& needed) {
  return std::all_of(needed.begin(), needed.end(), [&](const SecurityScheme& scheme) {
    return std::any_of(given.begin(), given.end(),
                       [&](const SecurityScheme& one) { return suffices(one, scheme); });
  });
}

// The alternatives of an operation. None documented means that no credentials are needed.
std::vector<SecurityRequirement> alternatives_of(const Operation& operation) {
  return operation.security.empty() ? std::vector<SecurityRequirement>{{}} : operation.security;
}

std::string in_words(const SecurityRequirement& requirement) {
  if (requirement.empty()) return "no credentials";
  std::vector<std::string> names;
  for (const SecurityScheme& scheme : requirement) {
    std::string name = scheme.name;
    if (!scheme.scopes.empty()) name += " with " + join(scheme.scopes, " ");
    names.push_back(std::move(name));
  }
  return join(names, " and ");
}

bool has_unknown(const SecurityRequirement& requirement) {
  return std::any_of(requirement.begin(), requirement.end(), [](const SecurityScheme& scheme) {
    return scheme.kind == SecurityScheme::Kind::unknown;
  });
}

bool is_same(const SecurityScheme& left, const SecurityScheme& right) {
  return left.name == right.name && left.kind == right.kind && left.in == right.in &&
         left.parameter == right.parameter && left.fault == right.fault &&
         left.http_scheme == right.http_scheme && left.scopes == right.scopes;
}

bool are_same(const std::vector<SecurityRequirement>& left, const std::vector<SecurityRequirement>& right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const SecurityRequirement& one, const SecurityRequirement& other) {
                      return std::equal(one.begin(), one.end(), other.begin(), other.end(), is_same);
                    });
}

void compare_security(const Operation& before, const Operation& after, Changes& changes) {
  const std::vector<SecurityRequirement> old = alternatives_of(before);
  const std::vector<SecurityRequirement> now = alternatives_of(after);
  const Place& was = before.security_place.file.empty() ? before.place : before.security_place;
  const Place& is = after.security_place.file.empty() ? after.place : after.security_place;
  // A scheme that cannot be read is only as good as the same one.
  const bool is_unknown =
      std::any_of(old.begin(), old.end(), has_unknown) || std::any_of(now.begin(), now.end(), has_unknown);
  if (is_unknown && are_same(old, now)) return;
  if (is_unknown) {
    return changes.add({.effect = Effect::undecided,
                        .side = Side::request,
                        .rule = "security-unread",
                        .places = {"security"},
                        .what = "the security differs, and is not compared",
                        .why = "a security scheme cannot be read",
                        .before = was,
                        .after = is});
  }
  for (const SecurityRequirement& given : old) {
    if (std::any_of(now.begin(), now.end(),
                    [&](const SecurityRequirement& needed) { return suffices(given, needed); }))
      continue;
    changes.add({.effect = Effect::breaking,
                 .side = Side::request,
                 .rule = given.empty() ? "security-added" : "security-alternative-removed",
                 .places = {"security"},
                 .what = in_words(given) + " sufficed and does not any more; now " + in_words(now.front()) +
                         (now.size() > 1 ? " or another alternative" : ""),
                 .why = {},
                 .before = was,
                 .after = is});
  }
  for (const SecurityRequirement& needed : now) {
    if (std::any_of(old.begin(), old.end(),
                    [&](const SecurityRequirement& given) { return suffices(needed, given); }))
      continue;
    changes.add({.effect = Effect::compatible,
                 .side = Side::request,
                 .rule = needed.empty() ? "security-removed" : "security-alternative-added",
                 .places = {"security"},
                 .what = in_words(needed) + (needed.size() > 1 ? " suffice now" : " suffices now"),
                 .before = was,
                 .after = is});
  }
}

bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// x-avouch-cors.
void compare_pages(const Operation& before, const Operation& after, Changes& changes) {
  if (!before.cors && !after.cors) return;
  const CorsPolicy none;
  const CorsPolicy& old = before.cors ? *before.cors : none;
  const CorsPolicy& now = after.cors ? *after.cors : none;
  const auto add = [&](Effect effect, const char* rule, std::string what, std::string why = {}) {
    changes.add({.effect = effect,
                 .side = Side::request,
                 .rule = rule,
                 .places = {"cross-origin"},
                 .what = std::move(what),
                 .why = std::move(why),
                 .before = before.cors ? old.place : before.place,
                 .after = after.cors ? now.place : after.place});
  };
  for (const std::string& origin : old.admitted) {
    if (!has(now.admitted, origin))
      add(has(now.denied, origin) || !now.admitted.empty() ? Effect::breaking : Effect::undecided,
          "origin-removed", "pages of " + in_quotes(origin) + " are not admitted any more",
          "the later contract does not say which pages it admits");
  }
  for (const std::string& origin : now.admitted) {
    if (!has(old.admitted, origin))
      add(Effect::compatible, "origin-added", "pages of " + in_quotes(origin) + " are admitted now");
  }
  for (const std::string& origin : now.denied) {
    if (!has(old.denied, origin) && !has(old.admitted, origin))
      add(Effect::undecided, "origin-denied", "pages of " + in_quotes(origin) + " are refused now",
          "the earlier contract did not say whether it admits them");
  }
  if (old.credentials == true && now.credentials != true)
    add(now.credentials == false ? Effect::breaking : Effect::undecided, "page-credentials-removed",
        "pages may not send credentials any more", "the later contract does not say it");
  if (now.credentials == true && old.credentials != true)
    add(Effect::compatible, "page-credentials-added", "pages may send credentials now");
}

}  // namespace

void compare_access(const Operation& before, const Operation& after, Changes& changes) {
  compare_security(before, after, changes);
  compare_pages(before, after, changes);
}

}  // namespace avouch
