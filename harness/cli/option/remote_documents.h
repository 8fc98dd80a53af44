// SPDX-License-Identifier: MIT
// Fetches documents by http and https URLs: those that references name (--allow-remote-refs), and the
// contract itself.
//
//   loading.fetch = remote_documents(options.transport);
//
// Each call sends one GET with the same time and size limits as any exchange. Redirects are not followed. No
// credentials are sent but those that the user gave for the contract, to the contract's server alone. Not
// thread-safe.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>

#include "base/result.h"
#include "exchange/transport.h"
#include "http/field.h"

namespace avouch {

// A contract that is named by its URL.
struct RemoteContract {
  std::string name;        // the URL as messages and reports show it: without secrets
  std::string url;         // the URL that is fetched for that name
  http::Fields headers;    // for documents of the contract's origin: --contract-header
  bool allows_all = true;  // whether documents of other origins are fetched, too
};

// Whether a contract of that name is fetched: an http or https URL.
bool is_remote(const std::string& contract);

// Maximum number of documents: each document may refer to further ones.
inline constexpr std::size_t kMostRemoteDocuments = 256;
// Maximum time that fetching them takes together. Reading them is not part of it.
inline constexpr std::chrono::milliseconds kMostRemoteTime{120'000};

// Errors of a call: the URL is not an http or https URL or contains a user name; it is of another origin than
// `contract` and that is not allowed; the response is not a complete 200; the maximum number of documents or
// the time of all is exceeded. Each error names the URL.
std::function<Result<std::string>(const std::string& url)> remote_documents(
    const TransportOptions& options, const std::optional<RemoteContract>& contract = std::nullopt,
    std::chrono::milliseconds most_time = kMostRemoteTime);

}  // namespace avouch
