// SPDX-License-Identifier: MIT
#include "verdict/gap_kind.h"

#include <algorithm>
#include <array>

#include "verdict/ledger.h"

namespace avouch {
namespace {

// A reason is of the kind if it begins with the one text and contains the other.
struct Mark {
  GapKind kind;
  std::string_view beginning;
  std::string_view part;
};

// The first mark decides. Reasons can quote text from the target, so whole phrases come first, and beginnings
// where the reason begins with our words.
constexpr std::array kMarks = {
    Mark{GapKind::contract_fault, "contract: ", ""},
    Mark{GapKind::contract_fault, "no body can be made: the schema allows no value: ", ""},
    Mark{GapKind::excused_proof, "empty claim: ", ""},
    Mark{GapKind::excused_proof, "unreachable: ", ""},
    Mark{GapKind::excused_proof, "masked: ", ""},
    Mark{GapKind::excused_proof, "out of reach: ", ""},
    Mark{GapKind::accepted_error, "a request with a value that its schema forbids got 2", ""},
    Mark{GapKind::accepted_error, "a request for an unknown resource got 2", ""},
    Mark{GapKind::accepted_error, "a request with an undocumented method got 2", ""},
    Mark{GapKind::accepted_error, "a request with a body that is no JSON got 2", ""},
    Mark{GapKind::accepted_error, "a request with a body of an unknown media type got 2", ""},
    Mark{GapKind::accepted_error, "a request that accepts an unknown media type alone got 2", ""},
    Mark{GapKind::repeated_key, "a second request with the same Idempotency-Key got ", ""},
    Mark{GapKind::accepted_error, "a second request for the same resource got 2", ""},
    Mark{GapKind::accepted_error, "a request of a second identity got 2", ""},
    Mark{GapKind::no_header, "Access-Control-Allow-Credentials: true is missing", ""},
    Mark{GapKind::made_up_value, "the response was ", ": give an accepted value with "},
    Mark{GapKind::page_refused, "the target refuses the page ", ""},
    Mark{GapKind::credentials_missing, "the target requires credentials ", ""},
    Mark{GapKind::credentials_refused, "the target refused the given credentials", ""},
    Mark{GapKind::no_certificate, "the target refused the connection of a client without a certificate", ""},
    Mark{GapKind::rate_limit, "", "the target limits the rate"},
    Mark{GapKind::unoffered_type, "the target does not offer the media type", ""},
    Mark{GapKind::writes_off, "", " is not sent without --allow-writes"},
    Mark{GapKind::foreign_write, "", "--allow-writes=any sends it"},
    Mark{GapKind::foreign_write, "", " may change what this run did not create"},
    Mark{GapKind::earlier_request, "", " what this run created, and "},
    Mark{GapKind::earlier_request, "what is created is not read, ", ""},
    Mark{GapKind::no_server, "its operation is documented ", "--server "},
    Mark{GapKind::sent_once, "a resource is deleted only once, ", ""},
    Mark{GapKind::never_repeated, "a write is sent only once, ", ""},
    Mark{GapKind::never_repeated, "a second resource could keep another one from being deleted", ""},
    Mark{GapKind::deleted_before, "the response was ", " had deleted the resource before"},
    Mark{GapKind::reported, "", ", which another clause reports"},
    Mark{GapKind::reported, "the response was ", "/status reports"},
    Mark{GapKind::reported, "", ", which headers/"},
    Mark{GapKind::unclear_refusal, "", "the response does not depend on credentials"},
    Mark{GapKind::unclear_refusal, "", ", which may or may not hide the resource"},
    Mark{GapKind::unclear_refusal, "", ", which is documented but may not be a refusal"},
    Mark{GapKind::unclear_refusal, "", ", which may be about its made-up body"},
    Mark{GapKind::no_content, "the response was ", ", which has no content"},
    Mark{GapKind::no_content, "the response to HEAD has no content", ""},
    Mark{GapKind::no_content, "a ", " has no content, whatever is documented"},
    Mark{GapKind::other_response, "the response was ", ", not the documented "},
    Mark{GapKind::other_response, "the response was ", ", which is documented as "},
    Mark{GapKind::other_response, "", ", which is also documented"},
    Mark{GapKind::other_response, "", ", and its path names nothing"},
    Mark{GapKind::other_response, "", ", which may be about that parameter"},
    Mark{GapKind::never_preferred, "no request of a run triggers this documented response, ",
         "no preference"},
    Mark{GapKind::never_triggered, "no request of a run triggers this documented response", ""},
    Mark{GapKind::annotation, "", " in this run"},
    Mark{GapKind::no_schema, "the contract has no schema for this body", ""},
    Mark{GapKind::unread_content, "the charset ", ""},
    Mark{GapKind::unread_content, "the text is not UTF-8", ""},
    Mark{GapKind::unread_content, "the text is not in the charset ", ""},
    Mark{GapKind::unread_content, "the CSV ", ""},
    Mark{GapKind::unread_content, "the XML has a document type declaration", ""},
    Mark{GapKind::unread_content, "the encoding of the XML", ""},
    Mark{GapKind::unread_content, "an `xml` object has ", ""},
    Mark{GapKind::unread_content, "`nodeType: none` is nested", ""},
    Mark{GapKind::unread_content, "", " has the media type "},
    Mark{GapKind::unread_content, "", ", which is not read"},
    Mark{GapKind::too_little_data, "no event has JSON in its data", ""},
    Mark{GapKind::too_little_data, "no part came within --max-stream-time", ""},
    Mark{GapKind::other_content, "the body cannot be read as ", ""},
    Mark{GapKind::other_content, "the body is not ", ""},
    Mark{GapKind::other_content, "the response's media type is ", ""},
    Mark{GapKind::other_content, "the response has no media type", ""},
    Mark{GapKind::too_little_data, "no response had ", ""},
    Mark{GapKind::too_little_data, "the body has no object with ", ""},
    Mark{GapKind::too_little_data, "no read of one resource showed ", ""},
    Mark{GapKind::other_values, "", " was empty in every response"},
    Mark{GapKind::other_values, "", " was only "},
    Mark{GapKind::other_values, "", " never matched alternative "},
    Mark{GapKind::other_values, "`if` was ", ""},
    Mark{GapKind::no_page, "it is required only in responses to cross-origin requests", ""},
    Mark{GapKind::nothing_invalid, "the documentation allows any body", ""},
    Mark{GapKind::nothing_invalid, "it has no parameter and no body that could be invalid", ""},
    Mark{GapKind::nothing_invalid, "it has no body that could be malformed", ""},
    Mark{GapKind::nothing_invalid, "the documentation allows a body of any media type", ""},
    Mark{GapKind::never_repeated, "only a POST to a collection is sent a second time", ""},
    Mark{GapKind::never_repeated, "a second POST may create something, ", ""},
    Mark{GapKind::nothing_invalid, "every method of its path is documented", ""},
    Mark{GapKind::nothing_invalid, "no path that names an unknown resource can be made", ""},
    Mark{GapKind::nothing_invalid, "", " creates what is not there"},
    Mark{GapKind::unmade_response, "Avouch made no response: ", ""},
    Mark{GapKind::unmade_request, "no value is known for its ", ""},
    Mark{GapKind::unmade_request, "a value of its ", " cannot be written in "},
    Mark{GapKind::unmade_request, "the value of its ", ", which would give another path"},
    Mark{GapKind::unmade_request, "a body of type ", ""},
    Mark{GapKind::unmade_request, "a member of its body cannot be written", ""},
    Mark{GapKind::unmade_request, "no schema and no example of its body", ""},
    Mark{GapKind::unmade_request, "no body can be made", ""},
    Mark{GapKind::unmade_request, "no type of its body is documented", ""},
    Mark{GapKind::unmade_request, "its body has no member that may ", ""},
    Mark{GapKind::unmade_request, "no request shows whether something is at ", ""},
    Mark{GapKind::workflow_step, "the step was not carried out", ""},
    Mark{GapKind::workflow_step, "no step ", ""},
    Mark{GapKind::workflow_step, "only avouch run --workflow carries out its step", ""},
    Mark{GapKind::no_request, "no request of this run exercises it", ""},
    Mark{GapKind::no_request, "no write of its resource is sent", ""},
    Mark{GapKind::no_request, "its write was not sent", ""},
    Mark{GapKind::no_request, "the target keeps nothing", ""},
};

GapKind kind_of_state(std::string_view reason) {
  if (reason.find(" got ") != reason.npos) return GapKind::failed_sequence;
  return reason.find(" list") != reason.npos ? GapKind::unclear_list : GapKind::unclear_state;
}

}  // namespace

GapTraits traits_of(GapKind kind) {
  switch (kind) {
    case GapKind::made_up_value:
      return {"the target refused a value that Avouch chose",
              "give accepted values by --variable NAME=VALUE or --values FILE"};
    case GapKind::credentials_missing:
      return {"the target requires credentials, and none were given",
              "give AVOUCH_TOKEN, AVOUCH_USER or AVOUCH_API_KEY_SCHEME"};
    case GapKind::credentials_refused:
      return {"the target refused the given credentials",
              "check that they are valid, and allowed to make the call"};
    case GapKind::page_refused:
      return {"the target refuses the page", "give an allowed page with --origin"};
    case GapKind::reported:
      return {"another clause reports it", "see the violated clauses"};
    case GapKind::other_response:
      return {"the target gave another response than the documented one",
              "if no violated clause says why, try other values by --variable or --values"};
    case GapKind::accepted_error:
      return {"the target accepted a request that may get a documented error",
              "the target may check less than it documents; nothing to do if it need not refuse that"};
    case GapKind::repeated_key:
      return {"the second request had the Idempotency-Key of the first",
              "a target may answer it as it answered the first"};
    case GapKind::never_triggered:
      return {"no request triggers the documented response", "mock servers give it on request: --prefer"};
    case GapKind::never_preferred:
      return {"no request triggers the documented response, and no preference asks for it",
              "no option changes that"};
    case GapKind::too_little_data:
      return {"no response had the member or item", "test a target with more data, or give --values"};
    case GapKind::other_values:
      return {"no response had a value of the kind that the clause is about",
              "test a target with more data, or give --values"};
    case GapKind::annotation:
      return {"the run does not judge the keyword",
              "docs/verdicts.md says which keywords are annotations, and how --formats changes that"};
    case GapKind::no_header:
      return {"no response had the header", "the clauses `required` say whether it must be there"};
    case GapKind::other_content:
      return {"no response had content of the documented media type",
              "see the clauses `media-type` and `body/syntax`"};
    case GapKind::unread_content:
      return {"the content is not read", "docs/verdicts.md says which content is read"};
    case GapKind::no_content:
      return {"the response has no content", "document no content for it, or try other values by --values"};
    case GapKind::no_schema:
      return {"the contract has no schema for the body", "document a schema"};
    case GapKind::contract_fault:
      return {"the contract has a fault there", "avouch lint names each with its line"};
    case GapKind::rate_limit:
      return {"the target limits the rate", "give a lower --rate"};
    case GapKind::unoffered_type:
      return {"the target does not offer one of the documented media types",
              "offer it, or remove it from the documentation"};
    case GapKind::unclear_refusal:
      return {"the response does not show whether credentials matter",
              "give values with which the documented request succeeds: --variable NAME=VALUE"};
    case GapKind::no_certificate:
      return {"the target refused the connection of a client without a certificate", "give one with --cert"};
    case GapKind::deleted_before:
      return {"an earlier request had deleted the resource",
              "give another one by --values, for that operation alone"};
    case GapKind::writes_off:
      return {"writes are not sent", "--allow-writes sends those that change only what the run created"};
    case GapKind::foreign_write:
      return {"the write could change what this run did not create",
              "--variable NAME=VALUE names what may change, --allow-writes=any sends it anyway"};
    case GapKind::earlier_request:
      return {"an earlier request did not create or name what this one needs",
              "see the clauses of that request, or name one with --variable NAME=VALUE"};
    case GapKind::never_repeated:
      return {"a write is not sent a second time", "no option changes that"};
    case GapKind::sent_once:
      return {"a resource is deleted only once",
              "run that operation alone to exercise it: --include-operation-id"};
    case GapKind::no_page:
      return {"no page called the operation", "document CORS headers as required, or give --origin"};
    case GapKind::cors_step:
      return {"an earlier step of CORS was refused, or none is asked for",
              "see the steps before it; docs/cors.md"};
    case GapKind::unmade_request:
      return {"the documentation does not say how to make the request",
              "give --variable NAME=VALUE or --values FILE, or document an example"};
    case GapKind::unmade_response:
      return {"Avouch found no value that the schema of the response allows", "document an example"};
    case GapKind::nothing_invalid:
      return {"the documentation allows every such request", "nothing to do, unless it allows too much"};
    case GapKind::no_server:
      return {"its server is not tested", "--server DOCUMENTED=URL sets the address"};
    case GapKind::unclear_list:
      return {"the list does not show enough", "docs/state.md says what a list must show"};
    case GapKind::failed_sequence:
      return {"a request of the sequence did not succeed", "see the clauses of that request"};
    case GapKind::unclear_state:
      return {"the responses do not show enough", "docs/state.md says what they must show"};
    case GapKind::workflow_step:
      return {"no step led to it", "see the steps before it; docs/workflow.md"};
    case GapKind::excused_proof:
      return {"no response breaks the clause alone", "docs/proof.md says what each finding means"};
    case GapKind::no_request:
      return {"no request of this run exercises it", "avouch explain COORDINATE says which request does"};
    case GapKind::other:
      return {"", "avouch explain COORDINATE says when the clause is unexercised"};
  }
  return {};
}

GapKind gap_kind(const Entry& entry) {
  return gap_kind(entry.clause->kind, entry.verdict.reason);
}

GapKind gap_kind(ClauseKind kind, std::string_view reason) {
  const auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](const Mark& one) {
    return reason.starts_with(one.beginning) && reason.find(one.part) != reason.npos;
  });
  if (mark != kMarks.end()) return mark->kind;
  switch (kind) {
    case ClauseKind::cors:
      return reason.starts_with("the response has no ") ? GapKind::no_header : GapKind::cors_step;
    case ClauseKind::state:
      return kind_of_state(reason);
    case ClauseKind::workflow:
      return GapKind::workflow_step;
    case ClauseKind::header:
      if (reason.find(" cannot be read as ") != reason.npos) return GapKind::reported;
      break;
    case ClauseKind::status:
    case ClauseKind::media_type:
    case ClauseKind::body_syntax:
    case ClauseKind::body_schema:
    case ClauseKind::drift:
    case ClauseKind::security:
      break;
  }
  return reason.starts_with("the response has no ") ? GapKind::no_header : GapKind::other;
}

bool gives_advice(std::string_view reason) {
  return reason.find(": give ") != reason.npos || reason.find(" --") != reason.npos ||
         reason.find("; document an example") != reason.npos;
}

}  // namespace avouch
