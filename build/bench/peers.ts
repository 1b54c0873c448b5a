// Other load generators on this machine, each configured to keep 50 connections busy for longer than the measurement lasts.
import { existsSync, writeFileSync } from 'node:fs';
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

/** autocannon, and those of the others that are installed. `folder`: for the files that some of them read. */
export function findPeers(folder: string): Peer[] {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const autocannon = createRequire(import.meta.url).resolve('autocannon');
  const programs: readonly (readonly [string, (url: string, connections: number) => readonly string[]])[] = [
    ['wrk', (url, c) => ['-t1', `-c${c}`, `-d${LONG}s`, url]],
    // ab reserves memory for each request that it may send.
    ['ab', (url, c) => ['-q', '-k', '-c', `${c}`, '-t', `${LONG}`, '-n', '1500000', url]],
    ['hey', (url, c) => ['-c', `${c}`, '-z', `${LONG}s`, '-disable-compression', url]],
    ['oha', (url, c) => ['--no-tui', '-c', `${c}`, '-z', `${LONG}s`, url]],
    ['vegeta', (url, c) => vegetaArgs(file('vegeta.txt', `GET ${url}\n`), c)],
    ['k6', (url, c) => ['run', '--quiet', '--vus', `${c}`, '--duration', `${LONG}s`, file('peer.k6.js', k6Script(url))]],
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

/** As fast as its workers can send. */
function vegetaArgs(targets: string, connections: number): readonly string[] {
  const workers = ['-rate=0', `-workers=${connections}`, `-max-workers=${connections}`];
  return ['attack', ...workers, `-duration=${LONG}s`, `-targets=${targets}`, '-output=/dev/null'];
}

function k6Script(url: string): string {
  return `import http from 'k6/http';
export const options = { discardResponseBodies: true };
export default function () {
  http.get('${url}');
}
`;
}
