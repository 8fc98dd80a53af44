// SPDX-License-Identifier: MIT
#include "contract/server.h"

#include "contract/written_path.h"
#include "http/url.h"

namespace avouch {
namespace {

std::string without_slash(std::string text) {
  while (text.ends_with('/')) text.pop_back();
  return text;
}

}  // namespace

std::string normal_server(std::string_view url) {
  const std::optional<http::Url> parsed = http::parse_url(url);
  const std::string text = without_slash(parsed ? parsed->text() : std::string(url));
  return text.empty() ? "/" : text;
}

std::optional<ServerBase> server_base(std::string_view server) {
  // RFC 3986 §4.2: "//host/path" uses the scheme of the document, which is unknown. Assumes the most common
  // one.
  const std::string absolute =
      server.starts_with("//") ? "https:" + std::string(server) : std::string(server);
  if (const std::optional<http::Url> url = http::parse_url(absolute)) {
    if (url->has_query) return std::nullopt;
    return ServerBase{.origin = url->origin(), .path = without_slash(url->path)};
  }
  if (!server.starts_with('/') || server.starts_with("//") || server.find_first_of("?#") != server.npos)
    return std::nullopt;
  return ServerBase{.origin = {}, .path = without_slash(written_path(server))};
}

}  // namespace avouch
