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

// What a value needs: a cell, and its part of the space into which their array grows.
constexpr std::size_t kBytesPerValue = 24;

// The body, within what is left of the memory that all answers may hold.
ParsedBody parsed(const Received& received) {
  MemoryShare* memory = received.memory.get();
  const MemoryBudget* all = memory == nullptr ? nullptr : memory->budget();
  BodyLimits limits;
  const std::string why = all == nullptr ? ""
                                         : "the parsed body does not fit into what the others leave of the " +
                                               counted(all->limit(), "byte", "bytes") + " of --max-memory";
  if (all != nullptr && all->left() / kBytesPerValue < limits.values) {
    limits.values = all->left() / kBytesPerValue;
    limits.values_reason = why;
  }
  ParsedBody body = parse_body_in_place(received.response.body, limits);
  if (body.instance != nullptr && memory != nullptr && !memory->grow(body.instance->memory()))
    return {.instance = nullptr, .fault = SyntaxFault{.reason = why, .is_limit = true}};
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

const ParsedBody& Answer::body() const {
  assert(received() != nullptr);
  const std::lock_guard lock(body_mutex_);
  if (!body_) body_ = parsed(*received());
  return *body_;
}

void Answer::drop_body() {
  Received* came = std::get_if<Received>(&exchange_.outcome);
  if (came == nullptr) return;
  body_.reset();  // refers to the text
  readings_.clear();
  verdicts_.clear();
  std::string().swap(came->response.body);  // an assignment would keep its space
  if (came->memory != nullptr) came->memory->shrink_to(size_of_head(*came));
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

WorkBudget::Limits Answer::left_of(const WorkBudget::Limits& limits) const {
  const std::lock_guard lock(spent_mutex_);
  const bool is_timed = limits.time != WorkBudget::Limits{}.time;
  return {.steps = limits.steps - std::min(limits.steps, spent_.steps),
          .time = is_timed ? limits.time - std::min(limits.time, spent_.time) : limits.time};
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
