// SPDX-License-Identifier: MIT
#include <algorithm>

#include "base/text.h"
#include "difference/parts.h"

namespace avouch {
namespace {

// The response that documents the status or range: by itself, by its range, or `default` (OpenAPI 3.1.1
// §4.8.16). nullptr if none does.
const DocumentedResponse* documents(const Operation& operation, const std::string& status) {
  const auto named = [&](const std::string& wanted) -> const DocumentedResponse* {
    const auto found = std::find_if(operation.responses.begin(), operation.responses.end(),
                                    [&](const DocumentedResponse& one) { return one.status == wanted; });
    return found == operation.responses.end() ? nullptr : &*found;
  };
  if (const DocumentedResponse* exact = named(status)) return exact;
  if (status != "default") {
    if (const DocumentedResponse* range = named(status.substr(0, 1) + "XX")) return range;
  }
  return named("default");
}

bool is_success(const std::string& status) {
  return status.starts_with('2') || status.starts_with('3') || status.starts_with('1');
}

bool is_needed(const DocumentedHeader& header) {
  return header.required || header.required_cross_origin;
}

void compare_headers(const DocumentedResponse& before, const DocumentedResponse& after,
                     const std::string& status, Changes& changes) {
  const auto add = [&](Effect effect, const char* rule, const DocumentedHeader& header, std::string what,
                       std::string why, const Place& was, const Place& is) {
    changes.add({.effect = effect,
                 .side = Side::response,
                 .rule = rule,
                 .places = {status + " header " + header.name},
                 .what = std::move(what),
                 .why = std::move(why),
                 .before = was,
                 .after = is});
  };
  const auto find = [](const DocumentedResponse& response, const std::string& name) {
    return std::find_if(response.headers.begin(), response.headers.end(), [&](const DocumentedHeader& one) {
      return equals_ignoring_ascii_case(one.name, name);
    });
  };
  for (const DocumentedHeader& header : before.headers) {
    const auto found = find(after, header.name);
    if (found == after.headers.end()) {
      const bool is_missed = is_needed(header) && after.unread_headers == nullptr;
      add(is_missed ? Effect::breaking : Effect::undecided, "response-header-removed", header,
          "the header is not documented any more",
          is_missed ? "" : "the header was optional, and may still come", header.place, after.place);
      continue;
    }
    if (is_needed(header) && !is_needed(*found))
      add(Effect::breaking, "response-header-optional", header, "the header may be absent now", {},
          header.place, found->place);
    if (!is_needed(header) && is_needed(*found))
      add(Effect::compatible, "response-header-required", header, "the header is always there now", {},
          header.place, found->place);
    if (header.type != found->type || header.explode != found->explode) {
      const bool is_read_otherwise = header.schema == nullptr || found->schema == nullptr ||
                                     header.type == DocumentedHeader::Type::json ||
                                     found->type == DocumentedHeader::Type::json ||
                                     header.explode != found->explode;
      if (is_read_otherwise)
        add(Effect::breaking, "response-header-style-changed", header, "the header is written otherwise now",
            {}, header.place, found->place);
    }
    changes.add_schemas(header.schema, found->schema, Side::response, status + " header " + header.name,
                        header.schema ? header.schema_place : header.place,
                        found->schema ? found->schema_place : found->place);
  }
  for (const DocumentedHeader& header : after.headers) {
    if (find(before, header.name) == before.headers.end())
      add(Effect::compatible, "response-header-added", header, "the header is documented now", {},
          before.place, header.place);
  }
}

void compare_media(const DocumentedResponse& before, const DocumentedResponse& after,
                   const std::string& status, Changes& changes) {
  std::vector<bool> is_known(after.media.size());
  for (const DocumentedMedia& media : before.media) {
    const std::string place = status + " body " + media.range;
    const auto add = [&](Effect effect, const char* rule, std::string what, std::string why,
                         const Place& is) {
      changes.add({.effect = effect,
                   .side = Side::response,
                   .rule = rule,
                   .places = {place},
                   .what = std::move(what),
                   .why = std::move(why),
                   .before = media.place,
                   .after = is});
    };
    const auto first = [&](const auto& is_meant) {
      return std::find_if(after.media.begin(), after.media.end(), is_meant);
    };
    auto found = first([&](const DocumentedMedia& one) { return media.range == one.range; });
    if (found == after.media.end())
      found = first([&](const DocumentedMedia& one) { return is_same_range(media.range, one.range); });
    if (found == after.media.end()) {
      found = first([&](const DocumentedMedia& one) { return is_within(one.range, media.range); });
      if (found != after.media.end())
        add(Effect::compatible, "response-media-type-narrowed",
            "the range is " + in_quotes(found->range) + " now", {}, found->place);
    }
    if (found == after.media.end()) {
      found = first([&](const DocumentedMedia& one) { return is_within(media.range, one.range); });
      if (found != after.media.end())
        add(Effect::undecided, "response-media-type-widened",
            "the range is " + in_quotes(found->range) + " now", "a server may still send the earlier type",
            found->place);
    }
    if (found == after.media.end()) {
      const bool is_unread = after.unread_media != nullptr;
      add(is_unread ? Effect::undecided : Effect::breaking, "response-media-type-removed",
          "the media type is not documented any more",
          is_unread ? "a part of the later contract cannot be read: " + after.unread_media->title : "",
          after.place);
      continue;
    }
    is_known[static_cast<std::size_t>(found - after.media.begin())] = true;
    changes.add_schemas(media.schema, found->schema, Side::response, place,
                        media.schema ? media.schema_place : media.place,
                        found->schema ? found->schema_place : found->place);
  }
  for (std::size_t i = 0; i < after.media.size(); ++i) {
    if (is_known[i]) continue;
    // A client names the types that it reads in Accept (RFC 9110 §12.5.1).
    changes.add({.effect = Effect::compatible,
                 .side = Side::response,
                 .rule = "response-media-type-added",
                 .places = {status + " body " + after.media[i].range},
                 .what = "the media type is documented now",
                 .before = before.place,
                 .after = after.media[i].place});
  }
}

}  // namespace

void compare_responses(const Operation& before, const Operation& after, Changes& changes) {
  const auto add = [&](Effect effect, const char* rule, const std::string& status, const char* what,
                       std::string why, const Place& was, const Place& is) {
    changes.add({.effect = effect,
                 .side = Side::response,
                 .rule = rule,
                 .places = {status},
                 .what = what,
                 .why = std::move(why),
                 .before = was,
                 .after = is});
  };
  const bool is_read = after.unread_statuses == nullptr && before.unread_statuses == nullptr;
  for (const DocumentedResponse& response : before.responses) {
    const DocumentedResponse* now = documents(after, response.status);
    if (now == nullptr) {
      // Those of its statuses that are documented now are compared below.
      const bool is_narrowed =
          is_success(response.status) && response.status.ends_with("XX") && is_read &&
          std::any_of(after.responses.begin(), after.responses.end(), [&](const DocumentedResponse& one) {
            return one.status.front() == response.status.front();
          });
      if (is_narrowed) {
        add(Effect::compatible, "response-status-narrowed", response.status,
            "only statuses of this range that are documented by themselves come now", {}, response.place,
            after.place);
        continue;
      }
      const bool is_missed = is_success(response.status) && is_read;
      add(is_missed ? Effect::breaking : Effect::undecided, "response-status-removed", response.status,
          "the status is not documented any more",
          is_missed ? "" : "what comes in its place is not documented", response.place, after.place);
      continue;
    }
    compare_headers(response, *now, response.status, changes);
    compare_media(response, *now, response.status, changes);
  }
  for (const DocumentedResponse& response : after.responses) {
    const bool is_old =
        std::any_of(before.responses.begin(), before.responses.end(),
                    [&](const DocumentedResponse& one) { return one.status == response.status; });
    if (is_old) continue;
    const DocumentedResponse* was = documents(before, response.status);
    if (was != nullptr) {  // a range or `default` promised what it is like
      compare_headers(*was, response, response.status, changes);
      compare_media(*was, response, response.status, changes);
      add(Effect::compatible, "response-status-added", response.status,
          "the status is documented by itself now", {}, was->place, response.place);
    } else if (is_success(response.status)) {
      add(Effect::undecided, "response-status-added", response.status, "the status is documented now",
          "clients of the earlier contract do not know this success", before.place, response.place);
    } else {
      // A contract need not document every error (OpenAPI 3.1.1 §4.8.16).
      add(Effect::compatible, "response-status-added", response.status, "the status is documented now", {},
          before.place, response.place);
    }
  }
}

}  // namespace avouch
