// SPDX-License-Identifier: MIT
// Labels of internationalized host names: IDNA 2008 (RFC 5890 to 5892).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace avouch {

// Decodes an A-label ("xn--…"). nullopt if it does not decode to a U-label that encodes to it again.
std::optional<std::string> unicode_label(std::string_view ascii);

// A U-label is in Unicode normalization form C (RFC 5890 §2.3.2.1). User input need not be: RFC 5891 §5.2
// normalizes it first.
enum class Normalization { required, applied };

// Encodes a U-label. nullopt if IDNA 2008 disallows it.
std::optional<std::string> ascii_label(std::string_view unicode,
                                       Normalization normalization = Normalization::required);

// Returns why a label is not a U-label; nullopt if it is one.
std::optional<std::string> check_unicode_label(std::string_view label,
                                               Normalization normalization = Normalization::required);

// The domain in ASCII, mapped as browsers do (UTS 46 §4.2, not transitional). nullopt if IDNA 2008 disallows
// what it is mapped to; UTS 46 allows more. Precondition: valid UTF-8 without NUL.
std::optional<std::string> ascii_domain(const std::string& domain);

}  // namespace avouch
