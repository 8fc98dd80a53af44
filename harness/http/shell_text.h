// SPDX-License-Identifier: MIT
// Texts as a POSIX shell is to read them: nothing in them is expanded but the variables that stand for
// secrets, and a reader of the command sees all that it has.
//
//   quoted({{"a b", std::nullopt}})              // 'a b'
//   quoted(teller.pieces_of("Bearer s3cret"))    // "Bearer $AVOUCH_TOKEN"
//
// Pure; private to this room.
#pragma once

#include <string>
#include <string_view>

#include "http/secret_pieces.h"

namespace avouch::http {

// POSIX XCU 2.2.2: nothing within single quotes is special but the single quote.
std::string single_quoted(std::string_view text);

// One word: in single quotes where it has no secret and can be seen as it is, else in double ones.
std::string quoted(const Pieces& parts);

// A command that prints the text: for one with control characters, so that the command stays one line and a
// NUL can be in it.
std::string printf_command(const Pieces& text);

}  // namespace avouch::http
