// SPDX-License-Identifier: MIT
#include "plan/time_span.h"

#include <gtest/gtest.h>

#include "json/json_reader.h"
#include "json/json_value.h"

namespace avouch {
namespace {

std::string spanned(const std::string& text, bool is_allowed = true) {
  JsonValue body = *read_json(text);
  end_later(body, [&](const JsonValue&) { return is_allowed; });
  return to_text(body);
}

TEST(TimeSpan, EndsAfterItBegins) {
  EXPECT_EQ(spanned(R"({"start":"2024-02-29","end":"2024-02-29"})"),
            R"({"start":"2024-02-29","end":"2024-03-01"})");
  EXPECT_EQ(spanned(R"({"end_time":"2024-12-31T23:59:00Z","start_time":"2024-12-31T23:59:00Z"})"),
            R"({"end_time":"2025-01-01T23:59:00Z","start_time":"2024-12-31T23:59:00Z"})");
  EXPECT_EQ(spanned(R"({"validFrom":"2024-02-29","validUntil":"2024-02-29"})"),
            R"({"validFrom":"2024-02-29","validUntil":"2024-03-01"})");
  EXPECT_EQ(spanned(R"({"opens":{"from":"12:30:00","to":"12:30:00"}})"),
            R"({"opens":{"from":"12:30:00","to":"13:30:00"}})");
  EXPECT_EQ(spanned(R"([{"startsAt":"2024-02-29","endsAt":"2023-01-01"}])"),
            R"([{"startsAt":"2024-02-29","endsAt":"2024-03-01"}])");
}

TEST(TimeSpan, StaysAsItIs) {
  for (const char* body : {R"({"start":"2024-02-29","end":"2024-03-02"})", R"({"start":"a","end":"a"})",
                           R"({"start":1,"end":1})", R"({"start":"2024-02-29"})",
                           R"({"restart":"2024-02-29","made":"2024-02-29"})",
                           R"({"from":"23:00","to":"23:00"})", R"({"start":"2024-02-29","end":"23:00"})"})
    EXPECT_EQ(spanned(body), body);
  const std::string equal = R"({"start":"2024-02-29","end":"2024-02-29"})";
  EXPECT_EQ(spanned(equal, false), equal) << "the schema forbids another end";
}

}  // namespace
}  // namespace avouch
