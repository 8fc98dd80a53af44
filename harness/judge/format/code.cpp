// SPDX-License-Identifier: MIT
// Codes, numbers as text, and lists of names.
#include <algorithm>

#include "base/ascii.h"
#include "base/text.h"
#include "judge/body/keyword.h"
#include "judge/format/format.h"
#include "judge/format/parts.h"
#include "pattern/pattern.h"

namespace avouch {
namespace {

// ISO 4217:2015, amendment 176: the codes in use for currencies and funds, without the X test codes.
constexpr std::string_view kCurrencies =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD "
    "CAD CDF "
    "CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS "
    "GIP GMD "
    "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK "
    "LBP LKR "
    "LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB "
    "PEN PGK "
    "PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB "
    "TJS TMT "
    "TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD "
    "XCD XDR "
    "XOF XPD XPF XPT XSU XUA YER ZAR ZMW ZWG ZWL";

// ISO 3166-1:2020, alpha-2, officially assigned.
constexpr std::string_view kCountries =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV "
    "BW BY BZ CA "
    "CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK "
    "FM FO FR GA "
    "GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT "
    "JE JM JO JP "
    "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO "
    "MP MQ MR MS "
    "MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY "
    "QA RE RO RS "
    "RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO "
    "TR TT TV TW "
    "TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

Fault check_listed(std::string_view list, std::string_view code, const char* what) {
  const std::vector<std::string_view> codes = split(list, ' ');
  if (std::find(codes.begin(), codes.end(), code) != codes.end()) return std::nullopt;
  return std::string("it is not a code of ") + what;
}

}  // namespace

Fault check_uuid(std::string_view text) {
  constexpr std::string_view kShape = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
  const bool is_good = text.size() == kShape.size() &&
                       std::equal(text.begin(), text.end(), kShape.begin(), [](char c, char shape) {
                         return shape == 'x' ? is_hex_digit(c) : c == shape;
                       });
  if (is_good) return std::nullopt;
  return "it is not written as " + std::string(kShape);
}

Fault check_regex(std::string_view text) {
  // ECMA-262 §22.2.1: a pattern may contain a lone surrogate like any other character.
  return Pattern::syntax_fault(without_surrogates(text));
}

Fault check_http_method(std::string_view text) {
  // RFC 9110 §9.3 and RFC 5789; methods are case-sensitive.
  return check_listed("GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH", text, "RFC 9110 methods");
}

Fault check_phone_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 15;
  const bool is_good = text.size() >= 3 && text.size() <= kMostDigits + 1 && text[0] == '+' &&
                       text[1] >= '1' && text[1] <= '9' &&
                       text.substr(1).find_first_not_of("0123456789") == text.npos;
  if (is_good) return std::nullopt;
  return "it is not + and up to 15 digits (E.164)";
}

Fault check_currency(std::string_view text) {
  return check_listed(kCurrencies, text, "ISO 4217");
}
Fault check_country(std::string_view text) {
  return check_listed(kCountries, text, "ISO 3166-1");
}

}  // namespace avouch
