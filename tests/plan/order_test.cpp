// SPDX-License-Identifier: MIT
#include "plan/order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "contract/load.h"
#include "http/syntax.h"

namespace avouch {
namespace order_test {

using Lines = std::vector<std::string>;

Contract loaded(const std::string& paths) {
  Result<Contract> contract = load_contract(
      "api.yaml", {}, {{"api.yaml", "openapi: 3.1.0\ninfo: {title: T, version: '1'}\n" + paths}});
  if (!contract) ADD_FAILURE() << to_string(contract.errors());
  return contract ? *std::move(contract) : Contract{};
}

// "wave METHOD target, probe": what is sent, in its order.
Lines sent(const Contract& contract, PlanOptions options = {}) {
  options.allow_writes = true;
  Lines lines;
  for (const Probe& probe : make_plan(contract, options).probes) {
    lines.push_back(std::to_string(probe.wave) + " " + probe.request.method + " " + probe.request.target +
                    ", " + probe.id);
  }
  return lines;
}

std::string why_not(const Contract& contract, const std::string& coordinate, PlanOptions options = {}) {
  options.allow_writes = true;
  for (const PlannedClause& planned : make_plan(contract, options).clauses) {
    if (contract.clauses[planned.clause].clause->coordinate == coordinate)
      return planned.probes.empty() ? planned.unplanned : "it is sent";
  }
  return "no such clause";
}

constexpr const char* kId = "parameters: [{name: id, in: path, required: true, schema: {type: integer}}], ";

std::string operation(const std::string& method, const std::string& id, const std::string& more,
                      const std::string& statuses) {
  std::string responses;
  for (const std::string_view status : {"200", "400", "404", "405", "422"}) {
    if (statuses.find(status) != statuses.npos)
      responses += "'" + std::string(status) + "': {description: d}, ";
  }
  return method + ": {operationId: " + id + ", " + more + "responses: {" + responses + "}}";
}

TEST(Order, GoesByPhaseDepthPathAndMethod) {
  const std::string body =
      "requestBody: {required: true, content: {application/json: {schema: {type: object, required: [a], "
      "properties: {a: {const: 1}}}}}}, ";
  const std::string secured = "security: [{basic: []}], ";
  const std::string components = "components: {securitySchemes: {basic: {type: http, scheme: basic}}}\n";
  const std::string of_notes = "{" + operation("get", "list", "", "200") + ", " +
                               operation("post", "create", body + secured, "200 422") + "}";
  const std::string of_note =
      "{" + operation("delete", "remove", kId, "200 404") + ", " + operation("get", "read", kId, "200 404") +
      ", " + operation("patch", "change", kId, "200") + ", " + operation("put", "replace", kId, "200") + "}";
  const std::string of_tags =
      "{" + operation("delete", "untag", kId, "200") + ", " + operation("post", "tag", kId, "200") + "}";
  const std::string options = "{" + operation("get", "options", "", "200 405") + "}";
  const Lines expected = {
      "0 POST /notes, create/anonymous",
      "1 POST /notes, create/wrong-credentials",
      "2 POST /notes, create/invalid-value",
      "3 POST /notes, create/documented",
      "4 GET /notes, list/documented",  // it may give the id of the next
      "5 POST /notes/1/tags, tag/documented",
      "6 GET /notes, list/cross-origin",
      "6 GET /notes, list/other-origin",
      "6 GET /notes/1, read/documented",
      "6 GET /notes/1, read/cross-origin",
      "6 GET /notes/1, read/other-origin",
      "6 GET /notes/987654321, read/unknown-resource",
      "6 GET /options, options/documented",
      "6 GET /options, options/cross-origin",
      "6 GET /options, options/other-origin",
      "7 PATCH /notes/1, change/documented",
      "8 PUT /notes/1, replace/documented",
      "9 PUT /options, options/undocumented-method",
      "10 DELETE /notes/1/tags, untag/documented",
      "11 DELETE /notes/987654321, remove/unknown-resource",
      "12 DELETE /notes/1, remove/documented",
  };
  EXPECT_EQ(sent(loaded("paths:\n  /options: " + options + "\n  /notes/{id}/tags: " + of_tags +
                        "\n  /notes/{id}: " + of_note + "\n  /notes: " + of_notes + "\n" + components)),
            expected);
  EXPECT_EQ(sent(loaded("paths: {/notes: " + of_notes + ", '/notes/{id}': " + of_note +
                        ", '/notes/{id}/tags': " + of_tags + ", /options: " + options + "}\n" + components)),
            expected)
      << "whatever the order in the document";
}

TEST(Order, ReadsAloneAreOneWave) {
  for (const Probe& probe : make_plan(loaded("paths: {/a: {" + operation("get", "a", "", "200 405") + ", " +
                                             operation("head", "b", "", "200") + "}}\n"),
                                      {})
                                .probes)
    EXPECT_EQ(probe.wave, 0U) << probe.id;
}

TEST(Order, ADeleteThatNoDocumentKnowsIsTheLast) {
  const std::string all = operation("get", "read", kId, "200 405") + ", " +
                          operation("put", "write", kId, "200") + ", " +
                          operation("patch", "change", kId, "200");
  const Lines lines = sent(
      loaded("paths: {'/a/{id}': {" + all + "}, '/a': {" + operation("delete", "clear", "", "200") + "}}\n"));
  ASSERT_GE(lines.size(), 2U);
  EXPECT_EQ(lines[lines.size() - 2], "3 DELETE /a, clear/documented");
  EXPECT_EQ(lines.back(), "4 DELETE /a/1, read/undocumented-method");
}

TEST(Order, AResourceIsDeletedOnce) {
  const std::string flag = "{name: soft, in: query, schema: {type: boolean}}";
  const Contract contract = loaded(
      "paths: {'/a/{id}': {" +
      operation("delete", "remove",
                "parameters: [{name: id, in: path, required: true, schema: {type: integer}}, " + flag + "], ",
                "200 400 404") +
      "}}\n");
  EXPECT_EQ(sent(contract),
            (Lines{"0 DELETE /a/987654321, remove/unknown-resource", "1 DELETE /a/1, remove/documented"}));
  EXPECT_EQ(why_not(contract, "remove/400/status"),
            "a resource is deleted only once, and remove/documented does so");
  EXPECT_EQ(why_not(contract, "remove/404/status"), "it is sent");
  const Contract twice =
      loaded("paths: {/a: {" + operation("get", "read", "", "200 405") + ", " +
             operation("put", "write", "", "200 405") + ", " + operation("post", "add", "", "200") + ", " +
             operation("patch", "change", "", "200") + "}}\n");
  EXPECT_EQ(sent(twice).back(), "4 DELETE /a, read/undocumented-method");
  EXPECT_EQ(why_not(twice, "write/405/status"),
            "a resource is deleted only once, and read/undocumented-method does so");
}

TEST(Order, WhatAMockIsAskedForComesAfterTheCall) {
  const Contract contract = loaded("paths: {/a: {" + operation("post", "add", "", "200 404") + ", " +
                                   operation("delete", "clear", "", "200 404") + "}}\n");
  EXPECT_EQ(sent(contract, {.prefer = true}),
            (Lines{"0 POST /a, add/documented", "1 POST /a, add/prefer-404", "2 DELETE /a, clear/documented",
                   "3 DELETE /a, clear/prefer-404"}));
}

// An operation that documents CORS, of a page that is named and of one that is not admitted.
Contract with_cors(const std::string& method) {
  return loaded(
      "paths: {/a: {" + method +
      ": {operationId: op, x-avouch-cors: {admitted: ['https://a.example', 'https://b.example'], denied: "
      "['https://c.example']}, responses: {'200': {description: d, headers: "
      "{Access-Control-Allow-Origin: {required: true, schema: {type: string}}}}}}}}\n");
}

TEST(AWrite, IsSentOnceFromThePageWhereCorsIsDocumented) {
  const Contract contract = with_cors("put");
  const Plan plan = make_plan(contract, {.allow_writes = true});
  std::size_t writes = 0;
  for (const Probe& probe : plan.probes) {
    if (http::is_safe_method(probe.request.method)) continue;
    ++writes;
    EXPECT_EQ(probe.role, Role::cross_origin);
    EXPECT_EQ(probe.origin, "https://a.example") << "the first page's";
  }
  EXPECT_EQ(writes, 1U);
  for (const char* served : {"op/200/status", "op/200/headers/Access-Control-Allow-Origin/required",
                             "op/cors/response/origin-admitted", "op/cors/preflight/status"})
    EXPECT_EQ(why_not(contract, served), "it is sent") << served;
  const std::string why = "a write is sent only once, so not from a second origin";
  for (const char* refused : {"op/cors/response/vary-origin", "op/cors/response/denied-origin",
                              "op/cors/response/reflects-any-origin"})
    EXPECT_EQ(why_not(contract, refused), why) << refused;
}

TEST(AWrite, IsSentOnceWithoutAnOriginElsewhere) {
  EXPECT_EQ(sent(loaded("paths: {/a: {" + operation("put", "op", "", "200") + "}}\n")),
            Lines{"0 PUT /a, op/documented"});
}

TEST(AWrite, IsSentInEveryRoleWhereNothingIsKept) {
  const Lines lines = sent(with_cors("delete"), {.repeat_writes = true});
  const auto writes = std::count_if(
      lines.begin(), lines.end(), [](const std::string& line) { return line.find(" DELETE ") != line.npos; });
  EXPECT_EQ(writes, 6) << "documented, two pages, two other origins, a denied one";
}

TEST(ARead, IsSentInEveryRole) {
  const Contract contract = with_cors("get");
  EXPECT_EQ(why_not(contract, "op/cors/response/vary-origin"), "it is sent");
  EXPECT_EQ(why_not(contract, "op/cors/response/denied-origin"), "it is sent");
}

TEST(Methods, OfHttpThatAreSafeAreNoWrites) {
  for (const char* read : {"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
    EXPECT_TRUE(http::is_safe_method(read)) << read;
  for (const char* write : {"POST", "PUT", "PATCH", "DELETE", "PURGE", "query"})
    EXPECT_FALSE(http::is_safe_method(write)) << write;
}

}  // namespace order_test
}  // namespace avouch
