// SPDX-License-Identifier: MIT
#include "generate/maker/build/names.h"

#include <algorithm>
#include <optional>

#include "generate/maker/choose/choices.h"
#include "generate/maker/choose/members.h"
#include "generate/maker/gather/gather.h"
#include "generate/text/string_value.h"

namespace avouch {
namespace {

bool is_documented(const MakerContext& context, const ObjectRules& rules, const std::string& name) {
  return std::any_of(rules.layers.begin(), rules.layers.end(), [&](const MemberLayer& layer) {
    if (layer.properties == kNoKeyword) return false;
    const std::vector<SchemaBranch>& branches = context.keyword(layer.properties).branches;
    return std::any_of(branches.begin(), branches.end(),
                       [&](const SchemaBranch& branch) { return branch.name == name; });
  });
}

class NewNames {
 public:
  NewNames(MakerContext& context, const ObjectRules& rules, const JsonValue& object, std::size_t count)
      : context_(context), rules_(rules), object_(object), count_(count) {}

  std::vector<std::string> any() {
    for (const char* name : {"other", "unexpected", "Other", "x", "1", "-", " "}) offer(name);
    for (std::size_t i = 2; names_.size() < count_; ++i) offer("other" + std::to_string(i));
    return std::move(names_);
  }

  // Names that the pattern, if there is one, and propertyNames allow.
  std::vector<std::string> allowed(const std::string& pattern) {
    Rules rules;
    Choices choices;
    const Taste taste;
    Gathering to{.context = context_, .rules = rules, .choices = choices, .taste = taste};
    for (const std::size_t node : rules_.names) require_node(to, node);
    const SchemaKeyword wanted{.kind = KeywordKind::pattern, .names = {pattern}};
    if (!pattern.empty()) rules.string.holding.insert(rules.string.holding.begin(), &wanted);
    if (rules.values) {
      offer_listed(rules);
    } else {
      offer_made(rules.string, taste);
    }
    return std::move(names_);
  }

 private:
  void offer(const std::string& name) {
    if (names_.size() < count_ && object_.find(name) == nullptr && !lists(names_, name) &&
        !is_documented(context_, rules_, name) && !rules_.forbidden.contains(name))
      names_.push_back(name);
  }

  void offer_listed(const Rules& rules) {
    for (const JsonValue& value : *rules.values) {
      if (value.kind == ValueKind::string && rules.string.allow(value.text, context_.patterns))
        offer(value.text);
    }
  }

  void offer_made(const StringRules& rules, const Taste& taste) {
    std::vector<std::string> taken;
    for (const auto& [name, value] : object_.members) taken.push_back(name);
    for (std::size_t i = 0; i < 3 * count_ && names_.size() < count_; ++i) {
      std::optional<std::string> name = make_string(rules, taste, context_.patterns, context_.random, taken);
      if (!name) return;
      taken.push_back(*name);
      offer(*name);
    }
  }

  MakerContext& context_;
  const ObjectRules& rules_;
  const JsonValue& object_;
  std::size_t count_;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> new_names(MakerContext& context, const ObjectRules& rules, const JsonValue& object,
                                   const std::string& pattern, std::size_t count) {
  NewNames names(context, rules, object, count);
  return pattern.empty() && rules.names.empty() ? names.any() : names.allowed(pattern);
}

}  // namespace avouch
