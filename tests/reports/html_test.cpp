// SPDX-License-Identifier: MIT
#include "reports/html.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <set>

#include "reports/html_script.h"
#include "reports/html_style.h"
#include "sample_ledger.h"

namespace avouch {
namespace html_test {

std::string sha256_base64(std::string_view text) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), digest.data());
  std::array<unsigned char, 4 * ((SHA256_DIGEST_LENGTH + 2) / 3) + 1> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), digest.size());
  return {reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(length)};
}

// Every tag of the page, without the style sheet and the script: "p", "/p", "meta charset=…".
std::vector<std::string> tags(const std::string& page) {
  std::vector<std::string> found;
  for (std::size_t at = page.find('<'); at != std::string::npos; at = page.find('<', at + 1)) {
    found.push_back(page.substr(at + 1, page.find('>', at) - at - 1));
    if (found.back() == "style") at = page.find("</style>", at) - 1;
    if (found.back() == "script") at = page.find("</script>", at) - 1;
  }
  return found;
}

std::vector<std::string> values(const std::string& page, const std::string& attribute) {
  std::vector<std::string> found;
  for (const std::string& tag : tags(page)) {
    const std::size_t at = tag.find(" " + attribute + "=\"");
    if (at == std::string::npos) continue;
    const std::size_t start = at + attribute.size() + 3;
    found.push_back(tag.substr(start, tag.find('"', start) - start));
  }
  return found;
}

TEST(Html, AdmitsItsStyleSheetAndItsScriptByHashAndNothingElse) {
  EXPECT_EQ(sha256_base64(kHtmlStyle), kHtmlStyleHash)
      << "the style sheet changed: write this hash into html_style.cpp";
  EXPECT_EQ(sha256_base64(kHtmlScript), kHtmlScriptHash)
      << "the script changed: write this hash into html_script.cpp";
  const std::string page = html_report(sample_ledger());
  EXPECT_NE(page.find("<style>" + std::string(kHtmlStyle) + "</style>"), std::string::npos);
  EXPECT_NE(page.find("content=\"default-src 'none'; style-src 'sha256-" + std::string(kHtmlStyleHash) +
                      "'; script-src 'sha256-" + std::string(kHtmlScriptHash) +
                      "'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'\""),
            std::string::npos);
  EXPECT_NE(page.find("<script>" + std::string(kHtmlScript) + "</script>"), std::string::npos);
  EXPECT_EQ(kHtmlStyle.find("url("), std::string_view::npos);
  EXPECT_EQ(kHtmlStyle.find("@import"), std::string_view::npos);
}

TEST(Html, LoadsNothingAndRunsItsOwnScriptAlone) {
  const std::string page = html_report(sample_ledger());
  for (const char* attribute : {"src", "srcset", "style", "onclick", "onerror", "action"}) {
    EXPECT_TRUE(values(page, attribute).empty()) << attribute;
  }
  for (const std::string& target : values(page, "href")) EXPECT_EQ(target.substr(0, 1), "#");
  const std::vector<std::string> all = tags(page);
  EXPECT_EQ(
      std::count_if(all.begin(), all.end(), [](const std::string& tag) { return tag.starts_with("script"); }),
      1);
  // Text of a target is never read as markup.
  for (const char* sink :
       {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function("})
    EXPECT_EQ(kHtmlScript.find(sink), std::string_view::npos) << sink;
}

TEST(Html, ClosesWhatItOpens) {
  const std::set<std::string> empty_elements = {"meta", "!doctype", "rect", "input", "line", "polygon"};
  std::vector<std::string> open;
  for (const std::string& tag : tags(html_report(sample_ledger()))) {
    const std::string name = tag.substr(0, tag.find(' '));
    if (empty_elements.count(name) > 0) continue;
    if (name[0] != '/') {
      open.push_back(name);
      continue;
    }
    ASSERT_FALSE(open.empty()) << tag;
    EXPECT_EQ("/" + open.back(), name);
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
}

TEST(Html, LinksLeadSomewhereAndNamesAreUnique) {
  const std::string page = html_report(sample_ledger());
  const std::vector<std::string> names = values(page, "id");
  const std::set<std::string> unique(names.begin(), names.end());
  EXPECT_EQ(unique.size(), names.size());
  for (const std::string& name : names) EXPECT_EQ(name.find(' '), std::string::npos) << name;
  for (const std::string& target : values(page, "href"))
    EXPECT_EQ(unique.count(target.substr(1)), 1u) << target;
  EXPECT_EQ(unique.count("FetchConfigurationWebhook/200/body/account_sid/pattern"), 1u);
}

TEST(Html, ListsUndecidedClausesThatAreMany) {
  Ledger ledger = unreachable_ledger();
  const Entry one = ledger.entries.front();
  for (int i = 0; i < 20'000; ++i) {
    ledger.entries.push_back(one);
    ledger.entries.back().clause.own().coordinate =
        one.clause->operation + "/200/body/m" + std::to_string(i) + "/type";
  }
  const std::string page = html_report(ledger);
  EXPECT_NE(page.find("<summary>and 19987 more</summary>"), std::string::npos);
  EXPECT_NE(page.find("200/body/m19999/type"), std::string::npos);
  EXPECT_LT(page.size(), 5'000'000U);
  const std::vector<std::string> names = values(page, "id");
  EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
}

TEST(Html, ShowsViolationsBeforeAllElseAndOneCauseOnce) {
  Ledger ledger = sample_ledger();
  for (int i = 0; i < 9; ++i) {
    Entry entry = ledger.entries[3];
    entry.clause.own().coordinate = "Other" + std::to_string(i) + "/200/body/account_sid/pattern";
    entry.clause.own().operation = "Other" + std::to_string(i);
    ledger.entries.push_back(entry);
  }
  const std::string page = html_report(ledger);
  const std::size_t violated = page.find("id=\"violated\"");
  for (const char* later : {"id=\"undecided\"", "id=\"notes\"", "id=\"warning\"", "id=\"waived\"",
                            "id=\"unexercised\"", "<table", "id=\"map\"", "id=\"exchanges\""})
    EXPECT_GT(page.find(later), violated) << later;
  EXPECT_NE(page.find("<p class=\"soft\">10 clauses of 10 operations</p>"), std::string::npos);
  std::size_t blocks = 0;
  for (std::size_t at = page.find("account_sid matches ^AC"); at != page.npos;
       at = page.find("account_sid matches ^AC", at + 1))
    ++blocks;
  EXPECT_EQ(blocks, 3U + 10U) << "three with evidence, and a cell each";
}

// Every clause of a large contract has a cell, and the page stays one that a browser opens at once.
TEST(Html, IsBelowThreeMegabytesForElevenThousandClauses) {
  Ledger ledger;
  for (int i = 0; i < 11'000; ++i) {
    const std::string operation = "FetchSomethingOfAccount" + std::to_string(i / 60);
    ledger.entries.push_back(
        {.clause = Clause{.coordinate =
                              operation + "/200/body/properties/member" + std::to_string(i) + "/maxLength",
                          .operation = operation,
                          .kind = ClauseKind::body_schema,
                          .claim = "member" + std::to_string(i) + " has at most 34 characters",
                          .place = Place{"api.json", "/components/schemas/x", i}},
         .verdict = {.outcome = i % 3 == 0 ? Outcome::holds : Outcome::unexercised,
                     .reason = i % 3 == 0 ? "" : "no response had x of y"}});
  }
  const std::string page = html_report(ledger);
  EXPECT_LT(page.size(), 3'000'000U);
  const std::vector<std::string> names = values(page, "id");
  const std::set<std::string> unique(names.begin(), names.end());
  for (const Entry& entry : ledger.entries)
    ASSERT_TRUE(unique.contains(entry.clause->coordinate)) << entry.clause->coordinate;
}

// The place of a finding is marked in what came.
TEST(Html, MarksThePlaceInTheResponse) {
  const std::string page = html_report(sample_ledger());
  EXPECT_NE(page.find("&quot;account_sid&quot;: <mark>&quot;ACzz&quot;</mark>,\n"), std::string::npos);
  EXPECT_NE(page.find("<mark>HTTP/1.1 500 Internal Server Error</mark>\n"), std::string::npos);
  EXPECT_NE(page.find("<dt>Value</dt><dd>bookId ← createBook/documented 201 /id</dd>"), std::string::npos);
}

// The block of a clause, from its summary to its end.
std::string block_of(const std::string& page, const std::string& coordinate) {
  const std::size_t at = page.find("id=\"" + coordinate + "\"");
  return at == page.npos ? "" : page.substr(at, page.find("</details>", at) - at);
}

TEST(Html, LinksTheRequestsThatLedToAViolation) {
  const Ledger ledger = sample_ledger();
  const std::string page = html_report(ledger);
  const std::string block = block_of(page, "deleteBook/204/status");
  const auto created = std::find_if(ledger.exchanges.begin(), ledger.exchanges.end(),
                                    [](const auto& one) { return one.probe == "createBook/documented"; });
  const std::string name = "exchange-" + std::to_string(created - ledger.exchanges.begin());
  EXPECT_NE(block.find("<dt>Led there</dt><dd><ol><li><a href=\"#" + name +
                       "\">createBook/documented</a>: <code>POST https://api.example.com/books"),
            std::string::npos)
      << block;
  EXPECT_NE(block.find("201 Created, 11 bytes, application/json</li></ol>"), std::string::npos) << block;
  EXPECT_NE(page.find("id=\"" + name + "\""), std::string::npos);
  EXPECT_EQ(block_of(page, "FetchConfigurationWebhook/200/body/account_sid/pattern").find("Led there"),
            std::string::npos)
      << "nothing led there";
}

TEST(Html, ShowsRequestAndResponseInTheBlockOfAViolation) {
  const std::string block = block_of(html_report(sample_ledger()), "deleteBook/204/status");
  const std::size_t request = block.find("<h4>Request</h4>\n<pre class=\"message\">DELETE https://");
  const std::size_t response = block.find("<h4>Response</h4>\n<pre class=\"message\"><mark>HTTP/1.1 500");
  EXPECT_NE(request, block.npos) << block;
  EXPECT_NE(response, block.npos) << block;
  EXPECT_LT(request, response);
  const std::string unanswered =
      block_of(html_report(sample_ledger()), "FetchConfigurationWebhook/cors/allow-origin");
  EXPECT_NE(unanswered.find("<h4>Request</h4>"), unanswered.npos);
  EXPECT_EQ(unanswered.find("<h4>Response</h4>"), unanswered.npos) << "none came";
}

TEST(Html, SaysAtTheTopWhatWasNotProven) {
  const std::string page = html_report(sample_ledger());
  const std::size_t at =
      page.find("<p class=\"unproven\"><b>Not proven: 5 of 16 clauses</b>: 1 · no response: ");
  EXPECT_NE(at, page.npos) << page.substr(page.find("unproven"), 200);
  EXPECT_LT(at, page.find("id=\"violated\""));
  EXPECT_NE(html_report(green_ledger()).find("<b>Not proven: 0 of 7 clauses</b></p>"), std::string::npos);
  EXPECT_EQ(html_report(proof_ledger()).find("Not proven:"), std::string::npos)
      << "a proof has words of its own";
}

Ledger refused_by_cors() {
  Ledger ledger = sample_ledger();
  Entry refused = ledger.entries.front();
  refused.clause.own().coordinate = "FetchConfigurationWebhook/cors/preflight";
  refused.clause.own().kind = ClauseKind::cors;
  refused.verdict = {.outcome = Outcome::violated, .reason = "the origin is <not> admitted", .failures = 1};
  refused.probe = "call";
  ledger.entries = {refused};
  Messages call = *ledger.exchanges.front().messages;
  call.request_fields.push_back({"Origin", "https://avouch.example"});
  Messages preflight = call;
  preflight.method = "OPTIONS";
  preflight.request_fields.push_back({"Access-Control-Request-Method", "GET"});
  preflight.response_fields.clear();
  ledger.exchanges = {{.probe = "preflight", .messages = preflight}, {.probe = "call", .messages = call}};
  return ledger;
}

TEST(Html, DrawsTheStepsOfACrossOriginCall) {
  const std::string page = html_report(refused_by_cors());
  const std::size_t image = page.find("<svg class=\"sequence\"");
  ASSERT_NE(image, std::string::npos);
  const std::string text = page.substr(image, page.find("</svg>", image) - image);
  std::size_t at = 0;
  for (const char* step :
       {">OPTIONS https://api.example.com/v1/Configuration/Webhooks<", ">Access-Control-Request-Method: GET<",
        ">200 OK<", ">(no header of CORS)<", ">GET https://api.example.com/v1/Configuration/Webhooks<",
        ">Origin: https://avouch.example<", ">Access-Control-Allow-Origin: *<",
        ">✗ the origin is &lt;not&gt; admitted<"}) {
    at = text.find(step, at);
    ASSERT_NE(at, text.npos) << step;
  }
}

// A page has messages until it is large.
TEST(Html, LeavesOutMessagesWhereThePageIsLarge) {
  Ledger ledger = sample_ledger();
  SentRequest exchange = ledger.exchanges.front();
  exchange.messages->response_content = {.text = std::string(1'000, 'x'), .size = 1'000};
  for (int i = 0; i < 2'000; ++i) {
    exchange.probe = "probe" + std::to_string(i);
    ledger.exchanges.push_back(exchange);
  }
  const std::string page = html_report(ledger);
  EXPECT_LT(page.size(), 4'500'000U);
  EXPECT_NE(page.find(">probe1999<"), std::string::npos) << "each exchange has its line";
}

// Violations have their messages first; the exchanges that no verdict is about have what is left.
TEST(Html, IsBelowThreeMegabytesForManyViolationsOfALargeContract) {
  Ledger ledger;
  SentRequest sent = sample_ledger().exchanges.front();
  sent.messages->response_content = {.text = std::string(3'000, 'x'), .size = 3'000};
  for (int i = 0; i < 11'000; ++i) {
    const std::string operation = "FetchSomethingOfAccount" + std::to_string(i / 22);
    const bool is_violated = i % 22 == 0;
    sent.probe = operation + "/documented";
    ledger.entries.push_back(
        {.clause = Clause{.coordinate =
                              operation + "/200/body/properties/member" + std::to_string(i) + "/maxLength",
                          .operation = operation,
                          .kind = ClauseKind::body_schema,
                          .claim = "member" + std::to_string(i) + " has at most 34 characters",
                          .place = Place{"api.json", "/components/schemas/" + std::to_string(i), i}},
         .verdict = {.outcome = is_violated ? Outcome::violated : Outcome::unexercised,
                     .reason =
                         is_violated ? "member has 35 characters of " + operation : "no response had it"},
         .probe = is_violated ? sent.probe : "",
         .reproduce = is_violated ? sent.reproduce : ""});
    if (is_violated) ledger.exchanges.push_back(sent);
  }
  const std::string page = html_report(ledger);
  EXPECT_LT(page.size(), 3'000'000U);
  EXPECT_GT(page.size(), 1'900'000U) << "there was room for messages";
  EXPECT_NE(block_of(page, ledger.entries.front().clause->coordinate).find("<h4>Response</h4>"),
            std::string::npos);
}

TEST(HtmlText, IsSafeInContentAndInAttributes) {
  EXPECT_EQ(html_text("<a href=\"x\">&'</a>"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;&lt;/a&gt;");
  EXPECT_EQ(html_text(std::string("\0\x1b\xFF", 3)), "\\x00\\x1b\\xff");
}

}  // namespace html_test
}  // namespace avouch
