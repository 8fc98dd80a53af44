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

struct Wanted {
  int quality = 0;
  bool is_named = false;  // with its parameters: the range is that type
};

// How much the most specific matching range wants the type; not at all if no range matches.
Wanted wanted(const std::vector<Accepted>& all, const http::MediaType& type) {
  const Accepted* found = nullptr;
  for (const Accepted& one : all) {
    if (!http::within(type, one.range)) continue;
    if (found == nullptr || precision(one.range) > precision(found->range)) found = &one;
  }
  if (found == nullptr) return {};
  return {.quality = found->quality, .is_named = found->range == type};
}

}  // namespace

std::optional<std::size_t> preferred_media(const DocumentedResponse& response, const http::Fields& fields) {
  const std::vector<Accepted> all = accepted(fields);
  const DocumentedMedia* usual = served_media(response);
  // A documented range with a wildcard does not say which type is served.
  if (all.empty() || usual == nullptr || usual->range.find('*') != usual->range.npos) return std::nullopt;
  std::optional<http::MediaType> best = http::parse_media_type(usual->range);
  if (!best) return std::nullopt;
  Wanted most = wanted(all, *best);
  std::optional<std::size_t> preferred;
  for (std::size_t i = 0; i < response.media.size(); ++i) {
    const std::string& range = response.media[i].range;
    const auto type = http::parse_media_type(range);
    if (!type || range.find('*') != range.npos) continue;
    const Wanted one = wanted(all, *type);
    // Of types that differ in parameters alone, such as a charset, the one that is named.
    const bool is_nearer =
        one.quality == most.quality && one.is_named && !most.is_named && type->essence() == best->essence();
    if (one.quality <= most.quality && !is_nearer) continue;
    best = type;
    most = one;
    preferred = i;
  }
  return preferred;
}

}  // namespace avouch
