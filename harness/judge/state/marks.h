// SPDX-License-Identifier: MIT
// The names by which answers say what no document writes down: that a list has further pages, that a resource
// is deleted, that a server keeps a member itself. All tables are here; docs/state.md explains them.
//
//   paging_mark("@odata.nextLink") == PagingMark::next
//   is_deletion("deletedAt", value)
//   is_kept_by_server("lastModified") == true
//
// Names are compared by their letters alone, in lower case. Pure.
#pragma once

#include <string_view>

#include "json/instance.h"

namespace avouch {

// What a member of an answer, or a header field, says of the pages of a list.
enum class PagingMark {
  none,
  next,   // set: another page follows
  last,   // false: another page follows
  total,  // a number of items
  pages,  // a number of pages
  size,   // how many items a page has at most
};

PagingMark paging_mark(std::string_view name);
// Of a header field: a beginning such as "X-" or "X-Pagination-" does not count.
PagingMark paging_mark_of_field(std::string_view name);
// Whether a number of that name is that of all items of the list: "totalCount". "count" may be that of a
// page, "estimatedTotalHits" may be wrong.
bool is_total_of_all(std::string_view name);

// Whether a query parameter of that name selects a page or its size.
bool is_paging_parameter(std::string_view name);
// Whether a query parameter of that name changes how items are shown, and not which: "sort", "fields".
bool is_showing_parameter(std::string_view name);

// Whether a member marks what it is in as deleted: a soft delete.
bool is_deletion(std::string_view name, const Value& value);

// Whether a server usually counts or dates changes in a member of that name, whatever is sent: "version".
bool is_kept_by_server(std::string_view name);

}  // namespace avouch
