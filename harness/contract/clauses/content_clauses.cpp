// SPDX-License-Identifier: MIT
// Clauses about the content of a response: its media type, its syntax, and the claims of its schema.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/clauses/derive.h"
#include "contract/schema/schema.h"
#include "json/pointer.h"

namespace avouch {
namespace {

// Text is always a string.
bool can_be_broken(const DocumentedMedia& media, const SchemaClaim& claim) {
  const SchemaKeyword& keyword = media.schema->keywords()[claim.keyword];
  if (media.form() != MediaForm::text || keyword.kind != KeywordKind::type) return true;
  return (kinds_of_types(keyword.names) & mask_of(ValueKind::string)) == 0;
}

void add_schema(ClauseList& list, std::size_t index) {
  const std::vector<DocumentedMedia>& all = list.response().media;
  const DocumentedMedia& media = all[index];
  if (!media.is_judged()) return;
  const std::string body = all.size() == 1 ? "body/" : "body[" + pointer_token(media.range) + "]/";
  for (const SchemaClaim& claim : media.schema->claims()) {
    if (!can_be_broken(media, claim)) continue;
    Clause& clause = list.add(body + claim.suffix, claim.claim, claim.place, list.roles().of_content(),
                              BodyKeywordSubject{.media = index, .keyword = claim.keyword})
                         .clause;
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
  const std::vector<Role> roles = list.roles().of_content();
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
        .clause.severity = Severity::warning;
  }
  for (std::size_t i = 0; i < media.size(); ++i) add_schema(list, i);
}

}  // namespace avouch
