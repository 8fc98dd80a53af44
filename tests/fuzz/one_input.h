// SPDX-License-Identifier: MIT
// A fuzz target: one function that accepts any bytes and aborts the program on an error.
//
//   one_input(bytes, size);   // always returns 0
//
// libfuzzer.cpp calls it with libFuzzer's inputs. replay.cpp calls it with the files of a corpus and does not
// need clang. A target reads no file, opens no socket and keeps no state between inputs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/text.h"

namespace avouch::fuzz {

int one_input(const std::uint8_t* data, std::size_t size);

// What must hold of every input, in every build.
inline void must(bool holds, std::string_view what) {
  if (holds) return;
  std::fprintf(stderr, "BROKEN: %s\n", printable(what).c_str());
  std::abort();
}

// A text that a person may be shown: UTF-8, with nothing in it that steers a terminal.
inline void must_be_printable(std::string_view text, std::string_view what) {
  must(printable(text) == text, std::string(what) + " is not printable: " + printable(text));
}

// An error says what is wrong, where, and what to do about it.
inline void must_be_told(const Errors& errors) {
  must(!errors.empty(), "an error without errors");
  for (const Error& error : errors) {
    must(!error.title.empty(), "an error without a title");
    must(!error.place.file.empty(), "an error without a file: " + error.title);
    must(!error.hint.empty(), "an error without a hint: " + error.title);
    const std::string text = to_string(error);
    must(text.ends_with('\n'), "an error that does not end its line");
    for (const std::string_view line : split(std::string_view(text).substr(0, text.size() - 1), '\n'))
      must_be_printable(line, "an error");
  }
}

// The bytes as a text, cut at the first `separator`: what stands before it, and what after it.
struct Halves {
  std::string_view first;
  std::string_view second;
};
inline Halves halves(std::string_view text, char separator) {
  const std::size_t at = text.find(separator);
  if (at == text.npos) return {text, {}};
  return {text.substr(0, at), text.substr(at + 1)};
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return size == 0 ? std::string_view("") : std::string_view(reinterpret_cast<const char*>(data), size);
}

}  // namespace avouch::fuzz
