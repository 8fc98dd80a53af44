// SPDX-License-Identifier: MIT
// Decodes content codings incrementally, within a limit: RFC 9110 §8.4.
//
//   ContentDecoder decoder("gzip, br", 64 << 20);
//   while (more && decoder.feed(bytes)) …
//   decoder.finish();
//   use(decoder.content(), decoder.end());
//
// Memory is bounded by the limit plus a fixed buffer per coding, whatever the content claims. What the
// content holds is taken from `memory`, if that is given. Not thread-safe.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/exchange.h"

namespace avouch::wire {

// The decoder of one coding. finish() returns whether the data's own end was reached.
class Coding {
 public:
  virtual ~Coding() = default;
  enum class Step { more, finished, broken, exhausted };  // exhausted: out of memory
  // Consumes bytes from the front of `in`, writes at most `size` bytes and sets `written` to their number.
  virtual Step step(std::string_view& in, char* out, std::size_t size, std::size_t& written) = 0;
  virtual bool may_follow() const = 0;  // whether another member may follow (gzip, RFC 1952 §2.2)
  virtual void restart() = 0;
};

class ContentDecoder {
 public:
  // `codings` is the combined Content-Encoding; empty if absent.
  ContentDecoder(std::string_view codings, std::size_t limit, MemoryShare* memory = nullptr);
  ~ContentDecoder();

  // Returns false if further bytes are useless: the limit is reached, or the bytes do not match the coding.
  bool feed(std::string_view bytes);

  // Call after the last byte.
  void finish();

  std::string& content() { return content_; }
  const BodyEnd& end() const { return end_; }

  // How long feed() waited for memory that others held.
  std::chrono::steady_clock::duration waited() const {
    return memory_ == nullptr ? std::chrono::steady_clock::duration(0) : memory_->waited();
  }

 private:
  struct Stage {
    std::string name;
    std::unique_ptr<Coding> coding;
    std::size_t in = 0;
    std::size_t out = 0;
    bool finished = false;
  };

  bool pass(std::size_t stage, std::string_view bytes);
  bool undo(Stage& stage, std::size_t index, std::string_view bytes);
  bool append(std::string_view bytes);
  bool make_room(std::size_t bytes);
  void reserve(std::size_t size);
  bool stop(BodyEnd::Kind kind, std::string reason);

  std::size_t limit_;
  MemoryShare* memory_;        // not owned; null: unlimited
  std::vector<Stage> stages_;  // in decoding order
  std::string content_;
  std::size_t held_ = 0;  // of `memory_`
  BodyEnd end_;
  std::size_t came_ = 0;
};

}  // namespace avouch::wire
