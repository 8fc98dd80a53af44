// SPDX-License-Identifier: MIT
#include "generate/conformant.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "generate/documented.h"
#include "generate/generator.h"
#include "generate/maker/maker.h"
#include "generate/text/header_line.h"
#include "generate/way_within.h"
#include "http/media_type.h"
#include "json/instance.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "json/pointer.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

constexpr int kRepairs = 200;  // maximum number of values replaced in one example

struct Contradiction {
  std::string pointer;  // of the value
  const SchemaClaim* claim = nullptr;
};

// Returns the first claim that `value` contradicts; nullopt if it conforms.
std::optional<Contradiction> contradiction(const BodyJudge& judge, const Schema& schema,
                                           const JsonValue& value) {
  const ParsedBody parsed = parse_body(to_text(value));
  if (parsed.fault) return Contradiction{};
  WorkBudget budget({.steps = kJudgeSteps});
  const BodyVerdicts verdicts = judge.verdicts(*parsed.instance, budget);
  for (const SchemaClaim& claim : schema.claims()) {
    const Outcome outcome = verdicts.outcome(claim.keyword);
    if (outcome != Outcome::violated && outcome != Outcome::undecided) continue;
    const Verdict verdict = verdicts.of(claim.keyword);
    std::string where = verdict.findings.empty() ? "" : verdict.findings.front().where;
    const std::size_t slash = where.find('/');
    return Contradiction{slash == where.npos ? "" : where.substr(slash), &claim};
  }
  return std::nullopt;
}

// The outermost node that applies to the same value as the keyword.
std::size_t outermost_node(const Schema& schema, const BodyJudge& judge, const JsonValue& root,
                           const JsonValue& value, std::size_t keyword) {
  const std::size_t node = schema.keywords()[keyword].node;
  const std::optional<WayWithin> way = way_within(
      schema, judge, root, {.node = node, .value = &value, .alternatives = WayWanted::Alternatives::any});
  return way ? way->outermost : node;
}

// The other items, if the value at `pointer` is an item of an array. An array shows more if its items differ.
std::vector<JsonValue> siblings(const JsonValue& root, const std::string& pointer) {
  if (pointer.empty()) return {};
  const JsonValue* around = root.at(pointer.substr(0, pointer.rfind('/')));
  return around == nullptr ? std::vector<JsonValue>() : around->items;
}

// Replaces every contradicting value in `example` by a generated value of the contradicted schema; nullopt if
// that fails.
std::optional<JsonValue> repaired(Maker& maker, const BodyJudge& judge, const Schema& schema,
                                  JsonValue example) {
  for (int repair = 0; repair < kRepairs; ++repair) {
    const std::optional<Contradiction> found = contradiction(judge, schema, example);
    if (!found) return example;
    if (found->claim == nullptr) return std::nullopt;
    JsonValue* contradicting = example.at(found->pointer);
    if (contradicting == nullptr) return std::nullopt;
    Demand demand{.nodes = {outermost_node(schema, judge, example, *contradicting, found->claim->keyword)}};
    demand.avoided = siblings(example, found->pointer);
    std::optional<JsonValue> value = maker.make(demand, {});
    if (!value) {
      demand.avoided.clear();
      value = maker.make(demand, {});
    }
    if (!value) return std::nullopt;
    if (*contradicting == *value) return std::nullopt;
    *contradicting = *std::move(value);
  }
  return std::nullopt;
}

// The number of the schema's keywords that the value exercises.
std::size_t exercised(const BodyJudge& judge, const JsonValue& value) {
  const ParsedBody parsed = parse_body(to_text(value));
  const auto counts = parsed.instance ? judge.counts(*parsed.instance) : std::nullopt;
  if (!counts) return 0;
  return static_cast<std::size_t>(std::count_if(
      counts->begin(), counts->end(), [](const KeywordCount& count) { return count.instances > 0; }));
}

// Of the examples that contradict nothing, returns the first that exercises the most keywords: documentation
// often shows an empty list before a full one. nullptr if each example contradicts something.
const Example* fullest_example(const BodyJudge& judge, const DocumentedMedia& media) {
  const Example* fullest = nullptr;
  std::size_t most = 0;
  for (const Example& example : media.examples) {
    if (contradiction(judge, *media.schema, example.value)) continue;
    const std::size_t count = media.examples.size() == 1 ? 1 : exercised(judge, example.value);
    if (fullest != nullptr && count <= most) continue;
    fullest = &example;
    most = count;
  }
  return fullest;
}

int status_of(std::string_view documented) {
  int status = 0;
  const auto [end, error] = std::from_chars(documented.data(), documented.data() + documented.size(), status);
  if (error == std::errc() && end == documented.data() + documented.size()) return status;
  if (error == std::errc() && documented.size() == 3) return status * 100;  // "4XX"
  return 200;
}

// Content of a type that documents neither schema nor example: no items, an empty element, a text.
WrittenContent placeholder(const DocumentedMedia& media) {
  switch (media.form()) {
    case MediaForm::xml:
      return {concrete_type(media), "<root/>"};
    case MediaForm::json_lines:
    case MediaForm::json_sequence:
    case MediaForm::events:
      return {concrete_type(media), ""};
    case MediaForm::json:
    case MediaForm::text:
    case MediaForm::csv:
    case MediaForm::form:
    case MediaForm::form_data:
    case MediaForm::parts:
    case MediaForm::opaque:
      break;
  }
  return {concrete_type(media), "text"};
}

// The media type with the values of its examples: what the generator can compare with the schema.
DocumentedMedia with_values(const DocumentedMedia& media) {
  DocumentedMedia made = media;
  made.examples.clear();
  for (const Example& example : media.examples) {
    std::optional<JsonValue> value = example_value(media, example);
    if (!value) continue;
    made.examples.push_back(example);
    made.examples.back().value = *std::move(value);
  }
  return made;
}

// The example that conforms and whose content is read again as it is; nullptr if there is none.
const Example* served_example(const DocumentedMedia& media) {
  const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  if (!judge) return nullptr;
  const DocumentedMedia valued = with_values(media);
  const Example* fullest = fullest_example(*judge, valued);
  if (fullest == nullptr) return nullptr;
  const auto found = std::find_if(media.examples.begin(), media.examples.end(), [&](const Example& one) {
    return one.name == fullest->name && one.place == fullest->place;
  });
  return found == media.examples.end() ? nullptr : &*found;
}

// A body of a type other than JSON, written and read again.
Result<WrittenContent> conformant_content(const Contract& contract, const DocumentedMedia& media) {
  if (const Example* example = media.examples.empty() ? nullptr : served_example(media))
    return *write_example(media, *example);
  const Result<JsonValue> body = conformant_body(contract, with_values(media));
  if (!body) return body.errors();
  if (std::optional<WrittenContent> written = write_faithfully(media, *body)) return *std::move(written);
  // Another value may be one that the form can express.
  const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  const Result<Generator> generator = judge ? Generator::make(media.schema, *judge) : judge.errors();
  if (generator) {
    for (const MadeInstance& one : generator->instances().made) {
      if (std::optional<WrittenContent> written = write_faithfully(media, json_of_text(one.text)))
        return *std::move(written);
    }
  }
  return Error{.title = "no body that its schema allows can be written as " + shown(media.range),
               .place = media.schema_place,
               .hint = "Document an example of it."};
}

// Kept with a schema.
struct ConformingBody {
  Result<JsonValue> value;
};

// A body made from the schema alone.
Result<JsonValue> made_body(const Library& library, const DocumentedMedia& media, const BodyJudge& judge) {
  Maker maker(*media.schema, judge, 1);
  maker.hint(documented_values(library, *media.schema));
  const Demand whole{.nodes = {0}};
  for (const Taste::Members members : {Taste::Members::all, Taste::Members::required}) {
    const std::optional<JsonValue> tree = maker.make(whole, {.members = members});
    if (tree && maker.is_accepted(whole, *tree)) return *tree;
  }
  const Result<Generator> generator = Generator::make(media.schema, judge);
  if (generator) return json_of_text(generator->first());
  Error error = generator.errors().front();
  if (error.place.file.empty()) error.place = media.schema_place;
  return error;
}

}  // namespace

Result<JsonValue> conformant_body(const Contract& contract, const DocumentedMedia& media) {
  if (media.schema == nullptr)
    return media.examples.empty() ? JsonValue::object() : media.examples.front().value;
  const Result<BodyJudge> judge = BodyJudge::make(media.schema, {});
  if (!judge) return judge.errors();
  if (const Example* fullest = fullest_example(*judge, media)) return fullest->value;
  if (!media.examples.empty()) {
    Maker maker(*media.schema, *judge, 1);
    maker.hint(documented_values(*contract.library, *media.schema));
    for (const Example& example : media.examples) {
      std::optional<JsonValue> value = repaired(maker, *judge, *media.schema, example.value);
      if (value) return *std::move(value);
    }
  }
  // Many responses have one schema.
  const DerivedFromSchema& derived = media.schema->derived();
  if (const std::shared_ptr<const ConformingBody> known = derived.find<ConformingBody>()) return known->value;
  const auto made =
      std::make_shared<const ConformingBody>(ConformingBody{made_body(*contract.library, media, *judge)});
  derived.own(made);
  return made->value;
}

// Fields that the message itself determines: its framing and its encoding. OpenAPI 3.1 §4.8.17: a documented
// Content-Type header is ignored.
bool is_of_the_message(const DocumentedHeader& header) {
  constexpr std::array<std::string_view, 8> kNames = {
      "connection", "content-encoding", "content-length",    "content-type",
      "keep-alive", "trailer",          "transfer-encoding", "upgrade"};
  return std::find(kNames.begin(), kNames.end(), ascii_lower(header.name)) != kNames.end();
}

// A specific type takes precedence over a range (OpenAPI 3.1 §4.8.17), so a type without * is served first.
const DocumentedMedia* served_media(const DocumentedResponse& response) {
  const int status = status_of(response.status);
  if (response.media.empty() || status < 200 || status == 204 || status == 205 || status == 304)
    return nullptr;
  auto judged = std::find_if(response.media.begin(), response.media.end(), [](const DocumentedMedia& media) {
    return media.is_json() && media.range.find('*') == media.range.npos;
  });
  if (judged == response.media.end()) {
    judged = std::find_if(response.media.begin(), response.media.end(),
                          [](const DocumentedMedia& media) { return media.is_json(); });
  }
  return judged == response.media.end() ? &response.media.front() : &*judged;
}

http::Response response_around(const DocumentedResponse& response, std::optional<WrittenContent> content) {
  http::Response made{.status = status_of(response.status)};
  if (content) {
    http::set(made.fields, "Content-Type", std::move(content->content_type));
    made.body = std::move(content->bytes);
  }
  for (const DocumentedHeader& header : response.headers) {
    if (is_of_the_message(header)) continue;
    if (const std::optional<std::string> line = conformant_line(header))
      http::set(made.fields, header.name, *line);
  }
  return made;
}

Result<http::Response> conformant_response(const Contract& contract, const DocumentedResponse& response) {
  const DocumentedMedia* media = served_media(response);
  if (media == nullptr) return response_around(response, std::nullopt);
  if (media->is_json()) {
    const Result<JsonValue> body = conformant_body(contract, with_values(*media));
    if (!body) return body.errors();
    return response_around(response, WrittenContent{concrete_type(*media), to_text(*body)});
  }
  if (media->is_judged()) {
    Result<WrittenContent> content = conformant_content(contract, *media);
    if (!content) return content.errors();
    return response_around(response, *std::move(content));
  }
  return response_around(response, media->examples.empty() ? std::optional(placeholder(*media))
                                                           : write_example(*media, media->examples.front()));
}

}  // namespace avouch
