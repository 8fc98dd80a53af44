// SPDX-License-Identifier: MIT
// Clauses about the content of a response: its media type, its syntax, and the claims of its schema.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/clauses/derive.h"
#include "contract/schema/part.h"
#include "contract/schema/schema.h"
#include "contract/schema/words.h"
#include "json/pointer.h"

namespace avouch {
namespace {

// Where a node's value is in the content.
enum class Level { whole, item, member, deeper };

struct ContentPlace {
  Level level = Level::whole;
  std::string member;
};

// How many branches lead to each node. A node that several lead to describes values at several places.
std::vector<std::size_t> uses_of(const Schema& schema) {
  std::vector<std::size_t> uses(schema.nodes().size());
  for (const SchemaKeyword& keyword : schema.keywords()) {
    for (const SchemaBranch& branch : keyword.branches) ++uses[branch.node];
  }
  return uses;
}

ContentPlace place_of(const Schema& schema, const std::vector<std::size_t>& uses, std::size_t node) {
  ContentPlace place;
  if (uses[0] > 0) return {Level::deeper, {}};  // the schema contains itself
  for (std::size_t parent = schema.nodes()[node].parent; parent != kNoKeyword;
       parent = schema.nodes()[schema.keywords()[parent].node].parent) {
    const SchemaKeyword& keyword = schema.keywords()[parent];
    if (uses[node] > 1) return {Level::deeper, {}};
    if (is_joined(keyword.kind)) {
      node = keyword.node;
      continue;
    }
    const bool is_item = keyword.kind == KeywordKind::items;
    const bool is_member = keyword.kind == KeywordKind::properties;
    if (is_item && (place.level == Level::whole || place.level == Level::member)) {
      if (place.level == Level::whole) place.level = Level::item;
    } else if (is_member && place.level == Level::whole) {
      place = {Level::member, keyword.branches[schema.nodes()[node].branch].name};
    } else {
      return {Level::deeper, {}};
    }
    node = keyword.node;
  }
  return place;
}

// The type that every value there has by the form of the content, whatever a server sends; none if values may
// have several.
std::optional<ValueKind> fixed_kind(const DocumentedMedia& media, const ContentPlace& place) {
  switch (media.form()) {
    case MediaForm::text:
      if (place.level == Level::whole) return ValueKind::string;
      break;
    case MediaForm::form:
    case MediaForm::form_data:
      if (place.level == Level::whole) return ValueKind::object;
      break;
    case MediaForm::csv:
      if (place.level == Level::whole) return ValueKind::array;
      if (place.level == Level::item)  // named by a header row, or not
        return DescribedPart::root(*media.schema).item(0).is_only(ValueKind::object) ? ValueKind::object
                                                                                     : ValueKind::array;
      if (place.level == Level::member) return ValueKind::string;
      break;
    case MediaForm::events:
      if (place.level == Level::whole) return ValueKind::array;
      if (media.events != EventReading::event) break;
      if (place.level == Level::item) return ValueKind::object;
      if (place.level == Level::member)
        return place.member == "retry" ? ValueKind::number : ValueKind::string;
      break;
    case MediaForm::json_lines:
    case MediaForm::json_sequence:
    case MediaForm::parts:
      if (place.level == Level::whole) return ValueKind::array;
      break;
    case MediaForm::opaque:
      if (place.level == Level::whole) return ValueKind::string;
      break;
    case MediaForm::json:
    case MediaForm::xml:
      break;
  }
  return std::nullopt;
}

// Whether content can contradict the claim: the form of the content fixes the types of some values, and text
// is read as the schema expects.
bool can_be_broken(const DocumentedMedia& media, const std::vector<std::size_t>& uses,
                   const SchemaClaim& claim) {
  const SchemaKeyword& keyword = media.schema->keywords()[claim.keyword];
  // OpenAPI 3.0: `format: binary` is any sequence of bytes.
  if (media.is_bytes && keyword.kind == KeywordKind::format && keyword.names.front() == "binary")
    return false;
  if (keyword.kind != KeywordKind::type) return true;
  const std::optional<ValueKind> fixed = fixed_kind(media, place_of(*media.schema, uses, keyword.node));
  return !fixed || (kinds_of_types(keyword.names) & mask_of(*fixed)) == 0;
}

void add_schema(ClauseList& list, std::size_t index) {
  const std::vector<DocumentedMedia>& all = list.response().media;
  const DocumentedMedia& media = all[index];
  if (!media.is_judged()) return;
  const std::string body = all.size() == 1 ? "body/" : "body[" + pointer_token(media.range) + "]/";
  const bool is_json = media.is_json();  // its values have types of their own
  const std::vector<std::size_t> uses = is_json ? std::vector<std::size_t>{} : uses_of(*media.schema);
  for (const SchemaClaim& claim : media.schema->claims()) {
    if (!is_json && !can_be_broken(media, uses, claim)) continue;
    const bool is_of_bytes = media.counts_bytes(media.schema->keywords()[claim.keyword]);
    Clause& clause =
        list.add(body + claim.suffix, is_of_bytes ? SharedText(in_bytes(claim.claim)) : claim.claim,
                 media.schema->place_of(claim), list.roles().of_content(),
                 BodyKeywordSubject{.media = index, .keyword = claim.keyword})
            .clause.own();
    if (!claim.documentation.empty()) clause.documentation = claim.documentation;
    list.last().fault = fault_of(*media.schema, claim.keyword);
  }
}

}  // namespace

void add_media_type(ClauseList& list) {
  const std::vector<DocumentedMedia>& media = list.response().media;
  if (media.empty()) return;
  std::vector<std::string> ranges;
  for (const DocumentedMedia& each : media) ranges.push_back(each.range);
  const bool is_head = list.operation().method == "HEAD";
  list.add("media-type", "the media type is " + join(ranges, " or "), media.front().place,
           is_head ? list.roles().of_answer() : list.roles().of_content(), MediaTypeSubject{})
      .fault = list.response().unread_media;
}

void add_body(ClauseList& list) {
  const std::vector<DocumentedMedia>& media = list.response().media;
  const auto first = [&](const auto& is_meant) { return std::find_if(media.begin(), media.end(), is_meant); };
  const auto with_syntax = first([](const DocumentedMedia& each) { return each.has_syntax(); });
  const auto json = first([](const DocumentedMedia& each) { return each.is_json(); });
  using Aspect = BodySyntaxSubject::Aspect;
  const Roles roles = list.roles().of_content();
  if (with_syntax != media.end()) {
    std::vector<std::string> forms;  // in document order, JSON first
    if (json != media.end()) forms.emplace_back(syntax_of(MediaForm::json));
    for (const DocumentedMedia& each : media) {
      const std::string form(syntax_of(each.form()));
      if (each.has_syntax() && std::find(forms.begin(), forms.end(), form) == forms.end())
        forms.push_back(form);
    }
    list.add("body/syntax", "the body is " + join(forms, " or "),
             (json != media.end() ? json : with_syntax)->place, roles,
             BodySyntaxSubject{Aspect::well_formed});
  }
  if (json != media.end()) {
    list.add("body/duplicate-names", "no object of the body has two members of the same name", json->place,
             roles, BodySyntaxSubject{Aspect::unique_names})
        .clause.own()
        .severity = Severity::warning;
  }
  for (std::size_t i = 0; i < media.size(); ++i) add_schema(list, i);
}

}  // namespace avouch
