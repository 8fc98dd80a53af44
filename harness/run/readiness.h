// SPDX-License-Identifier: MIT
// Waits until a target that starts beside the run, or is deployed just now, answers.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/interruption.h"
#include "exchange/paced.h"
#include "exchange/transport.h"
#include "http/url.h"

namespace avouch {

// Sends HEAD to the target's path, without credentials, again and again until a response comes that is none
// of 502, 503 and 504: those come from a gateway whose server is not there yet (RFC 9110 §15.6). Returns why
// there was none, in one sentence without a full stop; nullopt if there was one, or if the transport has a
// fault that no waiting cures, which the run reports itself.
std::optional<std::string> wait_for(const http::Url& target, const TransportOptions& options,
                                    std::chrono::milliseconds patience, Pace& pace,
                                    const Cancellation& cancellation);

// The same by that transport.
std::optional<std::string> wait_for(Transport& transport, std::chrono::milliseconds patience, Pace& pace);

}  // namespace avouch
