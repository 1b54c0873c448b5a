// The reader of bytes returns the same as the general reader for any file. The general one reads the same text in UTF-16.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { JMETER_COLUMNS, OWN_COLUMNS } from '../../shared/requests-columns.ts';
import { readLines } from './byte-lines.ts';
import type { CsvRecord } from './csv-record.ts';
import { csvRecords } from './csv-records.ts';
import { openResultFile, readToEnd } from './result-file.ts';
import { allOf, AT, asUtf16, csv, lineOf, WATCH } from './test-results.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'onrush-quick-row-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const word = fc.constantFrom(
  '',
  'Home',
  'Grüße 🌍',
  'a b',
  '=1+1',
  "'=1+1",
  'say "hi"',
  'http://shop.test/a?b=c',
  'x'.repeat(40),
  'é',
);
const oddNumber = fc.constantFrom(
  '',
  ' 5',
  '-3',
  '1e3',
  '0.5',
  '.5',
  '5.',
  '1,5',
  '0x10',
  'NaN',
  '12345678901234567',
  '-0',
  '007',
  'five',
);
const number = fc.oneof(
  { weight: 150, arbitrary: fc.nat(100_000).map(String) },
  { weight: 150, arbitrary: fc.nat(1_000_000).map((micros) => String(micros / 1000)) },
  { weight: 1, arbitrary: oddNumber },
);
const phase = fc.oneof(fc.constant(''), number);
const at = fc.oneof(
  { weight: 30, arbitrary: fc.nat(60_000).map((ms) => String(AT + ms)) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '2025-11-24 16:00:00.000',
      '1764000000.5',
      '17640000000000001',
      '-1',
      '1.764E+12',
      '1764000000001.5',
    ),
  },
);
const CELLS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  timeStamp: at,
  responseCode: fc.constantFrom(
    '200',
    '200',
    '500',
    '404 Not Found',
    '200.0',
    'Non HTTP response code: java.net.ConnectException',
    '',
  ),
  responseMessage: fc.constantFrom('OK', 'OK', 'Non HTTP response message: refused', 'Number of samples in transaction : 2'),
  threadName: fc.constantFrom('shop 1-1', 'shop 1-2', 'shop 2-1', 'Thread-7', ''),
  success: fc.constantFrom('true', 'true', 'false', 'FALSE', ''),
  method: fc.constantFrom('GET', 'POST', ''),
  conn_reused: fc.constantFrom('true', 'false', ''),
  tls_resumed: fc.constantFrom('true', 'false', ''),
  protocol: fc.constantFrom('HTTP/1.1', 'HTTP/2', ''),
  remote_address: fc.constantFrom('127.0.0.1:8080', '[::1]:80', ''),
  outcome: fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom('ok', 'ok', 'ok', 'http_5xx', 'timeout') },
    { weight: 1, arbitrary: fc.constant('odd') },
  ),
  error_code: fc.constantFrom('', '', 'ECONNREFUSED'),
  warmup: fc.constantFrom('false', 'true'),
  run_id: fc.constantFrom('a-run', 'a-run', ''),
  generator: fc.constantFrom('trusted', 'strained', '', 'odd'),
  data_row: fc.constantFrom('', '1', '2', 'users 1, items 2'),
  part: fc.constantFrom('', '', '', 'before', 'per-vu', 'renewal'),
  request_type: fc.constantFrom('GET', 'POST', ''),
  status_code: fc.constantFrom('200', '200', '503', '0', ''),
  timestamp: at,
  ...Object.fromEntries(
    ['label', 'name', 'exception', 'failureMessage', 'URL', 'dataType', 'check', 'load_generator', 'Hostname'].map((name) => [
      name,
      word,
    ]),
  ),
  ...Object.fromEntries(
    ['blocked_ms', 'dns_ms', 'connecting_ms', 'tls_handshaking_ms', 'sending_ms', 'receiving_ms'].map((name) => [name, phase]),
  ),
};

const JTL = JMETER_COLUMNS.map(({ name }) => name);
const LOCUST = ['timestamp', 'request_type', 'name', 'response_time_ms', 'response_length', 'status_code', 'exception'];
const OWN = [...JTL, ...OWN_COLUMNS.map(({ name }) => name)];

interface Written {
  readonly text: string;
  readonly isPacked: boolean;
}

const written: fc.Arbitrary<Written> = fc
  .record({
    names: fc.constantFrom(OWN, JTL, [...OWN, 'load_generator'], [...JTL, 'Hostname', 'SampleCount'], OWN.toReversed(), LOCUST),
    delimiter: fc.constantFrom(',', ',', ';', '\t', '|'),
    newline: fc.constantFrom('\n', '\r\n'),
    hasMark: fc.boolean(),
    isPacked: fc.boolean(),
    quoting: fc.constantFrom('needed', 'all', 'sloppy'),
    torn: fc.option(fc.nat(60)),
    blankLines: fc.nat(2),
    namesAgain: fc.option(fc.nat(8), { freq: 6 }),
    dropped: fc.option(fc.nat(40), { freq: 10 }),
  })
  .chain(({ names, delimiter, newline, hasMark, isPacked, quoting, torn, blankLines, namesAgain, dropped }) => {
    const row = fc.tuple(...names.map((name) => CELLS[name] ?? number));
    return fc.array(row, { minLength: 1, maxLength: 12 }).map((rows): Written => {
      const cellOf = (text: string): string => {
        const isNeeded = text.includes(delimiter) || text.includes('"');
        return quoting === 'all' || (isNeeded && quoting === 'needed') ? `"${text.replaceAll('"', '""')}"` : text;
      };
      const lines = [names, ...rows].map((cells) => cells.map(cellOf).join(delimiter));
      if (namesAgain !== null) lines.splice(namesAgain, 0, names.join(delimiter));
      if (dropped !== null) lines.push(lines.at(-1)?.split(delimiter).toSpliced(dropped, 1).join(delimiter) ?? '');
      const text = `${hasMark ? '\uFEFF' : ''}${lines.join(newline)}${newline.repeat(1 + blankLines)}`;
      return { text: torn === null ? text : text.slice(0, -torn - 1), isPacked };
    });
  });

test('a file is read the same from its bytes and as text', async () => {
  await fc.assert(
    fc.asyncProperty(written, async ({ text, isPacked }) => {
      const bytes = Buffer.from(text);
      const fromBytes = await allOf(join(folder, 'bytes.csv'), isPacked ? gzipSync(bytes) : bytes);
      expect(fromBytes).toEqual(await allOf(join(folder, 'text.csv'), asUtf16(text)));
    }),
    { numRuns: 150 },
  );
});

test('texts stay unchanged while the file is read further', async () => {
  // Larger than the buffer in which the bytes wait.
  const labels = ['Home', 'Item', 'Cart', 'Sale'];
  const lines = Array.from({ length: 12_000 }, (_, at) => lineOf({ at: AT + at, label: labels[(at * 7 + (at >> 5)) % 4] ?? '' }));
  const read: string[] = [];
  const path = join(folder, 'long.jtl');
  writeFileSync(path, csv(lines));
  await openResultFile(path, { reading: WATCH, handleRow: ({ label }) => read.push(label), folder });
  expect(read).toEqual(lines.map((line) => line.split(',')[2]));
});

async function recordsOf(text: string, size: number): Promise<readonly CsvRecord[]> {
  const bytes = Buffer.from(text);
  const chunks = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  };
  const records: CsvRecord[] = [];
  const reader = { readCells: () => false, readRecord: (record: CsvRecord) => records.push(record) > 0 };
  await readToEnd(readLines(chunks(), { encoding: 'utf-8', format: { delimiter: ',', skippedLines: 0 } }, reader));
  return records;
}

test('the result does not depend on where a file is cut into pieces', async () => {
  const line = fc.constantFrom('a,b,c', '"a,b",c', 'grüße,🌍', '', '"x\ny",z', 'say "hi",x', '"a""b",c', 'last\r');
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.integer({ min: 1, max: 20 }),
      fc.boolean(),
      async (lines, size, ends) => {
        const text = lines.join('\n') + (ends ? '\n' : '');
        const whole: CsvRecord[] = [];
        const asText = async function* (): AsyncGenerator<string, void, undefined> {
          yield text;
        };
        for await (const records of csvRecords(asText(), { delimiter: ',', skippedLines: 0 })) whole.push(...records);
        expect(await recordsOf(text, size)).toEqual(whole);
      },
    ),
    { numRuns: 150 },
  );
});
