// SPDX-License-Identifier: MIT
// What a judgement costs: judge FOLDER prints microseconds of processor time a document for each
// NAME.schema.json and NAME.body.json of FOLDER, read from text each time: the body judge (every clause's
// verdict, and yes or no), plain valijson, and reading alone. A body is read where it is, as an Answer does.
// `bench/judge.mjs FOLDER` prints the same for ajv, `bench/documents.mjs FOLDER` makes the documents;
// script/bench-judge runs them in turn.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#include <vector>

#include "base/file.h"
#include "contract/document/library.h"
#include "contract/schema/schema.h"
#include "judge/body/body.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;
double processor_microseconds() {
  timespec time{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

// The least of several rounds, each long enough to be measured: what else runs on the machine only adds.
double microseconds(const std::function<void()>& work) {
  constexpr double kRound = 50'000;
  constexpr int kRounds = 9;
  double least = 0;
  for (int round = 0; round <= kRounds; ++round) {
    const double begin = processor_microseconds();
    std::size_t runs = 0;
    do {
      for (int i = 0; i < 8; ++i, ++runs) work();
    } while (processor_microseconds() - begin < kRound);
    const double spent = (processor_microseconds() - begin) / static_cast<double>(runs);
    if (round == 1 || (round > 1 && spent < least)) least = spent;  // the first warms up
  }
  return least;
}

// nullopt where valijson cannot read the schema, or its std::regex cannot take the body.
std::string plain_valijson(const std::string& schema_text, const std::string& body) {
  try {
    const auto schema_json = nlohmann::json::parse(schema_text);
    valijson::Schema schema;
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
    valijson::Validator validator;
    const double spent = microseconds([&] {
      const auto value = nlohmann::json::parse(body);
      validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(value), nullptr);
    });
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", spent);
    return text;
  } catch (const std::exception&) {
    return "-";
  }
}

int bench(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string file = entry.path().filename().string();
    constexpr std::string_view kEnd = ".schema.json";
    if (file.ends_with(kEnd)) names.push_back(file.substr(0, file.size() - kEnd.size()));
  }
  std::sort(names.begin(), names.end());
  std::printf("%-44s %10s %10s %10s %10s %10s\n", "us a document", "bytes", "verdicts", "yes or no",
              "reading", "valijson");
  for (const std::string& name : names) {
    const Result<std::string> schema_text = read_file((folder / (name + ".schema.json")).string());
    const Result<std::string> body = read_file((folder / (name + ".body.json")).string());
    if (!schema_text || !body) continue;
    Library library;
    const auto document = library.add(name, *schema_text);
    const auto schema = load_schema(library, **document, "", Dialect::draft2020_12);
    if (!schema) {
      std::fputs(to_string(schema.errors()).c_str(), stderr);
      return 1;
    }
    const Result<BodyJudge> judge = BodyJudge::make(*schema, {});
    if (judge->accepts(*parse_body(*body).instance) != true) {
      std::fprintf(stderr, "%s is not accepted\n", name.c_str());  // some documented examples are not
    }
    const double verdicts = microseconds([&] { judge->judge(*parse_body_in_place(*body).instance); });
    const double accepts = microseconds([&] { judge->accepts(*parse_body_in_place(*body).instance); });
    const double reading = microseconds([&] { parse_body_in_place(*body); });
    std::printf("%-44s %10zu %10.2f %10.2f %10.2f %10s\n", name.c_str(), body->size(), verdicts, accepts,
                reading, plain_valijson(*schema_text, *body).c_str());
  }
  return 0;
}

}  // namespace
}  // namespace avouch

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: judge FOLDER\n", stderr);
    return 2;
  }
  return avouch::bench(argv[1]);
}
