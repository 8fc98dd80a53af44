// SPDX-License-Identifier: MIT
#include "reports/html_script.h"

namespace avouch {

// What is searched is text of a target: it is only ever read and written as text, never as markup.
const std::string_view kHtmlScript = R"js(
(() => {
"use strict";
const find = (selector) => document.querySelector(selector);
const tools = find(".tools"), box = find("#find"), show = find("#show"), told = find("#told"), hits = find("#hits");
const kinds = {v: "violated", d: "undecided", w: "warning", k: "waived", n: "unexercised", h: "holds"};
const signs = {v: "✗", d: "?", w: "!", k: "~", n: "○", h: "✓"};
const limit = 100;
let rows = null, blocks = null;
// One row per clause, made when somebody searches first.
const index = () => {
  rows ??= Array.from(document.querySelectorAll("#map .map > [title]"), (cell) => {
    const name = cell.id || cell.getAttribute("href").slice(1);
    return {cell, name, kind: cell.className, text: (name + " " + cell.title).toLowerCase()};
  });
  blocks ??= Array.from(document.querySelectorAll(".cause, details.clause, .gap"), (block) =>
    ({block, text: (block.id + " " + block.textContent).toLowerCase()}));
};
const hit = (row) => {
  const item = document.createElement("li"), link = document.createElement("a");
  link.href = "#" + encodeURIComponent(row.name);
  link.textContent = signs[row.kind] + " " + row.name;
  item.append(link, " " + row.cell.title);
  return item;
};
const apply = () => {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean), wanted = show.value;
  const fits = (text) => words.every((word) => text.includes(word));
  for (const group of document.querySelectorAll("main > .group"))
    group.hidden = wanted !== "" && group.id !== wanted && Object.values(kinds).includes(group.id);
  const found = [];
  if (rows || words.length > 0 || wanted !== "") {
    index();
    for (const {block, text} of blocks) block.hidden = !fits(text);
    for (const row of rows) {
      const is = (wanted === "" || kinds[row.kind] === wanted) && fits(row.text);
      row.cell.hidden = !is;
      if (is) found.push(row);
    }
  }
  const shown = words.length > 0 ? found.slice(0, limit) : [];
  hits.replaceChildren(...shown.map(hit));
  told.textContent = words.length === 0 && wanted === "" ? "" :
    found.length + (found.length === 1 ? " clause" : " clauses") +
    (words.length > 0 && found.length > limit ? ", the first " + limit + " are listed" : "");
};
const note = (how) => {
  const query = new URLSearchParams();
  if (box.value !== "") query.set("q", box.value);
  if (show.value !== "") query.set("show", show.value);
  const text = query.toString();
  try { history[how](null, "", location.pathname + (text && "?" + text) + location.hash); } catch { /* a page without a URL */ }
};
const recall = () => {
  const query = new URLSearchParams(location.search);
  box.value = query.get("q") ?? "";
  show.value = query.get("show") ?? "";
  if (show.selectedIndex < 0) show.value = "";
  apply();
};
const reveal = () => {
  let name = location.hash.slice(1);
  try { name = decodeURIComponent(name); } catch { /* a name with a stray % */ }
  const target = name && document.getElementById(name);
  if (!target) return;
  for (let at = target; at; at = at.parentElement) {
    at.hidden = false;
    if (at.tagName === "DETAILS") at.open = true;
  }
  target.scrollIntoView();
  target.querySelector("summary")?.focus({preventScroll: true});
};
const offer_copies = (root) => {
  for (const command of root.querySelectorAll(".command")) {
    if (command.previousElementSibling?.className === "copy") continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    command.before(button);
  }
};
const copy = async (button) => {
  const command = button.nextElementSibling;
  try {
    await navigator.clipboard.writeText(command.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(command);
    button.textContent = document.execCommand("copy") ? "Copied" : "Selected";
  }
};
const step = (by) => {
  const all = Array.from(document.querySelectorAll("details.clause > summary")).filter((each) => each.checkVisibility());
  const next = all[all.indexOf(document.activeElement) + by];
  next?.focus();
  next?.scrollIntoView({block: "nearest"});
};
let timer = 0;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => { note("replaceState"); apply(); }, 80);
});
show.addEventListener("change", () => { note("pushState"); apply(); });
addEventListener("popstate", recall);
addEventListener("hashchange", reveal);
document.addEventListener("toggle", (event) => { if (event.target.open) offer_copies(event.target); }, true);
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy"), link = event.target.closest("a[href^='#']");
  if (button) copy(button);
  if (link && link.hash === location.hash) reveal();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (event.target === box) {
    if (event.key === "Escape") { box.value = ""; note("replaceState"); apply(); }
    if (by === 1) hits.querySelector("a")?.focus();
  } else if (by !== 0 && event.target.matches("details.clause > summary")) {
    event.preventDefault();
    step(by);
  } else if (by !== 0 && event.target.matches("#hits a")) {
    event.preventDefault();
    const item = event.target.parentElement;
    const next = by === 1 ? item.nextElementSibling : item.previousElementSibling;
    (next ? next.querySelector("a") : by === -1 ? box : null)?.focus();
  }
});
tools.hidden = false;
offer_copies(document);
recall();
if (location.hash) reveal();
})();
)js";

const std::string_view kHtmlScriptHash = "PzzbHM4g4ljStQUy/EAqpsKTWMdumMc5as2InoAmHT8=";

}  // namespace avouch
