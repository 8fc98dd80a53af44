// SPDX-License-Identifier: MIT
// node regexp.cjs CASES ANSWERS: each line of CASES is [PATTERN, [TEXT…]]; writes a letter a text, "y" or "n", or
// "broken" where the pattern is none in Unicode mode. "-" is an answer that is worth nothing: V8 now and then begins a
// match between the halves of a surrogate pair, where ECMA-262 §22.2.7.2 and §22.2.7.3 never look.
"use strict";
const fs = require("fs");

const isBetweenHalves = (text, at) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));

const answers = [];
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n")) {
  if (line === "") continue;
  const [pattern, texts] = JSON.parse(line);
  try {
    const expression = new RegExp(pattern, "u");
    const letter = (text) => {
      const found = expression.exec(text);
      if (found === null) return "n";
      return found.index > 0 && isBetweenHalves(text, found.index) ? "-" : "y";
    };
    answers.push(texts.map(letter).join(""));
  } catch {
    answers.push("broken");
  }
}
fs.writeFileSync(process.argv[3], answers.join("\n") + "\n");
