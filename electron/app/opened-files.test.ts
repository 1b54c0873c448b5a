// A file that is opened from outside is recognised by its content, whatever its name.
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { OpenedFiles } from './opened-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'onrush-opened-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const JTL = 'timeStamp,elapsed,label,responseCode,success\n1700000000000,12,Home,200,true\n';

function taken(name: string, content: string | Uint8Array): { opened: OpenedFiles; path: string; heard: number } {
  let heard = 0;
  const opened = new OpenedFiles(() => (heard += 1));
  const path = join(folder, name);
  writeFileSync(path, content);
  opened.open(path);
  return { opened, path, heard };
}

test.each([
  ['plan.onrush', '{"version":1}', 'plan'],
  ['results.onrush', JTL, 'runs'],
  ['run.onrush', 'SQLite format 3\0 and more', 'runs'],
  ['k6.json', '{"type":"Metric","data":{},"metric":"http_reqs"}\n', 'runs'],
  ['curl.sh', "curl 'http://a.example/?elapsed=1,2'\n", 'plan'],
  ['run.csv.gz', gzipSync(JTL), 'runs'],
  ['results.jtl', '<?xml version="1.0"?><testResults version="1.2"></testResults>', 'runs'],
  ['plan.jmx', '<?xml version="1.0"?><jmeterTestPlan version="1.2"></jmeterTestPlan>', 'plan'],
  ['shop.har', '{"log":{}}', 'plan'],
  ['shop.har.gz', gzipSync('{"log":{"entries":[]}}'), 'plan'],
  ['shop.yaml', 'openapi: 3.0.0\n', 'plan'],
  ['curl.txt', "curl 'http://a.example/x,y'\n", 'plan'],
])('%s is opened by its content', (name, content, kind) => {
  const { opened, path, heard } = taken(name, content);
  expect(heard).toBe(1);
  expect(opened.take()).toMatchObject([{ kind, path }]);
  expect(opened.take()).toEqual([]);
});

test('the page may import the runs that were opened, and nothing else by its path', () => {
  const { opened, path } = taken('run.csv', JTL);
  expect(opened.received(path)).toBeNull();
  opened.take();
  expect(opened.received(path)).toMatchObject({ path, fileName: 'run.csv' });
  expect([opened.received('/etc/passwd'), opened.received(null)]).toEqual([null, null]);
});

test('the source of a plan is read once by its ticket, up to the largest import', () => {
  const { opened, path } = taken('large.har', '{"log":{');
  truncateSync(path, 300_000_000);
  const [file] = opened.take();
  if (file?.kind !== 'plan') throw new Error('It was not opened');
  expect([opened.collect(file.ticket), opened.collect(file.ticket), opened.collect('other')]).toEqual([path, null, null]);
  truncateSync(path, 400_000_001);
  opened.open(path);
  const message = 'The file large.har holds more than 400 MB; Onrush reads no more.';
  expect(opened.take()).toMatchObject([{ kind: 'failed', failure: { message } }]);
});

test('a missing file and a folder are reported with a sentence', () => {
  const opened = new OpenedFiles(() => undefined);
  opened.open(join(folder, 'gone.onrush'));
  opened.open(folder);
  expect(opened.take()).toMatchObject([
    {
      kind: 'failed',
      failure: { message: '“gone.onrush” cannot be read. Check that it still exists and that you may open it.' },
    },
    { kind: 'failed', failure: { message: expect.stringContaining('is not a file.') } },
  ]);
});
