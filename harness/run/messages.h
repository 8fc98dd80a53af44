// SPDX-License-Identifier: MIT
// What reports show of an exchange: its messages without secrets, and with contents cut.
#pragma once

#include <cstddef>
#include <string_view>

#include "http/secrets.h"
#include "judge/answer.h"
#include "verdict/messages.h"

namespace avouch {

// `beginning` is what was kept of a body that the answer dropped. Contents are cut after `limit` bytes,
// before a code point that would be cut. A field whose name indicates a secret has its value only if that is
// a known secret, so that the name of its variable stands there: a cookie that a target sets opens a session,
// although nobody gave it.
Messages messages_of(const Answer& answer, std::string_view beginning, std::size_t limit,
                     const http::Secrets& secrets);

}  // namespace avouch
