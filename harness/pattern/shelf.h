// SPDX-License-Identifier: MIT
// A cache of patterns that are used repeatedly. Each is compiled once.
//
//   PatternShelf shelf;
//   if (const Pattern* engine = shelf.engine("^a+$")) engine->matches("aa");
//   if (const PatternTexts* texts = shelf.texts("^a+$")) texts->text(0, 9, 0, random);
//
// Owns the objects that it returns. Not thread-safe.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "pattern/pattern.h"
#include "pattern/text.h"

namespace avouch {

class PatternShelf {
 public:
  // nullptr if the engine rejects the pattern.
  const Pattern* engine(const std::string& pattern);
  // nullptr if no texts can be generated from the pattern.
  const PatternTexts* texts(const std::string& pattern);

 private:
  std::map<std::string, std::unique_ptr<const Pattern>> engines_;
  std::map<std::string, std::unique_ptr<const PatternTexts>> texts_;
};

}  // namespace avouch
