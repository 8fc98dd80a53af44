// SPDX-License-Identifier: MIT
// A probe: a request to send, with its role, and the values that it takes from earlier answers.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "contract/role.h"
#include "contract/serialization.h"
#include "http/message.h"
#include "json/json_value.h"

namespace avouch {

// Where a value may come from: the answer to another probe.
struct Source {
  enum class Part {
    link,      // a documented link of the answer gives it (OpenAPI 3.1 §4.8.20)
    location,  // the Location of the created resource has it
    member,    // a member of the answer that names and paths connect: contract/connections.h
    request,   // the path of the request, whose PUT created what it names (RFC 9110 §9.3.4)
  };

  std::size_t probe = 0;  // index into Plan::probes
  Part part = Part::member;
  // For a link: the response that documents it, and what it gives.
  std::size_t response = 0;
  JsonValue expression = {};
  // The path of the collection that the probe reads or creates in: "/shops/{shopId}/books". Its parameters
  // give those of the consumer at the same place of the path.
  std::string collection = {};
  // Whether it can name a resource of the consumer's path that the probe created.
  bool names_created = false;
  // Connected by a word that may mean another thing: what it gives counts as made up.
  bool is_doubtful = false;
  // The value is that of a part that the resource shows in a member with the collection's name.
  bool is_part = false;
};

// A value that nobody gave, and where it may come from.
struct Need {
  enum class In {
    path,
    query,
    header,
    cookie,
    body,        // a value within the body
    whole_body,  // the body, which a link gives (OpenAPI 3.1 §4.8.20: requestBody)
  };

  In in = In::path;
  std::string name;             // of the parameter, or what a member of the body is called
  std::vector<Source> sources;  // in order of preference
  // Of these needs of a probe, one must name what this run created. The last that does decides: what is below
  // such a resource is the run's own, too. If none does, the request is not sent.
  bool is_owned = false;
  // Below what the run created, it may also be that of another resource that was there before. So it is taken
  // only from what this run created, or from the list at the same path; else the request is not sent.
  bool is_bound = false;
  std::string pointer = {};  // of a value within the body: where it is (RFC 6901)

  // How people call it: "bookId", "order/bookId".
  std::string title() const { return pointer.empty() ? name : pointer.substr(1); }
};

// A value that came from an earlier answer: "bookId" from "createBook 201 /id".
struct TakenValue {
  std::string name;  // Need::title()
  std::string from;
  std::size_t probe = 0;  // the one whose answer had it
  Source::Part part = Source::Part::member;
  std::string at = {};     // a JSON Pointer into its body, a runtime expression, or "Location"
  std::string value = {};  // as text
  bool is_parent = false;  // the request of `probe` had it, not its answer
  bool is_body = false;    // it is the whole body, as a link says
};

// How a refused body is written again, as the refusal says: plan/mended_body.h.
enum class Mend {
  none,       // it has a body of its own
  leave_out,  // without the members that the refusal names
  put_back,   // with the members that it names, and with values that it lists
};

// The precondition of a request (RFC 9110 §13.1), by the ETag that an earlier answer showed for its resource.
enum class Precondition {
  none,
  unchanged,  // If-Match with that ETag
  changed,    // If-None-Match with that ETag: nothing new is to be shown
  wrong,      // If-Match with an ETag that nothing has
};

struct Probe {
  std::string id;             // "FetchConfigurationWebhook/preflight", unique in a plan
  std::size_t operation = 0;  // index into Contract::operations
  std::size_t base = 0;       // index into Plan::bases
  std::size_t wave = 0;       // probes of one wave are sent at once, waves one after another: plan/order.h
  Role role = Role::documented;
  std::string origin;                // the Origin that it sends; may be empty
  bool has_credentials = false;      // it sends credentials that the user gave
  std::vector<std::string> made_up;  // parameters of the path or the query with made-up values
  bool has_made_up_body = false;     // its body was generated from the schema, without an example
  bool is_preferred = false;         // it asks for a certain documented response (--prefer), or media type
  bool is_negotiated = false;        // it asks for one of the media types of a response, by Accept
  bool is_earlier = false;           // it was sent before the run: a login
  bool is_further = false;           // it has optional parameters that may show more: plan/further_query.h
  // The values of its path name nothing. So it changes nothing, and is sent if nothing that the run created
  // can take their place.
  bool names_nothing = false;
  bool only_reads = false;  // a POST that changes nothing: plan/reading_post.h
  bool is_action = false;   // it may change the resource that its path is below: Sources::acts()
  bool acts_last = false;   // an action that no request of a run depends on, unless a value is taken from it
  http::Request request;    // its target is relative to the base's path

  // What is needed to write the request again with other values: plan/flow.h.
  std::map<std::string, JsonValue> values = {};  // of its parameters, by name
  std::vector<std::string> fixed = {};           // those whose values its role decides
  NamedTexts key_query = {};                     // credentials in its query, percent-encoded
  std::size_t media = 0;                         // of its body, index into RequestBody::media
  std::optional<JsonValue> body = {};            // before it was written
  std::vector<Need> needs = {};
  // Set when it is sent.
  std::vector<TakenValue> taken = {};
  std::string removed_by = {};  // the probe that deleted its resource before; empty if none did
  // Sent only if the answer to that probe, or to the one that it was sent in place of, refused the body: with
  // a smaller body.
  std::optional<std::size_t> in_place_of = {};
  Mend mend =
      Mend::none;  // what it does with the body that was refused; if that changes nothing, it is not sent
  // Sent only if that probe, which reads the same path, got 404 or 410: it creates what is not there.
  std::optional<std::size_t> if_absent = {};
  // It repeats the request of the one of these probes that got a success; without one it is not sent.
  std::vector<std::size_t> repeats = {};
  // It reads what the Location in the answer to the one of these probes that got a success leads to.
  std::vector<std::size_t> follows = {};
  bool is_absolute = false;  // its target has the path of the base already
  Precondition precondition = Precondition::none;
  // Further probes that come before it, by their indices.
  std::vector<std::size_t> after = {};
};

}  // namespace avouch
