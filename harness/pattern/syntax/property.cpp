// SPDX-License-Identifier: MIT
// \p{…}: ECMA-262 tables "Non-binary Unicode property aliases", "Binary Unicode property aliases" and the
// general categories of Unicode's PropertyValueAliases.
#include "pattern/syntax/property.h"

#include <algorithm>
#include <utility>

namespace avouch {
namespace {

constexpr std::pair<std::string_view, std::string_view> kCategories[] = {
    {"Cased_Letter", "L&"},
    {"LC", "L&"},
    {"Close_Punctuation", "Pe"},
    {"Connector_Punctuation", "Pc"},
    {"Control", "Cc"},
    {"cntrl", "Cc"},
    {"Currency_Symbol", "Sc"},
    {"Dash_Punctuation", "Pd"},
    {"Decimal_Number", "Nd"},
    {"digit", "Nd"},
    {"Enclosing_Mark", "Me"},
    {"Final_Punctuation", "Pf"},
    {"Format", "Cf"},
    {"Initial_Punctuation", "Pi"},
    {"Letter", "L"},
    {"Letter_Number", "Nl"},
    {"Line_Separator", "Zl"},
    {"Lowercase_Letter", "Ll"},
    {"Mark", "M"},
    {"Combining_Mark", "M"},
    {"Math_Symbol", "Sm"},
    {"Modifier_Letter", "Lm"},
    {"Modifier_Symbol", "Sk"},
    {"Nonspacing_Mark", "Mn"},
    {"Number", "N"},
    {"Open_Punctuation", "Ps"},
    {"Other", "C"},
    {"Other_Letter", "Lo"},
    {"Other_Number", "No"},
    {"Other_Punctuation", "Po"},
    {"Other_Symbol", "So"},
    {"Paragraph_Separator", "Zp"},
    {"Private_Use", "Co"},
    {"Punctuation", "P"},
    {"punct", "P"},
    {"Separator", "Z"},
    {"Space_Separator", "Zs"},
    {"Spacing_Mark", "Mc"},
    {"Surrogate", "Cs"},
    {"Symbol", "S"},
    {"Titlecase_Letter", "Lt"},
    {"Unassigned", "Cn"},
    {"Uppercase_Letter", "Lu"},
};

constexpr std::string_view kShortCategories[] = {"C",  "Cc", "Cf", "Cn", "Co", "Cs", "L",  "Ll", "Lm", "Lo",
                                                 "Lt", "Lu", "M",  "Mc", "Me", "Mn", "N",  "Nd", "Nl", "No",
                                                 "P",  "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S",  "Sc",
                                                 "Sk", "Sm", "So", "Z",  "Zl", "Zp", "Zs"};

constexpr std::string_view kBinary[] = {"ASCII",
                                        "ASCII_Hex_Digit",
                                        "AHex",
                                        "Alphabetic",
                                        "Alpha",
                                        "Any",
                                        "Bidi_Control",
                                        "Bidi_C",
                                        "Bidi_Mirrored",
                                        "Bidi_M",
                                        "Case_Ignorable",
                                        "CI",
                                        "Cased",
                                        "Changes_When_Casefolded",
                                        "CWCF",
                                        "Changes_When_Casemapped",
                                        "CWCM",
                                        "Changes_When_Lowercased",
                                        "CWL",
                                        "Changes_When_Titlecased",
                                        "CWT",
                                        "Changes_When_Uppercased",
                                        "CWU",
                                        "Dash",
                                        "Default_Ignorable_Code_Point",
                                        "DI",
                                        "Deprecated",
                                        "Dep",
                                        "Diacritic",
                                        "Dia",
                                        "Emoji",
                                        "Emoji_Component",
                                        "EComp",
                                        "Emoji_Modifier",
                                        "EMod",
                                        "Emoji_Modifier_Base",
                                        "EBase",
                                        "Emoji_Presentation",
                                        "EPres",
                                        "Extended_Pictographic",
                                        "ExtPict",
                                        "Extender",
                                        "Ext",
                                        "Grapheme_Base",
                                        "Gr_Base",
                                        "Grapheme_Extend",
                                        "Gr_Ext",
                                        "Hex_Digit",
                                        "Hex",
                                        "IDS_Binary_Operator",
                                        "IDSB",
                                        "IDS_Trinary_Operator",
                                        "IDST",
                                        "ID_Continue",
                                        "IDC",
                                        "ID_Start",
                                        "IDS",
                                        "Ideographic",
                                        "Ideo",
                                        "Join_Control",
                                        "Join_C",
                                        "Logical_Order_Exception",
                                        "LOE",
                                        "Lowercase",
                                        "Lower",
                                        "Math",
                                        "Noncharacter_Code_Point",
                                        "NChar",
                                        "Pattern_Syntax",
                                        "Pat_Syn",
                                        "Pattern_White_Space",
                                        "Pat_WS",
                                        "Quotation_Mark",
                                        "QMark",
                                        "Radical",
                                        "Regional_Indicator",
                                        "RI",
                                        "Sentence_Terminal",
                                        "STerm",
                                        "Soft_Dotted",
                                        "SD",
                                        "Terminal_Punctuation",
                                        "Term",
                                        "Unified_Ideograph",
                                        "UIdeo",
                                        "Uppercase",
                                        "Upper",
                                        "Variation_Selector",
                                        "VS",
                                        "White_Space",
                                        "space",
                                        "XID_Continue",
                                        "XIDC",
                                        "XID_Start",
                                        "XIDS"};

std::optional<std::string> category(std::string_view name) {
  if (std::find(std::begin(kShortCategories), std::end(kShortCategories), name) !=
      std::end(kShortCategories)) {
    return std::string(name);
  }
  const auto* found = std::find_if(std::begin(kCategories), std::end(kCategories),
                                   [&](const auto& pair) { return pair.first == name; });
  if (found == std::end(kCategories)) return std::nullopt;
  return std::string(found->second);
}

std::optional<std::string> translated(std::string_view name) {
  const std::size_t equals = name.find('=');
  if (equals != name.npos) {
    const std::string_view key = name.substr(0, equals);
    const std::string_view value = name.substr(equals + 1);
    if (key == "General_Category" || key == "gc") return category(value);
    if (value.empty() || value.find_first_of(":=") != value.npos) return std::nullopt;
    if (key == "Script" || key == "sc") return "sc:" + std::string(value);
    if (key == "Script_Extensions" || key == "scx") return "scx:" + std::string(value);
    return std::nullopt;
  }
  if (const auto known = category(name)) return known;
  if (std::find(std::begin(kBinary), std::end(kBinary), name) != std::end(kBinary)) return std::string(name);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> property_escape(std::string_view name, bool is_negative) {
  if (name == "Assigned") return is_negative ? "\\p{Cn}" : "\\P{Cn}";
  const std::optional<std::string> known = translated(name);
  if (!known) return std::nullopt;
  return (is_negative ? "\\P{" : "\\p{") + *known + "}";
}

}  // namespace avouch
