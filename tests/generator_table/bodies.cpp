// SPDX-License-Identifier: MIT
#include "bodies.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "json/json_value.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

// Writes what is made for one media type.
class Writer {
 public:
  Writer(const DocumentedMedia& media, Dialect dialect, std::string coordinate, const WrittenLimits& limits,
         std::ostream& out)
      : media_(media), coordinate_(std::move(coordinate)), limits_(limits), out_(out) {
    head_ = "{\"schema\":" + quoted(media.schema_place.file) +
            ",\"pointer\":" + quoted(media.schema_place.pointer) +
            ",\"dialect\":" + quoted(std::string(to_string(dialect)));
  }

  void write(WrittenCounts& counts) {
    const Result<BodyJudge> judge = BodyJudge::make(media_.schema, {});
    if (!judge) return;
    std::vector<JsonValue> examples;
    for (const Example& example : media_.examples) examples.push_back(example.value);
    ++counts.schemas;
    const Result<Generator> generator = Generator::make(media_.schema, *judge, examples, limits_.seed);
    if (!generator) {
      ++counts.impossible;
      return;
    }
    std::set<std::string> texts;
    for (const MadeInstance& one : generator->instances().made) texts.insert(one.text);
    for (std::size_t n = 0; n < limits_.random; ++n) texts.insert(generator->random_instance(n));
    for (const std::string& text : texts) line("", "", "", true, text);
    counts.conforming += texts.size();
    for (const SchemaClaim& claim : media_.schema->claims()) {
      const SchemaKeyword& keyword = media_.schema->keywords()[claim.keyword];
      std::string name = keyword.name;
      if (keyword.kind == KeywordKind::format) name += " " + keyword.names.back();
      for (const Violation& one : generator->violations(claim.keyword, limits_.violations).made) {
        line(coordinate_ + "/" + claim.suffix, name, one.what, false, one.text);
        ++counts.broken;
      }
    }
  }

 private:
  static std::string quoted(const std::string& text) { return json_string(text); }

  void line(const std::string& clause, const std::string& keyword, const std::string& what, bool expected,
            const std::string& body) {
    out_ << head_ << ",\"clause\":" << quoted(clause) << ",\"keyword\":" << quoted(keyword)
         << ",\"what\":" << quoted(what) << ",\"expected\":" << (expected ? "true" : "false")
         << ",\"body\":" << body << "}\n";
  }

  const DocumentedMedia& media_;
  std::string coordinate_;
  const WrittenLimits& limits_;
  std::ostream& out_;
  std::string head_;
};

}  // namespace

WrittenCounts write_bodies(const Contract& contract, const WrittenLimits& limits, std::ostream& out) {
  WrittenCounts counts;
  std::set<std::pair<std::string, std::string>> seen;
  for (const Operation& operation : contract.operations) {
    for (const DocumentedResponse& response : operation.responses) {
      for (const DocumentedMedia& media : response.media) {
        if (media.schema == nullptr || !media.is_json()) continue;
        if (!seen.emplace(media.schema_place.file, media.schema_place.pointer).second) continue;
        Writer(media, contract.dialect, operation.id + "/" + response.status + "/body", limits, out)
            .write(counts);
      }
    }
  }
  return counts;
}

}  // namespace avouch
