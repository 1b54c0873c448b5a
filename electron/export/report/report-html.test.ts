import { readVerdict } from '../../../shared/plan/written-verdict.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleHealth, examplePlan, exampleRun, exampleSnapshot } from '../../../shared/test-example-run.ts';
import { formatCount, formatPercent, formatRate, formatTime } from '../../../shared/format.ts';
import { addHealth, NOT_MEASURED } from '../../../shared/health.ts';
import { Histogram } from '../../../shared/histogram.ts';
import { OUTCOME_CODE } from '../../../shared/outcome.ts';
import type { RunRow } from '../../../shared/run.ts';
import { allocateDots, SNAPSHOT_MS, type Snapshot } from '../../../shared/snapshot.ts';
import { emptySummary, type FailureGroup } from '../../../shared/summary.ts';
import type { TimeStats } from '../../../shared/time-stats.ts';
import { chartsSvg } from './charts-svg.ts';
import { reportHtml } from './report-html.ts';

const MACHINE = { name: 'my-laptop', system: 'Linux 6.1', cpu: 'Test processor', cores: 2, memory: 8e9 };
const TIMES: TimeStats = { min: 1, mean: 12.34, p50: 10, p75: 15, p90: 20, p95: 25, p99: 158.2, 'p99.9': 2810, max: 3000 };

function snapshotAt(index: number, count: number): Snapshot {
  const histogram = new Histogram();
  const dots = allocateDots(count);
  for (let at = 0; at < count; at += 1) {
    const time = 1 + ((at * 7919) % 3000);
    histogram.record(time);
    dots.endedAt[at] = index * SNAPSHOT_MS + (at / count) * SNAPSHOT_MS;
    dots.response[at] = time;
    dots.outcome[at] = at % 50 === 0 ? OUTCOME_CODE.http_5xx : OUTCOME_CODE.ok;
  }
  const data = histogram.toData();
  const startAt = index * SNAPSHOT_MS;
  const health =
    index % 4 === 3 ? exampleHealth({ second: Math.floor(index / 4), verdict: index === 3 ? 'suspect' : 'trusted' }) : null;
  return exampleSnapshot({
    index,
    startAt,
    endAt: startAt + SNAPSHOT_MS,
    succeeded: count,
    service: data,
    response: data,
    dots,
    health,
  });
}

function rowWith(changes: Partial<RunRow> = {}): RunRow {
  const summary = {
    ...emptySummary(),
    durationMs: 10_000,
    requests: { total: 2000, succeeded: 1990, failed: 10, cancelled: 0 },
    throughput: 200,
    generator: addHealth(NOT_MEASURED, exampleHealth({ verdict: 'suspect' })),
    serviceTime: { ...TIMES, p95: 24.5 },
    responseTime: TIMES,
    failures: [failureOf('The server responded with 503 Service Unavailable.')],
  };
  return exampleRun({ state: 'completed', summary, machine: MACHINE, ...changes });
}

function failureOf(message: string, code = '503'): FailureGroup {
  return { outcome: 'http_5xx', code, message, count: 10, firstAt: 1500, lastAt: 9000 };
}

const snapshots = (count: number, each: number): Snapshot[] => Array.from({ length: count }, (_, at) => snapshotAt(at, each));

/** The tags with their attributes' names, without any text or value. */
function skeletonOf(page: string): string[] {
  return (page.replace(/<style>[\s\S]*?<\/style>/, '').match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
}

test('the figures are those of the summary', () => {
  const page = reportHtml(rowWith(), snapshots(40, 50), '0.1.0');
  for (const figure of [
    formatCount(2000),
    formatRate(200),
    formatPercent(0.005),
    ...Object.values(TIMES).map(formatTime),
    '24.5 ms',
  ])
    expect(page).toContain(`>${figure}<`);
  expect(page).toContain('Every one of 2,000 requests is a dot; × failed.');
  expect(page).toContain('2 × Test processor, 8.0 GB, Linux 6.1');
  expect(page).not.toContain('my-laptop');
});

test('as many dots and marks are drawn as there are requests', () => {
  const page = reportHtml(rowWith(), snapshots(40, 50), '0.1.0');
  const [, dots = ''] = /class="dots" d="([^"]*)"/.exec(page) ?? [];
  const [, marks = ''] = /class="mark" d="([^"]*)"/.exec(page) ?? [];
  expect([dots.match(/h0/g)?.length, marks.match(/l6 6/g)?.length]).toEqual([1960, 40]);
});

test('seconds that this computer spoiled are hatched in each chart over time, and in the strip', () => {
  const page = reportHtml(rowWith(), snapshots(40, 50), '0.1.0');
  expect(page.match(/fill="url\(#suspect\)"/g)).toHaveLength(5);
});

test('the page has the same tags and attributes with any texts of people and servers', () => {
  const rowOf = (text: string): RunRow =>
    rowWith({
      name: text,
      notes: `n${text}`,
      tags: [text],
      reason: text,
      importedFrom: text,
      machine: { ...MACHINE, cpu: text, system: text },
      plan: examplePlan({
        name: `p${text.replaceAll(/\s/g, '').slice(0, 100)}`,
        scenarios: [{ steps: [{ url: 'http://127.0.0.1/', body: text }] }],
      }),
      verdicts: [readVerdict({ expression: text, actual: null, passed: false })],
      summary: { ...rowWith().summary, failures: [failureOf(text, `c${text}`)], statusCodes: { [text]: 1 } },
    });
  const some = snapshots(4, 30);
  const plain = skeletonOf(reportHtml(rowOf('plain'), some, '0.1.0', { heading: 'plain' }));
  const nasty = fc.constantFrom(
    '</style><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '<!--',
    ']]>',
    "' onload='x",
    '&lt;',
  );
  fc.assert(
    fc.property(fc.oneof(nasty, fc.string({ unit: 'binary', minLength: 1 })), (text) => {
      expect(skeletonOf(reportHtml(rowOf(text), some, text, { heading: text }))).toEqual(plain);
    }),
    { numRuns: 60 },
  );
});

test('secrets of the plan are not in it', () => {
  const step = { url: 'http://127.0.0.1/', headers: { authorization: 'Bearer s3cr3t', 'x-api-key': 's3cr3t' } };
  const page = reportHtml(rowWith({ plan: examplePlan({ scenarios: [{ steps: [step] }] }) }), [], '0.1.0');
  expect(page).not.toContain('s3cr3t');
  expect(page).toContain('(hidden)');
});

test('nothing in it uses the network or runs', () => {
  const page = reportHtml(rowWith(), snapshots(40, 50), '0.1.0');
  expect(page).not.toMatch(/<script|<link|<iframe|\ssrc=|url\((?!#)|@import|\son\w+=/i);
  expect(page).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; img-src data:;`);
});

test('it stays below a megabyte for runs of any length and with any number of failures', () => {
  const row = rowWith({
    notes: 'n'.repeat(10_000),
    plan: examplePlan({ scenarios: [{ steps: [{ url: 'http://127.0.0.1/', body: 'b'.repeat(2_000_000) }] }] }),
    annotations: Array.from({ length: 5000 }, (_, at) => ({ at, kind: at % 2 === 0 ? 'paused' : 'resumed' })),
    summary: {
      ...rowWith().summary,
      durationMs: 900 * 1000,
      failures: Array.from({ length: 1000 }, (_, at) => failureOf(`${at} ${'m'.repeat(5000)}`)),
    },
  });
  const page = reportHtml(row, snapshots(3600, 60), '0.1.0');
  expect(page.length).toBeLessThan(1_000_000);
  expect(page).toContain('960 more kinds of failure');
});

test('a run that sent nothing has a report that says so', () => {
  const page = reportHtml(exampleRun({ state: 'failed', reason: 'Nothing was sent.' }), [], '0.1.0');
  expect(page).toContain('Nothing was sent.');
  expect(page).toContain('No request was sent.');
  expect(page).not.toMatch(/NaN|Infinity|undefined/);
});

test('if there are too many failures to draw, the drawn ones are spread over the whole run', () => {
  const failing = snapshots(80, 25).map((snapshot) => ({
    ...snapshot,
    dots: { ...snapshot.dots, outcome: snapshot.dots.outcome.map(() => OUTCOME_CODE.http_5xx) },
  }));
  const requests = { total: 2000, succeeded: 0, failed: 2000, cancelled: 0 };
  const row = rowWith();
  const page = reportHtml({ ...row, summary: { ...row.summary, durationMs: 20_000, requests } }, failing, '0.1.0');
  const marks = /class="mark" d="([^"]*)"/.exec(page)?.[1] ?? '';
  const places = [...marks.matchAll(/M(-?[\d.]+) /g)].map(([, x]) => Number(x));
  expect(places).toHaveLength(500);
  const [left, right] = [Math.min(...places), Math.max(...places)];
  // Each tenth of the time has a tenth of the marks.
  for (let tenth = 0; tenth < 10; tenth += 1) {
    const inTenth = places.filter((x) => Math.min(9, Math.floor(((x - left) / (right - left)) * 10)) === tenth);
    expect(inTenth.length).toBeGreaterThan(40);
    expect(inTenth.length).toBeLessThan(60);
  }
  expect(right - left).toBeGreaterThan(580);
  expect(page).toContain('500 of 2,000 drawn, evenly over the time');
});

test('a threshold of a window says so, and a slow run still has percentiles over time', () => {
  const verdicts = [readVerdict({ expression: 'p(95) < 30', actual: 32.6, passed: false, over: 5000 })];
  const page = reportHtml(rowWith({ verdicts }), snapshots(40, 3), '0.1.0');
  expect(page).toContain('p(95) &lt; 30 over the last 5 s');
  expect(page).toMatch(/class="line p95" d="M[\d.]+ [\d.]+L/);
});

test('a warm-up is marked in every chart over time and mentioned at the top', () => {
  const page = reportHtml(rowWith({ plan: examplePlan({ warmup: '2s' }) }), snapshots(40, 50), '0.1.0');
  expect(page.match(/class="warm-up"/g)).toHaveLength(4);
  expect(page).toContain('figures after a warm-up of 2 s');
  expect(reportHtml(rowWith(), snapshots(40, 50), '0.1.0')).not.toContain('class="warm-up"');
});

test('the charts are also one well-formed picture without variables', () => {
  const picture = chartsSvg(rowWith({ name: 'A & <b>' }), snapshots(40, 50), '0.1.0');
  expect(picture).toMatch(/^<\?xml[^>]*\?>\n<svg\s+xmlns="http:\/\/www\.w3\.org\/2000\/svg"\s+width="768"\s+height="\d+"/);
  expect(picture).not.toMatch(/var\(|NaN|undefined|<b>/);
  for (const title of ['Every request', 'Throughput', 'In flight', 'Percentile spectrum']) expect(picture).toContain(title);
  // Every tag that is opened is closed.
  const tags = [...picture.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)].filter(([, , , isAlone]) => isAlone === '');
  const open: string[] = [];
  for (const [, isEnd, name = ''] of tags) {
    if (isEnd === '') open.push(name);
    else expect(open.pop()).toBe(name);
  }
  expect(open).toEqual([]);
});

test('series from outside are drawn below the latency on its axis of time, each with its sentence', () => {
  const series = [
    { name: 'CPU of the database', at: [0, 1000, 3000, 6000, 9000], values: [40, 60, 100, 100, 100], isPercent: true },
    { name: '<b>queue</b>', at: [0, 1000, 30_000], values: [1, 2, 3], isPercent: false },
  ];
  const row = rowWith({ series });
  const page = reportHtml(row, [snapshotAt(0, 100)], '1.0.0');
  expect(page).toContain('CPU of the database was at 100 % from 0:03.');
  expect(page).not.toContain('<b>queue');
  const titles = [...page.matchAll(/<h2>([^<]+?)\s*</g)].map(([, title]) => title);
  expect(titles.slice(titles.indexOf('CPU of the database') - 1).slice(0, 4)).toEqual([
    'Service time over time',
    'CPU of the database',
    '&lt;b&gt;queue&lt;/b&gt;',
    'Throughput',
  ]);
  expect(chartsSvg(row, [snapshotAt(0, 100)], '1.0.0')).toContain('CPU of the database was at 100 % from 0:03.');
  // Nothing is drawn where nothing is known.
  expect(page.match(/&lt;b&gt;queue[\s\S]*?class="line p95" d="([^"]+)"/)?.[1]?.match(/M/g)).toHaveLength(2);
});

test('a custom line is at its head, as text', () => {
  const heading = 'Example & Sons <script>';
  expect(reportHtml(rowWith(), [], '1.0', { heading })).toContain('<p class="heading">Example &amp; Sons &lt;script&gt;</p>');
  expect(reportHtml(rowWith(), [], '1.0', { heading: '' })).not.toContain('class="heading"');
});

test('the plan is collapsed, so that it takes no pages of a printed report', () => {
  expect(reportHtml(rowWith(), [], '1.0')).toMatch(/<details>\s*<summary>Show the plan<\/summary>\s*<pre>\{/);
});

test('a plan without thresholds passes none of them', () => {
  expect(reportHtml(rowWith(), [], '1.0')).toMatch(/<dt>Thresholds<\/dt>\s*<dd>–<small>none in the plan</);
});
