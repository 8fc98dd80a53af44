// SPDX-License-Identifier: MIT
// Documents that references name by http and https URLs: --allow-remote-refs.
//
//   loading.fetch = remote_documents(options.transport);
//
// Each call is one GET without credentials, bounded in time and size as any exchange is; redirects are not
// followed. One thread at a time.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "exchange/transport.h"

namespace avouch {

// How many documents are fetched at most: references may lead on and on.
inline constexpr std::size_t kMostRemoteDocuments = 256;

// Errors of a call: no http or https URL, one with a user name in it, no whole answer of 200, one document
// too many. Each names the URL.
std::function<Result<std::string>(const std::string& url)> remote_documents(const TransportOptions& options);

}  // namespace avouch
