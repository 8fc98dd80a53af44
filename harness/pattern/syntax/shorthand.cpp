// SPDX-License-Identifier: MIT
#include "pattern/syntax/shorthand.h"

namespace avouch {

const CodePoints& shorthand_points(PatternMember::Kind kind) {
  static const CodePoints none;
  static const CodePoints digits = {{'0', '9'}};
  static const CodePoints words = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
  // ECMA-262 §22.2.2.9: WhiteSpace (§12.2, with all of Zs) and LineTerminator (§12.3).
  static const CodePoints spaces = {{9, 13},          {' ', ' '},       {0xA0, 0xA0},     {0x1680, 0x1680},
                                    {0x2000, 0x200A}, {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F},
                                    {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
  switch (kind) {
    case PatternMember::Kind::digit:
      return digits;
    case PatternMember::Kind::word:
      return words;
    case PatternMember::Kind::space:
      return spaces;
    case PatternMember::Kind::range:
    case PatternMember::Kind::property:
      break;
  }
  return none;
}

}  // namespace avouch
