// Other load generators on this machine, each set to keep 50 connections busy for longer than anybody looks.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { PEERS_BIN } from './install-peers.ts';
import type { Command } from './processes.ts';

export interface Peer {
  readonly name: string;
  readonly command: (url: string, connections: number) => Command;
}

/** Seconds; the benchmark ends them much earlier. */
const LONG = 60;

export function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', PEERS_BIN];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}

/** autocannon, and of the rest those that are installed. */
export function findPeers(): Peer[] {
  const autocannon = createRequire(import.meta.url).resolve('autocannon');
  const programs: readonly (readonly [string, (url: string, connections: number) => readonly string[]])[] = [
    ['wrk', (url, c) => ['-t1', `-c${c}`, `-d${LONG}s`, url]],
    // It sets memory aside for each request it may send.
    ['ab', (url, c) => ['-q', '-k', '-c', `${c}`, '-t', `${LONG}`, '-n', '1500000', url]],
    ['hey', (url, c) => ['-c', `${c}`, '-z', `${LONG}s`, '-disable-compression', url]],
    ['oha', (url, c) => ['--no-tui', '-c', `${c}`, '-z', `${LONG}s`, url]],
    ['h2load', (url, c) => ['--h1', '-t1', `-c${c}`, `-D${LONG}`, url]],
  ];
  return [
    {
      name: 'autocannon',
      command: (url, c) => ({ program: process.execPath, args: [autocannon, '-n', '-c', `${c}`, '-d', `${LONG}`, url] }),
    },
    ...programs.flatMap(([name, argsOf]) => {
      const program = findProgram(name);
      return program === null ? [] : [{ name, command: (url: string, c: number) => ({ program, args: argsOf(url, c) }) }];
    }),
  ];
}
