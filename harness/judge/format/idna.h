// SPDX-License-Identifier: MIT
// Labels of internationalized host names: IDNA 2008 (RFC 5890 to 5892).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// Of an A-label ("xn--…"); nullopt where it does not decode to a U-label that encodes to it again.
std::optional<std::string> unicode_label(std::string_view ascii);

// A U-label is in Unicode's normalization form C (RFC 5890 §2.3.2.1). What a person typed need not be: RFC
// 5891 §5.2 has it normalized first.
enum class Normalization { required, applied };

// Of a U-label; nullopt where IDNA 2008 disallows it.
std::optional<std::string> ascii_label(std::string_view unicode,
                                       Normalization normalization = Normalization::required);

// Why a label is no U-label; nullopt where it is one.
std::optional<std::string> check_unicode_label(std::string_view label,
                                               Normalization normalization = Normalization::required);

}  // namespace avouch
