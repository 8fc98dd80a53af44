// SPDX-License-Identifier: MIT
#include "exchange/message/content_reader.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace avouch::wire {
namespace {

std::string progress(std::uint64_t came, const Framing& framing) {
  std::string text = "after " + counted(came, "byte", "bytes");
  if (framing.kind == Framing::Kind::length) text += " of " + std::to_string(framing.length);
  if (framing.kind == Framing::Kind::length && framing.length == kEndless) text += " or more";
  return text;
}

}  // namespace

std::optional<Failure> ContentReader::read_into(ContentDecoder& decoder, const Limit& limit,
                                                const std::function<bool()>& is_enough) {
  switch (framing_.kind) {
    case Framing::Kind::none:
      is_whole_ = true;
      return std::nullopt;
    case Framing::Kind::unknown:
      end_ = {BodyEnd::Kind::cut_short, framing_.fault};
      return std::nullopt;
    case Framing::Kind::length:
      is_whole_ = framing_.length == 0;
      break;
    case Framing::Kind::chunked:
    case Framing::Kind::until_close:
      break;
  }
  while (!is_whole_) {
    if (inbox_.is_empty()) {
      Limit longer = limit;
      longer.deadline += decoder.waited();  // the peer did not take that time
      const Transfer transfer = inbox_.fill(longer);
      if (transfer.kind != Transfer::Kind::moved) return cut(transfer);
    }
    if (!take(decoder)) return std::nullopt;
    if (is_enough && is_enough()) return std::nullopt;
  }
  return std::nullopt;
}

// Feeds the inbox to the decoder. Returns whether to continue.
bool ContentReader::take(ContentDecoder& decoder) {
  const std::string_view bytes = inbox_.bytes();
  std::string unchunked;
  std::string_view content = bytes;
  std::size_t used = bytes.size();
  if (framing_.kind == Framing::Kind::chunked) {
    used = chunks_.feed(bytes, unchunked);
    content = unchunked;
    is_whole_ = chunks_.done();
  } else if (framing_.kind == Framing::Kind::length) {
    used = static_cast<std::size_t>(std::min<std::uint64_t>(used, framing_.length - came_));
    content = bytes.substr(0, used);
    is_whole_ = came_ + used == framing_.length;
  }
  came_ += content.size();
  const bool is_wanted = content.empty() || decoder.feed(content);
  inbox_.use(used);
  if (!is_wanted) {
    is_whole_ = false;
    return false;
  }
  if (chunks_.fault().empty()) return true;
  end_ = {chunks_.is_limit() ? BodyEnd::Kind::over_limit : BodyEnd::Kind::cut_short, chunks_.fault()};
  return false;
}

std::optional<Failure> ContentReader::cut(const Transfer& transfer) {
  const std::string where = progress(came_, framing_);
  switch (transfer.kind) {
    case Transfer::Kind::moved:
      break;
    case Transfer::Kind::ended:
      is_whole_ = framing_.kind == Framing::Kind::until_close;
      if (!is_whole_) end_ = {BodyEnd::Kind::cut_short, "the connection ended " + where + " of content"};
      break;
    case Transfer::Kind::broken:
      end_ = {BodyEnd::Kind::cut_short,
              "the connection broke " + where + " of content (" + transfer.reason + ")"};
      break;
    case Transfer::Kind::exhausted:
      end_ = {BodyEnd::Kind::exhausted, no_memory_to_read(transfer)};
      break;
    case Transfer::Kind::timed_out:
      end_ = {BodyEnd::Kind::timed_out, "--max-time passed " + where + " of content"};
      break;
    case Transfer::Kind::interrupted:
      return Failure{Failure::Kind::interrupted, "the run was interrupted"};
  }
  return std::nullopt;
}

}  // namespace avouch::wire
