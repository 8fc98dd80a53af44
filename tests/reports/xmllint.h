// SPDX-License-Identifier: MIT
// Validates documents by schemas/junit-report.xsd with libxml2's xmllint.
#pragma once

#include <optional>
#include <string>

namespace avouch {

bool has_xmllint();

// What xmllint complains of; nullopt where the document is valid. Precondition: has_xmllint().
std::optional<std::string> junit_complaint(const std::string& document);

}  // namespace avouch
