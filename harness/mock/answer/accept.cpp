// SPDX-License-Identifier: MIT
#include "mock/answer/accept.h"

#include <cstdlib>
#include <string>
#include <vector>

#include "base/text.h"
#include "generate/conformant.h"
#include "http/media_type.h"

namespace avouch {
namespace {

struct Accepted {
  http::MediaType range;
  int quality = 1000;  // thousandths
};

// qvalue = "0" [ "." 0*3DIGIT ] / "1" [ "." 0*3("0") ]
int thousandths(const std::string& text) {
  if (text.empty() || (text[0] != '0' && text[0] != '1')) return 1000;
  std::string digits = text.size() > 2 ? text.substr(2, 3) : "";
  if (digits.find_first_not_of("0123456789") != digits.npos) return 1000;
  digits.resize(3, '0');
  return text[0] == '1' ? 1000 : std::atoi(digits.c_str());
}

std::vector<Accepted> accepted(const http::Fields& fields) {
  std::vector<Accepted> all;
  const std::string line = http::combined(fields, "Accept").value_or("");
  for (const std::string_view element : split(line, ',')) {
    auto range = http::parse_media_type(trim_ows(element));
    if (!range) continue;
    const int quality = thousandths(range->parameter("q").value_or("1"));
    std::erase_if(range->parameters, [](const auto& parameter) { return parameter.name == "q"; });
    all.push_back({*std::move(range), quality});
  }
  return all;
}

std::size_t precision(const http::MediaType& range) {
  return (range.type == "*" ? 0U : 1U) + (range.subtype == "*" ? 0U : 1U) + range.parameters.size();
}

// Returns the quality of the most specific matching range; 0 if no range matches.
int quality(const std::vector<Accepted>& all, const std::string& documented) {
  const auto type = http::parse_media_type(documented);
  const Accepted* found = nullptr;
  for (const Accepted& one : all) {
    if (!type || !http::within(*type, one.range)) continue;
    if (found == nullptr || precision(one.range) > precision(found->range)) found = &one;
  }
  return found == nullptr ? 0 : found->quality;
}

}  // namespace

std::optional<std::size_t> preferred_media(const DocumentedResponse& response, const http::Fields& fields) {
  const std::vector<Accepted> all = accepted(fields);
  const DocumentedMedia* usual = served_media(response);
  // A documented range with a wildcard does not say which type is served.
  if (all.empty() || usual == nullptr || usual->range.find('*') != usual->range.npos) return std::nullopt;
  int best = quality(all, usual->range);
  std::optional<std::size_t> preferred;
  for (std::size_t i = 0; i < response.media.size(); ++i) {
    const std::string& range = response.media[i].range;
    if (range.find('*') != range.npos || quality(all, range) <= best) continue;
    best = quality(all, range);
    preferred = i;
  }
  return preferred;
}

}  // namespace avouch
