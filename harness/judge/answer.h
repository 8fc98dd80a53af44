// SPDX-License-Identifier: MIT
// An exchange prepared for the judge: its head is examined once, its body is parsed once.
//
//   const std::shared_ptr<const Answer> answer = Answer::of(transport.send(request));
//   Verdict verdict = judge.judge(clause, {{.role = Role::documented, .answer = answer}});
//
// An Answer owns its exchange, the parsed body and the results that judges computed for it. These results
// live in the Answer, so no result is looked up by an address that another Answer may reuse. The body's bytes
// are stored once: the parsed body refers to the bytes of the exchange, so an Answer must not move.
//
// A run keeps many answers, so it drops the body of each when that is judged. The head stays.
//
// Logically immutable apart from that; thread-safe, but nothing else may use it while it drops its body. Lazy
// results are computed once, on first use.
#pragma once

#include <algorithm>
#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "base/work_budget.h"
#include "exchange/exchange.h"
#include "http/media_type.h"
#include "json/instance.h"
#include "judge/media/media.h"
#include "verdict/verdict.h"

namespace avouch {

class BodyVerdicts;  // judge/body/body.h

// What judging one response may cost, unless --max-judge-time says otherwise: processor time.
inline constexpr std::chrono::milliseconds kUsualJudgeTime{2'000};

// The steps that a judgement may take which may take that much time: so many that a usual machine carries
// them out within it.
constexpr std::size_t steps_within(std::chrono::milliseconds time) {
  constexpr std::chrono::milliseconds kMost = std::chrono::hours(24);
  return 50'000 * static_cast<std::size_t>(std::min(time, kMost).count());
}

// The verdicts of one judge on every keyword of one schema.
class SchemaVerdicts {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): one of two sources
  SchemaVerdicts(std::shared_ptr<const BodyVerdicts> of_body);
  // NOLINTNEXTLINE(google-explicit-constructor)
  SchemaVerdicts(std::vector<Verdict> by_keyword);

  Verdict of(std::size_t keyword) const;
  const std::vector<std::size_t>& violated() const { return violated_; }  // keyword indices, in order

 private:
  std::shared_ptr<const BodyVerdicts> of_body_;  // null: by_keyword_ has the verdicts
  std::vector<Verdict> by_keyword_;
  std::vector<std::size_t> violated_;
};

// Identifies a schema of one judge's contract: the schema of a response's media type or of a header.
struct SchemaKey {
  enum class Part { body, header };

  std::uint64_t judge = 0;  // the judge's number: see Judge
  Part part = Part::body;
  std::size_t operation = 0;
  std::size_t response = 0;
  std::size_t index = 0;  // of the media type or the header

  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the 0 that <=> is compared with for a pointer.
  auto operator<=>(const SchemaKey&) const = default;
};

class Answer {
 public:
  explicit Answer(Exchange exchange);
  static std::shared_ptr<const Answer> of(Exchange exchange);

  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  const Exchange& exchange() const { return exchange_; }
  const Received* received() const { return exchange_.received(); }
  const Failure* failure() const { return exchange_.failure(); }

  // The media type in Content-Type; nullopt if the field is absent or malformed.
  const std::optional<http::MediaType>& media_type() const { return media_type_; }

  // The body as JSON, whatever its media type. It is read once, within what is left of the first caller's
  // limits. Preconditions: a response was received; the body is kept.
  const ParsedBody& body(const WorkBudget::Limits& limits = {.steps = steps_within(kUsualJudgeTime),
                                                             .time = kUsualJudgeTime}) const;
  // How many bytes the body had when it came.
  std::size_t body_size() const { return body_size_; }

  // From now on, the body is empty, and no clause about content may be judged by this answer. Results are
  // dropped as well. `kept`: bytes of it that the caller has copied, which count as memory of this answer.
  void drop_body(std::size_t kept = 0);
  // The body stays: others do not wait for its memory (base/memory_budget.h).
  void keep_body();

  // A copy as it would be without its body.
  std::shared_ptr<const Answer> head() const;

  // Runs work(budget) with what is left of the limits: all that is judged about this answer, and all that is
  // reported about it, spends from one budget. When that is used up, each further call gets a sixteenth of
  // the limits, until together they got a quarter.
  template <class Work>
  auto within(const WorkBudget::Limits& limits, const Work& work) const {
    WorkBudget budget(left_of(limits));
    if (const Received* came = received()) budget.hold_within(came->memory.get());
    auto result = work(budget);
    spend(budget.spent());
    return result;
  }

  // The body as `read` makes it an instance, for that schema. Calls `read` on first use only.
  const MediaBody& reading(const SchemaKey& schema, const std::function<MediaBody()>& read) const;

  // The result of `judge_all` for every keyword of that schema. Calls `judge_all` on first use only.
  const SchemaVerdicts& verdicts(const SchemaKey& schema,
                                 const std::function<SchemaVerdicts()>& judge_all) const;

 private:
  WorkBudget::Limits left_of(const WorkBudget::Limits& limits) const;
  void spend(const WorkBudget::Limits& spent) const;

  Exchange exchange_;
  std::optional<http::MediaType> media_type_;
  std::size_t body_size_ = 0;
  mutable std::mutex body_mutex_;
  mutable std::optional<ParsedBody> body_;  // refers to exchange_
  mutable std::map<SchemaKey, MediaBody> readings_;
  mutable std::mutex spent_mutex_;
  mutable WorkBudget::Limits spent_{.steps = 0, .time = std::chrono::nanoseconds(0)};
  mutable std::mutex verdicts_mutex_;
  mutable std::map<SchemaKey, SchemaVerdicts> verdicts_;
};

// The media type in a response's Content-Type.
std::optional<http::MediaType> media_type_of(const http::Response& response);

}  // namespace avouch
