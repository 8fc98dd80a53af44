// SPDX-License-Identifier: MIT
// Undoes content codings as the bytes come, within a limit: RFC 9110 §8.4.
//
//   ContentDecoder decoder("gzip, br", 64 << 20);
//   while (more && decoder.feed(bytes)) …
//   decoder.finish();
//   use(decoder.content(), decoder.end());
//
// Memory stays within the limit and a fixed buffer a coding, whatever the bytes claim. One thread at a time.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/exchange.h"

namespace avouch::wire {

// One coding being undone. finish() says whether the coding's own end was reached.
class Coding {
 public:
  virtual ~Coding() = default;
  enum class Step { more, finished, broken, exhausted };  // exhausted: no memory to go on with
  // Consumes from the front of `in` and writes at most `size` bytes; `written` says how many.
  virtual Step step(std::string_view& in, char* out, std::size_t size, std::size_t& written) = 0;
  virtual bool may_follow()
      const = 0;  // whether another member may follow a finished one (gzip, RFC 1952 §2.2)
  virtual void restart() = 0;
};

class ContentDecoder {
 public:
  // `codings`: the combined Content-Encoding; empty where there is none.
  ContentDecoder(std::string_view codings, std::size_t limit);
  ~ContentDecoder();

  // false where no further byte is of use: the limit is reached, or the bytes are not of that coding.
  bool feed(std::string_view bytes);

  // All bytes have come.
  void finish();

  std::string& content() { return content_; }
  const BodyEnd& end() const { return end_; }

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
  bool stop(BodyEnd::Kind kind, std::string reason);

  std::size_t limit_;
  std::vector<Stage> stages_;  // in the order in which they are undone
  std::string content_;
  BodyEnd end_;
  std::size_t came_ = 0;
};

}  // namespace avouch::wire
