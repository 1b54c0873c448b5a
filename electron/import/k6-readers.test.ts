// The readers of bytes join the samples of k6 into the requests that the general reader finds, whatever a file looks like: the same
// text in UTF-16 is read by the general one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allOf, AT, asUtf16 } from './test-results.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-k6-readers-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const FIRST_NAMES = ['metric_name', 'timestamp', 'metric_value'];
const TAG_NAMES =
  'check,error,error_code,expected_response,group,method,name,proto,scenario,service,status,subproto,tls_version,url'.split(',');
const NINE = [
  'http_reqs',
  ...['duration', 'blocked', 'connecting', 'tls_handshaking', 'sending', 'waiting', 'receiving', 'failed'].map(
    (name) => `http_req_${name}`,
  ),
];
const OTHERS = ['vus', 'data_sent', 'iteration_duration', 'http_req_own', 'http_requests', 'checks', 'http_reqs'];

const word = fc.constantFrom(
  '',
  'Home',
  'Grüße 🌍',
  'a,b',
  '=1+1',
  "'=1+1",
  'say "hi"',
  'http://shop.test/a?b=c',
  'x'.repeat(600),
);
const value = fc.oneof(
  { weight: 60, arbitrary: fc.nat(90_000_000).map((nanos) => (nanos / 1e6).toFixed(6)) },
  { weight: 20, arbitrary: fc.constantFrom('0.000000', '1.000000', '0', '1') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('1e3', '-0.5', '-0', '', ' 5', 'soon', '1.7976931348623157e308', '12345678901234567.5'),
  },
);
const tags = fc.record({
  name: word,
  url: fc.constantFrom('http://shop.test/', 'http://shop.test/a?b=1,2', ''),
  method: fc.constantFrom('GET', 'POST', ''),
  status: fc.constantFrom('200', '200', '503', '0', ''),
  error: fc.constantFrom('', '', 'dial: connection refused', 'Number of samples in transaction : 2'),
  error_code: fc.constantFrom('', '1212', '1050'),
  scenario: fc.constantFrom('buy', 'default', '', 'buy 1-3'),
  vu: fc.constantFrom('1', '2', '17', ''),
  expected_response: fc.constantFrom('true', 'false', ''),
});
const STAMPS: Readonly<Record<string, (ms: number) => string>> = {
  seconds: (ms) => String(Math.floor(ms / 1000)),
  milliseconds: (ms) => String(ms),
  microseconds: (ms) => String(ms * 1000 + 7),
  nanoseconds: (ms) => `${ms}123456`,
  date: (ms) => new Date(ms).toISOString().replace('Z', '123Z'),
  mixed: (ms) => (ms % 97 === 0 ? 'soon' : String(ms)),
};
const request = fc.record({
  tags,
  at: fc.nat(60_000).map((ms) => AT + ms),
  values: fc.array(value, { minLength: NINE.length, maxLength: NINE.length }),
  other: fc.option(fc.constantFrom(...OTHERS), { freq: 3 }),
  missing: fc.option(fc.nat(8), { freq: 8 }),
  /** Whether k6 writes the pairs of a line in the other order, as it does now and then. */
  flips: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  copies: fc.nat(2),
});
type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

/** Each metric of a request and its value, with some that are others' or missing. */
function samplesOf({ values, other, missing }: Request): readonly (readonly [string, string])[] {
  const nine = NINE.map((metric, at): [string, string] => [metric, metric === 'http_reqs' ? '1.000000' : (values[at] ?? '0')]);
  return [
    ...nine.filter((_, at) => at !== missing),
    ...(other === null ? [] : [[other, values[0] ?? '0'] satisfies [string, string]]),
  ];
}

/** Some have the tags of the one before. */
const requests = fc
  .array(request, { minLength: 1, maxLength: 6 })
  .map((some) => some.flatMap((one) => Array.from({ length: 1 + one.copies }, (_, copy) => ({ ...one, at: one.at + copy }))));
const stamp = fc.constantFrom(...Object.values(STAMPS));
const shape = fc.record({
  newline: fc.constantFrom('\n', '\n', '\r\n'),
  isPacked: fc.boolean(),
  torn: fc.option(fc.nat(300), { freq: 3 }),
  blankLines: fc.nat(2),
});

const csvText = fc
  .record({
    requests,
    stamp,
    shape,
    columns: fc.constantFrom<readonly string[]>(
      [...TAG_NAMES, 'extra_tags', 'metadata'],
      [...TAG_NAMES, 'vu', 'iter', 'extra_tags', 'metadata'],
      [...TAG_NAMES.toReversed(), 'extra_tags'],
      ['url', 'status', 'metadata'],
    ),
    inPairs: fc.constantFrom('extra_tags', 'metadata'),
    hasMark: fc.boolean(),
    quoting: fc.constantFrom('needed', 'all', 'sloppy'),
    namesAgain: fc.option(fc.nat(40), { freq: 6 }),
    dropped: fc.option(fc.nat(40), { freq: 12 }),
  })
  .map(({ requests: some, stamp: write, shape: { newline, torn, blankLines, isPacked }, columns, inPairs, ...rest }) => {
    const { hasMark, quoting, namesAgain, dropped } = rest;
    const cellOf = (text: string): string => {
      const isNeeded = text.includes(',') || text.includes('"');
      return quoting === 'all' || (isNeeded && quoting === 'needed') ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const names = [...FIRST_NAMES, ...columns];
    const rows = some.flatMap((one) =>
      samplesOf(one).map(([metric, number], place) => {
        const known: Readonly<Record<string, string>> = one.tags;
        const both = ['iter=0', `vu=${one.tags.vu}`];
        const pairs = (one.flips[place] === true ? both.toReversed() : both).join('&');
        return [metric, write(one.at), number, ...columns.map((name) => (name === inPairs ? pairs : (known[name] ?? '')))];
      }),
    );
    const lines = [names, ...rows].map((cells) => cells.map(cellOf).join(','));
    if (namesAgain !== null) lines.splice(namesAgain, 0, names.join(','));
    if (dropped !== null) lines.splice(dropped + 1, 1, lines[dropped + 1]?.split(',').slice(1).join(',') ?? '');
    const text = `${hasMark ? '\uFEFF' : ''}${lines.join(newline)}${newline.repeat(1 + blankLines)}`;
    return { text: torn === null ? text : text.slice(0, -torn - 1), isPacked };
  });

const jsonText = fc
  .record({
    requests,
    stamp,
    shape,
    order: fc.constantFrom('new', 'new', 'new', 'old', 'spaced'),
    isOdd: fc.option(fc.nat(40), { freq: 8 }),
    hasMark: fc.boolean(),
  })
  .map(({ requests: some, stamp: write, shape: { newline, torn, blankLines, isPacked }, order, isOdd, hasMark }) => {
    const lines = some.flatMap((one) =>
      samplesOf(one).map(([metric, number], place) => {
        const { vu, ...own } = one.tags;
        const both = one.flips[place] === true ? { vu, iter: '3' } : { iter: '3', vu };
        const metadata = vu === '' ? {} : { metadata: vu === '17' ? { vu: 17, odd: '{"' } : both };
        const data = { time: write(one.at), value: Number(number) || 0, tags: own, ...metadata };
        if (order === 'old') return JSON.stringify({ type: 'Point', data, metric });
        const line = JSON.stringify({ metric, type: 'Point', data });
        return order === 'spaced' ? line.replaceAll(',"', ', "') : line;
      }),
    );
    if (isOdd !== null) lines.splice(isOdd, 1, lines[isOdd]?.slice(0, -7) ?? '');
    const first = JSON.stringify({ type: 'Metric', data: { name: 'http_reqs' }, metric: 'http_reqs' });
    const text = `${hasMark ? '\uFEFF' : ''}${[first, ...lines].join(newline)}${newline.repeat(1 + blankLines)}`;
    return { text: torn === null ? text : text.slice(0, -torn - 1), isPacked };
  });

/** What comes of a file. Of several faults the general reader may report a later one, because it reads many lines at a time. */
async function outcomeOf(name: string, bytes: Uint8Array): Promise<unknown> {
  const all = await allOf(join(folder, name), bytes);
  return 'error' in all ? 'refused' : all;
}

test.each([
  ['CSV', csvText],
  ['JSON', jsonText],
])('%s of k6 is read the same from its bytes and as text', async (_, written) => {
  await fc.assert(
    fc.asyncProperty(written, async ({ text, isPacked }) => {
      const bytes = Buffer.from(text);
      const fromBytes = await outcomeOf('bytes.txt', isPacked ? gzipSync(bytes) : bytes);
      expect(fromBytes).toEqual(await outcomeOf('text.txt', asUtf16(text)));
    }),
    { numRuns: 100 },
  );
});

test.each(['csv', 'json'])(
  'a long %s of k6 is read the same from its bytes and as text, wherever it is cut into pieces',
  async (kind) => {
    const samples = Array.from({ length: 700 }, (_, at) => at).flatMap((at) =>
      [...NINE, 'checks', 'iterations'].map((metric, place) => ({
        metric,
        at,
        value: ((at * 7919 + place) % 90_000) / 1000,
        place,
      })),
    );
    const lines = samples.map(({ metric, at, value, place }) => {
      const url = `http://shop.test/${'item/'.repeat(at % 5)}`;
      const own = {
        expected_response: 'true',
        method: 'GET',
        name: url,
        scenario: 'buy',
        status: at % 50 === 0 ? '503' : '200',
        url,
      };
      const pairs = [['vu', String(at % 40)] as const, ['iter', String(at)] as const];
      const ordered = (at + place) % 3 === 0 ? pairs.toReversed() : pairs;
      const time = new Date(AT + at * 3).toISOString().replace('Z', '456789Z');
      if (kind === 'json')
        return JSON.stringify({ metric, type: 'Point', data: { time, value, tags: own, metadata: Object.fromEntries(ordered) } });
      const known: Readonly<Record<string, string>> = own;
      const cells = TAG_NAMES.map((name) => known[name] ?? '');
      return [metric, time, value.toFixed(6), ...cells, '', ordered.map((pair) => pair.join('=')).join('&')].join(',');
    });
    const names = [...FIRST_NAMES, ...TAG_NAMES, 'extra_tags', 'metadata'].join(',');
    const text = [kind === 'csv' ? names : '{"type":"Metric","data":{},"metric":"http_reqs"}', ...lines, ''].join('\n');
    const fromBytes = await outcomeOf(`long.${kind}`, Buffer.from(text));
    expect(fromBytes).toMatchObject({ count: 700, users: 40 });
    expect(fromBytes).toEqual(await outcomeOf('long.txt', asUtf16(text)));
  },
);

const LINE = 'http_req_waiting,1764000000000,5.0,200,http://shop.test/';

test.each([
  ['a line with too few columns', LINE.replace(',200', ''), 'Line 4 has 4 columns where the first line names 5.'],
  ['a moment in words', LINE.replace('1764000000000', 'soon'), 'Line 4, “soon” is not a time in the format of k6.'],
  ['a value in words', LINE.replace('5.0', 'long'), 'Line 5, column “Latency”: “NaN” is not a number.'],
])('%s is refused with its line', async (_, line, sentence) => {
  const head = 'metric_name,timestamp,metric_value,status,url';
  const [first, whole] = ['http_reqs', 'http_req_receiving'].map((metric) => LINE.replace('http_req_waiting', metric));
  const text = [head, first, whole, line, whole, first, whole, ''].join('\n');
  for (const bytes of [Buffer.from(text), asUtf16(text)])
    expect(await allOf(join(folder, 'k6.csv'), bytes)).toMatchObject({ error: `UserError: ${sentence}` });
});
