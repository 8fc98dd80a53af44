// SPDX-License-Identifier: MIT
#include "judge/pattern.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <chrono>
#include <mutex>

#include "base/text.h"
#include "judge/pattern_translation.h"

namespace avouch {
namespace {

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const { Free(object); }
};
using Code = std::unique_ptr<pcre2_code, Freer<pcre2_code_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freer<pcre2_match_data_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freer<pcre2_match_context_free>>;
using CompileContext = std::unique_ptr<pcre2_compile_context, Freer<pcre2_compile_context_free>>;

constexpr std::uint32_t kOptions =
    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;

Code compile_code(const std::string& pattern, std::uint32_t more, std::string& problem) {
  const CompileContext context(pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  int error = 0;
  PCRE2_SIZE offset = 0;
  Code code(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), kOptions | more, &error,
                          &offset, context.get()));
  if (!code) {
    char text[256] = {};
    pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR*>(text), sizeof text);
    problem = text;
  }
  return code;
}

// PCRE2 counts backtracking for each place where a match may start; a long text has many. So a text over this length
// is matched by a program that reports each step, and the steps are counted here.
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
  if (steps->left % 256 == 0 && std::chrono::steady_clock::now() > steps->deadline) return PCRE2_ERROR_MATCHLIMIT;
  return 0;
}

Matched result_of(int code) {
  if (code >= 0) return Matched::yes;
  return code == PCRE2_ERROR_NOMATCH ? Matched::no : Matched::budget;
}

}  // namespace

struct Pattern::Program {
  Code code;
  std::string source;  // for the counted program
  bool has_back_references = false;
  mutable std::once_flag counted_once;
  mutable Code counted;

  Matched match_short(std::string_view subject) const {
    // One block of match data a thread: making one costs more than most matches.
    thread_local const MatchData data(pcre2_match_data_create(1, nullptr));
    thread_local const MatchContext context = [] {
      MatchContext made(pcre2_match_context_create(nullptr));
      pcre2_set_heap_limit(made.get(), kHeapKilobytes);
      return made;
    }();
    pcre2_set_match_limit(context.get(),
                          static_cast<std::uint32_t>(kMatchSteps / std::max<std::size_t>(1, subject.size())));
    const auto* text = reinterpret_cast<PCRE2_SPTR>(subject.data());
    int result = pcre2_match(code.get(), text, subject.size(), 0, PCRE2_NO_UTF_CHECK, data.get(), context.get());
    if (result == PCRE2_ERROR_JIT_STACKLIMIT) {
      result = pcre2_match(code.get(), text, subject.size(), 0, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data.get(),
                           context.get());
    }
    return result_of(result);
  }

  Matched match_counted(std::string_view subject) const {
    std::call_once(counted_once, [&] {
      std::string problem;
      counted = compile_code(source, PCRE2_AUTO_CALLOUT, problem);
    });
    if (!counted) return Matched::budget;  // it compiled without callouts, so it is only too large with them
    const MatchData data(pcre2_match_data_create(1, nullptr));
    const MatchContext context(pcre2_match_context_create(nullptr));
    Steps steps;
    pcre2_set_heap_limit(context.get(), kHeapKilobytes);
    pcre2_set_callout(context.get(), count_step, &steps);
    return result_of(pcre2_match(counted.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(), 0,
                                 PCRE2_NO_UTF_CHECK, data.get(), context.get()));
  }
};

Result<Pattern> Pattern::compile(std::string_view ecma) {
  Result<TranslatedPattern> translated = translate_pattern(ecma);
  if (!translated) return translated.errors();
  auto program = std::make_shared<Program>();
  std::string problem;
  program->code = compile_code(translated->pcre, 0, problem);
  if (!program->code) {
    return Error{.title = "the pattern " + in_quotes(ecma) + " is not supported: " + problem,
                 .place = {},
                 .mend = "The engine (PCRE2) has no equal of it."};
  }
  pcre2_jit_compile(program->code.get(), PCRE2_JIT_COMPLETE);  // where it cannot, the interpreter matches
  program->source = std::move(translated->pcre);
  program->has_back_references = translated->has_back_references;
  return Pattern(std::move(program));
}

Matched Pattern::matches(std::string_view text) const {
  if (text.data() == nullptr) text = "";
  if (text.size() <= kShortText && !program_->has_back_references) return program_->match_short(text);
  return program_->match_counted(text);
}

}  // namespace avouch
