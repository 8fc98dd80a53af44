// SPDX-License-Identifier: MIT
// Extensions of a chunk, after its size: *( BWS ";" BWS chunk-ext-name [ BWS "=" BWS chunk-ext-val ] ), RFC
// 9112 §7.1.1.
//
//   are_chunk_extensions(";a=b; c=\"d\"")
//
// Linear in the text; pure.
#pragma once

#include <string_view>

namespace avouch::http {

// `text`: the rest of a chunk's first line, without CRLF.
bool are_chunk_extensions(std::string_view text);

}  // namespace avouch::http
