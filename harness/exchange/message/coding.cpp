// SPDX-License-Identifier: MIT
#include "exchange/message/coding.h"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/text.h"

namespace avouch::wire {
namespace {

constexpr std::size_t kMostCodings = 8;  // more than two have no honest use
constexpr std::size_t kLarge = 1U << 20U;
constexpr std::size_t kStep = 1U << 18U;

class Inflate final : public Coding {
 public:
  // zlib's window bits: 15 for the zlib format, plus 16 for gzip.
  Inflate(int window, bool members) : members_(members), state_(inflateInit2(&stream_, window)) {}
  Inflate(const Inflate&) = delete;
  Inflate& operator=(const Inflate&) = delete;
  ~Inflate() override { inflateEnd(&stream_); }

  Step step(std::string_view& in, char* out, std::size_t size, std::size_t& written) override {
    if (state_ != Z_OK) return failed(state_);
    // zlib's fields are not const, but zlib only reads the data.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(in.data()));
    stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(in.size(), 1U << 30U));
    const std::size_t before = stream_.avail_in;
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(size);
    const int outcome = inflate(&stream_, Z_NO_FLUSH);
    in.remove_prefix(before - stream_.avail_in);
    written = size - stream_.avail_out;
    if (outcome == Z_STREAM_END) return Step::finished;
    return outcome == Z_OK || outcome == Z_BUF_ERROR ? Step::more : failed(outcome);
  }
  bool may_follow() const override { return members_; }
  void restart() override { state_ = inflateReset(&stream_); }

 private:
  static Step failed(int outcome) { return outcome == Z_MEM_ERROR ? Step::exhausted : Step::broken; }

  z_stream stream_{};
  bool members_;
  int state_;  // zlib's return code
};

class Unbrotli final : public Coding {
 public:
  Unbrotli()
      : state_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), &BrotliDecoderDestroyInstance) {}

  Step step(std::string_view& in, char* out, std::size_t size, std::size_t& written) override {
    if (state_ == nullptr) return Step::exhausted;  // the only reason why creation fails
    std::size_t in_left = in.size();
    auto next_in = reinterpret_cast<const std::uint8_t*>(in.data());
    std::size_t out_left = size;
    auto next_out = reinterpret_cast<std::uint8_t*>(out);
    const BrotliDecoderResult outcome =
        BrotliDecoderDecompressStream(state_.get(), &in_left, &next_in, &out_left, &next_out, nullptr);
    in.remove_prefix(in.size() - in_left);
    written = size - out_left;
    switch (outcome) {
      case BROTLI_DECODER_RESULT_SUCCESS:
        return Step::finished;
      case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
      case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
        return Step::more;
      case BROTLI_DECODER_RESULT_ERROR:
        break;
    }
    const BrotliDecoderErrorCode code = BrotliDecoderGetErrorCode(state_.get());
    const bool lacks_memory = code <= BROTLI_DECODER_ERROR_ALLOC_CONTEXT_MODES &&
                              code >= BROTLI_DECODER_ERROR_ALLOC_BLOCK_TYPE_TREES;
    return lacks_memory ? Step::exhausted : Step::broken;
  }
  bool may_follow() const override { return false; }
  void restart() override {}

 private:
  std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state_;
};

std::unique_ptr<Coding> coding_named(std::string_view name) {
  // RFC 9110 §8.4.1: x-gzip is gzip; deflate is the zlib format (RFC 1950), not raw deflate.
  if (name == "gzip" || name == "x-gzip") return std::make_unique<Inflate>(15 + 16, true);
  if (name == "deflate") return std::make_unique<Inflate>(15, false);
  if (name == "br") return std::make_unique<Unbrotli>();
  return nullptr;
}

}  // namespace

ContentDecoder::ContentDecoder(std::string_view codings, std::size_t limit, MemoryShare* memory)
    : limit_(limit), memory_(memory) {
  for (const std::string_view element : split(codings, ',')) {
    const std::string name = ascii_lower(trim_ows(element));
    if (name.empty() || name == "identity") continue;
    if (stages_.size() == kMostCodings) {
      stop(BodyEnd::Kind::over_limit, "Content-Encoding lists more than the " +
                                          counted(kMostCodings, "coding", "codings") +
                                          " that are undone: " + in_quotes(codings));
      return;
    }
    std::unique_ptr<Coding> coding = coding_named(name);
    if (coding == nullptr) {
      stop(BodyEnd::Kind::undecodable, "the content coding " + in_quotes(name) +
                                           " was not requested (only gzip, deflate and br can be decoded)");
      return;
    }
    stages_.push_back({.name = name, .coding = std::move(coding)});
  }
  std::reverse(stages_.begin(), stages_.end());  // the coding applied last is undone first (RFC 9110 §8.4)
}

ContentDecoder::~ContentDecoder() = default;

bool ContentDecoder::stop(BodyEnd::Kind kind, std::string reason) {
  if (end_.kind == BodyEnd::Kind::complete) end_ = {kind, std::move(reason)};
  return false;
}

// Takes memory for more content: as much again as there is, or, of a large one, by small steps.
bool ContentDecoder::make_room(std::size_t bytes) {
  const std::size_t needed = content_.size() + bytes;
  if (memory_ == nullptr || needed <= held_) return true;
  const std::size_t more = needed < kLarge ? needed : kStep;
  for (const std::size_t size : {std::min(limit_, needed + more), needed}) {
    if (!memory_->grow(size - held_)) continue;
    held_ = size;
    reserve(size);
    return true;
  }
  // What came is not judged, so the others may have its space.
  memory_->shrink(held_);
  std::string().swap(content_);  // an assignment would keep its space
  held_ = 0;
  if (memory_->is_interrupted()) return stop(BodyEnd::Kind::over_limit, "the run was interrupted");
  return stop(BodyEnd::Kind::over_limit, "the content does not fit into what the others leave of the " +
                                             counted(memory_->budget()->limit(), "byte", "bytes") +
                                             " of --max-memory");
}

// A large content gets all the address space that it may need. The system provides the parts of it that are
// written to, so that nothing moves while it grows, when there would be two of it.
void ContentDecoder::reserve(std::size_t size) {
  if (size <= content_.capacity()) return;
  const std::size_t most = std::min(limit_, memory_->budget()->limit());
  if (size >= kLarge) {
    try {
      content_.reserve(std::max(size, most));
      return;
    } catch (const std::bad_alloc&) {  // address space is limited, too
      size = std::max(size, std::min(most, 2 * content_.capacity()));
    }
  }
  content_.reserve(size);
}

bool ContentDecoder::append(std::string_view bytes) {
  const std::size_t room = limit_ - content_.size();
  if (!make_room(std::min(room, bytes.size()))) return false;
  content_.append(bytes.substr(0, room));
  if (bytes.size() <= room) return true;
  return stop(BodyEnd::Kind::over_limit,
              "the content is longer than " + counted(limit_, "byte", "bytes") + " (--max-filesize)");
}

bool ContentDecoder::feed(std::string_view bytes) {
  if (end_.kind != BodyEnd::Kind::complete) return false;
  came_ += bytes.size();
  // Encoded bytes count too: empty members could follow each other forever.
  if (!stages_.empty() && came_ > limit_) {
    return stop(BodyEnd::Kind::over_limit,
                "the coded content is longer than " + counted(limit_, "byte", "bytes") + " (--max-filesize)");
  }
  return pass(0, bytes);
}

bool ContentDecoder::pass(std::size_t stage, std::string_view bytes) {
  return stage == stages_.size() ? append(bytes) : undo(stages_[stage], stage, bytes);
}

bool ContentDecoder::undo(Stage& stage, std::size_t index, std::string_view bytes) {
  stage.in += bytes.size();
  std::array<char, 16384> buffer;
  while (true) {
    if (stage.finished) {
      if (bytes.empty()) return true;
      if (!stage.coding->may_follow() || bytes.front() != '\x1f') {
        return stop(BodyEnd::Kind::undecodable, counted(bytes.size(), "byte follows", "bytes follow") +
                                                    " the end of the " + stage.name + " coding");
      }
      stage.coding->restart();
      stage.finished = false;
    }
    const std::size_t before = bytes.size();
    std::size_t written = 0;
    const Coding::Step step = stage.coding->step(bytes, buffer.data(), buffer.size(), written);
    stage.out += written;
    if (written > 0 && !pass(index + 1, {buffer.data(), written})) return false;
    if (stage.out > limit_) {
      return stop(BodyEnd::Kind::over_limit,
                  "the content is longer than " + counted(limit_, "byte", "bytes") +
                      " (--max-filesize) once its " + stage.name + " coding is decoded");
    }
    switch (step) {
      case Coding::Step::broken:
        return stop(BodyEnd::Kind::undecodable, "the content does not match its Content-Encoding: broken " +
                                                    stage.name + " data after " +
                                                    counted(stage.out, "decoded byte", "decoded bytes"));
      case Coding::Step::exhausted:
        return stop(BodyEnd::Kind::exhausted, "this process has no memory left to decode the " + stage.name +
                                                  " coding of the content: raise its limit on memory, or "
                                                  "lower --jobs");
      case Coding::Step::finished:
        stage.finished = true;
        break;
      case Coding::Step::more:
        // No input consumed, no output produced: more input is needed.
        if (written < buffer.size() && bytes.empty()) return true;
        if (written == 0 && bytes.size() == before) return true;
        break;
    }
  }
}

void ContentDecoder::finish() {
  if (came_ == 0) return;  // empty content needs no decoding
  for (const Stage& stage : stages_) {
    if (!stage.finished) {
      stop(BodyEnd::Kind::undecodable, "the " + stage.name + " coding of the content ends too early");
      return;
    }
  }
}

}  // namespace avouch::wire
