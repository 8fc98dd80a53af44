// SPDX-License-Identifier: MIT
// Fetches documents that references name by http and https URLs: --allow-remote-refs.
//
//   loading.fetch = remote_documents(options.transport);
//
// Each call sends one GET without credentials, with the same time and size limits as any exchange. Redirects
// are not followed. Not thread-safe.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "exchange/transport.h"

namespace avouch {

// Maximum number of documents: each document may refer to further ones.
inline constexpr std::size_t kMostRemoteDocuments = 256;

// Errors of a call: the URL is not an http or https URL or contains a user name; the response is not a
// complete 200; the maximum number of documents is exceeded. Each error names the URL.
std::function<Result<std::string>(const std::string& url)> remote_documents(const TransportOptions& options);

}  // namespace avouch
