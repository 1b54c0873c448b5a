// The server under load: nginx if it is installed, otherwise a plain server in Node. It counts the requests that reach it.
import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { KEY, SELF_SIGNED } from '../../electron/engine/tests/test-certificates.ts';
import { JSON_BODY } from './bodies.ts';
import { findProgram } from './peers.ts';
import { childrenOf, end, pause, start, usageOf } from './processes.ts';

export interface Target extends AsyncDisposable {
  readonly url: string;
  /** The same over TLS, with HTTP/1.1 and HTTP/2, and over HTTP/2 without TLS; null if nginx is not installed. */
  readonly secureUrl: string | null;
  readonly http2Url: string | null;
  readonly what: string;
  /** Requests so far, as the server itself counts them. */
  readonly requests: () => Promise<number>;
  /** The processor time of all its processes so far; null if the system does not report it. */
  readonly cpuMs: () => number | null;
}

const READY_MS = 5000;

export async function startTarget(folder: string): Promise<Target> {
  const ports = { plain: await freePort(), secure: await freePort(), http2: await freePort() };
  const port = ports.plain;
  const nginx = findProgram('nginx');
  const child = nginx === null ? startStandIn(port) : startNginx(nginx, folder, ports);
  const origin = `http://127.0.0.1:${port}`;
  const requests = async (): Promise<number> => countIn(await (await fetch(`${origin}/status`)).text());
  await untilReady(requests, child);
  return {
    url: `${origin}/`,
    secureUrl: nginx === null ? null : `https://127.0.0.1:${ports.secure}/`,
    http2Url: nginx === null ? null : `http://127.0.0.1:${ports.http2}/`,
    what: nginx === null ? "a server of Node's (nginx is not installed)" : 'nginx, one worker, return 200',
    requests,
    cpuMs: () => {
      const pid = child.pid ?? 0;
      const used = [pid, ...childrenOf(pid)].map((one) => usageOf(one)?.cpuMs ?? null);
      return used.reduce<number | null>((sum, cpuMs) => (sum === null || cpuMs === null ? null : sum + cpuMs), 0);
    },
    [Symbol.asyncDispose]: () => end(child),
  };
}

/** The counters of nginx's stub_status: accepts, handled, requests. */
function countIn(status: string): number {
  return Number(/^\s*\d+ \d+ (\d+)/m.exec(status)?.[1] ?? Number.NaN);
}

interface Ports {
  readonly plain: number;
  readonly secure: number;
  readonly http2: number;
}

const MEGABYTE = 1_000_000;

function startNginx(program: string, folder: string, { plain, secure, http2 }: Ports): ChildProcess {
  const home = join(folder, 'nginx');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'key.pem'), KEY);
  writeFileSync(join(home, 'cert.pem'), SELF_SIGNED);
  writeFileSync(join(home, 'megabyte'), Buffer.alloc(MEGABYTE, 'x'));
  // Its worker has to read files that only this user may read.
  const user = process.getuid?.() === 0 ? 'user root;' : '';
  const places = `location / { return 200 "ok\\n"; }`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${home}/${kind};`);
  const config = join(home, 'nginx.conf');
  writeFileSync(
    config,
    `daemon off; ${user} worker_processes 1; worker_rlimit_nofile 40000; pid ${home}/pid; error_log stderr crit;
events { worker_connections 30000; }
http {
  access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; ${temporary.join(' ')}
  server { listen 127.0.0.1:${secure} ssl http2 backlog=4096; ssl_certificate ${home}/cert.pem; ssl_certificate_key ${home}/key.pem;
    ${places} }
  server { listen 127.0.0.1:${http2} http2 backlog=4096; ${places} }
  server { listen 127.0.0.1:${plain} backlog=4096; ${places}
    location = /megabyte { root ${home}; }
    location = /json { default_type application/json; return 200 '${JSON_BODY}'; }
    location = /cookie { add_header Set-Cookie "sid=abc; Path=/"; return 200 "ok\\n"; }
    location = /status { stub_status; } }
}
`,
  );
  return start({ program, args: ['-e', 'stderr', '-p', home, '-c', config] });
}

function startStandIn(port: number): ChildProcess {
  return start({ program: process.execPath, args: [join(import.meta.dirname, 'stand-in.ts'), String(port)] });
}

async function untilReady(requests: () => Promise<number>, child: ChildProcess): Promise<void> {
  const until = performance.now() + READY_MS;
  while (performance.now() < until && child.exitCode === null) {
    const count = await requests().catch(() => Number.NaN);
    if (!Number.isNaN(count)) return;
    await pause(30);
  }
  await end(child, 'SIGKILL');
  throw new Error('The server to load did not start.');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
