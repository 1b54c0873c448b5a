import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exampleBatch, examplePlan, plainBatch, type ExampleRow } from '../../../shared/test-example-run.ts';
import { OUTCOME_CODE, OUTCOMES } from '../../../shared/outcome.ts';
import type { Plan } from '../../../shared/plan/plan.ts';
import type { SampleBatch, SampleError } from '../../../shared/sample.ts';
import { parseCsv } from './test-parse-csv.ts';
import { CHUNK_BYTES, requestsCsv } from './requests-csv.ts';
import { csvText, everyRow } from './test-csv.ts';

const STARTED_AT = 1_790_000_000_000;
const HEADER =
  'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect,"seq","vu","iteration","method","due_ms","sent_ms","queue_delay_ms","service_time_ms","response_time_ms","blocked_ms","dns_ms","connecting_ms","tls_handshaking_ms","sending_ms","waiting_ms","receiving_ms","conn_reused","protocol","remote_address","outcome","error_code","warmup","run_id","generator","data_row","check","part","tls_resumed"';
const INTEGER_COLUMNS = [
  'timeStamp',
  'elapsed',
  'bytes',
  'sentBytes',
  'grpThreads',
  'allThreads',
  'Latency',
  'IdleTime',
  'Connect',
  'seq',
  'vu',
  'iteration',
];

function csvOf(batches: Iterable<SampleBatch>, plan = examplePlan()): string {
  return csvText({ id: 'run-1', startedAt: STARTED_AT, plan }, batches);
}

/** Rows as objects by the header's names. */
function readRows(csv: string): Record<string, string>[] {
  const [names = [], ...rows] = parseCsv(csv);
  return rows.map((row) => {
    expect(row).toHaveLength(names.length);
    return Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']));
  });
}

function rowOf(row: ExampleRow, errors: readonly SampleError[] = []): Record<string, string> {
  return readRows(csvOf([exampleBatch([row], errors)]))[0] ?? {};
}

test('a run without requests is the header line', () => {
  expect(csvOf([])).toBe(`${HEADER}\r\n`);
});

test('a request on an open connection is written exactly', () => {
  const line = csvOf([exampleBatch([{ iteration: 6, vu: 4 }])]).split('\r\n')[1];
  expect(line).toBe(
    '1790000000102,10,GET /,200,OK,home 1-5,,true,,812,91,0,0,http://127.0.0.1:8080/,6,0,0,' +
      '1,5,6,GET,100,102,2,10,12,0.5,,,,0.25,5.25,4,true,HTTP/1.1,,ok,,false,run-1,,,,,',
  );
});

test('a new connection has its phases, and Connect is their sum', () => {
  expect(rowOf({ reused: 0, dns: 0.25, connecting: 1.5, tlsHandshaking: 2 })).toMatchObject({
    Connect: '4',
    dns_ms: '0.25',
    connecting_ms: '1.5',
    tls_handshaking_ms: '2',
    waiting_ms: '1.5',
    conn_reused: 'false',
  });
});

test('a request without a response names its failure, and its other cells are empty', () => {
  const none = Number.NaN;
  const row = {
    outcome: OUTCOME_CODE.connect_refused,
    status: 0,
    error: 1,
    reused: 0,
    firstByteAt: none,
    blocked: none,
    sending: none,
    bytesIn: 0,
    bytesOut: 0,
  };
  expect(rowOf(row, [{ code: 'ECONNREFUSED', message: 'Nothing is listening on 127.0.0.1:1.' }])).toMatchObject({
    elapsed: '10',
    responseCode: 'Non HTTP response code: ECONNREFUSED',
    responseMessage: 'Non HTTP response message: Nothing is listening on 127.0.0.1:1.',
    success: 'false',
    failureMessage: 'Nothing is listening on 127.0.0.1:1.',
    Latency: '0',
    blocked_ms: '',
    sending_ms: '',
    waiting_ms: '',
    receiving_ms: '',
    conn_reused: '',
    protocol: '',
    outcome: 'connect_refused',
    error_code: 'ECONNREFUSED',
  });
});

test('a request whose sent bytes are unknown still has a number, because JMeter does not read an empty cell', () => {
  expect(rowOf({ bytesOut: Number.NaN })['sentBytes']).toBe('0');
});

test('an error response keeps its status', () => {
  expect(
    rowOf({ outcome: OUTCOME_CODE.http_5xx, status: 503, error: 1 }, [{ code: '', message: 'The server responded with 503.' }]),
  ).toMatchObject({
    responseCode: '503',
    responseMessage: 'Service Unavailable',
    success: 'false',
    failureMessage: 'The server responded with 503.',
    outcome: 'http_5xx',
    error_code: '',
    protocol: 'HTTP/1.1',
  });
  expect(rowOf({ status: 299 })).toMatchObject({ responseCode: '299', responseMessage: '' });
});

test('a failure without a sentence is named by its outcome', () => {
  expect(rowOf({ outcome: OUTCOME_CODE.cancelled, status: 0 })).toMatchObject({
    responseCode: 'Non HTTP response code: cancelled',
    success: 'false',
    failureMessage: 'Cancelled',
    error_code: '',
  });
});

test('steps are counted through all scenarios, and threads are named after the scenario', () => {
  const plan = examplePlan({
    scenarios: [
      { name: 'a', steps: [{ url: 'http://127.0.0.1/1' }, { url: 'http://127.0.0.1/2', method: 'PUT' }] },
      { name: 'b, "quoted"', steps: [{ name: '=1+1', url: 'http://127.0.0.1/3?x=1,2' }] },
    ],
  });
  const rows = readRows(csvOf([exampleBatch([{ step: 1 }, { step: 2, vu: 2 }])], plan));
  expect(rows[0]).toMatchObject({ label: 'PUT /2', URL: 'http://127.0.0.1/2', method: 'PUT', threadName: 'a 1-1' });
  expect(rows[1]).toMatchObject({ label: "'=1+1", URL: 'http://127.0.0.1/3?x=1,2', threadName: 'b, "quoted" 2-3' });
});

test('a step that the plan does not have is a bug', () => {
  expect(() => csvOf([exampleBatch([{ step: 9 }])])).toThrow('Step 9 is not in the plan');
});

test('rows are numbered through all batches, in chunks of whole rows that fit their buffer', () => {
  const run = { id: 'r', startedAt: STARTED_AT, plan: examplePlan(), generator: new Map() };
  const batches = [plainBatch(0, 2500), plainBatch(2500, 0), plainBatch(2500, 8000)];
  const chunks = requestsCsv(run, everyRow(batches));
  const texts: string[] = [];
  let next = chunks.next();
  for (; next.done !== true; next = chunks.next()) {
    expect(next.value.length).toBeLessThanOrEqual(CHUNK_BYTES);
    texts.push(Buffer.from(next.value).toString());
  }
  expect(next.value).toBe(10_500);
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.every((text) => text.endsWith('\r\n'))).toBe(true);
  expect(readRows(texts.join('')).map(({ seq, iteration }) => [seq, iteration])).toEqual(
    Array.from({ length: 10_500 }, (_, row) => [String(row + 1), String(row)]),
  );
});

test('a row that is longer than a chunk gets its own chunk', () => {
  const url = `http://127.0.0.1/${'x'.repeat(CHUNK_BYTES)}`;
  const plan = examplePlan({ scenarios: [{ name: 'long', steps: [{ name: 'long', url }] }] });
  expect(readRows(csvOf([plainBatch(0, 3)], plan)).map((row) => row['URL'])).toEqual([url, url, url]);
});

test('only the chosen rows are written, with their numbers in the run', () => {
  const run = { id: 'r', startedAt: STARTED_AT, plan: examplePlan(), generator: new Map() };
  const chosen = { batch: plainBatch(0, 5), firstSeq: 101, rows: Uint32Array.of(1, 4, 0), count: 2 };
  const text = Buffer.concat([...requestsCsv(run, [chosen])]).toString();
  expect(readRows(text).map(({ seq, iteration }) => [seq, iteration])).toEqual([
    ['102', '1'],
    ['105', '4'],
  ]);
});

test('requests have the worst verdict on the load generator during their time', () => {
  const generator = new Map([
    [0, 'trusted'],
    [1, 'strained'],
    [2, 'suspect'],
  ] as const);
  const spans = [
    [0, 10],
    [990, 999.999],
    [999.999, 1000],
    [1000, 1700],
    [900, 2100],
    [2500, 2600],
    [2999, 3100],
    [3000, 3100],
  ] as const;
  const batch = exampleBatch(spans.map(([sentAt, endedAt]) => ({ sentAt, endedAt })));
  const text = csvText({ id: 'r', startedAt: STARTED_AT, plan: examplePlan(), generator }, [batch]);
  const verdicts = readRows(text).map((row) => row['generator']);
  expect(verdicts).toEqual(['trusted', 'trusted', 'strained', 'strained', 'suspect', 'suspect', 'suspect', '']);
});

const phase = fc.option(fc.float({ min: 0, max: 1000, noNaN: true, noDefaultInfinity: true }), { nil: Number.NaN });
const anyRow = fc
  .record({
    outcome: fc.nat(OUTCOMES.length - 1),
    status: fc.constantFrom(0, 200, 204, 301, 404, 500, 599),
    error: fc.nat(3),
    reused: fc.nat(3),
    vu: fc.nat(49_999),
    sentAt: fc.double({ min: 0, max: 1e9, noNaN: true }),
    wait: fc.option(fc.double({ min: 0, max: 1e5, noNaN: true }), { nil: Number.NaN }),
    receive: fc.double({ min: 0, max: 1e5, noNaN: true }),
    bytesOut: fc.constantFrom(0, 91, Number.NaN),
    blocked: phase,
    dns: phase,
    connecting: phase,
    tlsHandshaking: phase,
    sending: phase,
  })
  .map(({ wait, receive, ...row }) => ({
    ...row,
    firstByteAt: row.sentAt + wait,
    endedAt: row.sentAt + (wait || 0) + receive,
    dueAt: row.sentAt,
  }));
const anyError = fc.record({ code: fc.string({ unit: 'grapheme' }), message: fc.string({ unit: 'grapheme' }) });

test('JMeter always finds integers where it needs them, and one row per request', () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 20 }), fc.array(anyError, { maxLength: 3 }), (rows, errors) => {
      const read = readRows(csvOf([exampleBatch(rows, errors)]));
      expect(read).toHaveLength(rows.length);
      for (const [index, cells] of read.entries()) {
        for (const name of INTEGER_COLUMNS) expect(cells[name]).toMatch(/^\d+$/);
        expect(cells['success']).toBe(String(rows[index]?.outcome === 0));
        expect(cells['outcome']).toBe(OUTCOMES[rows[index]?.outcome ?? 0]);
        expect(Number(cells['Latency'])).toBeLessThanOrEqual(Number(cells['elapsed']));
      }
    }),
  );
});

test('the phases of a request with a response add up to its service time', () => {
  const part = fc.float({ min: 0, max: 1000, noNaN: true });
  const phases = fc.record({ blocked: part, dns: part, connecting: part, tlsHandshaking: part, sending: part });
  fc.assert(
    fc.property(
      phases,
      fc.double({ min: 0, max: 1000, noNaN: true }),
      fc.double({ min: 0, max: 1000, noNaN: true }),
      (spent, wait, receive) => {
        const firstByteAt = 102 + spent.blocked + spent.dns + spent.connecting + spent.tlsHandshaking + spent.sending + wait;
        const cells = rowOf({ ...spent, sentAt: 102, firstByteAt, endedAt: firstByteAt + receive });
        const names = ['blocked_ms', 'dns_ms', 'connecting_ms', 'tls_handshaking_ms', 'sending_ms', 'waiting_ms', 'receiving_ms'];
        const sum = names.reduce((total, name) => total + Number(cells[name]), 0);
        expect(Math.abs(sum - Number(cells['service_time_ms']))).toBeLessThan(0.005);
      },
    ),
  );
});

test('requests sent before the end of the warm-up are marked', () => {
  const rows = readRows(csvOf([exampleBatch([{ sentAt: 499 }, { sentAt: 500 }])], examplePlan({ warmup: '500ms' })));
  expect(rows.map((row) => row['warmup'])).toEqual(['true', 'false']);
});

test('the address of a connection is named, if there was one', () => {
  const batch = exampleBatch([{ remote: 2 }, { remote: 0 }], [], ['127.0.0.1:80', '[::1]:8080']);
  expect(readRows(csvOf([batch])).map((row) => row['remote_address'])).toEqual(['[::1]:8080', '']);
});

test('a request names the row of each data file that its iteration took, and the check that it failed', () => {
  const data = [{ name: 'users', file: 'users.csv' }];
  const rows: ExampleRow[] = [
    { iteration: 2, vu: 1 },
    { iteration: 3, vu: 1, outcome: OUTCOME_CODE.check_failed, error: 1 },
    { iteration: 4, vu: 1, outcome: OUTCOME_CODE.check_failed, error: 2 },
  ];
  const batch = exampleBatch(rows, [
    { code: 'CHECK', message: 'Check “$.items is "a, b"”: the value is another.' },
    { code: 'EXTRACT', message: 'token: nothing at $.token' },
  ]);
  const cells = (plan: Plan, dataRows: Record<string, number>): (string | undefined)[][] =>
    readRows(csvText({ id: 'r', startedAt: 0, plan, dataRows }, [batch])).map((row) => [row['data_row'], row['check']]);
  expect(cells(examplePlan({ version: 2, data }), { users: 3 })).toEqual([
    ['3', ''],
    ['1', '$.items is "a, b"'],
    ['2', ''],
  ]);
  const two = examplePlan({ version: 2, data: [...data, { name: 'keys', file: 'keys.csv', pick: 'per-vu' }] });
  expect(cells(two, { users: 3, keys: 5 }).map(([row]) => row)).toEqual([
    'users 3, keys 2',
    'users 1, keys 2',
    'users 2, keys 2',
  ]);
  expect(cells(two, {}).map(([row]) => row)).toEqual(['', '', '']);
});
