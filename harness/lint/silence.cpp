// SPDX-License-Identifier: MIT
#include "lint/silence.h"

#include <algorithm>

#include "base/glob.h"
#include "base/text.h"
#include "json/pointer.h"
#include "lint/rules.h"

namespace avouch {
namespace {

std::string hint_for_rule(std::string_view name) {
  std::vector<std::string> names;
  for (const std::string_view rule : lint_rule_names()) names.emplace_back(rule);
  const auto meant = nearest(std::string(name), names);
  return meant ? "Did you mean " + *meant + "?" : "docs/lint.md lists the rules.";
}

// The key of `paths` that the pointer leads through; empty if it leads elsewhere.
std::string path_of(std::string_view pointer) {
  constexpr std::string_view kPaths = "/paths/";
  if (!pointer.starts_with(kPaths)) return {};
  pointer.remove_prefix(kPaths.size());
  return pointer_tokens("/" + std::string(pointer.substr(0, pointer.find('/'))))->front();
}

bool names_rule(const JsonValue& ignored, std::string_view rule) {
  if (ignored.is_boolean()) return ignored.is_true;
  if (!ignored.is_array()) return false;
  return std::any_of(ignored.items.begin(), ignored.items.end(),
                     [&](const JsonValue& name) { return name.is_string() && name.text == rule; });
}

void check(const JsonValue& ignored, const Place& place, Errors& unread) {
  const std::string member(kIgnoreMember);
  if (ignored.is_boolean()) return;
  if (!ignored.is_array()) {
    unread.push_back({.title = member + " is neither a list of rules nor true",
                      .place = place,
                      .hint = "Write the rules in brackets: [requires-nothing]."});
    return;
  }
  for (const JsonValue& name : ignored.items) {
    if (name.is_string() && is_lint_rule(name.text)) continue;
    const std::string written = name.is_string() ? name.text : std::string(to_string(name.kind));
    unread.push_back({.title = member + " names no rule of lint: " + in_quotes(written),
                      .place = place,
                      .hint = hint_for_rule(written)});
  }
}

}  // namespace

Result<LintSilence> lint_silence(std::string_view text) {
  const std::size_t end = text.find('=');
  LintSilence silence{.rule = std::string(text.substr(0, end)), .path_glob = {}};
  if (end != std::string_view::npos) silence.path_glob = text.substr(end + 1);
  if (!is_lint_rule(silence.rule)) {
    return Error{.title = "no rule of lint is named " + in_quotes(silence.rule),
                 .place = {},
                 .hint = hint_for_rule(silence.rule)};
  }
  return silence;
}

bool is_silenced(const std::vector<LintSilence>& silences, std::string_view rule, std::string_view pointer) {
  return std::any_of(silences.begin(), silences.end(), [&](const LintSilence& silence) {
    if (silence.rule != rule) return false;
    if (silence.path_glob.empty()) return true;
    const std::string path = path_of(pointer);
    return !path.empty() && glob_matches(silence.path_glob, path);
  });
}

bool is_ignored(const Library& library, std::string_view rule, const Place& place, Errors& unread) {
  const Document* document = library.find(place.file);
  if (document == nullptr) return false;
  for (std::string_view pointer = place.pointer;; pointer = pointer.substr(0, pointer.rfind('/'))) {
    const JsonValue* value = document->at(pointer);
    // By its pointer: a walk over the members would be one for each finding below them.
    const JsonValue* ignored = value != nullptr && value->is_object()
                                   ? document->at(std::string(pointer) + "/" + std::string(kIgnoreMember))
                                   : nullptr;
    if (ignored != nullptr) {
      const std::size_t before = unread.size();
      check(*ignored, document->place(std::string(pointer) + "/" + std::string(kIgnoreMember)), unread);
      if (unread.size() == before && names_rule(*ignored, rule)) return true;
    }
    if (pointer.empty()) return false;
  }
}

}  // namespace avouch
