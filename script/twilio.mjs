// SPDX-License-Identifier: MIT
// The figures of docs/twilio.md: every document of a folder loaded, listed, linted and run against a mock of
// itself; lint's word on each example compared with ajv's where AJV names a folder with node_modules.
//   [AJV=FOLDER] node script/twilio.mjs AVOUCH FOLDER [run|lint|prefer]...
// AVOUCH is a release build's binary; `prefer` runs with --prefer. Exits 1 where a run finds a violation, or ajv and lint differ on an example.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [avouch, folder, ...asked] = process.argv.slice(2);
if (!folder) {
  console.error('usage: [AJV=FOLDER] node script/twilio.mjs AVOUCH FOLDER [run|lint|prefer]...');
  process.exit(2);
}
const wants = (what) => asked.length === 0 || asked.includes(what);
const files = readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => join(folder, name));
const scratch = mkdtempSync(join(tmpdir(), 'avouch-twilio-'));
let failed = false;

// Runs a command; its seconds and the MiB that it had at most (GNU time).
function measured(words, accepted) {
  const figures = join(scratch, 'time');
  const start = process.hrtime.bigint();
  const run = spawnSync('/usr/bin/time', ['-o', figures, '-f', '%M', ...words], { encoding: 'utf8', maxBuffer: 1 << 30 });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (!accepted.includes(run.status)) throw new Error(`${words.join(' ')}: exit ${run.status}\n${run.stderr}`);
  const lines = readFileSync(figures, 'utf8').trim().split('\n');
  return { ...run, seconds, mib: Number(lines.at(-1)) / 1024 };
}

const shown = (seconds, mib) => `${seconds.toFixed(2)} s, ${mib.toFixed(0)} MiB`;
const counted = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);

function list() {
  const run = measured([avouch, 'list', ...files], [0]);
  console.log(`list: ${run.stdout.trimEnd().split('\n').at(-1).replace('== ', '')} (${shown(run.seconds, run.mib)})`);
}

// file -> pointers of lint's findings about examples, and which of them are about formats.
function lint() {
  const report = join(scratch, 'lint.json');
  const run = measured([avouch, 'lint', ...files, '--report-json', report], [0, 1]);
  console.log(`lint: ${run.stdout.trimEnd().split('\n').at(-1)} (${shown(run.seconds, run.mib)})`);
  const rules = new Map();
  const examples = new Map();
  for (const finding of JSON.parse(readFileSync(report, 'utf8')).findings) {
    counted(rules, finding.rule);
    if (finding.rule !== 'example-contradicts-schema') continue;
    for (const { file, pointer } of [finding.place, ...(finding.others ?? [])]) {
      if (!examples.has(file)) examples.set(file, []);
      examples.get(file).push({ pointer, text: finding.message });
    }
  }
  for (const [rule, count] of [...rules].sort((a, b) => b[1] - a[1])) console.log(`  ${rule}: ${count}`);
  return examples;
}

function compare(examples) {
  if (!process.env.AJV) return console.log('ajv: not asked; AJV names a folder with node_modules');
  const script = join(dirname(fileURLToPath(import.meta.url)), 'ajv-examples.mjs');
  const judged = execFileSync('node', [script, ...files], { encoding: 'utf8', maxBuffer: 1 << 30 }).trim().split('\n').map((line) => JSON.parse(line));
  const tally = { examples: judged.length, both: 0, neither: 0 };
  const differences = [];
  for (const example of judged) {
    const ours = (examples.get(example.file) ?? []).filter(({ pointer }) => pointer === example.pointer || pointer.startsWith(example.pointer + '/'));
    const theirs = example.keywords.length + example.formats.length;
    if (theirs > 0 && ours.length > 0) ++tally.both;
    else if (theirs === 0 && ours.length === 0) ++tally.neither;
    else differences.push({ ...example, ours });
  }
  console.log(`ajv: of ${tally.examples} examples, ${tally.both} contradict their schema by both, ${tally.neither} by neither, ${differences.length} by one alone`);
  for (const one of differences.slice(0, 20)) console.log('  differs: ' + JSON.stringify(one).slice(0, 600));
  failed ||= differences.length > 0;
}

function run(more) {
  const all = { clauses: 0, exercised: 0, violated: 0, undecided: 0, seconds: 0, mib: 0, exchanges: 0 };
  const reasons = new Map();
  for (const file of files) {
    const report = join(scratch, 'run.json');
    const one = measured([avouch, 'run', file, '--allow-writes', ...more, '--quiet', '--report-json', report], [0, 1, 2, 3]);
    if (one.status === 2) {
      if (!one.stderr.includes('the contract has no clause')) throw new Error(one.stderr);
      console.log(`| ${file.slice(folder.length).replace(/^\//, '')} | 0 | | | | | |`);
      continue;
    }
    const { tally, clauses, exchanges } = JSON.parse(readFileSync(report, 'utf8'));
    const exercised = tally.clauses - tally.unexercised - tally.undecided;
    all.clauses += tally.clauses;
    all.exercised += exercised;
    all.violated += tally.violated;
    all.undecided += tally.undecided;
    all.exchanges += exchanges.length;
    all.seconds += one.seconds;
    all.mib = Math.max(all.mib, one.mib);
    const name = file.slice(folder.length).replace(/^\//, '');
    console.log(`| ${name} | ${tally.clauses} | ${((100 * exercised) / tally.clauses).toFixed(1)} % | ${tally.violated} | ${exchanges.length} | ${one.seconds.toFixed(2)} | ${one.mib.toFixed(0)} |`);
    for (const clause of clauses) {
      if (clause.outcome === 'unexercised') counted(reasons, clause.reason.replace(/"[^"]*"/g, '"…"').slice(0, 120));
      if (clause.outcome === 'violated' && clause.severity === 'violation') console.log(`  violated: ${clause.coordinate}: ${clause.reason}`);
    }
  }
  console.log(`run ${more.join(' ')}: ${files.length} documents, ${all.clauses} clauses, ${((100 * all.exercised) / all.clauses).toFixed(1)} % exercised, ${all.violated} violated, ${all.undecided} undecided, ${all.exchanges} exchanges (${shown(all.seconds, all.mib)})`);
  for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 30)) console.log(`  ${count} x ${reason}`);
  failed ||= all.violated > 0;
}

try {
  if (wants('lint')) {
    list();
    compare(lint());
  }
  if (wants('run')) run([]);
  if (asked.includes('prefer')) run(['--prefer']);
} finally {
  rmSync(scratch, { recursive: true });
}
process.exit(failed ? 1 : 0);
