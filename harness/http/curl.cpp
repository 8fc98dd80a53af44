// SPDX-License-Identifier: MIT
#include "http/curl.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "http/secret_forms.h"
#include "http/syntax.h"
#include "http/url.h"

namespace avouch::http {
namespace {

// The encoding of a secret at its place.
enum class Writing { plain, percent, json };

// A reference to an environment variable: "AVOUCH_USER", or its password by POSIX parameter expansion (XCU
// 2.6.2), "AVOUCH_USER#*:".
struct Hole {
  std::string parameter;
  Writing writing = Writing::plain;
  bool has_blank = false;  // its value contains a blank
};

// A piece of a text that was split at its secrets.
struct Piece {
  std::string text;  // the literal text; empty for a secret
  std::optional<Hole> hole;
};
using Pieces = std::vector<Piece>;

bool has_hole(const Pieces& pieces, std::optional<Writing> writing = std::nullopt) {
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return piece.hole && (!writing || piece.hole->writing == *writing);
  });
}

// A text that represents a secret in a request, and the variable that replaces it.
struct Candidate {
  std::string text;
  Hole hole;
  bool stands_alone = false;  // too short for a search within a text
};

// Splits texts of a request at secrets. It finds secrets in the forms that the planner writes: plain,
// percent-encoded, or within a JSON string. A secret in any other form is redacted, and the command says that
// it is incomplete.
class Teller {
 public:
  explicit Teller(const Secrets& secrets) : secrets_(secrets) {
    for (const Secrets::Entry& entry : secrets.entries()) {
      add(entry.variable, entry.value);
      const std::size_t colon = entry.value.find(':');
      if (entry.variable.ends_with("USER") && colon != std::string::npos)
        add(entry.variable + "#*:", entry.value.substr(colon + 1));
    }
    // Longest first; among equal texts the simplest encoding first.
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& left, const Candidate& right) {
                       return left.text.size() != right.text.size() ? left.text.size() > right.text.size()
                                                                    : left.hole.writing < right.hole.writing;
                     });
  }

  // `marks` separate the components of the text. A secret that is too short for a search is found only as a
  // whole component.
  Pieces pieces_of(std::string_view text, std::string_view marks = {}) {
    Pieces pieces;
    std::string plain;
    const auto put_plain = [&] {
      if (!plain.empty()) pieces.push_back({without_secrets(std::exchange(plain, {})), std::nullopt});
    };
    for (std::size_t at = 0; at < text.size();) {
      const Candidate* found = candidate_at(text, at, marks);
      if (found == nullptr) {
        plain += text[at++];
        continue;
      }
      put_plain();
      pieces.push_back({{}, found->hole});
      at += found->text.size();
    }
    put_plain();
    if (pieces.empty()) pieces.push_back({});
    return pieces;
  }

  bool is_whole() const { return is_whole_; }

 private:
  void add(const std::string& parameter, const std::string& value) {
    if (value.empty()) return;
    const bool has_blank = value.find(' ') != std::string::npos;
    const bool stands_alone = !Secrets::is_searched_for(value);
    const auto add_written = [&](std::string text, Writing writing) {
      candidates_.push_back({std::move(text), {parameter, writing, has_blank}, stands_alone});
    };
    add_written(value, Writing::plain);
    // The shell's tools for these encodings can only read text.
    if (first_invalid_utf8(value) || value.find('\x7F') != std::string::npos) return;
    if (std::string encoded = percent_encoded(value); encoded != value)
      add_written(std::move(encoded), Writing::percent);
    if (std::string escaped = json_escaped(value); escaped != value)
      add_written(std::move(escaped), Writing::json);
  }

  const Candidate* candidate_at(std::string_view text, std::size_t at, std::string_view marks) const {
    const std::string_view rest = text.substr(at);
    for (const Candidate& each : candidates_) {
      if (!rest.starts_with(each.text)) continue;
      if (!each.stands_alone) return &each;
      const std::size_t end = at + each.text.size();
      const bool is_component = (at == 0 || marks.find(text[at - 1]) != marks.npos) &&
                                (end == text.size() || marks.find(text[end]) != marks.npos);
      if (is_component) return &each;
    }
    return nullptr;
  }

  std::string without_secrets(std::string text) {
    std::string redacted = secrets_.redact(text);
    if (redacted != text) is_whole_ = false;
    return redacted;
  }

  const Secrets& secrets_;
  std::vector<Candidate> candidates_;
  bool is_whole_ = true;
};

// Returns whether the text is fully visible and reaches the shell unchanged.
bool seen_as_it_is(std::string_view text) {
  return !first_invalid_utf8(text) && seen(text) == text &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// Merges adjacent literal texts.
Pieces merged(const Pieces& pieces) {
  Pieces all;
  for (const Piece& piece : pieces) {
    if (!all.empty() && !all.back().hole && !piece.hole) {
      all.back().text += piece.text;
    } else {
      all.push_back(piece);
    }
  }
  return all;
}

// Returns whether the character at `at` is the second of a "::" or "##" that a CI server may interpret; see
// printable().
bool is_obeyed_at(std::string_view text, std::size_t at) {
  if (at == 0 || text[at] != text[at - 1]) return false;
  return text[at] == '#' || (text[at] == ':' && at > 1 && text[at - 2] == ' ');
}

// POSIX XCU 2.2.2: only the single quote is special within single quotes. The quotes are closed and reopened
// within texts that a CI server would interpret; see printable().
std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_obeyed_at(text, at)) quoted += "''";
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

// Returns a format of POSIX printf that writes `text`. Control characters and invisible characters become
// octal escapes.
std::string printf_format(std::string_view text) {
  const bool is_ascii_only = printable(text) != text;
  std::string format;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_history = c == '!';  // an interactive shell expands it even within $(…) in double quotes
    if (byte < 0x20 || byte == 0x7F || is_history || (is_ascii_only && byte >= 0x80)) {
      format += {'\\', static_cast<char>('0' + (byte >> 6U)), static_cast<char>('0' + ((byte >> 3U) & 7U)),
                 static_cast<char>('0' + (byte & 7U))};
    } else if (c == '%' || c == '\\') {
      format += {c, c};
    } else {
      format += c;
    }
  }
  return format;
}

// A format that begins with "-" would be parsed as an option.
std::string printf_words(const std::string& format) {
  return std::string("printf ") + (format.starts_with('-') ? "-- " : "") + single_quoted(format);
}

// Returns the shell text for a variable within double quotes. `is_last`: no following character could
// continue the variable's name.
std::string filling(const Hole& hole, bool is_last) {
  const bool is_name = hole.parameter.find('#') == std::string::npos;
  const std::string braced = "${" + hole.parameter + "}";
  switch (hole.writing) {
    case Writing::plain:
      return is_last && is_name ? "$" + hole.parameter : braced;
    case Writing::percent:
      return "$(jq -rn --arg v \"" + (is_name ? "$" + hole.parameter : braced) + "\" '$v|@uri')";
    case Writing::json:
      return "$(jq -rn --arg v \"" + (is_name ? "$" + hole.parameter : braced) + "\" '$v|tojson|.[1:-1]')";
  }
  return {};
}

// POSIX XCU 2.2.3. A "!" is put outside the double quotes: an interactive shell would expand it as history,
// and a backslash before it would stay in the text in other shells.
std::string double_quoted(const Pieces& pieces) {
  std::string quoted = "\"";
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].hole) {
      quoted += filling(*pieces[i].hole, i + 1 == pieces.size());
      continue;
    }
    const std::string& text = pieces[i].text;
    if (seen_as_it_is(text)) {
      for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '!') {
          quoted += "\"'!'\"";
          continue;
        }
        if (is_obeyed_at(text, at)) quoted += "\"\"";
        if (c == '"' || c == '\\' || c == '$' || c == '`') quoted += '\\';
        quoted += c;
      }
    } else {
      quoted += "$(" + printf_words(printf_format(text)) + ")";
    }
  }
  return quoted + "\"";
}

std::string argument(const Pieces& parts) {
  const Pieces pieces = merged(parts);
  const bool is_plain = pieces.size() == 1 && !pieces.front().hole && seen_as_it_is(pieces.front().text);
  return is_plain ? single_quoted(pieces.front().text) : double_quoted(pieces);
}

Pieces joined(Pieces pieces, const Pieces& more) {
  pieces.insert(pieces.end(), more.begin(), more.end());
  return pieces;
}

// Returns the value of --user for Basic credentials; nullopt for an Authorization that curl would write
// differently.
std::optional<std::string> user_argument(std::string_view authorization, const Secrets& secrets,
                                         Teller& teller) {
  const std::size_t blank = authorization.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  if (!equals_ignoring_ascii_case(authorization.substr(0, blank), "Basic")) return std::nullopt;
  const std::optional<std::string> pair = unbase64(trim_ows(authorization.substr(blank)));
  if (!pair || pair->find(':') == std::string::npos) return std::nullopt;
  for (const Secrets::Entry& entry : secrets.entries()) {
    if (entry.value == *pair) return "\"$" + entry.variable + "\"";
  }
  if (!is_field_value(*pair) || "Basic " + base64(*pair) != authorization) return std::nullopt;
  return argument(teller.pieces_of(*pair, ":"));
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
      text += std::string(" ") + options.as_it_is + " " + argument(pair);
      continue;
    }
    Pieces pair = {{std::string(all[i].substr(0, equals + 1)), std::nullopt}};
    for (Piece piece : values[i]) {
      if (piece.hole) piece.hole->writing = Writing::plain;
      piece.text = percent_decoded(piece.text);
      pair.push_back(std::move(piece));
    }
    text += std::string(" ") + options.encoded + " " + argument(pair);
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
bool is_left_out(std::string_view name) {
  constexpr std::array<std::string_view, 6> kNames = {"Content-Length",    "Connection",
                                                      "User-Agent",        "Accept-Encoding",
                                                      "Transfer-Encoding", "Proxy-Authorization"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view each) { return equals_ignoring_ascii_case(each, name); });
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
  for (const Field& field : request.fields) {
    if (is_left_out(field.name)) continue;
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
    options += " -H " + argument(line);
  }
  if (has_length(request) && !contains(request.fields, "Content-Type")) options += " -H 'Content-Type:'";
  return options;
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

// A body with control characters is written by printf: the command stays on one line, and the body may
// contain NUL.
std::string printf_of(const Pieces& body) {
  std::string format;
  std::string arguments;
  for (const Piece& piece : body) {
    if (piece.hole) {
      format += "%s";
      arguments += " \"" + filling(*piece.hole, true) + "\"";
    } else {
      format += printf_format(piece.text);
    }
  }
  return printf_words(format) + arguments + " | ";
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
      return (before.empty() ? "" : " --data-raw " + argument(teller.pieces_of(before, kBodyMarks))) + *pairs;
  }
  return " --data-raw " + argument(teller.pieces_of(request.body, kBodyMarks));
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
      return *pairs + " " + argument(teller.pieces_of(rest, kUrlMarks));
    }
  }
  return " " + argument(teller.pieces_of(url, kUrlMarks));
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
  std::string command = piped ? printf_of(teller.pieces_of(request.body, kBodyMarks)) + "curl" : "curl";

  if (request.method == "HEAD" && request.body.empty()) {
    command += " -I";
  } else if (request.method != "GET" || !request.body.empty()) {
    command +=
        " -X " + (is_token(request.method) && request.method.find_first_of("'`$*!#&|~") == std::string::npos
                      ? request.method
                      : argument(teller.pieces_of(request.method)));
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

std::string told(std::string_view text, const Secrets& secrets) {
  constexpr std::string_view kMarks = "/?&=;,.:@# \"";
  std::string words;
  for (const Piece& piece : Teller(secrets).pieces_of(text, kMarks))
    words += piece.hole ? "$" + piece.hole->parameter.substr(0, piece.hole->parameter.find('#')) : piece.text;
  return secrets.redact(std::move(words));
}

}  // namespace avouch::http
