// SPDX-License-Identifier: MIT
#include "http/shell_text.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::http {
namespace {

// Whether a reader of the command sees the text, and its shell gets it, as it is.
bool seen_as_it_is(std::string_view text) {
  return !first_invalid_utf8(text) && seen(text) == text &&
         std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

// Texts side by side as one.
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

// Whether the character at `at` is the second of "::" or "##" that a log's keeper would obey; see
// printable().
bool is_obeyed_at(std::string_view text, std::size_t at) {
  if (at == 0 || text[at] != text[at - 1]) return false;
  return text[at] == '#' || (text[at] == ':' && at > 1 && text[at - 2] == ' ');
}

// A format of POSIX printf that writes `text`: control characters, and what a reader of the command would not
// see, in octal digits.
std::string printf_format(std::string_view text) {
  const bool is_ascii_only = printable(text) != text;
  std::string format;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_history = c == '!';  // an interactive shell looks it up even within $(…) in double quotes
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

// A format that begins with "-" would be taken for an option.
std::string printf_words(const std::string& format) {
  return std::string("printf ") + (format.starts_with('-') ? "-- " : "") + single_quoted(format);
}

// What the shell puts in a hole, to stand within double quotes; `is_last`: nothing follows that could belong
// to the variable's name.
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

// POSIX XCU 2.2.3. A "!" leaves the double quotes for a moment: an interactive shell would look it up in its
// history, and the backslash that stops it there would stay in the text elsewhere.
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

}  // namespace

// The quotes end and begin anew within what a log's reader would obey; see printable().
std::string single_quoted(std::string_view text) {
  std::string quoted = "'";
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (is_obeyed_at(text, at)) quoted += "''";
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

std::string quoted(const Pieces& parts) {
  const Pieces pieces = merged(parts);
  const bool is_plain = pieces.size() == 1 && !pieces.front().hole && seen_as_it_is(pieces.front().text);
  return is_plain ? single_quoted(pieces.front().text) : double_quoted(pieces);
}

std::string printf_command(const Pieces& text) {
  std::string format;
  std::string arguments;
  for (const Piece& piece : text) {
    if (piece.hole) {
      format += "%s";
      arguments += " \"" + filling(*piece.hole, true) + "\"";
    } else {
      format += printf_format(piece.text);
    }
  }
  return printf_words(format) + arguments;
}

}  // namespace avouch::http
