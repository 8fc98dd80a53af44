// SPDX-License-Identifier: MIT
#include "mock/state/state.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/checksum.h"
#include "base/percent.h"
#include "base/text.h"
#include "contract/connections.h"
#include "contract/documented_status.h"
#include "contract/header_value.h"
#include "generate/conformant.h"
#include "generate/generator.h"
#include "http/media_type.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "mock/request/pairs.h"
#include "mock/request/route.h"

namespace avouch {
namespace {

// Of a request whose resource is kept. Changes are tried one by one, so larger ones would hold up other
// requests.
constexpr std::size_t kLargestBody = std::size_t{64} << 10U;
constexpr std::size_t kMostMembers = 500;

// The decoded segments of the operation's own path, below the root or a server's path.
std::optional<KeptResources::Path> path_of_call(const Operation& operation, const http::Request& request) {
  for (const std::string& served : served_paths(operation)) {
    const std::optional<PathValues> values = path_values(served, path_of(request.target));
    if (!values) continue;
    KeptResources::Path path;
    for (const std::string_view segment : split(operation.path, '/')) {
      if (segment.empty()) continue;
      if (!is_parameter(segment)) {
        path.push_back(percent_decoded(segment));
        continue;
      }
      const auto value = std::find_if(values->begin(), values->end(), [&](const auto& one) {
        return one.first == segment.substr(1, segment.size() - 2);
      });
      if (value == values->end()) return std::nullopt;
      path.push_back(percent_decoded(value->second));
    }
    return path;
  }
  return std::nullopt;
}

// The object that a request sends; nullopt if it sends none as JSON. `view`: how the resource is shown.
std::optional<JsonValue> sent_object(const http::Request& request, const ItemName& name,
                                     const ResourceView& view) {
  const std::optional<std::string> field = http::combined(request.fields, "Content-Type");
  const auto type = field ? http::parse_media_type(*field) : std::nullopt;
  if (!type || !http::is_json(*type)) return std::nullopt;
  if (request.body.size() > kLargestBody) return std::nullopt;
  std::optional<JsonValue> value = read_json(request.body);
  if (!value || !value->is_object() || value->size() > kMostMembers) return std::nullopt;
  const JsonValue shown = view.thing();
  const bool is_root = std::any_of(value->members.begin(), value->members.end(),
                                   [&](const auto& member) { return shown.find(member.first) != nullptr; });
  if (is_root) return value;
  // {"book": {"title": "…"}, "idempotencyKey": "…"}, where the answer has a book.
  const JsonValue* wrapped = view.place().empty() ? nullptr : value->at(view.place());
  if (wrapped != nullptr && wrapped->is_object()) return *wrapped;
  // Another object among other members is another thing, which the new one refers to (judge/state/story.h).
  if (value->size() != 1) return value;
  const JsonValue* thing = value->at(thing_in(*value, name).value_or(""));
  return thing == nullptr ? std::nullopt : std::optional(*thing);
}

// Whether the operation says that it may refuse a resource to an identity. 404 hides that it exists (RFC 9110
// §15.5.5).
bool may_refuse(const Operation& operation) {
  return exact_response_for(operation, 403) || exact_response_for(operation, 404);
}

bool null_removes(const http::Request& request) {
  const std::string type = ascii_lower(http::combined(request.fields, "Content-Type").value_or(""));
  return type.starts_with("application/merge-patch+json");
}

bool accepts(const std::shared_ptr<const Schema>& schema, const JsonValue& value) {
  if (schema == nullptr) return true;
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return true;
  const ParsedBody parsed = parse_body(to_text(value));
  return parsed.instance != nullptr && judge->is_acceptable(*parsed.instance);
}

// Whether a parameter of a path with that schema may have the text: it is read by its schema, so a resource
// whose identity is "7" may have a number in its path.
bool accepts_text(const std::shared_ptr<const Schema>& schema, const std::string& text) {
  if (accepts(schema, JsonValue::string(text))) return true;
  const std::optional<JsonValue> read = read_json(text);
  return read && !read->is_structured() && accepts(schema, *read);
}

// Where the item with that name is, of the collection that is called.
std::string item_path(const http::Request& request, const std::string& name) {
  std::string path(path_of(request.target));
  if (!path.ends_with('/')) path += '/';
  return path + percent_encoded(name);
}

std::string hexadecimal(std::uint64_t number, std::size_t width) {
  std::string text(width, '0');
  for (auto digit = text.rbegin(); digit != text.rend() && number > 0; ++digit, number >>= 4U)
    *digit = "0123456789abcdef"[number & 15U];
  return text;
}

// Identities that look like the documented one.
std::vector<JsonValue> variants_of(const JsonValue& identity, std::uint64_t n) {
  constexpr std::size_t kUuid = 36;
  constexpr std::size_t kNode = 12;        // hexadecimal digits at the end of a UUID
  constexpr std::size_t kMostDigits = 15;  // that are counted with
  const std::string& text = identity.text;
  std::size_t digits = 0;
  while (digits < std::min(text.size(), kMostDigits) && is_digit(text[text.size() - 1 - digits])) ++digits;
  const std::string stem = text.substr(0, text.size() - digits);
  const std::string counted =
      digits == 0 ? std::to_string(n) : std::to_string(std::stoull(text.substr(stem.size())) + n);
  if (identity.is_number())
    return stem.empty() || stem == "-" ? std::vector{JsonValue::number(stem + counted)}
                                       : std::vector<JsonValue>();
  std::vector<JsonValue> variants;
  if (text.size() == kUuid && text[8] == '-' && text[23] == '-')
    variants.push_back(JsonValue::string(text.substr(0, kUuid - kNode) + hexadecimal(n, kNode)));
  if (digits > 0) {
    const std::string padding(digits - std::min(digits, counted.size()), '0');
    variants.push_back(JsonValue::string(join({stem, padding, counted}, "")));
  }
  if (text.size() >= 8)
    variants.push_back(JsonValue::string(text.substr(0, text.size() - 8) + hexadecimal(n, 8)));
  variants.push_back(JsonValue::string(join({text, std::to_string(n)}, "-")));
  return variants;
}

}  // namespace

struct MockState::Call {
  const MockAnswers& answers;
  const http::Request& request;
  const Operation& operation;
  const CollectionPart& part;
  const Collection& collection;
  Path path;                  // of the collection, or of the item
  const ResourceView* own;    // of the reply; null: it shows no resource
  const ResourceView* shape;  // what resources look like: as the GET of an item shows them, else as `own`
  MockIdentity by = MockIdentity::first;

  ItemName name() const { return {collection.parameter, collection.name}; }
};

MockState::MockState(const Contract& contract, StateFault fault) : collections_(contract), fault_(fault) {}

const ResourceView* MockState::view(const MockAnswers& answers, MockAnswers::Which which,
                                    const Collection& collection, bool is_list) {
  const auto [known, is_new] = views_.try_emplace(which);
  if (!is_new) return known->second.get();
  const DocumentedResponse& response = answers.operation(which.operation).responses[which.response];
  const DocumentedMedia* media = which.media ? &response.media[*which.media] : served_media(response);
  if (media == nullptr || !media->is_json()) return nullptr;
  const Result<http::Response> documented = answers.conformant(which);
  if (!documented) return nullptr;
  std::optional<JsonValue> body = read_json(documented->body);
  if (!body) return nullptr;
  std::optional<ResourceView> made =
      ResourceView::make(*media, *std::move(body), {collection.parameter, collection.name}, is_list);
  if (made) known->second = std::make_unique<const ResourceView>(*std::move(made));
  return known->second.get();
}

const ResourceView* MockState::usual_view(const MockAnswers& answers, std::optional<std::size_t> operation,
                                          const Collection& collection) {
  if (!operation) return nullptr;
  const std::optional<std::size_t> usual = usual_response(answers.operation(*operation));
  return usual ? view(answers, {*operation, *usual}, collection, false) : nullptr;
}

MockState::Outcome MockState::apply(const MockAnswers& answers, std::size_t operation,
                                    const http::Request& request, std::optional<std::size_t> media,
                                    MockIdentity by, MockReply& reply) {
  const CollectionPart* part = collections_.part_of(operation);
  if (part == nullptr || !reply.documented) return Outcome::as_documented;
  const Operation& called = answers.operation(operation);
  std::optional<Path> path = path_of_call(called, request);
  if (!path) return Outcome::as_documented;
  const std::lock_guard lock(mutex_);
  const Collection& collection = collections_.of(*part);
  const bool is_list = part->role == CollectionPart::Role::list;
  Call call{.answers = answers,
            .request = request,
            .operation = called,
            .part = *part,
            .collection = collection,
            .path = *std::move(path),
            .own = view(answers, {operation, *reply.documented, media}, collection, is_list),
            .shape = usual_view(answers, collection.read, collection),
            .by = by};
  if (call.shape == nullptr && !is_list) call.shape = call.own;
  const bool may_be_gone = documents_absence(called) || fault_ == StateFault::loses_created;
  if (kept_.is_gone(call.path) && may_be_gone) return Outcome::gone;
  const bool is_read = part->role == CollectionPart::Role::read;
  const bool is_for_all = fault_ == (is_read ? StateFault::shows_to_all : StateFault::writes_for_all);
  if (!is_for_all && may_refuse(called) && kept_.is_of_another(call.path, by)) return Outcome::of_another;
  switch (part->role) {
    case CollectionPart::Role::list:
      return list(call, reply);
    case CollectionPart::Role::create:
      return create(call, reply);
    case CollectionPart::Role::read:
      return read(call, reply);
    case CollectionPart::Role::replace:
      return replace(call, reply);
    case CollectionPart::Role::update:
      return change(call, reply);
    case CollectionPart::Role::remove:
      return remove(call, reply);
  }
  return Outcome::as_documented;
}

MockState::Outcome MockState::list(const Call& call, MockReply& reply) {
  if (call.own == nullptr) return Outcome::as_documented;
  std::vector<NamedResource> resources;
  if (fault_ != StateFault::unlisted) {
    // Without a documented refusal, items are everybody's.
    const bool hides = fault_ != StateFault::lists_for_all && call.collection.read &&
                       may_refuse(call.answers.operation(*call.collection.read));
    for (const auto& [path, resource] : kept_.below(call.path)) {
      if (!hides || resource->owner == call.by) resources.push_back({path.back(), &resource->value});
    }
  }
  Path item = call.path;
  item.emplace_back();
  const auto is_elsewhere = [&](const std::string& identity) {
    item.back() = identity;
    return kept_.find(item) != nullptr || kept_.is_deleted(item) || emptied_.contains(call.path);
  };
  const std::optional<JsonValue> body = call.own->with_all(resources, is_elsewhere);
  if (!body) return Outcome::as_documented;
  reply.response.body = to_text(*body);
  return Outcome::from_state;
}

// Whether a resource of that identity can be named in a path, is new, and can be shown.
bool MockState::fits(const Call& call, const JsonValue& identity, const JsonValue& thing) const {
  const std::string text = plain_text(identity);
  if (text.empty() || text == "." || text == "..") return false;
  Path path = call.path;
  path.push_back(text);
  if (kept_.find(path) != nullptr || kept_.is_gone(path)) return false;
  const std::shared_ptr<const Schema>& schema =
      Collections::name_schema(call.answers.operation(call.collection.named_by), call.collection.parameter);
  if (!accepts(schema, identity) && !accepts_text(schema, text)) return false;
  if (!call.shape->identity().empty() && !call.shape->named(thing, identity)) return false;
  return call.own == nullptr || call.own->identity().empty() ||
         call.own->named(call.own->thing(), identity).has_value();
}

std::optional<JsonValue> MockState::fresh_identity(const Call& call, const JsonValue& documented,
                                                   const JsonValue& thing) {
  constexpr std::uint64_t kTries = 20;
  ++created_;
  for (std::uint64_t n = created_; n < created_ + kTries; ++n) {
    for (const JsonValue& variant : variants_of(documented, n)) {
      if (fits(call, variant, thing)) return variant;
    }
  }
  const std::shared_ptr<const Schema>& schema =
      Collections::name_schema(call.answers.operation(call.collection.named_by), call.collection.parameter);
  if (schema == nullptr) return std::nullopt;
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  if (!judge) return std::nullopt;
  const Result<Generator> generator = Generator::make(schema, *judge);
  if (!generator) return std::nullopt;
  for (std::uint64_t n = created_; n < created_ + kTries; ++n) {
    JsonValue value = json_of_text(generator->random_instance(n));
    if (value.is_structured()) continue;
    if (documented.is_string()) value = JsonValue::string(plain_text(value));
    if (fits(call, value, thing)) return value;
  }
  return std::nullopt;
}

// Whether the reply has a Location of which no example is documented.
bool MockState::leaves_location_open(const Call& call, const MockReply& reply) const {
  const DocumentedHeader* location =
      documented_header(call.operation.responses[*reply.documented], "Location");
  return location != nullptr && location->examples.empty();
}

// A Location that the documentation leaves open leads to an item, also where nothing is kept.
MockState::Outcome MockState::create(const Call& call, MockReply& reply) {
  const Outcome outcome = keep(call, reply);
  if (outcome != Outcome::as_documented || !leaves_location_open(call, reply)) return outcome;
  constexpr const char* kItem = "1";
  const Operation& named = call.answers.operation(call.collection.named_by);
  if (accepts_text(Collections::name_schema(named, call.collection.parameter), kItem))
    locate(call, item_path(call.request, kItem), reply);
  return outcome;
}

// The same of a PUT that creates: its path says which item.
MockState::Outcome MockState::replace(const Call& call, MockReply& reply) {
  const Outcome outcome = change(call, reply);
  if (outcome == Outcome::as_documented && call.collection.is_named && leaves_location_open(call, reply))
    locate(call, std::string(path_of(call.request.target)), reply);
  return outcome;
}

MockState::Outcome MockState::keep(const Call& call, MockReply& reply) {
  if (call.shape == nullptr) return Outcome::as_documented;
  const bool has_location =
      documented_header(call.operation.responses[*reply.documented], "Location") != nullptr;
  const bool is_named = call.own != nullptr && !call.own->identity().empty();
  if (!is_named && !has_location) return Outcome::as_documented;  // a client could not find it
  JsonValue thing = call.shape->thing();
  const std::vector<std::string>& place = call.shape->identity();
  const std::optional<JsonValue> sent = sent_object(call.request, call.name(), *call.shape);
  if (sent) {
    MemberChanges changes;
    for (const auto& [name, value] : sent->members) {
      if (place.empty() || name != place.front()) changes.emplace_back(name, value);
    }
    thing = call.shape->changed(std::move(thing), changes);
  }
  // The client may choose the identity.
  const JsonValue* chosen = sent ? identity_of(*sent, identity_in(*sent, call.name())) : nullptr;
  std::optional<JsonValue> identity;
  if (chosen != nullptr && fits(call, *chosen, thing)) identity = *chosen;
  if (!identity) {
    const JsonValue* shown = identity_of(thing, place);
    const JsonValue own = call.own == nullptr ? JsonValue::null() : call.own->thing();
    if (shown == nullptr && is_named) shown = identity_of(own, call.own->identity());
    identity = fresh_identity(call, shown == nullptr ? JsonValue::string("1") : *shown, thing);
  }
  if (!identity) return Outcome::as_documented;
  if (fault_ == StateFault::reuses_identity)
    identity = last_identity_.try_emplace(call.path, *identity).first->second;
  if (!place.empty()) thing = call.shape->named(std::move(thing), *identity).value_or(JsonValue::null());
  if (!thing.is_object()) return Outcome::as_documented;
  thing = call.shape->located(std::move(thing), *identity);
  if (call.own != nullptr) {
    std::optional<JsonValue> body = call.own == call.shape ? call.own->with(thing) : std::nullopt;
    if (!body) {  // the answer may show less, and may name the resource elsewhere
      MemberChanges changes;
      for (const auto& [name, value] : thing.members) changes.emplace_back(name, value);
      JsonValue told = call.own->changed(call.own->thing(), changes);
      if (is_named) told = call.own->named(std::move(told), *identity).value_or(JsonValue::null());
      if (!told.is_object()) return Outcome::as_documented;
      body = call.own->with(told);
    }
    if (!body) return Outcome::as_documented;
    reply.response.body = to_text(*body);
  }
  const std::string text = plain_text(*identity);
  locate(call, item_path(call.request, text), reply);
  Path path = call.path;
  path.push_back(text);
  if (fault_ == StateFault::loses_members && sent) thing = spoiled(call, std::move(thing), *sent);
  kept_.put(path, std::move(thing), call.by);
  if (fault_ == StateFault::loses_created) kept_.remove(path);
  return Outcome::from_state;
}

// A documented Location leads to the resource at that path.
void MockState::locate(const Call& call, std::string path, MockReply& reply) const {
  const DocumentedHeader* header = documented_header(call.operation.responses[*reply.documented], "Location");
  const auto line = http::combined(reply.response.fields, "Location");
  if (header == nullptr || !line) return;
  const auto host = http::combined(call.request.fields, "Host");
  if (fault_ == StateFault::leads_elsewhere) {
    path.insert(0, "http://elsewhere.invalid");
  } else if (line->find("://") != line->npos && host) {
    path = "http://" + *host + path;
  }
  if (accepts(header->schema, JsonValue::string(path))) http::set(reply.response.fields, "Location", path);
}

MockState::Outcome MockState::read(const Call& call, MockReply& reply) {
  const KeptResources::Resource* kept = kept_.find(call.path);
  if (kept == nullptr || call.own == nullptr) return Outcome::as_documented;
  const std::optional<JsonValue> body = call.own->with(kept->value);
  if (!body) return Outcome::as_documented;
  reply.response.body = to_text(*body);
  tag(call, reply);
  return Outcome::from_state;
}

// A documented ETag follows the content.
void MockState::tag(const Call& call, MockReply& reply) {
  const DocumentedHeader* header = documented_header(call.operation.responses[*reply.documented], "ETag");
  if (header == nullptr) return;
  Checksum sum;
  sum.add(reply.response.body);
  if (fault_ == StateFault::changes_etag) sum.add(std::to_string(++reads_));
  const std::string value = "\"" + in_hexadecimal(sum.value()) + "\"";
  if (accepts(header->schema, JsonValue::string(value))) http::set(reply.response.fields, "ETag", value);
}

// The thing without one of the members that were sent, or with another value of it.
JsonValue MockState::spoiled(const Call& call, JsonValue thing, const JsonValue& sent) const {
  const std::vector<std::string>& place = call.shape->identity();
  const auto is_free = [&](const std::string& name) {
    return thing.find(name) != nullptr && (place.empty() || name != place.front());
  };
  const auto tried = [&](JsonValue other) {
    if (!call.shape->allows(other)) return false;
    thing = std::move(other);
    return true;
  };
  for (const auto& [name, value] : sent.members) {
    if (!is_free(name)) continue;
    JsonValue other = thing;
    other.drop(name);
    if (tried(std::move(other))) return thing;
  }
  for (const auto& [name, value] : sent.members) {
    if (!is_free(name)) continue;
    const JsonValue was = *thing.find(name);
    std::vector<JsonValue> others;
    if (was.is_string()) others = {JsonValue::string(was.text + "x"), JsonValue::string("x")};
    if (was.is_number()) others = {JsonValue::integer(1), JsonValue::integer(2), JsonValue::integer(0)};
    if (was.is_boolean()) others = {JsonValue::boolean(!was.is_true)};
    for (JsonValue& one : others) {
      if (one == was) continue;
      JsonValue other = thing;
      other.set(name, std::move(one));
      if (tried(std::move(other))) return thing;
    }
  }
  return thing;
}

// PUT replaces all, PATCH changes members. A resource that was not created here is as documented before.
MockState::Outcome MockState::change(const Call& call, MockReply& reply) {
  if (call.shape == nullptr) return Outcome::as_documented;
  std::optional<JsonValue> sent = sent_object(call.request, call.name(), *call.shape);
  if (!sent && call.request.body.empty()) sent = JsonValue::object();  // the path says everything
  if (!sent) return Outcome::as_documented;
  const KeptResources::Resource* kept = kept_.find(call.path);
  const bool is_update = call.part.role == CollectionPart::Role::update;
  JsonValue before = call.shape->thing();
  const JsonValue* documented = identity_of(before, call.shape->identity());
  const std::string& text = call.path.back();
  const bool takes_numbers = documented != nullptr && documented->is_number();
  const bool is_number = takes_numbers && read_json(text).value_or(JsonValue()).is_number();
  const JsonValue identity = is_number ? JsonValue::number(text) : JsonValue::string(text);
  // A word where numbers are names: it would show the name of another resource.
  if (takes_numbers && !is_number && kept == nullptr) return Outcome::as_documented;
  if (documented != nullptr) before = call.shape->named(before, identity).value_or(before);
  before = call.shape->located(std::move(before), identity);
  if (kept != nullptr && is_update) before = kept->value;
  MemberChanges changes;
  const std::vector<std::string>& place = call.shape->identity();
  const bool drops = is_update && null_removes(call.request);
  for (const auto& [name, value] : sent->members) {
    if (!place.empty() && name == place.front()) continue;
    const JsonValue* known = before.find(name);
    if (drops && value.is_null()) {
      changes.emplace_back(name, std::nullopt);
    } else if (is_update && known != nullptr && value.is_object()) {
      changes.emplace_back(name, merged(*known, value, drops));
    } else {
      changes.emplace_back(name, value);
    }
  }
  JsonValue after = call.shape->changed(std::move(before), changes);
  if (call.own != nullptr) {
    const std::optional<JsonValue> body = call.own->with(after);
    if (!body) return Outcome::as_documented;
    reply.response.body = to_text(*body);
  }
  const auto last = replaced_.find(call.path);
  const bool is_repeated = !is_update && last != replaced_.end() && last->second == *sent;
  if (fault_ == StateFault::loses_members || (fault_ == StateFault::changes_repeat && is_repeated))
    after = spoiled(call, std::move(after), *sent);
  if (fault_ == StateFault::changes_repeat && !is_update) replaced_[call.path] = *sent;
  if (fault_ == StateFault::resets_members && is_update) {
    JsonValue left_out = std::exchange(updated_[call.path], *sent);
    for (const auto& [name, value] : sent->members) left_out.drop(name);
    if (left_out.is_object()) after = spoiled(call, std::move(after), left_out);
  }
  const bool is_creation = call.collection.is_named && !is_update && kept == nullptr;
  if (is_creation) locate(call, std::string(path_of(call.request.target)), reply);
  kept_.put(call.path, std::move(after), call.by);
  if (is_creation && fault_ == StateFault::loses_created) kept_.remove(call.path);
  return Outcome::from_state;
}

MockState::Outcome MockState::remove(const Call& call, MockReply& reply) {
  const KeptResources::Resource* kept = kept_.find(call.path);
  const std::optional<JsonValue> body =
      kept == nullptr || call.own == nullptr ? std::nullopt : call.own->with(kept->value);
  if (body) reply.response.body = to_text(*body);
  if (fault_ != StateFault::keeps_deleted) kept_.remove(call.path);
  if (fault_ == StateFault::deletes_all) empty_collection(call.path);
  return Outcome::from_state;
}

// The collection of the item at `path`: what was kept there, and what is documented.
void MockState::empty_collection(Path path) {
  path.pop_back();
  std::vector<Path> items;
  for (const auto& [item, resource] : kept_.below(path)) items.push_back(item);
  for (const Path& item : items) kept_.remove(item);
  emptied_.insert(std::move(path));
}

}  // namespace avouch
