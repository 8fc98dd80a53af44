// SPDX-License-Identifier: MIT
#include "plan/reading_post.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch {
namespace {

// "200+": with content.
struct Case {
  std::string path;
  std::string id;
  std::vector<std::string> statuses;
  bool only_reads;
};

Operation operation_of(const Case& one) {
  Operation operation;
  operation.method = "POST";
  operation.path = one.path;
  operation.id = one.id;
  for (const std::string& status : one.statuses) {
    operation.responses.emplace_back();
    operation.responses.back().status = status.substr(0, 3);
    if (status.size() > 3) operation.responses.back().media.emplace_back();
  }
  return operation;
}

TEST(ReadingPost, IsNamedByAVerbThatChangesNothing) {
  const std::vector<Case> cases = {
      {"/books/search", "doIt", {"200+"}, true},
      {"/books/validate-name", "op1", {"204", "400"}, true},
      {"/rpc", "getBooks", {"200+"}, true},
      {"/rpc", "list_books", {"200+"}, true},
      {"/books/check", "checkBooks", {"200"}, true},
      {"/books/{id}/preview", "previewBook", {"200+"}, true},
      {"/search", "Search", {"200+", "401"}, true},
      {"/accounts/balance/get", "op5", {"200+"}, true},
      // A thing of that name may be created.
      {"/estimate", "estimate", {"200+"}, false},
      {"/list", "list", {"200+"}, false},
      {"/check", "op6", {"200"}, false},
      {"/sites/{id}/preview", "op7", {"200+"}, false},
      // It writes a file, begins something, or gives nothing.
      {"/books/export", "exportBooks", {"200+"}, false},
      {"/books/search", "searchBooks", {"202"}, false},
      {"/books/search", "searchBooks", {"200+", "201"}, false},
      {"/books/search", "searchBooks", {"200"}, false},
      {"/books/search", "searchBooks", {"400"}, false},
      // It does more.
      {"/books", "findOrCreateBook", {"200+"}, false},
      {"/books/validate", "validateAndSaveBook", {"200+"}, false},
      {"/books/search", "deleteFoundBooks", {"200+"}, false},
      {"/rooms/{id}/check-in", "op2", {"200+"}, false},
      {"/books/find-and-replace", "op8", {"200+"}, false},
      {"/cart/check_out", "op3", {"200+"}, false},
      {"/auth/token", "getToken", {"200+"}, false},
      {"/cart/checkout", "checkout", {"200+"}, false},
      // Another verb, or a word that only begins like one.
      {"/books/import", "importBooks", {"200+"}, false},
      {"/getaway", "getaway", {"200+"}, false},
      {"/books/{search}", "op4", {"200+"}, false},
      {"/", "", {"200+"}, false},
  };
  for (const Case& one : cases)
    EXPECT_EQ(only_reads(operation_of(one)), one.only_reads) << one.path << " " << one.id;
}

TEST(ReadingPost, IsAPost) {
  Operation operation = operation_of({"/books/search", "searchBooks", {"200+"}, true});
  operation.method = "DELETE";
  EXPECT_FALSE(only_reads(operation));
}

}  // namespace
}  // namespace avouch
