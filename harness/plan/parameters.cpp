// SPDX-License-Identifier: MIT
#include "plan/parameters.h"

#include <optional>
#include <utility>

#include "base/percent.h"
#include "base/text.h"
#include "contract/header_value.h"
#include "contract/openapi/parameter_words.h"
#include "contract/path_segments.h"
#include "contract/serialization.h"
#include "contract/written_path.h"
#include "generate/media/form.h"
#include "http/syntax.h"
#include "http/usual_fields.h"
#include "json/json_value.h"
#include "plan/accepted.h"
#include "plan/text_value.h"

namespace avouch {
namespace {

Style style_of(const Parameter& parameter) {
  return {parameter.style, parameter.explode, parameter.allow_reserved};
}

class Filling {
 public:
  explicit Filling(const Operation& operation) : path_(operation.path) {
    filled_.target = written_path(operation.path);
  }

  void fill(const Parameter& parameter, const ChosenValue& chosen) {
    const bool is_text = parameter.as_content && parameter.in != Parameter::In::querystring;
    const JsonValue value = is_text ? JsonValue::string(to_text(chosen.value)) : chosen.value;
    if (!put(parameter, value)) {
      refuse("a value of its " + in_words(parameter) + " cannot be written in style " +
             (parameter.style.empty() ? "simple" : parameter.style));
    }
    using From = ChosenValue::From;
    // A documented example names a resource that exists in the documentation, not necessarily in the target.
    const bool names_a_resource = parameter.in == Parameter::In::path && chosen.from == From::example;
    if (chosen.from == From::generated || names_a_resource) filled_.made_up.push_back(parameter.name);
    filled_.values[parameter.name] = chosen.value;
  }

  void refuse(std::string why) {
    if (filled_.missing.empty()) filled_.missing = std::move(why);
  }

  FilledParameters result() && {
    if (!querystring_.empty()) filled_.target += "?" + querystring_;
    if (!query_.empty()) filled_.target += "?" + joined_pairs(query_, "&");
    return std::move(filled_);
  }

 private:
  bool put(const Parameter& parameter, const JsonValue& value) {
    switch (parameter.in) {
      case Parameter::In::path: {
        const auto text = text_in_path(parameter, value);
        if (!text) return false;
        if (!keeps_segments(path_, parameter.name, *text))
          refuse("the value of its " + in_words(parameter) + " is " +
                 (text->empty() ? "empty" : in_quotes(*text)) + ", which would give another path");
        replace(written_path("{" + parameter.name + "}"), *text);
        return true;
      }
      case Parameter::In::header: {
        const std::string_view own = separator_of(parameter.style);
        const auto text = simple_text(value, parameter.explode, own.empty() ? "," : std::string(own));
        if (!text || !http::is_field_value(*text)) return false;
        filled_.fields.push_back({parameter.name, *text});
        return true;
      }
      case Parameter::In::cookie:
        return add(parameter, value, filled_.cookies);
      case Parameter::In::query:
        return add(parameter, value, query_);
      case Parameter::In::querystring:
        return put_query(parameter, value);
    }
    return false;
  }

  // The value is the whole query (OpenAPI 3.2 §4.12.1).
  bool put_query(const Parameter& parameter, const JsonValue& value) {
    if (form_of(parameter.content_type) == MediaForm::form) {
      const auto text = value.is_object() ? form_text(value, parameter.encoding) : std::nullopt;
      querystring_ = text.value_or("");
      return text.has_value();
    }
    const bool is_json = form_of(parameter.content_type) == MediaForm::json;
    if (!is_json && !value.is_string()) return false;
    querystring_ = percent_encoded(is_json ? to_text(value) : value.text);
    return true;
  }

  static bool add(const Parameter& parameter, const JsonValue& value, NamedTexts& to) {
    Style style = style_of(parameter);
    if (style.style.empty()) style.style = "form";
    const auto pairs = pairs_of(style, parameter.name, value);
    if (!pairs) return false;
    to.insert(to.end(), pairs->begin(), pairs->end());
    return true;
  }

  void replace(const std::string& placeholder, const std::string& value) {
    const std::size_t at = filled_.target.find(placeholder);
    if (at != std::string::npos) filled_.target.replace(at, placeholder.size(), value);
  }

  const std::string& path_;
  FilledParameters filled_;
  NamedTexts query_;
  std::string querystring_;
};

// Each request has some fields. Where the documentation forbids their usual value, a documented one is sent.
bool forbids_usual_value(const Parameter& parameter) {
  if (parameter.in != Parameter::In::header || parameter.as_content || parameter.schema == nullptr)
    return false;
  const std::optional<std::string_view> usual = http::usual_value(parameter.name);
  if (!usual) return false;
  const JsonValue value = value_given(parameter.schema, {}, JsonValue::string(std::string(*usual)));
  return accepted(parameter.schema, value) == false;
}

}  // namespace

std::optional<std::string> text_in_path(const Parameter& parameter, const JsonValue& value) {
  return path_text(style_of(parameter), parameter.name, value);
}

FilledParameters fill_parameters(const Operation& operation, const ValueSource& values,
                                 const Replacements& replacements) {
  Filling filling(operation);
  for (const Parameter& parameter : operation.parameters) {
    if (operation.is_key(parameter)) continue;  // the credentials have it
    const auto replacement = replacements.find(parameter.name);
    if (replacement != replacements.end()) {
      filling.fill(parameter, {replacement->second, ChosenValue::From::given});
      continue;
    }
    const bool is_needed = parameter.required || values.given(operation, parameter.name) != nullptr;
    if (!is_needed && !forbids_usual_value(parameter)) continue;
    const Result<ChosenValue> chosen = values.of(operation, parameter);
    if (chosen) {
      filling.fill(parameter, *chosen);
    } else if (is_needed) {
      filling.refuse("no value is known for its " + in_words(parameter) + " (" +
                     chosen.errors().front().title + "): give one with --variable " +
                     printable(parameter.name) + "=VALUE");
    }
  }
  return std::move(filling).result();
}

FilledParameters fill_parameters(const Operation& operation, const Replacements& all) {
  Filling filling(operation);
  for (const Parameter& parameter : operation.parameters) {
    const auto value = all.find(parameter.name);
    if (value != all.end()) filling.fill(parameter, {value->second, ChosenValue::From::given});
  }
  return std::move(filling).result();
}

std::string with_query(std::string target, const NamedTexts& pairs) {
  if (pairs.empty()) return target;
  const std::size_t mark = target.find('?');
  std::vector<std::string> kept;
  for (const std::string_view pair : mark == target.npos
                                         ? std::vector<std::string_view>()
                                         : split(std::string_view(target).substr(mark + 1), '&')) {
    const std::string_view name = pair.substr(0, pair.find('='));
    if (std::none_of(pairs.begin(), pairs.end(), [&](const auto& one) { return one.first == name; }))
      kept.emplace_back(pair);
  }
  kept.push_back(joined_pairs(pairs, "&"));
  target.resize(std::min(mark, target.size()));
  return target + "?" + join(kept, "&");
}

}  // namespace avouch
