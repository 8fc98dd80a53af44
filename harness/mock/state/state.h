// SPDX-License-Identifier: MIT
// The state of a mock: what requests created, changed and deleted, where the shape of the contract is plain
// (mock/state/collections.h). Everything else is answered as documented.
//
//   MockState state(contract);
//   const MockState::Outcome outcome = state.apply(answers, operation, request, {}, MockIdentity::first,
//   reply);
//
// `reply` comes in as the documented success and goes out as what the state makes of it. Bounded
// (mock/state/kept.h). Thread-safe: one request at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "contract/contract.h"
#include "http/message.h"
#include "mock/answer/answers.h"
#include "mock/answer/reply.h"
#include "mock/state/collections.h"
#include "mock/state/kept.h"
#include "mock/state/view.h"

namespace avouch {

// How a mock contradicts what state implies: for proofs (prove/state_proof.h).
enum class StateFault {
  none,
  keeps_deleted,    // what was deleted can be read
  deletes_all,      // a DELETE deletes the other items of the collection, too
  loses_created,    // what was created cannot be read
  reuses_identity,  // a second POST replaces what the first one created
  leads_elsewhere,  // the Location of what was created is on another host
  loses_members,    // a member that was sent is not shown as it was sent
  resets_members,   // a PATCH changes a member that it does not send
  unlisted,         // what was created is not in the list
  changes_repeat,   // a second PUT changes a member that was sent
  changes_etag,     // each read has another ETag
  shows_to_all,     // every identity may read what another one created
  lists_for_all,    // every identity is listed what another one created
  writes_for_all,   // every identity may change and delete what another one created
};

class MockState {
 public:
  explicit MockState(const Contract& contract, StateFault fault = StateFault::none);

  enum class Outcome {
    as_documented,  // `reply` is as it was
    from_state,     // `reply` shows what was kept
    gone,           // the resource was deleted before, and the operation documents that: `reply` is as it was
    of_another,     // another identity created it, and the operation documents a refusal: likewise
  };

  // `media` is the media type of the reply, if Accept chose another than usual. Precondition: the request is
  // valid, and `reply` is the operation's documented success for it.
  Outcome apply(const MockAnswers& answers, std::size_t operation, const http::Request& request,
                std::optional<std::size_t> media, MockIdentity by, MockReply& reply);

 private:
  using Path = KeptResources::Path;
  struct Call;  // one request

  const ResourceView* view(const MockAnswers& answers, MockAnswers::Which which, const Collection& collection,
                           bool is_list);
  const ResourceView* usual_view(const MockAnswers& answers, std::optional<std::size_t> operation,
                                 const Collection& collection);
  Outcome list(const Call& call, MockReply& reply);
  Outcome create(const Call& call, MockReply& reply);
  // Keeps what the call creates.
  Outcome keep(const Call& call, MockReply& reply);
  Outcome read(const Call& call, MockReply& reply);
  Outcome change(const Call& call, MockReply& reply);
  Outcome remove(const Call& call, MockReply& reply);
  std::optional<JsonValue> fresh_identity(const Call& call, const JsonValue& documented,
                                          const JsonValue& thing);
  JsonValue spoiled(const Call& call, JsonValue thing, const JsonValue& sent) const;
  void locate(const Call& call, std::string path, MockReply& reply) const;
  bool leaves_location_open(const Call& call, const MockReply& reply) const;
  Outcome replace(const Call& call, MockReply& reply);
  void empty_collection(Path path);
  void tag(const Call& call, MockReply& reply);
  bool fits(const Call& call, const JsonValue& identity, const JsonValue& thing) const;

  Collections collections_;
  StateFault fault_;
  std::mutex mutex_;
  KeptResources kept_;
  std::uint64_t created_ = 0;
  std::uint64_t reads_ = 0;
  std::map<Path, JsonValue> replaced_;       // for changes_repeat: what PUT sent last
  std::map<Path, JsonValue> updated_;        // for resets_members: what PATCH sent before
  std::map<Path, JsonValue> last_identity_;  // for reuses_identity: of each collection
  std::set<Path> emptied_;                   // for deletes_all: collections
  std::map<MockAnswers::Which, std::unique_ptr<const ResourceView>> views_;  // null: there is none
};

}  // namespace avouch
