// SPDX-License-Identifier: MIT
#include "reports/json_writer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace avouch {
namespace json_writer_test {

TEST(JsonWriter, WritesWhatTheLibraryWouldOfTheWhole) {
  const std::vector<int> numbers = {1, 2};
  const SharedText shared = "a \"command\" ##[with marks]\n";
  std::string text;
  const TextSink sink = [&text](std::string_view part) { text += part; };
  JsonWriter writer(sink);
  writer.add("format", R"("a")");
  writer.add_list("none", std::vector<int>(), [](JsonWriter&, int) {});
  writer.add_list("numbers", numbers, [&](JsonWriter& to, int number) {
    to.add("number", nlohmann::ordered_json{{"is", number}}.dump(2));
    to.add_shared("command", shared);
  });
  writer.add_text("quoted", "\"é\" and ##[marks]");
  writer.add_text("plain", "a # b");
  writer.add_text("escaped", "\"a\\b\"\n\n'\\");
  writer.add_text("controls", "\t\"\x7F\n");
  writer.add_object("place", [](JsonWriter& to) {
    to.add_number("line", 7);
    to.add_object("nothing", [](JsonWriter&) {});
  });
  writer.add_number("most", 18'446'744'073'709'551'615U);
  writer.add("last", "null");
  writer.end();
  nlohmann::ordered_json whole = {{"format", "a"}, {"none", nlohmann::ordered_json::array()}};
  for (const int number : numbers)
    whole["numbers"].push_back({{"number", {{"is", number}}}, {"command", shared.text()}});
  whole["quoted"] = "\"é\" and ##[marks]";
  whole["plain"] = "a # b";
  whole["escaped"] = "\"a\\b\"\n\n'\\";
  whole["controls"] = "\t\"\x7F\n";
  whole["place"] = {{"line", 7}, {"nothing", nlohmann::ordered_json::object()}};
  whole["most"] = 18'446'744'073'709'551'615U;
  whole["last"] = nullptr;
  EXPECT_EQ(nlohmann::ordered_json::parse(text), whole);
  EXPECT_EQ(text.find("##"), text.npos) << text;
  std::string expected = whole.dump(2, ' ', true) + '\n';
  for (std::size_t at = expected.find("##"); at != expected.npos; at = expected.find("##"))
    expected.replace(at, 2, "#\\u0023");
  EXPECT_EQ(text, expected);
}

// Only a part of a long report is there at a time, and a text that was forgotten is encoded again.
TEST(JsonWriter, GivesALongListInParts) {
  const std::vector<int> numbers(3'000);
  const std::vector<SharedText> texts = {std::string(500'000, 'a'), std::string(700'000, 'b'), "c"};
  std::size_t parts = 0;
  std::size_t size = 0;
  const TextSink sink = [&](std::string_view part) {
    ++parts;
    size += part.size();
    EXPECT_LT(part.size(), 900'000U);
  };
  JsonWriter writer(sink);
  writer.add_list("numbers", numbers, [&](JsonWriter& to, const int& number) {
    const auto index = static_cast<std::size_t>(&number - numbers.data());
    to.add_shared("text", texts[index < 6 ? index % texts.size() : 2]);
  });
  writer.end();
  EXPECT_GT(parts, 5U);
  EXPECT_GT(size, 2'400'000U);
}

}  // namespace json_writer_test
}  // namespace avouch
