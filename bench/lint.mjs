// SPDX-License-Identifier: MIT
// node bench/lint.mjs AVOUCH OPENAPI.json...: seconds of processor time that loading and linting the documents takes,
// beside what node takes to read them as JSON and ajv to compile each schema of their components. The least of five
// rounds. Wants GNU time; ajv and ajv-formats where NODE_PATH leads, else their line is left out.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [avouch, ...files] = process.argv.slice(2);
if (files.length === 0) {
  console.error('usage: node bench/lint.mjs AVOUCH OPENAPI.json...');
  process.exit(2);
}
const rounds = 5;
const texts = files.map((file) => readFileSync(file, 'utf8'));

function ours(command) {
  let seconds = Infinity;
  let mib = 0;
  for (let round = 0; round < rounds; ++round) {
    const run = spawnSync('/usr/bin/time', ['-f', '%U %S %M', avouch, command, ...files], { encoding: 'utf8', maxBuffer: 1 << 30 });
    const [user, system, kib] = run.stderr.trim().split('\n').at(-1).split(' ').map(Number);
    seconds = Math.min(seconds, user + system);
    mib = Math.max(mib, kib / 1024);
  }
  return { seconds, mib };
}

function theirs(work) {
  let seconds = Infinity;
  for (let round = 0; round < rounds; ++round) {
    const begin = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(begin);
    seconds = Math.min(seconds, (user + system) / 1e6);
  }
  return { seconds };
}

function ajv() {
  const require = createRequire(process.cwd() + '/x.js');
  let Ajv, formats;
  try {
    Ajv = require('ajv').default;
    formats = require('ajv-formats').default;
  } catch {
    return null;
  }
  // OpenAPI 3.0's nullable without a type beside it is more than ajv takes.
  const taken = texts.map((text) => JSON.stringify(JSON.parse(text, (key, value) => (key === 'nullable' ? undefined : value))));
  return () => {
    for (const [i, text] of taken.entries()) {
      const document = JSON.parse(text);
      const compiler = formats(new Ajv({ strict: false, logger: false, validateSchema: false }));
      compiler.addSchema({ $id: `doc:${i}`, components: document.components ?? {} });
      for (const name of Object.keys(document.components?.schemas ?? {}))
        compiler.compile({ $ref: `doc:${i}#/components/schemas/${encodeURIComponent(name)}` });
    }
  };
}

const lines = [
  ['avouch list', ours('list')],
  ['avouch lint', ours('lint')],
  ['node, JSON.parse alone', theirs(() => texts.forEach((text) => JSON.parse(text)))],
];
const compile = ajv();
if (compile) lines.push(['node, ajv compiles their components', theirs(compile)]);
else console.log('ajv is not found where NODE_PATH leads: left out');
const bytes = texts.reduce((sum, text) => sum + text.length, 0);
console.log(`${files.length} documents, ${(bytes / 1e6).toFixed(1)} MB`);
for (const [what, { seconds, mib }] of lines) {
  const memory = mib === undefined ? '' : `  ${mib.toFixed(0)} MiB at most`;
  console.log(`${what.padEnd(40)} ${seconds.toFixed(3)} s  ${(seconds / lines.at(-1)[1].seconds).toFixed(2)}${memory}`);
}
