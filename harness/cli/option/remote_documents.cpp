// SPDX-License-Identifier: MIT
#include "cli/option/remote_documents.h"

#include <memory>

#include "base/text.h"
#include "cli/interruption.h"
#include "http/url.h"

namespace avouch {
namespace {

Error refused(const std::string& url, const std::string& why, const std::string& hint) {
  return {.title = in_quotes(url) + " cannot be fetched: " + why, .place = {}, .hint = hint};
}

constexpr const char* kSaveIt = "Save the document, and name its folder with --ref-root URL=FOLDER.";

Result<std::string> content_of(const std::string& url, const Exchange& exchange) {
  if (const Failure* failure = exchange.failure()) return refused(url, failure->reason, kSaveIt);
  const Received& received = *exchange.received();
  const int status = received.response.status;
  if (status >= 300 && status < 400) {
    const auto location = http::combined(received.response.fields, "Location");
    return refused(url, "it redirects" + (location ? " to " + in_quotes(*location) : std::string()),
                   "Refer to the target of the redirect; redirects are not followed.");
  }
  if (status != 200) return refused(url, "the response is " + std::to_string(status), kSaveIt);
  if (received.end.kind != BodyEnd::Kind::complete) return refused(url, received.end.reason, kSaveIt);
  return received.response.body;
}

Result<std::string> fetched(const std::string& url, const TransportOptions& options) {
  const std::optional<http::Url> parsed = http::parse_url(url);
  if (!parsed) return refused(url, "it is not an http or https URL", "Correct the reference.");
  if (!parsed->user_information.empty())
    return refused(parsed->text(), "it contains credentials",
                   "Remove them: Avouch sends no credentials for documents.");
  const http::Request request{.method = "GET",
                              .target = parsed->target(),
                              .fields = {{"Accept", "application/json, application/yaml, */*"}}};
  Result<std::unique_ptr<Transport>> transport = http_transport(parsed->root(), options, interruption());
  if (!transport) return transport.errors();
  return content_of(url, (*transport)->send(request));
}

}  // namespace

std::function<Result<std::string>(const std::string& url)> remote_documents(const TransportOptions& options) {
  const auto count = std::make_shared<std::size_t>(0);
  return [count, options](const std::string& url) -> Result<std::string> {
    if (++*count > kMostRemoteDocuments) {
      return refused(url, std::to_string(kMostRemoteDocuments) + " documents were fetched already", kSaveIt);
    }
    return fetched(url, options);
  };
}

}  // namespace avouch
