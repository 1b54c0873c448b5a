// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import type { RunRow } from '../../../../shared/run.ts';
import { exampleRun, summaryOf } from '../../../../shared/test-example-run.ts';
import { TestBridge } from '../../../test-bridge.ts';

new TestBridge({}).install();
const { isStoppedByCertificate } = await import('./run-actions.ts');

function runWith(codes: readonly string[], changes: Partial<RunRow> = {}): RunRow {
  const failures = codes.map((code) => ({ outcome: 'tls' as const, code, message: code, count: 5, firstAt: 0, lastAt: 9 }));
  const requests = { total: 5, succeeded: 0, failed: 5, cancelled: 0 };
  return exampleRun({ state: 'failed', summary: { ...summaryOf(5), requests, failures }, ...changes });
}

test.each([
  ['DEPTH_ZERO_SELF_SIGNED_CERT', true],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', true],
  ['CERT_HAS_EXPIRED', true],
  ['ERR_TLS_CERT_ALTNAME_INVALID', true],
  ['CERT_REVOKED', false],
  ['EPROTO', false],
])('a run that failed by %s alone: accepting the certificate helps is %s', (code, helps) => {
  expect(isStoppedByCertificate(runWith([code]))).toBe(helps);
});

test('accepting does not help if something else failed too, if it is accepted already, or in an imported run', () => {
  expect(isStoppedByCertificate(runWith(['CERT_HAS_EXPIRED', 'ECONNRESET']))).toBe(false);
  expect(isStoppedByCertificate(runWith([]))).toBe(false);
  expect(isStoppedByCertificate(runWith(['CERT_HAS_EXPIRED'], { importedFrom: 'jmeter.jtl' }))).toBe(false);
  const { plan } = exampleRun();
  const accepting = { ...plan, tls: { ...plan.tls, verify: false } };
  expect(isStoppedByCertificate(runWith(['CERT_HAS_EXPIRED'], { plan: accepting }))).toBe(false);
});
