// SPDX-License-Identifier: MIT
#include "plan/request_body.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "base/text.h"
#include "contract/connections.h"
#include "contract/schema/direction.h"
#include "contract/schema/part.h"
#include "contract/schema/schema.h"
#include "generate/conformant.h"
#include "generate/media/form.h"
#include "generate/media/writer.h"
#include "generate/value.h"
#include "generate/ways/other_values.h"
#include "http/field.h"
#include "http/media_type.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "judge/body/body.h"
#include "plan/accepted.h"
#include "plan/text_value.h"
#include "plan/time_span.h"

namespace avouch {
namespace {

enum class Form { json_text, urlencoded, multipart, text, other };

struct BodyKind {
  Form form = Form::text;
  std::string content_type;
};

// How to write a body of a documented range. A range is replaced by its most usual type.
BodyKind kind_of(const DocumentedMedia& media) {
  const auto type = http::parse_media_type(media.range);
  const std::string essence = type ? type->essence() : media.range;
  if (essence == "application/x-www-form-urlencoded") return {Form::urlencoded, media.range};
  if (essence == "multipart/form-data") return {Form::multipart, essence};
  if (essence == "*/*" || essence == "application/*") return {Form::json_text, "application/json"};
  switch (media.form()) {
    case MediaForm::csv:
    case MediaForm::xml:
    case MediaForm::json_lines:
    case MediaForm::json_sequence:
    case MediaForm::events:
    case MediaForm::parts:
      return {Form::other, http::type_within(media.range)};
    case MediaForm::json:
    case MediaForm::text:
    case MediaForm::form:
    case MediaForm::form_data:
    case MediaForm::opaque:
      break;
  }
  return {media.is_json() ? Form::json_text : Form::text, http::type_within(media.range)};
}

ForbiddenShape shape_of(Form form) {
  switch (form) {
    case Form::json_text:
      return ForbiddenShape::any;
    case Form::urlencoded:
    case Form::text:
    case Form::other:
      return ForbiddenShape::form;
    case Form::multipart:
      return ForbiddenShape::multipart;
  }
  return ForbiddenShape::any;
}

std::string boundary_for(const JsonValue& value) {
  std::string boundary = "avouch-part";
  const std::string text = to_text(value);
  while (text.find(boundary) != text.npos) boundary += "-";
  return boundary;
}

// Whether the documentation shows content, not a value.
bool shows_content(const DocumentedMedia& media) {
  return kind_of(media).form == Form::other && !media.examples.empty() && media.examples.front().content;
}

MadeBody written(const DocumentedMedia& media, const JsonValue& value) {
  const BodyKind kind = kind_of(media);
  MadeBody body{.content_type = kind.content_type};
  const auto needs_object = [&] {
    if (!value.is_object()) body.missing = "a body of type " + shown(media.range) + " needs an object";
    return body.missing.empty();
  };
  switch (kind.form) {
    case Form::json_text:
      body.content = to_text(value);
      break;
    case Form::urlencoded:
      if (!needs_object()) break;
      if (std::optional<std::string> text = form_text(value, media.encoding)) {
        body.content = *std::move(text);
      } else {
        body.missing = "a member of its body cannot be written in the documented style";
      }
      break;
    case Form::multipart: {
      if (!needs_object()) break;
      const std::string boundary = boundary_for(value);
      body.content_type += "; boundary=" + boundary;
      body.content = multipart_text(value, media.encoding, boundary);
      break;
    }
    case Form::other: {
      const bool is_shown = shows_content(media) && value.is_string(*media.examples.front().content);
      std::optional<WrittenContent> content =
          is_shown ? write_example(media, media.examples.front()) : write_content(media, value);
      if (content) {
        body.content_type = std::move(content->content_type);
        body.content = std::move(content->bytes);
      } else {
        body.missing = "a body of type " + shown(media.range) + " needs a documented example";
      }
      break;
    }
    case Form::text: {
      if (media.is_bytes && media.is_binary()) {
        if (std::optional<WrittenContent> content = write_content(media, value)) {
          body.content = std::move(content->bytes);
          break;
        }
      }
      const bool is_plain = !value.is_structured() && !value.is_null();
      if (value.is_string() || (media.form() == MediaForm::text && is_plain)) {
        body.content = plain_text(value);
      } else if (std::optional<WrittenContent> content = write_faithfully(media, value)) {
        body.content = std::move(content->bytes);
      } else {
        body.missing = "a body of type " + shown(media.range) + " needs a documented example";
      }
      break;
    }
  }
  return body;
}

// Whether the schema itself describes the member at the root, whichever alternatives apply.
bool is_own_member(const Schema& schema, const std::string& name) {
  std::vector<std::size_t> nodes = {0};
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const std::size_t index : schema.nodes()[nodes[i]].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      for (const SchemaBranch& branch : keyword.branches) {
        if (keyword.kind == KeywordKind::properties && branch.name == name) return true;
        const bool is_new = std::find(nodes.begin(), nodes.end(), branch.node) == nodes.end();
        if (is_joined(keyword.kind) && is_new) nodes.push_back(branch.node);
      }
    }
  }
  return false;
}

// What the user named replaces members of the same name. One that the body lacks is of another alternative of
// the schema; it is added if the schema allows that.
void replace_given(JsonValue& value, const Operation& operation, const DocumentedMedia& media,
                   const ValueSource& values) {
  if (!value.is_object() || media.schema == nullptr) return;
  for (const std::string& name : DescribedPart::root(*media.schema).members()) {
    const JsonValue* given = values.given(operation, name);
    if (given == nullptr) continue;
    const ValuePosition place{.of = ValuePosition::Of::member, .name = name};
    JsonValue read = value_given(media.schema, place, *given);
    const JsonValue* member = value.find(name);
    // Where the schema says nothing, the documented example's type is wanted.
    const bool is_other = member != nullptr && !member->is_null() && !member->is_string() && read.is_string();
    if (std::optional<JsonValue> other = is_other ? read_json(read.text) : std::nullopt)
      read = *std::move(other);
    JsonValue replaced = value;
    replaced.set(name, std::move(read));
    const bool is_of_another = member == nullptr && !is_own_member(*media.schema, name) &&
                               accepted(media.schema, value) == true &&
                               accepted(media.schema, replaced) == false;
    if (!is_of_another) value = std::move(replaced);
  }
}

// Drops what the schema does not require, from the outside to the inside. The judge decides, so conditions
// and alternatives hold as well. Each value costs one judgement; a body beyond the budget stays as it is.
class Pruning {
 public:
  explicit Pruning(const BodyJudge& judge) : judge_(judge) {}

  JsonValue pruned(JsonValue value) {
    prune(value, value);
    return value;
  }

 private:
  static constexpr int kBudget = 500;

  bool is_accepted(const JsonValue& whole) {
    if (budget_-- <= 0) return false;
    const ParsedBody parsed = parse_body(to_text(whole));
    return parsed.instance != nullptr && judge_.accepts(*parsed.instance).value_or(false);
  }

  // `part` stands within `whole`.
  void prune(JsonValue& whole, JsonValue& part) {
    if (part.is_object()) {
      for (std::size_t i = part.members.size(); i > 0 && budget_ > 0; --i) {
        const auto at = part.members.begin() + static_cast<std::ptrdiff_t>(i - 1);
        auto removed = *at;
        part.members.erase(at);
        if (!is_accepted(whole))
          part.members.insert(part.members.begin() + static_cast<std::ptrdiff_t>(i - 1), std::move(removed));
      }
      for (auto& [name, member] : part.members) prune(whole, member);
    } else if (part.is_array()) {
      for (JsonValue& item : part.items) prune(whole, item);
    }
  }

  const BodyJudge& judge_;
  int budget_ = kBudget;
};

JsonValue without_optional(JsonValue value, const std::shared_ptr<const Schema>& schema) {
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  return judge ? Pruning(*judge).pruned(std::move(value)) : value;
}

// Without the members that requests omit: unless an alternative needs one of them, as a discriminator that is
// readOnly. Then the value is sent as the documentation has it.
JsonValue as_sent(const JsonValue& value, const std::shared_ptr<const Schema>& schema) {
  JsonValue sent = without_unsent(value, *schema);
  if (sent == value) return sent;
  const Result<BodyJudge> judge = BodyJudge::make(schema, {});
  const auto is_accepted = [&](const JsonValue& one) {
    const ParsedBody body = parse_body(to_text(one));
    return judge && body.instance != nullptr && judge->is_acceptable(*body.instance);
  };
  return is_accepted(value) && !is_accepted(sent) ? value : sent;
}

void set_spans(JsonValue& value, const std::shared_ptr<const Schema>& schema) {
  std::optional<BodyJudge> judge;  // few bodies have a span
  end_later(value, [&](const JsonValue& one) {
    if (!judge) {
      Result<BodyJudge> made = BodyJudge::make(schema, {});
      if (!made) return false;
      judge.emplace(*std::move(made));
    }
    const ParsedBody body = parse_body(to_text(one));
    return body.instance != nullptr && judge->accepts(*body.instance).value_or(false);
  });
}

// Whether the value is an example as it is documented: one that contradicts its schema is mended.
bool shows(const DocumentedMedia& media, const JsonValue& value) {
  return std::any_of(media.examples.begin(), media.examples.end(),
                     [&](const Example& example) { return example.value == value; });
}

MadeBody make(const Operation& operation, std::size_t index, const ValueSource& values, Members members) {
  const DocumentedMedia& media = operation.request_body->media[index];
  JsonValue value;
  bool is_shown = !media.examples.empty();
  if (media.schema == nullptr) {
    if (media.examples.empty()) {
      return {.missing = "no schema and no example of its body is documented"};
    }
    value = media.examples.front().value;
  } else if (shows_content(media)) {
    value = JsonValue::string(*media.examples.front().content);
  } else {
    DocumentedMedia as_json = media;
    as_json.range = "application/json";
    const bool is_seeded = values.seed() && media.examples.empty();
    const Result<JsonValue> made =
        is_seeded ? value_for(media.schema, values.seed()) : conformant_body(values.contract(), as_json);
    if (!made && media.examples.empty())
      return {.missing = "no body can be made: " + made.errors().front().title};
    // Where the schema allows nothing, the example is what a server may take.
    value = made ? as_sent(*made, media.schema) : media.examples.front().value;
    is_shown = made && shows(media, *made);
    if (members == Members::required && made && !is_shown)
      value = without_optional(std::move(value), media.schema);
    if (media.examples.empty()) set_spans(value, media.schema);
  }
  replace_given(value, operation, media, values);
  MadeBody body = write_body(operation, index, value);
  body.is_made_up = !is_shown;
  return body;
}

}  // namespace

namespace {

// The member of the object that holds the thing, or its attributes; nullptr: the object is the thing.
const std::pair<std::string, JsonValue>* choices_in(const JsonValue& object) {
  const auto is_wrapper = [](const auto& member) { return wrapper_rank(member.first, "").has_value(); };
  const JsonValue::Members& members = object.members;
  auto held = members.end();
  if (object.find("type") != nullptr) {
    held = std::find_if(members.begin(), members.end(),
                        [](const auto& one) { return one.first == "attributes"; });
  } else if (members.size() == 1) {
    held = members.begin();
  } else if (std::all_of(members.begin(), members.end(),
                         [](const auto& one) { return one.second.is_object(); }) &&
             std::count_if(members.begin(), members.end(), is_wrapper) == 1) {
    held = std::find_if(members.begin(), members.end(), is_wrapper);
  }
  return held == members.end() || !held->second.is_object() ? nullptr : &*held;
}

}  // namespace

std::string place_of_choices(const JsonValue& body) {
  std::string place;
  const auto* held = choices_in(body);
  for (int depth = 0; depth < 3 && held != nullptr; ++depth) {
    place = pointer_append(place, held->first);
    held = choices_in(held->second);
  }
  return place;
}

MadeBody write_body(const Operation& operation, std::size_t media, const JsonValue& value) {
  MadeBody body = written(operation.request_body->media[media], value);
  body.media = media;
  body.value = value;
  return body;
}

void set_content(http::Request& request, const MadeBody& body) {
  request.body = body.content;
  if (body.content_type.starts_with("multipart/"))
    http::set(request.fields, "Content-Type", body.content_type);
}

namespace {

// Whether the type has a member that the multipart type sends as a file: its bytes are no text, so JSON or a
// form holds them only where an example shows how.
bool has_file_of(const DocumentedMedia& media, const DocumentedMedia& multipart) {
  const Form form = kind_of(media).form;
  if ((form != Form::json_text && form != Form::urlencoded) || media.schema == nullptr ||
      !media.examples.empty())
    return false;
  const std::vector<std::string> names = DescribedPart::root(*media.schema).members();
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    const auto known = multipart.encoding.find(name);
    if (known == multipart.encoding.end() || known->second.content_type.empty()) return false;
    const MediaForm part = form_of(known->second.content_type);
    return part != MediaForm::json && part != MediaForm::text;
  });
}

// The documented types, by their indices: multipart content goes before what cannot hold its files.
std::vector<std::size_t> in_order(const std::vector<DocumentedMedia>& media) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < media.size(); ++i) {
    const auto place = std::find_if(order.begin(), order.end(), [&](std::size_t before) {
      return kind_of(media[i]).form == Form::multipart && has_file_of(media[before], media[i]);
    });
    order.insert(place, i);
  }
  return order;
}

}  // namespace

MadeBody make_body(const Operation& operation, const ValueSource& values, Members members) {
  if (!operation.request_body) return {};
  MadeBody first;
  for (const std::size_t media : in_order(operation.request_body->media)) {
    MadeBody body = make(operation, media, values, members);
    if (body.missing.empty()) return body;
    if (first.missing.empty()) first = std::move(body);
  }
  if (!operation.request_body->required) return {};
  if (first.missing.empty()) first.missing = "no type of its body is documented";
  return {.missing = std::move(first.missing)};
}

namespace {

constexpr std::size_t kMostMembersTried = 100;

// What the schema of a documented body allows: everything, if there is none. Discriminators that name a
// schema in the documented body do so in all others, and no more members than there are undocumented: those
// that another value of a discriminator would make so.
class AllowedBodies {
 public:
  // nullopt if the schema cannot be judged.
  static std::optional<AllowedBodies> make(const std::shared_ptr<const Schema>& schema,
                                           const JsonValue& documented) {
    AllowedBodies made;
    if (schema == nullptr) return made;
    Result<BodyJudge> judge = BodyJudge::make(schema, {});
    if (!judge) return std::nullopt;
    made.judge_.emplace(*std::move(judge));
    const ParsedBody parsed = parse_body(to_text(documented));
    if (parsed.instance != nullptr) {
      made.misnamed_ = made.judge_->named(*parsed.instance).failures;
      made.undocumented_ = made.judge_->undocumented(*parsed.instance).size();
    }
    return made;
  }

  bool allows(const JsonValue& body) const {
    if (!judge_) return true;
    const ParsedBody parsed = parse_body(to_text(body));
    return parsed.instance != nullptr && judge_->accepts(*parsed.instance).value_or(false) &&
           judge_->named(*parsed.instance).failures <= misnamed_ &&
           judge_->undocumented(*parsed.instance).size() <= undocumented_;
  }

 private:
  std::optional<BodyJudge> judge_;
  // Of the documented body:
  std::size_t misnamed_ = 0;      // discriminators that name no schema
  std::size_t undocumented_ = 0;  // members
};

// A documented body, and the object in it whose members are varied.
class Variants {
 public:
  static std::optional<Variants> make(const Operation& operation, std::size_t media, const JsonValue& value) {
    if (!value.is_object() || !operation.request_body) return std::nullopt;
    std::optional<AllowedBodies> allowed =
        AllowedBodies::make(operation.request_body->media[media].schema, value);
    if (!allowed) return std::nullopt;
    return Variants(operation, media, value, *std::move(allowed));
  }

  const JsonValue& thing() const { return *body_.at(place_); }
  bool allows(const JsonValue& thing) const { return allowed_.allows(with(thing)); }

  std::optional<MadeBody> written(const JsonValue& thing) const {
    MadeBody made = write_body(operation_, media_, with(thing));
    if (!made.missing.empty()) return std::nullopt;
    made.media = media_;
    made.value = with(thing);
    return made;
  }

 private:
  Variants(const Operation& operation, std::size_t media, const JsonValue& body, AllowedBodies allowed)
      : operation_(operation),
        media_(media),
        body_(body),
        place_(place_of_choices(body)),
        allowed_(std::move(allowed)) {}

  JsonValue with(const JsonValue& thing) const {
    JsonValue body = body_;
    *body.at(place_) = thing;
    return body;
  }

  const Operation& operation_;
  std::size_t media_;
  const JsonValue& body_;
  std::string place_;
  AllowedBodies allowed_;
};

}  // namespace

namespace {

// Whether the text begins as a date or a time of RFC 3339 does. Another one may be before what it must
// follow.
bool is_time(std::string_view text) {
  const auto begins_with = [&](std::string_view shape) {
    return text.size() >= shape.size() &&
           std::equal(shape.begin(), shape.end(), text.begin(),
                      [](char wanted, char c) { return wanted == '0' ? is_digit(c) : wanted == c; });
  };
  return begins_with("0000-00-00") || begins_with("00:00");
}

// The values that the schema lists for members of that name, also behind references and in alternatives.
std::vector<JsonValue> listed_values(const Schema& schema, const std::string& name) {
  std::vector<std::size_t> nodes;
  const auto add = [&](std::size_t node) {
    const bool is_new = std::find(nodes.begin(), nodes.end(), node) == nodes.end();
    if (is_new && nodes.size() < kMostMembersTried) nodes.push_back(node);
  };
  for (const SchemaKeyword& keyword : schema.keywords()) {
    if (keyword.kind != KeywordKind::properties) continue;
    for (const SchemaBranch& branch : keyword.branches) {
      if (branch.name == name) add(branch.node);
    }
  }
  std::vector<JsonValue> values;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const std::size_t index : schema.nodes()[nodes[i]].keywords) {
      const SchemaKeyword& keyword = schema.keywords()[index];
      if (keyword.kind == KeywordKind::enumeration) {
        for (const std::string& text : keyword.texts) {
          if (std::optional<JsonValue> value = read_json(text)) values.push_back(*std::move(value));
        }
      }
      const bool is_of_the_value = keyword.kind == KeywordKind::reference ||
                                   keyword.kind == KeywordKind::all_of ||
                                   keyword.kind == KeywordKind::any_of || keyword.kind == KeywordKind::one_of;
      if (!is_of_the_value) continue;
      for (const SchemaBranch& branch : keyword.branches) add(branch.node);
    }
  }
  return values;
}

// Other values for a member, without a look at what they mean.
std::vector<JsonValue> simple_others(const Schema* schema, const std::string& name, const JsonValue& was) {
  std::vector<JsonValue> others;
  if (was.is_string()) {
    // The end of an email address is a domain, which a server may look up.
    if (was.text.find('@') != was.text.npos) others.push_back(JsonValue::string("2" + was.text));
    others.push_back(JsonValue::string(was.text + "2"));
    others.push_back(JsonValue::string("2"));
    // A pattern may fix the length, and where the digits are.
    const bool is_listed = schema != nullptr && !listed_values(*schema, name).empty();
    if (!may_identify(name) && !is_time(was.text) && !is_listed) {
      for (std::string& text : respellings(was.text)) others.push_back(JsonValue::string(std::move(text)));
    }
  }
  if (was.is_number()) others = {JsonValue::integer(2), JsonValue::integer(3), JsonValue::number("2.5")};
  if (was.is_boolean()) others = {JsonValue::boolean(!was.is_true)};
  return others;
}

// The same date or time of day in another month or hour.
std::string other_time(std::string text) {
  const bool has_date = text.find('-') == 4;
  const std::size_t at = has_date ? 5 : 0;
  const std::string other = has_date ? "03-01" : "12";
  const std::string another = has_date ? "03-02" : "13";
  text.replace(at, other.size(), text.compare(at, other.size(), other) == 0 ? another : other);
  return text;
}

// An object or an array whose parts are its own: none may refer to another resource.
bool is_own(const JsonValue& value, int depth = 5) {
  const auto is_own_part = [&](const JsonValue& part) {
    return !part.is_structured() || is_own(part, depth - 1);
  };
  if (depth == 0) return false;
  if (value.is_array()) return std::all_of(value.items.begin(), value.items.end(), is_own_part);
  return !value.members.empty() &&
         std::all_of(value.members.begin(), value.members.end(), [&](const auto& member) {
           return !may_identify(member.first) && is_own_part(member.second);
         });
}

// A value in the thing, and others for it, the one that is wanted most first.
struct OtherValues {
  std::string pointer;
  std::vector<JsonValue> values;
};

// Adds the plain values in `was`, which stands at `pointer` and belongs to a member of that name.
void add_parts(const Schema& schema, const std::string& pointer, const std::string& name,
               const JsonValue& was, std::vector<OtherValues>& parts) {
  if (parts.size() >= kMostMembersTried) return;
  if (was.is_object()) {
    for (const auto& [inner, value] : was.members)
      add_parts(schema, pointer_append(pointer, inner), inner, value, parts);
    return;
  }
  if (was.is_array()) {
    for (std::size_t i = 0; i < was.items.size(); ++i)
      add_parts(schema, pointer_append(pointer, std::to_string(i)), name, was.items[i], parts);
    return;
  }
  std::vector<JsonValue> others = listed_values(schema, name);
  if (others.empty()) others = simple_others(&schema, name, was);
  if (was.is_string() && is_time(was.text)) others.push_back(JsonValue::string(other_time(was.text)));
  std::erase(others, was);
  if (!others.empty()) parts.push_back({pointer, std::move(others)});
}

// Gives `thing` another value for each of these members, where the schema allows one. Judges them together,
// and by halves where that fails: a large body has few members that are not free.
void vary(const Variants& variants, std::span<const OtherValues> members, JsonValue& thing) {
  if (members.empty()) return;
  JsonValue tried = thing;
  for (const OtherValues& one : members) *tried.at(one.pointer) = one.values.front();
  if (variants.allows(tried)) {
    thing = std::move(tried);
    return;
  }
  if (members.size() > 1) {
    vary(variants, members.first(members.size() / 2), thing);
    vary(variants, members.subspan(members.size() / 2), thing);
    return;
  }
  const OtherValues& one = members.front();
  for (std::size_t i = 1; i < one.values.size(); ++i) {
    tried = thing;
    *tried.at(one.pointer) = one.values[i];
    if (!variants.allows(tried)) continue;
    thing = std::move(tried);
    return;
  }
}

// Gives each of these values in the thing the first of its others that the schema allows. nullopt if none has
// one.
std::optional<JsonValue> varied(const Variants& variants, const std::vector<OtherValues>& values) {
  JsonValue other = variants.thing();
  vary(variants, values, other);
  if (other == variants.thing()) return std::nullopt;
  return other;
}

// The thing with simple other values of its members that refer to nothing.
std::optional<JsonValue> simply_varied(const Variants& variants, const Schema* schema,
                                       const std::set<std::string>& references) {
  const JsonValue& thing = variants.thing();
  std::vector<OtherValues> members;
  for (std::size_t i = 0; i < std::min(kMostMembersTried, thing.members.size()); ++i) {
    const auto& [name, was] = thing.members[i];
    if (references.contains(name)) continue;
    std::vector<JsonValue> others = simple_others(schema, name, was);
    std::erase(others, was);
    if (!others.empty()) members.push_back({pointer_append("", name), std::move(others)});
  }
  return varied(variants, members);
}

// Takes these members from the thing, where the schema allows that: as vary() does it.
void leave_out(const Variants& variants, std::span<const std::string> names, JsonValue& thing) {
  if (names.empty()) return;
  JsonValue tried = thing;
  for (const std::string& name : names) tried.drop(name);
  if (variants.allows(tried)) {
    thing = std::move(tried);
  } else if (names.size() > 1) {
    leave_out(variants, names.first(names.size() / 2), thing);
    leave_out(variants, names.subspan(names.size() / 2), thing);
  }
}

}  // namespace

std::optional<MadeBody> make_other_body(const Operation& operation, std::size_t media, const JsonValue& value,
                                        const std::set<std::string>& references) {
  const std::optional<Variants> variants = Variants::make(operation, media, value);
  if (!variants) return std::nullopt;
  const std::optional<JsonValue> other =
      simply_varied(*variants, operation.request_body->media[media].schema.get(), references);
  return other ? variants->written(*other) : std::nullopt;
}

std::optional<MadeBody> make_chosen_body(const Operation& operation, std::size_t media,
                                         const JsonValue& value, const std::set<std::string>& references) {
  const std::optional<Variants> variants = Variants::make(operation, media, value);
  const std::shared_ptr<const Schema> schema =
      variants ? operation.request_body->media[media].schema : nullptr;
  if (schema == nullptr) return std::nullopt;
  constexpr std::uint64_t kBodies = 4;  // of which a member has its values, if nothing plainer is allowed
  std::vector<JsonValue> bodies;
  const auto values_of = [&](const std::string& name, const JsonValue& was) {
    std::vector<JsonValue> values = listed_values(*schema, name);
    if (!values.empty()) return values;
    if (was.is_string() && is_time(was.text)) values.push_back(JsonValue::string(other_time(was.text)));
    if (was.is_array()) {
      JsonValue other = was;
      for (JsonValue& item : other.items) {
        if (item.is_string()) item.text += "2";
      }
      values.push_back(std::move(other));
    }
    while (bodies.size() < kBodies) {
      const Result<JsonValue> made = value_for(schema, bodies.size() + 1);
      if (!made) break;
      const std::optional<Variants> one = Variants::make(operation, media, *made);
      bodies.push_back(one ? one->thing() : JsonValue::object());
    }
    for (const JsonValue& body : bodies) {
      const JsonValue* member = body.find(name);
      if (member != nullptr && member->kind == was.kind) values.push_back(*member);
    }
    return values;
  };
  const std::optional<JsonValue> simple = simply_varied(*variants, schema.get(), references);
  const JsonValue& thing = variants->thing();
  std::vector<OtherValues> choices;
  for (std::size_t i = 0; i < std::min(kMostMembersTried, thing.members.size()); ++i) {
    const auto& [name, was] = thing.members[i];
    if (references.contains(name) || may_identify(name)) continue;
    if (simple && *simple->find(name) != was) continue;
    const std::string pointer = pointer_append("", name);
    const bool is_flat =
        was.is_string() || was.is_number() ||
        (was.is_array() && std::none_of(was.items.begin(), was.items.end(),
                                        [](const JsonValue& item) { return item.is_structured(); }));
    if (!is_flat) {
      if (was.is_structured() && is_own(was)) add_parts(*schema, pointer, name, was, choices);
      continue;
    }
    std::vector<JsonValue> others = values_of(name, was);
    std::erase(others, was);
    if (!others.empty()) choices.push_back({pointer, std::move(others)});
  }
  const std::optional<JsonValue> other = varied(*variants, choices);
  return other ? variants->written(*other) : std::nullopt;
}

std::optional<MadeBody> make_partial_body(const Operation& operation, std::size_t media,
                                          const JsonValue& value) {
  const std::optional<Variants> variants = Variants::make(operation, media, value);
  if (!variants) return std::nullopt;
  const JsonValue& thing = variants->thing();
  std::vector<std::string> names;
  for (const auto& [name, member] : thing.members) names.push_back(name);
  std::reverse(names.begin(), names.end());  // the first members are the most telling ones
  JsonValue part = thing;
  const std::span<const std::string> all(names);
  if (all.size() > 1) leave_out(*variants, all.first(std::min(kMostMembersTried, all.size() - 1)), part);
  if (part.members.size() > 1) leave_out(*variants, all.last(1), part);
  if (part.members.size() == thing.members.size()) return std::nullopt;
  return variants->written(part);
}

MadeBody make_forbidden_body(const Operation& operation) {
  if (!operation.request_body) return {.missing = "it has no parameter and no body that could be invalid"};
  for (std::size_t index = 0; index < operation.request_body->media.size(); ++index) {
    const DocumentedMedia& media = operation.request_body->media[index];
    const auto forbidden = forbidden_value(media.schema, shape_of(kind_of(media).form));
    if (!forbidden) continue;
    MadeBody body = written(media, *forbidden);
    if (body.missing.empty()) return body;
  }
  MadeBody malformed = make_malformed_body(operation);
  if (!malformed.missing.empty()) malformed.missing = "the documentation allows any body";
  return malformed;
}

MadeBody make_malformed_body(const Operation& operation) {
  if (operation.request_body) {
    for (std::size_t index = 0; index < operation.request_body->media.size(); ++index) {
      const BodyKind kind = kind_of(operation.request_body->media[index]);
      if (kind.form == Form::json_text)
        return {.content_type = kind.content_type, .content = "{", .media = index};
    }
  }
  return {.missing = "it has no body that could be malformed JSON"};
}

MadeBody make_body_of_unknown_type(const Operation& operation) {
  if (!operation.request_body) return {.content_type = kUnknownType, .content = "avouch"};
  for (const char* name : {kUnknownType, "text/vnd.avouch"}) {
    const std::optional<http::MediaType> type = http::parse_media_type(name);
    const std::vector<DocumentedMedia>& media = operation.request_body->media;
    const bool is_documented = std::any_of(media.begin(), media.end(), [&](const DocumentedMedia& one) {
      const std::optional<http::MediaType> range = http::parse_media_type(one.range);
      return !range || http::within(*type, *range);
    });
    if (!is_documented) return {.content_type = name, .content = "avouch"};
  }
  return {.missing = "the documentation allows a body of any media type"};
}

}  // namespace avouch
