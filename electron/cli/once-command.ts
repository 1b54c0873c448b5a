// `run --once`: sends each scenario once and shows everything that was sent and received. No run is kept.
import { tryPlan } from '../app/try-plan.ts';
import type { TriedExchange, TriedHeader, TriedPlan, TriedStep } from '../../shared/try-once.ts';
import { formatTime } from '../../shared/format.ts';
import type { OnceOutput, PlanSource } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { openOwnHistory } from './open-own-history.ts';
import { secretsOf } from './read-secret-file.ts';
import { folderOf, readPlan, unwrap } from './read-plan.ts';

/** @throws UserError before anything is sent. */
export async function onceCommand(source: PlanSource, { json, yes, secretFile }: OnceOutput): Promise<number> {
  const plan = unwrap(readPlan(source));
  const history = openOwnHistory();
  try {
    const folder = folderOf(source);
    const secretOf = secretsOf(secretFile);
    const tried = await tryPlan(plan, { hosts: history.confirmedHosts, confirmed: yes ? 'all' : [], folder, secretOf });
    process.stdout.write(json ? `${JSON.stringify(tried, null, 2)}\n` : `${linesOf(tried).join('\n')}\n`);
    return tried.passed ? EXIT.passed : EXIT.runFailed;
  } finally {
    await history.close();
  }
}

function linesOf({ before, scenarios, passed }: TriedPlan): string[] {
  const lines = scenarios.flatMap(({ name, perVu, steps }) => [
    ...(perVu.length === 0 ? [] : [`Once a user of ${name}`, '', ...perVu.flatMap(stepLines)]),
    `Scenario ${name}`,
    '',
    ...steps.flatMap(stepLines),
  ]);
  const first = before.length === 0 ? [] : ['Before the run', '', ...before.flatMap(stepLines)];
  return [...first, ...lines, passed ? 'Every step passed.' : 'A step failed.'];
}

const STATE_LABEL = { passed: 'passed ', failed: 'FAILED ', skipped: 'skipped' } as const;

function stepLines({ name, state, reason, exchanges, checks, values, remarks = [] }: TriedStep): string[] {
  return [
    `${STATE_LABEL[state]}  ${name}${reason === null ? '' : `: ${reason}`}`,
    ...exchanges.flatMap(exchangeLines),
    ...checks.map((check) => `  check ${check.passed ? 'passed' : 'FAILED'}  ${check.reason ?? check.name}`),
    ...remarks.map((remark) => `  ${remark}`),
    ...values.map((value) => `  value ${value.name} = ${JSON.stringify(value.value)}`),
    '',
  ];
}

function exchangeLines({ request, response, times }: TriedExchange): string[] {
  const sent = [`  > ${request.method} ${request.url}`, ...headerLines('>', request.headers), ...bodyLines(request.body)];
  if (response === null) return [...sent, '  < no response'];
  const size = response.isCut ? `the first MB of ${response.bodyBytes} bytes` : `${response.bodyBytes} bytes`;
  return [
    ...sent,
    `  < ${response.status} after ${formatTime(times.service)}, ${size}`,
    ...headerLines('<', response.headers),
    ...bodyLines(response.body ?? '(no text)'),
  ];
}

function headerLines(mark: string, headers: readonly TriedHeader[]): string[] {
  return headers.map(({ name, value }) => `  ${mark} ${name}: ${value}`);
}

function bodyLines(body: string): string[] {
  return body === '' ? [] : body.split('\n').map((line) => `    ${line}`);
}
