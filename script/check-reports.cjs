// SPDX-License-Identifier: MIT
// The part of script/check-reports that asks packages of npm, which Debian has in part. Arguments: the folder of the packages, and folders
// of reports.
"use strict";
const fs = require("fs");
const path = require("path");
const {spawnSync} = require("child_process");

const [tools, ...folders] = process.argv.slice(2);
const schemas = process.env.AVOUCH_SCHEMAS;
let passed = 0, failed = 0;
const skipped = new Set();

const text = (file) => fs.readFileSync(file, "utf8");
const json = (file) => JSON.parse(text(file));
const said = (what, complaint) => {
  if (complaint) {
    ++failed;
    console.log(`FAILED ${what}: ${String(complaint).slice(0, 2000)}`);
  } else {
    ++passed;
    console.log(`right  ${what}`);
  }
};
// A package, or undefined.
const tool = (name) => {
  try {
    return require(name);
  } catch {
    skipped.add(name);
    return undefined;
  }
};
const program = (file, args) => {
  const ran = spawnSync(file, args, {encoding: "utf8", maxBuffer: 64 << 20});
  return {code: ran.status, text: (ran.stdout ?? "") + (ran.stderr ?? "") + (ran.error ?? "")};
};

// Our own schemas in ajv's strict mode, and what they describe: the reports, and the JSON of the other commands. The
// schema of the bundled contract describes an API of others.
const own = () => {
  const of_2020 = tool("ajv/dist/2020"), of_draft7 = tool("ajv"), formats = tool("ajv-formats");
  if (!of_2020 || !of_draft7 || !formats) return;
  const files = fs.readdirSync(schemas).filter((file) => file.endsWith(".schema.json") && !file.startsWith("configuration-webhook"));
  for (const file of files) {
    const dialect = json(path.join(schemas, file)).$schema;
    const ajv = new (dialect.includes("draft-07") ? of_draft7 : of_2020).default({strict: true, allErrors: true});
    formats.default(ajv);
    let validate;
    try {
      validate = ajv.compile(json(path.join(schemas, file)));
      said(`schemas/${file}, ajv strict`);
    } catch (error) {
      said(`schemas/${file}, ajv strict`, error);
      continue;
    }
    const name = file.split(".")[0];
    const described = name === "report" ? folders.map((folder) => `${folder}/run.json`) :
      name === "sarif-report" ? folders.map((folder) => `${folder}/run.sarif`) : [`commands/${name}.json`];
    for (const one of described.filter((each) => fs.existsSync(each)))
      said(`${one}, ajv`, !validate(json(one)) && JSON.stringify(validate.errors));
    if (!["waivers", "values"].includes(name) && !described.some((each) => fs.existsSync(each)))
      said(`schemas/${file}`, "no output of it was made");
  }
};

const har = async () => {
  const validator = tool("har-validator");
  if (!validator) return;
  for (const folder of folders) {
    const complaint = await validator.har(json(`${folder}/run.har`)).then(() => "", (error) => JSON.stringify(error.errors));
    said(`${folder}/run.har, har-validator`, complaint);
  }
};

const ctrf = () => {
  const library = tool("ctrf");
  if (!library) return;
  for (const folder of folders) {
    const verdict = library.validate(json(`${folder}/run.ctrf`));
    said(`${folder}/run.ctrf, ctrf`, !verdict.valid && JSON.stringify(verdict.errors));
  }
};

// A violated clause fails the stream, so only what cannot be parsed is a fault.
const tap = () => {
  const module = tool("tap-parser");
  if (!module) return;
  const parser = module.Parser ?? module;  // Debian has an earlier version
  for (const folder of folders) {
    const events = parser.parse(text(`${folder}/run.tap`));
    const extra = events.filter(([kind]) => kind === "extra").map(([, line]) => line);
    const [, end] = events.find(([kind]) => kind === "complete");
    const report = json(`${folder}/run.json`);
    const bad = extra.length > 0 || end.count !== report.clauses.length ||
      end.failures.some((one) => one.tapError || typeof one.id !== "number");
    said(`${folder}/run.tap, tap-parser`, bad && JSON.stringify({extra: extra.slice(0, 3), count: end.count}));
  }
};

const sarif = () => {
  const multitool = path.join(tools, "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool");
  if (!fs.existsSync(multitool)) {
    skipped.add("@microsoft/sarif-multitool");
    return;
  }
  for (const folder of folders) {
    const output = `${folder}/validation.sarif`;
    const ran = program(multitool, ["validate", `${folder}/run.sarif`, "--output", output, "--level", "Error", "--kind", "Fail"]);
    if (!fs.existsSync(output)) {
      skipped.add("@microsoft/sarif-multitool (" + ran.text.trim().split("\n")[0] + ")");
      return;
    }
    const errors = (json(output).runs[0].results ?? []).filter((one) => (one.level ?? "error") === "error");
    said(`${folder}/run.sarif, Sarif.Multitool`,
      errors.length > 0 && JSON.stringify(errors.map((one) => [one.ruleId, one.message, one.locations?.[0]]).slice(0, 5)));
  }
};

const allure = () => {
  const cli = path.join(tools, "node_modules/.bin/allure");
  if (!fs.existsSync(cli)) {
    skipped.add("allure");
    return;
  }
  for (const folder of folders) {
    const output = `${folder}/allure-report`;
    const ran = program(cli, ["generate", `${folder}/allure`, "--output", output]);
    let complaint = ran.code !== 0 && ran.text;
    const summary = path.join(output, "summary.json");
    if (!complaint && fs.existsSync(summary)) {
      const {stats} = json(summary), clauses = json(`${folder}/run.json`).clauses.length;
      if (folder !== "hostile" && stats.total !== clauses) complaint = `${stats.total} tests of ${clauses} clauses`;
      console.log(`       ${JSON.stringify(stats)}`);
    }
    said(`${folder}/allure, allure generate`, complaint);
  }
};

// GitLab documents these members; no schema of theirs is published.
const gitlab = () => {
  for (const folder of folders) {
    const wrong = json(`${folder}/gitlab.json`).filter((one) =>
      !(typeof one.description === "string" && typeof one.check_name === "string" && typeof one.fingerprint === "string" &&
        ["info", "minor", "major", "critical", "blocker"].includes(one.severity) &&
        typeof one.location.path === "string" && Number.isInteger(one.location.lines.begin)));
    said(`${folder}/gitlab.json`, wrong.length > 0 && JSON.stringify(wrong[0]));
  }
};

const junit = () => {
  for (const folder of folders) {
    const ran = program("xmllint", ["--noout", "--nonet", "--schema", path.join(schemas, "junit-report.xsd"), `${folder}/run.xml`]);
    if (ran.code === null) {
      skipped.add("xmllint");
      return;
    }
    said(`${folder}/run.xml, xmllint`, ran.code !== 0 && ran.text);
  }
};

(async () => {
  own();
  await har();
  ctrf();
  tap();
  sarif();
  allure();
  gitlab();
  junit();
  for (const name of skipped) console.log(`skipped: ${name} is not there`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
})();
