// SPDX-License-Identifier: MIT
// Patterns that are used again and again, each made ready once.
//
//   PatternShelf shelf;
//   if (const Pattern* engine = shelf.engine("^a+$")) engine->matches("aa");
//   if (const PatternTexts* texts = shelf.texts("^a+$")) texts->text(0, 9, 0, random);
//
// Owns what it hands out. One thread at a time.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "pattern/pattern.h"
#include "pattern/text.h"

namespace avouch {

class PatternShelf {
 public:
  // nullptr where the engine does not take it.
  const Pattern* engine(const std::string& pattern);
  // nullptr where no texts can be made from it.
  const PatternTexts* texts(const std::string& pattern);

 private:
  std::map<std::string, std::unique_ptr<const Pattern>> engines_;
  std::map<std::string, std::unique_ptr<const PatternTexts>> texts_;
};

}  // namespace avouch
