// SPDX-License-Identifier: MIT
#include "http/chunk_extension.h"

#include "http/field_reader.h"

namespace avouch::http {

bool are_chunk_extensions(std::string_view text) {
  if (text.ends_with(' ') || text.ends_with('\t')) return false;
  FieldReader reader(text);
  while (!reader.at_end()) {
    reader.skip_blanks();
    if (!reader.take(';')) return false;
    reader.skip_blanks();
    if (!reader.parameter(false)) return false;
  }
  return true;
}

}  // namespace avouch::http
