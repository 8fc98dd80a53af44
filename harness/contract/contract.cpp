// SPDX-License-Identifier: MIT
#include "contract/contract.h"

#include <algorithm>

#include "base/text.h"
#include "contract/schema/part.h"
#include "contract/schema/schema.h"

namespace avouch {

bool DocumentedMedia::is_json() const {
  return form_of(range) == MediaForm::json;
}

MediaForm DocumentedMedia::form() const {
  return is_whole_text ? MediaForm::text : form_of(range);
}

bool DocumentedMedia::is_judged() const {
  return schema != nullptr && (is_bytes || form() != MediaForm::opaque);
}

bool DocumentedMedia::has_syntax() const {
  switch (form()) {
    case MediaForm::json:
    case MediaForm::json_lines:
    case MediaForm::json_sequence:
    case MediaForm::xml:
      return true;
    case MediaForm::csv:
    case MediaForm::form:
    case MediaForm::form_data:
    case MediaForm::events:
    case MediaForm::parts:
      return schema != nullptr;
    case MediaForm::text:
    case MediaForm::opaque:
      break;
  }
  return false;
}

bool DocumentedMedia::has_members() const {
  return is_judged() && form() != MediaForm::text && form() != MediaForm::opaque;
}

bool DocumentedMedia::counts_bytes(const SchemaKeyword& keyword) const {
  const bool is_of_length =
      keyword.kind == KeywordKind::min_length || keyword.kind == KeywordKind::max_length;
  return is_of_length && is_bytes && is_binary();
}

bool DocumentedMedia::is_binary() const {
  if (!is_bytes) return false;
  if (is_binary_type(range)) return true;
  const DescribedPart root = DescribedPart::root(*schema);
  return std::any_of(root.nodes().begin(), root.nodes().end(), [&](std::size_t node) {
    const std::vector<std::size_t>& keywords = schema->nodes()[node].keywords;
    return std::any_of(keywords.begin(), keywords.end(), [&](std::size_t index) {
      const SchemaKeyword& keyword = schema->keywords()[index];
      return keyword.kind == KeywordKind::format && keyword.names.front() == "binary";
    });
  });
}

bool Operation::needs_credentials() const {
  return !security.empty() && std::none_of(security.begin(), security.end(),
                                           [](const SecurityRequirement& needed) { return needed.empty(); });
}

bool Operation::is_key(const Parameter& parameter) const {
  const auto carries = [&](const SecurityScheme& scheme) {
    if (scheme.kind != SecurityScheme::Kind::api_key) return false;
    switch (scheme.in) {
      case SecurityScheme::In::header:
        return parameter.in == Parameter::In::header &&
               equals_ignoring_ascii_case(parameter.name, scheme.parameter);
      case SecurityScheme::In::query:
        return parameter.in == Parameter::In::query && parameter.name == scheme.parameter;
      case SecurityScheme::In::cookie:
        return parameter.in == Parameter::In::cookie && parameter.name == scheme.parameter;
    }
    return false;
  };
  return std::any_of(security.begin(), security.end(), [&](const SecurityRequirement& requirement) {
    return std::any_of(requirement.begin(), requirement.end(), carries);
  });
}

std::set<std::string> Operation::key_names() const {
  std::set<std::string> names;
  for (const SecurityRequirement& requirement : security) {
    for (const SecurityScheme& scheme : requirement) {
      if (scheme.kind == SecurityScheme::Kind::api_key) names.insert(scheme.parameter);
    }
  }
  return names;
}

std::optional<std::size_t> Operation::expected_response() const {
  const auto first = [&](const auto& is_meant) -> std::optional<std::size_t> {
    const auto found = std::find_if(responses.begin(), responses.end(), is_meant);
    if (found == responses.end()) return std::nullopt;
    return static_cast<std::size_t>(found - responses.begin());
  };
  for (const char* group : {"2", "3", "default"}) {
    const auto is_of_it = [&](const DocumentedResponse& one) { return one.status.starts_with(group); };
    const auto is_exact = [&](const DocumentedResponse& one) {
      return is_of_it(one) && !one.status.ends_with("XX");
    };
    if (const std::optional<std::size_t> found = first(is_exact)) return found;
    if (const std::optional<std::size_t> found = first(is_of_it)) return found;
  }
  return std::nullopt;
}

}  // namespace avouch
