// SPDX-License-Identifier: MIT
// Messages in the HTML report: as they were sent and as they came, with the place of a finding marked.
//
//   append_response(page, *exchange.messages, entry.verdict.findings);
//
// Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "verdict/messages.h"
#include "verdict/verdict.h"

namespace avouch {

// Appends a <pre> with the response: its head, and what stands around the first finding that has a place in
// the content, else the beginning of the content. Precondition: a response came.
void append_response(std::string& page, const Messages& messages, const std::vector<Finding>& findings);

// Appends a <pre> with the request and the beginning of its content.
void append_request(std::string& page, const Messages& messages);

}  // namespace avouch
