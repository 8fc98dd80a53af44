// SPDX-License-Identifier: MIT
#include "exchange/round_trip.h"

#include <algorithm>
#include <exception>
#include <new>
#include <optional>
#include <utility>

#include "base/text.h"
#include "exchange/coding.h"
#include "exchange/framing.h"
#include "exchange/guarded_stream.h"
#include "exchange/head.h"

namespace avouch::wire {
namespace {

// cpp-httplib's client, told to use a stream of ours. It opens no socket of its own.
class Client final : public httplib::ClientImpl {
 public:
  Client() : ClientImpl("avouch.invalid") {
    set_url_encode(false);  // targets come percent-encoded
    set_decompress(false);
    set_keep_alive(true);
  }

  bool exchange(httplib::Stream& stream, httplib::Request& request, httplib::Response& response) {
    httplib::Error error = httplib::Error::Success;
    return process_request(stream, request, response, false, error);
  }
};

httplib::Request to_httplib(const http::Request& request, ContentDecoder*& decoder) {
  httplib::Request made;
  made.method = request.method;
  made.path = request.target;
  for (const http::Field& field : request.fields) made.headers.emplace(field.name, field.value);
  made.body = request.body;
  made.content_receiver = [&decoder](const char* bytes, size_t size, uint64_t, uint64_t) {
    return decoder->feed({bytes, size});
  };
  return made;
}

// cpp-httplib and what it calls of ours may throw what the standard library throws within them. Whatever it
// is, it happened in this process and says nothing about the peer. Empty where nothing was thrown.
std::string exchange_quietly(GuardedStream& stream, httplib::Request& request) {
  try {
    httplib::Response response;
    Client().exchange(stream, request, response);
    return {};
  } catch (const std::bad_alloc&) {
    return "this process has no memory left to read the response: raise its limit on memory, or lower --jobs "
           "or --max-filesize";
  } catch (const std::exception& error) {  // length_error, system_error and their like
    return "this process could not read the response (" + shown(error.what()) + ")";
  }
}

// The first of what went wrong, from the wire up.
BodyEnd end_of(const GuardedStream& stream, const ContentDecoder& decoder) {
  // Over the limit, or no longer decodable: that is why no more was read.
  if (stream.end().kind != BodyEnd::Kind::complete) return stream.end();
  if (!stream.framing().fault.empty()) return {BodyEnd::Kind::cut_short, stream.framing().fault};
  if (!stream.framing().other_coding.empty()) {
    return {BodyEnd::Kind::undecodable, "the transfer coding " + in_quotes(stream.framing().other_coding) +
                                            " was not asked for (RFC 9112 §6.1)"};
  }
  return decoder.end();
}

}  // namespace

RoundTrip round_trip(Channel& channel, const http::Request& request, const TransportOptions& options,
                     const Limit& limit) {
  GuardedStream stream(channel, request.method, options, limit);
  ContentDecoder* decoder = nullptr;
  std::optional<ContentDecoder> made;
  httplib::Request asked = to_httplib(request, decoder);
  asked.response_handler = [&](const httplib::Response&) {
    made.emplace(http::combined(stream.head()->fields, "Content-Encoding").value_or(""),
                 options.max_filesize);
    decoder = &*made;
    return true;
  };
  std::string thrown = exchange_quietly(stream, asked);

  RoundTrip trip;
  const std::string& head = stream.request_head();
  trip.sent =
      parse_field_lines(std::string_view(head).substr(std::min(head.find('\n'), head.size() - 1) + 1));
  trip.response_began = stream.response_began();
  if (stream.failure() || !stream.head()) {
    if (thrown.empty()) thrown = "this process could not read the response";
    trip.outcome = stream.failure().value_or(Failure{Failure::Kind::exhausted, std::move(thrown)});
    return trip;
  }
  Received received{.response = *stream.head(), .end = {}};
  if (!thrown.empty()) {
    made.reset();  // what came of the content is not judged, and its memory is wanted
    received.end = {BodyEnd::Kind::exhausted, std::move(thrown)};
  } else if (made) {
    if (stream.end().kind == BodyEnd::Kind::complete) made->finish();
    received.response.body = std::move(made->content());
    received.end = end_of(stream, *made);
  } else {
    received.end = stream.end();
  }
  received.surplus = stream.surplus();
  trip.reusable = received.end.kind == BodyEnd::Kind::complete && stream.drained() &&
                  persists(received.response, stream.framing());
  trip.outcome = std::move(received);
  return trip;
}

}  // namespace avouch::wire
