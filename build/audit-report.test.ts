// What is said about the packages: clean, vulnerable, or that it is not known.
import { expect, test } from 'vitest';
import { auditReport } from './audit-report.ts';

test('no known vulnerability is said with the number of packages', () => {
  const metadata = { vulnerabilities: { moderate: 0, total: 0 }, dependencies: { prod: 1, dev: 560, total: 561 } };
  expect(auditReport(JSON.stringify({ auditReportVersion: 2, vulnerabilities: {}, metadata }))).toEqual({
    result: 'clean',
    line: 'npm audit  clean: no known vulnerability in 561 packages.',
  });
});

test('a vulnerable package is named', () => {
  const metadata = { vulnerabilities: { high: 2, total: 2 }, dependencies: { total: 561 } };
  expect(auditReport(`npm warn config\n${JSON.stringify({ vulnerabilities: { left: {}, pad: {} }, metadata })}\n`)).toEqual({
    result: 'vulnerable',
    line: 'npm audit  2 of 561 packages have a known vulnerability: left, pad.',
  });
});

test.each([
  [JSON.stringify({ message: '405 Method Not Allowed', method: 'POST', statusCode: 405, body: '' }), 'it responded with 405'],
  [JSON.stringify({ message: 'request to it failed, reason: getaddrinfo ENOTFOUND', error: {} }), 'ENOTFOUND'],
  ['npm error code ENOLOCK\nnpm error audit', 'npm error code ENOLOCK'],
  ['', 'it said nothing'],
  ['{"metadata":{"vulnerabilities":{"total":"0"}}}', '{"metadata"'],
])('a registry without such a list is not called clean: %s', (output, why) => {
  const { result, line } = auditReport(output);
  expect(result).toBe('unknown');
  expect(line).toContain('not done: the registry gives no list');
  expect(line).toContain(why);
});
