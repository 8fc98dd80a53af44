// SPDX-License-Identifier: MIT
// Formats a request that took values from earlier answers as a small script for sh: the requests of the chain
// in order, each value from the answer before.
//
//   createBook=$(curl -s -i -X POST …); bookId=$(… "$createBook" …); curl -i "…/books/$bookId"
//
// It needs curl, the usual tools of POSIX, and jq where a value is in a JSON body. Text from a target is
// quoted. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "http/secrets.h"
#include "run/conversation.h"

namespace avouch {

// The probes that repeat_script() sends before that one, by their indices, in the order in which they were
// sent.
std::vector<std::size_t> sent_before(const Conversation& conversation, std::size_t probe,
                                     const std::vector<std::size_t>& before = {});

// Precondition: the probes were sent. For a probe that took no values this is http::to_curl(). `before`:
// further requests that come before it, in order, because they change what it shows.
std::string repeat_script(const Contract& contract, const Conversation& conversation, std::size_t probe,
                          const http::Secrets& secrets, const std::vector<std::size_t>& before = {});

}  // namespace avouch
