// SPDX-License-Identifier: MIT
// Drives HTML reports in a headless Chromium: scheme, width, print, without scripts, search, filter, open, copy, back,
// keyboard, and axe-core. Called by script/test-browser, which says where puppeteer-core and axe-core are (NODE_PATH).
// Usage: node report-page.cjs CHROMIUM SCREENSHOTS PAGE...    Times are printed, not judged.
"use strict";
const fs = require("fs");
const http = require("http");
const path = require("path");
const puppeteer = require("puppeteer-core");

const [program, pictures, ...pages] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
let passed = 0, failed = 0;

const check = (what, is, seen) => {
  is ? ++passed : ++failed;
  if (!is) console.log(`FAILED ${what}${seen === undefined ? "" : ": " + JSON.stringify(seen)}`);
};

const serve = () => new Promise((done) => {
  const server = http.createServer((request, response) => {
    const index = Number(new URL(request.url, "http://x").pathname.slice(1));
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.end(Number.isInteger(index) && pages[index] ? fs.readFileSync(pages[index]) : "");
  });
  server.listen(0, "127.0.0.1", () => done(server));
});

// Opens a page, and notes what a hostile text could have made it do.
const open = async (browser, url, options = {}) => {
  const page = await browser.newPage();
  page.noted = [];
  page.on("dialog", (dialog) => { page.noted.push("dialog"); dialog.dismiss(); });
  page.on("pageerror", (error) => page.noted.push(String(error)));
  page.on("console", (message) => page.noted.push(message.text()));
  page.on("request", (request) => { if (!request.isNavigationRequest() && !request.url().endsWith("/favicon.ico")) page.noted.push(request.url()); });
  await page.setJavaScriptEnabled(options.script ?? true);
  await page.setViewport({width: options.width ?? 1200, height: 800});
  await page.emulateMediaFeatures([{name: "prefers-color-scheme", value: options.scheme ?? "light"}]);
  if (options.bypass) await page.setBypassCSP(true);
  await page.goto(url, {waitUntil: "load"});
  return page;
};

const open_all = (page) => page.evaluate(() => { for (const each of document.querySelectorAll("details")) each.open = true; });
// Not by $$eval, which hands each element over: there are 80,000.
const cells = (page, which = "") => page.evaluate((selector) => document.querySelectorAll(selector).length, "#map [title]" + which);
const settled = (page) => page.evaluate(() => new Promise((done) => setTimeout(done, 250)));

const widths = async (browser, url, name) => {
  for (const width of [360, 1200]) {
    const page = await open(browser, url, {width});
    const is_large = (await cells(page)) > 5000;
    if (!is_large) await open_all(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(`${name}: nothing scrolls sideways at ${width} px`, wide <= width, wide);
    check(`${name}: loads nothing, says nothing at ${width} px`, page.noted.length === 0, page.noted.slice(0, 3));
    await page.close();
  }
};

// As many clauses as a large API has. For more, axe and paper take minutes.
const kLarge = 12_000;

// In a large page, what is closed stays closed: a smaller page has the same parts.
const schemes = async (browser, url, name) => {
  for (const [scheme, width] of [["light", 1200], ["dark", 1200], ["light", 360]]) {
    const page = await open(browser, url, {scheme, width, bypass: true});
    await page.screenshot({path: path.join(pictures, `${name}-${scheme}-${width}.png`)});
    const clauses = await cells(page);
    if (clauses < 5000) await open_all(page);
    if (clauses > kLarge) {
      await page.close();
      continue;
    }
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await window.axe.run(document, {resultTypes: ["violations"]})).violations
      .filter((one) => one.impact === "serious" || one.impact === "critical")
      .map((one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200), one.nodes[0].failureSummary]));
    check(`${name}: axe finds nothing serious (${scheme}, ${width} px)`, found.length === 0, found);
    await page.close();
  }
};

const without_script = async (browser, url, name) => {
  const page = await open(browser, url, {script: false});
  await page.screenshot({path: path.join(pictures, `${name}-no-script.png`)});
  check(`${name}: no tools without a script`, await page.$(".tools[hidden]") !== null);
  const closed = await page.$("details:not([open]) > summary");
  if (closed) {
    const before = (await page.$$("details[open]")).length;
    await page.focus("details:not([open]) > summary");
    await page.keyboard.press("Enter");
    check(`${name}: a summary opens without a script`, (await page.$$("details[open]")).length === before + 1);
  }
  await page.close();
};

const printed = async (browser, url, name) => {
  const page = await open(browser, url);
  await page.emulateMediaType("print");
  const tools = await page.$eval(".tools", (each) => getComputedStyle(each).display);
  check(`${name}: no tools on paper`, tools === "none", tools);
  const sheet = await page.pdf({path: path.join(pictures, `${name}.pdf`), format: "A4"});
  check(`${name}: prints`, sheet.length > 10_000, sheet.length);
  await page.close();
};

const used = async (browser, url, name) => {
  const page = await open(browser, url);
  const visible = (selector) => page.$$eval(selector, (all) => all.filter((each) => each.checkVisibility()).length);
  const clauses = await cells(page);
  const standings = await page.$$eval("#show option", (all) => all.map((each) => each.value).filter(Boolean));
  // Filter, its place in the URL, a reload, and the way back.
  const kind = standings[0];
  await page.select("#show", kind);
  await settled(page);
  check(`${name}: the filter is in the URL`, new URL(page.url()).searchParams.get("show") === kind, page.url());
  const others = await page.$$eval("main > details.group:not([id=map]):not([id=coverage]):not([id=exchanges])", (all, kept) => all.filter((each) => each.id !== kept && each.checkVisibility()).length, kind);
  check(`${name}: the filter hides other verdicts`, others === 0, others);
  const told = await page.$eval("#told", (each) => each.textContent);
  check(`${name}: the filter tells a number`, /^[0-9]+ clauses?$/.test(told), told);
  await page.reload();
  check(`${name}: a reload keeps the filter`, await page.$eval("#show", (each) => each.value) === kind);
  await page.goBack();
  await settled(page);
  check(`${name}: the way back removes the filter`, await page.$eval("#show", (each) => each.value) === "");
  // Search by keyboard alone, from the beginning of the page.
  const target = await page.$eval("#map [title]", (each) => each.id || each.getAttribute("href").slice(1));
  for (let i = 0; i < 30 && await page.evaluate(() => document.activeElement.id) !== "find"; ++i) await page.keyboard.press("Tab");
  check(`${name}: Tab leads to the search`, await page.evaluate(() => document.activeElement.id) === "find");
  await page.keyboard.type(target.slice(0, 60));
  await settled(page);
  await settled(page);
  const hits = await page.$$eval("#hits li", (all) => all.map((each) => each.textContent));
  check(`${name}: the search finds a clause by its name`, hits.some((hit) => hit.includes(target)), hits.slice(0, 3));
  check(`${name}: the search is in the URL`, new URL(page.url()).searchParams.get("q") === target.slice(0, 60), page.url());
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await settled(page);
  const at = await page.evaluate(() => { const each = document.getElementById(decodeURIComponent(location.hash.slice(1))); return each !== null && each.checkVisibility(); });
  check(`${name}: a hit leads to its clause, which is open`, at, page.url());
  await page.goBack();
  await settled(page);
  check(`${name}: the way back returns to the search`, new URL(page.url()).hash === "" && new URL(page.url()).searchParams.get("q") !== null, page.url());
  await page.focus("#find");
  await page.keyboard.press("Escape");
  await settled(page);
  check(`${name}: Escape ends the search`, await page.$eval("#find", (each) => each.value) === "" && await cells(page, ":not([hidden])") === clauses);
  // Arrow keys lead from clause to clause.
  if (await visible("details.clause > summary") > 1) {
    await page.evaluate(() => Array.from(document.querySelectorAll("details.clause > summary")).find((each) => each.checkVisibility()).focus());
    const first = await page.evaluate(() => document.activeElement.parentElement.id);
    await page.keyboard.press("ArrowDown");
    const second = await page.evaluate(() => document.activeElement.parentElement.id);
    await page.keyboard.press("ArrowUp");
    check(`${name}: arrow keys lead to the next clause and back`, second !== first && await page.evaluate(() => document.activeElement.parentElement.id) === first, [first, second]);
  }
  // The requests that led to a violation.
  const step = await page.evaluateHandle(() => Array.from(document.querySelectorAll(".evidence ol a")).find((each) => each.checkVisibility()));
  if (await step.evaluate((each) => each instanceof Element)) {
    await step.click();
    await settled(page);
    const shown = await page.evaluate(() => { const each = document.getElementById(location.hash.slice(1)); return each !== null && each.id.startsWith("exchange-") && each.checkVisibility(); });
    check(`${name}: a link leads to the request that led to a violation`, shown, page.url());
    await page.goBack();
    await settled(page);
  }
  // Copy.
  const command = await page.evaluateHandle(() => Array.from(document.querySelectorAll(".command")).find((each) => each.checkVisibility()));
  if (await command.evaluate((each) => each instanceof Element)) {
    const button = await command.evaluateHandle((each) => each.previousElementSibling);
    await button.click();
    await settled(page);
    check(`${name}: copies a command`, await page.evaluate(() => navigator.clipboard.readText()) === await command.evaluate((each) => each.textContent));
    check(`${name}: says that it copied`, await button.evaluate((each) => each.textContent) === "Copied");
  }
  check(`${name}: no error while it is used`, page.noted.length === 0, page.noted.slice(0, 3));
  await page.close();
};

const measured = async (browser, url, name, file) => {
  const page = await open(browser, url);
  const paint = await page.evaluate(() => new Promise((done) =>
    new PerformanceObserver((list) => list.getEntriesByName("first-contentful-paint").forEach((one) => done(one.startTime)))
      .observe({type: "paint", buffered: true})));
  const found = await page.evaluate(() => {
    const first = document.querySelector("#violated .cause, #violated .clause");
    return {clauses: document.querySelectorAll("#map [title]").length, top: first && Math.round(first.getBoundingClientRect().top)};
  });
  check(`${name}: what was not proven stands in the first screen`, await page.evaluate(() => {
    const each = document.querySelector(".verdict .unproven");
    return each === null ? document.title.includes("proven") : each.getBoundingClientRect().bottom < 800;
  }));
  if (found.top !== null) check(`${name}: the first violation is in the first screen`, found.top < 800, found.top);
  const size = fs.statSync(file).size;
  console.log(`${name}: ${found.clauses} clauses, ${(size / 1e6).toFixed(2)} MB, first paint ${Math.round(paint)} ms, first violation at ${found.top} px`);
  if (found.clauses <= kLarge) check(`${name}: is below 3 MB`, size < 3_000_000, size);
  await page.close();
  return found.clauses;
};

(async () => {
  fs.mkdirSync(pictures, {recursive: true});
  const browser = await puppeteer.launch({executablePath: program, headless: true, protocolTimeout: 300_000,
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]});
  const server = await serve();
  const origin = `http://127.0.0.1:${server.address().port}`;
  await browser.defaultBrowserContext().overridePermissions(origin, ["clipboard-read", "clipboard-write"]);
  for (let i = 0; i < pages.length; ++i) {
    const name = path.basename(pages[i], ".html");
    const url = `${origin}/${i}`;
    const is_printed = await measured(browser, url, name, pages[i]) <= kLarge;
    await widths(browser, url, name);
    await schemes(browser, url, name);
    await without_script(browser, url, name);
    if (is_printed) await printed(browser, url, name);
    await used(browser, url, name);
    const local = await open(browser, "file://" + path.resolve(pages[i]));
    check(`${name}: opens from a file`, local.noted.length === 0 && await local.$(".tools:not([hidden])") !== null, local.noted.slice(0, 3));
    await local.close();
  }
  await browser.close();
  server.close();
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
})();
