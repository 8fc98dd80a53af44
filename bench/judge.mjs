// SPDX-License-Identifier: MIT
// node bench/judge.mjs FOLDER: microseconds of processor time a document with ajv, compiled, each body parsed from
// text each time. The text is a string already: unlike bench/judge.cpp, it need not be checked for UTF-8.
// Wants ajv and ajv-formats where node finds them (NODE_PATH, or node_modules beside FOLDER).
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(process.argv[2]);
const require = createRequire(join(folder, 'x.js'));
const Ajv = require('ajv/dist/2020').default;
const formats = require('ajv-formats').default;

function processorMicroseconds() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function microseconds(work) {
  let least = Infinity;
  for (let round = 0; round <= 9; ++round) {
    const begin = processorMicroseconds();
    let runs = 0;
    let spent = 0;
    do {
      for (let i = 0; i < 8; ++i, ++runs) work();
      spent = processorMicroseconds() - begin;
    } while (spent < 50_000);
    if (round > 0) least = Math.min(least, spent / runs);
  }
  return least;
}

console.log('us a document'.padEnd(44), 'bytes'.padStart(10), 'ajv'.padStart(10), 'all errors'.padStart(10), 'reading'.padStart(10));
for (const file of readdirSync(folder).filter((name) => name.endsWith('.schema.json')).sort()) {
  const name = file.slice(0, -'.schema.json'.length);
  const schema = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const body = readFileSync(join(folder, `${name}.body.json`), 'utf8');
  const compile = (options) => formats(new Ajv({ strict: false, ...options })).compile(schema);
  const first = compile({});
  const all = compile({ allErrors: true });
  if (!first(JSON.parse(body))) console.error(`${name} is not accepted: ${JSON.stringify(first.errors)}`);
  const cells = [microseconds(() => first(JSON.parse(body))), microseconds(() => all(JSON.parse(body))), microseconds(() => JSON.parse(body))];
  console.log(name.padEnd(44), String(Buffer.byteLength(body)).padStart(10), ...cells.map((cell) => cell.toFixed(2).padStart(10)));
}
