// The style of the report: the light design tokens of the app, for the screen and A4 paper. It is one style sheet that loads
// nothing.
import { trusted, type Markup } from './markup.ts';

export const REPORT_STYLE: Markup = trusted(`<style>
:root { color-scheme: light; --t1: #14181f; --t2: #4a5361; --t3: #606a79; --line: #e6e9ee; --grid: #eef0f4; --s3: #eef0f4;
  --ac: #1e5fd0; --ok: #0f7a57; --warn: #946200; --bad: #c8391b; --p50: #0b2a63; --p95: #2467cc; --p99: #5991e6; --max: #6b7583; }
* { box-sizing: border-box; }
body { max-width: 880px; margin: 0 auto; padding: 40px 48px 64px; background: #fff; color: var(--t1);
  font: 13px/20px Inter, system-ui, -apple-system, 'Segoe UI', sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 24px; line-height: 30px; font-weight: 600; letter-spacing: -0.02em; }
h2 { margin: 0 0 8px; font-size: 15px; line-height: 20px; font-weight: 600; }
h2 small, th small { margin-left: 8px; color: var(--t3); font-size: 11px; line-height: 16px; font-weight: 400; }
p { margin: 0; } code, pre { font: 12px/18px 'JetBrains Mono', ui-monospace, Menlo, Consolas, monospace; }
.heading { margin-bottom: 8px; font-size: 15px; line-height: 20px; font-weight: 600; }
.brand { display: flex; justify-content: space-between; margin-bottom: 20px; color: var(--t3); font-size: 12px; }
.sentence { margin-top: 4px; font-size: 16px; line-height: 24px; } .sentence.bad { color: var(--bad); font-weight: 600; }
.sub { margin-top: 6px; color: var(--t2); } .reason { margin-top: 6px; color: var(--bad); }
.tag { display: inline-block; margin: 8px 6px 0 0; padding: 1px 8px; border-radius: 4px; background: var(--s3); color: var(--t2); font-size: 12px; font-weight: 500; }
.notes { margin-top: 14px; padding-left: 12px; border-left: 2px solid var(--line); color: var(--t2); white-space: pre-wrap; }
.tiles { display: grid; grid-template-columns: repeat(5, 1fr); margin: 24px 0 0; border-top: 1px solid var(--line); }
.tiles div { padding: 12px 12px 12px 0; border-bottom: 1px solid var(--line); }
.tiles dt { font-size: 11px; line-height: 16px; color: var(--t2); } .tiles dd { margin: 0; font-size: 20px; line-height: 26px; font-weight: 600; letter-spacing: -0.02em; }
.tiles dd small { display: block; color: var(--t3); font-size: 11px; line-height: 16px; font-weight: 400; letter-spacing: 0; }
.tiles .bad dd { color: var(--bad); } .tiles .warn dd { color: var(--warn); }
section { margin-top: 32px; break-inside: avoid; } section.long { break-inside: auto; }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 32px; }
table { width: 100%; border-collapse: collapse; font-size: 12px; line-height: 18px; }
th, td { padding: 4px 0 4px 16px; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; font-weight: 400; white-space: nowrap; }
th:first-child, td.text, th.text { text-align: left; white-space: normal; } th:first-child { padding-left: 0; }
thead th { color: var(--t3); font-size: 11px; } thead th small { display: block; margin: 0; white-space: normal; } tr { break-inside: avoid; }
.wide { overflow-x: auto; } .wide table { font-size: 11px; overflow-wrap: normal; } .wide th, .wide td { padding-left: 10px; } .wide th:first-child { padding-left: 0; white-space: nowrap; }
.slow th:first-child { white-space: nowrap; } .slow .text { overflow-wrap: break-word; }
.headline { color: var(--t1); font-weight: 600; } .few td, .few th { color: var(--t3); }
tbody th small { color: var(--t3); } .passed th { color: var(--ok); } .broken th, .broken td { color: var(--bad); font-weight: 600; }
.note { margin-top: 6px; color: var(--t3); font-size: 11px; line-height: 16px; }
.verdict.trusted { color: var(--ok); } .verdict.strained, .verdict.suspect { color: var(--warn); } .verdict { margin-bottom: 8px; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 8px 0 0; font-size: 12px; } .facts div { display: flex; gap: 8px; } .facts dt { color: var(--t3); } .facts dd { margin: 0; }
summary { color: var(--t2); cursor: pointer; } details[open] summary { margin-bottom: 8px; }
pre { margin: 0; padding: 12px; background: #f7f8fa; white-space: pre-wrap; font-size: 11px; line-height: 16px; }
.chart { display: block; width: 100%; height: auto; } .patterns { position: absolute; width: 0; height: 0; }
.chart text { fill: var(--t3); font-size: 10.5px; } .grid { stroke: var(--grid); fill: none; }
.line { fill: none; stroke-width: 1.3; stroke-linejoin: round; stroke: var(--p95); } .line.p50 { stroke: var(--p50); stroke-width: 2; } .line.p99 { stroke: var(--p99); }
.line.max { stroke: var(--max); stroke-width: 1; stroke-dasharray: 2 2; } .line.bad { stroke: var(--bad); } .line.planned { stroke: var(--max); stroke-dasharray: 4 3; }
.line.waiting { stroke: var(--warn); stroke-dasharray: 3 2; } .chart .label { fill: var(--t2); } .chart .label.p50 { fill: var(--p50); } .chart .label.p95 { fill: var(--p95); } .chart .label.waiting { fill: var(--warn); }
.warm-up { fill: #6b7583; fill-opacity: 0.1; } .area { fill: #2f74da; fill-opacity: 0.2; } .dots { fill: none; stroke: #3f82de; stroke-width: 3; stroke-linecap: round; } .mark { fill: none; stroke: var(--bad); stroke-width: 1.4; }
.h0 { fill: #a9c8f4; } .h1 { fill: #76a7eb; } .h2 { fill: #3f82de; } .h3 { fill: #184c9e; } .h4 { fill: #081f4b; }
@page { size: A4; margin: 14mm 12mm; }
@media print { body { max-width: none; padding: 0; -webkit-print-color-adjust: exact; print-color-adjust: exact; } section { margin-top: 22px; } h2 { break-after: avoid; } }
@media (max-width: 640px) { body { padding: 20px; } .tiles { grid-template-columns: repeat(2, 1fr); } .two { grid-template-columns: 1fr; } }
</style>
`);
