// SPDX-License-Identifier: MIT
// The bodies of one operation's proof, judged once more by a validator of another house.
//
//   SecondOpinion second(contract, judge, valijson_validator);
//   second.hear(*answer, "account_sid is 33 characters long");
//   second.opinions().disagreements
//
// Refers to contract and judge, which outlive it. One thread at a time.
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
  // `single`: a contract with one operation, which `judge` is of.
  SecondOpinion(const Contract& single, const Judge& judge, SecondValidatorMaker make);

  // Bodies that the judge finds good bring their neighbours (prove/neighbours.h): the generator leaves out
  // what the judge gets wrong, and these do not. A body that it has heard before, or that is no JSON or of no
  // documented schema, is passed over. `what`: how it came about.
  void hear(const Answer& answer, const std::string& what);

  const SecondOpinions& opinions() const { return opinions_; }

 private:
  using Key = std::pair<std::size_t, std::size_t>;  // response, media type

  // Null where nobody judges such bodies.
  const SecondJudge* judge_of(Key key);
  void hear_body(Key key, const std::string& body, const std::string& what);
  void count(Key key, const SecondJudge::Said& said, const Instance& instance, const std::string& what);

  const Contract& contract_;
  const Judge& judge_;
  SecondValidatorMaker make_;
  std::map<Key, std::optional<SecondJudge>> judges_;
  std::map<Key, std::size_t> neighbours_;  // that were asked about
  std::unordered_set<std::size_t> heard_;  // hashes
  SecondOpinions opinions_;
};

}  // namespace avouch
