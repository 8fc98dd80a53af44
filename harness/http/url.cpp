// SPDX-License-Identifier: MIT
#include "http/url.h"

#include <arpa/inet.h>
#include <uriparser/Uri.h>

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace avouch::http {
namespace {

// Owns uriparser's memory and frees it. Not copyable: its ranges point into `text`.
class ParsedUri {
 public:
  explicit ParsedUri(std::string_view text) : text_(text) {
    const char* error = nullptr;
    good_ = uriParseSingleUriExA(&uri_, text_.data(), text_.data() + text_.size(), &error) == URI_SUCCESS;
    owned_ = good_;  // on failure, uriparser has freed its memory
  }
  ParsedUri(const ParsedUri&) = delete;
  ParsedUri& operator=(const ParsedUri&) = delete;
  ~ParsedUri() {
    if (owned_) uriFreeUriMembersA(&uri_);
  }

  explicit operator bool() const { return good_; }
  const UriUriA& operator*() const { return uri_; }
  const UriUriA* operator->() const { return &uri_; }

 private:
  std::string text_;
  UriUriA uri_{};
  bool good_ = false;
  bool owned_ = false;
};

std::string text_of(const UriTextRangeA& range) {
  return range.first == nullptr ? std::string() : std::string(range.first, range.afterLast);
}

int port_of_scheme(std::string_view scheme) {
  return scheme == "https" ? 443 : 80;
}

std::optional<int> port_of(const std::string& digits, std::string_view scheme) {
  if (digits.empty()) return port_of_scheme(scheme);  // also for "http://host:/", RFC 3986 §3.2.3
  if (digits.size() > 5 ||
      !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  const int port = std::stoi(digits);
  if (port < 1 || port > 65535) return std::nullopt;
  return port;
}

// Returns the host in lower case, and an IPv6 address in canonical form (RFC 5952), so equal hosts are equal
// texts.
std::string host_of(const UriUriA& uri) {
  char text[INET6_ADDRSTRLEN];
  const bool ipv6 = uri.hostData.ip6 != nullptr;
  if (ipv6 && ::inet_ntop(AF_INET6, uri.hostData.ip6->data, text, sizeof text) != nullptr) return text;
  return ascii_lower(text_of(uri.hostText));
}

std::string path_of(const UriUriA& uri) {
  std::string path;
  for (const UriPathSegmentA* segment = uri.pathHead; segment != nullptr; segment = segment->next) {
    path += '/';
    path += text_of(segment->text);
  }
  return path.empty() ? "/" : path;
}

std::string authority(const Url& url, bool with_user) {
  std::string text;
  if (with_user && !url.user_information.empty()) text += url.user_information + "@";
  text += url.origin().host;
  if (url.port != port_of_scheme(url.scheme)) text += ":" + std::to_string(url.port);
  return text;
}

std::string absolute(const Url& url, bool with_user) {
  return url.scheme + "://" + authority(url, with_user) + url.target();
}

}  // namespace

Origin Url::origin() const {
  const bool ipv6 = host.find(':') != std::string::npos;
  return {.scheme = scheme, .host = ipv6 ? "[" + host + "]" : host, .port = port};
}

std::string Url::target() const {
  return has_query ? path + "?" + query : path;
}

std::string Url::prefix() const {
  return path.substr(0, path.find_last_not_of('/') + 1);
}

Url Url::root() const {
  return {.scheme = scheme, .host = host, .port = port, .path = "/"};
}

std::string Url::text() const {
  return absolute(*this, false);
}

// A ":" alone separates an empty username from an empty password.
bool Url::includes_credentials() const {
  return !user_information.empty() && user_information != ":";
}

bool is_uri_reference(std::string_view text) {
  // uriparser reads C strings; a URI cannot contain NUL anyway.
  return text.empty() || (text.find('\0') == text.npos && ParsedUri(text));
}

std::optional<Url> parse_url(std::string_view text) {
  // uriparser reads C strings; a URI cannot contain NUL anyway.
  if (text.empty() || text.find('\0') != std::string_view::npos) return std::nullopt;
  const ParsedUri uri(text);
  if (!uri) return std::nullopt;

  Url url;
  url.scheme = ascii_lower(text_of(uri->scheme));
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  if (uri->hostData.ipFuture.first != nullptr) return std::nullopt;
  url.host = host_of(*uri);
  if (url.host.empty()) return std::nullopt;  // RFC 9110 §4.2.1
  const std::optional<int> port = port_of(text_of(uri->portText), url.scheme);
  if (!port) return std::nullopt;
  url.port = *port;
  url.user_information = text_of(uri->userInfo);
  url.path = path_of(*uri);
  url.has_query = uri->query.first != nullptr;
  url.query = text_of(uri->query);
  return url;
}

std::string resource_path(std::string_view target) {
  std::string path(target.substr(0, target.find('?')));
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

std::optional<Url> resolve(const Url& base, std::string_view reference) {
  if (reference.find('\0') != std::string_view::npos) return std::nullopt;
  const ParsedUri against(absolute(base, true));
  const ParsedUri relative(reference);
  if (!against || !relative) return std::nullopt;

  UriUriA joined{};
  if (uriAddBaseUriA(&joined, &*relative, &*against) != URI_SUCCESS) {
    uriFreeUriMembersA(&joined);
    return std::nullopt;
  }
  int length = 0;
  std::string text;
  if (uriToStringCharsRequiredA(&joined, &length) == URI_SUCCESS) {
    std::vector<char> bytes(static_cast<std::size_t>(length) + 1);
    if (uriToStringA(bytes.data(), &joined, length + 1, nullptr) == URI_SUCCESS) text = bytes.data();
  }
  uriFreeUriMembersA(&joined);
  return parse_url(text);
}

}  // namespace avouch::http
