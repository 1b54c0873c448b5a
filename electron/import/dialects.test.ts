// The kinds of files that JMeter, its users and their spreadsheets write: read correctly, or refused by name.
import { openTestRuns } from '../store/test-history.ts';
import { beforeEach, expect, test } from 'vitest';
import type { RunStore } from '../store/run-store.ts';
import { storedBatches, storedSnapshots } from '../store/test-stored-rows.ts';
import { AT, csv, lineOf, NAMES, readResults, TEN } from './test-results.ts';

let folder = '';
let runs: RunStore;

beforeEach(() => {
  ({ folder, runs } = openTestRuns());
});

function read(text: string | Uint8Array, fileName?: string): ReturnType<typeof readResults> {
  return readResults(runs, folder, text, fileName);
}

const divided = (by: string): string => csv(TEN).replaceAll(',', by);
const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

test.each<[string, string | Uint8Array]>([
  ['semicolons', divided(';')],
  ['tabs', divided('\t')],
  ['bars', divided('|')],
  ["Excel's line that names the delimiter", `sep=;\n${divided(';')}`],
  ['blank lines before the names', `\n\n${csv(TEN)}`],
  ['line ends of Windows', csv(TEN).replaceAll('\n', '\r\n')],
  ['a byte order mark', `\uFEFF${csv(TEN)}`],
  ['UTF-16, little endian', utf16(csv(TEN), false)],
  ['UTF-16, big endian', utf16(csv(TEN), true)],
  ['UTF-16 without a mark', utf16(csv(TEN), false).subarray(2)],
  ['no names', csv(TEN, null)],
  ['no names, with semicolons', csv(TEN, null).replaceAll(',', ';')],
  ['names in capitals', csv(TEN, NAMES.toUpperCase())],
  ['the names once more in between', csv([...TEN.slice(0, 4), NAMES, ...TEN.slice(4)])],
  ['seconds', csv(TEN.map((line) => line.replace(/^\d+/, (at) => String(Number(at) / 1000))))],
  [
    'seconds with decimal commas',
    csv(TEN)
      .replaceAll(',', ';')
      .replaceAll(/\b(1764000000)(\d{3})/g, '$1,$2'),
  ],
  ['microseconds', csv(TEN.map((line) => line.replace(/^\d+/, (at) => `${at}000`)))],
  ['nanoseconds', csv(TEN.map((line) => line.replace(/^\d+/, (at) => `${at}000000`)))],
  ['dates', csv(TEN.map((line) => line.replace(/^\d+/, (at) => new Date(Number(at)).toISOString())))],
  [
    'a time format of JMeter',
    csv(
      TEN.map((line) =>
        line.replace(/^\d+/, (at) => new Date(Number(at)).toISOString().replaceAll('-', '/').replace('T', ' ').replace('Z', '')),
      ),
    ),
  ],
  ['true as a spreadsheet writes it', csv(TEN).replaceAll('true', 'TRUE')],
])('%s', async (_, text) => {
  const { imported, rows } = await read(text);
  expect(imported.requests).toBe(10);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ startedAt: AT, importedFrom: 'results.jtl' });
  expect(rows[0]?.summary).toMatchObject({ requests: { total: 10, succeeded: 10, failed: 0 }, durationMs: 920 });
  expect(rows[0]?.plan.scenarios[0]?.steps.map(({ name }) => name)).toEqual(['Home']);
});

test('the figures of a run are refused by their name, with what to bring instead', async () => {
  await expect(read('{"metrics":{"http_reqs":{"count":3}}}')).rejects.toThrow(
    'This is a summary of k6: figures of a whole run, without its requests. k6 run --out csv=results.csv writes the requests; import that file under Runs.',
  );
});

test('a file that does not say what failed has no failures, and this is reported', async () => {
  const lines = TEN.map((line) => line.split(',').slice(0, 3).join(','));
  const { rows, imported } = await read(csv(lines, 'timeStamp,elapsed,label'));
  expect(rows[0]?.summary).toMatchObject({ requests: { total: 10, succeeded: 10, failed: 0 } });
  expect(imported.notes).toEqual(['The file does not say which requests failed, so none is counted as failed.']);
});

test('lengths are read in seconds if the moments are in seconds too', async () => {
  const { rows, imported } = await read(
    csv(TEN.map((line) => line.replace(/^\d+,20/, (start) => `${Number(start.split(',')[0]) / 1000},0.02`))),
  );
  expect(rows[0]?.summary.serviceTime).toMatchObject({ min: 20, max: 20 });
  expect(imported.notes).toContain('The times in “elapsed” were read as seconds.');
});

test('Latin-1 is read if the file is not UTF-8, even if that shows late', async () => {
  const many = Array.from({ length: 2000 }, (_, number) => lineOf({ at: AT + number }));
  const { rows, imported } = await read(Buffer.from(csv([...many, lineOf({ at: AT + 3000, label: 'Übersicht' })]), 'latin1'));
  expect(rows[0]?.plan.scenarios[0]?.steps.map(({ name }) => name)).toEqual(['Home', 'Übersicht']);
  expect(imported.notes).toEqual(['The file is not UTF-8; it was read as Windows-1252 (Latin-1).']);
});

test('parts of a sample are left out before or after it, and a label that only looks like one stays', async () => {
  const { imported, rows } = await read(
    csv([
      lineOf({ elapsed: 90, label: 'Login' }),
      lineOf({ elapsed: 40, label: 'Login-0' }),
      lineOf({ at: AT + 41, elapsed: 49, label: 'Login-1' }),
      lineOf({ at: AT + 200, elapsed: 10, label: 'Cart-0' }),
      lineOf({ at: AT + 200, elapsed: 30, label: 'Cart' }),
      lineOf({ at: AT + 300, elapsed: 30, label: 'Room-1' }),
      // Another thread's Login was in progress at that time.
      lineOf({ at: AT + 10, elapsed: 30, label: 'Login-2', thread: 'Users 1-2' }),
    ]),
  );
  expect(imported.requests).toBe(4);
  expect(rows[0]?.plan.scenarios[0]?.steps.map(({ name }) => name)).toEqual(['Login', 'Cart', 'Room-1', 'Login-2']);
  expect(imported.notes).toEqual(['3 rows of sub-results (such as redirects) are left out: the sample above holds their time.']);
  expect(rows[0]?.notes).toBe(imported.notes[0]);
});

test('the sum that a transaction writes is left out, and its samples are counted', async () => {
  const sum = lineOf({
    elapsed: 50,
    label: 'Buy',
    message: '"Number of samples in transaction : 2, number of failing samples : 0"',
  });
  const { imported } = await read(csv([lineOf({ elapsed: 20 }), lineOf({ at: AT + 20, elapsed: 30, label: 'Pay' }), sum]));
  expect(imported.requests).toBe(2);
  expect(imported.notes[0]).toContain('1 row of transactions is left out');
});

test('XML is read with URLs, messages, parts and transactions, and its cut end is left out', async () => {
  const text = `<?xml version="1.0" encoding="UTF-8"?>
<testResults version="1.2">
<!-- <httpSample t="1" ts="1"/> -->
<httpSample t="20" lt="15" ct="3" ts="${AT}" s="true" lb="Home" rc="200" rm="OK" tn="Users 1-1" by="500" sby="120">
  <responseData class="java.lang.String">&lt;html&gt; a > b <![CDATA[<httpSample t="1" ts="1"/>]]></responseData>
  <java.net.URL>http://127.0.0.1:8080/home</java.net.URL>
</httpSample>
<sample t="60" ts="${AT}" s="true" lb="Buy" rc="200" rm="Number of samples in transaction : 1, number of failing samples : 1" tn="Users 1-1">
  <httpSample t="25" lt="16" ts="${AT + 100}" s="false" lb="Cart &amp; &#x70;ay" rc="200" rm="OK" tn="Users 1-1">
    <httpSample t="9" lt="8" ts="${AT + 101}" s="true" lb="http://127.0.0.1:8080/pic" rc="200" rm="OK" tn="Users 1-1"/>
    <assertionResult><name>check</name><failure>true</failure><failureMessage>Body was empty</failureMessage></assertionResult>
  </httpSample>
</sample>
<httpSample t="20" lt="15" ts="${AT + 200}" s="tr`;
  const { imported, rows } = await read(text);
  expect(imported.requests).toBe(2);
  const steps = rows[0]?.plan.scenarios[0]?.steps.map(({ name, url }) => [name, url]);
  expect(steps).toEqual([
    ['Home', 'http://127.0.0.1:8080/home'],
    ['Cart & pay', 'http://not-in-this-file.invalid/'],
  ]);
  expect(rows[0]?.summary.failures).toMatchObject([{ outcome: 'check_failed', message: 'Body was empty', count: 1 }]);
});

test('runs that were appended to one file become separate runs', async () => {
  const later = TEN.map((line) => line.replace(/^\d+/, (at) => String(Number(at) + 10 * 86_400_000)));
  const { imported, rows } = await read(csv([...TEN, ...later]));
  expect(imported.requests).toBe(20);
  expect(rows.map(({ name, startedAt, summary }) => [name, startedAt, summary.durationMs, summary.requests.total])).toEqual([
    ['results (1 of 2)', AT, 920, 10],
    ['results (2 of 2)', AT + 10 * 86_400_000, 920, 10],
  ]);
  expect(imported.notes[0]).toContain('The file holds 2 runs');
});

test('a run that sends rarely stays one, and its pauses cost nothing', async () => {
  const lines = Array.from({ length: 40 }, (_, number) => lineOf({ at: AT + number * 3_600_000 }));
  const { imported, rows } = await read(csv(lines));
  expect(rows).toHaveLength(1);
  expect(rows[0]?.summary.durationMs).toBe(39 * 3_600_000 + 20);
  expect(imported.notes).toEqual([
    'Nothing was sent in 39 pauses of 10 minutes or more; the throughput counts them as part of the run.',
  ]);
  const snapshots = storedSnapshots(runs, imported.runIds[0] ?? '');
  expect(snapshots.length).toBeLessThan(130);
  expect(snapshots.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(40);
});

test.each([
  ['in a number', '17640000'],
  ['between columns', `${AT + 5000},20,Home,200`],
  ['in quotes', `${AT + 5000},20,"Ho`],
  ['in quotes, after several lines', `${AT + 5000},20,Home,500,"Error\nin two lines\nor th`],
])('a last line that is cut off %s is left out and named', async (_, cut) => {
  const { imported } = await read(csv(TEN) + cut);
  expect(imported.requests).toBe(10);
  expect(imported.notes[0]).toMatch(/^Line 1[2-9], the last one, was cut off and is left out\.$/);
});

test('one label with many URLs is one step, and more labels than a plan allows are combined', async () => {
  const urls = Array.from({ length: 300 }, (_, number) => lineOf({ at: AT + number }).replace('/home', `/users/${number}`));
  expect((await read(csv(urls))).rows[0]?.plan.scenarios[0]?.steps).toHaveLength(1);
  const labels = Array.from({ length: 300 }, (_, number) => lineOf({ at: AT + number, label: `user ${number}` }));
  const { imported, rows } = await read(csv(labels));
  expect(rows[0]?.plan.scenarios[0]?.steps).toHaveLength(200);
  expect(imported.notes).toEqual(['101 labels with few requests are shown as one step, “other labels”.']);
  const threads = Array.from({ length: 300 }, (_, number) => lineOf({ at: AT + number, thread: `Group ${number} 1-1` }));
  expect((await read(csv(threads))).rows[0]?.plan.scenarios).toHaveLength(1);
});

test('the cost of thousands of kinds of failures grows only with their number', async () => {
  const lines = Array.from({ length: 60_000 }, (_, number) =>
    lineOf({ at: AT + number, code: `E${number}`, success: 'false', thread: `Users 1-${number % 50}` }),
  );
  const before = process.cpuUsage();
  const { imported } = await read(csv(lines));
  expect([...storedBatches(runs, imported.runIds[0] ?? '')].reduce((sum, { errors }) => sum + errors.length, 0)).toBe(60_000);
  // Quadratic work on each batch of 5,000 took minutes.
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(10_000);
});

test('nothing is claimed about a load generator that was not watched', async () => {
  const { rows } = await read(csv(TEN));
  expect(rows[0]?.summary.generator.verdict).toBeNull();
});
