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
// Logically immutable; thread-safe. Lazy results are computed once, on first use.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "exchange/exchange.h"
#include "http/media_type.h"
#include "json/instance.h"
#include "judge/media/media.h"
#include "verdict/verdict.h"

namespace avouch {

// The verdicts of one judge on every keyword of one schema.
struct SchemaVerdicts {
  std::vector<Verdict> by_keyword;
  std::vector<std::size_t> violated;  // keyword indices, in order
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

  // The body as JSON, whatever its media type. Precondition: a response was received.
  const ParsedBody& body() const;

  // The body as `read` makes it an instance, for that schema. Calls `read` on first use only.
  const MediaBody& reading(const SchemaKey& schema, const std::function<MediaBody()>& read) const;

  // The result of `judge_all` for every keyword of that schema. Calls `judge_all` on first use only.
  const SchemaVerdicts& verdicts(const SchemaKey& schema,
                                 const std::function<std::vector<Verdict>()>& judge_all) const;

 private:
  const Exchange exchange_;
  std::optional<http::MediaType> media_type_;
  mutable std::mutex body_mutex_;
  mutable std::optional<ParsedBody> body_;  // refers to exchange_
  mutable std::map<SchemaKey, MediaBody> readings_;
  mutable std::mutex verdicts_mutex_;
  mutable std::map<SchemaKey, SchemaVerdicts> verdicts_;
};

// The media type in a response's Content-Type.
std::optional<http::MediaType> media_type_of(const http::Response& response);

}  // namespace avouch
