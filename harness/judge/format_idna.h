// SPDX-License-Identifier: MIT
// Labels of internationalized host names: IDNA 2008 (RFC 5890 to 5892).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// Of an A-label ("xn--…"); nullopt where it does not decode to a U-label that encodes to it again.
std::optional<std::string> unicode_label(std::string_view ascii);

// Of a U-label; nullopt where IDNA 2008 disallows it.
std::optional<std::string> ascii_label(std::string_view unicode);

// Why a label is no U-label; nullopt where it is one.
std::optional<std::string> check_unicode_label(std::string_view label);

}  // namespace avouch
