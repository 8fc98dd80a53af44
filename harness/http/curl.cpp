// SPDX-License-Identifier: MIT
#include "http/curl.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "http/secret_pieces.h"
#include "http/shell_text.h"
#include "http/syntax.h"
#include "http/url.h"
#include "http/usual_fields.h"

namespace avouch::http {
namespace {

// NAME:PASSWORD as an argument of --user.
std::string pair_argument(const std::string& pair, const Secrets& secrets, Teller& teller) {
  for (const Secrets::Entry& entry : secrets.entries()) {
    if (entry.value == pair) return "\"$" + entry.variable + "\"";
  }
  return quoted(teller.pieces_of(pair, ":"));
}

// What --user takes, for Basic credentials; nullopt for an Authorization that curl would write otherwise.
std::optional<std::string> user_argument(std::string_view authorization, const Secrets& secrets,
                                         Teller& teller) {
  const std::size_t blank = authorization.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  if (!equals_ignoring_ascii_case(authorization.substr(0, blank), "Basic")) return std::nullopt;
  const std::optional<std::string> pair = unbase64(trim_ows(authorization.substr(blank)));
  if (!pair || pair->find(':') == std::string::npos) return std::nullopt;
  const bool is_secret = std::any_of(secrets.entries().begin(), secrets.entries().end(),
                                     [&](const Secrets::Entry& entry) { return entry.value == *pair; });
  const bool is_curls = is_field_value(*pair) && "Basic " + base64(*pair) == authorization;
  if (!is_secret && !is_curls) return std::nullopt;
  return pair_argument(*pair, secrets, teller);
}

// Writes "name=value&name=value" with curl's encoding options, "--url-query" or "--data-urlencode". Pairs
// that curl would encode differently are passed as they are.
struct PairOptions {
  const char* encoded;  // takes name=value; percent-encodes the value
  const char* as_it_is;
  const char* mark;  // prefix of text to pass unencoded
};

// Returns whether curl would write exactly this text: it percent-encodes all but unreserved characters, and a
// blank as "+".
bool curl_encodes(const Pieces& pieces) {
  return std::all_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
    if (piece.hole) return piece.hole->writing == Writing::percent ? !piece.hole->has_blank : false;
    const std::string decoded = percent_decoded(piece.text);
    return percent_encoded(decoded) == piece.text && decoded.find(' ') == std::string::npos &&
           decoded.find('\0') == std::string::npos;
  });
}

// Returns nullopt if no pair needs the options, or if they cannot write a pair that needs them.
std::optional<std::string> pair_options(std::string_view pairs, const PairOptions& options, Teller& teller,
                                        std::string& before) {
  const std::vector<std::string_view> all = split(pairs, '&');
  std::size_t first = all.size();
  std::vector<Pieces> values;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::size_t equals = all[i].find('=');
    values.push_back(
        teller.pieces_of(equals == all[i].npos ? std::string_view() : all[i].substr(equals + 1)));
    const bool needs_it = has_hole(values[i], Writing::percent);
    if (needs_it && !curl_encodes(values[i])) return std::nullopt;
    if (needs_it) first = std::min(first, i);
    if (all[i].empty() || has_hole(teller.pieces_of(all[i].substr(0, equals), "="))) return std::nullopt;
  }
  if (first == all.size()) return std::nullopt;
  before.clear();
  for (std::size_t i = 0; i < first; ++i) before += (i > 0 ? "&" : "") + std::string(all[i]);
  std::string text;
  for (std::size_t i = first; i < all.size(); ++i) {
    const std::size_t equals = all[i].find('=');
    if (!has_hole(values[i], Writing::percent)) {
      const Pieces pair = joined({{options.mark, std::nullopt}}, teller.pieces_of(all[i], "="));
      text += std::string(" ") + options.as_it_is + " " + quoted(pair);
      continue;
    }
    Pieces pair = {{std::string(all[i].substr(0, equals + 1)), std::nullopt}};
    for (Piece piece : values[i]) {
      if (piece.hole) piece.hole->writing = Writing::plain;
      piece.text = percent_decoded(piece.text);
      pair.push_back(std::move(piece));
    }
    text += std::string(" ") + options.encoded + " " + quoted(pair);
  }
  return text;
}

bool has_dot_segments(std::string_view path) {
  for (const std::string_view segment : split(path, '/')) {
    std::string plain;
    for (std::size_t at = 0; at < segment.size(); ++at) {
      if (equals_ignoring_ascii_case(segment.substr(at, 3), "%2e")) {
        plain += '.';
        at += 2;
      } else {
        plain += segment[at];
      }
    }
    if (plain == "." || plain == "..") return true;
  }
  return false;
}

// Fields that curl writes itself, or that apply to one connection only.
bool is_left_out(const Field& field) {
  constexpr std::array<std::string_view, 4> kNames = {"Content-Length", "Connection", "Transfer-Encoding",
                                                      "Proxy-Authorization"};
  const bool is_of_ours =
      equals_ignoring_ascii_case(field.name, "User-Agent") && field.value.starts_with("avouch/");
  return is_of_ours || usual_value(field.name) == field.value ||
         std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view each) { return equals_ignoring_ascii_case(each, field.name); });
}

bool is_host_of(const Field& field, const std::optional<Url>& url) {
  if (!url) return true;
  const std::string with_port = url->origin().host + ":" + std::to_string(url->port);
  return serialize(url->origin()) == url->scheme + "://" + ascii_lower(field.value) ||
         ascii_lower(field.value) == with_port;
}

// Returns whether to send a Content-Length, even of 0: RFC 9110 §8.6 requires one for a POST without content,
// and servers respond with 411 without it.
bool has_length(const Request& request) {
  const bool measured =
      request.method != "GET" && request.method != "HEAD" && contains(request.fields, "Content-Length");
  return measured || !request.body.empty();
}

// Separators of components of a field's value, a URL or a body that may be secrets as a whole.
constexpr std::string_view kFieldMarks = " ;=,\"";
constexpr std::string_view kUrlMarks = "/?&=;,.:@#";
constexpr std::string_view kBodyMarks = "&=\":,[]{}\r\n ";

std::string header_options(const Request& request, const std::optional<Url>& url, const Secrets& secrets,
                           Teller& teller) {
  std::string options;
  const Identity& identity = request.identity;
  if (!identity.certificate.empty()) options += " --cert " + shell_word(identity.certificate);
  if (!identity.key.empty()) options += " --key " + shell_word(identity.key);
  if (identity.digest) options += " --digest --user " + pair_argument(*identity.digest, secrets, teller);
  for (const Field& field : request.fields) {
    if (is_left_out(field)) continue;
    // The response to one challenge: curl makes its own.
    if (identity.digest && equals_ignoring_ascii_case(field.name, "Authorization")) continue;
    if (equals_ignoring_ascii_case(field.name, "Host") && is_host_of(field, url)) continue;
    if (equals_ignoring_ascii_case(field.name, "Accept") && field.value == "*/*") continue;  // curl's own
    if (equals_ignoring_ascii_case(field.name, "Authorization")) {
      if (const std::optional<std::string> user = user_argument(field.value, secrets, teller)) {
        options += " --user " + *user;
        continue;
      }
    }
    // "Name;" sends a field with an empty value; "Name:" would send no field.
    const Pieces line = field.value.empty() ? Pieces{{field.name + ";", std::nullopt}}
                                            : joined({{field.name + ": ", std::nullopt}},
                                                     teller.pieces_of(field.value, kFieldMarks));
    options += " -H " + quoted(line);
  }
  if (has_length(request) && !contains(request.fields, "Content-Type")) options += " -H 'Content-Type:'";
  return options;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

bool is_form(const Request& request) {
  const std::optional<std::string> type = combined(request.fields, "Content-Type");
  return type && ascii_lower(*type).starts_with("application/x-www-form-urlencoded");
}

// Does not use --data-binary, which reads files for "@".
std::string data_options(const Request& request, Teller& teller) {
  std::string before;
  if (is_form(request)) {
    const auto pairs = pair_options(
        request.body, {.encoded = "--data-urlencode", .as_it_is = "--data-raw", .mark = ""}, teller, before);
    if (pairs)
      return (before.empty() ? "" : " --data-raw " + quoted(teller.pieces_of(before, kBodyMarks))) + *pairs;
  }
  return " --data-raw " + quoted(teller.pieces_of(request.body, kBodyMarks));
}

// Writes the URL, and options that add to its query.
std::string url_argument(std::string_view url, const std::optional<Url>& parsed, Teller& teller) {
  std::string before;
  const std::size_t mark = url.find('?');
  // curl removes dot segments from a URL when it extends its query.
  if (mark != url.npos && parsed && !has_dot_segments(parsed->path)) {
    const auto pairs =
        pair_options(url.substr(mark + 1), {.encoded = "--url-query", .as_it_is = "--url-query", .mark = "+"},
                     teller, before);
    if (pairs) {
      const std::string rest = std::string(url.substr(0, mark)) + (before.empty() ? "" : "?" + before);
      return *pairs + " " + quoted(teller.pieces_of(rest, kUrlMarks));
    }
  }
  return " " + quoted(teller.pieces_of(url, kUrlMarks));
}

}  // namespace

std::string shell_word(std::string_view text) {
  const auto is_plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./:=@%+,").find(c) != std::string_view::npos;
  };
  const bool is_word = !text.empty() && std::all_of(text.begin(), text.end(), is_plain);
  return is_word ? std::string(text) : single_quoted(text);
}

std::string to_curl(const Request& request, std::string_view url, const Secrets& secrets) {
  Teller teller(secrets);
  const std::optional<Url> parsed = parse_url(url);
  const bool piped = has_control(request.body);
  std::string command =
      piped ? printf_command(teller.pieces_of(request.body, kBodyMarks)) + " | curl" : "curl";

  if (request.method == "HEAD" && request.body.empty()) {
    command += " -I";
  } else if (request.method != "GET" || !request.body.empty()) {
    command +=
        " -X " + (is_token(request.method) && request.method.find_first_of("'`$*!#&|~") == std::string::npos
                      ? request.method
                      : quoted(teller.pieces_of(request.method)));
  }
  // Without these options curl would change the path, or expand brackets and braces as a set of URLs.
  if (parsed && has_dot_segments(parsed->path)) command += " --path-as-is";
  if (url.find_first_of("[]{}") != std::string_view::npos) command += " --globoff";
  if (contains(request.fields, "Accept-Encoding")) command += " --compressed";
  command += header_options(request, parsed, secrets, teller);
  if (piped) {
    command += " --data-binary @-";
  } else if (has_length(request)) {
    command += data_options(request, teller);
  }
  command += url_argument(url, parsed, teller);
  return teller.is_whole() ? command : std::string(kNotWhole) + command;
}

std::string with_options(std::string command, std::string_view options) {
  if (options.empty()) return command;
  constexpr std::string_view kCurl = "curl";
  const std::size_t start = command.starts_with(kNotWhole) ? kNotWhole.size() : 0;
  std::size_t curl = command.find(kCurl, start);
  if (curl != start) {  // the body is piped to it
    const std::size_t pipe = command.rfind("| curl ");
    if (pipe == command.npos) return command;
    curl = pipe + 2;
  }
  return command.insert(curl + kCurl.size(), " " + std::string(options));
}

std::string told(std::string_view text, const Secrets& secrets) {
  constexpr std::string_view kMarks = "/?&=;,.:@# \"";
  std::string words;
  for (const Piece& piece : Teller(secrets).pieces_of(text, kMarks))
    words += piece.hole ? "$" + piece.hole->parameter.substr(0, piece.hole->parameter.find('#')) : piece.text;
  return secrets.redact(std::move(words));
}

}  // namespace avouch::http
