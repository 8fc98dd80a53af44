// SPDX-License-Identifier: MIT
// The names by which answers speak of pages, deletions and members that servers keep: each row of the tables.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "json/instance.h"
#include "judge/state/marks.h"

namespace avouch {
namespace state_marks_test {

TEST(Marks, OfPages) {
  using Mark = PagingMark;
  const std::vector<std::pair<Mark, std::vector<const char*>>> kRows = {
      {Mark::next,
       {"next",
        "next_page",
        "nextPageNumber",
        "next_page_url",
        "nextPageLink",
        "nextPageToken",
        "nextPageCursor",
        "nextCursor",
        "nextToken",
        "nextLink",
        "nextUrl",
        "nextHref",
        "nextOffset",
        "NextMarker",
        "nextKey",
        "next_id",
        "nextStart",
        "nextRecordsUrl",
        "NextContinuationToken",
        "@odata.nextLink",
        "has_more",
        "hasMoreItems",
        "hasMoreResults",
        "hasNext",
        "hasNextPage",
        "more",
        "morePages",
        "moreItems",
        "moreResults",
        "moreAvailable",
        "IsTruncated",
        "truncated",
        "continue",
        "continuation",
        "continuationToken",
        "LastEvaluatedKey"}},
      {Mark::last, {"last", "isLast", "is_last_page", "done", "complete"}},
      {Mark::total,
       {"total",
        "total_count",
        "totalItems",
        "totalItemCount",
        "totalElements",
        "totalResults",
        "totalRecords",
        "totalRows",
        "totalHits",
        "totalSize",
        "totalEntries",
        "totalObjects",
        "estimatedTotalHits",
        "nbHits",
        "numFound",
        "numberOfItems",
        "numResults",
        "resultCount",
        "results_count",
        "recordCount",
        "itemCount",
        "itemsCount",
        "count",
        "@odata.count",
        "hydra:totalItems"}},
      {Mark::pages,
       {"totalPages", "totalPageCount", "pageCount", "pages", "pagesTotal", "num_pages", "nbPages",
        "numberOfPages", "last_page"}},
      {Mark::size,
       {"limit", "per_page", "pageSize", "pageLimit", "maxResults", "maxItems", "itemsPerPage", "hitsPerPage",
        "resultsPerPage"}},
      {Mark::none, {"id", "nextOfKin", "totalPrice", "page", "", "42"}}};
  for (const auto& [mark, names] : kRows) {
    for (const char* name : names) EXPECT_EQ(paging_mark(name), mark) << name;
  }
  const std::vector<std::pair<Mark, std::vector<const char*>>> kFields = {
      {Mark::total, {"X-Total", "X-Total-Count", "Total-Count", "X-WP-Total", "X-Pagination-Total-Count"}},
      {Mark::next, {"X-Next-Page", "X-Next-Cursor", "X-Has-More"}},
      {Mark::pages, {"X-Total-Pages", "X-WP-TotalPages"}},
      {Mark::none, {"Content-Length", "X-RateLimit-Limit", "X-Request-Id"}}};
  for (const auto& [mark, names] : kFields) {
    for (const char* name : names) EXPECT_EQ(paging_mark_of_field(name), mark) << name;
  }
}

TEST(Marks, OfTotals) {
  for (const char* name : {"total", "totalCount", "X-Total-Count", "@odata.count", "hydra:totalItems"})
    EXPECT_TRUE(is_total_of_all(name)) << name;
  for (const char* name : {"count", "resultCount", "estimatedTotalHits", "itemCount", "size"})
    EXPECT_FALSE(is_total_of_all(name)) << name;
}

TEST(Marks, OfParameters) {
  for (const char* name : {"page",         "page[number]",   "pageNum",
                           "pageNo",       "pageIndex",      "page[offset]",
                           "page[cursor]", "pageToken",      "page[after]",
                           "page[before]", "limit",          "page[limit]",
                           "per_page",     "itemsPerPage",   "page[size]",
                           "size",         "offset",         "cursor",
                           "after",        "before",         "start",
                           "startIndex",   "starting_after", "ending_before",
                           "take",         "$skip",          "$top",
                           "count",        "maxResults",     "MaxItems",
                           "marker",       "nextToken",      "continuation-token",
                           "first",        "last",           "rows",
                           "from"})
    EXPECT_TRUE(is_paging_parameter(name)) << name;
  for (const char* name :
       {"sort",     "sort_by",        "sortOrder", "sortDirection", "sorting", "sortField",     "order",
        "order_by", "orderDirection", "ordering",  "direction",     "dir",     "fields",        "$select",
        "$expand",  "embed",          "include",   "includes",      "format",  "pretty",        "prettyPrint",
        "view",     "locale",         "lang",      "language",      "totals",  "include_totals"})
    EXPECT_TRUE(is_showing_parameter(name)) << name;
  for (const char* name : {"status", "q", "include_deleted", "pageTitle"}) {
    EXPECT_FALSE(is_paging_parameter(name)) << name;
    EXPECT_FALSE(is_showing_parameter(name)) << name;
  }
}

bool marks(const std::string& name, const std::string& value) {
  const ParsedBody parsed = parse_body(value);
  return is_deletion(name, parsed.instance->root());
}

TEST(Marks, OfDeletion) {
  for (const char* end :
       {"deleted",   "deletion",   "softDeleted", "removed",  "archived",    "trashed",   "voided",
        "discarded", "destroyed",  "disabled",    "inactive", "deactivated", "cancelled", "canceled",
        "closed",    "terminated", "revoked",     "expired",  "withdrawn",   "retired",   "purged"}) {
    const std::string name = end;
    EXPECT_TRUE(marks(name, "true")) << name;
    EXPECT_TRUE(marks("is_" + name, "true")) << name;
    EXPECT_FALSE(marks("is_" + name, "false")) << name;
    EXPECT_TRUE(marks("status", "\"" + name + "\"")) << name;
    for (const char* moment : {"At", "_on", "Date", "DateTime", "_time", "Timestamp", "Utc", "By"}) {
      EXPECT_TRUE(marks(name + moment, R"("2026-01-01")")) << name << moment;
      EXPECT_FALSE(marks(name + moment, "null")) << name << moment;
    }
    for (const char* moment : {"date_", "time_", "when_"})
      EXPECT_TRUE(marks(moment + name, "1767225600")) << moment << name;
  }
  EXPECT_TRUE(marks("inTrash", "true"));
  for (const char* state : {"Deleting", "terminating", "trash", "VOID", "ended", "suspended",
                            "pending_deletion", "deletion-pending", "marked for deletion", "obsolete"})
    EXPECT_TRUE(marks("order_status", "\"" + std::string(state) + "\"")) << state;
  for (const char* name : {"status", "state", "lifecycle", "phase", "lifecycleState"})
    EXPECT_TRUE(marks(name, R"("deleted")")) << name;
  for (const char* flag :
       {"active", "is_active", "enabled", "isEnabled", "available", "isLive", "exists", "is_available"}) {
    EXPECT_TRUE(marks(flag, "false")) << flag;
    EXPECT_FALSE(marks(flag, "true")) << flag;
    EXPECT_FALSE(marks(flag, "null")) << flag;
  }
  EXPECT_FALSE(marks("deletedAt", "0"));
  EXPECT_FALSE(marks("deletedAt", R"("")"));
  EXPECT_FALSE(marks("deletionPolicy", R"("retain")"));
  EXPECT_FALSE(marks("status", R"("open")"));
  EXPECT_FALSE(marks("title", R"("deleted")"));
}

TEST(Marks, OfMembersThatServersKeep) {
  for (const char* name : {"updatedAt",      "updated",
                           "date_updated",   "lastUpdated",
                           "modified",       "modifiedOn",
                           "lastModified",   "last_changed_at",
                           "etag",           "_etag",
                           "version",        "versionNumber",
                           "versionId",      "resourceVersion",
                           "row_version",    "lockVersion",
                           "objectVersion",  "entityVersion",
                           "recordVersion",  "documentVersion",
                           "optLock",        "rev",
                           "_rev",           "revision",
                           "revisionNumber", "revision_id",
                           "changed",        "changedAt",
                           "dateChanged",    "changeTimestamp"})
    EXPECT_TRUE(is_kept_by_server(name)) << name;
  for (const char* name : {"title", "apiVersion", "reviewer", "revenue", "date", "conversion"})
    EXPECT_FALSE(is_kept_by_server(name)) << name;
}

}  // namespace state_marks_test
}  // namespace avouch
