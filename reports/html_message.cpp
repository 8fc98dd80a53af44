// SPDX-License-Identifier: MIT
#include "reports/html_message.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/text.h"
#include "reports/excerpt.h"
#include "reports/html.h"
#include "reports/message_text.h"

namespace avouch {
namespace {

constexpr std::size_t kAround = 300;       // bytes of a content before and after a mark
constexpr std::size_t kBeginning = 1'000;  // bytes of a content without a mark

constexpr std::string_view kOpen = "<pre class=\"message\">";

bool begins_code_point(std::string_view text, std::size_t at) {
  return at >= text.size() || (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
}

// The nearest beginning of a code point at or before `at`.
std::size_t aligned(std::string_view text, std::size_t at) {
  while (at > 0 && !begins_code_point(text, at)) --at;
  return at;
}

// Escaped line by line, because html_text() would escape the ends of lines.
std::string html_lines(std::string_view text) {
  std::string out;
  bool is_first = true;
  for (std::string_view line : split(text, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!is_first) out += '\n';
    out += html_text(line);
    is_first = false;
  }
  return out;
}

// Where the first finding with a place in the content is.
std::optional<TextSpan> span_of(std::string_view content, const std::vector<Finding>& findings) {
  constexpr std::string_view kBody = "body";
  for (const Finding& finding : findings) {
    std::string_view where = finding.where;
    if (!where.starts_with(kBody)) continue;
    where.remove_prefix(kBody.size());
    if (!where.empty() && !where.starts_with(" /")) continue;
    if (const auto span = json_value_at(content, trim_ows(where))) return span;
  }
  return std::nullopt;
}

bool is_about_header(const std::vector<Finding>& findings, const std::string& name) {
  constexpr std::string_view kHeader = "header ";
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.where.starts_with(kHeader) &&
           equals_ignoring_ascii_case(std::string_view(finding.where).substr(kHeader.size()), name);
  });
}

void append_content(std::string& page, const ShownContent& content, const std::vector<Finding>& findings) {
  if (content.size == 0) return;
  const std::string_view text = content.text;
  const std::optional<TextSpan> span = span_of(text, findings);
  // The whole content as the place marks nothing.
  const bool is_marked = span && (span->begin > 0 || span->end < text.size());
  std::size_t begin = 0;
  std::size_t end = aligned(text, std::min(text.size(), kBeginning));
  std::string middle;
  if (is_marked) {
    begin = aligned(text, span->begin - std::min(span->begin, kAround));
    const std::size_t last = aligned(text, std::min(span->end, span->begin + kBeginning));
    end = aligned(text, std::min(text.size(), last + kAround));
    middle = html_lines(text.substr(begin, span->begin - begin)) + "<mark>" +
             html_lines(text.substr(span->begin, last - span->begin)) + (last < span->end ? "…" : "") +
             "</mark>" + html_lines(text.substr(last, end - last));
  } else {
    middle = html_lines(text.substr(0, end));
  }
  page += "\n" + std::string(begin > 0 ? "…" : "") + middle;
  if (end < text.size() || content.is_cut)
    page += "… (" + counted(content.size, "byte", "bytes") + " in all)";
  if (!page.ends_with('\n')) page += '\n';
}

std::string marked(const std::string& line, bool is_marked) {
  return is_marked ? "<mark>" + html_text(line) + "</mark>\n" : html_text(line) + "\n";
}

}  // namespace

void append_response(std::string& page, const Messages& messages, const std::vector<Finding>& findings) {
  const bool is_about_status = std::any_of(findings.begin(), findings.end(),
                                           [](const Finding& finding) { return finding.where == "status"; });
  page += kOpen;
  page += marked(messages.version + " " + std::to_string(messages.status) + " " + messages.reason,
                 is_about_status);
  for (const http::Field& field : messages.response_fields)
    page += marked(field.name + ": " + field.value, is_about_header(findings, field.name));
  append_content(page, messages.response_content, findings);
  page += "</pre>\n";
}

void append_request(std::string& page, const Messages& messages) {
  page += kOpen;
  page += html_lines(request_text(messages, kBeginning));
  page += "</pre>\n";
}

}  // namespace avouch
