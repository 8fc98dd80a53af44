// SPDX-License-Identifier: MIT
// Servers that keep resources: one small server with switches. Each row that breaks nothing uses a freedom of
// its documentation, and no clause may be violated, at -j 1 and at -j 16. Each broken one is flagged at the
// right clauses. To add a server, add a row. AVOUCH_REPEATS=100 judges each one a hundred times, not twice.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <map>
#include <mutex>
#include <optional>
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
  bool adds_defaults = false;             // members that nobody sent
  bool trailing_slash = false;            // of the Location
  bool documents_absence = true;          // the GET documents 404 and 410
  std::string id_name = "id";             // the member that names a book
  std::string asks = {};                  // the member that wraps a book in a request
  std::string paging = "next";            // how a page says that more follow: next, cursor, link, total, more
  std::string items = "whole";            // of the list: whole, ids, urls, links, summaries
  bool newest_first = false;              // the order of the list
  std::string shelf = {};                 // the filter of the list: documented, or with a default: old
  std::string prefix = {};                // of each path: "/api/v1"
  std::string type = "application/json";  // of answers
  std::string patch_type = "application/json";  // of PATCH
  bool needs_match = false;                     // 428 without If-Match
  bool refuses_parts = false;                   // 422 for a PATCH without a title
  std::size_t quota = 100;                      // books; then 409
  bool upserts = false;                         // PUT creates what is not there
  bool weak_etags = false;
  bool counts_writes = false;  // an ETag is the number of writes
  bool shows_nulls = false;    // for members without a value
  bool has_head = false;
  bool redirects = false;         // the POST answers 303
  std::string scheme = "bearer";  // of the credentials: bearer, basic, key
  bool is_rich = false;           // books have members of many types, and an example
  bool refuses_choices = false;   // 409 for another date
  bool writes_instants = false;   // dates with milliseconds in UTC, as JavaScript does
  bool is_throttled = false;      // each PATCH gets 429
  bool is_named = false;          // there is no POST: PUT creates
  bool has_owners = false;        // a second identity is given, and books are those of one identity
  bool knows_other = true;        // the target takes the credentials of the second identity
  int refusal = 404;              // of what is another identity's
  bool mirrors = false;           // the second identity has books of its own with the same names
  bool ignores_others = false;    // a foreign write gets 204, and does nothing
  bool documents_refusals = true;
  bool documents_forbidden = false;  // 403
  bool has_row_numbers = false;      // books also have a number that their URLs do not use
  bool leaves_nothing = false;       // the run deletes all that it created
  std::string fault = {};
  std::string spoils_only = {};  // the method whose books the fault spoils; else all
  Names flagged = {};            // by --strict state
  std::size_t least = 6;         // clauses of what state implies that hold
  Names held = {};               // these among them
};

void PrintTo(const Life& shown, std::ostream* out) {
  *out << shown.name;
}

std::string id_schema(const Life& life) {
  if (life.id == "integer" || life.id == "large") return "type: integer, minimum: 1";
  if (life.id == "uuid") return "type: string, format: uuid";
  if (life.id == "slug") return "type: string, pattern: '^[a-z0-9-]+$'";
  return "type: string, minLength: 1";
}

std::string list_schema(const Life& life) {
  std::string array = "{type: array, items: {$ref: '#/components/schemas/Book'}}";
  if (life.items != "whole") array = "{type: array}";
  if (life.list.empty()) return array;
  if (life.list == "_embedded")
    return "{type: object, properties: {_embedded: {type: object, properties: {books: " + array + "}}}}";
  return "{type: object, properties: {" + life.list + ": " + array +
         ", next: {type: [string, 'null']}, meta: {type: object}}}";
}

// An example whose every member a careless server may spoil.
constexpr const char* kRichBook =
    R"({"title": "  The <Left> Hand & Co: Überprüfung ", "pages": 320, "price": 12.345, "serial": 9007199254740993, )"
    R"("balance": -5, "rating": 0, "published": "2026-02-28", "sold": "2026-02-28T23:30:00.5+01:00", "available": )"
    R"(true, "lent": false, "subtitle": "", "note": null, "language": "fr", "tags": ["b", "a", "b", "c"]})";
constexpr const char* kRichMembers =
    "        price: {type: number}\n        serial: {type: integer}\n        balance: {type: integer}\n"
    "        rating: {type: integer}\n        published: {type: string, format: date}\n"
    "        sold: {type: string, format: date-time}\n        available: {type: boolean}\n"
    "        lent: {type: boolean}\n        subtitle: {type: string}\n        note: {type: [string, "
    "'null']}\n"
    "        language: {type: string, enum: [en, fr, fr2, de]}\n";

std::string contract_text(const Life& life) {
  const std::string book = life.wrap.empty() ? "{$ref: '#/components/schemas/Book'}"
                                             : "{type: object, properties: {" + life.wrap +
                                                   ": {$ref: '#/components/schemas/Book'}}}";
  const std::string shown = "{description: d, headers: {ETag: {schema: {type: string}}}, content: {" +
                            life.type + ": {schema: " + book + "}}}";
  const std::string bare = "{description: d}";
  const auto asked = [&](const std::string& type) {
    const std::string schema = life.asks.empty()
                                   ? "{$ref: '#/components/schemas/Book'}"
                                   : "{type: object, required: [" + life.asks + "], properties: {" +
                                         life.asks + ": {$ref: '#/components/schemas/Book'}}}";
    const std::string example = life.is_rich ? ", example: " + std::string(kRichBook) : "";
    return "{required: true, content: {" + type + ": {schema: " + schema + example + "}}}";
  };
  const std::string body = asked("application/json");
  const std::string forbidden = life.documents_forbidden ? ", '403': " + bare : "";
  const std::string absent =
      (life.documents_absence ? ", '404': " + bare + ", '410': " + bare : "") + forbidden;
  const std::string unknown =
      (life.upserts || !life.documents_refusals ? "" : ", '404': " + bare) + forbidden;
  const std::string refused = (life.documents_refusals ? ", '404': " + bare : "") +
                              (life.documents_forbidden ? ", '403': " + bare : "");
  const std::string made = life.has_owners && !life.is_named ? "" : ", '201': " + shown;
  const std::string located = "{description: d, headers: {Location: {schema: {type: string}}}" +
                              (life.tells ? shown.substr(shown.find(", content")) : "}");
  const std::string security = life.needs_token ? "      security: [{token: []}]\n" : "";
  const std::string refusals = life.needs_token ? ", '401': " + bare : "";
  const std::string base = life.prefix + (life.is_nested ? "/shops/{shopId}/books" : "/books");
  const std::string shop =
      life.is_nested ? "    - {name: shopId, in: path, required: true, schema: {type: string}}\n" : "";
  const std::string parameters = shop.empty() ? "" : "    parameters:\n" + shop;
  const std::string created = life.location == "none" ? (life.tells ? shown : bare) : located;
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
      (life.shelf.empty() ? ""
                          : "      parameters: [{name: shelf, in: query, schema: {enum: [old, new]}}]\n") +
      "      responses: {'200': {description: d, content: {" + life.type + ": {schema: " + list_schema(life) +
      "}}}" + refusals + "}\n";
  if (!life.is_named) {
    text += "    post:\n      operationId: create\n" + security + "      requestBody: " + body +
            "\n      responses: {'200': " + created + ", '201': " + created + ", '202': " + created +
            ", '303': " + located + ", '409': " + bare + ", '422': " + bare + refusals + "}\n";
  }
  text += "  " + base + "/{bookId}:\n    parameters:\n" + shop +
          "    - {name: bookId, in: path, required: true, schema: {" + id_schema(life) + "}}\n" +
          "    get:\n      operationId: read\n" + security + "      responses: {'200': " + shown +
          ", '304': " + bare + absent + refusals + "}\n" +
          (life.has_head ? "    head:\n      operationId: probe\n" + security +
                               "      responses: {'200': " + bare + absent + refusals + "}\n"
                         : "") +
          "    put:\n      operationId: replace\n" + security + "      requestBody: " + body +
          "\n      responses: {'200': " + shown + made + ", '204': " + bare + unknown + ", '409': " + bare +
          ", '412': " + bare + ", '422': " + bare + ", '428': " + bare + refusals +
          "}\n    patch:\n      operationId: update\n" + security +
          "      requestBody: " + asked(life.patch_type) + "\n      responses: {'200': " + shown +
          ", '204': " + bare + refused + ", '409': " + bare + ", '412': " + bare + ", '422': " + bare +
          ", '428': " + bare + ", '429': " + bare + refusals + "}\n    delete:\n      operationId: remove\n" +
          security + "      responses: {'200': " + shown + ", '202': " + bare + ", '204': " + bare + refused +
          ", '410': " + bare + refusals + "}\n";
  const std::string scheme = life.scheme == "key" ? "{type: apiKey, in: header, name: X-Key}"
                                                  : "{type: http, scheme: " + life.scheme + "}";
  text +=
      "components:\n  securitySchemes: {token: " + scheme +
      "}\n  schemas:\n    Book:\n      type: object\n      properties:\n        " + life.id_name +
      ": {readOnly: true, " + id_schema(life) +
      "}\n        title: {type: string, minLength: 1}\n        pages: {type: integer, minimum: 1}\n        "
      "tags: {type: "
      "array, items: {type: string}}\n        deleted: {type: boolean, readOnly: true}\n        changed: "
      "{type: integer, "
      "readOnly: true}\n" +
      std::string(life.is_rich ? kRichMembers
                               : "        language: {type: [string, 'null'], readOnly: true}\n") +
      "      required: [title]\n";
  return text;
}

// How a careless server spoils what it stores. All of these are of books as kRichBook describes them.
using Spoil = void (*)(JsonValue& book);

void replace_in_title(JsonValue& book, std::string_view what, std::string_view by) {
  std::string& title = book.find("title")->text;
  for (std::size_t at = title.find(what); at != title.npos; at = title.find(what, at + by.size()))
    title.replace(at, what.size(), by);
}

std::vector<JsonValue>& tags_of(JsonValue& book) {
  return book.find("tags")->items;
}

bool is_before(const JsonValue& left, const JsonValue& right) {
  return left.text < right.text;
}

const std::map<std::string, Spoil>& spoils() {
  static const std::map<std::string, Spoil> kSpoils = {
      {"truncates", [](JsonValue& book) { book.find("title")->text.resize(8); }},
      {"trims", [](JsonValue& book) { book.find("title")->text.erase(0, 2); }},
      {"lower_cases",
       [](JsonValue& book) { book.set("title", JsonValue::string(ascii_lower(book.find("title")->text))); }},
      {"escapes", [](JsonValue& book) { replace_in_title(book, "&", "&amp;"); }},
      {"strips_tags", [](JsonValue& book) { replace_in_title(book, "<Left>", ""); }},
      {"loses_umlauts", [](JsonValue& book) { replace_in_title(book, "Ü", "?"); }},
      {"fixed_title", [](JsonValue& book) { book.set("title", JsonValue::string("Book")); }},
      {"rounds", [](JsonValue& book) { book.set("price", JsonValue::number("12.35")); }},
      {"cuts_integers", [](JsonValue& book) { book.set("serial", JsonValue::number("9007199254740992")); }},
      {"drops_signs", [](JsonValue& book) { book.set("balance", JsonValue::integer(5)); }},
      {"off_by_one", [](JsonValue& book) { book.set("pages", JsonValue::integer(321)); }},
      {"mixes_up", [](JsonValue& book) { std::swap(*book.find("balance"), *book.find("rating")); }},
      {"shifts_dates", [](JsonValue& book) { book.set("published", JsonValue::string("2026-02-27")); }},
      {"drops_zones", [](JsonValue& book) { book.set("sold", JsonValue::string("2026-02-28T23:30:00.5Z")); }},
      {"cuts_seconds",
       [](JsonValue& book) { book.set("sold", JsonValue::string("2026-02-28T23:30:00+01:00")); }},
      {"inverts",
       [](JsonValue& book) {
         book.set("available", JsonValue::boolean(book.find("available")->is_false()));
       }},
      {"drops_false", [](JsonValue& book) { book.drop("lent"); }},
      {"drops_zero", [](JsonValue& book) { book.drop("rating"); }},
      {"drops_empty", [](JsonValue& book) { book.drop("subtitle"); }},
      {"drops_null", [](JsonValue& book) { book.drop("note"); }},
      {"writes_default", [](JsonValue& book) { book.set("language", JsonValue::string("en")); }},
      // What the example has.
      {"ignores_language", [](JsonValue& book) { book.set("language", JsonValue::string("fr")); }},
      {"ignores_dates", [](JsonValue& book) { book.set("published", JsonValue::string("2026-02-28")); }},
      {"ignores_booleans", [](JsonValue& book) { book.set("lent", JsonValue::boolean(false)); }},
      {"forgets", [](JsonValue& book) { book.drop("pages"); }},
      {"sorts", [](JsonValue& book) { std::sort(tags_of(book).begin(), tags_of(book).end(), is_before); }},
      {"reverses", [](JsonValue& book) { std::reverse(tags_of(book).begin(), tags_of(book).end()); }},
      {"drops_duplicates", [](JsonValue& book) { tags_of(book).erase(tags_of(book).begin() + 2); }},
      {"drops_last", [](JsonValue& book) { tags_of(book).pop_back(); }},
      {"empties", [](JsonValue& book) { tags_of(book).clear(); }},
      {"doubles", [](JsonValue& book) { tags_of(book).push_back(tags_of(book).front()); }},
  };
  return kSpoils;
}

class LifeServer : public Transport {
 public:
  std::size_t count() const { return books_.size(); }

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
    if (!response.body.empty()) {
      const bool is_page = life_.fault == "html" && request.method == "GET";
      response.fields.push_back({"Content-Type", is_page ? "text/html" : life_.type});
    }
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

  bool has(const char* fault) const { return life_.fault == fault; }

  std::string id_of(int number) const {
    if (life_.id == "integer") return std::to_string(number);
    if (life_.id == "large") return "90071992547409" + std::to_string(91 + 2 * number);
    if (life_.id == "uuid") return "0e1b8a1c-2c5e-4a77-8f10-4a1f0a7c" + std::to_string(1000 + number);
    if (life_.id == "slug") return "book-no-" + std::to_string(number);
    return "b " + std::to_string(number);
  }

  bool has_numbers() const { return life_.id == "integer" || life_.id == "large"; }
  JsonValue identity(const std::string& id) const {
    return has_numbers() ? JsonValue::number(id) : JsonValue::string(id);
  }

  void spoil(JsonValue& book, const std::string& method) const {
    const auto how = spoils().find(life_.fault);
    if (how == spoils().end() || (!life_.spoils_only.empty() && life_.spoils_only != method)) return;
    if (book.contains("tags") && tags_of(book).size() > 3) how->second(book);
  }

  std::string keep(const std::string& shop, JsonValue book) {
    std::string id = id_of(next_++);
    if (has("reuses_ids") && next_ > 3) id = id_of(2);
    book.set(life_.id_name, identity(id));
    if (life_.adds_defaults) book.set("language", JsonValue::string("en"));
    if (std::find(order_.begin(), order_.end(), id) == order_.end()) order_.push_back(id);
    books_[id] = {std::move(book), shop, life_.late};
    return id;
  }

  JsonValue shown(const Book& book) const {
    JsonValue value = book.value;
    if (life_.stamps) value.set("changed", JsonValue::integer(clock_));
    if (life_.has_row_numbers)
      value.set("id", JsonValue::integer(1000 + static_cast<int>(value.find(life_.id_name)->text.size())));
    const JsonValue* sold = value.find("sold");
    if (life_.writes_instants && sold != nullptr && sold->is_string("2026-02-28T23:30:00.5+01:00"))
      value.set("sold", JsonValue::string("2026-02-28T22:30:00.500Z"));
    if (life_.shows_nulls && !value.contains("language")) value.set("language", JsonValue::null());
    if (book.is_deleted && !has("lists_deleted")) value.set("deleted", JsonValue::boolean(true));
    return value;
  }

  http::Response with_book(int code, Book& book, bool is_read = false) {
    http::Response response = status(code);
    if (code == 204) return response;
    JsonValue value = shown(book);
    if (is_read && has("text_numbers")) value.set("pages", JsonValue::string("320"));
    if (is_read && has("text_booleans")) value.set("available", JsonValue::string("true"));
    if (is_read && has("nulls_empty")) value.set("subtitle", JsonValue::null());
    if (is_read && has("lacks_title")) value.drop("title");
    response.body = to_text(life_.wrap.empty() ? value : JsonValue::object({{life_.wrap, value}}));
    if (has("new_etag")) ++etags_;
    if (life_.has_etags) response.fields.push_back({"ETag", etag_of(book)});
    return response;
  }

  std::string etag_of(const Book& book) const {
    const int version = has("constant_etag") ? 1 : life_.counts_writes ? clock_ : book.version;
    const std::string mark = life_.weak_etags ? "W/" : "";
    return mark + "\"" + std::to_string(version) + "-" + std::to_string(etags_) + "\"";
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
    if (has("accepts_all")) return 0;
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

  // The book that a request sends.
  JsonValue sent_book(const http::Request& request) const {
    const JsonValue body = read_json(request.body).value_or(JsonValue());
    if (life_.asks.empty() || !body.is_object()) return body;
    const JsonValue* book = body.find(life_.asks);
    return book == nullptr ? JsonValue() : *book;
  }

  static std::vector<std::string> segments_of(const std::string& target) {
    std::vector<std::string> segments;
    const std::string path = target.substr(0, target.find('?'));
    for (const std::string_view part : split(path, '/')) {
      if (!part.empty()) segments.push_back(percent_decoded(part));
    }
    return segments;
  }

  bool is_let_in(const http::Request& request) const {
    if (!life_.needs_token) return true;
    const bool is_key = life_.scheme == "key";
    const std::string given = http::combined(request.fields, is_key ? "X-Key" : "Authorization").value_or("");
    const std::string right = is_key                    ? "right-key"
                              : life_.scheme == "basic" ? "Basic bWU6cmlnaHQ="  // me:right
                                                        : "Bearer right-token";
    if (is_of_other(request)) return life_.knows_other;
    const bool is_read = request.method == "GET";
    const bool is_open = (has("open_reads") && is_read) || (has("open_writes") && !is_read);
    const bool takes_any = (has("any_reads") && is_read) || (has("any_writes") && !is_read);
    return given == right || (given.empty() && is_open) || (!given.empty() && takes_any);
  }

  bool is_of_other(const http::Request& request) const {
    return life_.has_owners && http::combined(request.fields, "Authorization") == "Bearer other-token";
  }

  bool shares(const std::string& what) const {
    const bool is_read = what == "shares_reads" || what == "shares_lists";
    return has("shares_all") || has(what.c_str()) || (is_read && has("shares_reads_and_lists"));
  }

  // What the second identity gets of the first one's book; nullopt: what anybody gets.
  std::optional<http::Response> foreign(const http::Request& request,
                                        std::map<std::string, Book>::iterator found) {
    if (request.method == "GET") {
      if (shares("shares_reads")) return std::nullopt;
      if (life_.mirrors) return http::Response{.status = 200, .body = R"({"title":"Mine","pages":9})"};
      return status(life_.refusal);
    }
    if (life_.ignores_others) return status(204);
    if (request.method == "PATCH" && shares("shares_patches")) return std::nullopt;
    if (request.method == "PUT" && shares("shares_puts")) return std::nullopt;
    if (request.method == "DELETE" && shares("shares_deletes")) return std::nullopt;
    if (request.method == "PATCH" && has("changes_and_refuses"))
      found->second.value.set("title", JsonValue::string("Changed"));
    if (request.method == "DELETE" && has("deletes_and_refuses")) books_.erase(found);
    return status(life_.refusal);
  }

  http::Response answer(const http::Request& request) {
    if (!request.target.starts_with(life_.prefix)) return status(404);
    std::vector<std::string> path = segments_of(request.target.substr(life_.prefix.size()));
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
    if (!is_let_in(request)) {
      const bool is_carried_out = has("carries_out_refused") && request.method == life_.spoils_only;
      if (is_carried_out) (void)carried_out(request, path, shop);
      return status(life_.hides ? 404 : 401);
    }
    return carried_out(request, path, shop);
  }

  http::Response carried_out(const http::Request& request, const std::vector<std::string>& path,
                             const std::string& shop) {
    return path.size() == 1 ? of_collection(request, shop) : of_item(request, path[1], shop);
  }

  std::string location_of(const std::string& target, const std::string& id) const {
    std::string named = id;
    if (has("wrong_location")) named = id_of(999);
    if (has("locates_collection")) return target;
    if (has("other_location")) named = order_.front();
    if (has("same_location")) named = order_[life_.before];
    std::string path = target + "/" + percent_encoded(named) + (life_.trailing_slash ? "/" : "");
    if (has("loses_prefix")) path.erase(0, life_.prefix.size());
    if (has("other_host")) return "http://elsewhere.example" + path;
    if (has("other_port")) return "http://shop.example:8081" + path;
    if (has("other_scheme")) return "https://shop.example" + path;
    if (life_.location == "url") return "http://shop.example" + path;
    if (life_.location == "relative") return path.substr(path.rfind("books"));
    return path;
  }

  http::Response of_collection(const http::Request& request, const std::string& shop) {
    shelf_ = request.target.ends_with("shelf=new")   ? "new"
             : request.target.ends_with("shelf=old") ? "old"
                                                     : life_.shelf;
    if (request.method == "GET") return list(shop, is_of_other(request));
    if (request.method != "POST") return status(405);
    JsonValue body = sent_book(request);
    if (!body.is_object()) return status(has("accepts_all") ? life_.created : 422);
    if (const int fault = fault_of(body, true, {})) return status(fault);
    if (books_.size() >= life_.quota) return status(409);
    body.drop(life_.id_name);
    if (has("loses_member")) body.drop("pages");
    spoil(body, "POST");
    ++clock_;
    const std::string id = keep(shop, std::move(body));
    http::Response response = life_.tells ? with_book(life_.created, books_.at(id)) : status(life_.created);
    if (life_.redirects) response = status(303);
    if (has("breaks_create")) response = status(500);
    if (has("unnamed")) response.body = R"({"title":"A"})";
    if (has("tells_another")) {
      JsonValue told = read_json(response.body).value();
      told.set(life_.id_name, identity(id_of(777)));
      response.body = to_text(told);
    }
    if (life_.location != "none") response.fields.push_back({"Location", location_of(request.target, id)});
    if (has("unreadable")) books_.erase(id);
    return response;
  }

  JsonValue listed(const std::string& id, const Book& book, const std::string& shop) const {
    const std::string path = (life_.is_nested ? "/shops/" + shop : "") + "/books/" + percent_encoded(id);
    if (life_.items == "ids") return identity(id);
    if (life_.items == "urls") return JsonValue::string("http://shop.example" + life_.prefix + path);
    if (life_.items == "links") {
      const JsonValue self = JsonValue::object({{"href", JsonValue::string(life_.prefix + path)}});
      return JsonValue::object({{"_links", JsonValue::object({{"self", self}})}});
    }
    JsonValue item = shown(book);
    if (life_.items == "summaries") {
      const JsonValue title = *item.find("title");
      item = JsonValue::object({{life_.id_name, identity(id)}, {"title", title}});
    }
    if (has("lists_other_ids")) item.set(life_.id_name, identity(id_of(500)));
    return item;
  }

  http::Response list(const std::string& shop, bool is_for_other) {
    if (has("breaks_list")) return status(500);
    if (has("stale_list") && !stale_list_.body.empty()) return stale_list_;
    std::vector<JsonValue> items;
    std::size_t left_out = 0;
    for (const std::string& id : order_) {
      const auto book = books_.find(id);
      const bool is_hidden = book == books_.end() || book->second.shop != shop ||
                             (book->second.is_deleted && !has("lists_deleted"));
      if (is_hidden || (has("empties_list") && was_deleted_)) continue;
      if (book->second.hidden > 0 && book->second.hidden-- > 0) continue;
      if (has("unlisted") && id != order_.front()) continue;
      if (has("unlisted_new") && items.size() >= life_.before) continue;
      if (shelf_ == "old" && id != order_.front()) continue;
      if (shelf_ == "new" && id == order_.front()) continue;
      if (is_for_other && !shares("shares_lists") && !life_.mirrors) continue;
      items.push_back(listed(id, book->second, shop));
      if (is_for_other && life_.mirrors) items.back().set("title", JsonValue::string("Mine"));
    }
    if (life_.newest_first) std::reverse(items.begin(), items.end());
    const std::size_t total = items.size();
    if (life_.page > 0 && total > life_.page) {
      left_out = total - life_.page;
      items.resize(life_.page);
    }
    http::Response response{.status = 200};
    JsonValue body = JsonValue::array(items);
    if (life_.list == "_embedded") {
      body = JsonValue::object({{"_embedded", JsonValue::object({{"books", body}})}});
    } else if (!life_.list.empty() || has("wraps_list")) {
      body = JsonValue::object({{has("wraps_list") ? "data" : life_.list, body}});
    }
    const JsonValue more = left_out > 0 ? JsonValue::string("2") : JsonValue::null();
    if (life_.page > 0) {
      if (life_.paging == "next" && body.is_object()) body.set("next", more);
      if (life_.paging == "cursor") body.set("meta", JsonValue::object({{"next_cursor", more}}));
      if (life_.paging == "total")
        body.set("meta", JsonValue::object({{"total", JsonValue::integer(static_cast<int>(total))}}));
      if (life_.paging == "more")
        body.set("meta", JsonValue::object({{"hasMore", JsonValue::boolean(left_out > 0)}}));
      if (life_.paging == "link" && left_out > 0)
        response.fields.push_back({"Link", "<http://shop.example/books?page=2>; rel=\"next\""});
      if (life_.paging == "page count" && body.is_object())
        body.set("count", JsonValue::integer(static_cast<int>(total - left_out)));
      if (life_.paging == "count") response.fields.push_back({"X-Total-Count", std::to_string(total)});
    }
    response.body = to_text(body);
    stale_list_ = response;
    return response;
  }

  http::Response of_item(const http::Request& request, const std::string& id, const std::string& shop) {
    auto found = books_.find(id);
    const bool shows_deleted = life_.is_soft || (has("undead") && request.method == "GET");
    const bool is_known = found != books_.end() && (!found->second.is_deleted || shows_deleted);
    if (!is_known) {
      const bool was_there = std::find(order_.begin(), order_.end(), id) != order_.end();
      if (request.method == "DELETE" && was_there) return status(life_.deleted_again);
      if (request.method == "GET" && (has("knows_all") || (was_there && life_.gone == 200)))
        return {.status = 200, .body = R"({"title":"A book"})"};
      const bool puts_anything = life_.upserts || has("puts_unknown");
      if (request.method != "PUT" || !puts_anything) return status(was_there ? life_.gone : 404);
      found = books_.emplace(id, Book{.value = {}, .shop = shop}).first;
      if (life_.is_named) {
        if (!was_there) order_.push_back(id);
        http::Response response = changed(request, found);
        const bool is_created = response.status == 200;
        if (is_created && !has("creates_with_200")) response.status = 201;
        if (!is_created || has("unreadable")) books_.erase(found);
        return response;
      }
    }
    if (is_of_other(request)) {
      if (std::optional<http::Response> refused = foreign(request, found)) return *std::move(refused);
    }
    Book& book = found->second;
    if (request.method == "GET" || request.method == "HEAD") {
      if (has("breaks_reads")) return status(500);
      const auto known = http::combined(request.fields, "If-None-Match");
      if (life_.has_etags && known == etag_of(book)) return {.status = 304, .fields = {{"ETag", *known}}};
      return with_book(200, book, true);
    }
    const bool was_posted = std::find(order_.begin(), order_.end(), id) != order_.end();
    if (request.method == "DELETE" && has("puts_unknown") && !was_posted) return status(404);
    if (request.method == "DELETE") return removed(found);
    if (request.method != "PUT" && request.method != "PATCH") return status(405);
    return changed(request, found);
  }

  http::Response removed(std::map<std::string, Book>::iterator found) {
    Book& book = found->second;
    ++clock_;
    was_deleted_ = true;
    if (has("breaks_deletions")) {
      books_.erase(found);
      return status(500);
    }
    book.is_deleted = true;
    http::Response response = with_book(life_.deleted, book);
    if (life_.deleted == 202) response.body.clear();
    if (has("undead") || has("deletes_another")) book.is_deleted = false;
    if (has("deletes_the_last") && std::prev(books_.end()) != found) books_.erase(std::prev(books_.end()));
    if (has("deletes_another") && books_.size() > 1 && books_.begin() != found) books_.erase(books_.begin());
    const bool is_kept = life_.is_soft || has("undead") || has("deletes_another") || has("lists_deleted");
    const std::string shop = book.shop;
    if (!is_kept && life_.deleted != 202) books_.erase(found);
    if (has("deletes_all")) std::erase_if(books_, [&](const auto& one) { return one.second.shop == shop; });
    return response;
  }

  http::Response changed(const http::Request& request, std::map<std::string, Book>::iterator found) {
    const std::string id = found->first;
    Book& book = found->second;
    const bool is_whole = request.method == "PUT";
    const auto match = http::combined(request.fields, "If-Match");
    if (life_.needs_match && !match) return status(428);
    if (life_.has_etags && match && match != etag_of(book)) return status(412);
    if (life_.is_throttled && !is_whole) return status(429);
    const JsonValue body = sent_book(request);
    if (!body.is_object()) return status(422);
    if (const int fault = fault_of(body, is_whole || life_.refuses_parts, id)) return status(fault);
    const JsonValue before = book.value;
    const auto is_other = [&](const char* name) {
      const JsonValue* was = before.find(name);
      const JsonValue* is = body.find(name);
      return was != nullptr && is != nullptr && !(*was == *is);
    };
    if (life_.refuses_choices && is_other("published")) return status(409);
    ++clock_;
    const bool resets = has("patch_replaces") && !is_whole;
    if (is_whole || resets) {
      book.value = JsonValue::object({{life_.id_name, identity(id)}});
      if (resets && !body.contains("title")) book.value.set("title", *before.find("title"));
      if (life_.adds_defaults) book.value.set("language", JsonValue::string("en"));
    }
    if (has("patch_defaults") && !is_whole && !body.contains("pages"))
      book.value.set("pages", JsonValue::integer(1));
    if (has("patch_empties") && !is_whole && !body.contains("tags"))
      book.value.set("tags", JsonValue::array());
    for (const auto& [name, value] : body.members) {
      if (name == life_.id_name || (has("loses_member") && name == "pages")) continue;
      book.value.set(name, value);
    }
    for (const char* name : {"language", "published", "tags"}) {
      if (life_.fault == std::string("keeps_") + name && is_other(name))
        book.value.set(name, *before.find(name));
    }
    spoil(book.value, request.method);
    if (has("lost_update") || (has("lost_put") && is_whole) || (has("lost_patch") && !is_whole))
      book.value = before;
    if (has("appends") && is_whole && ++puts_ == 2)
      book.value.set("tags", JsonValue::array({JsonValue::string("again")}));
    if (has("counts") && is_whole && ++puts_ == 2) book.value.set("pages", JsonValue::integer(777));
    if (has("toggles") && is_whole && ++puts_ == 2)
      book.value.set("available", JsonValue::boolean(book.value.find("available")->is_false()));
    if (has("forgets_second") && is_whole && ++puts_ == 2) book.value.drop("pages");
    if (has("normalises")) book.value.set("title", JsonValue::string("TITLE"));
    if (!(before == book.value) || life_.stamps) ++book.version;
    http::Response response = with_book(is_whole ? life_.replaced : life_.updated, book);
    if (has("breaks_changes")) return status(500);
    if (has("put_loses_book") && is_whole) books_.erase(found);
    if (has("patch_loses_book") && !is_whole && body.contains("title")) books_.erase(found);
    return response;
  }

  const Life& life_;
  std::mutex mutex_;
  std::map<std::string, Book> books_;
  std::vector<std::string> order_;
  std::set<std::string> open_;
  http::Response stale_list_;
  bool was_deleted_ = false;
  std::string shelf_;  // that the list is asked for
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
  if (life.needs_token && life.scheme == "bearer") options.plan.keys.token = "right-token";
  if (life.needs_token && life.scheme == "basic") options.plan.user = "me:right";
  if (life.needs_token && life.scheme == "key") options.plan.keys.by_scheme["token"] = "right-key";
  if (life.has_owners) options.plan.other = GivenIdentity{.user = {}, .keys = {.token = "other-token"}};
  if (life.late > 0) {
    options.session.settle = std::chrono::seconds(5);
    options.session.pace = &pace;
  }
  Result<Session> session = start_run(*contract, std::move(options), server);
  if (!session) throw std::runtime_error(to_string(session.errors()));
  Ledger ledger = session->judge_all({});
  if (life.leaves_nothing) {
    EXPECT_EQ(server.count(), life.before);
  }
  return ledger;
}

// How often each server is judged, with one job and with sixteen.
int repeats() {
  const char* wanted = std::getenv("AVOUCH_REPEATS");
  const int number = wanted == nullptr ? 0 : std::atoi(wanted);
  return number > 0 ? number : 2;
}

// Outcomes alone, a line each.
std::string outcomes_of(const Ledger& ledger) {
  std::string text;
  for (const Entry& entry : ledger.entries)
    text += entry.clause->coordinate + " " + std::string(to_string(entry.verdict.outcome)) + "\n";
  return text;
}

void expect_as_told(const Life& life, const Ledger& ledger) {
  Names violated;
  Names held;
  std::string told;
  std::size_t holding = 0;
  for (const Entry& entry : ledger.entries) {
    const bool is_state = entry.clause->kind == ClauseKind::state;
    const bool is_warning = entry.clause->severity == Severity::warning;
    if (is_state)
      told += entry.clause->coordinate + " " + std::string(to_string(entry.verdict.outcome)) + ": " +
              entry.verdict.reason + "\n";
    if (entry.verdict.outcome == Outcome::violated && !is_warning) violated.insert(entry.clause->coordinate);
    if (entry.verdict.outcome == Outcome::violated && !is_state && !is_warning)
      told += entry.clause->coordinate + ": " + entry.verdict.reason + "\n";
    EXPECT_NE(entry.verdict.outcome, Outcome::undecided)
        << entry.clause->coordinate << ": " << entry.verdict.reason;
    if (entry.verdict.outcome != Outcome::holds) continue;
    if (is_state) ++holding;
    held.insert(entry.clause->coordinate);
  }
  for (const SentRequest& sent : ledger.exchanges)
    told += sent.probe + ": " + sent.request + " " + sent.outcome + "\n";
  EXPECT_EQ(violated, life.flagged) << told;
  if (life.flagged.empty()) {
    EXPECT_GE(holding, life.least) << told;
  }
  for (const std::string& name : life.held) EXPECT_TRUE(held.contains(name)) << name << "\n" << told;
  const bool may_leave = life.created != 201 || life.deleted == 202 || !life.fault.empty() ||
                         life.redirects || (life.location == "none" && !life.tells);
  EXPECT_TRUE(ledger.run.left_behind.empty() || may_leave) << join(ledger.run.left_behind, ", ");
}

// A PUT of what is not there should be refused. What it creates all the same is named, if it is still there.
TEST(LeftBehind, IsWhatAPutCreated) {
  const Ledger ledger = run_against({.name = "KeepsWhatPutCreates", .fault = "puts_unknown"}, 1);
  ASSERT_EQ(ledger.run.left_behind.size(), 1) << join(ledger.run.left_behind, "\n");
  EXPECT_NE(ledger.run.left_behind.front().find("PUT got 200: it is there, and may have been there before"),
            std::string::npos)
      << ledger.run.left_behind.front();
}

// What was created later is not deleted, because the answers to its POST name two resources. What was deleted
// is not named.
TEST(LeftBehind, IsWhatTheLocationDoesNotName) {
  for (const char* prefix : {"", "/api/v1"}) {
    const Ledger ledger =
        run_against({.name = "LocatesTheFirst", .prefix = prefix, .fault = "same_location"}, 1);
    ASSERT_FALSE(ledger.run.left_behind.empty());
    for (std::size_t i = 0; i < ledger.run.left_behind.size(); ++i) {
      EXPECT_EQ(ledger.run.left_behind[i], join({"http://shop.example", prefix, "/books/b%20",
                                                 std::to_string(3 + i), ": the answer does not name it"},
                                                ""));
    }
  }
}

// A list that shows less than was sent does not say for certain what a refused POST created.
TEST(LeftBehind, IsWhatARefusedPostMayHaveCreated) {
  const Ledger ledger = run_against({.name = "Summaries",
                                     .needs_token = true,
                                     .items = "summaries",
                                     .fault = "carries_out_refused",
                                     .spoils_only = "POST"},
                                    1);
  ASSERT_EQ(ledger.run.left_behind.size(), 2) << join(ledger.run.left_behind, "\n");
  EXPECT_EQ(
      ledger.run.left_behind.front(),
      "http://shop.example/books/b%202: its POST was refused, and it is not certain that this is what it "
      "created");
}

class Lives : public testing::TestWithParam<Life> {};

TEST_P(Lives, AreJudgedRight) {
  std::string first;
  for (const std::size_t jobs : {1, 16}) {
    for (int i = 0; i < repeats(); ++i) {
      const Ledger ledger = run_against(GetParam(), jobs);
      if (first.empty()) {
        expect_as_told(GetParam(), ledger);
        first = outcomes_of(ledger);
      }
      ASSERT_EQ(outcomes_of(ledger), first) << "run " << i + 1 << " at -j " << jobs;
      if (HasFailure()) return;  // another run would say the same
    }
  }
}

std::string name_of(const testing::TestParamInfo<Life>& of) {
  return of.param.name;
}

std::vector<Life> plain_rows() {
  return {
      {.name = "Plain"},
      {.name = "IntegerIds", .id = "integer"},
      {.name = "UuidIds", .id = "uuid"},
      {.name = "SlugIds", .id = "slug"},
      {.name = "Created200", .created = 200, .least = 0},
      {.name = "LocationIsUrl", .location = "url"},
      {.name = "LocationIsRelative", .location = "relative"},
      {.name = "LocationEndsInSlash", .trailing_slash = true},
      {.name = "NoLocation", .location = "none"},
      {.name = "LocationAlone", .tells = false},
      {.name = "LocationUrlAlone", .id = "integer", .location = "url", .tells = false},
      {.name = "NothingNamed", .location = "none", .tells = false, .least = 0},
      {.name = "Wrapped", .wrap = "data"},
      {.name = "WrappedByName", .wrap = "book"},
      {.name = "WrappedIntegerWithoutLocation", .id = "integer", .location = "none", .wrap = "data"},
      {.name = "ListOfItems", .list = "items"},
      {.name = "ListOfData", .list = "data"},
      {.name = "ListByName", .list = "books"},
      {.name = "ListOfHal", .list = "_embedded"},
      {.name = "Deleted200", .deleted = 200},
      {.name = "Deleted202", .deleted = 202, .least = 5},
      {.name = "DeletedAgain410", .deleted_again = 410, .gone = 410},
      {.name = "DeletedAgain204", .deleted_again = 204},
      {.name = "Gone410", .gone = 410},
      {.name = "SoftDelete", .is_soft = true, .least = 5},
      {.name = "SoftDelete200", .deleted = 200, .is_soft = true, .least = 5},
      {.name = "Put204", .replaced = 204},
      {.name = "Put201", .replaced = 201},
  };
}

std::vector<Life> demanding_rows() {
  return {
      {.name = "Patch204", .updated = 204},
      {.name = "NoContentAnywhere", .location = "path", .tells = false, .replaced = 204, .updated = 204},
      // What a 202 names may be a job, so nothing is known to be the run's own.
      {.name = "Accepted", .created = 202, .least = 0},
      {.name = "AcceptedWithoutBody", .created = 202, .tells = false, .least = 0},
      {.name = "UniqueTitles", .has_unique_titles = true},
      {.name = "UniqueTitlesIntegers", .id = "integer", .has_unique_titles = true},
      {.name = "RefusesTags", .refuses_tags = true, .least = 4},
      {.name = "RefusesAnotherDate",
       .is_rich = true,
       .refuses_choices = true,
       .held = {"replace/state/kept", "update/state/kept", "update/state/untouched"}},
      {.name = "Bearer", .needs_token = true},
      {.name = "HiddenBy404", .needs_token = true, .hides = true},
      {.name = "BearerIntegers", .id = "integer", .needs_token = true},
      {.name = "EventualList", .late = 2},
      {.name = "EventualListOfItems", .list = "items", .late = 3},
      {.name = "Pages", .list = "items", .page = 5, .before = 9, .least = 5},
      {.name = "SmallPages", .list = "items", .page = 2, .before = 4, .least = 5},
      {.name = "PagesInAnArray", .page = 5, .before = 9, .least = 5},
      {.name = "OnePage", .list = "items", .page = 5},
      {.name = "TheEndIsSaid", .list = "items", .page = 20, .before = 6, .held = {"create/state/listed"}},
      {.name = "TheTotalIsSaid",
       .list = "items",
       .page = 20,
       .before = 6,
       .paging = "total",
       .held = {"create/state/listed"}},
      {.name = "TheCountIsThatOfThePage",
       .list = "items",
       .page = 6,
       .before = 9,
       .paging = "page count",
       .least = 5},
      {.name = "EmptyBefore", .before = 0},
      {.name = "FilteredLists", .shelf = "documented", .held = {"create/state/listed"}},
      {.name = "ListsFilteredByDefault", .shelf = "old", .least = 5, .held = {"create/state/listed"}},
      {.name = "Nested", .is_nested = true},
      {.name = "NestedIntegers", .id = "integer", .is_nested = true},
      {.name = "NestedWithoutLocation", .location = "none", .is_nested = true},
      {.name = "NestedWithToken", .needs_token = true, .is_nested = true},
      {.name = "Stamps", .stamps = true},
      {.name = "StampsAndEtags", .stamps = true, .has_etags = true},
      {.name = "Etags",
       .has_etags = true,
       .held = {"read/304/status", "update/412/status", "replace/412/status"}},
      {.name = "Defaults", .adds_defaults = true},
      {.name = "DefaultsWrapped", .wrap = "data", .adds_defaults = true},
  };
}

// A second identity, and what it may and may not do with the books of the first one.
std::vector<Life> owned_rows() {
  const Names all = {"list/state/owned", "read/state/owned", "update/state/owned", "replace/state/owned",
                     "remove/state/owned"};
  std::vector<Life> rows = {
      {.name = "OwnedAndHidden", .held = all},
      {.name = "OwnedAndForbidden", .refusal = 403, .held = all},
      {.name = "OwnedAndUnauthorized", .refusal = 401, .held = all},
      {.name = "OwnedIntegersInData", .id = "integer", .list = "data", .held = all},
      {.name = "OwnedAndWrapped", .wrap = "data", .list = "items", .held = all},
      {.name = "OwnedInShops", .is_nested = true, .held = all},
      {.name = "OwnedWithEtags", .has_etags = true, .held = all},
      {.name = "TheOtherIsUnknown", .knows_other = false},
      {.name = "TheOtherIsUnknownAndThatIsHidden", .hides = true, .knows_other = false},
      {.name = "TheOtherHasTheSameNumbers", .id = "integer", .mirrors = true},
      {.name = "ForeignWritesAreIgnored", .ignores_others = true, .held = all},
      {.name = "ForeignWritesAreIgnoredInAWrapper", .wrap = "book", .ignores_others = true, .held = all},
      {.name = "EverybodysAndOnly404IsDocumented", .fault = "shares_all", .least = 5},
      {.name = "ShownToEverybodyAndOnly404IsDocumented", .fault = "shares_reads_and_lists", .least = 5},
      {.name = "EverybodysAndNoRefusalIsDocumented",
       .documents_absence = false,
       .documents_refusals = false,
       .fault = "shares_all",
       .least = 5},
      {.name = "OwnedOfMany", .list = "items", .page = 5, .before = 9, .least = 5},
  };
  for (Life& row : rows) row.needs_token = row.has_owners = true;
  return rows;
}

std::vector<Life> shared_rows() {
  std::vector<Life> rows = {
      {.name = "ReadsAreForAll", .fault = "shares_reads", .flagged = {"read/state/owned"}},
      {.name = "ReadsOfNumbersAreForAll",
       .id = "integer",
       .fault = "shares_reads",
       .flagged = {"read/state/owned"}},
      {.name = "ReadsOfWrappersAreForAll",
       .wrap = "data",
       .fault = "shares_reads",
       .flagged = {"read/state/owned"}},
      {.name = "PatchesAreForAll", .fault = "shares_patches", .flagged = {"update/state/owned"}},
      {.name = "PutsAreForAll", .fault = "shares_puts", .flagged = {"replace/state/owned"}},
      {.name = "DeletionsAreForAll", .fault = "shares_deletes", .flagged = {"remove/state/owned"}},
      {.name = "SoftDeletionsAreForAll",
       .is_soft = true,
       .fault = "shares_deletes",
       .flagged = {"remove/state/owned"}},
      {.name = "ListsAreForAll", .fault = "shares_lists", .flagged = {"list/state/owned"}},
      {.name = "ListsOfIdsAreForAll",
       .id = "uuid",
       .items = "ids",
       .fault = "shares_lists",
       .flagged = {"list/state/owned"}},
      {.name = "ReadsAreForAllAnd403IsDocumented",
       .documents_forbidden = true,
       .fault = "shares_reads_and_lists",
       .flagged = {"list/state/owned", "read/state/owned"}},
      {.name = "EverythingIsForAll",
       .documents_forbidden = true,
       .fault = "shares_all",
       .flagged = {"list/state/owned", "read/state/owned", "update/state/owned", "replace/state/owned",
                   "remove/state/owned"}},
      {.name = "RefusedAndDeleted", .fault = "deletes_and_refuses", .flagged = {"remove/state/owned"}},
      {.name = "RefusedAndChanged",
       .refusal = 403,
       .fault = "changes_and_refuses",
       .flagged = {"update/state/owned"}},
      {.name = "DeletionsInShopsAreForAll",
       .is_nested = true,
       .fault = "shares_deletes",
       .flagged = {"remove/state/owned"}},
  };
  for (Life& row : rows) row.needs_token = row.has_owners = true;
  return rows;
}

// PUT creates, and there is no POST.
std::vector<Life> named_rows() {
  const Names all = {"replace/state/readable",   "replace/state/kept", "replace/state/listed",
                     "replace/state/repeatable", "update/state/kept",  "remove/state/gone",
                     "remove/state/others"};
  std::vector<Life> rows = {
      {.name = "Named", .held = all},
      {.name = "NamedIntegers",
       .id = "integer",
       .before = 0,
       .held = {"replace/state/readable", "replace/state/kept", "replace/state/listed", "remove/state/gone"}},
      {.name = "NamedSlugsInData", .id = "slug", .list = "data", .held = all},
      {.name = "NamedAndWrapped", .wrap = "data", .held = all},
      {.name = "NamedWithToken", .needs_token = true, .held = all},
      {.name = "NamedAndOwned",
       .needs_token = true,
       .has_owners = true,
       .held = {"read/state/owned", "list/state/owned", "update/state/owned", "remove/state/owned"}},
      {.name = "NamedWithEtags",
       .has_etags = true,
       .held = {"replace/412/status", "update/412/status", "replace/state/kept"}},
      {.name = "NamedAndSoftlyDeleted", .is_soft = true},
      {.name = "NamedAndAnswered200", .leaves_nothing = true, .fault = "creates_with_200", .least = 0},
  };
  for (Life& row : rows) row.is_named = row.upserts = true;
  return rows;
}

std::vector<Life> badly_named_rows() {
  std::vector<Life> rows = {
      {.name = "NamedAndNotReadable", .fault = "unreadable", .flagged = {"replace/state/readable"}},
      {.name = "NamedAndNotListed", .fault = "unlisted", .flagged = {"replace/state/listed"}},
      {.name = "NamedAndUndead", .fault = "undead", .flagged = {"remove/state/gone"}},
      {.name = "NamedAndAllDeleted", .fault = "deletes_all", .flagged = {"remove/state/others"}},
      {.name = "NamedAndCounted", .fault = "counts", .flagged = {"replace/state/repeatable"}},
      {.name = "NamedAndForgotten",
       .is_rich = true,
       .fault = "forgets",
       .spoils_only = "PUT",
       .flagged = {"replace/state/kept"}},
      {.name = "NamedAndReadByAll",
       .needs_token = true,
       .has_owners = true,
       .fault = "shares_reads",
       .flagged = {"read/state/owned"}},
  };
  for (Life& row : rows) row.is_named = row.upserts = true;
  return rows;
}

std::vector<Life> unusual_rows() {
  return {
      {.name = "NoAbsenceDocumented", .documents_absence = false},
      {.name = "DeletedIsShownAsADefault", .gone = 200, .documents_absence = false},
      {.name = "LargeIntegerIds", .id = "large"},
      {.name = "IdsAreCalledBookId", .id_name = "bookId"},
      {.name = "IdsAreCalledUnderscoreId", .location = "none", .id_name = "_id"},
      {.name = "RequestsAreWrapped", .asks = "book"},
      {.name = "RequestsAndAnswersAreWrapped", .wrap = "book", .list = "books", .asks = "book"},
      {.name = "ListOfIds", .items = "ids"},
      {.name = "ListOfIntegers", .id = "integer", .items = "ids"},
      {.name = "ListOfUrls", .items = "urls"},
      {.name = "ListOfLinks", .list = "_embedded", .items = "links"},
      {.name = "ListOfSummaries", .id = "uuid", .list = "data", .items = "summaries"},
      {.name = "NewestFirst", .newest_first = true},
      {.name = "NewestFirstOnPages", .list = "items", .page = 2, .before = 4, .newest_first = true},
      {.name = "PagesByCursor", .list = "items", .page = 2, .before = 4, .paging = "cursor"},
      {.name = "PagesByTotal", .list = "items", .page = 2, .before = 4, .paging = "total"},
      {.name = "PagesByMore", .list = "items", .page = 2, .before = 4, .paging = "more"},
      {.name = "PagesByLink", .page = 2, .before = 4, .paging = "link"},
      {.name = "PagesByCount", .page = 2, .before = 4, .paging = "count"},
      {.name = "BelowAPrefix", .prefix = "/api/v1"},
      {.name = "UrlsBelowAPrefix", .location = "url", .prefix = "/api/v1"},
      {.name = "HalJson", .list = "_embedded", .type = "application/hal+json"},
      {.name = "MergePatch", .patch_type = "application/merge-patch+json"},
      {.name = "NeedsIfMatch",
       .has_etags = true,
       .needs_match = true,
       .held = {"replace/state/kept", "update/state/kept", "replace/state/repeatable",
                "update/state/untouched", "read/state/etag", "update/412/status", "replace/412/status"}},
      {.name = "RowNumbers", .id_name = "slug", .has_row_numbers = true, .held = {"create/state/located"}},
      {.name = "RefusesParts", .refuses_parts = true},
      {.name = "Quota", .quota = 2},
      {.name = "PutCreates", .upserts = true},
      {.name = "WeakEtags", .has_etags = true, .weak_etags = true},
      {.name = "EtagsCountWrites", .has_etags = true, .counts_writes = true},
      {.name = "ShowsNulls", .shows_nulls = true},
      {.name = "HeadIsDocumented", .has_etags = true, .has_head = true},
      {.name = "PostRedirects", .tells = false, .redirects = true, .least = 0},
      {.name = "Basic", .needs_token = true, .scheme = "basic"},
      {.name = "ApiKey", .needs_token = true, .scheme = "key"},
      {.name = "ManyTypes", .is_rich = true},
      {.name = "ManyTypesWrapped", .wrap = "data", .list = "data", .is_rich = true},
      {.name = "InstantsInUtc", .is_rich = true, .writes_instants = true},
      {.name = "PatchIsThrottled", .is_throttled = true},
      {.name = "Everything",
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
       .adds_defaults = true},
  };
}

// What one method spoils of the values that it stores.
std::vector<Life> careless_rows() {
  struct Careless {
    const char* name;
    const char* method;
    const char* fault;
  };
  const std::vector<Careless> careless = {
      {"CreateTruncatesText", "POST", "truncates"},
      {"CreateTrimsText", "POST", "trims"},
      {"CreateLowersCase", "POST", "lower_cases"},
      {"CreateEscapesHtml", "POST", "escapes"},
      {"CreateStripsTags", "POST", "strips_tags"},
      {"CreateLosesUmlauts", "POST", "loses_umlauts"},
      {"CreateFixesTheTitle", "POST", "fixed_title"},
      {"CreateRoundsNumbers", "POST", "rounds"},
      {"CreateCutsLargeIntegers", "POST", "cuts_integers"},
      {"CreateDropsSigns", "POST", "drops_signs"},
      {"CreateIsOffByOne", "POST", "off_by_one"},
      {"CreateMixesUpMembers", "POST", "mixes_up"},
      {"CreateShiftsDates", "POST", "shifts_dates"},
      {"CreateDropsTimeZones", "POST", "drops_zones"},
      {"CreateCutsSeconds", "POST", "cuts_seconds"},
      {"CreateInvertsBooleans", "POST", "inverts"},
      {"CreateDropsFalse", "POST", "drops_false"},
      {"CreateDropsZero", "POST", "drops_zero"},
      {"CreateDropsEmptyText", "POST", "drops_empty"},
      {"CreateDropsNull", "POST", "drops_null"},
      {"CreatePrefersDefaults", "POST", "writes_default"},
      {"CreateIgnoresALanguage", "POST", "ignores_language"},
      {"CreateIgnoresDates", "POST", "ignores_dates"},
      {"CreateIgnoresBooleans", "POST", "ignores_booleans"},
      {"CreateForgetsAMember", "POST", "forgets"},
      {"CreateSortsArrays", "POST", "sorts"},
      {"CreateReversesArrays", "POST", "reverses"},
      {"CreateDropsDuplicates", "POST", "drops_duplicates"},
      {"CreateDropsTheLastItem", "POST", "drops_last"},
      {"CreateEmptiesArrays", "POST", "empties"},
      {"CreateDoublesAnItem", "POST", "doubles"},
      {"ReplaceTruncatesText", "PUT", "truncates"},
      {"ReplaceForgetsAMember", "PUT", "forgets"},
      {"ReplaceSortsArrays", "PUT", "sorts"},
      {"ReplaceInvertsBooleans", "PUT", "inverts"},
      {"ReplaceDropsDuplicates", "PUT", "drops_duplicates"},
      {"ReplaceWritesAFixedTitle", "PUT", "fixed_title"},
      {"UpdateTruncatesText", "PATCH", "truncates"},
      {"UpdateLowersCase", "PATCH", "lower_cases"},
      {"UpdateSortsArrays", "PATCH", "sorts"},
      {"UpdateDropsTheLastItem", "PATCH", "drops_last"},
      {"UpdateEmptiesArrays", "PATCH", "empties"},
  };
  const std::map<std::string, std::string> clauses = {
      {"POST", "create/state/kept"}, {"PUT", "replace/state/kept"}, {"PATCH", "update/state/kept"}};
  std::vector<Life> rows;
  for (const Careless& one : careless)
    rows.push_back({.name = one.name,
                    .is_rich = true,
                    .fault = one.fault,
                    .spoils_only = one.method,
                    .flagged = {clauses.at(one.method)}});
  return rows;
}

std::vector<Life> forgetful_rows() {
  return {
      {.name = "UseAfterDelete", .fault = "undead", .flagged = {"remove/state/gone"}},
      {.name = "UseAfterDelete200", .deleted = 200, .fault = "undead", .flagged = {"remove/state/gone"}},
      {.name = "UseAfterDeleteNested",
       .is_nested = true,
       .fault = "undead",
       .flagged = {"remove/state/gone"}},
      {.name = "LostUpdate", .fault = "lost_update", .flagged = {"replace/state/kept", "update/state/kept"}},
      {.name = "TheLanguageStays",
       .is_rich = true,
       .fault = "keeps_language",
       .flagged = {"replace/state/kept", "update/state/kept"}},
      {.name = "TheDateStays",
       .is_rich = true,
       .fault = "keeps_published",
       .flagged = {"replace/state/kept", "update/state/kept"}},
      {.name = "TheTagsStay",
       .is_rich = true,
       .fault = "keeps_tags",
       .flagged = {"replace/state/kept", "update/state/kept"}},
      {.name = "WrongLocation", .fault = "wrong_location", .flagged = {"create/state/located"}},
      {.name = "WrongLocationAlone",
       .tells = false,
       .fault = "wrong_location",
       .flagged = {"create/state/readable"}},
      {.name = "NotListed", .fault = "unlisted", .flagged = {"create/state/listed"}},
      {.name = "NotListedOnAnyShelf",
       .shelf = "documented",
       .fault = "unlisted",
       .flagged = {"create/state/listed"}},
      {.name = "NotListedInItems", .list = "items", .fault = "unlisted", .flagged = {"create/state/listed"}},
      {.name = "NotReadable", .fault = "unreadable", .flagged = {"create/state/readable"}},
      {.name = "LosesAMember",
       .fault = "loses_member",
       .flagged = {"create/state/kept", "replace/state/kept", "update/state/kept"}},
      {.name = "PutAppends", .fault = "appends", .flagged = {"replace/state/repeatable"}},
      {.name = "Normalises", .fault = "normalises", .flagged = {"replace/state/kept", "update/state/kept"}},
      {.name = "EachReadHasANewEtag", .has_etags = true, .fault = "new_etag", .flagged = {"read/state/etag"}},
      {.name = "CreateForgetsAMemberInAWrapper",
       .wrap = "data",
       .is_rich = true,
       .fault = "forgets",
       .spoils_only = "POST",
       .flagged = {"create/state/kept"}},
      {.name = "PutIsLost", .fault = "lost_put", .flagged = {"replace/state/kept"}},
      {.name = "PatchIsLost", .fault = "lost_patch", .flagged = {"update/state/kept"}},
      {.name = "PutIsLostInAWrapper",
       .wrap = "book",
       .asks = "book",
       .fault = "lost_put",
       .flagged = {"replace/state/kept"}},
      {.name = "PutLosesTheBook", .fault = "put_loses_book", .flagged = {"replace/state/kept"}},
      {.name = "PatchLosesTheBook", .fault = "patch_loses_book", .flagged = {"update/state/kept"}},
      {.name = "SecondPutCounts", .fault = "counts", .flagged = {"replace/state/repeatable"}},
      {.name = "SecondPutToggles",
       .is_rich = true,
       .fault = "toggles",
       .flagged = {"replace/state/repeatable"}},
      {.name = "SecondPutForgets", .fault = "forgets_second", .flagged = {"replace/state/repeatable"}},
      {.name = "PatchReplaces", .fault = "patch_replaces", .flagged = {"update/state/untouched"}},
      {.name = "PatchReplacesInAWrapper",
       .wrap = "data",
       .fault = "patch_replaces",
       .flagged = {"update/state/untouched"}},
      {.name = "PatchWritesDefaults", .fault = "patch_defaults", .flagged = {"update/state/untouched"}},
      {.name = "PatchEmptiesArrays",
       .is_rich = true,
       .fault = "patch_empties",
       .flagged = {"update/state/untouched"}},
  };
}

std::vector<Life> misleading_rows() {
  return {
      {.name = "LocationOfAnotherBook", .fault = "other_location", .flagged = {"create/state/located"}},
      {.name = "LocationIsAlwaysOfTheFirst", .fault = "same_location", .flagged = {"create/state/located"}},
      {.name = "LocationIsAlwaysOfTheFirstNumber",
       .id = "integer",
       .location = "url",
       .fault = "same_location",
       .flagged = {"create/state/located"}},
      {.name = "LocationOfAnotherBookAlone",
       .tells = false,
       .fault = "other_location",
       .flagged = {"create/state/kept"}},
      {.name = "LocationWithoutThePrefix",
       .prefix = "/api/v1",
       .fault = "loses_prefix",
       .flagged = {"create/state/located"}},
      {.name = "LocationUrlWithoutThePrefix",
       .id = "integer",
       .location = "url",
       .prefix = "/api/v1",
       .fault = "loses_prefix",
       .flagged = {"create/state/located"}},
      {.name = "LocationOfTheCollection", .fault = "locates_collection", .flagged = {"create/state/located"}},
      {.name = "TheAnswerShowsAnotherBook", .fault = "tells_another", .flagged = {"create/state/located"}},
      {.name = "TheAnswerShowsAnotherNumber",
       .id = "integer",
       .fault = "tells_another",
       .flagged = {"create/state/located"}},
      {.name = "LocationOnAnotherHost", .fault = "other_host", .flagged = {"create/state/located"}},
      {.name = "LocationOnAnotherPort", .fault = "other_port", .flagged = {"create/state/located"}},
      {.name = "LocationWithAnotherScheme", .fault = "other_scheme", .flagged = {"create/state/located"}},
      {.name = "SecondPostReplacesTheFirst", .fault = "reuses_ids", .flagged = {"create/state/distinct"}},
      {.name = "SecondPostReplacesTheFirstNumber",
       .id = "integer",
       .fault = "reuses_ids",
       .flagged = {"create/state/distinct"}},
      {.name = "ListKeepsTheDeleted", .fault = "lists_deleted", .flagged = {"remove/state/gone"}},
      {.name = "ListOfItemsKeepsTheDeleted",
       .list = "items",
       .fault = "lists_deleted",
       .flagged = {"remove/state/gone"}},
      {.name = "ListOfIdsKeepsTheDeleted",
       .items = "ids",
       .fault = "lists_deleted",
       .flagged = {"remove/state/gone"}},
      {.name = "ListOfUrlsKeepsTheDeleted",
       .items = "urls",
       .fault = "lists_deleted",
       .flagged = {"remove/state/gone"}},
      {.name = "ListOfNumbersKeepsTheDeleted",
       .id = "integer",
       .fault = "lists_deleted",
       .flagged = {"remove/state/gone"}},
      {.name = "StaleList", .fault = "stale_list", .flagged = {"remove/state/gone"}},
      {.name = "UseAfterDeleteWithoutADocumented404",
       .documents_absence = false,
       .fault = "undead",
       .flagged = {"remove/state/gone"}},
      {.name = "NotListedAtTheEndThatIsSaid",
       .list = "items",
       .page = 20,
       .before = 6,
       .fault = "unlisted_new",
       .flagged = {"create/state/listed"}},
      {.name = "NotListedOfAllThatAreCounted",
       .list = "items",
       .page = 20,
       .before = 6,
       .paging = "total",
       .fault = "unlisted_new",
       .flagged = {"create/state/listed"}},
      {.name = "NotListedInUrls", .items = "urls", .fault = "unlisted", .flagged = {"create/state/listed"}},
      {.name = "NotListedInEmbedded",
       .list = "_embedded",
       .fault = "unlisted",
       .flagged = {"create/state/listed"}},
      {.name = "ListedUnderAnotherId", .fault = "lists_other_ids", .flagged = {"create/state/listed"}},
      {.name = "DeletesAll", .fault = "deletes_all", .flagged = {"remove/state/others"}},
      {.name = "DeletesAllOfAWrappedList",
       .list = "data",
       .before = 3,
       .fault = "deletes_all",
       .flagged = {"remove/state/others"}},
      {.name = "DeletionEmptiesTheList", .fault = "empties_list", .flagged = {"remove/state/others"}},
      {.name = "DeletesAnother",
       .fault = "deletes_another",  // one that was there before: somebody else may have deleted it
       .flagged = {"remove/state/gone"}},
      {.name = "DeletesTheLastOneToo",
       .before = 2,
       .fault = "deletes_the_last",  // one that the run created
       .flagged = {"remove/state/others"}},
      {.name = "DeletesTheLastOneOfAWrappedListToo",
       .id = "integer",
       .list = "data",
       .before = 2,
       .fault = "deletes_the_last",
       .flagged = {"remove/state/others"}},
      {.name = "EtagStays", .has_etags = true, .fault = "constant_etag", .flagged = {"read/state/etag"}},
  };
}

std::vector<Life> undocumented_rows() {
  return {
      {.name = "ReadsAnonymously",
       .needs_token = true,
       .fault = "open_reads",
       .flagged = {"list/security/anonymous", "read/security/anonymous"}},
      {.name = "WritesAnonymously",
       .needs_token = true,
       .fault = "open_writes",
       .flagged = {"create/security/anonymous", "remove/security/anonymous", "replace/security/anonymous",
                   "update/security/anonymous"}},
      {.name = "PostIsRefusedAndCarriedOut",
       .needs_token = true,
       .leaves_nothing = true,
       .fault = "carries_out_refused",
       .spoils_only = "POST",
       .flagged = {"create/security/anonymous", "create/security/wrong-credentials"}},
      {.name = "PostIsRefusedAndCarriedOutWithANumber",
       .id = "integer",
       .needs_token = true,
       .leaves_nothing = true,
       .fault = "carries_out_refused",
       .spoils_only = "POST",
       .flagged = {"create/security/anonymous", "create/security/wrong-credentials"}},
      {.name = "PostIsRefusedAndCarriedOutInAShop",
       .needs_token = true,
       .is_nested = true,
       .scheme = "key",
       .fault = "carries_out_refused",
       .spoils_only = "POST",
       .flagged = {"create/security/anonymous", "create/security/wrong-credentials"}},
      {.name = "PatchIsRefusedAndCarriedOut",
       .needs_token = true,
       .fault = "carries_out_refused",
       .spoils_only = "PATCH",
       .flagged = {"update/security/anonymous", "update/security/wrong-credentials"}},
      {.name = "PutIsRefusedAndCarriedOut",
       .wrap = "data",
       .needs_token = true,
       .hides = true,
       .fault = "carries_out_refused",
       .spoils_only = "PUT",
       .flagged = {"replace/security/anonymous", "replace/security/wrong-credentials"}},
      {.name = "DeletionIsRefusedAndCarriedOut",
       .needs_token = true,
       .has_owners = true,
       .fault = "carries_out_refused",
       .spoils_only = "DELETE",
       .flagged = {"remove/security/anonymous"}},
      {.name = "ReadsWithAnyToken",
       .needs_token = true,
       .fault = "any_reads",
       .flagged = {"list/security/wrong-credentials", "read/security/wrong-credentials"}},
      {.name = "WritesWithAnyToken",
       .needs_token = true,
       .fault = "any_writes",
       .flagged = {"create/security/wrong-credentials", "remove/security/wrong-credentials",
                   "replace/security/wrong-credentials", "update/security/wrong-credentials"}},
      {.name = "NumbersBecomeText",
       .is_rich = true,
       .fault = "text_numbers",
       .flagged = {"read/200/body/pages/type"}},
      {.name = "BooleansBecomeText",
       .is_rich = true,
       .fault = "text_booleans",
       .flagged = {"read/200/body/available/type"}},
      {.name = "EmptyTextBecomesNull",
       .is_rich = true,
       .fault = "nulls_empty",
       .flagged = {"read/200/body/subtitle/type"}},
      {.name = "ReadsLackARequiredMember",
       .is_rich = true,
       .fault = "lacks_title",
       .flagged = {"read/200/body/required", "create/state/kept", "replace/state/kept", "update/state/kept"}},
      {.name = "EveryBookIsKnown", .fault = "knows_all", .flagged = {"remove/state/gone"}},
      {.name = "EveryBodyIsAccepted",
       .fault = "accepts_all",
       .flagged = {"create/201/body/required", "list/200/body/items/required", "replace/200/body/required"}},
      {.name = "ReadsAreHtml", .fault = "html", .flagged = {"read/200/media-type", "list/200/media-type"}},
      {.name = "ListIsWrapped", .fault = "wraps_list", .flagged = {"list/200/body/type"}},
      {.name = "ListBreaks", .fault = "breaks_list", .flagged = {"list/200/status"}},
      {.name = "ReadsBreak", .fault = "breaks_reads", .flagged = {"read/200/status"}},
      {.name = "CreationBreaks", .fault = "breaks_create", .flagged = {"create/200/status"}},
      {.name = "ChangesBreak",
       .fault = "breaks_changes",
       .flagged = {"replace/200/status", "update/200/status"}},
      {.name = "DeletionBreaks", .fault = "breaks_deletions", .flagged = {"remove/200/status"}},
  };
}

std::vector<Life> all_of(const std::vector<std::vector<Life>>& lists) {
  std::vector<Life> all;
  for (const std::vector<Life>& rows : lists) all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

INSTANTIATE_TEST_SUITE_P(Conforming, Lives,
                         testing::ValuesIn(all_of({plain_rows(), demanding_rows(), unusual_rows(),
                                                   owned_rows(), named_rows()})),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Broken, Lives,
                         testing::ValuesIn(all_of({careless_rows(), forgetful_rows(), misleading_rows(),
                                                   undocumented_rows(), shared_rows(), badly_named_rows()})),
                         name_of);

}  // namespace life_test
}  // namespace avouch
