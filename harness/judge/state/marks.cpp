// SPDX-License-Identifier: MIT
#include "judge/state/marks.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "base/text.h"

namespace avouch {
namespace {

constexpr std::size_t kLongestName = 64;  // that is compared

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& known, std::string_view name) {
  return std::find(known.begin(), known.end(), name) != known.end();
}

template <std::size_t size>
bool has_affix(const std::array<std::string_view, size>& known, std::string_view name) {
  return std::any_of(known.begin(), known.end(),
                     [&](std::string_view one) { return name.starts_with(one) || name.ends_with(one); });
}

constexpr std::array<std::string_view, 36> kNext = {"next",
                                                    "nextpage",
                                                    "nextpagenumber",
                                                    "nextpageurl",
                                                    "nextpagelink",
                                                    "nextpagetoken",
                                                    "nextpagecursor",
                                                    "nextcursor",
                                                    "nexttoken",
                                                    "nextlink",
                                                    "nexturl",
                                                    "nexthref",
                                                    "nextoffset",
                                                    "nextmarker",
                                                    "nextkey",
                                                    "nextid",
                                                    "nextstart",
                                                    "nextrecordsurl",
                                                    "nextcontinuationtoken",
                                                    "odatanextlink",
                                                    "hasmore",
                                                    "hasmoreitems",
                                                    "hasmoreresults",
                                                    "hasnext",
                                                    "hasnextpage",
                                                    "more",
                                                    "morepages",
                                                    "moreitems",
                                                    "moreresults",
                                                    "moreavailable",
                                                    "istruncated",
                                                    "truncated",
                                                    "continue",
                                                    "continuation",
                                                    "continuationtoken",
                                                    "lastevaluatedkey"};
constexpr std::array<std::string_view, 5> kLast = {"last", "islast", "islastpage", "done", "complete"};
constexpr std::array<std::string_view, 25> kTotals = {"total",
                                                      "totalcount",
                                                      "totalitems",
                                                      "totalitemcount",
                                                      "totalelements",
                                                      "totalresults",
                                                      "totalrecords",
                                                      "totalrows",
                                                      "totalhits",
                                                      "totalsize",
                                                      "totalentries",
                                                      "totalobjects",
                                                      "estimatedtotalhits",
                                                      "nbhits",
                                                      "numfound",
                                                      "numberofitems",
                                                      "numresults",
                                                      "resultcount",
                                                      "resultscount",
                                                      "recordcount",
                                                      "itemcount",
                                                      "itemscount",
                                                      "count",
                                                      "odatacount",
                                                      "hydratotalitems"};
constexpr std::array<std::string_view, 9> kPages = {"totalpages", "totalpagecount", "pagecount",
                                                    "pages",      "pagestotal",     "numpages",
                                                    "nbpages",    "numberofpages",  "lastpage"};
constexpr std::array<std::string_view, 9> kSizes = {"limit",        "perpage",     "pagesize",
                                                    "pagelimit",    "maxresults",  "maxitems",
                                                    "itemsperpage", "hitsperpage", "resultsperpage"};
// Beginnings of header fields: "X-Total", "X-WP-TotalPages", "X-Pagination-Total-Count".
constexpr std::array<std::string_view, 4> kFieldBeginnings = {"xpagination", "pagination", "xwp", "x"};

constexpr std::array<std::string_view, 33> kPagingParameters = {
    "page",       "pagenumber",    "pagenum",
    "pageno",     "pageindex",     "pageoffset",
    "pagecursor", "pagetoken",     "pageafter",
    "pagebefore", "limit",         "pagelimit",
    "perpage",    "itemsperpage",  "pagesize",
    "size",       "offset",        "cursor",
    "after",      "before",        "start",
    "startindex", "startingafter", "endingbefore",
    "take",       "skip",          "top",
    "count",      "maxresults",    "maxitems",
    "marker",     "nexttoken",     "continuationtoken"};
constexpr std::array<std::string_view, 4> kShortPagingParameters = {"first", "last", "rows", "from"};
constexpr std::array<std::string_view, 27> kShowingParameters = {
    "sort",    "sortby",         "sortorder", "sortdirection", "sorting", "sortfield",    "order",
    "orderby", "orderdirection", "ordering",  "direction",     "dir",     "fields",       "select",
    "expand",  "embed",          "include",   "includes",      "format",  "pretty",       "prettyprint",
    "view",    "locale",         "lang",      "language",      "totals",  "includetotals"};

// What is no more. Said by a flag or a moment ("isDeleted", "deletedAt", "deletionTimestamp"), or as a state.
constexpr std::array<std::string_view, 21> kEnds = {
    "deleted",   "deletion",   "softdeleted", "removed",  "archived",    "trashed",   "voided",
    "discarded", "destroyed",  "disabled",    "inactive", "deactivated", "cancelled", "canceled",
    "closed",    "terminated", "revoked",     "expired",  "withdrawn",   "retired",   "purged"};
constexpr std::array<std::string_view, 10> kEndingStates = {
    "deleting",        "terminating",       "trash",   "void", "ended", "suspended", "pendingdeletion",
    "deletionpending", "markedfordeletion", "obsolete"};
constexpr std::array<std::string_view, 8> kMomentEnds = {"at",   "on",        "date", "datetime",
                                                         "time", "timestamp", "utc",  "by"};
constexpr std::array<std::string_view, 8> kLifeFlags = {"active",    "isactive", "enabled", "isenabled",
                                                        "available", "islive",   "exists",  "isavailable"};
constexpr std::array<std::string_view, 4> kStates = {"status", "state", "lifecycle", "phase"};

constexpr std::array<std::string_view, 4> kChanges = {"updated", "modified", "lastchanged", "etag"};
constexpr std::array<std::string_view, 19> kCounters = {
    "version",     "versionnumber", "versionid",     "resourceversion", "rowversion",
    "lockversion", "objectversion", "entityversion", "recordversion",   "documentversion",
    "optlock",     "rev",           "revision",      "revisionnumber",  "revisionid",
    "changed",     "changedat",     "datechanged",   "changetimestamp"};

// The letters alone, in lower case.
std::string letters_of(std::string_view name) {
  std::string letters;
  for (const char c : ascii_lower(name.substr(0, kLongestName))) {
    if (c >= 'a' && c <= 'z') letters += c;
  }
  return letters;
}

bool is_ending_name(std::string_view name) {
  if (name.starts_with("is") || name.starts_with("in")) {
    const std::string_view rest = name.substr(2);
    if (is_one_of(kEnds, rest) || rest == "trash") return true;
  }
  for (const std::string_view before : {"date", "time", "when"}) {
    if (name.starts_with(before) && is_one_of(kEnds, name.substr(before.size()))) return true;
  }
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) {
    return name.starts_with(end) &&
           (name.size() == end.size() || is_one_of(kMomentEnds, name.substr(end.size())));
  });
}

bool is_set(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null:
      return false;
    case ValueKind::boolean:
      return value.is_true();
    case ValueKind::number:
      return value.text() != "0";
    case ValueKind::string:
      return !value.text().empty();
    case ValueKind::array:
    case ValueKind::object:
      return value.size() > 0;
  }
  return false;
}

}  // namespace

PagingMark paging_mark(std::string_view name) {
  const std::string letters = letters_of(name);
  if (is_one_of(kNext, letters)) return PagingMark::next;
  if (is_one_of(kLast, letters)) return PagingMark::last;
  if (is_one_of(kTotals, letters)) return PagingMark::total;
  if (is_one_of(kPages, letters)) return PagingMark::pages;
  if (is_one_of(kSizes, letters)) return PagingMark::size;
  return PagingMark::none;
}

PagingMark paging_mark_of_field(std::string_view name) {
  const std::string letters = letters_of(name);
  for (const std::string_view before : kFieldBeginnings) {
    if (letters.starts_with(before)) return paging_mark(letters.substr(before.size()));
  }
  // RFC 9110 has no such field, so a bare "Total-Count" is one, too.
  return paging_mark(letters);
}

bool is_total_of_all(std::string_view name) {
  const std::string letters = letters_of(name);
  return letters == "odatacount" ||
         (letters.find("total") != std::string::npos && letters.find("estimated") == std::string::npos);
}

bool is_paging_parameter(std::string_view name) {
  const std::string letters = letters_of(name);
  return is_one_of(kPagingParameters, letters) || is_one_of(kShortPagingParameters, letters);
}

bool is_showing_parameter(std::string_view name) {
  return is_one_of(kShowingParameters, letters_of(name));
}

bool is_deletion(std::string_view name, const Value& value) {
  const std::string letters = letters_of(name);
  if (is_ending_name(letters)) return is_set(value);
  if (value.kind() == ValueKind::boolean) return is_one_of(kLifeFlags, letters) && !value.is_true();
  if (value.kind() != ValueKind::string) return false;
  const bool is_state = std::any_of(kStates.begin(), kStates.end(),
                                    [&](std::string_view one) { return letters.ends_with(one); });
  if (!is_state) return false;
  const std::string word = letters_of(value.text());
  return is_one_of(kEnds, word) || is_one_of(kEndingStates, word);
}

bool is_kept_by_server(std::string_view name) {
  const std::string letters = letters_of(name);
  return has_affix(kChanges, letters) || is_one_of(kCounters, letters);
}

}  // namespace avouch
