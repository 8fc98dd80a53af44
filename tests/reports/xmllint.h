// SPDX-License-Identifier: MIT
// Documents checked against schemas/junit-report.xsd by libxml2's own program.
#pragma once

#include <optional>
#include <string>

namespace avouch {

bool has_xmllint();

// What xmllint complains of; nullopt where the document is valid. Precondition: has_xmllint().
std::optional<std::string> junit_complaint(const std::string& document);

}  // namespace avouch
