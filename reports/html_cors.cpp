// SPDX-License-Identifier: MIT
#include "reports/html_cors.h"

#include <optional>

#include "base/text.h"
#include "reports/html.h"

namespace avouch {
namespace {

// In the units of the image.
constexpr int kWidth = 640;
constexpr int kPage = 20;                  // where the line of the page stands
constexpr int kApi = 620;                  // and that of the API
constexpr int kLine = 20;                  // from one text to the next
constexpr std::size_t kLongestLabel = 70;  // code points of a text

std::string number(int value) {
  return std::to_string(value);
}

// What Fetch §3.3 makes requests and responses of CORS say.
bool is_of_cors(const http::Field& field) {
  const std::string name = ascii_lower(field.name);
  return name == "origin" || name.starts_with("access-control-");
}

std::vector<std::string> lines_of(const http::Fields& fields) {
  std::vector<std::string> lines;
  for (const http::Field& field : fields) {
    if (is_of_cors(field)) lines.push_back(field.name + ": " + field.value);
  }
  return lines;
}

class Sequence {
 public:
  // An arrow with texts above it; the first one says what it is.
  void arrow(bool is_request, const std::string& title, const std::vector<std::string>& lines) {
    text(title, true);
    for (const std::string& line : lines) text(line, false);
    y_ += kLine / 2;
    const int from = is_request ? kPage : kApi;
    const int to = is_request ? kApi : kPage;
    const int back = is_request ? -8 : 8;
    shapes_ += "<line x1=\"" + number(from) + "\" y1=\"" + number(y_) + "\" x2=\"" + number(to) + "\" y2=\"" +
               number(y_) + "\"/><polygon points=\"" + number(to) + "," + number(y_) + " " +
               number(to + back) + "," + number(y_ - 5) + " " + number(to + back) + "," + number(y_ + 5) +
               "\"/>";
    y_ += kLine / 2;
  }

  void text(const std::string& line, bool is_title) {
    y_ += kLine;
    const std::string shortened = shown(line, kLongestLabel);
    shapes_ += std::string("<text x=\"") + number(kPage + 12) + "\" y=\"" + number(y_) + "\"" +
               (is_title ? " class=\"title\">" : ">") + html_text(shortened) + "</text>";
    said_ += (said_.empty() ? "" : "; ") + shortened;
  }

  std::string image() const {
    const std::string bottom = number(y_ + kLine);
    std::string out = "<svg class=\"sequence\" viewBox=\"0 0 " + number(kWidth) + " " + bottom +
                      "\" role=\"img\" aria-label=\"" + html_text(said_) + "\">";
    for (const int x : {kPage, kApi}) {
      out += "<line class=\"life\" x1=\"" + number(x) + "\" y1=\"16\" x2=\"" + number(x) + "\" y2=\"" +
             bottom + "\"/>";
    }
    out += "<text x=\"" + number(kPage) + "\" y=\"12\" class=\"title\">page</text><text x=\"" + number(kApi) +
           "\" y=\"12\" class=\"title end\">API</text>";
    return out + shapes_ + "</svg>\n";
  }

 private:
  std::string shapes_;
  std::string said_;  // all texts, for those who do not see the image
  int y_ = 16;
};

}  // namespace

void append_cors_sequence(std::string& page, const std::vector<const Messages*>& exchanges,
                          std::string_view verdict) {
  Sequence sequence;
  for (const Messages* messages : exchanges) {
    sequence.arrow(true, messages->method + " " + messages->url, lines_of(messages->request_fields));
    if (messages->status == 0) {
      sequence.text("no response", true);
      continue;
    }
    std::vector<std::string> lines = lines_of(messages->response_fields);
    if (lines.empty()) lines.emplace_back("(no header of CORS)");
    sequence.arrow(false, std::to_string(messages->status) + " " + messages->reason, lines);
  }
  sequence.text("✗ " + std::string(verdict), true);
  page += sequence.image();
}

}  // namespace avouch
