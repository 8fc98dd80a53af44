// SPDX-License-Identifier: MIT
#include "tiny_server.h"

#include <zlib.h>

#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/percent.h"
#include "base/text.h"

namespace avouch {
namespace {

std::string_view without_carriage_return(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

void read_target(std::string_view target, Request& request) {
  const std::size_t mark = target.find('?');
  const std::string_view path = target.substr(0, mark);
  request.path = percent_decoded(path);
  for (const std::string_view segment : split(path, '/')) {
    if (!segment.empty()) request.segments.push_back(percent_decoded(segment));
  }
  if (mark == target.npos) return;
  for (const std::string_view pair : split(target.substr(mark + 1), '&')) {
    const std::size_t equals = pair.find('=');
    request.query[percent_decoded(pair.substr(0, equals))] =
        equals == pair.npos ? "" : percent_decoded(pair.substr(equals + 1));
  }
}

Request parsed(const std::string& bytes) {
  Request request;
  const std::size_t head = bytes.find("\r\n\r\n");
  request.body = bytes.substr(head + 4);
  const std::vector<std::string_view> lines = split(std::string_view(bytes).substr(0, head), '\n');
  const std::vector<std::string_view> words = split(lines.front(), ' ');
  request.method = words.at(0);
  read_target(words.at(1), request);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string_view line = without_carriage_return(lines[i]);
    const std::size_t colon = line.find(':');
    request.fields.push_back(
        {std::string(line.substr(0, colon)), std::string(trim_ows(line.substr(colon + 1)))});
  }
  return request;
}

std::string_view reason_of(int status) {
  static const std::map<int, std::string_view> phrases = {{200, "OK"},
                                                          {201, "Created"},
                                                          {202, "Accepted"},
                                                          {204, "No Content"},
                                                          {302, "Found"},
                                                          {303, "See Other"},
                                                          {400, "Bad Request"},
                                                          {401, "Unauthorized"},
                                                          {403, "Forbidden"},
                                                          {404, "Not Found"},
                                                          {405, "Method Not Allowed"},
                                                          {409, "Conflict"},
                                                          {410, "Gone"},
                                                          {422, "Unprocessable Content"},
                                                          {429, "Too Many Requests"},
                                                          {500, "Internal Server Error"},
                                                          {503, "Service Unavailable"}};
  const auto found = phrases.find(status);
  return found == phrases.end() ? "Other" : found->second;
}

// RFC 9112 §6.3: these have no content, whatever their fields say.
bool has_no_content(const Request& request, int status) {
  return request.method == "HEAD" || status == 204 || status == 304;
}

std::string chunks_of(const std::string& body) {
  constexpr std::size_t kChunk = 7;
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  for (std::size_t at = 0; at < body.size(); at += kChunk) {
    const std::string chunk = body.substr(at, kChunk);
    text += kDigits[chunk.size()];
    text += "\r\n" + chunk + "\r\n";
  }
  return text + "0\r\n\r\n";
}

RawAnswer written(const Request& request, const Reply& reply) {
  std::string text =
      "HTTP/1.1 " + std::to_string(reply.status) + " " + std::string(reason_of(reply.status)) + "\r\n";
  for (const http::Field& field : reply.fields) text += field.name + ": " + field.value + "\r\n";
  bool closes = reply.closes;
  std::string content = reply.body;
  switch (reply.framing) {
    case Reply::Framing::length:
      // RFC 9110 §8.6: not in a 204; of a HEAD it is the length that GET would get.
      if (reply.status != 204 && reply.status != 304)
        text += "Content-Length: " + std::to_string(content.size()) + "\r\n";
      break;
    case Reply::Framing::chunked:
      text += "Transfer-Encoding: chunked\r\n";
      content = chunks_of(content);
      break;
    case Reply::Framing::until_close:
      closes = true;
      break;
  }
  if (closes) text += "Connection: close\r\n";
  text += "\r\n";
  if (!has_no_content(request, reply.status)) text += content;
  return {.chunks = {std::move(text)}, .end = closes ? RawAnswer::End::close : RawAnswer::End::keep_open};
}

}  // namespace

std::string Request::field(const std::string& name) const {
  return http::combined(fields, name).value_or("");
}

Reply Reply::with(std::string name, std::string value) const {
  Reply changed = *this;
  changed.fields.push_back({std::move(name), std::move(value)});
  return changed;
}

Reply Reply::chunked() const {
  Reply changed = *this;
  changed.framing = Framing::chunked;
  return changed;
}

Reply Reply::until_close() const {
  Reply changed = *this;
  changed.framing = Framing::until_close;
  return changed;
}

Reply Reply::closing() const {
  Reply changed = *this;
  changed.closes = true;
  return changed;
}

Reply Reply::gzipped() const {
  z_stream stream{};
  constexpr int kGzip = 15 + 16;  // the largest window, with a gzip header
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("gzip");
  std::string input = body;
  std::string coded(deflateBound(&stream, input.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(coded.data());
  stream.avail_out = static_cast<uInt>(coded.size());
  const bool is_whole = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  coded.resize(stream.total_out);
  deflateEnd(&stream);
  if (!is_whole) throw std::runtime_error("gzip");
  Reply changed = with("Content-Encoding", "gzip");
  changed.body = std::move(coded);
  return changed;
}

Reply reply(int status) {
  return {.status = status};
}

Reply reply(int status, const std::string& type, const std::string& body) {
  return {.status = status, .fields = {{"Content-Type", type}}, .body = body};
}

Reply json_reply(int status, const std::string& body) {
  return reply(status, "application/json", body);
}

Reply problem_reply(int status) {
  return reply(status, "application/problem+json",
               R"({"type":"about:blank","title":"No","status":)" + std::to_string(status) + "}");
}

Handler always(const Reply& reply) {
  return [reply](const Request&) { return reply; };
}

TinyServer::TinyServer() : raw_([this](const std::string& request) { return answer(request); }) {}

void TinyServer::serve(Handler handler) {
  const std::lock_guard lock(mutex_);
  handler_ = std::move(handler);
  requests_.clear();
}

std::vector<std::string> TinyServer::requests() const {
  const std::lock_guard lock(mutex_);
  return requests_;
}

RawAnswer TinyServer::answer(const std::string& bytes) {
  const Request request = parsed(bytes);
  const std::lock_guard lock(mutex_);
  requests_.push_back(request.method + " " + request.path);
  return written(request, handler_(request));
}

}  // namespace avouch
