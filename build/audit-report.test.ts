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
  [
    404,
    "the registry of npm's settings offers no audits (it responded with 404 Not Found). Ask another one: npm run audit --registry=URL.",
  ],
  [405, 'offers no audits (it responded with 405 Method Not Allowed)'],
  [503, 'the registry did not audit the packages (it responded with 503 Service Unavailable). Try again later.'],
  [599, '(it responded with 599)'],
])('a registry that responds with %d is not said to know of no vulnerability', (statusCode, why) => {
  const output = {
    message: `${statusCode} - POST https://registry.example/-/npm/v1/security`,
    method: 'POST',
    statusCode,
    body: '',
  };
  const { result, line } = auditReport(`npm warn audit\n${JSON.stringify(output)}`);
  expect(result).toBe('unknown');
  expect(line).toContain(`npm audit  not done, so nothing is known: `);
  expect(line).toContain(why);
});

test.each([
  [JSON.stringify({ message: 'request to it failed, reason: getaddrinfo ENOTFOUND', error: {} }), 'ENOTFOUND'],
  ['npm error code ENOLOCK\nnpm error audit', 'npm error code ENOLOCK'],
  ['', 'it said nothing'],
  ['{"metadata":{"vulnerabilities":{"total":"0"}}}', '{"metadata"'],
])('if no registry could be asked, that is what is said: %s', (output, why) => {
  const { result, line } = auditReport(output);
  expect(result).toBe('unknown');
  expect(line).toContain('not done, so nothing is known: npm could not ask: ');
  expect(line).toContain(why);
});
