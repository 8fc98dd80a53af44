// SPDX-License-Identifier: MIT
// generator_bodies … | node oracle.cjs: asks ajv about each line. What it says otherwise is counted under the rule
// that explains it; what no rule explains is printed, and the exit code is 1.
"use strict";
const fs = require("fs");
const path = require("path");
const readline = require("readline");
const addFormats = require("ajv-formats").default;

const options = { strict: false, allErrors: false, logger: false, validateSchema: false };
const validators = {
  // Beside $ref nothing counts in OpenAPI 3.0 (§4.7.23.1); ajv leaves that to an option.
  "OpenAPI 3.0": () => new (require("ajv").default)({ ...options, ignoreKeywordsWithRef: true }),
  "OpenAPI 3.1": () => new (require("ajv/dist/2020").default)(options),
};

const knownFormats = new Set(Object.keys(require("ajv-formats/dist/formats").fullFormats));
const formatOf = (line) => (line.keyword.startsWith("format ") ? line.keyword.slice(7) : "");
const isLax = (line, valid) => !line.expected && valid; // ajv lets pass what is made as broken

// Why ajv answers otherwise, though what was made is right.
const rules = [
  {
    name: "a format that ajv-formats does not have",
    applies: (line, valid) => isLax(line, valid) && formatOf(line) !== "" && !knownFormats.has(formatOf(line)),
  },
  {
    name: "float and double, which ajv-formats takes any number for",
    applies: (line, valid) => isLax(line, valid) && ["float", "double"].includes(formatOf(line)),
  },
  {
    name: "one beyond the range of int64, which is no other number in JavaScript",
    applies: (line, valid) => isLax(line, valid) && formatOf(line) === "int64" && /: one (above|below) the/.test(line.what),
  },
  {
    name: "a blank for the T of a date-time, which ajv-formats takes and RFC 3339 §5.6 has in a note alone",
    applies: (line, valid) => isLax(line, valid) && formatOf(line) === "date-time" && /: a blank for the T$/.test(line.what),
  },
  {
    name: "a member that OpenAPI 3.0 calls writeOnly, which ajv does not know",
    applies: (line, valid) => isLax(line, valid) && line.keyword === "writeOnly",
  },
];

// ajv refuses nullable without type, where OpenAPI 3.0.3 (§4.7.24.1) says that it has no effect.
function withoutLoneNullable(node) {
  if (node === null || typeof node !== "object") return node;
  if (!Array.isArray(node) && "nullable" in node && typeof node.nullable === "boolean" && !("type" in node)) delete node.nullable;
  for (const part of Object.values(node)) withoutLoneNullable(part);
  return node;
}

const compiled = new Map(); // by schema and pointer: a function, or why there is none
let held = { file: "", ajv: null }; // the document of now: one after the other, so that memory stays small
function validator(line) {
  const file = path.resolve(line.schema);
  if (held.file !== file) {
    const document = withoutLoneNullable(JSON.parse(fs.readFileSync(file, "utf8")));
    delete document.$schema;
    delete document.$id;
    const ajv = validators[line.dialect]();
    addFormats(ajv);
    ajv.addSchema(document, "document");
    held = { file, ajv };
    compiled.clear();
  }
  if (!compiled.has(line.pointer)) {
    const fragment = line.pointer.split("/").map(encodeURIComponent).join("/");
    try {
      compiled.set(line.pointer, held.ajv.compile({ $ref: "document#" + fragment }));
    } catch (problem) {
      compiled.set(line.pointer, problem.message);
    }
  }
  return compiled.get(line.pointer);
}

const counts = { conforming: 0, broken: 0, refused: 0, unexplained: 0 };
const explained = {};
const refusals = {};
const shown = 20;
readline.createInterface({ input: process.stdin, crlfDelay: Infinity }).on("line", (text) => {
  const line = JSON.parse(text);
  ++counts[line.expected ? "conforming" : "broken"];
  const validate = validator(line);
  if (typeof validate === "string") {
    ++counts.refused;
    refusals[validate] = (refusals[validate] || 0) + 1;
    return;
  }
  const valid = validate(line.body);
  if (valid === line.expected) return;
  const rule = rules.find((each) => each.applies(line, valid));
  if (rule) {
    explained[rule.name] = (explained[rule.name] || 0) + 1;
    return;
  }
  if (++counts.unexplained > shown) return;
  const why = valid ? "" : ": " + JSON.stringify(validate.errors[0]);
  console.log(`UNEXPLAINED ${line.schema}#${line.pointer} ${line.clause || "conforming"} (${line.keyword}; ${line.what}), ajv says ${valid ? "valid" : "invalid"}${why}\n    ${JSON.stringify(line.body).slice(0, 600)}`);
}).on("close", () => {
  const judged = counts.conforming + counts.broken - counts.refused;
  const excused = Object.values(explained).reduce((sum, count) => sum + count, 0);
  console.log(`${counts.conforming} conforming and ${counts.broken} broken bodies; ajv agrees on ${judged - excused - counts.unexplained} of ${judged}; ${excused} explained, ${counts.unexplained} unexplained`);
  for (const [name, count] of Object.entries(explained)) console.log(`  ${count}: ${name}`);
  for (const [name, count] of Object.entries(refusals)) console.log(`  ${count} not judged, ajv refuses the schema: ${name}`);
  process.exitCode = counts.unexplained > 0 || judged === 0 ? 1 : 0;
});
