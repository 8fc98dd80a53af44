// SPDX-License-Identifier: MIT
#include "http/item_stream.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::http {
namespace item_stream_test {

using Kind = ItemFraming::Kind;

// The items of the content, each in brackets, if it comes byte by byte.
std::string items_of(const ItemFraming& framing, const std::string& content, bool is_end) {
  ItemScanner scanner(framing);
  for (std::size_t size = 0; size <= content.size(); ++size)
    scanner.scan(std::string_view(content).substr(0, size), false);
  scanner.scan(content, is_end);
  std::string text;
  for (const ItemScanner::Item& item : scanner.items())
    text += "[" + content.substr(item.begin, item.end - item.begin) + "]";
  if (scanner.is_closed()) text += ".";
  if (scanner.has_stray_content()) text += "!";
  return text;
}

TEST(ItemStream, KnowsStreamsByTheirMediaType) {
  const auto framing_of = [](const char* type) { return item_framing(*parse_media_type(type)); };
  EXPECT_EQ(framing_of("application/jsonl")->kind, Kind::lines);
  EXPECT_EQ(framing_of("Application/X-NDJSON; charset=utf-8")->kind, Kind::lines);
  EXPECT_EQ(framing_of("application/geo+json-seq")->kind, Kind::records);
  EXPECT_EQ(framing_of("text/event-stream")->kind, Kind::events);
  EXPECT_EQ(framing_of("multipart/mixed; boundary=\"a b\"")->boundary, "a b");
  for (const char* other :
       {"multipart/mixed", "multipart/form-data; boundary=b", "application/json", "text/csv"})
    EXPECT_FALSE(framing_of(other)) << other;
}

TEST(ItemStream, LinesEndInALineBreak) {
  EXPECT_EQ(items_of({Kind::lines}, "1\n \n2\r\n3", false), "[1][2\r]");
  EXPECT_EQ(items_of({Kind::lines}, "1\n2", true), "[1][2]");
  EXPECT_EQ(items_of({Kind::lines}, "", true), "");
}

TEST(ItemStream, RecordsBeginWithTheirMark) {
  EXPECT_EQ(items_of({Kind::records},
                     "\x1E"
                     "1\n\x1E"
                     "2\n",
                     false),
            "[1\n]");
  EXPECT_EQ(items_of({Kind::records},
                     "\x1E"
                     "1\n\x1E\x1E"
                     "2\n",
                     true),
            "[1\n][2\n]");
  EXPECT_EQ(items_of({Kind::records},
                     "0\n\x1E"
                     "1\n",
                     true),
            "[1\n]!");
}

TEST(ItemStream, EventsEndInABlankLineAndHaveData) {
  EXPECT_EQ(items_of({Kind::events}, "data: 1\n\nevent: x\n\ndata\r\n\r\ndata: 3\n", true),
            "[data: 1\n][data\r\n]");
  EXPECT_EQ(items_of({Kind::events}, "data: 1\r\rdata: 2\r\r\n", false), "[data: 1\r][data: 2\r]");
  EXPECT_EQ(items_of({Kind::events}, "data: 1\r\rdata: 2\r\r", false), "[data: 1\r][data: 2\r]");
}

TEST(ItemStream, PartsAreBetweenTheirBoundaries) {
  const ItemFraming parts{.kind = Kind::parts, .boundary = "b"};
  EXPECT_EQ(
      items_of(parts, "preamble\r\n--b\r\n\r\n1\r\n--b \r\n\r\n2\r\n--b--\r\nepilogue\r\n--b\r\n", true),
      "[\r\n1][\r\n2].");
  EXPECT_EQ(items_of(parts, "--b\n\n1\n--bb\n2", false), "");
}

}  // namespace item_stream_test
}  // namespace avouch::http
