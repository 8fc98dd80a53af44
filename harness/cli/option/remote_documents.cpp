// SPDX-License-Identifier: MIT
#include "cli/option/remote_documents.h"

#include <chrono>
#include <memory>

#include "base/text.h"
#include "cli/interruption.h"
#include "http/url.h"
#include "http/url_secrets.h"

namespace avouch {
namespace {

Error refused(const std::string& url, const std::string& why, const std::string& hint) {
  return {.title = in_quotes(http::told_url(url)) + " cannot be fetched: " + why, .place = {}, .hint = hint};
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

Result<std::string> fetched(const std::string& url, const TransportOptions& options,
                            const std::optional<RemoteContract>& contract) {
  const std::optional<http::Url> parsed =
      http::parse_url(contract && url == contract->name ? contract->url : url);
  if (!parsed) return refused(url, "it is not an http or https URL", "Correct the reference.");
  if (!parsed->user_information.empty())
    return refused(parsed->text(), "it contains credentials",
                   "Remove them: Avouch sends no credentials for documents.");
  http::Request request{.method = "GET",
                        .target = parsed->target(),
                        .fields = {{"Accept", "application/json, application/yaml, */*"}}};
  const std::optional<http::Url> home = contract ? http::parse_url(contract->url) : std::nullopt;
  const bool is_at_home = home && home->origin() == parsed->origin();
  if (home && !is_at_home && !contract->allows_all)
    return refused(url, "it is on another server than the contract; --allow-remote-refs fetches it",
                   "Fetch it with --allow-remote-refs, or name its folder with --ref-root URL=FOLDER.");
  if (is_at_home)
    request.fields.insert(request.fields.end(), contract->headers.begin(), contract->headers.end());
  Result<std::unique_ptr<Transport>> transport = http_transport(parsed->root(), options, interruption());
  if (!transport) return transport.errors();
  return content_of(url, (*transport)->send(request));
}

}  // namespace

bool is_remote(const std::string& contract) {
  return contract.starts_with("http://") || contract.starts_with("https://");
}

std::function<Result<std::string>(const std::string& url)> remote_documents(
    const TransportOptions& options, const std::optional<RemoteContract>& contract,
    std::chrono::milliseconds most_time) {
  struct Spent {
    std::size_t documents = 0;
    std::chrono::steady_clock::duration time{};
  };
  const auto spent = std::make_shared<Spent>();
  return [spent, options, contract, most_time](const std::string& url) -> Result<std::string> {
    if (++spent->documents > kMostRemoteDocuments) {
      return refused(url, std::to_string(kMostRemoteDocuments) + " documents were fetched already", kSaveIt);
    }
    if (spent->time >= most_time) {
      return refused(url, "the documents before it took " + std::to_string(most_time.count() / 1'000) + " s",
                     kSaveIt);
    }
    const auto begin = std::chrono::steady_clock::now();
    Result<std::string> text = fetched(url, options, contract);
    spent->time += std::chrono::steady_clock::now() - begin;
    if (text || !contract || url != contract->name) return text;
    Errors errors = text.errors();
    for (Error& error : errors)
      error.hint = "Check the URL and --contract-header, or save it and name the file.";
    return errors;
  };
}

}  // namespace avouch
