// SPDX-License-Identifier: MIT
#include "judge/answer.h"

#include <cassert>
#include <utility>

#include "http/field.h"

namespace avouch {

Answer::Answer(Exchange exchange) : exchange_(std::move(exchange)) {
  if (const Received* came = received()) media_type_ = media_type_of(came->response);
}

std::shared_ptr<const Answer> Answer::of(Exchange exchange) {
  return std::make_shared<const Answer>(std::move(exchange));
}

const ParsedBody& Answer::body() const {
  assert(received() != nullptr);
  const std::lock_guard lock(body_mutex_);
  if (!body_) body_ = parse_body_in_place(received()->response.body);
  return *body_;
}

const MediaBody& Answer::reading(const SchemaKey& schema, const std::function<MediaBody()>& read) const {
  const std::lock_guard lock(body_mutex_);
  const auto found = readings_.find(schema);
  return found != readings_.end() ? found->second : readings_.emplace(schema, read()).first->second;
}

const SchemaVerdicts& Answer::verdicts(const SchemaKey& schema,
                                       const std::function<std::vector<Verdict>()>& judge_all) const {
  const std::lock_guard lock(verdicts_mutex_);
  const auto found = verdicts_.find(schema);
  if (found != verdicts_.end()) return found->second;
  SchemaVerdicts said{.by_keyword = judge_all(), .violated = {}};
  for (std::size_t i = 0; i < said.by_keyword.size(); ++i) {
    if (said.by_keyword[i].outcome == Outcome::violated) said.violated.push_back(i);
  }
  return verdicts_.emplace(schema, std::move(said)).first->second;
}

std::optional<http::MediaType> media_type_of(const http::Response& response) {
  return http::parse_media_type(http::combined(response.fields, "Content-Type").value_or(""));
}

}  // namespace avouch
