// SPDX-License-Identifier: MIT
#include "pattern/engine/automaton.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <utility>

namespace avouch {
namespace {

template <auto Free>
struct Freer {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using CodePointer = std::unique_ptr<pcre2_code, Freer<pcre2_code_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Freer<pcre2_match_data_free>>;
using MatchContext = std::unique_ptr<pcre2_match_context, Freer<pcre2_match_context_free>>;
using CompileContext = std::unique_ptr<pcre2_compile_context, Freer<pcre2_compile_context_free>>;

constexpr std::uint32_t kOptions =
    PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C;

CodePointer compile_code(const std::string& pattern, std::uint32_t more, int& error) {
  const CompileContext context(pcre2_compile_context_create(nullptr));
  pcre2_set_newline(context.get(), PCRE2_NEWLINE_LF);
  PCRE2_SIZE offset = 0;
  // PCRE2 10.42 treats the first character that a lookahead requires as consumed, so it searches for a second
  // "a" in (?=a)b*a. The pattern is a translation, so "(?=" is always a lookahead.
  if (pattern.find("(?=") != pattern.npos) more |= PCRE2_NO_START_OPTIMIZE;
  return CodePointer(pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(),
                                   kOptions | more, &error, &offset, context.get()));
}

EngineFault fault_of_error(int error) {
  char text[256] = {};
  pcre2_get_error_message(error, reinterpret_cast<PCRE2_UCHAR*>(text), sizeof text);
  EngineFault fault{.kind = EngineFault::Kind::other, .message = text};
  if (error == PCRE2_ERROR_PATTERN_TOO_LARGE) fault.kind = EngineFault::Kind::too_large;
  if (error == PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY || error == PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY)
    fault.kind = EngineFault::Kind::unknown_property;
  return fault;
}

// PCRE2 counts backtracking per possible start of a match, and a long text has many starts. Texts over this
// length are matched by a program that reports each step, and the steps are counted here.
constexpr std::size_t kShortText = 4096;
constexpr std::size_t kHeapKilobytes = 64 * 1024;
constexpr std::chrono::milliseconds kMatchTime{800};

struct Steps {
  WorkBudget& budget;
  std::size_t left = kMatchSteps;
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::now() + kMatchTime;
};

int count_step(pcre2_callout_block*, void* data) {
  auto* steps = static_cast<Steps*>(data);
  if (!steps->budget.spend(1) || steps->left-- == 0) return PCRE2_ERROR_MATCHLIMIT;
  // One step can be slow if a back reference compares long texts.
  if (steps->left % 256 == 0 &&
      (interruption_is_overdue() || std::chrono::steady_clock::now() > steps->deadline))
    return PCRE2_ERROR_MATCHLIMIT;
  return 0;
}

// The engine does not say how many steps a match took, only that they were more than a limit. So a match is
// tried with a low limit first, which most matches stay below, and then with limits this many times higher.
constexpr std::size_t kFirstLimit = 64;
constexpr std::size_t kLimitGrowth = 16;

Matched result_of(int code) {
  if (code >= 0) return Matched::yes;
  return code == PCRE2_ERROR_NOMATCH ? Matched::no : Matched::budget;
}

}  // namespace

struct Automaton::Code {
 public:
  Code(CodePointer code, std::string source, bool has_back_references)
      : code_(std::move(code)), source_(std::move(source)), has_back_references_(has_back_references) {
    has_machine_code_ = pcre2_jit_compile(code_.get(), PCRE2_JIT_COMPLETE) == 0;
    std::uint32_t options = 0;
    pcre2_pattern_info(code_.get(), PCRE2_INFO_ALLOPTIONS, &options);
    has_one_start_ = (options & PCRE2_ANCHORED) != 0;
  }

  Matched matches(std::string_view subject, WorkBudget& budget) const {
    if (!budget.spend_on_text(subject.size())) return Matched::budget;
    const bool has_few_starts = has_one_start_ || subject.size() <= kShortText;
    return has_few_starts && !has_back_references_ ? match_limited(subject, budget)
                                                   : match_counted(subject, budget);
  }

 private:
  // Limits are per possible start of a match. What is spent is what the match took at least: the highest
  // limit that it went over.
  Matched match_limited(std::string_view subject, WorkBudget& budget) const {
    const std::size_t starts = has_one_start_ ? 1 : std::max<std::size_t>(1, subject.size());
    const std::size_t most = kMatchSteps / starts;
    bool is_jit = has_machine_code_;
    for (std::size_t limit = std::min(kFirstLimit, most);; limit = std::min(limit * kLimitGrowth, most)) {
      const bool is_last = limit == most || limit >= budget.left();
      const int result = match_once(subject, std::min(limit, budget.left()), is_jit);
      if (result != PCRE2_ERROR_MATCHLIMIT) return result_of(result);
      if (!budget.spend(limit) || is_last) return Matched::budget;
    }
  }

  int match_once(std::string_view subject, std::size_t limit, bool& is_jit) const {
    // One block of match data per thread. Allocating one costs more than most matches.
    thread_local const MatchData data(pcre2_match_data_create(1, nullptr));
    thread_local const MatchContext context = [] {
      MatchContext made(pcre2_match_context_create(nullptr));
      pcre2_set_heap_limit(made.get(), kHeapKilobytes);
      return made;
    }();
    pcre2_set_match_limit(context.get(), static_cast<std::uint32_t>(limit));
    const auto* text = reinterpret_cast<PCRE2_SPTR>(subject.data());
    if (is_jit) {
      const int result = pcre2_jit_match(code_.get(), text, subject.size(), 0, 0, data.get(), context.get());
      if (result != PCRE2_ERROR_JIT_STACKLIMIT) return result;
      is_jit = false;
    }
    // The interpreter has its stack on the heap.
    return pcre2_match(code_.get(), text, subject.size(), 0, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data.get(),
                       context.get());
  }

  Matched match_counted(std::string_view subject, WorkBudget& budget) const {
    std::call_once(counted_once_, [&] {
      int error = 0;
      counted_ = compile_code(source_, PCRE2_AUTO_CALLOUT, error);
    });
    if (!counted_) return Matched::budget;  // compiled without callouts; too large only with them
    const MatchData data(pcre2_match_data_create(1, nullptr));
    const MatchContext context(pcre2_match_context_create(nullptr));
    Steps steps{.budget = budget};
    pcre2_set_heap_limit(context.get(), kHeapKilobytes);
    pcre2_set_callout(context.get(), count_step, &steps);
    return result_of(pcre2_match(counted_.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()), subject.size(),
                                 0, PCRE2_NO_UTF_CHECK, data.get(), context.get()));
  }

  CodePointer code_;
  std::string source_;
  bool has_back_references_;
  bool has_one_start_ = false;
  bool has_machine_code_ = false;  // otherwise the interpreter matches
  mutable std::once_flag counted_once_;
  mutable CodePointer counted_;
};

Automaton::Automaton(std::unique_ptr<Code> code) : code_(std::move(code)) {}

Automaton::~Automaton() = default;

MadeAutomaton Automaton::make(std::string pcre, bool has_back_references) {
  int error = 0;
  CodePointer code = compile_code(pcre, 0, error);
  if (!code) return {.automaton = nullptr, .fault = fault_of_error(error)};
  auto made = std::make_unique<Code>(std::move(code), std::move(pcre), has_back_references);
  return {.automaton = std::unique_ptr<const Automaton>(new Automaton(std::move(made))), .fault = {}};
}

EngineFault Automaton::fault_of(const std::string& pcre) {
  int error = 0;
  return compile_code(pcre, 0, error) ? EngineFault{} : fault_of_error(error);
}

Matched Automaton::matches(std::string_view text, WorkBudget& budget) const {
  return code_->matches(text, budget);
}

}  // namespace avouch
