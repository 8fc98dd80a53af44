// SPDX-License-Identifier: MIT
#include "judge/answer.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/text.h"
#include "http/field.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

// The body, within the budget and what is left of the memory that all answers may hold.
ParsedBody parsed(const Received& received, WorkBudget& work) {
  BodyLimits limits{.work = &work};
  limits.memory = received.memory.get();
  if (limits.memory != nullptr && limits.memory->budget() != nullptr)
    limits.memory_reason = "the parsed body does not fit into what the others leave of the " +
                           counted(limits.memory->budget()->limit(), "byte", "bytes") + " of --max-memory";
  ParsedBody body = parse_body_in_place(received.response.body, limits);
  if (body.fault && body.fault->is_limit && work.is_spent()) body.fault->reason = spent_reason(work);
  return body;
}

std::size_t size_of_head(const Received& received) {
  std::size_t size = sizeof(Received) + received.response.reason.size();
  for (const http::Field& field : received.response.fields)
    size += sizeof(field) + field.name.size() + field.value.size();
  return size;
}

}  // namespace

SchemaVerdicts::SchemaVerdicts(std::shared_ptr<const BodyVerdicts> of_body)
    : of_body_(std::move(of_body)), violated_(of_body_->violated()) {}

SchemaVerdicts::SchemaVerdicts(std::vector<Verdict> by_keyword) : by_keyword_(std::move(by_keyword)) {
  for (std::size_t i = 0; i < by_keyword_.size(); ++i) {
    if (by_keyword_[i].outcome == Outcome::violated) violated_.push_back(i);
  }
}

Verdict SchemaVerdicts::of(std::size_t keyword) const {
  return of_body_ != nullptr ? of_body_->of(keyword) : by_keyword_[keyword];
}

Answer::Answer(Exchange exchange) : exchange_(std::move(exchange)) {
  if (const Received* came = received()) {
    media_type_ = media_type_of(came->response);
    body_size_ = came->response.body.size();
  }
}

std::shared_ptr<const Answer> Answer::of(Exchange exchange) {
  return std::make_shared<const Answer>(std::move(exchange));
}

const ParsedBody& Answer::body(const WorkBudget::Limits& limits) const {
  assert(received() != nullptr);
  const std::lock_guard lock(body_mutex_);
  if (!body_) body_ = within(limits, [&](WorkBudget& work) { return parsed(*received(), work); });
  return *body_;
}

void Answer::keep_body() {
  Received* came = std::get_if<Received>(&exchange_.outcome);
  if (came != nullptr && came->memory != nullptr) came->memory->rest();
}

void Answer::drop_body(std::size_t kept) {
  Received* came = std::get_if<Received>(&exchange_.outcome);
  if (came == nullptr) return;
  body_.reset();  // refers to the text
  readings_.clear();
  verdicts_.clear();
  std::string().swap(came->response.body);  // an assignment would keep its space
  if (came->memory == nullptr) return;
  came->memory->shrink_to(size_of_head(*came) + kept);
  came->memory->rest();
}

// The body may be large, so it is not copied first.
std::shared_ptr<const Answer> Answer::head() const {
  Exchange exchange{.url = exchange_.url,
                    .sent = exchange_.sent,
                    .outcome = Failure(),
                    .elapsed = exchange_.elapsed,
                    .started = exchange_.started};
  if (const Received* came = received()) {
    exchange.outcome = Received{.response = {.status = came->response.status,
                                             .reason = came->response.reason,
                                             .version = came->response.version,
                                             .fields = came->response.fields,
                                             .body = {}},
                                .end = came->end,
                                .surplus = came->surplus};
  } else {
    exchange.outcome = *failure();
  }
  auto head = std::make_shared<Answer>(std::move(exchange));
  head->body_size_ = body_size_;
  return head;
}

// When all is spent, each further piece of work gets a little, together a quarter: one costly schema must not
// leave undecided what another clause could decide at little cost.
WorkBudget::Limits Answer::left_of(const WorkBudget::Limits& limits) const {
  static constexpr int kAPiece = 16;
  static constexpr int kTogether = 4;
  const auto left = [](auto limit, auto spent) {
    const auto rest = limit - std::min(limit, spent);
    const auto most = limit + limit / kTogether;
    return std::max(rest, std::min(limit / kAPiece, most - std::min(most, spent)));
  };
  const std::lock_guard lock(spent_mutex_);
  return {
      .steps = limits.steps == WorkBudget::kUnlimitedSteps ? limits.steps : left(limits.steps, spent_.steps),
      .time = limits.time == WorkBudget::Limits{}.time ? limits.time : left(limits.time, spent_.time)};
}

void Answer::spend(const WorkBudget::Limits& spent) const {
  const std::lock_guard lock(spent_mutex_);
  spent_.steps += spent.steps;
  spent_.time += spent.time;
}

const MediaBody& Answer::reading(const SchemaKey& schema, const std::function<MediaBody()>& read) const {
  const std::lock_guard lock(body_mutex_);
  const auto found = readings_.find(schema);
  return found != readings_.end() ? found->second : readings_.emplace(schema, read()).first->second;
}

const SchemaVerdicts& Answer::verdicts(const SchemaKey& schema,
                                       const std::function<SchemaVerdicts()>& judge_all) const {
  const std::lock_guard lock(verdicts_mutex_);
  const auto found = verdicts_.find(schema);
  return found != verdicts_.end() ? found->second : verdicts_.emplace(schema, judge_all()).first->second;
}

std::optional<http::MediaType> media_type_of(const http::Response& response) {
  return http::parse_media_type(http::combined(response.fields, "Content-Type").value_or(""));
}

}  // namespace avouch
