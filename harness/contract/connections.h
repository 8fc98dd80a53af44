// SPDX-License-Identifier: MIT
// The rules by which names and paths connect a value that a request needs with a member of an earlier answer.
// This file has all of them; docs/state.md explains them to users.
//
//   collection_of("/shops/{shopId}/books/{bookId}", "bookId")  ->  {"shops", "{}", "books"}
//   member_names("bookId", "books")  ->  bookId, id, _id, uuid, book.id, …, each certain or not
//
// Pure; linear in their arguments.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace avouch {

// The segments of a documented path, without a slash at its end. A segment that is only a parameter is "{}",
// so that paths which name it differently are equal.
using PathShape = std::vector<std::string>;

PathShape shape_of_path(std::string_view path);

// The path without its last segment: "/places" of "/places/{code}".
std::string parent_path(std::string path);

// The last segment that is no parameter; empty if all are.
std::string last_literal(const PathShape& shape);

// Whether the segment is a parameter alone.
bool is_parameter(std::string_view segment);

// The name of the parameter that the segment consists of; nullopt if it is no parameter alone.
std::optional<std::string> parameter_at(std::string_view path, std::size_t segment);
// The segment that consists of this parameter alone.
std::optional<std::size_t> segment_of(std::string_view path, std::string_view parameter);

// "books" -> "book", "categories" -> "category", "boxes" -> "box", "bus" -> "bus".
std::string singular_of(std::string_view word);

// Letters and digits alone, in lower case: "book_id", "bookId" and "Book-ID" name the same.
std::string plain_name(std::string_view name);

// Whether a member of that name may identify a thing, its own or another one: "id", "bookId", "tag_ids".
bool may_identify(std::string_view name);

// What an identifier's name says of the thing that it identifies: "bookId" -> "book", "author_uuid" ->
// "author". nullopt if the name is not that of an identifier, or is "id" alone.
std::optional<std::string> thing_named_by(std::string_view name);

// Whether the name is that of an identifier: "id", "bookId", "book_uuid".
bool is_identifier(std::string_view name);

// One way in which an answer names a value.
struct MemberName {
  std::vector<std::string> path;  // of members: {"book", "id"}
  // Whether the name alone connects the two. If not, the value counts as made up: the target may mean
  // another one.
  bool is_certain = true;
};

// How items of the collection with that name (the last literal segment of its path) may name the value of the
// parameter, in order of preference. Compare them by plain_name().
std::vector<MemberName> member_names(std::string_view parameter, std::string_view collection);

// Whether a member with that name may hold the items of a list, or the thing itself: "data", "items",
// "results", "books", "book" for the collection "books". A smaller rank is preferred; nullopt: it may not.
std::optional<std::size_t> wrapper_rank(std::string_view name, std::string_view collection);

}  // namespace avouch
