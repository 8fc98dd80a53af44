// SPDX-License-Identifier: MIT
#include "contract/schema/uri.h"

#include <vector>

#include "base/ascii.h"
#include "base/percent.h"
#include "base/text.h"

namespace avouch {
namespace {

// The components of a reference by RFC 3986 §5.2.2, without the fragment.
struct Parts {
  std::string_view scheme;     // with its colon
  std::string_view authority;  // with its slashes
  std::string_view path;
  std::string_view query;  // with its question mark
};

Parts parts_of(std::string_view uri) {
  Parts parts;
  if (has_scheme(uri)) {
    parts.scheme = uri.substr(0, uri.find(':') + 1);
    uri.remove_prefix(parts.scheme.size());
  }
  if (uri.starts_with("//")) {
    parts.authority = uri.substr(0, uri.find_first_of("/?", 2));
    uri.remove_prefix(parts.authority.size());
  }
  const std::size_t query = uri.find('?');
  parts.path = uri.substr(0, query);
  if (query != uri.npos) parts.query = uri.substr(query);
  return parts;
}

// RFC 3986 §5.2.4; a relative path may keep leading "..".
std::string without_dots(std::string_view path) {
  std::vector<std::string_view> kept;
  const bool is_absolute = path.starts_with('/');
  if (is_absolute) path.remove_prefix(1);
  bool ends_in_slash = false;
  for (const std::string_view segment : split(path, '/')) {
    ends_in_slash = segment == "." || segment == "..";
    if (segment == ".") continue;
    if (segment != "..")
      kept.push_back(segment);
    else if (!kept.empty() && kept.back() != "..")
      kept.pop_back();
    else if (!is_absolute)
      kept.push_back(segment);
  }
  std::string out = is_absolute ? "/" : "";
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (i > 0) out += '/';
    out += kept[i];
  }
  if (ends_in_slash && !kept.empty()) out += '/';
  return out;
}

std::string joined(std::string_view scheme, std::string_view authority, const std::string& path,
                   std::string_view query) {
  return std::string(scheme) + std::string(authority) + path + std::string(query);
}

}  // namespace

bool has_scheme(std::string_view uri) {
  if (uri.empty() || !is_alpha(uri[0])) return false;
  for (const char c : uri) {
    if (c == ':') return true;
    if (!is_alpha(c) && !(c >= '0' && c <= '9') && c != '+' && c != '-' && c != '.') return false;
  }
  return false;
}

SplitReference split_reference(std::string_view reference) {
  const std::size_t hash = reference.find('#');
  if (hash == reference.npos) return {std::string(reference), std::nullopt};
  return {std::string(reference.substr(0, hash)), percent_decoded(reference.substr(hash + 1))};
}

std::string resolve_reference(std::string_view base, std::string_view reference) {
  base = base.substr(0, base.find('#'));
  const std::size_t hash = reference.find('#');
  const std::string fragment(hash == reference.npos ? "" : reference.substr(hash));
  reference = reference.substr(0, hash);
  if (reference.empty()) return std::string(base) + fragment;
  const Parts to = parts_of(reference);
  if (!to.scheme.empty()) return std::string(reference) + fragment;
  const Parts from = parts_of(base);
  if (!to.authority.empty())
    return joined(from.scheme, to.authority, without_dots(to.path), to.query) + fragment;
  if (to.path.empty())
    return joined(from.scheme, from.authority, std::string(from.path), to.query) + fragment;
  if (to.path.starts_with('/'))
    return joined(from.scheme, from.authority, without_dots(to.path), to.query) + fragment;
  const std::size_t slash = from.path.rfind('/');
  std::string path(slash == from.path.npos ? "" : from.path.substr(0, slash + 1));
  if (path.empty() && !from.authority.empty()) path = "/";
  return joined(from.scheme, from.authority, without_dots(path + std::string(to.path)), to.query) + fragment;
}

}  // namespace avouch
