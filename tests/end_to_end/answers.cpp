// SPDX-License-Identifier: MIT
#include "answers.h"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "http/field.h"
#include "http/syntax.h"

namespace avouch {
namespace {

using nlohmann::json;

constexpr std::string_view kOrigin = "https://avouch.example";  // of the page that a run plays by default

// What a test's author got wrong ends the test.
void check(bool good, const std::string& what) {
  if (!good) throw std::runtime_error("answer description: " + what);
}

struct Asked {
  std::string role;
  std::string origin;
};

std::optional<std::string> field_of(const std::string& request, std::string_view name) {
  for (std::string_view line : split(request, '\n')) {
    if (line == "\r") break;
    const std::size_t colon = line.find(':');
    if (colon == line.npos || !equals_ignoring_ascii_case(line.substr(0, colon), name)) continue;
    std::string_view value = line.substr(colon + 1);
    if (value.ends_with('\r')) value.remove_suffix(1);
    return std::string(trim_ows(value));
  }
  return std::nullopt;
}

Asked asked(const std::string& request) {
  const std::string user = kTestUser;
  const std::size_t colon = user.find(':');
  const std::string right = http::basic_authorization(user.substr(0, colon), user.substr(colon + 1));
  const std::optional<std::string> authorization = field_of(request, "Authorization");
  const std::string origin = field_of(request, "Origin").value_or("");
  if (request.starts_with("OPTIONS ") && field_of(request, "Access-Control-Request-Method"))
    return {"preflight", origin};
  if (!authorization) return {"anonymous", origin};
  if (*authorization != right) return {"wrong-credentials", origin};
  if (origin.empty()) return {"documented", origin};
  return {origin == kOrigin ? "cross-origin" : "other-origin", origin};
}

// The description of one role's answer: wider groups first, so that narrower ones win.
json overrides(const json& description, const std::string& role) {
  static const std::map<std::string, std::vector<std::string>> groups = {
      {"documented", {"every", "call"}},           {"cross-origin", {"every", "call", "page"}},
      {"other-origin", {"every", "call", "page"}}, {"preflight", {"every"}},
      {"anonymous", {"every", "refusals"}},        {"wrong-credentials", {"every", "refusals"}},
  };
  for (const auto& [name, unused] : description.items()) {
    const bool is_known =
        groups.contains(name) || name == "every" || name == "call" || name == "page" || name == "refusals";
    check(is_known, "there is no role " + name);
  }
  json merged = json::object();
  for (const std::string& group : groups.at(role)) {
    if (description.contains(group)) merged.update(description.at(group), true);
  }
  if (description.contains(role)) merged.update(description.at(role), true);
  static const std::vector<std::string> known = {"status",
                                                 "status_line",
                                                 "set",
                                                 "add",
                                                 "header_case",
                                                 "with",
                                                 "without",
                                                 "json",
                                                 "body",
                                                 "body_base64",
                                                 "body_parts",
                                                 "pretty",
                                                 "coding",
                                                 "drop_coded",
                                                 "framing",
                                                 "chunks",
                                                 "chunk_extension",
                                                 "trailers",
                                                 "content_length",
                                                 "connection",
                                                 "before",
                                                 "raw",
                                                 "raw_base64",
                                                 "cut_at",
                                                 "cut",
                                                 "then",
                                                 "packet"};
  for (const auto& [name, unused] : merged.items()) {
    check(std::find(known.begin(), known.end(), name) != known.end(), "there is no key " + name);
  }
  return merged;
}

struct Message {
  std::string status_line;
  std::vector<std::string> lines;  // field lines without CRLF
  std::string body;
};

Message conforming(const Asked& asked) {
  Message message;
  if (asked.role == "preflight") {
    message.status_line = "HTTP/1.1 204 No Content";
    message.lines = {"Access-Control-Allow-Origin: *", "Access-Control-Allow-Methods: GET",
                     "Access-Control-Allow-Headers: Authorization"};
    return message;
  }
  if (asked.role == "anonymous" || asked.role == "wrong-credentials") {
    message.status_line = "HTTP/1.1 401 Unauthorized";
    message.lines = {"Content-Type: application/problem+json", "WWW-Authenticate: Basic realm=\"target\""};
    message.body = R"({"title": "Unauthorized", "status": 401})";
  } else {
    message.status_line = "HTTP/1.1 200 OK";
    message.lines = {"Content-Type: application/json"};
    message.body = documented_body().dump();
  }
  if (!asked.origin.empty()) message.lines.push_back("Access-Control-Allow-Origin: *");
  return message;
}

std::string replaced(std::string text, std::string_view what, const std::string& by) {
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

std::string_view name_of(std::string_view line) {
  return line.substr(0, line.find(':'));
}

void change_fields(const json& given, const Asked& asked, std::vector<std::string>& lines) {
  const json none = json::object();
  for (const auto& [name, value] : (given.contains("set") ? given.at("set") : none).items()) {
    const auto same = [&, wanted = name](const std::string& line) {
      return equals_ignoring_ascii_case(name_of(line), wanted);
    };
    if (value.is_null()) {
      std::erase_if(lines, same);
      continue;
    }
    const std::string line = name + ": " + replaced(value.get<std::string>(), "{origin}", asked.origin);
    const auto found = std::find_if(lines.begin(), lines.end(), same);
    if (found == lines.end()) {
      lines.push_back(line);
    } else {
      *found = line;
    }
  }
  if (given.contains("add")) {
    for (const json& line : given.at("add"))
      lines.push_back(replaced(line.get<std::string>(), "{origin}", asked.origin));
  }
}

// The same with each {"text": [PART, …]} written out.
json with_texts(json value) {
  if (value.is_object() && value.size() == 1 && value.contains("text")) {
    std::string text;
    for (const json& part : value.at("text")) {
      if (part.is_string()) {
        text += part.get<std::string>();
        continue;
      }
      const std::string repeated = part.at("repeat").get<std::string>();
      for (int i = 0; i < part.at("times").get<int>(); ++i)
        text += replaced(repeated, "{n}", std::to_string(i));
    }
    return text;
  }
  if (value.is_structured()) {
    for (json& each : value) each = with_texts(std::move(each));
  }
  return value;
}

std::string bytes_of(const json& base64) {
  const std::optional<std::string> bytes = http::unbase64(base64.get<std::string>());
  check(bytes.has_value(), "this is not base64: " + base64.dump());
  return *bytes;
}

std::string body_of(const json& given, const std::string& otherwise) {
  if (given.contains("body")) return given.at("body").get<std::string>();
  if (given.contains("json")) return given.at("json").dump();
  if (given.contains("body_base64")) return bytes_of(given.at("body_base64"));
  if (given.contains("body_parts")) {
    std::string body;
    for (const json& part : given.at("body_parts")) {
      if (part.is_string()) {
        body += part.get<std::string>();
      } else if (part.contains("repeat")) {
        for (int i = part.at("times").get<int>(); i > 0; --i)
          body += part.at("repeat").get_ref<const std::string&>();
      } else if (part.contains("base64")) {
        body += bytes_of(part.at("base64"));
      } else {
        check(part.contains("default"), "unknown part " + part.dump());
        body += otherwise;
      }
    }
    return body;
  }
  if (!given.contains("with") && !given.contains("without") && !given.contains("pretty")) return otherwise;
  json value = json::parse(otherwise);
  if (given.contains("with")) value.update(given.at("with"));
  if (given.contains("without")) {
    for (const json& name : given.at("without"))
      check(value.erase(name.get<std::string>()) == 1, "no member " + name.dump());
  }
  return value.dump(given.value("pretty", -1));
}

std::string deflated(const std::string& body, int window_bits) {
  z_stream stream{};
  check(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY) == Z_OK,
        "deflate");
  std::string coded(deflateBound(&stream, body.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  stream.next_out = reinterpret_cast<Bytef*>(coded.data());
  stream.avail_out = static_cast<uInt>(coded.size());
  check(::deflate(&stream, Z_FINISH) == Z_STREAM_END, "deflate");
  coded.resize(stream.total_out);
  deflateEnd(&stream);
  return coded;
}

std::string brotli(const std::string& body) {
  std::size_t size = BrotliEncoderMaxCompressedSize(body.size()) + 64;
  std::string coded(size, '\0');
  const bool done = BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, body.size(),
                                          reinterpret_cast<const std::uint8_t*>(body.data()), &size,
                                          reinterpret_cast<std::uint8_t*>(coded.data())) == BROTLI_TRUE;
  check(done, "brotli");
  coded.resize(size);
  return coded;
}

std::string coded(const std::string& body, const std::string& coding) {
  if (coding == "gzip") return deflated(body, 15 + 16);
  if (coding == "deflate") return deflated(body, 15);  // RFC 9110 §8.4.1.2: the zlib format
  check(coding == "br", "unknown coding " + coding);
  return brotli(body);
}

std::string chunked(const std::string& body, const json& given) {
  const std::vector<std::size_t> sizes = given.value("chunks", std::vector<std::size_t>{100});
  const std::string extension = given.value("chunk_extension", "");
  std::ostringstream text;
  text << std::hex;
  std::size_t turn = 0;
  for (std::size_t at = 0; at < body.size();) {
    const std::size_t size = std::min(sizes[turn++ % sizes.size()], body.size() - at);
    text << size << extension << "\r\n" << body.substr(at, size) << "\r\n";
    at += size;
  }
  text << "0" << extension << "\r\n";
  for (const std::string& line : given.value("trailers", std::vector<std::string>{})) text << line << "\r\n";
  text << "\r\n";
  return text.str();
}

std::string reason_of(int status) {
  static const std::map<int, std::string> reasons = {
      {200, "OK"},        {201, "Created"},      {204, "No Content"},           {301, "Moved Permanently"},
      {302, "Found"},     {304, "Not Modified"}, {400, "Bad Request"},          {401, "Unauthorized"},
      {403, "Forbidden"}, {404, "Not Found"},    {500, "Internal Server Error"}};
  const auto found = reasons.find(status);
  return found == reasons.end() ? "Some Reason" : found->second;
}

void change_case(const std::string& wanted, std::vector<std::string>& lines) {
  for (std::string& line : lines) {
    const auto end = line.begin() + static_cast<std::ptrdiff_t>(name_of(line).size());
    std::transform(line.begin(), end, line.begin(), [&](char letter) {
      const bool is_upper = letter >= 'A' && letter <= 'Z';
      const bool is_lower = letter >= 'a' && letter <= 'z';
      if (wanted == "lower" && is_upper) return static_cast<char>(letter + 32);
      if (wanted == "upper" && is_lower) return static_cast<char>(letter - 32);
      return letter;
    });
  }
}

// The whole message, and where its head ends.
std::string written(Message message, const json& given, const Asked& asked, std::size_t& head_end) {
  if (given.contains("status")) {
    const int status = given.at("status").get<int>();
    message.status_line = "HTTP/1.1 " + std::to_string(status) + " " + reason_of(status);
  }
  message.status_line = given.value("status_line", message.status_line);
  message.body = body_of(given, message.body);
  if (given.contains("coding")) {
    const std::string coding = given.at("coding").get<std::string>();
    message.body = coded(message.body, coding);
    message.body.resize(message.body.size() - given.value("drop_coded", 0U));
    message.lines.push_back("Content-Encoding: " + coding);
  }
  const std::string framing = given.value("framing", asked.role == "preflight" ? "none" : "length");
  if (framing == "length" || given.contains("content_length")) {
    message.lines.push_back("Content-Length: " +
                            given.value("content_length", std::to_string(message.body.size())));
  } else if (framing == "chunked") {
    message.lines.push_back("Transfer-Encoding: chunked");
    message.body = chunked(message.body, given);
  }
  if (given.contains("connection"))
    message.lines.push_back("Connection: " + given.at("connection").get<std::string>());
  change_fields(given, asked, message.lines);
  if (given.contains("header_case")) change_case(given.at("header_case").get<std::string>(), message.lines);

  std::string text = given.value("before", "") + message.status_line + "\r\n";
  for (const std::string& line : message.lines) text += line + "\r\n";
  text += "\r\n";
  head_end = text.size();
  return text + message.body;
}

RawAnswer::End end_of(const json& given, bool is_cut) {
  const bool closes = is_cut || given.contains("raw") || given.contains("raw_base64") ||
                      given.value("framing", "") == "close" || given.value("connection", "") == "close";
  const std::string then = given.value("then", closes ? "close" : "keep");
  if (then == "keep") return RawAnswer::End::keep_open;
  if (then == "close") return RawAnswer::End::close;
  if (then == "reset") return RawAnswer::End::reset;
  check(then == "hang", "unknown end " + then);
  return RawAnswer::End::hang;
}

}  // namespace

const json& documented_body() {
  static const json body = {
      {"url", "https://conversations.twilio.com/v1/Configuration/Webhooks"},
      {"method", "GET"},
      {"target", "webhook"},
      {"filters", {"onMessageAdded", "onConversationUpdated"}},
      {"account_sid", "ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
      {"pre_webhook_url", "https://example.com/pre"},
      {"post_webhook_url", "https://example.com/post"},
  };
  return body;
}

RawAnswer answer_to(const std::string& request, const json& description) {
  const Asked who = asked(request);
  const json given = with_texts(overrides(description, who.role));
  std::string text;
  std::size_t head_end = 0;
  if (given.contains("raw")) {
    text = given.at("raw").get<std::string>();
  } else if (given.contains("raw_base64")) {
    text = bytes_of(given.at("raw_base64"));
  } else {
    text = written(conforming(who), given, who, head_end);
  }
  const bool is_cut = given.contains("cut_at") || given.contains("cut");
  if (given.contains("cut_at")) {
    const int at = given.at("cut_at").get<int>();
    text.resize(at < 0 ? text.size() - static_cast<std::size_t>(-at) : static_cast<std::size_t>(at));
  }
  if (given.contains("cut")) text.resize(head_end);

  RawAnswer answer{.chunks = {}, .end = end_of(given, is_cut)};
  const std::size_t packet = given.value("packet", std::max<std::size_t>(text.size(), 1));
  for (std::size_t at = 0; at < text.size(); at += packet) answer.chunks.push_back(text.substr(at, packet));
  return answer;
}

}  // namespace avouch
