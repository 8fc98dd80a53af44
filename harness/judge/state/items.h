// SPDX-License-Identifier: MIT
// Finds a resource in the answer of its list.
//
//   const SoughtItem book = sought_item(getBook, "/books/7");
//   const std::optional<ListedItems> list = listed_items(listBooks, answer);
//   list->find(book).is_certain        of [{"id": 7}]
//
// The names are those of contract/connections.h. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contract/connections.h"
#include "contract/contract.h"
#include "json/instance.h"
#include "judge/answer.h"
#include "judge/state/marks.h"

namespace avouch {

struct SoughtItem {
  std::string path;               // "/books/7"
  std::string identity;           // "7", decoded
  std::vector<MemberName> names;  // of the members that name an item
  std::string collection = {};    // the last literal segment of its path: "books"
  bool is_number = false;         // its path takes numbers alone
};

// The resource that a request to `path` is about. `read`: the operation of an item.
SoughtItem sought_item(const Operation& read, std::string_view path);

class ListedItems {
 public:
  ListedItems(Value root, Value items) : root_(root), items_(items) {}

  std::size_t count() const { return items_.size(); }
  bool is_too_long() const;  // to be looked through

  // An item that a member names, whose name is certain to be that of the identity; nullopt: there is none.
  std::optional<Value> named(const SoughtItem& sought) const;
  // Whether any scalar of an item is the identity, or a URL that ends in it.
  bool may_have(const SoughtItem& sought) const;
  // The identities of all items by members with certain names; items without one are left out.
  std::set<std::string> identities(const SoughtItem& sought) const;
  // Whether a member of a certain name, or a URL that no other item gives for itself, names each item.
  bool names_each(const SoughtItem& sought) const;

  Value::Items items() const { return items_.items(); }

  // Whether the answer says, or its documentation suggests, that further pages follow. What the answer says
  // of its end is believed.
  bool may_have_pages(const Operation& list, const Answer& answer) const;

 private:
  // What members and header fields say of the pages.
  struct Hints {
    bool of_more = false;
    bool of_the_end = false;
    bool has_all = false;  // a total is the number of items
  };

  bool suggests_more(PagingMark mark, const Value& value) const;
  void read(std::string_view name, PagingMark mark, const Value& value, Hints& hints) const;
  void read_members(const Value& value, int depth, Hints& hints) const;
  void read_fields(const Answer& answer, Hints& hints) const;
  bool is_full_page(const Operation& list) const;
  bool has_paging_parameter(const Operation& list) const;

  Value root_;
  Value items_;
};

// What names an item of a list: the item itself, a member with a certain name, or the end of its own URL.
std::optional<std::string> listed_identity(const Value& item, const SoughtItem& sought);

// The same by a member with a certain name alone.
std::optional<std::string> certain_identity(const Value& item, const SoughtItem& sought);

// Whether a member with a certain name, or its own URL, says that the item is the sought one.
bool is_sought(const Value& item, const SoughtItem& sought);

// Where an item gives its own URL: a JSON Pointer. nullopt: nowhere.
std::optional<std::string> own_url_pointer(const Value& item);

// The query parameters of a list with a value that the server may assume: a list without them may leave items
// out.
std::vector<const Parameter*> filters_of(const Operation& list);

// The only filter of a list, if its values are known and few: what none of them shows is not in the list.
// nullptr: there is none, or there are others.
const Parameter* enumerated_filter(const Operation& list);

// The identity of what an answer to a POST says that it created: by its Location, or by a member of the
// resource with a certain name. nullopt: it does not say so.
std::optional<std::string> created_identity(const Answer& answer, const SoughtItem& sought);

// The identity of the resource that a body shows, alone or wrapped, by a member with a certain name, if no
// text of the body and no number with the name of an identifier is that of `sought`: it shows another
// resource. nullopt: it shows that one, or none, or what it shows has several identities.
std::optional<Value> other_identity(const Value& body, const SoughtItem& sought);

// Whether a value of the body, up to some depth, is the identity, or a URL that ends in it.
bool may_show(const Value& body, const SoughtItem& sought);

// Whether what is shown of a resource, or a member of it, says that it is deleted: a soft delete.
bool is_marked_deleted(const Value& shown);

// nullopt if the answer is no JSON with a list in it. Valid as long as the answer keeps its body.
std::optional<ListedItems> listed_items(const Operation& list, const Answer& answer);

}  // namespace avouch
