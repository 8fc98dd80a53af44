// SPDX-License-Identifier: MIT
#include "pattern/engine.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <cassert>

namespace avouch {

EnginePattern::EnginePattern(std::string_view pcre) {
  int error = 0;
  PCRE2_SIZE offset = 0;
  pcre2_code* code = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pcre.data()), pcre.size(),
                                   PCRE2_UTF | PCRE2_DOLLAR_ENDONLY, &error, &offset, nullptr);
  assert(code != nullptr);
  code_ = std::shared_ptr<const void>(
      code, [](const void* made) { pcre2_code_free(static_cast<pcre2_code*>(const_cast<void*>(made))); });
}

bool EnginePattern::matches(std::string_view text) const {
  const std::unique_ptr<pcre2_match_data, decltype(&pcre2_match_data_free)> data(
      pcre2_match_data_create(1, nullptr), &pcre2_match_data_free);
  return pcre2_match(static_cast<const pcre2_code*>(code_.get()), reinterpret_cast<PCRE2_SPTR>(text.data()),
                     text.size(), 0, PCRE2_NO_UTF_CHECK, data.get(), nullptr) >= 0;
}

}  // namespace avouch
