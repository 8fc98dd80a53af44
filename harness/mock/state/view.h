// SPDX-License-Identifier: MIT
// A documented JSON response as the view of a resource or of a list of them: where the thing is in the body,
// what names it, and what the schema allows there.
//
//   std::optional<ResourceView> view = ResourceView::make(media, body, {"bookId", "books"}, false);
//   JsonValue shown = view->with(book);     // the body that shows that book
//
// The judge has accepted every body that it returns, as it accepted the documented one. Immutable;
// thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/work_budget.h"
#include "contract/contract.h"
#include "json/instance.h"
#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {

// How a contract calls the items of a collection.
struct ItemName {
  std::string parameter;   // "bookId"
  std::string collection;  // "books"
};

// Members to set, or to remove (nullopt).
using MemberChanges = std::vector<std::pair<std::string, std::optional<JsonValue>>>;

// The thing that the value is, or that one wrapping member of it holds: a pointer. nullopt if there is none.
std::optional<std::string> thing_in(const JsonValue& value, const ItemName& name);
// The member of the thing that names it: its names from the thing on; empty if none does without doubt.
std::vector<std::string> identity_in(const JsonValue& thing, const ItemName& name);
// All members that name it without doubt: "id" and "uid".
std::vector<std::vector<std::string>> identities_in(const JsonValue& thing, const ItemName& name);
// The identity's value; nullptr if it is no text and no number.
const JsonValue* identity_of(const JsonValue& thing, const std::vector<std::string>& path);

// The target with the members of the patch, at any depth. A merge patch removes members with null (RFC 7396);
// in plain JSON, null is a value.
JsonValue merged(JsonValue target, const JsonValue& patch, bool null_removes);

// A kept resource, and the identity that its path ends in.
struct NamedResource {
  std::string identity;
  const JsonValue* value = nullptr;
};

class ResourceView {
 public:
  // `body` is the documented one. nullopt if it has no such thing, or no list of them or of their names for
  // `is_list`.
  static std::optional<ResourceView> make(const DocumentedMedia& media, JsonValue body, ItemName name,
                                          bool is_list);

  // The documented thing; for a list, its first item, which may be a name, or an empty object.
  JsonValue thing() const;
  // Where it is in the body: a JSON Pointer.
  const std::string& place() const { return thing_; }
  // The path of its identity; empty if none names it.
  const std::vector<std::string>& identity() const { return identity_; }

  // Whether a body with this thing is allowed.
  bool allows(const JsonValue& thing) const;
  // The thing with these changes: with all, or, if the schema refuses that, with each that it allows. A thing
  // that becomes one of another kind does not keep members that only the former kind has. An object that
  // lacks what the schema requires is completed as another conforming body has it.
  JsonValue changed(JsonValue thing, const MemberChanges& changes) const;
  // The thing with that identity; nullopt if it has none, or if the schema refuses it.
  std::optional<JsonValue> named(JsonValue thing, const JsonValue& identity) const;

  // The thing with its own URL, if that is as documented, leading to that identity.
  JsonValue located(JsonValue thing, const JsonValue& identity) const;

  // The body that shows this resource; nullopt if the schema refuses it.
  std::optional<JsonValue> with(const JsonValue& resource) const;
  // For a list: the body with these resources in front of the documented items that `is_gone` does not
  // reject. Resources that the schema does not allow there are left out.
  template <class IsGone>
  std::optional<JsonValue> with_all(const std::vector<NamedResource>& resources,
                                    const IsGone& is_gone) const {
    std::vector<JsonValue> documented;
    for (const JsonValue& item : body_.at(thing_)->items) {
      const std::vector<std::string> names = names_of(item);
      if (std::none_of(names.begin(), names.end(), is_gone)) documented.push_back(item);
    }
    return with_items(resources, std::move(documented));
  }

 private:
  ResourceView(std::shared_ptr<const Schema> schema, std::shared_ptr<const BodyJudge> judge, JsonValue body,
               std::string thing, std::vector<std::string> identity, ItemName name, bool is_list);

  // Members and values of a body that its schema accepts and that the judge warns of.
  struct Drift {
    std::size_t undocumented = 0;
    std::size_t unsent = 0;    // writeOnly
    std::size_t misnamed = 0;  // values of discriminators that name no schema

    bool is_within(const Drift& other) const {
      return undocumented <= other.undocumented && unsent <= other.unsent && misnamed <= other.misnamed;
    }
  };
  static Drift drift_of(const BodyJudge& judge, const Instance& body, WorkBudget& budget);

  bool allows_body(const JsonValue& body) const;
  // How many changes may still be tried one by one, and how many objects with many other bodies.
  struct Tries {
    std::size_t changes = 200;
    std::size_t completions = 8;
  };
  // Another body of the schema with all these changes, and with what it allows of the thing; nullopt if none
  // allows them all.
  std::optional<JsonValue> of_another_kind(const JsonValue& thing, const MemberChanges& changes,
                                           Tries& tries) const;
  // Makes those changes of the object at `place` in the thing that the schema allows: of an object that it
  // refuses, those of its members.
  void change_within(JsonValue& thing, const std::string& place, const MemberChanges& changes,
                     Tries& tries) const;
  // The thing with that member of the object at `place`, and in it what other bodies of the schema have
  // there; nullopt if none fits.
  std::optional<JsonValue> completed(const JsonValue& thing, const std::string& place,
                                     const std::string& name, const JsonValue& value) const;
  // The changed thing without the members that were not sent and that the schema does not describe in it.
  JsonValue without_former(JsonValue thing, const MemberChanges& changes) const;
  std::string place_of_thing() const;  // a JSON Pointer, in body_with()
  // The documented body with that thing alone.
  JsonValue body_with(const JsonValue& thing) const;
  bool may_show(const JsonValue& list) const;
  // The identities of a listed item, which may be a name itself.
  std::vector<std::string> names_of(const JsonValue& item) const;
  JsonValue with_totals(JsonValue body, std::size_t total, bool shows_all) const;
  // The resource with the identity that the list shows, if it has none of its own.
  JsonValue listed(const NamedResource& resource) const;
  std::optional<JsonValue> with_items(const std::vector<NamedResource>& resources,
                                      std::vector<JsonValue> documented) const;

  std::shared_ptr<const Schema> schema_;
  std::shared_ptr<const BodyJudge> judge_;  // null: everything is allowed
  JsonValue body_;
  std::string thing_;  // of the resource or the list
  std::vector<std::string> identity_;
  ItemName name_;
  std::optional<std::string> own_url_;  // where the documented thing gives its own URL: a JSON Pointer in it
  bool is_list_;
  bool is_empty_;     // a list: no item is documented
  Drift documented_;  // of the documented body
};

}  // namespace avouch
