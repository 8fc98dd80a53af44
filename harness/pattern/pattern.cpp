// SPDX-License-Identifier: MIT
#include "pattern/pattern.h"

#include <mutex>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pattern/engine/automaton.h"
#include "pattern/engine/reference.h"
#include "pattern/engine/translation.h"
#include "pattern/syntax/checker.h"
#include "pattern/syntax/property.h"
#include "pattern/tree.h"

namespace avouch {
namespace {

// A pattern of this length always fits one PCRE2 program.
constexpr std::size_t kPartLength = 8'000;

Error not_supported(std::string_view ecma, const std::string& why, const char* hint) {
  return {.title = "the pattern " + in_quotes(ecma) + " is not supported: " + why, .place = {}, .hint = hint};
}

std::string after(std::string_view ecma, std::size_t at) {
  return ", after " + counted(code_points(ecma.substr(0, at)), "character", "characters");
}

constexpr const char* kNoEqual = "The engine (PCRE2) has no equal of it.";

}  // namespace

struct Pattern::Program {
  std::vector<std::unique_ptr<const Automaton>> parts;  // the pattern matches if one of these matches

  EngineFault add(const PatternTree& tree, const PatternShare& share) {
    MadeAutomaton made = Automaton::make(pcre_of(tree, share), tree.has_back_references);
    if (made.automaton) parts.push_back(std::move(made.automaton));
    return std::move(made.fault);
  }

  EngineFault add(const PatternTree& tree) {
    EngineFault fault = add(tree, {});
    if (fault.kind != EngineFault::Kind::too_large || tree.has_back_references) return fault;
    for (const PatternShare& share : shares_of(tree, kPartLength)) {
      fault = add(tree, share);
      if (fault.kind != EngineFault::Kind::none) return fault;
    }
    return {};
  }
};

// The programs of patterns that were compiled lately. Thread-safe.
class Pattern::KnownPrograms {
 public:
  static KnownPrograms& of_process() {
    static KnownPrograms known;
    return known;
  }

  std::shared_ptr<const Program> find(const std::string& ecma) {
    const std::lock_guard lock(mutex_);
    const auto known = programs_.find(ecma);
    return known == programs_.end() ? nullptr : known->second;
  }

  void keep(const std::string& ecma, const std::shared_ptr<const Program>& program) {
    if (ecma.size() > kLongest) return;
    const std::lock_guard lock(mutex_);
    if (programs_.size() >= kMost) programs_.clear();
    programs_.emplace(ecma, program);
  }

 private:
  static constexpr std::size_t kMost = 256;
  static constexpr std::size_t kLongest = 256;  // bytes

  std::mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Program>> programs_;
};

Result<Pattern> Pattern::compile(std::string_view ecma) {
  const std::string text(ecma);
  KnownPrograms& known = KnownPrograms::of_process();
  if (std::shared_ptr<const Program> program = known.find(text)) return Pattern(std::move(program));
  const Result<PatternTree> tree = parse_pattern(ecma);
  if (!tree) return tree.errors();
  if (const auto& limit = tree->limit)
    return not_supported(ecma, std::string(limit->what) + after(ecma, limit->at), kNoEqual);
  if (const auto at = unfaithful_reference(*tree)) {
    return not_supported(ecma,
                         "it refers to a group that a repetition or a lookbehind holds" + after(ecma, *at),
                         "The engine (PCRE2) remembers there what ECMA-262 forgets.");
  }
  auto program = std::make_shared<Program>();
  if (const EngineFault fault = program->add(*tree); fault.kind != EngineFault::Kind::none)
    return not_supported(ecma, fault.message, kNoEqual);
  known.keep(text, program);
  return Pattern(std::move(program));
}

std::optional<std::string> Pattern::syntax_fault(std::string_view ecma) {
  const Result<std::set<std::string>> properties = check_pattern(ecma);
  if (!properties) return properties.errors().front().title;
  // Only the engine knows the scripts.
  for (const std::string& name : *properties) {
    const EngineFault fault = Automaton::fault_of(property_escape(name, false).value_or(""));
    if (fault.kind == EngineFault::Kind::unknown_property) return "unknown script";
  }
  return std::nullopt;
}

Matched Pattern::matches(std::string_view text) const {
  WorkBudget budget({});
  return matches(text, budget);
}

Matched Pattern::matches(std::string_view text, WorkBudget& budget) const {
  if (text.data() == nullptr) text = "";
  Matched result = Matched::no;
  for (const auto& part : program_->parts) {
    const Matched matched = part->matches(text, budget);
    if (matched == Matched::yes) return matched;
    if (matched == Matched::budget) result = matched;
  }
  return result;
}

}  // namespace avouch
