// SPDX-License-Identifier: MIT
// Judges the bodies of one operation's proof again with an independent validator.
//
//   SecondOpinion second(contract, judge, valijson_validator);
//   second.hear(*answer, "account_sid is 33 characters long");
//   second.opinions().disagreements
//
// Keeps references to contract and judge, which must outlive it. Not thread-safe.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>

#include "contract/contract.h"
#include "http/message.h"
#include "judge/answer.h"
#include "judge/judge.h"
#include "prove/opinions.h"
#include "prove/second_judge.h"

namespace avouch {

class SecondOpinion {
 public:
  // `single` is a contract with one operation; `judge` is for it.
  SecondOpinion(const Contract& single, const Judge& judge, SecondValidatorMaker make);

  // Also judges the neighbours of bodies that the judge accepts (prove/neighbours.h): the generator omits
  // values that the judge wrongly rejects, the neighbours include them. Skips bodies that were judged before,
  // are not JSON, or have no documented schema. `what` says how the body was generated.
  void hear(const Answer& answer, const std::string& what);
  // So many claims about bodies of that media type are proven here; without this call, all. The neighbours
  // are fewer accordingly. If there is none, the bodies are skipped: they are judged in the proof of another
  // operation.
  void limit(std::size_t response, std::size_t media, std::size_t claims) {
    claims_[{response, media}] = claims;
  }

  const SecondOpinions& opinions() const { return opinions_; }

 private:
  using Key = std::pair<std::size_t, std::size_t>;  // response, media type

  // Null if no judge exists for such bodies.
  const SecondJudge* judge_of(Key key);
  void hear_body(Key key, const std::string& body, const std::string& what);
  void count(Key key, const SecondJudge::Said& said, const Instance& instance, const std::string& what);

  const Contract& contract_;
  const Judge& judge_;
  SecondValidatorMaker make_;
  std::map<Key, std::optional<SecondJudge>> judges_;
  std::map<Key, std::size_t> neighbours_;  // number of neighbours judged
  std::map<Key, std::size_t> claims_;      // limit()
  std::unordered_set<std::size_t> heard_;  // hashes
  SecondOpinions opinions_;
};

}  // namespace avouch
