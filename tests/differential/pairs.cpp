// SPDX-License-Identifier: MIT
#include "pairs.h"

#include <cstdlib>

#include "instances.h"
#include "json/instance.h"
#include "random.h"
#include "samples.h"

namespace avouch::differential {

namespace {

// A schema of one pattern or format, each of whose texts is judged at least once.
void add_sample_cases(Random& random, const std::vector<Sample>& samples, const char* keyword,
                      std::size_t instances, std::vector<Case>& cases) {
  for (const Sample& sample : samples) {
    std::vector<std::string> texts = sample.inside;
    texts.insert(texts.end(), sample.outside.begin(), sample.outside.end());
    for (std::size_t next = 0; next < texts.size();) {
      Case made;
      made.draft = cases.size() % 2 == 0 ? Draft::draft2020_12 : Draft::draft7;
      made.schema = Json::object();
      made.schema.set(keyword, Json::string(sample.name));
      for (; made.instances.size() < instances; ++next) {
        const bool is_new = next < texts.size();
        std::string text = is_new ? texts[next] : random.pick(texts);
        if (!is_new) text.insert(random.chance(50) ? 0 : text.size(), random.pick(characters()));
        made.instances.push_back(Json::string(std::move(text)));
      }
      cases.push_back(std::move(made));
    }
  }
}

Json json_of(const Value& value) {
  switch (value.kind()) {
    case ValueKind::null:
      return {};
    case ValueKind::boolean:
      return Json::boolean(value.is_true());
    case ValueKind::number:
      return Json::number(std::string(value.text()));
    case ValueKind::string:
      return Json::string(std::string(value.text()));
    case ValueKind::array: {
      Json array = Json::array();
      for (const Value item : value.items()) array.items.push_back(json_of(item));
      return array;
    }
    case ValueKind::object: {
      Json object = Json::object();
      for (const auto& member : value.members()) object.set(std::string(member.name), json_of(member.value));
      return object;
    }
  }
  return {};
}

// What chance has found once, and may not find again.
void add_known_cases(Random& random, std::size_t instances, std::vector<Case>& cases) {
  struct Known {
    Draft draft;
    const char* schema;
    const char* instance;
  };
  static constexpr Known kKnown[] = {
      {Draft::draft7, R"({"items":[false],"contains":true})", "[]"},
      {Draft::draft2020_12, R"({"prefixItems":[{"type":"array"}],"contains":{}})", "[]"},
      {Draft::draft2020_12, R"({"required":[""]})", "{}"},
      {Draft::draft2020_12, R"({"format":"int64"})", "1e23"},
      {Draft::draft2020_12, R"({"format":"int64"})", "\"a\""},
      {Draft::draft2020_12, R"({"format":"float"})", "1e39"},
      {Draft::draft2020_12,
       R"({"if":{"patternProperties":{"":{"type":"object"}}},"else":true,"unevaluatedProperties":false})",
       R"({"a":1})"},
      {Draft::draft2020_12,
       R"({"$defs":{"d0":{"anyOf":[{"prefixItems":[{}]}]}},"anyOf":[{},{"allOf":[{"$ref":"#/$defs/d0"}],"not":true}]})",
       "7"},
      {Draft::draft2020_12,
       R"({"patternProperties":{"^[a-c]+$":{}},"anyOf":[{},{"properties":{"c":true}}],"unevaluatedProperties":true})",
       R"({"b":4})"},
      {Draft::draft2020_12, R"({"required":["toString"]})", "{}"},
      {Draft::draft2020_12, R"({"prefixItems":[{"contains":true}],"unevaluatedItems":false})", "[[1]]"},
      {Draft::draft2020_12, R"({"contains":{"type":"string"},"unevaluatedItems":false})", R"(["a",1])"},
      {Draft::draft2020_12, R"({"not":{"not":{"properties":{"a":true}}},"unevaluatedProperties":false})",
       R"({"a":1})"},
  };
  for (const Known& known : kKnown) {
    Case made;
    made.draft = known.draft;
    made.schema = json_of(parse_body(known.schema).instance->root());
    made.instances.push_back(json_of(parse_body(known.instance).instance->root()));
    while (made.instances.size() < instances) made.instances.push_back(random_instance(random, made.schema));
    cases.push_back(std::move(made));
  }
}

}  // namespace

std::uint64_t seed() {
  const char* named = std::getenv("AVOUCH_SEED");
  return named == nullptr ? kSeed : std::strtoull(named, nullptr, 10);
}

namespace {

std::vector<Case> random_cases(std::uint64_t start, std::size_t schemas, std::size_t instances) {
  Random random(start);
  std::vector<Case> cases;
  add_sample_cases(random, pattern_samples(), "pattern", instances, cases);
  add_sample_cases(random, format_samples(), "format", instances, cases);
  add_known_cases(random, instances, cases);
  for (std::size_t i = cases.size(); i < schemas; ++i) {
    Case made;
    made.draft = i % 2 == 0 ? Draft::draft2020_12 : Draft::draft7;
    made.schema = random_schema(random, made.draft, i);
    for (std::size_t k = 0; k < instances; ++k)
      made.instances.push_back(random_instance(random, made.schema));
    cases.push_back(std::move(made));
  }
  return cases;
}

}  // namespace

const std::vector<Case>& cases_of_run() {
  static const std::vector<Case> cases = random_cases(seed(), kSchemas, kInstances);
  return cases;
}

std::string as_lines(const std::vector<Case>& cases) {
  std::string lines;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::string start = "{\"draft\":" + std::string(cases[i].draft == Draft::draft7 ? "7" : "2020") +
                              ",\"case\":" + std::to_string(i) + ",\"schema\":" + to_text(cases[i].schema);
    for (const Json& instance : cases[i].instances)
      lines += start + ",\"instance\":" + to_text(instance) + "}\n";
  }
  return lines;
}

Result<OurJudge> our_judge(const Json& schema, Draft draft) {
  Library library;
  const Result<const Document*> document = library.add("schema.json", to_text(schema));
  if (!document) return document.errors();
  auto loaded =
      load_schema(library, **document, "", draft == Draft::draft7 ? Dialect::draft7 : Dialect::draft2020_12);
  if (!loaded) return loaded.errors();
  Result<BodyJudge> judge = BodyJudge::make(*loaded, {});
  if (!judge) return judge.errors();
  return OurJudge{*loaded, *std::move(judge)};
}

std::optional<bool> our_verdict(const Json& schema, Draft draft, const Json& instance) {
  const Result<OurJudge> judge = our_judge(schema, draft);
  if (!judge) return std::nullopt;
  const ParsedBody body = parse_body(to_text(instance));
  return body.instance ? judge->judge.accepts(*body.instance) : std::nullopt;
}

}  // namespace avouch::differential
