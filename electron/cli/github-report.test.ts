// Inside a workflow of GitHub, what failed is marked and the job gets a summary; outside, nothing is printed.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { parseGate, type GateResult } from '../../shared/regression-gate.ts';
import { exampleRun } from '../../shared/test-example-run.ts';
import { reportGatesToGithub, reportToGithub } from './github-report.ts';

function printed(report: (print: (text: string) => unknown) => void): string {
  const lines: string[] = [];
  report((text) => lines.push(text));
  return lines.join('');
}

function resultsOf(): readonly GateResult[] {
  const rule = parseGate('p95 > +10%');
  if (rule === null) throw new Error('The rule cannot be read');
  return [
    { rule, state: 'failed', words: 'p95 rose by 31 %,\nfrom 120 to 157 ms.' },
    { rule, state: 'unsure', words: 'It may have.' },
  ];
}

test('a comparison is summarised, and each gate that failed is an annotation of one line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-github-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: join(folder, 'summary.md') };
  const judged = { name: 'Shop: all', markdown: '## Comparison', results: resultsOf() };
  expect(printed((print) => reportGatesToGithub(judged, environment, print))).toBe(
    '::error title=Shop%3A all::p95 rose by 31 %25,%0Afrom 120 to 157 ms.\n',
  );
  expect(readFileSync(environment.GITHUB_STEP_SUMMARY, 'utf8')).toBe('## Comparison\n');
  expect(printed((print) => reportGatesToGithub(judged, {}, print))).toBe('');
});

test('a summary that cannot be written is reported, and the command continues', () => {
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/no/such/folder/summary.md' };
  const run = exampleRun({ state: 'completed' });
  expect(printed((print) => reportToGithub(run, environment, print))).toMatch(/^::warning::The summary of the job cannot be/);
});
