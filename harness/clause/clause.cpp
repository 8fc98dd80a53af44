// SPDX-License-Identifier: MIT
#include "clause/clause.h"

namespace avouch {

std::string_view to_string(ClauseKind kind) {
  switch (kind) {
    case ClauseKind::status:
      return "status";
    case ClauseKind::media_type:
      return "media type";
    case ClauseKind::body_syntax:
      return "body syntax";
    case ClauseKind::body_schema:
      return "body";
    case ClauseKind::header:
      return "headers";
    case ClauseKind::cors:
      return "cors";
    case ClauseKind::security:
      return "security";
    case ClauseKind::drift:
      return "drift";
  }
  return {};
}

}  // namespace avouch
