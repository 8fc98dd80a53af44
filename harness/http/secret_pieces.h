// SPDX-License-Identifier: MIT
// A text of a request cut where secrets stand in it, for a command that names environment variables in their
// place.
//
//   Teller teller(secrets);                        // AVOUCH_USER is "joe:s3cret-token"
//   teller.pieces_of("token=s3cret-token")         // "token=", then a hole for "AVOUCH_USER#*:"
//
// Private to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/secrets.h"

namespace avouch::http {

// How a secret is written at the place where it stands.
enum class Writing { plain, percent, json };

// What stands in a text for an environment variable's value: "AVOUCH_USER", or by POSIX parameter expansion
// (XCU 2.6.2) the password of it, "AVOUCH_USER#*:".
struct Hole {
  std::string parameter;
  Writing writing = Writing::plain;
  bool has_blank = false;  // its value does
};

// A text cut where secrets stand in it.
struct Piece {
  std::string text;  // as it is; empty where it is a secret
  std::optional<Hole> hole;
};
using Pieces = std::vector<Piece>;

bool has_hole(const Pieces& pieces, std::optional<Writing> writing = std::nullopt);
Pieces joined(Pieces pieces, const Pieces& more);

// Takes texts of a request apart. Secrets are known by what the planner writes for them: as they are,
// percent-encoded, or within a JSON string. Any other form of one that is in a text all the same is redacted,
// and the command says that it is not whole.
class Teller {
 public:
  explicit Teller(const Secrets& secrets);

  // `marks` part the text into components; a secret that is too short to be looked for may be one as a whole.
  Pieces pieces_of(std::string_view text, std::string_view marks = {});

  bool is_whole() const { return is_whole_; }

 private:
  // A text that stands for a secret in a request, and the hole that it leaves.
  struct Candidate {
    std::string text;
    Hole hole;
    bool stands_alone = false;  // too short to be looked for within a text
  };

  void add(const std::string& parameter, const std::string& value);
  const Candidate* candidate_at(std::string_view text, std::size_t at, std::string_view marks) const;
  std::string without_secrets(const std::string& text);

  const Secrets& secrets_;
  std::vector<Candidate> candidates_;
  bool is_whole_ = true;
};

}  // namespace avouch::http
