// SPDX-License-Identifier: MIT
#include "exchange/round_trip.h"

#include <algorithm>
#include <exception>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "exchange/message/coding.h"
#include "exchange/message/content_reader.h"
#include "exchange/message/final_head.h"
#include "exchange/message/framing.h"
#include "exchange/message/inbox.h"
#include "exchange/message/request.h"
#include "exchange/recording.h"
#include "http/item_stream.h"
#include "http/media_type.h"

namespace avouch::wire {
namespace {

// Returns nullopt if the response should be read. A server may respond and close before it has read
// everything (RFC 9112 §9.3), so a write error alone does not end the exchange.
std::optional<Failure> write(Channel& channel, std::string_view bytes, const Limit& limit) {
  if (bytes.empty()) return std::nullopt;
  const Transfer transfer = channel.write(bytes, limit);
  switch (transfer.kind) {
    case Transfer::Kind::moved:
    case Transfer::Kind::ended:
    case Transfer::Kind::broken:
      return std::nullopt;
    case Transfer::Kind::exhausted:
    case Transfer::Kind::timed_out:
    case Transfer::Kind::interrupted:
      return headless(transfer, 0);
  }
  return std::nullopt;
}

// The first error, from the connection upwards.
BodyEnd end_of(const BodyEnd& read, const Framing& framing, const ContentDecoder& decoder) {
  if (read.kind != BodyEnd::Kind::complete) return read;
  if (!framing.fault.empty()) return {BodyEnd::Kind::cut_short, framing.fault};
  if (!framing.other_coding.empty()) {
    return {BodyEnd::Kind::undecodable,
            "the transfer coding " + in_quotes(framing.other_coding) + " was not requested (RFC 9112 §6.1)"};
  }
  return decoder.end();
}

// What a stream of items has brought so far, and when that is enough.
class Stream {
 public:
  Stream(const http::Response& head, const TransportOptions& options, const Limit& limit)
      : most_(options.max_items), limit_(limit) {
    const auto type = http::parse_media_type(http::combined(head.fields, "Content-Type").value_or(""));
    std::optional<http::ItemFraming> framing = type ? http::item_framing(*type) : std::nullopt;
    if (!framing) return;
    kind_ = framing->kind;
    scanner_.emplace(*std::move(framing));
    limit_.deadline = std::min(limit.deadline, limit.now() + options.max_stream_time);
    is_shorter_ = limit_.deadline < limit.deadline;
  }

  const Limit& limit() const { return limit_; }

  bool has_enough(std::string_view content) {
    if (!scanner_) return false;
    scanner_->scan(content, false);
    return scanner_->items().size() >= most_;
  }

  // Cuts the content after its last item, if the stream was not read to its end.
  void close(ContentReader& reader, std::string& content, BodyEnd& end) {
    const bool is_over = is_shorter_ && end.kind == BodyEnd::Kind::timed_out;
    const bool is_met = end.kind == BodyEnd::Kind::complete && has_enough(content) &&
                        (!reader.is_whole() || scanner_->items().size() > most_);
    if (!scanner_ || (!is_over && !is_met)) return;
    const std::size_t count = std::min(scanner_->items().size(), most_);
    content.resize(count == 0 ? wrong_beginning(content) : scanner_->items()[count - 1].next);
    end = {.is_enough = true};
  }

 private:
  // How much came before the first item ended, if that shows already that the stream is wrong: content before
  // the first record separator (RFC 7464 §2.2), or events that are not UTF-8 (HTML §9.2.5).
  std::size_t wrong_beginning(std::string_view content) const {
    using Kind = http::ItemFraming::Kind;
    constexpr std::size_t kLongestCharacter = 4;  // bytes; one that is cut off is not wrong
    if (kind_ == Kind::records && (scanner_->has_stray_content() || !scanner_->has_begun()))
      return content.size();
    if (kind_ != Kind::events) return 0;
    const std::optional<std::size_t> invalid = first_invalid_utf8(content);
    return invalid && content.size() - *invalid >= kLongestCharacter ? *invalid + 1 : 0;
  }

  std::size_t most_;
  Limit limit_;
  http::ItemFraming::Kind kind_{};
  bool is_shorter_ = false;  // the time for a stream ends before the time for an exchange
  std::optional<http::ItemScanner> scanner_;
};

// Reads the content of `received`. A failure means an interruption.
std::optional<Failure> read_content(ContentReader& reader, const Framing& framing,
                                    const TransportOptions& options, const Limit& limit, Received& received) {
  http::Response& response = received.response;
  ContentDecoder decoder(http::combined(response.fields, "Content-Encoding").value_or(""),
                         options.max_filesize, received.memory.get());
  Stream stream(response, options, limit);
  const auto is_enough = [&] { return stream.has_enough(decoder.content()); };
  if (std::optional<Failure> failure = reader.read_into(decoder, stream.limit(), is_enough)) return failure;
  const bool is_cut = !reader.is_whole() && is_enough();
  if (reader.end().kind == BodyEnd::Kind::complete && !is_cut) decoder.finish();
  response.body = std::move(decoder.content());
  received.end = end_of(reader.end(), framing, decoder);
  if (received.end.kind == BodyEnd::Kind::cut_short && decoder.waited().count() > 0) {
    // A peer gives up when nothing is read.
    received.end = {BodyEnd::Kind::exhausted,
                    received.end.reason +
                        ", while Avouch waited for the memory of other responses: lower --jobs, or raise "
                        "--max-memory"};
  }
  stream.close(reader, response.body, received.end);
  return std::nullopt;
}

// Exceptions from the standard library while content is read are this process's fault, not the peer's. The
// partial content is not judged then, and its memory is released.
std::optional<Failure> read_content_quietly(ContentReader& reader, const Framing& framing,
                                            const TransportOptions& options, const Limit& limit,
                                            Received& received) {
  try {
    return read_content(reader, framing, options, limit, received);
  } catch (const std::bad_alloc&) {
    received.end = {
        BodyEnd::Kind::exhausted,
        "this process has no memory left to read the response: raise its limit on memory, or lower "
        "--jobs or --max-filesize"};
  } catch (const std::exception& error) {  // length_error, system_error and similar
    received.end = {BodyEnd::Kind::exhausted,
                    "this process could not read the response (" + shown(error.what()) + ")"};
  }
  return std::nullopt;
}

// Reads bytes after a response that ends with its head, whatever its fields say (RFC 9112 §6.3). Bytes of a
// tunnel or another protocol (2xx of CONNECT, 101) do not count.
void read_surplus(Inbox& inbox, const std::string& method, const TransportOptions& options,
                  const Limit& limit, Received& received, RoundTrip& trip) {
  if (method == "CONNECT" || received.response.status == 101) return;
  if (inbox.is_empty()) {
    const Clock::time_point until = std::min(limit.deadline, limit.now() + options.surplus_wait);
    if (options.surplus_later) {
      trip.surplus_until = until;
      return;
    }
    Limit wait = limit;
    wait.deadline = until;
    inbox.fill(wait);  // if none come, there is no surplus
  }
  received.surplus = inbox.bytes().substr(0, kSurplusShown);
}

// What a head holds, until the end of the run.
std::size_t size_of(const http::Response& head) {
  std::size_t size = sizeof(Received) + head.reason.size();
  for (const http::Field& field : head.fields) size += sizeof(field) + field.name.size() + field.value.size();
  return size;
}

Failure no_room(const MemoryBudget& memory) {
  return {Failure::Kind::over_limit, "the response's head does not fit into what the others leave of the " +
                                         counted(memory.limit(), "byte", "bytes") + " of --max-memory"};
}

}  // namespace

RoundTrip round_trip(Channel& channel, const http::Request& request, const TransportOptions& options,
                     const Limit& limit, Progress progress) {
  std::string bytes = serialized(request);
  const std::string_view left = std::string_view(bytes).substr(std::min(progress.written, bytes.size()));
  if (std::optional<Failure> failure = write(channel, left, limit)) return {.outcome = std::move(*failure)};
  Inbox inbox(channel, std::move(progress.came), options.records ? kMostRecorded : 0);
  RoundTrip trip = read_response(inbox, request.method, options, limit);
  if (options.records && trip.reusable) {
    trip.request_bytes = std::move(bytes);
    trip.response_bytes = inbox.recorded();
  }
  return trip;
}

RoundTrip read_response(Inbox& inbox, const std::string& method, const TransportOptions& options,
                        const Limit& limit) {
  std::variant<http::Response, Failure> head = read_final_head(inbox, options.max_head, limit);
  if (Failure* failure = std::get_if<Failure>(&head))
    return {.outcome = std::move(*failure), .response_began = inbox.began()};

  Received received{.response = std::move(std::get<http::Response>(head)), .end = {}};
  if (options.memory != nullptr) {
    received.memory = std::make_shared<MemoryShare>(options.memory);
    if (options.waits_for_memory) received.memory->wait_for_others(limit.cancellation);
    if (!received.memory->grow(size_of(received.response)))
      return {.outcome = no_room(*options.memory), .response_began = true};
  }
  const Framing framing = framing_of(method, received.response);
  ContentReader reader(inbox, framing, options.max_head);
  RoundTrip trip{.outcome = {}, .response_began = true, .has_content = framing.kind != Framing::Kind::none};
  if (framing.kind == Framing::Kind::none) {
    read_surplus(inbox, method, options, limit, received, trip);
  } else if (std::optional<Failure> failure =
                 read_content_quietly(reader, framing, options, limit, received)) {
    return {.outcome = std::move(*failure), .response_began = true};
  }
  const bool is_drained = (framing.kind == Framing::Kind::none || reader.is_whole()) && inbox.is_empty();
  trip.reusable =
      received.end.kind == BodyEnd::Kind::complete && is_drained && persists(received.response, framing);
  trip.outcome = std::move(received);
  return trip;
}

}  // namespace avouch::wire
