// SPDX-License-Identifier: MIT
// How every report in JSON is written: in ASCII, indented, and so that a CI server that gets it on stdout
// finds no command in it. Pure and thread-safe.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace avouch {

// Ends in a line feed. Bytes that are not UTF-8 become U+FFFD. Azure Pipelines and GitHub Actions read
// "##vso[" and
// "##[" anywhere in a line, so the second of two # is escaped.
std::string json_text(const nlohmann::ordered_json& report);

}  // namespace avouch
