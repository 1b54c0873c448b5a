// The rows of the fault table that need their own plan: TLS with certificates that are known, and HTTP/2.
// Not among them: a stream reset with NO_ERROR in a body without a length. Node ends such a body as if END_STREAM had come.
import { constants, type ServerHttp2Stream } from 'node:http2';
import type { TlsOptions } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import type { Outcome } from '../../../shared/outcome.ts';
import type { PlanInput } from '../../../shared/plan/plan.ts';
import { always, onRequest, startTlsTarget } from './test-adversary.ts';
import { EXPIRED, KEY, NOT_YET_VALID, SELF_SIGNED } from './test-certificates.ts';
import { resetInBody, startHttp2Target, startRawHttp2Target } from './test-h2-adversary.ts';
import { planFor, runPlan } from './test-run.ts';
import { startHttpTarget, type TestTarget } from './test-target.ts';
import { NO_FILES, type TlsFiles } from '../files/plan-files.ts';

const TIMEOUTS: PlanInput['timeouts'] = { connect: '2s', firstByte: '500ms', idle: '400ms', total: '3s' };
const WELL = always('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok');

interface Case {
  readonly name: string;
  readonly start: () => Promise<TestTarget>;
  readonly settings: Partial<PlanInput>;
  readonly tlsFiles?: TlsFiles;
  readonly kind: Outcome;
  readonly sentence: RegExp;
}

const tls = (options: TlsOptions) => () => startTlsTarget({ key: KEY, cert: SELF_SIGNED, ...options }, WELL);
const atLocalhost = (start: () => Promise<TestTarget>) => async (): Promise<TestTarget> => {
  const target = await start();
  return { ...target, url: target.url.replace('127.0.0.1', 'localhost') };
};

function trusting(name: string, ca: string, start: Case['start'], sentence: RegExp): Case {
  return { name, start, settings: { tls: { ca: 'ca.pem' } }, tlsFiles: { ca }, kind: 'tls', sentence };
}

function unverified(name: string, options: TlsOptions, kind: Outcome, sentence: RegExp): Case {
  return { name, start: tls(options), settings: { tls: { verify: false } }, kind, sentence };
}

function h2(name: string, start: Case['start'], kind: Outcome, sentence: RegExp): Case {
  return { name, start, settings: { tls: { verify: false }, http: { version: '2' } }, kind, sentence };
}

const stream = (name: string, misdeed: (stream: ServerHttp2Stream) => void, kind: Outcome, sentence: RegExp): Case =>
  h2(name, () => startHttp2Target(misdeed), kind, sentence);

const WANTS_CLIENT: TlsOptions = { requestCert: true, rejectUnauthorized: true, ca: SELF_SIGNED };
const OLD: TlsOptions = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' };

const CASES: readonly Case[] = [
  trusting('expired', EXPIRED, tls({ cert: EXPIRED }), /The certificate of 127\.0\.0\.1 has expired\. Renew it/),
  trusting(
    'not yet valid',
    NOT_YET_VALID,
    tls({ cert: NOT_YET_VALID }),
    /The certificate of \S+ is not valid yet\. Check this computer's clock/,
  ),
  trusting('wrong host name', SELF_SIGNED, atLocalhost(tls({})), /The certificate of localhost belongs to another host name/),
  unverified('old TLS only', OLD, 'tls', /speaks only TLS versions that are too old/),
  unverified(
    'client certificate wanted, TLS 1.2',
    { ...WANTS_CLIENT, maxVersion: 'TLSv1.2' },
    'tls',
    /client certificate, name one under TLS/,
  ),
  stream(
    'GOAWAY',
    ({ session }) => session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM, 0),
    'h2',
    /ended the HTTP\/2 connection \(ENHANCE_YOUR_CALM\)/,
  ),
  stream(
    'RST_STREAM',
    (one) => one.close(constants.NGHTTP2_INTERNAL_ERROR),
    'h2',
    /broke off its response by HTTP\/2 \(INTERNAL_ERROR\)/,
  ),
  stream('RST_STREAM, refused', (one) => one.close(constants.NGHTTP2_REFUSED_STREAM), 'h2', /\(REFUSED_STREAM\)/),
  h2(
    'RST_STREAM with NO_ERROR in the body',
    () => startRawHttp2Target(resetInBody),
    'protocol',
    /not as long as its Content-Length said/,
  ),
  stream(
    'connection gone in the body',
    (one) => {
      one.respond({ ':status': 200 });
      one.write('half', () => setTimeout(() => one.session?.socket.destroy(), 20));
    },
    'truncated',
    /in the middle of the body/,
  ),
  h2(
    'garbage',
    () => startRawHttp2Target(onRequest((socket) => socket.write('x'.repeat(2000)))),
    'protocol',
    /Not a valid HTTP\/2 response/,
  ),
  stream('silence', () => undefined, 'timeout', /sent no first byte within 500ms/),
  h2(
    'plain HTTP/1.1 where HTTP/2 was chosen',
    () => startHttpTarget((_request, response) => response.end('ok')),
    'protocol',
    /Not a valid HTTP\/2 response/,
  ),
];

const targets: TestTarget[] = [];

afterEach(async () => {
  await Promise.all(targets.splice(0).map((target) => target.close()));
});

test.each(CASES)('$name: $kind', async ({ start, settings, tlsFiles = {}, kind, sentence }) => {
  const target = await start();
  const healthy = await startHttpTarget((_request, response) => response.end('ok'));
  targets.push(target, healthy);
  const plan = planFor(target.url, { model: 'iterations', iterations: 3, vus: 3 }, { timeouts: TIMEOUTS, ...settings });
  const { rows, end } = await runPlan(plan, { files: { ...NO_FILES, tls: tlsFiles } });
  expect(rows.map((row) => [row.kind, sentence.test(row.message) ? 'as expected' : row.message])).toEqual(
    Array.from({ length: 3 }, () => [kind, 'as expected']),
  );
  expect(end.summary.requests).toMatchObject({ total: 3, failed: 3 });
  const after = await runPlan(planFor(healthy.url, { model: 'iterations', iterations: 5, vus: 1 }));
  expect(after.end.summary.requests).toMatchObject({ total: 5, succeeded: 5 });
});
