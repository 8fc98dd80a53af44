// SPDX-License-Identifier: MIT
// An exchange as the judge reads it: its head looked at once, its body parsed once.
//
//   const std::shared_ptr<const Answer> answer = Answer::of(transport.send(request));
//   Verdict verdict = judge.judge(clause, {{.role = Role::documented, .answer = answer}});
//
// An Answer owns its exchange, the parsed body and what judges worked out about it: all of that goes with it,
// and nothing is known by an address that another answer may have later. The body's bytes are kept once: the
// parsed body refers to those of the exchange, so an Answer stays where it was made.
//
// Immutable to whoever reads it; any thread may ask. What is worked out at first ask is worked out once.
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
#include "verdict/verdict.h"

namespace avouch {

// What one judge says of every keyword of one schema.
struct SchemaVerdicts {
  std::vector<Verdict> by_keyword;
  std::vector<std::size_t> violated;  // keywords, in order
};

// Which schema, of which judge's contract: that of a response's media type, or of a header.
struct SchemaKey {
  enum class Part { body, header };

  std::uint64_t judge = 0;  // its number: see Judge
  Part part = Part::body;
  std::size_t operation = 0;
  std::size_t response = 0;
  std::size_t index = 0;  // of the media type or the header

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

  // Of its Content-Type; nullopt where there is none, or what it says is not a media type.
  const std::optional<http::MediaType>& media_type() const { return media_type_; }

  // Its body as JSON, whatever its label says. Precondition: something was received.
  const ParsedBody& body() const;

  // What `judge_all` says of every keyword of that schema; it is called at first ask.
  const SchemaVerdicts& verdicts(const SchemaKey& schema,
                                 const std::function<std::vector<Verdict>()>& judge_all) const;

 private:
  const Exchange exchange_;
  std::optional<http::MediaType> media_type_;
  mutable std::mutex body_mutex_;
  mutable std::optional<ParsedBody> body_;  // refers to exchange_
  mutable std::mutex verdicts_mutex_;
  mutable std::map<SchemaKey, SchemaVerdicts> verdicts_;
};

// Of a response's Content-Type.
std::optional<http::MediaType> media_type_of(const http::Response& response);

}  // namespace avouch
