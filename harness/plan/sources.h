// SPDX-License-Identifier: MIT
// Which operations of a contract may give a value that another one needs, and which of them create resources.
// The rules of names are in contract/connections.h.
//
//   const Sources sources(contract);
//   sources.of_path(getBook, "bookId")    ->  createBook (Location), createBook (member), listBooks (member)
//   sources.of_name(placeOrder, "bookId") ->  the same: the name says that it is a book's
//   sources.creates(createBook)           ->  true
//
// Immutable; thread-safe. Built in time linear in the contract. Keeps a reference to it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/connections.h"
#include "contract/contract.h"
#include "plan/probe.h"

namespace avouch {

// An operation whose answer may give the value.
struct SourceCandidate {
  std::size_t operation = 0;
  Source source;  // without its probe
};

class Sources {
 public:
  explicit Sources(const Contract& contract);

  // In order of preference: links, the Location of what was created, members of that answer, members of the
  // list.
  std::vector<SourceCandidate> of_path(std::size_t operation, const std::string& parameter) const;
  // For a parameter of the query, a header or a cookie, or a member of a body: links to a parameter first.
  // Else its name says of which collection it is. "bookId" is that of a book; "book" may be.
  std::vector<SourceCandidate> of_name(std::size_t operation, Need::In in, const std::string& name) const;
  // For the whole body of a request: the links that give it.
  std::vector<SourceCandidate> of_body(std::size_t operation) const;

  // Whether the operation creates a resource in a collection: a POST to a path that does not end in a
  // parameter and documents a 200, 201 or 202, where the contract also has a path with one parameter more, or
  // a GET of a list at the same path.
  bool creates(std::size_t operation) const { return creates_[operation]; }
  // Whether the PUT creates what its path names, as its 201 says, where no POST does. A GET of the same path
  // shows before whether something is there.
  bool creates_by_name(std::size_t operation) const { return creates_by_name_[operation]; }
  // Whether the operation is an action: a POST, PUT or PATCH below a resource, to what is neither a
  // collection nor an item. It may change that resource.
  bool acts(std::size_t operation) const;
  // Whether nothing at its path shows what such an action did, or removes that.
  bool acts_last(std::size_t operation) const;
  // The GET of the same path.
  std::optional<std::size_t> read_of(std::size_t operation) const;
  // Whether the answer to that source can name a resource of the consumer's path, up to that parameter, which
  // the source created. A link may lead from a new resource to one of another collection.
  bool names_created(const SourceCandidate& candidate, std::size_t consumer,
                     const std::string& parameter) const;
  // Whether the value is an item of the list at the path of the consumer before that parameter.
  bool is_list_of(const SourceCandidate& candidate, std::size_t consumer, const std::string& parameter) const;
  // Whether the value of the parameter may also name an item of another collection.
  bool is_elsewhere(std::size_t consumer, const std::string& parameter) const;
  // The POST that creates in the collection that this GET reads.
  std::optional<std::size_t> creator_for(std::size_t operation) const;
  // The DELETE of what that POST or PUT creates.
  std::optional<std::size_t> deletion_for(std::size_t operation) const;
  // The DELETE of the same path.
  std::optional<std::size_t> deletion_at(std::size_t operation) const;

 private:
  // The operations at one path.
  struct Place {
    std::optional<std::size_t> get;
    std::optional<std::size_t> post;
    std::optional<std::size_t> put;
    std::optional<std::size_t> remove;
    bool has_child = false;
  };

  const Place* at(const PathShape& shape) const;
  void add(const PathShape& shape, std::size_t consumer, std::vector<SourceCandidate>& found) const;
  void add_parts(const PathShape& shape, std::size_t consumer, std::vector<SourceCandidate>& found) const;
  void add_named(const std::string& name, std::size_t consumer, std::vector<SourceCandidate>& found) const;
  // Those of collections whose things have that name: "book".
  void add_things(const std::string& thing, std::size_t consumer, bool is_doubtful,
                  std::vector<SourceCandidate>& found) const;
  void note_home(const PathShape& shape, std::size_t size);
  void add_links(std::size_t operation, Need::In in, const std::string& parameter,
                 std::vector<SourceCandidate>& found) const;

  const Contract& contract_;
  std::vector<PathShape> shapes_;  // by operation
  std::map<PathShape, Place> places_;
  std::map<std::string, std::vector<PathShape>> collections_;  // by the plain name of one of its things
  std::map<std::string, std::vector<PathShape>> homes_;        // where such a thing is, likewise: at most two
  std::vector<bool> creates_;
  std::vector<bool> creates_by_name_;
  // A value that a link gives.
  struct LinkedValue {
    std::optional<std::string> parameter;  // nullopt: the whole body
    SourceCandidate candidate;
  };
  std::map<std::size_t, std::vector<LinkedValue>> links_;  // by the operation that they lead to
};

// The name by which a need is connected: "Book-Id" for the header X-Book-Id.
std::string connected_name(const Need& need);

// A value within a body that may refer to a resource, and what it is called: "/order/bookId" by its name,
// "/author/id" as "authorId", and the items of "/bookIds" as "bookId".
struct BodyPlace {
  std::string pointer;
  std::string name;
};

// All of them, in the order of their pointers; bounded.
std::vector<BodyPlace> body_places(const JsonValue& body);

// What a member at the root refers to, as its schema says: "UserId" if it is a scalar or, expanded, the
// component Users. nullopt: its schema says nothing of that. "oneOf: [{type: string}, {$ref:
// '#/components/schemas/Users'}]"
std::optional<std::string> reference_in(const Schema& schema, std::string_view member);

// The members of a PUT's or PATCH's body that repeat the identifier of its path: JSON Pointers to members at
// the root, and of what the root wraps.
std::vector<std::string> identity_places(const Operation& operation, const JsonValue& body);

// The last parameter of the path: the identifier of the resource that a request to it is about.
std::optional<std::string> last_path_parameter(const Operation& operation);

}  // namespace avouch
