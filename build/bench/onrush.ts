// The built product as a person starts it: the command line, and the browser host with its commands.
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WebSocket } from 'ws';
import { decode, encode } from '@msgpack/msgpack';
import { OUT, ROOT } from '../paths.ts';
import { end, start, type Command } from './processes.ts';

/** A run that is recorded and stored, in its own history if none is given. */
export function onrushRun(
  folder: string,
  url: string,
  args: readonly string[],
  data = mkdtempSync(join(folder, 'data-')),
): Command {
  return {
    program: process.execPath,
    args: [join(OUT, 'cli.js'), 'run', '--url', url, '--quiet', ...args],
    env: { ONRUSH_DATA_DIR: data },
  };
}

/** The same for a plan in a file. */
export function onrushPlan(folder: string, path: string): Command {
  const data = mkdtempSync(join(folder, 'data-'));
  const args = [join(OUT, 'cli.js'), 'run', path, '--quiet', '--workers', '1'];
  return { program: process.execPath, args, env: { ONRUSH_DATA_DIR: data } };
}

export interface StartedHost extends AsyncDisposable {
  /** Includes the token that gives access. */
  readonly url: string;
  readonly pid: number;
}

const READY = /^Onrush is ready: (\S+)$/;

export async function startHost(data: string): Promise<StartedHost> {
  const args = ['build/boot.mjs', 'start', '--browser', '--no-open', '--port', '0'];
  const child = start(
    { program: process.execPath, args, env: { ONRUSH_DATA_DIR: data } },
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const url = await readyUrl(child);
  return { url, pid: child.pid ?? 0, [Symbol.asyncDispose]: () => end(child) };
}

async function readyUrl(child: ChildProcess): Promise<string> {
  child.stderr?.resume();
  if (child.stdout === null) throw new Error('The host has no output.');
  for await (const line of createInterface(child.stdout)) {
    const url = READY.exec(line)?.[1];
    if (url === undefined) continue;
    child.stdout.resume();
    return url;
  }
  throw new Error('The host ended before it was ready.');
}

export interface HostClient {
  /** The reply, and its size in bytes. */
  readonly call: (name: string, input: unknown) => Promise<{ readonly value: unknown; readonly bytes: number }>;
  readonly close: () => void;
}

/** Talks to the host as its page does. */
export async function connect(url: string): Promise<HostClient> {
  const { host, hash, origin } = new URL(url);
  const token = hash.replace('#token=', '');
  const socket = new WebSocket(`ws://${host}/rpc`, ['onrush', token], { origin, maxPayload: 1 << 30 });
  await new Promise<void>((resolve, reject) => socket.once('open', () => resolve()).once('error', reject));
  const waiting = new Map<number, (frame: Buffer) => void>();
  socket.on('message', (frame: Buffer) => {
    const head: { readonly id?: number } = Object(decode(frame));
    if (head.id === undefined) return;
    waiting.get(head.id)?.(frame);
    waiting.delete(head.id);
  });
  let id = 0;
  return {
    async call(name, input) {
      id += 1;
      const answer = new Promise<Buffer>((resolve) => waiting.set(id, resolve));
      socket.send(encode({ id, name, input }));
      const frame = await answer;
      const { result }: { result: { ok: boolean; value?: unknown; failure?: unknown } } = Object(decode(frame));
      if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
      return { value: result.value, bytes: frame.length };
    },
    close: () => socket.terminate(),
  };
}
