// SPDX-License-Identifier: MIT
// Prints a contract with about 400 clauses per operation, for script/test-browser.
// Usage: node large-contract.cjs OPERATIONS
"use strict";
const operations = Number(process.argv[2]);
const paths = {};
for (let operation = 0; operation < operations; ++operation) {
  const properties = {};
  for (let member = 0; member < 130; ++member)
    properties[`member${member}`] = {type: "string", minLength: 1, maxLength: 40};
  paths[`/things${operation}`] = {
    get: {
      operationId: `listThings${operation}`,
      responses: {200: {description: "the things", content: {"application/json": {schema: {type: "object", properties}}}}},
    },
  };
}
console.log(JSON.stringify({openapi: "3.1.0", info: {title: "A large contract", version: "1"}, paths}));
