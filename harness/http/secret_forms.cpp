// SPDX-License-Identifier: MIT
#include "http/secret_forms.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"
#include "base/utf8.h"
#include "http/syntax.h"

namespace avouch::http {
namespace {

constexpr std::size_t kDepth = 4;

// One escape at the beginning of a text: `size` characters that decode to `bytes`. `size` is 0 if there is no
// escape.
struct Step {
  std::size_t size = 0;
  std::string bytes = {};
};

// One layer of encoding.
struct Layer {
  char mark;  // first character of its escapes
  Step (*undo)(std::string_view rest);
  bool (*is_mark)(char c) = nullptr;  // if there are several
};

std::size_t next_mark(const Layer& layer, std::string_view text, std::size_t at) {
  if (layer.is_mark == nullptr) return text.find(layer.mark, at);
  while (at < text.size() && !layer.is_mark(text[at])) ++at;
  return at < text.size() ? at : text.npos;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_cut_at(std::string_view rest, std::size_t at) {
  return rest.substr(std::min(at, rest.size())).starts_with(kEllipsis);
}

// Returns the number of hexadecimal digits at `at`, at most `most`.
std::size_t digits_at(std::string_view rest, std::size_t at, std::size_t most) {
  std::size_t count = 0;
  while (count < most && at + count < rest.size() && digit_of(rest[at + count]) >= 0) ++count;
  return count;
}

std::uint32_t number_at(std::string_view rest, std::size_t at, std::size_t digits, std::uint32_t base) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < digits; ++i)
    number = number * base + static_cast<std::uint32_t>(digit_of(rest[at + i]));
  return number;
}

std::string utf8(std::uint32_t point) {
  std::string text;
  append_utf8(point, text);
  return text;
}

bool is_scalar(std::uint32_t point) {
  return point <= 0x10FFFF && (point < 0xD800 || point > 0xDFFF);
}

// RFC 3986 §2.1.
Step undo_percent(std::string_view rest) {
  const std::size_t digits = digits_at(rest, 1, 2);
  if (digits == 2) return {3, std::string(1, static_cast<char>(number_at(rest, 1, 2, 16)))};
  return is_cut_at(rest, 1 + digits) ? Step{1 + digits, {}} : Step{};
}

// \uXXXX, of which two may form one code point (RFC 8259 §7), and \u{X…}, as printable() writes it.
Step undo_unicode(std::string_view rest) {
  const bool is_braced = rest.substr(2).starts_with('{');
  const std::size_t at = is_braced ? 3 : 2;
  const std::size_t digits = digits_at(rest, at, is_braced ? 6 : 4);
  const std::size_t end = at + digits;
  if (is_cut_at(rest, end)) return {end, {}};
  if (digits == 0 || (!is_braced && digits < 4) || (is_braced && !rest.substr(end).starts_with('}')))
    return {};
  const std::uint32_t point = number_at(rest, at, digits, 16);
  if (is_scalar(point)) return {end + (is_braced ? 1U : 0U), utf8(point)};
  if (is_braced) return {};
  const std::string_view second = rest.substr(end);
  const bool is_pair = point <= 0xDBFF && second.starts_with("\\u") && digits_at(second, 2, 4) == 4;
  const std::uint32_t low = is_pair ? number_at(second, 2, 4, 16) : 0;
  if (low < 0xDC00 || low > 0xDFFF) return {end, {}};  // half of a surrogate pair: the other half was cut off
  return {end + 6, utf8(0x10000 + ((point - 0xD800) << 10U) + (low - 0xDC00))};
}

// RFC 8259 §7, and \xNN as printable() writes it.
Step undo_backslash(std::string_view rest) {
  constexpr std::string_view kEscapes = "\"\\/'bfnrt";
  constexpr std::string_view kMeanings = "\"\\/'\b\f\n\r\t";
  if (is_cut_at(rest, 1)) return {1, {}};
  if (rest.size() < 2) return {};
  if (const std::size_t at = kEscapes.find(rest[1]); at != kEscapes.npos) return {2, {kMeanings[at]}};
  if (rest[1] == 'u') return undo_unicode(rest);
  if (rest[1] != 'x') return {};
  const std::size_t digits = digits_at(rest, 2, 2);
  if (digits == 2) return {4, std::string(1, static_cast<char>(number_at(rest, 2, 2, 16)))};
  return is_cut_at(rest, 2 + digits) ? Step{2 + digits, {}} : Step{};
}

struct NamedReference {
  std::string_view name;
  std::string_view text;
};

// HTML Standard §13.5, ASCII only.
constexpr std::array kReferences = {
    NamedReference{"amp", "&"},    NamedReference{"lt", "<"},      NamedReference{"gt", ">"},
    NamedReference{"quot", "\""},  NamedReference{"apos", "'"},    NamedReference{"sol", "/"},
    NamedReference{"plus", "+"},   NamedReference{"equals", "="},  NamedReference{"colon", ":"},
    NamedReference{"semi", ";"},   NamedReference{"comma", ","},   NamedReference{"period", "."},
    NamedReference{"excl", "!"},   NamedReference{"quest", "?"},   NamedReference{"num", "#"},
    NamedReference{"dollar", "$"}, NamedReference{"percnt", "%"},  NamedReference{"lpar", "("},
    NamedReference{"rpar", ")"},   NamedReference{"ast", "*"},     NamedReference{"midast", "*"},
    NamedReference{"commat", "@"}, NamedReference{"lsqb", "["},    NamedReference{"lbrack", "["},
    NamedReference{"rsqb", "]"},   NamedReference{"rbrack", "]"},  NamedReference{"bsol", "\\"},
    NamedReference{"Hat", "^"},    NamedReference{"lowbar", "_"},  NamedReference{"grave", "`"},
    NamedReference{"lcub", "{"},   NamedReference{"lbrace", "{"},  NamedReference{"rcub", "}"},
    NamedReference{"rbrace", "}"}, NamedReference{"verbar", "|"},  NamedReference{"vert", "|"},
    NamedReference{"Tab", "\t"},   NamedReference{"NewLine", "\n"}};

// HTML references of U+00A0 to U+00FF in order, as htmlentities() and similar functions write them.
constexpr std::array<std::string_view, 96> kLatin1 = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",
    "ordf",   "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",
    "acute",  "micro",  "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12",
    "frac34", "iquest", "Agrave", "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil",
    "Egrave", "Eacute", "Ecirc",  "Euml",   "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde",
    "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",   "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",
    "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute", "acirc",  "atilde", "auml",   "aring",
    "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave", "iacute", "icirc",  "iuml",
    "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide", "oslash", "ugrave",
    "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

std::optional<std::string> named_reference(std::string_view name) {
  for (const NamedReference& each : kReferences) {
    if (each.name == name) return std::string(each.text);
  }
  const auto* const latin = std::find(kLatin1.begin(), kLatin1.end(), name);
  if (latin == kLatin1.end()) return std::nullopt;
  return utf8(0xA0U + static_cast<std::uint32_t>(latin - kLatin1.begin()));
}

Step undo_numeric_reference(std::string_view rest) {
  const bool is_hexadecimal = rest.substr(2).starts_with('x') || rest.substr(2).starts_with('X');
  const std::size_t at = is_hexadecimal ? 3 : 2;
  std::size_t digits = digits_at(rest, at, 7);
  if (!is_hexadecimal) {
    std::size_t decimal = 0;
    while (decimal < digits && rest[at + decimal] <= '9') ++decimal;
    digits = decimal;
  }
  const std::size_t end = at + digits;
  if (is_cut_at(rest, end)) return {end, {}};
  if (digits == 0) return {};
  const std::uint32_t point = number_at(rest, at, digits, is_hexadecimal ? 16 : 10);
  if (!is_scalar(point)) return {};
  return {end + (rest.substr(end).starts_with(';') ? 1U : 0U), utf8(point)};
}

// Character references (HTML Standard §13.1.4).
Step undo_reference(std::string_view rest) {
  constexpr std::size_t kLongest = 7;
  if (is_cut_at(rest, 1)) return {1, {}};
  if (rest.substr(1).starts_with('#')) return undo_numeric_reference(rest);
  std::size_t end = 1;
  const auto is_of_name = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  while (end < rest.size() && end <= kLongest && is_of_name(rest[end])) ++end;
  if (is_cut_at(rest, end)) return {end, {}};
  if (!rest.substr(end).starts_with(';')) return {};
  std::optional<std::string> text = named_reference(rest.substr(1, end - 1));
  return text ? Step{end + 1, *std::move(text)} : Step{};
}

// RFC 6901 §3: a member name in a JSON Pointer of a verdict.
Step undo_pointer(std::string_view rest) {
  if (rest.substr(1).starts_with('0')) return {2, "~"};
  if (rest.substr(1).starts_with('1')) return {2, "/"};
  return is_cut_at(rest, 1) ? Step{1, {}} : Step{};
}

// The size of what ends a line at the beginning of a text (Unicode §5.8), or of a blank.
std::size_t break_size(std::string_view rest) {
  constexpr std::string_view kOfOneByte = " \t\n\v\f\r";
  if (!rest.empty() && kOfOneByte.find(rest.front()) != kOfOneByte.npos) return 1;
  if (rest.starts_with("\xC2\x85")) return 2;                                             // NEL
  return rest.starts_with("\xE2\x80\xA8") || rest.starts_with("\xE2\x80\xA9") ? 3U : 0U;  // LS, PS
}

// Line breaks with the blanks around them; also two blanks, because a folded field line is unfolded with two.
Step undo_break(std::string_view rest) {
  std::size_t end = 0;
  while (const std::size_t size = break_size(rest.substr(end))) end += size;
  const bool is_blank = end == 1 && (rest.front() == ' ' || rest.front() == '\t');
  return {is_blank ? 0 : end, {}};
}

bool may_begin_break(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '\xC2' || c == '\xE2';
}

// The soft line break of quoted-printable (RFC 2045 §6.7).
Step undo_soft_break(std::string_view rest) {
  const std::size_t end = rest.find_first_not_of(" \t\r", 1);
  return end != rest.npos && rest[end] == '\n' ? Step{end + 1, {}} : Step{};
}

constexpr std::array kLayers = {Layer{'%', undo_percent},    Layer{'\\', undo_backslash},
                                Layer{'&', undo_reference},  Layer{'~', undo_pointer},
                                Layer{'=', undo_soft_break}, Layer{'\n', undo_break, may_begin_break}};

std::string base64url(std::string encoded) {  // RFC 4648 §5
  std::replace(encoded.begin(), encoded.end(), '+', '-');
  std::replace(encoded.begin(), encoded.end(), '/', '_');
  return encoded;
}

// Returns the base64 digits that depend on `value` alone, if `before` bytes (modulo 3) precede it and any
// bytes follow.
std::string base64_within(std::string_view value, std::size_t before) {
  const std::string encoded = base64(std::string(before, '\0') + std::string(value));
  const std::size_t first = (before * 8 + 5) / 6;
  const std::size_t last = (before + value.size()) * 8 / 6;
  return encoded.substr(first, last - first);
}

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    digits += {kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return digits;
}

// %2F as %2f.
std::string with_lower_digits(std::string encoded) {
  for (std::size_t at = encoded.find('%'); at != encoded.npos; at = encoded.find('%', at + 1))
    encoded.replace(at, 3, ascii_lower(encoded.substr(at, 3)));
  return encoded;
}

// The value, and how it stands in a URL or a cookie: a target may encode the URL that it was sent. Each
// encoder keeps other characters: none, those of JavaScript's functions, those of Python's and of Java's.
std::set<std::string> as_sent(std::string_view value) {
  std::set<std::string> all = {std::string(value)};
  for (const char* kept : {"", "!'()*", ";/?:@&=+$,#!'()*", "@*/+", "/", "*"}) {
    std::string form = percent_encoded(value, std::string(kept) + " ");  // URL standard §5.1: a blank is "+"
    std::replace(form.begin(), form.end(), ' ', '+');
    for (const std::string& encoded : {percent_encoded(value, kept), form}) {
      all.insert(with_lower_digits(encoded));
      all.insert(encoded);
    }
  }
  return all;
}

std::string without_quotes(const std::string& quoted) {
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

Readings::Readings(std::string_view text) {
  all_.push_back({std::string(text)});
  std::size_t done = 0;
  for (std::size_t depth = 0; depth < kDepth; ++depth) {
    for (const std::size_t end = all_.size(); done < end; ++done) {
      for (const Layer& layer : kLayers) {
        const std::string_view encoded = all_[done].text;
        Reading next{.text = {}, .from = done};
        std::size_t copied = 0;
        for (std::size_t at = next_mark(layer, encoded, 0); at != encoded.npos;
             at = next_mark(layer, encoded, at)) {
          Step step = layer.undo(encoded.substr(at));
          const std::size_t begin = at;
          at += std::max<std::size_t>(step.size, 1);
          if (step.size == 0) continue;
          next.text += encoded.substr(copied, begin - copied);
          next.edits.push_back({{next.text.size(), next.text.size() + step.bytes.size()}, {begin, at}});
          next.text += step.bytes;
          copied = at;
        }
        if (next.edits.empty()) continue;
        next.text += encoded.substr(copied);
        add(std::move(next));
      }
    }
  }
}

// Undoing the layers in another order mostly gives the same text.
void Readings::add(Reading reading) {
  const bool is_known =
      std::any_of(all_.begin(), all_.end(), [&](const Reading& each) { return each.text == reading.text; });
  if (!is_known) all_.push_back(std::move(reading));
}

// Returns the source of one byte.
Span Readings::before(const Reading& reading, std::size_t at) {
  const auto after =
      std::upper_bound(reading.edits.begin(), reading.edits.end(), at,
                       [](std::size_t wanted, const Edit& edit) { return wanted < edit.here.begin; });
  // Several edits that decode to nothing may be at one place: the last one counts.
  if (after == reading.edits.begin()) return {at, at + 1};
  const Edit& edit = *std::prev(after);
  if (at < edit.here.end) return edit.before;
  const std::size_t byte = edit.before.end + (at - edit.here.end);
  return {byte, byte + 1};
}

Span Readings::source(std::size_t reading, Span span) const {
  for (; reading != 0; reading = all_[reading].from) {
    const Reading& own = all_[reading];
    span = {before(own, span.begin).begin, before(own, span.end - 1).end};
  }
  return span;
}

std::vector<std::string> forms_of(std::string_view value) {
  std::vector<std::string> forms = {std::string(value)};
  for (const std::string& text : as_sent(value)) {
    forms.push_back(hexadecimal(text));
    std::string unpadded = base64(text);
    forms.push_back(unpadded);
    while (unpadded.ends_with('=')) unpadded.pop_back();
    forms.push_back(unpadded);
    for (std::size_t before = 0; before < 3; ++before) forms.push_back(base64_within(text, before));
  }
  for (std::size_t i = 1, end = forms.size(); i < end; ++i) forms.push_back(base64url(forms[i]));
  // application/x-www-form-urlencoded (URL standard §5.1): a blank is "+".
  std::string form(value);
  std::replace(form.begin(), form.end(), ' ', '+');
  forms.push_back(std::move(form));
  std::string joined(value);
  std::erase(joined, ' ');
  forms.push_back(std::move(joined));
  // These forms cannot be decoded: printable() does not escape backslashes, so other text may look like an
  // escape.
  forms.push_back(printable(value));
  forms.push_back(without_quotes(in_quotes(value, std::string::npos)));
  for (std::string& each : forms) each = ascii_lower(each);
  std::sort(forms.begin(), forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
  return forms;
}

std::string json_escaped(std::string_view text) {
  constexpr std::string_view kNamed = "\"\\\b\f\n\r\t";
  constexpr std::string_view kLetters = "\"\\bfnrt";
  std::string escaped;
  for (const char c : text) {
    if (const std::size_t at = kNamed.find(c); at != kNamed.npos) {
      escaped += {'\\', kLetters[at]};
    } else if (static_cast<unsigned char>(c) < 0x20) {
      escaped += "\\u00" + hexadecimal(std::string_view(&c, 1));
    } else {
      escaped += c;
    }
  }
  return escaped;
}

}  // namespace avouch::http
