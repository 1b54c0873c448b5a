// A run as a JUnit report for CI systems: one case for each threshold and each check, and one for the run itself. Pure.
import { formatCount } from './format.ts';
import { STATE_LABEL, type RunRow } from './run.ts';
import { failedWords, thresholdText } from './plan/threshold-words.ts';
import type { GateResult } from './regression-gate.ts';

interface Case {
  readonly suite: 'run' | 'thresholds' | 'checks' | 'gates';
  readonly name: string;
  /** What failed, in a sentence; null if it passed. */
  readonly failure: string | null;
  /** Set if nothing was decided; says why. */
  readonly skipped?: string;
}

export function junitOfRun(row: RunRow): string {
  return junit(row.name, row.summary.durationMs, [runCase(row), ...thresholdCases(row), ...checkCases(row)]);
}

export function junitOfGates(name: string, results: readonly GateResult[]): string {
  const cases = results.map(({ rule, state, words }): Case => {
    const undecided = state === 'unsure' || state === 'unknown' ? { skipped: words } : {};
    return { suite: 'gates', name: rule.text, failure: state === 'failed' ? words : null, ...undecided };
  });
  return junit(name, 0, cases);
}

function runCase({ state, reason }: RunRow): Case {
  const failure = state === 'completed' ? null : `${STATE_LABEL[state]}. ${reason ?? ''}`.trim();
  return { suite: 'run', name: 'The run ends by itself', failure };
}

function thresholdCases({ verdicts }: RunRow): Case[] {
  return verdicts.map((verdict) => ({
    suite: 'thresholds',
    name: thresholdText(verdict),
    failure: verdict.passed ? null : failedWords(verdict),
  }));
}

function checkCases({ summary }: RunRow): Case[] {
  return (summary.journey?.checks ?? []).map(({ name, step, passed, failed }) => {
    const title = `${step}: ${name}`;
    if (passed + failed === 0) return { suite: 'checks', name: title, failure: 'The check was never evaluated.' };
    const words = `The check failed in ${formatCount(failed)} of ${formatCount(passed + failed)} responses.`;
    return { suite: 'checks', name: title, failure: failed === 0 ? null : words };
  });
}

function junit(name: string, durationMs: number, cases: readonly Case[]): string {
  const failed = cases.filter(({ failure }) => failure !== null).length;
  const skipped = cases.filter(({ skipped: why }) => why !== undefined).length;
  const counts = `tests="${cases.length}" failures="${failed}" errors="0"`;
  const time = `time="${(durationMs / 1000).toFixed(3)}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    // The schema of Jenkins has no "skipped" for all suites together.
    `<testsuites name="Onrush" ${counts} ${time}>`,
    `  <testsuite name="${escapeXml(name)}" ${counts} skipped="${skipped}" ${time}>`,
    ...cases.map(caseText),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseText({ suite, name, failure, skipped }: Case): string {
  const head = `    <testcase classname="onrush.${suite}" name="${escapeXml(name)}" time="0"`;
  if (failure !== null) return `${head}><failure message="${escapeXml(failure)}">${escapeXml(failure)}</failure></testcase>`;
  return skipped === undefined ? `${head}/>` : `${head}><skipped message="${escapeXml(skipped)}"/></testcase>`;
}

/** Characters that are invalid in XML are left out, and so are those that move a cursor or turn words around. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
