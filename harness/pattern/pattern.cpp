// SPDX-License-Identifier: MIT
#include "pattern/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <utility>
#include <vector>

#include "base/text.h"
#include "pattern/translation.h"

namespace avouch {
namespace {

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Code = std::unique_ptr<pcre2_code, Freer<pcre2_code_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freer<pcre2_match_data_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freer<pcre2_match_context_free>>;
using CompileContext = std::unique_ptr<pcre2_compile_context, Freer<pcre2_compile_context_free>>;

constexpr std::uint32_t kOptions =
    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;

Code compile_code(const std::string& pattern, std::uint32_t more, int& error) {
  const CompileContext context(pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  PCRE2_SIZE offset = 0;
  // PCRE2 10.42 takes the first character that a lookahead wants for one that is used up, and so looks for a
  // second "a" in (?=a)b*a. What is written is translated, so "(?=" is a lookahead wherever it stands.
  if (pattern.find("(?=") != pattern.npos) more |= PCRE2_NO_START_OPTIMIZE;
  return Code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), kOptions | more,
                            &error, &offset, context.get()));
}

std::string message_of(int error) {
  char text[256] = {};
  pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR*>(text), sizeof text);
  return text;
}

// PCRE2 counts backtracking for each place where a match may start; a long text has many. So a text over this
// length is matched by a program that reports each step, and the steps are counted here.
constexpr std::size_t kShortText = 4096;
constexpr std::size_t kHeapKilobytes = 64 * 1024;
constexpr std::chrono::milliseconds kMatchTime{800};

struct Steps {
  std::size_t left = kMatchSteps;
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::now() + kMatchTime;
};

int count_step(pcre2_callout_block*, void* data) {
  auto* steps = static_cast<Steps*>(data);
  if (steps->left-- == 0) return PCRE2_ERROR_MATCHLIMIT;
  // One step can be long where a back reference compares long texts.
  if (steps->left % 256 == 0 && std::chrono::steady_clock::now() > steps->deadline)
    return PCRE2_ERROR_MATCHLIMIT;
  return 0;
}

Matched result_of(int code) {
  if (code >= 0) return Matched::yes;
  return code == PCRE2_ERROR_NOMATCH ? Matched::no : Matched::budget;
}

// One program of the engine.
class Automaton {
 public:
  Automaton(Code code, std::string source, bool has_back_references)
      : code_(std::move(code)), source_(std::move(source)), has_back_references_(has_back_references) {
    has_machine_code_ = pcre2_jit_compile(code_.get(), PCRE2_JIT_COMPLETE) == 0;
    std::uint32_t options = 0;
    pcre2_pattern_info(code_.get(), PCRE2_INFO_ALLOPTIONS, &options);
    has_one_start_ = (options & PCRE2_ANCHORED) != 0;
  }

  Matched matches(std::string_view subject) const {
    const bool has_few_starts = has_one_start_ || subject.size() <= kShortText;
    return has_few_starts && !has_back_references_ ? match_limited(subject) : match_counted(subject);
  }

 private:
  Matched match_limited(std::string_view subject) const {
    // One block of match data a thread: making one costs more than most matches.
    thread_local const MatchData data(pcre2_match_data_create(1, nullptr));
    thread_local const MatchContext context = [] {
      MatchContext made(pcre2_match_context_create(nullptr));
      pcre2_set_heap_limit(made.get(), kHeapKilobytes);
      return made;
    }();
    const std::size_t starts = has_one_start_ ? 1 : std::max<std::size_t>(1, subject.size());
    pcre2_set_match_limit(context.get(), static_cast<std::uint32_t>(kMatchSteps / starts));
    const auto* text = reinterpret_cast<PCRE2_SPTR>(subject.data());
    int result = PCRE2_ERROR_JIT_STACKLIMIT;
    if (has_machine_code_)
      result = pcre2_jit_match(code_.get(), text, subject.size(), 0, 0, data.get(), context.get());
    if (result == PCRE2_ERROR_JIT_STACKLIMIT) {  // the interpreter has its stack on the heap
      result = pcre2_match(code_.get(), text, subject.size(), 0, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT,
                           data.get(), context.get());
    }
    return result_of(result);
  }

  Matched match_counted(std::string_view subject) const {
    std::call_once(counted_once_, [&] {
      int error = 0;
      counted_ = compile_code(source_, PCRE2_AUTO_CALLOUT, error);
    });
    if (!counted_) return Matched::budget;  // it compiled without callouts, so it is only too large with them
    const MatchData data(pcre2_match_data_create(1, nullptr));
    const MatchContext context(pcre2_match_context_create(nullptr));
    Steps steps;
    pcre2_set_heap_limit(context.get(), kHeapKilobytes);
    pcre2_set_callout(context.get(), count_step, &steps);
    return result_of(pcre2_match(counted_.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(),
                                 0, PCRE2_NO_UTF_CHECK, data.get(), context.get()));
  }

  Code code_;
  std::string source_;
  bool has_back_references_;
  bool has_one_start_ = false;
  bool has_machine_code_ = false;  // else the interpreter matches
  mutable std::once_flag counted_once_;
  mutable Code counted_;
};

// How long a pattern is that surely fits one program of the engine.
constexpr std::size_t kPartLength = 8'000;

}  // namespace

struct Pattern::Program {
  std::vector<std::unique_ptr<const Automaton>> parts;  // one matches wherever the pattern does

  // 0, or PCRE2's error.
  int add(std::string_view ecma, bool may_split) {
    const Result<TranslatedPattern> translated = translate_pattern(ecma);
    if (!translated) return PCRE2_ERROR_INTERNAL;  // a part of a pattern that was well-formed is so too
    int error = 0;
    Code code = compile_code(translated->pcre, 0, error);
    if (code) {
      parts.push_back(std::make_unique<const Automaton>(std::move(code), translated->pcre,
                                                        translated->has_back_references));
      return 0;
    }
    if (error != PCRE2_ERROR_PATTERN_TOO_LARGE || !may_split || translated->has_back_references) return error;
    for (const std::string& part : split_alternatives(ecma, kPartLength)) {
      if (const int failed = add(part, false); failed != 0) return failed;
    }
    return 0;
  }
};

Result<Pattern> Pattern::compile(std::string_view ecma) {
  const Result<TranslatedPattern> translated = translate_pattern(ecma);
  if (!translated) return translated.errors();
  if (const auto at = translated->has_back_references ? unfaithful_reference(ecma) : std::nullopt) {
    return Error{
        .title = "the pattern " + in_quotes(ecma) +
                 " is not supported: it refers to a group that a repetition or a lookbehind holds, after " +
                 counted(code_points(ecma.substr(0, *at)), "character", "characters"),
        .place = {},
        .mend = "The engine (PCRE2) remembers there what ECMA-262 forgets."};
  }
  auto program = std::make_shared<Program>();
  if (const int error = program->add(ecma, true); error != 0) {
    return Error{.title = "the pattern " + in_quotes(ecma) + " is not supported: " + message_of(error),
                 .place = {},
                 .mend = "The engine (PCRE2) has no equal of it."};
  }
  return Pattern(std::move(program));
}

std::optional<std::string> Pattern::syntax_fault(std::string_view ecma) {
  const Result<TranslatedPattern> translated = translate_pattern(ecma);
  if (!translated) return translated.errors().front().title;
  int error = 0;
  if (compile_code(translated->pcre, 0, error)) return std::nullopt;
  // Of all that was translated, only the name of a script can still be wrong; the rest are limits of the
  // engine.
  constexpr int kUnknownProperty = PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY;
  if (error == kUnknownProperty || error == PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY)
    return "there is no such script";
  return std::nullopt;
}

Matched Pattern::matches(std::string_view text) const {
  if (text.data() == nullptr) text = "";
  Matched result = Matched::no;
  for (const auto& part : program_->parts) {
    const Matched matched = part->matches(text);
    if (matched == Matched::yes) return matched;
    if (matched == Matched::budget) result = matched;
  }
  return result;
}

}  // namespace avouch
