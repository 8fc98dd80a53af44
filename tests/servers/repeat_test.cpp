// SPDX-License-Identifier: MIT
// The command of a failure that took values from earlier answers repeats the whole chain (run/repeat.h).
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "../end_to_end/process.h"
#include "base/file.h"
#include "shop.h"
#include "tiny_server.h"

namespace avouch {
namespace repeat_test {

constexpr const char* kProgram = AVOUCH_BINARY_DIR "/avouch";

// The shop, with a number for the title of each book that is read.
Handler wrong_titles(const Shop& shop) {
  return [own = shop](const Request& request) mutable {
    const Reply usual = own(request);
    return request.method == "GET" && usual.status == 200 && request.path != "/books"
               ? json_reply(200, R"({"title":1984})")
               : usual;
  };
}

TEST(RepeatScript, CreatesWhatItReads) {
  const ScratchFolder folder;
  std::ofstream(folder.file("contract.yaml")) << "openapi: 3.1.0\ninfo: {title: Row, version: '1'}\n"
                                              << kShop;
  TinyServer server;
  server.serve(wrong_titles(Shop{}));
  const std::string report = folder.file("report.json");
  const Finished run = run_process({kProgram, "run", "contract.yaml", "-t", server.url(), "--allow-writes",
                                    "--no-color", "--report-json", report},
                                   folder.path());
  ASSERT_EQ(run.exit_code, 1) << run.output << run.errors;
  const Result<std::string> text = read_file(report);
  ASSERT_TRUE(static_cast<bool>(text));
  std::string script;
  const nlohmann::json told = nlohmann::json::parse(*text);
  for (const nlohmann::json& clause : told.at("clauses")) {
    if (clause.at("coordinate") == "GetBook/200/body/title/type") script = clause.at("reproduce");
  }
  ASSERT_NE(script.find("CreateBook=$(curl -s -i -X POST"), std::string::npos) << script;

  // Another day the shop has other books, so the new one has another identifier.
  server.serve(wrong_titles(Shop{.books = {{"a", "A"}, {"b", "B"}, {"c", "C"}}}));
  const Finished repeated = run_process({"/bin/sh", "-c", script}, folder.path());
  EXPECT_EQ(repeated.exit_code, 0) << repeated.errors;
  EXPECT_EQ(server.requests(), (std::vector<std::string>{"POST /books", "GET /books/n3"})) << script;
  EXPECT_NE(repeated.output.find("HTTP/1.1 200"), std::string::npos) << "-i shows the head";
  EXPECT_NE(repeated.output.find(R"({"title":1984})"), std::string::npos) << repeated.output;
}

// What a read shows depends on the writes before it, so they are repeated, too.
TEST(RepeatScript, DeletesWhatItReadsAfterwards) {
  const ScratchFolder folder;
  std::ofstream(folder.file("contract.yaml")) << "openapi: 3.1.0\ninfo: {title: Row, version: '1'}\n"
                                              << kShop;
  const auto undead = [](const Shop& shop) -> Handler {
    return [own = shop](const Request& request) mutable {
      return request.method == "DELETE" ? reply(204) : own(request);
    };
  };
  TinyServer server;
  server.serve(undead(Shop{}));
  const std::string report = folder.file("report.json");
  const Finished run =
      run_process({kProgram, "run", "contract.yaml", "-t", server.url(), "--allow-writes", "--no-color",
                   "--strict", "state", "--include", "DeleteBook/state/gone", "--report-json", report},
                  folder.path());
  ASSERT_EQ(run.exit_code, 1) << run.output << run.errors;
  const Result<std::string> text = read_file(report);
  ASSERT_TRUE(static_cast<bool>(text));
  const nlohmann::json told = nlohmann::json::parse(*text);
  ASSERT_EQ(told.at("clauses").size(), 1U);
  const std::string script = told.at("clauses")[0].at("reproduce");
  server.serve(undead(Shop{.books = {{"a", "A"}, {"b", "B"}, {"c", "C"}}}));
  const Finished repeated = run_process({"/bin/sh", "-c", script}, folder.path());
  EXPECT_EQ(repeated.exit_code, 0) << repeated.errors;
  EXPECT_EQ(server.requests(),
            (std::vector<std::string>{"POST /books", "GET /books", "DELETE /books/n3", "GET /books/n3"}))
      << script;
  EXPECT_TRUE(repeated.output.starts_with("HTTP/1.1 200")) << repeated.output;
  EXPECT_NE(repeated.output.find("HTTP/1.1 204"), std::string::npos) << repeated.output;
}

}  // namespace repeat_test
}  // namespace avouch
