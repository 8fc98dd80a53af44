// SPDX-License-Identifier: MIT
// Servers that keep resources: one small server with switches. Each row that breaks nothing uses a freedom of
// its documentation, and no clause may be violated, at -j 1 and at -j 16. Each broken one is flagged at the
// right clause of what state implies. To add a server, add a row.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <ostream>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/text.h"
#include "contract/load.h"
#include "contract/state_clauses.h"
#include "json/json_reader.h"
#include "json/json_value.h"
#include "run/start.h"

namespace avouch {
namespace life_test {

using Names = std::set<std::string>;

struct Life {
  std::string name;
  std::string id = "text";        // text, integer, uuid, slug
  int created = 201;              // status of a POST
  std::string location = "path";  // path, url, relative, none
  bool tells = true;              // the answer to a POST has the resource
  std::string wrap = {};          // the member that wraps a resource
  std::string list = {};          // the member that wraps a list; "_embedded" as HAL
  int deleted = 204;
  int deleted_again = 404;
  int gone = 404;
  bool is_soft = false;  // what was deleted is shown with a mark
  int replaced = 200;
  int updated = 200;
  bool has_unique_titles = false;  // 409 for a taken one
  bool refuses_tags = false;       // 422 for a body with all members
  bool needs_token = false;
  bool hides = false;      // 404 without credentials
  int late = 0;            // reads of a list before it shows a new resource
  std::size_t page = 0;    // items of a page; 0: all
  std::size_t before = 1;  // resources that were there before
  bool is_nested = false;
  bool stamps = false;  // each write is dated
  bool has_etags = false;
  bool adds_defaults = false;   // members that nobody sent
  bool trailing_slash = false;  // of the Location
  std::string fault = {};
  Names flagged = {};     // by --strict state
  std::size_t least = 6;  // clauses of what state implies that hold
};

void PrintTo(const Life& shown, std::ostream* out) {
  *out << shown.name;
}

std::string id_schema(const Life& life) {
  if (life.id == "integer") return "type: integer, minimum: 1";
  if (life.id == "uuid") return "type: string, format: uuid";
  if (life.id == "slug") return "type: string, pattern: '^[a-z0-9-]+$'";
  return "type: string, minLength: 1";
}

std::string list_schema(const Life& life) {
  const std::string array = "{type: array, items: {$ref: '#/components/schemas/Book'}}";
  if (life.list.empty()) return array;
  if (life.list == "_embedded")
    return "{type: object, properties: {_embedded: {type: object, properties: {books: " + array + "}}}}";
  return "{type: object, properties: {" + life.list + ": " + array + ", next: {type: [string, 'null']}}}";
}

std::string contract_text(const Life& life) {
  const std::string book = life.wrap.empty() ? "{$ref: '#/components/schemas/Book'}"
                                             : "{type: object, properties: {" + life.wrap +
                                                   ": {$ref: '#/components/schemas/Book'}}}";
  const std::string shown =
      "{description: d, headers: {ETag: {schema: {type: string}}}, content: {application/json: "
      "{schema: " +
      book + "}}}";
  const std::string bare = "{description: d}";
  const std::string body =
      "{required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}";
  const std::string security = life.needs_token ? "      security: [{token: []}]\n" : "";
  const std::string refusals = life.needs_token ? ", '401': " + bare : "";
  const std::string base = life.is_nested ? "/shops/{shopId}/books" : "/books";
  const std::string shop =
      life.is_nested ? "    - {name: shopId, in: path, required: true, schema: {type: string}}\n" : "";
  const std::string parameters = shop.empty() ? "" : "    parameters:\n" + shop;
  const std::string created = life.tells ? shown : bare;
  std::string text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n";
  if (life.is_nested) {
    text +=
        "  /shops:\n    post:\n      operationId: openShop\n      responses: {'201': {description: d, "
        "content: "
        "{application/json: {schema: {type: object, required: [shopId], properties: {shopId: {type: "
        "string}}}}}}}\n"
        "  /shops/{shopId}:\n    delete:\n      operationId: closeShop\n      parameters: [{name: shopId, "
        "in: path, required: true, "
        "schema: {type: string}}]\n      responses: {'204': {description: d}}\n";
  }
  text +=
      "  " + base + ":\n" + parameters + "    get:\n      operationId: list\n" + security +
      (life.page == 0 ? "" : "      parameters: [{name: page, in: query, schema: {type: integer}}]\n") +
      "      responses: {'200': {description: d, content: {application/json: {schema: " + list_schema(life) +
      "}}}" + refusals + "}\n    post:\n      operationId: create\n" + security +
      "      requestBody: " + body + "\n      responses: {'200': " + created + ", '201': " + created +
      ", '202': " + created + ", '409': " + bare + ", '422': " + bare + refusals + "}\n";
  text += "  " + base + "/{bookId}:\n    parameters:\n" + shop +
          "    - {name: bookId, in: path, required: true, schema: {" + id_schema(life) + "}}\n" +
          "    get:\n      operationId: read\n" + security + "      responses: {'200': " + shown +
          ", '404': " + bare + ", '410': " + bare + refusals + "}\n    put:\n      operationId: replace\n" +
          security + "      requestBody: " + body + "\n      responses: {'200': " + shown +
          ", '201': " + shown + ", '204': " + bare + ", '404': " + bare + ", '409': " + bare +
          ", '422': " + bare + refusals + "}\n    patch:\n      operationId: update\n" + security +
          "      requestBody: " + body + "\n      responses: {'200': " + shown + ", '204': " + bare +
          ", '404': " + bare + ", '409': " + bare + ", '422': " + bare + refusals +
          "}\n    delete:\n      operationId: remove\n" + security + "      responses: {'200': " + shown +
          ", '202': " + bare + ", '204': " + bare + ", '404': " + bare + ", '410': " + bare + refusals +
          "}\n";
  text +=
      "components:\n  securitySchemes: {token: {type: http, scheme: bearer}}\n  schemas:\n    Book:\n      "
      "type: "
      "object\n      properties:\n        id: {readOnly: true, " +
      id_schema(life) +
      "}\n        title: {type: string, minLength: 1}\n        pages: {type: integer, minimum: 1}\n        "
      "tags: {type: "
      "array, items: {type: string}}\n        deleted: {type: boolean, readOnly: true}\n        changed: "
      "{type: integer, "
      "readOnly: true}\n        language: {type: string, readOnly: true}\n      required: [title]\n";
  return text;
}

class LifeServer : public Transport {
 public:
  explicit LifeServer(const Life& life) : life_(life) {
    for (std::size_t i = 0; i < life.before; ++i) {
      JsonValue book = JsonValue::object({{"title", JsonValue::string("Old " + std::to_string(i))}});
      (void)keep("s0", std::move(book));
    }
  }

  Exchange send(const http::Request& request) override {
    const std::lock_guard lock(mutex_);
    Exchange exchange{.url = "http://shop.example" + request.target, .sent = request};
    http::Response response = answer(request);
    if (!response.body.empty()) response.fields.push_back({"Content-Type", "application/json"});
    if (request.method == "HEAD") response.body.clear();
    exchange.outcome = Received{.response = std::move(response)};
    return exchange;
  }

 private:
  struct Book {
    JsonValue value;
    std::string shop;
    int hidden = 0;  // reads of the list that do not show it yet
    bool is_deleted = false;
    int version = 1;
  };

  static http::Response status(int code) { return {.status = code}; }

  std::string id_of(int number) const {
    if (life_.id == "integer") return std::to_string(number);
    if (life_.id == "uuid") return "0e1b8a1c-2c5e-4a77-8f10-4a1f0a7c" + std::to_string(1000 + number);
    if (life_.id == "slug") return "book-no-" + std::to_string(number);
    return "b " + std::to_string(number);
  }

  std::string keep(const std::string& shop, JsonValue book) {
    const std::string id = id_of(next_++);
    book.set("id", life_.id == "integer" ? JsonValue::number(id) : JsonValue::string(id));
    if (life_.adds_defaults) book.set("language", JsonValue::string("en"));
    books_[id] = {std::move(book), shop, life_.late};
    order_.push_back(id);
    return id;
  }

  JsonValue shown(const Book& book) const {
    JsonValue value = book.value;
    if (life_.stamps) value.set("changed", JsonValue::integer(clock_));
    if (book.is_deleted) value.set("deleted", JsonValue::boolean(true));
    return value;
  }

  http::Response with_book(int code, Book& book) {
    http::Response response = status(code);
    if (code == 204) return response;
    const JsonValue value = shown(book);
    response.body = to_text(life_.wrap.empty() ? value : JsonValue::object({{life_.wrap, value}}));
    if (life_.fault == "new_etag") ++etags_;
    if (life_.has_etags)
      response.fields.push_back(
          {"ETag", "\"" + std::to_string(book.version) + "-" + std::to_string(etags_) + "\""});
    return response;
  }

  bool has_title(const JsonValue& body, const std::string& but) const {
    const JsonValue* title = body.find("title");
    return std::any_of(books_.begin(), books_.end(), [&](const auto& one) {
      const JsonValue* taken = one.second.value.find("title");
      return one.first != but && !one.second.is_deleted && title != nullptr && taken != nullptr &&
             *taken == *title;
    });
  }

  int fault_of(const JsonValue& body, bool is_whole, const std::string& but) const {
    const JsonValue* title = body.find("title");
    if (is_whole && title == nullptr) return 422;
    if (title != nullptr && (!title->is_string() || title->text.empty())) return 422;
    const JsonValue* pages = body.find("pages");
    if (pages != nullptr && (!pages->is_number() || pages->text.starts_with('-') || pages->text == "0"))
      return 422;
    const JsonValue* tags = body.find("tags");
    if (tags != nullptr && (!tags->is_array() || life_.refuses_tags)) return 422;
    if (life_.has_unique_titles && has_title(body, but)) return 409;
    return 0;
  }

  static std::vector<std::string> segments_of(const std::string& target) {
    std::vector<std::string> segments;
    const std::string path = target.substr(0, target.find('?'));
    for (const std::string_view part : split(path, '/')) {
      if (!part.empty()) segments.push_back(percent_decoded(part));
    }
    return segments;
  }

  http::Response answer(const http::Request& request) {
    std::vector<std::string> path = segments_of(request.target);
    std::string shop = "s0";
    if (life_.is_nested) {
      if (path == std::vector<std::string>{"shops"} && request.method == "POST") {
        const std::string id = "s" + std::to_string(++shops_);
        open_.insert(id);
        return {.status = 201, .body = R"({"shopId":")" + id + "\"}"};
      }
      if (path.size() < 2 || path[0] != "shops") return status(404);
      shop = path[1];
      if (path.size() == 2) return status(request.method == "DELETE" && open_.erase(shop) > 0 ? 204 : 405);
      path.erase(path.begin(), path.begin() + 2);
    }
    if (path.empty() || path[0] != "books" || path.size() > 2) return status(404);
    const std::string token = http::combined(request.fields, "Authorization").value_or("");
    if (life_.needs_token && token != "Bearer right-token") return status(life_.hides ? 404 : 401);
    return path.size() == 1 ? of_collection(request, shop) : of_item(request, path[1]);
  }

  http::Response of_collection(const http::Request& request, const std::string& shop) {
    if (request.method == "GET") return list(shop);
    if (request.method != "POST") return status(405);
    JsonValue body = read_json(request.body).value_or(JsonValue());
    if (!body.is_object()) return status(422);
    if (const int fault = fault_of(body, true, {})) return status(fault);
    body.drop("id");
    if (life_.fault == "loses_member") body.drop("pages");
    ++clock_;
    const std::string id = keep(shop, std::move(body));
    http::Response response = life_.tells ? with_book(life_.created, books_.at(id)) : status(life_.created);
    std::string path =
        request.target + "/" + percent_encoded(life_.fault == "wrong_location" ? id_of(999) : id);
    if (life_.trailing_slash) path += "/";
    if (life_.location == "path") response.fields.push_back({"Location", path});
    if (life_.location == "url") response.fields.push_back({"Location", "http://shop.example" + path});
    if (life_.location == "relative")
      response.fields.push_back({"Location", path.substr(path.rfind("books"))});
    if (life_.fault == "unreadable") books_.erase(id);
    return response;
  }

  http::Response list(const std::string& shop) {
    JsonValue items = JsonValue::array();
    bool has_more = false;
    for (const std::string& id : order_) {
      const auto book = books_.find(id);
      if (book == books_.end() || book->second.shop != shop || book->second.is_deleted) continue;
      if (book->second.hidden > 0 && book->second.hidden-- > 0) continue;
      if (life_.fault == "unlisted" && id != order_.front()) continue;
      if (life_.page > 0 && items.items.size() >= life_.page) {
        has_more = true;
        continue;
      }
      items.items.push_back(shown(book->second));
    }
    JsonValue body = items;
    if (life_.list == "_embedded") {
      body = JsonValue::object({{"_embedded", JsonValue::object({{"books", items}})}});
    } else if (!life_.list.empty()) {
      body = JsonValue::object({{life_.list, items}});
      if (life_.page > 0) body.set("next", has_more ? JsonValue::string("2") : JsonValue::null());
    }
    return {.status = 200, .body = to_text(body)};
  }

  http::Response of_item(const http::Request& request, const std::string& id) {
    const auto found = books_.find(id);
    const bool is_known = found != books_.end() && (!found->second.is_deleted || life_.is_soft);
    if (!is_known) {
      const bool was_there = std::find(order_.begin(), order_.end(), id) != order_.end();
      if (request.method == "DELETE" && was_there) return status(life_.deleted_again);
      return status(was_there ? life_.gone : 404);
    }
    Book& book = found->second;
    if (request.method == "GET" || request.method == "HEAD") return with_book(200, book);
    if (request.method == "DELETE") {
      book.is_deleted = true;
      ++clock_;
      http::Response response = with_book(life_.deleted, book);
      if (life_.deleted == 202) response.body.clear();
      if (life_.fault == "undead") book.is_deleted = false;
      if (!life_.is_soft && life_.fault != "undead" && life_.deleted != 202) books_.erase(found);
      return response;
    }
    if (request.method != "PUT" && request.method != "PATCH") return status(405);
    const bool is_whole = request.method == "PUT";
    const JsonValue body = read_json(request.body).value_or(JsonValue());
    if (!body.is_object()) return status(422);
    if (const int fault = fault_of(body, is_whole, id)) return status(fault);
    ++clock_;
    const JsonValue before = book.value;
    if (is_whole) {
      const JsonValue own = *book.value.find("id");
      book.value = JsonValue::object({{"id", own}});
      if (life_.adds_defaults) book.value.set("language", JsonValue::string("en"));
    }
    for (const auto& [name, value] : body.members) {
      if (name == "id") continue;
      if (life_.fault == "loses_member" && name == "pages") continue;
      book.value.set(name, value);
    }
    if (life_.fault == "lost_update") book.value = before;
    if (life_.fault == "appends" && is_whole && ++puts_ == 2)
      book.value.set("tags", JsonValue::array({JsonValue::string("again")}));
    if (life_.fault == "normalises") book.value.set("title", JsonValue::string("TITLE"));
    if (!(before == book.value) || life_.stamps) ++book.version;
    return with_book(is_whole ? life_.replaced : life_.updated, book);
  }

  const Life& life_;
  std::mutex mutex_;
  std::map<std::string, Book> books_;
  std::vector<std::string> order_;
  std::set<std::string> open_;
  int shops_ = 0;
  int next_ = 1;
  int clock_ = 1;
  int etags_ = 0;
  int puts_ = 0;
};

// A clock that waits at once.
class FakePace : public Pace {
 public:
  Time now() override { return now_; }
  std::chrono::system_clock::time_point date() override { return {}; }
  bool wait_until(Time time) override {
    now_ = std::max(now_, time);
    return true;
  }

 private:
  Time now_;
};

Ledger run_against(const Life& life, std::size_t jobs) {
  Result<Contract> contract = load_contract("api.yaml", {}, {{"api.yaml", contract_text(life)}});
  if (!contract) throw std::runtime_error(to_string(contract.errors()));
  if (!contract->faults.empty()) throw std::runtime_error(to_string(contract->faults));
  add_state_clauses(*contract);
  LifeServer server(life);
  FakePace pace;
  RunOptions options{.plan = {.allow_writes = true,
                              .only_own_writes = true,
                              .bodies = PlanOptions::Bodies::both,
                              .targets = {.target = *http::parse_url("http://shop.example")}},
                     .session = {.jobs = jobs, .strict = {"state"}}};
  if (life.needs_token) options.plan.keys.token = "right-token";
  if (life.late > 0) {
    options.session.settle = std::chrono::seconds(5);
    options.session.pace = &pace;
  }
  Result<Session> session = start_run(*contract, std::move(options), server);
  if (!session) throw std::runtime_error(to_string(session.errors()));
  return session->judge_all({});
}

class Lives : public testing::TestWithParam<Life> {};

TEST_P(Lives, AreJudgedRight) {
  const Life& life = GetParam();
  for (const std::size_t jobs : {1, 16}) {
    const Ledger ledger = run_against(life, jobs);
    Names violated;
    std::string told;
    std::size_t holding = 0;
    for (const Entry& entry : ledger.entries) {
      const bool is_state = entry.clause.kind == ClauseKind::state;
      const bool is_warning = entry.clause.severity == Severity::warning;
      if (is_state)
        told += entry.clause.coordinate + " " + std::string(to_string(entry.verdict.outcome)) + ": " +
                entry.verdict.reason + "\n";
      if (entry.verdict.outcome == Outcome::violated && !is_warning) violated.insert(entry.clause.coordinate);
      if (entry.verdict.outcome == Outcome::violated && !is_state && !is_warning)
        told += entry.clause.coordinate + ": " + entry.verdict.reason + "\n";
      EXPECT_NE(entry.verdict.outcome, Outcome::undecided)
          << entry.clause.coordinate << ": " << entry.verdict.reason;
      if (is_state && entry.verdict.outcome == Outcome::holds) ++holding;
    }
    for (const SentRequest& sent : ledger.exchanges)
      told += sent.probe + ": " + sent.request + " " + sent.outcome + "\n";
    EXPECT_EQ(violated, life.flagged) << "at -j " << jobs << "\n" << told;
    if (life.flagged.empty()) {
      EXPECT_GE(holding, life.least) << told;
    }
    const bool may_leave =
        life.deleted == 202 || !life.fault.empty() || (life.location == "none" && !life.tells);
    EXPECT_TRUE(ledger.run.left_behind.empty() || may_leave) << join(ledger.run.left_behind, ", ");
  }
}

std::string name_of(const testing::TestParamInfo<Life>& of) {
  return of.param.name;
}

INSTANTIATE_TEST_SUITE_P(
    Conforming, Lives,
    testing::Values(
        Life{.name = "Plain"}, Life{.name = "IntegerIds", .id = "integer"},
        Life{.name = "UuidIds", .id = "uuid"}, Life{.name = "SlugIds", .id = "slug"},
        Life{.name = "Created200", .created = 200}, Life{.name = "LocationIsUrl", .location = "url"},
        Life{.name = "LocationIsRelative", .location = "relative"},
        Life{.name = "LocationEndsInSlash", .trailing_slash = true},
        Life{.name = "NoLocation", .location = "none"}, Life{.name = "LocationAlone", .tells = false},
        Life{.name = "LocationUrlAlone", .id = "integer", .location = "url", .tells = false},
        Life{.name = "NothingNamed", .location = "none", .tells = false, .least = 0},
        Life{.name = "Wrapped", .wrap = "data"}, Life{.name = "WrappedByName", .wrap = "book"},
        Life{.name = "WrappedIntegerWithoutLocation", .id = "integer", .location = "none", .wrap = "data"},
        Life{.name = "ListOfItems", .list = "items"}, Life{.name = "ListOfData", .list = "data"},
        Life{.name = "ListByName", .list = "books"}, Life{.name = "ListOfHal", .list = "_embedded"},
        Life{.name = "Deleted200", .deleted = 200}, Life{.name = "Deleted202", .deleted = 202, .least = 5},
        Life{.name = "DeletedAgain410", .deleted_again = 410, .gone = 410},
        Life{.name = "DeletedAgain204", .deleted_again = 204}, Life{.name = "Gone410", .gone = 410},
        Life{.name = "SoftDelete", .is_soft = true, .least = 5},
        Life{.name = "SoftDelete200", .deleted = 200, .is_soft = true, .least = 5},
        Life{.name = "Put204", .replaced = 204}, Life{.name = "Put201", .replaced = 201},
        Life{.name = "Patch204", .updated = 204},
        Life{
            .name = "NoContentAnywhere", .location = "path", .tells = false, .replaced = 204, .updated = 204},
        Life{.name = "Accepted", .created = 202, .least = 4},
        Life{.name = "AcceptedWithoutBody", .created = 202, .tells = false, .least = 4},
        Life{.name = "UniqueTitles", .has_unique_titles = true},
        Life{.name = "UniqueTitlesIntegers", .id = "integer", .has_unique_titles = true},
        Life{.name = "RefusesTags", .refuses_tags = true, .least = 4},
        Life{.name = "Bearer", .needs_token = true},
        Life{.name = "HiddenBy404", .needs_token = true, .hides = true},
        Life{.name = "BearerIntegers", .id = "integer", .needs_token = true},
        Life{.name = "EventualList", .late = 2},
        Life{.name = "EventualListOfItems", .list = "items", .late = 3},
        Life{.name = "Pages", .list = "items", .page = 5, .before = 9, .least = 5},
        Life{.name = "SmallPages", .list = "items", .page = 2, .before = 4, .least = 5},
        Life{.name = "PagesInAnArray", .page = 5, .before = 9, .least = 5},
        Life{.name = "OnePage", .list = "items", .page = 5}, Life{.name = "EmptyBefore", .before = 0},
        Life{.name = "Nested", .is_nested = true},
        Life{.name = "NestedIntegers", .id = "integer", .is_nested = true},
        Life{.name = "NestedWithoutLocation", .location = "none", .is_nested = true},
        Life{.name = "NestedWithToken", .needs_token = true, .is_nested = true},
        Life{.name = "Stamps", .stamps = true},
        Life{.name = "StampsAndEtags", .stamps = true, .has_etags = true},
        Life{.name = "Etags", .has_etags = true}, Life{.name = "Defaults", .adds_defaults = true},
        Life{.name = "DefaultsWrapped", .wrap = "data", .adds_defaults = true},
        Life{.name = "Everything",
             .id = "uuid",
             .location = "url",
             .wrap = "data",
             .list = "data",
             .deleted = 200,
             .gone = 410,
             .has_unique_titles = true,
             .needs_token = true,
             .stamps = true,
             .has_etags = true,
             .adds_defaults = true}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Broken, Lives,
    testing::Values(
        Life{.name = "UseAfterDelete", .fault = "undead", .flagged = {"remove/state/gone"}},
        Life{
            .name = "UseAfterDelete200", .deleted = 200, .fault = "undead", .flagged = {"remove/state/gone"}},
        Life{.name = "UseAfterDeleteNested",
             .is_nested = true,
             .fault = "undead",
             .flagged = {"remove/state/gone"}},
        Life{.name = "LostUpdate",
             .fault = "lost_update",
             .flagged = {"replace/state/kept", "update/state/kept"}},
        Life{.name = "WrongLocation", .fault = "wrong_location", .flagged = {"create/state/readable"}},
        Life{.name = "NotListed", .fault = "unlisted", .flagged = {"create/state/listed"}},
        Life{.name = "NotListedInItems",
             .list = "items",
             .fault = "unlisted",
             .flagged = {"create/state/listed"}},
        Life{.name = "NotReadable", .fault = "unreadable", .flagged = {"create/state/readable"}},
        Life{.name = "LosesAMember",
             .fault = "loses_member",
             .flagged = {"create/state/kept", "replace/state/kept", "update/state/kept"}},
        Life{.name = "PutAppends", .fault = "appends", .flagged = {"replace/state/repeatable"}},
        Life{.name = "Normalises",
             .fault = "normalises",
             .flagged = {"replace/state/kept", "update/state/kept"}},
        Life{.name = "EachReadHasANewEtag",
             .has_etags = true,
             .fault = "new_etag",
             .flagged = {"read/state/etag"}}),
    name_of);

}  // namespace life_test
}  // namespace avouch
