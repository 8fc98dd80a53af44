// SPDX-License-Identifier: MIT
// node ajv.cjs PAIRS VERDICTS: judges each line of PAIRS, and writes "valid", "invalid" or "refused" and why.
"use strict";
const fs = require("fs");
const addFormats = require("ajv-formats").default;

// Optimized, some of the generated code names variables that are not there; it also takes longer to make than to run.
const options = { strict: false, allErrors: false, logger: false, code: { optimize: false } };
const validators = {
  // Beside $ref nothing counts in draft 7 (Core §8.3); ajv leaves that to an option.
  7: new (require("ajv").default)({ ...options, ignoreKeywordsWithRef: true }),
  2020: new (require("ajv/dist/2020").default)(options),
};
Object.values(validators).forEach((ajv) => addFormats(ajv));

const verdicts = [];
let last = null;
let validate = null;
let refusal = "";
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n")) {
  if (line === "") continue;
  const pair = JSON.parse(line);
  try {
    if (pair.case !== last) {
      last = pair.case;
      refusal = "";
      try {
        validate = validators[pair.draft].compile(pair.schema);
      } catch (problem) {
        refusal = problem.message;
      }
    }
    if (refusal !== "") throw new Error(refusal);
    verdicts.push(validate(pair.instance) ? "valid" : "invalid");
  } catch (problem) {
    verdicts.push("refused " + problem.message.replace(/\s+/g, " "));
  }
}
fs.writeFileSync(process.argv[3], verdicts.join("\n") + "\n");
