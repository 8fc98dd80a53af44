// SPDX-License-Identifier: MIT
// The tests of a bookshop's API: the team's own, and one per clause of its contract.
#include <avouch/gtest.h>
#include <avouch/in_process.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace {

// The server under test. BROKEN=1 in the environment breaks it, to see what fails then.
void serve_books(httplib::Server& server) {
  server.Get(R"(/books/(b\d+))", [](const httplib::Request& request, httplib::Response& response) {
    const std::string id = request.matches[1];
    if (id != "b1") {
      response.status = 404;
      return;
    }
    const char* price = std::getenv("BROKEN") != nullptr ? "\"free\"" : "12.5";
    response.set_content(R"({"id": "b1", "title": "Emma", "price": )" + std::string(price) + "}",
                         "application/json");
  });
}

const avouch::Contract& contract() {
  static const avouch::Contract loaded = avouch::load(CONTRACT).value();
  return loaded;
}

class Books : public testing::TestWithParam<std::string> {};

TEST_P(Books, AnswerAsDocumented) {
  httplib::Server server;
  serve_books(server);
  const avouch::InProcess target = avouch::in_process(server);
  httplib::Client client(target.url());
  EXPECT_THAT(*client.Get("/books/" + GetParam()), avouch::ConformsTo(contract(), "getBook"));
}

INSTANTIATE_TEST_SUITE_P(Ids, Books, testing::Values("b1", "b2"));

}  // namespace

int main(int count, char** words) {
  testing::InitGoogleTest(&count, words);
  httplib::Server server;
  serve_books(server);
  const avouch::InProcess target = avouch::in_process(server);
  avouch::register_clauses(contract(), target.url()).value();
  return RUN_ALL_TESTS();
}
