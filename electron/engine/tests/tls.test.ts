// TLS as the plan specifies it, against real servers: what is trusted, what is presented, and the sentence for each refusal.
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { KEY, LOCKED_KEY, PASSPHRASE, PFX, SELF_SIGNED } from './test-certificates.ts';
import { planFor, runPlan, type Row } from './test-run.ts';
import { NO_FILES, type TlsFiles } from '../files/plan-files.ts';

const TWO: PlanInput['load'] = { model: 'iterations', iterations: 2, vus: 1 };
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

interface Seen {
  readonly name: unknown;
  readonly client: string;
}

async function serve(options: ServerOptions = {}): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer({ key: KEY, cert: SELF_SIGNED, ...options }, (request, response) => {
    const socket = request.socket as TLSSocket;
    seen.push({ name: socket.servername, client: String(socket.getPeerCertificate().subject?.CN) });
    response.end('ok');
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen };
}

async function send(url: string, tls: PlanInput['tls'], tlsFiles: TlsFiles = {}): Promise<readonly Row[]> {
  const { rows } = await runPlan(planFor(url, TWO, { tls }), { files: { ...NO_FILES, tls: tlsFiles } });
  expect(rows).toHaveLength(2);
  return rows;
}

const OK = ['ok', 'ok'];
const kinds = (rows: readonly Row[]): string[] => rows.map(({ kind }) => kind);

test('an unknown certificate fails with the settings that help, and is accepted with either of them', async () => {
  const { url } = await serve();
  const refused = await send(url, {});
  expect(kinds(refused)).toEqual(['tls', 'tls']);
  expect(refused[0]?.message).toBe(
    'The certificate of 127.0.0.1 is self-signed. Name it as CA file, or switch verification off under TLS.',
  );
  expect(kinds(await send(url, { verify: false }))).toEqual(OK);
  const trusted = await send(url, { ca: 'ca.pem' }, { ca: SELF_SIGNED });
  expect(kinds(trusted)).toEqual(OK);
  expect(trusted.map(({ tlsHandshaking }) => tlsHandshaking > 0)).toEqual([true, false]);
});

test('the server name is sent and checked', async () => {
  const { url, seen } = await serve();
  const refused = await send(url, { serverName: 'shop.example' }, { ca: SELF_SIGNED });
  expect(kinds(refused)).toEqual(['tls', 'tls']);
  expect(refused[0]?.message).toContain('belongs to another host name. Give that as server name');
  expect(kinds(await send(url, { serverName: 'shop.example', verify: false }))).toEqual(OK);
  expect(seen.at(-1)?.name).toBe('shop.example');
});

const WANTS_CLIENT = { requestCert: true, rejectUnauthorized: false, ca: SELF_SIGNED };

test.each<[string, PlanInput['tls'], TlsFiles]>([
  ['certificate and key', { cert: 'c.pem', key: 'k.pem' }, { cert: SELF_SIGNED, key: KEY }],
  ['a locked key', { cert: 'c.pem', key: 'k.pem', passphrase: PASSPHRASE }, { cert: SELF_SIGNED, key: LOCKED_KEY }],
  ['a PFX file', { pfx: 'c.pfx', passphrase: PASSPHRASE }, { pfx: new Uint8Array(Buffer.from(PFX, 'base64')) }],
])('a client certificate from %s is presented', async (_, tls, files) => {
  const { url, seen } = await serve(WANTS_CLIENT);
  expect(kinds(await send(url, { ...tls, verify: false }, files))).toEqual(OK);
  expect(seen[0]?.client).toBe('127.0.0.1');
});

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a server that insists on a client certificate says so over %s',
  async (maxVersion) => {
    const { url } = await serve({ ...WANTS_CLIENT, rejectUnauthorized: true, maxVersion });
    const rows = await send(url, { verify: false });
    for (const { kind, message } of rows) {
      expect(['tls', 'closed', 'reset']).toContain(kind);
      expect(message).toMatch(/client certificate. Name one under TLS|client certificate, name one under TLS|broke off the TLS/);
    }
  },
);
