import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { UserError } from '../../shared/errors.ts';
import type { ExportEvent } from '../../shared/rpc.ts';
import type { ExportFile } from './api/ports.ts';
import { sendFile } from '../browser/downloads.ts';
import type { ExportControl } from '../export/thread/exporting.ts';
import { listenOnLoopback } from '../system/loopback.ts';
import { RunningExports } from './running-exports.ts';

const ROWS = 5;

/** If it is `endless`, its lines end only when it is cancelled. */
function fileOf(endless: boolean, failure: UserError | null = null): ExportFile {
  const lines = endless ? Infinity : ROWS;
  async function* stream({ signal, handleProgress }: ExportControl): AsyncGenerator<string, number, undefined> {
    for (let row = 0; row < lines; row += 1) {
      signal?.throwIfAborted();
      handleProgress?.({ rows: row, damaged: 0, share: row / ROWS });
      yield `line ${row}\r\n`;
      await new Promise(setImmediate);
    }
    if (failure !== null) throw failure;
    return ROWS;
  }
  return {
    fileName: 'requests.csv',
    contentType: 'text/csv',
    stream,
    write: async (_path, options = {}) => {
      const chunks = stream(options);
      for (;;) {
        const next = await chunks.next();
        if (next.done === true) return { rows: next.value };
      }
    },
  };
}

function listening(): { running: RunningExports; events: ExportEvent[] } {
  const events: ExportEvent[] = [];
  return { running: new RunningExports((event) => events.push(event)), events };
}

test('an export reports its progress, and its end once', async () => {
  const { running, events } = listening();
  expect(await running.follow('a', fileOf(false)).write('x')).toEqual({ rows: ROWS });
  expect(events).toEqual([
    { exportId: 'a', state: 'working', rows: 0, share: 0 },
    { exportId: 'a', state: 'done', rows: ROWS },
  ]);
});

test('a cancelled export ends, and the others continue', async () => {
  const { running, events } = listening();
  const cancelled = running.follow('a', fileOf(true)).write('x');
  const other = running.follow('b', fileOf(false)).write('y');
  running.cancel('a');
  running.cancel('nobody');
  await expect(cancelled).rejects.toThrow(/aborted/);
  expect(await other).toEqual({ rows: ROWS });
  expect(events.filter(({ state }) => state !== 'working')).toEqual([
    { exportId: 'a', state: 'cancelled' },
    { exportId: 'b', state: 'done', rows: ROWS },
  ]);
});

test('a failed export says why', async () => {
  const { running, events } = listening();
  const full = new UserError('write_failed', 'The disk is full.');
  await expect(running.follow('a', fileOf(false, full)).write('x')).rejects.toThrow('The disk is full.');
  expect(events.at(-1)).toEqual({ exportId: 'a', state: 'failed', failure: full.failure });
});

async function download(file: ExportFile, read: (response: Response) => Promise<unknown>): Promise<unknown> {
  const server = createServer((_request, response) => void sendFile(file, response));
  const port = await listenOnLoopback(server, 0);
  try {
    return await read(await fetch(`http://127.0.0.1:${port}/`));
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

test('a download is reported like any export', async () => {
  const { running, events } = listening();
  const text = await download(running.follow('a', fileOf(false)), (response) => response.text());
  expect(text).toBe('line 0\r\nline 1\r\nline 2\r\nline 3\r\nline 4\r\n');
  expect(events.at(-1)).toEqual({ exportId: 'a', state: 'done', rows: ROWS });
});

test('a cancelled download is cut, and its reader notices', async () => {
  const { running, events } = listening();
  await download(running.follow('a', fileOf(true)), async (response) => {
    const text = response.text();
    running.cancel('a');
    await expect(text).rejects.toThrow('terminated');
  });
  expect(events.at(-1)).toEqual({ exportId: 'a', state: 'cancelled' });
});

test('a reader that goes away ends the export', async () => {
  const { running, events } = listening();
  await download(running.follow('a', fileOf(true)), async (response) => await response.body?.cancel());
  await expect.poll(() => events.at(-1)).toEqual({ exportId: 'a', state: 'cancelled' });
});
