// SPDX-License-Identifier: MIT
// Servers whose identifiers nobody gives: they come from what the server itself answered. And what a run may
// change: only what it created, which it deletes at the end.
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "row.h"
#include "shop.h"

namespace avouch {
namespace {

using Json = nlohmann::json;

Json parsed(const std::string& text) {
  return Json::parse(text, nullptr, false);
}

// A collection of notes and what belongs to them, with ids as the row wants them.
constexpr const char* kNotes = R"(
paths:
  /notes:
    get:
      operationId: ListNotes
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Notes'}}}}
    post:
      operationId: CreateNote
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
      responses:
        '201': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}
        '422': {description: not so}
  /notes/{noteId}:
    parameters: [{name: noteId, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}]
    get:
      operationId: GetNote
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}
    put:
      operationId: PutNote
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/New'}}}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Note'}}}}
    delete:
      operationId: DeleteNote
      responses: {'204': {description: gone}}
  /notes/{noteId}/tags:
    parameters: [{name: noteId, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}]
    post:
      operationId: AddTag
      requestBody: {required: true, content: {application/json: {schema: {type: object, required: [word], properties: {word: {type: string, minLength: 1}}}}}}
      responses: {'201': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}}
  /notes/{noteId}/tags/{tagId}:
    parameters:
      - {name: noteId, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}
      - {name: tagId, in: path, required: true, schema: {type: integer}}
    get:
      operationId: GetTag
      responses: {'200': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}}
    delete:
      operationId: DeleteTag
      responses: {'204': {description: gone}}
  /pins:
    post:
      operationId: PinNote
      requestBody:
        required: true
        content:
          application/json:
            schema: {type: object, required: [noteId], properties: {noteId: {$ref: '#/components/schemas/Id'}}}
      responses:
        '201': {description: d, content: {application/json: {schema: {type: object, required: [id]}}}}
  /pins/{pinId}:
    delete:
      operationId: DeletePin
      parameters: [{name: pinId, in: path, required: true, schema: {type: integer}}]
      responses: {'204': {description: gone}}
  /purge:
    post: {operationId: Purge, responses: {'200': {description: everything is gone}}}
components:
  schemas:
    New:
      type: object
      required: [text]
      additionalProperties: false
      properties: {text: {type: string, minLength: 1}, color: {type: string, minLength: 1}}
    Note: {type: object, required: [id, text], properties: {id: {$ref: '#/components/schemas/Id'}, text: {type: string}}}
)";

std::string notes(const std::string& id, const std::string& list) {
  return std::string(kNotes) + "    Id: {" + id + "}\n    Notes: {" + list + "}\n";
}

const std::string kArray = "type: array, items: {$ref: '#/components/schemas/Note'}";
const std::string kWrapped =
    "type: object, required: [data], properties: {data: {type: array, items: {$ref: "
    "'#/components/schemas/Note'}}}";
const std::string kInteger = "type: integer, minimum: 1";
const std::string kUuid = "type: string, format: uuid";

std::string uuid_of(int number) {
  return "0e1b8a1c-2c5e-4a77-8f10-4a1f0a7c0b" + std::to_string(10 + number);
}

// Keeps notes, their tags and pins. It refuses what it does not know with statuses that no document names.
struct NoteServer {
  bool has_uuids = false;
  bool wraps = false;
  bool refuses_colors = false;
  bool refuses_all = false;
  bool forgets = false;  // what it created cannot be read
  std::map<std::string, std::string> texts = {};
  std::map<std::string, std::string> tags = {};  // id -> note
  std::map<std::string, std::string> pins = {};
  int next = 1;

  Reply operator()(const Request& request) {
    const std::vector<std::string>& at = request.segments;
    if (at[0] == "purge") {
      texts.clear();
      return reply(200);
    }
    if (at[0] == "pins") return pin(request);
    if (at.size() == 1) return request.method == "GET" ? listed() : created(request);
    const auto note = texts.find(at[1]);
    if (note == texts.end() || (forgets && request.method == "GET")) return reply(404);
    if (at.size() == 2) return one(request, note);
    if (at.size() == 3) {
      const std::string id = std::to_string(next++);
      tags[id] = at[1];
      return json_reply(201, R"({"id":)" + id + "}");
    }
    const auto tag = tags.find(at[3]);
    if (tag == tags.end() || tag->second != at[1]) return reply(404);
    if (request.method == "GET") return json_reply(200, R"({"id":)" + tag->first + "}");
    tags.erase(tag);
    return reply(204);
  }

 private:
  Json shown(const std::string& id) const {
    return {{"id", has_uuids ? Json(id) : Json(std::stoi(id))}, {"text", texts.at(id)}};
  }

  Reply listed() const {
    Json list = Json::array();
    for (const auto& [id, text] : texts) list.push_back(shown(id));
    return json_reply(200, (wraps ? Json{{"data", list}} : list).dump());
  }

  Reply created(const Request& request) {
    const Json asked = parsed(request.body);
    const bool is_right = asked.is_object() && asked.contains("text") && asked["text"].is_string();
    if (!is_right || refuses_all || (refuses_colors && asked.contains("color"))) return reply(422);
    const int number = next++;
    const std::string id = has_uuids ? uuid_of(number) : std::to_string(number);
    texts[id] = asked["text"].get<std::string>();
    return json_reply(201, shown(id).dump());
  }

  Reply one(const Request& request, std::map<std::string, std::string>::iterator note) {
    const std::string id = note->first;
    if (request.method == "DELETE") {
      for (const auto& [tag, of] : tags) {
        if (of == id) return reply(409);  // its tags go first
      }
      texts.erase(note);
      return reply(204);
    }
    if (request.method == "PUT") {
      const Json asked = parsed(request.body);
      if (!asked.is_object() || !asked.contains("text")) return reply(400);
      note->second = asked["text"].get<std::string>();
    }
    return json_reply(200, shown(id).dump());
  }

  Reply pin(const Request& request) {
    if (request.method == "DELETE") return reply(pins.erase(request.segments[1]) == 1 ? 204 : 404);
    const Json asked = parsed(request.body);
    if (!asked.is_object() || !asked.contains("noteId")) return reply(400);
    const Json& id = asked["noteId"];
    const std::string note = id.is_string() ? id.get<std::string>() : id.dump();
    if (!texts.contains(note)) return reply(400);
    pins[std::to_string(next)] = note;
    return json_reply(201, R"({"id":)" + std::to_string(next++) + "}");
  }
};

const std::map<std::string, std::string> kAllHold = {
    {"ListNotes/200/status", "holds"}, {"CreateNote/201/status", "holds"},
    {"GetNote/200/status", "holds"},   {"GetNote/200/body/text/type", "holds"},
    {"PutNote/200/status", "holds"},   {"DeleteNote/204/status", "holds"},
    {"AddTag/201/status", "holds"},    {"GetTag/200/status", "holds"},
    {"DeleteTag/204/status", "holds"}, {"PinNote/201/status", "holds"},
    {"DeletePin/204/status", "holds"}};

std::vector<Row> conforming() {
  return {
      {.name = "IntegersFlow",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{},
       .arguments = {"--allow-writes"},
       .outcomes = kAllHold,
       .warns = false},
      {.name = "UuidsFlowThroughAWrappedList",
       .contract = notes(kUuid, kWrapped),
       .server = NoteServer{.has_uuids = true, .wraps = true},
       .arguments = {"--allow-writes"},
       .outcomes = kAllHold,
       .warns = false},
      {.name = "LocationFlows",
       .contract = kShop,
       .server = Shop{},
       .arguments = {"--allow-writes"},
       .outcomes = {{"CreateBook/201/status", "holds"},
                    {"GetBook/200/status", "holds"},
                    {"PatchBook/200/status", "holds"},
                    {"PutBook/200/status", "holds"},
                    {"DeleteBook/204/status", "holds"},
                    {"DeleteBook/404/status", "holds"}},
       .requests = {{"GET /books/b1", 0}, {"DELETE /books/b1", 0}, {"DELETE /books/n1", 1}},
       .warns = false},
      {.name = "ListedIdsFlowIntoReads",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.texts = {{"4", "a"}}},
       .outcomes = {{"ListNotes/200/status", "holds"},
                    {"GetNote/200/status", "holds"},
                    {"PutNote/200/status", "unexercised"}},
       .reasons = {{"PutNote/200/status", "--allow-writes"}},
       .requests = {{"POST /notes", 0}}},
      {.name = "AnEmptyListGivesNothing",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{},
       .outcomes = {{"ListNotes/200/status", "holds"}, {"GetNote/200/status", "unexercised"}},
       .reasons = {{"GetNote/200/status", "--variable noteId="}}},
      {.name = "ListedThingsAreNotChanged",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.refuses_all = true, .texts = {{"4", "a"}}},
       .arguments = {"--allow-writes"},
       .outcomes = {{"CreateNote/201/status", "unexercised"},
                    {"GetNote/200/status", "holds"},
                    {"PutNote/200/status", "unexercised"},
                    {"DeleteNote/204/status", "unexercised"},
                    {"Purge/200/status", "unexercised"}},
       .reasons = {{"PutNote/200/status", "PUT goes only to what this run created, and CreateNote got 422"},
                   {"DeleteNote/204/status", "--allow-writes=any"},
                   {"Purge/200/status", "--allow-writes=any"}},
       .requests = {{"PUT /notes/4", 0}, {"DELETE /notes/4", 0}, {"POST /purge", 0}}},
      {.name = "ListedThingsAreChangedWhereThatIsAllowed",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.refuses_all = true, .texts = {{"4", "a"}}},
       .arguments = {"--allow-writes=any", "--exclude-operation-id", "Purge"},
       .outcomes = {{"PutNote/200/status", "holds"}, {"DeleteNote/204/status", "holds"}},
       .requests = {{"DELETE /notes/4", 1}}},
      {.name = "TheSmallerBodyIsTaken",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.refuses_colors = true},
       .arguments = {"--allow-writes"},
       .outcomes = {{"CreateNote/201/status", "holds"},
                    {"CreateNote/422/status", "holds"},
                    {"GetNote/200/status", "holds"},
                    {"DeleteNote/204/status", "holds"}}},
      {.name = "OnlyTheSmallerBodyIsSent",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.refuses_colors = true},
       .arguments = {"--allow-writes", "--bodies", "required", "--include", "CreateNote/201/*"},
       .outcomes = {{"CreateNote/201/status", "holds"}},
       .requests = {{"POST /notes", 1}}},
      {.name = "WhatWasCreatedIsCleanedUp",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.texts = {{"900", "a"}}, .next = 5},
       .arguments = {"--allow-writes", "--include", "GetTag/*"},
       .outcomes = {{"GetTag/200/status", "holds"}},
       .requests = {{"DELETE /notes/5", 1}, {"DELETE /notes/5/tags/6", 1}, {"DELETE /notes/900", 0}}},
      {.name = "AVariableGoesBeforeWhatFlows",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.texts = {{"900", "a"}}, .next = 5},
       .arguments = {"--allow-writes", "--variable", "noteId=900", "--exclude", "*Tag/*"},
       .outcomes = {{"GetNote/200/status", "holds"}, {"DeleteNote/204/status", "holds"}},
       .requests = {{"DELETE /notes/900", 1}, {"DELETE /notes/5", 1}}},
      {.name = "APostThatOnlyReadsIsSentAndAnotherIsNot",
       .contract = R"(
paths:
  /notes/search:
    post:
      operationId: SearchNotes
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}
  /notes/export:
    post:
      operationId: ExportNotes
      responses: {'200': {description: d, content: {application/json: {schema: {type: array}}}}}
)",
       .server = always(json_reply(200, "[]")),
       .arguments = {"--allow-writes"},
       .outcomes = {{"SearchNotes/200/status", "holds"}, {"ExportNotes/200/status", "unexercised"}},
       .reasons = {{"ExportNotes/200/status", "--allow-writes=any"}},
       .requests = {{"POST /notes/export", 0}}},
      {.name = "BodiesThatAreRefusedLeaveTheRest",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.refuses_all = true},
       .arguments = {"--allow-writes"},
       .outcomes = {{"CreateNote/422/status", "holds"},
                    {"CreateNote/201/status", "unexercised"},
                    {"GetNote/200/status", "unexercised"},
                    {"ListNotes/200/status", "holds"}}},
  };
}

std::vector<Row> wrong() {
  return {
      {.name = "WhatWasCreatedCannotBeRead",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.forgets = true},
       .arguments = {"--allow-writes", "--exclude", "*Tag/*"},
       .violated = {"GetNote/200/status"},
       .outcomes = {{"PutNote/200/status", "holds"}, {"DeleteNote/204/status", "holds"}}},
      {.name = "ListedThingCannotBeRead",
       .contract = notes(kInteger, kArray),
       .server = NoteServer{.forgets = true, .texts = {{"4", "a"}}},
       .violated = {"GetNote/200/status"}},
  };
}

}  // namespace

std::vector<Row> story_rows() {
  std::vector<Row> rows = conforming();
  for (Row& row : wrong()) rows.push_back(std::move(row));
  return rows;
}

}  // namespace avouch
