// SPDX-License-Identifier: MIT
#include "reports/html_style.h"

namespace avouch {

const std::string_view kHtmlStyle = R"css(
:root { color-scheme: light dark;
  --ground: #fbfbf9; --sheet: #ffffff; --ink: #1c1f23; --soft: #575e68; --line: #dcdfe3; --code: #f1f2f4; --link: #0b57a8; --mark: #fff0b3;
  --violated: #b3201f; --undecided: #8a5200; --warning: #7a5c00; --waived: #6b4a86; --unexercised: #4a5f7d; --holds: #1a6b35; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #14161a; --sheet: #1c1f25; --ink: #e7e9ec; --soft: #a5adb8; --line: #343942; --code: #252a32; --link: #8abcf5; --mark: #5a4a00;
  --violated: #ff8a80; --undecided: #f0b35a; --warning: #e3cb5b; --waived: #c9a8e6; --unexercised: #9db8dd; --holds: #74d190; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1, h2, h3 { line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; }
h2 { font-size: 1.15rem; }
h3 { font-size: 1rem; font-weight: 600; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .command:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
code, pre { font: .875rem/1.5 ui-monospace, "DejaVu Sans Mono", Consolas, monospace; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.brand { margin: 0 0 .25rem; font-size: .875rem; letter-spacing: .02em; color: var(--soft); }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--sheet); padding: .5rem 1rem; }
.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .15rem 1.25rem; margin: 1rem 0 0; font-size: .9375rem; }
.facts dt, .evidence dt { color: var(--soft); }
.facts dd, .evidence dd { margin: 0; overflow-wrap: anywhere; }
.verdict { margin: 1.5rem 0; padding: 1.25rem; background: var(--sheet); border: 1px solid var(--line); border-left: .4rem solid var(--tone); border-radius: .5rem; }
.verdict h2 { font-size: 1.35rem; }
.verdict p { margin: .25rem 0 0; }
.violated { --tone: var(--violated); } .undecided { --tone: var(--undecided); } .warning { --tone: var(--warning); }
.waived { --tone: var(--waived); } .unexercised { --tone: var(--unexercised); } .holds { --tone: var(--holds); }
.sign { display: inline-block; width: 1.3em; color: var(--tone); font-weight: 700; }
.bar { display: block; width: 100%; height: .75rem; margin: 1rem 0 .75rem; border-radius: .25rem; }
.bar rect { fill: var(--tone); stroke: var(--sheet); stroke-width: 2px; vector-effect: non-scaling-stroke; }
.legend { display: flex; flex-wrap: wrap; gap: .4rem .6rem; margin: 0; padding: 0; list-style: none; }
.legend a { display: inline-block; padding: .15rem .75rem .15rem .5rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--ink); text-decoration: none; }
.legend a:hover { border-color: var(--tone); }
.scroll { overflow-x: auto; }
.counts { width: auto; min-width: min(100%, 36rem); }
table { border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; font-weight: 600; font-size: 1.15rem; padding: .5rem 0; }
th, td { padding: .35rem .75rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
th:first-child, td:first-child { padding-left: 0; }
.counts td, .counts thead th + th { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; overflow-wrap: normal; }
.counts td { color: var(--tone); }
.counts td.none { color: var(--soft); }
.counts td.none::before { content: "·"; content: "·" / ""; }
.counts thead .sign { width: auto; margin-right: .35em; }
.counts tbody th { font-weight: 400; padding-left: 1.5rem; min-width: 11rem; }
.counts tbody tr.operation th { font-weight: 600; padding-left: 0; }
.counts tbody tr.operation td { font-weight: 600; }
.group { margin: 1.5rem 0; }
.group > summary { padding: .5rem 0; border-bottom: 2px solid var(--tone, var(--line)); }
.group > summary h2 { display: inline; }
summary { cursor: pointer; }
.clause { margin: .75rem 0; padding: .75rem 1rem; background: var(--sheet); border: 1px solid var(--line); border-left: .25rem solid var(--tone); border-radius: .4rem; }
.clause:target { outline: 3px solid var(--tone); }
.clause h3 { display: inline; }
.clause h3 code { font-size: .9375rem; font-weight: 600; }
.clause .claim { display: block; padding-left: 2.4rem; color: var(--soft); }
.why { margin: .5rem 0; font-weight: 600; overflow-wrap: anywhere; }
.evidence { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr); gap: .35rem 1rem; margin: .5rem 0 0; }
.evidence ul { margin: 0; padding: 0; list-style: none; }
.evidence ol { margin: 0; padding-left: 1.5rem; }
h4 { margin: .75rem 0 0; font-size: .875rem; font-weight: 600; color: var(--soft); }
h4 + .message { margin-top: .25rem; }
.command { margin: 0; padding: .5rem .75rem; background: var(--code); border-radius: .3rem; white-space: pre-wrap; }
.message { margin: .5rem 0 0; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .3rem; white-space: pre-wrap; }
.sequence { display: block; width: 100%; max-width: 48rem; margin: .75rem 0; font: 13px ui-monospace, "DejaVu Sans Mono", Consolas, monospace; }
.sequence text { fill: var(--ink); } .sequence .title { font-weight: 700; } .sequence .end { text-anchor: end; }
.sequence line { stroke: var(--ink); } .sequence .life { stroke: var(--soft); stroke-dasharray: 4 4; } .sequence polygon { fill: var(--ink); }
mark { background: var(--mark); color: var(--ink); border-bottom: 2px solid var(--tone, var(--link)); }
[hidden] { display: none !important; }
.tools { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; margin: 1rem 0; }
.tools label { color: var(--soft); }
.tools input, .tools select { font: inherit; color: var(--ink); background: var(--sheet); border: 1px solid var(--soft); border-radius: .3rem; padding: .2rem .5rem; max-width: 100%; }
.tools input { width: 18rem; }
.tools input:focus-visible, .tools select:focus-visible, .copy:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
#told { margin: 0; }
#hits { flex-basis: 100%; margin: 0; padding: 0; list-style: none; overflow-wrap: anywhere; font-size: .9375rem; }
.copy { float: right; margin: .3rem; font: inherit; font-size: .8125rem; color: var(--ink); background: var(--sheet); border: 1px solid var(--soft); border-radius: .3rem; cursor: pointer; }
.reason { margin: 1rem 0 .25rem; font-weight: 600; overflow-wrap: anywhere; }
.cause { margin: 1rem 0; padding-left: .75rem; border-left: .25rem solid var(--tone); }
.more { margin: .5rem 0; padding-left: 1.25rem; overflow-wrap: anywhere; font-size: .9375rem; }
.more .reason { list-style: none; margin-left: -1.25rem; }
.gap { margin: .5rem 0; }
.gap summary { font-weight: 600; overflow-wrap: anywhere; }
.gap summary .soft, #map h3 .soft { font-weight: 400; }
#map h3 { margin-top: .75rem; }
.map { margin: .25rem 0; line-height: 0; }
.map i, .map a { display: inline-block; width: .75rem; height: .75rem; margin: 1px; border: 1px solid var(--tone); border-radius: 2px; vertical-align: middle; }
.map :target { outline: 3px solid var(--link); }
.map .h { --tone: var(--holds); background: var(--tone); }
.map .v { --tone: var(--violated); background: conic-gradient(var(--tone) 25%, var(--sheet) 0 50%, var(--tone) 0 75%, var(--sheet) 0); }
.map .d { --tone: var(--undecided); background: repeating-linear-gradient(90deg, var(--tone) 0 2px, var(--sheet) 2px 4px); }
.map .w { --tone: var(--warning); background: linear-gradient(135deg, var(--tone) 50%, var(--sheet) 50%); }
.map .k { --tone: var(--waived); background: repeating-linear-gradient(0deg, var(--tone) 0 2px, var(--sheet) 2px 4px); }
.map .n { --tone: var(--unexercised); background: var(--sheet); }
.notes { padding-left: 1.25rem; overflow-wrap: anywhere; }
footer { padding-top: 1rem; padding-bottom: 2.5rem; font-size: .875rem; color: var(--soft); }
@media (max-width: 40rem) {
  header { padding-top: 1.25rem; }
  .evidence, .facts { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .evidence dd, .facts dd { margin-bottom: .5rem; }
  .clause .claim { padding-left: 0; }
  th, td { padding: .35rem .4rem; }
  .counts tbody th { min-width: 7rem; }
  .counts thead .word { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .counts thead .sign { margin-right: 0; font-size: 1.1rem; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --sheet: #fff; --ink: #000; --soft: #444; --line: #bbb; --code: #f4f4f4;
    --violated: #8f1515; --undecided: #6b4000; --warning: #5c4500; --waived: #4d3363; --unexercised: #34496a; --holds: #12522a; }
  body { font-size: 10pt; }
  .skip, .legend, .tools, .copy { display: none; }
  .clause, tr { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .bar rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
)css";

const std::string_view kHtmlStyleHash = "iJynrKAUHIVsDNJg2F/G/Z+PNZQXLIaT1Ktf6pbR0jo=";

}  // namespace avouch
