// SPDX-License-Identifier: MIT
#include "http/url_secrets.h"

#include <algorithm>

#include "base/percent.h"
#include "base/text.h"
#include "http/secret_field.h"
#include "http/url.h"

namespace avouch::http {
namespace {

std::string variable_of(std::string_view name) {
  return "AVOUCH_" + variable_name(name);
}

// "name=value" of a query; the name is decoded.
struct Parameter {
  std::string name;
  std::string_view value;
  bool is_secret = false;
};

Parameter parameter_of(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == text.npos) return {.name = percent_decoded(text), .value = {}};
  Parameter parameter{.name = percent_decoded(text.substr(0, equals)), .value = text.substr(equals + 1)};
  parameter.is_secret = !parameter.value.empty() && names_a_secret(parameter.name);
  return parameter;
}

// From after "?" to the fragment.
std::string_view query_of(std::string_view url) {
  const std::string_view whole = url.substr(0, url.find('#'));
  const std::size_t mark = whole.find('?');
  return mark == whole.npos ? std::string_view() : whole.substr(mark + 1);
}

// A password may have a "/" that nobody encoded. Then the text is no URL, and the last "@" ends what may be
// one.
std::string without_user(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == url.npos) return std::string(url);
  const std::size_t begin = scheme + 3;
  const std::size_t end = parse_url(url) ? std::min(url.find_first_of("/?#", begin), url.size()) : url.size();
  const std::size_t at = url.substr(0, end).rfind('@');
  if (at == url.npos || at < begin) return std::string(url);
  return std::string(url.substr(0, begin)) + std::string(url.substr(at + 1));
}

}  // namespace

std::vector<UrlSecret> url_secrets(std::string_view url) {
  std::vector<UrlSecret> secrets;
  for (const std::string_view text : split(query_of(url), '&')) {
    const Parameter parameter = parameter_of(text);
    if (parameter.is_secret)
      secrets.push_back({.variable = variable_of(parameter.name), .value = percent_decoded(parameter.value)});
  }
  return secrets;
}

std::string told_url(std::string_view url) {
  const std::string text = without_user(url);
  const std::string_view query = query_of(text);
  if (query.empty()) return text;
  std::string told = text.substr(0, static_cast<std::size_t>(query.data() - text.data()));
  const char* separator = "";
  for (const std::string_view one : split(query, '&')) {
    const Parameter parameter = parameter_of(one);
    told += separator;
    separator = "&";
    told += parameter.is_secret ? std::string(one.substr(0, one.size() - parameter.value.size())) + "$" +
                                      variable_of(parameter.name)
                                : std::string(one);
  }
  return told + text.substr(static_cast<std::size_t>(query.data() - text.data()) + query.size());
}

}  // namespace avouch::http
