// A report of Newman in JSON: the result of a run, together with the collection and the values of the run. Pure.
import { counted } from '../imported/counted.ts';
import type { Imported } from '../imported/imported.ts';
import { isFields, listOf, within, type Fields } from '../imported/parts.ts';
import { withValues } from '../imported/values-file.ts';
import { postmanEnvironment } from './postman-environment.ts';

export function isNewmanReport(value: unknown): boolean {
  const run = within(value, 'run');
  return isFields(run) && ('executions' in run || 'stats' in run) && within(value, 'collection') !== undefined;
}

/** `read` is its collection. */
export function ofNewman(read: Imported, report: Fields): Imported {
  const sent = listOf(within(report['run'], 'executions')).length;
  const failed = listOf(within(report['run'], 'failures')).length;
  const results =
    sent === 0
      ? 'its results'
      : `its results (${counted(sent, 'request', 'requests')}, ${counted(failed, 'failure', 'failures')})`;
  const named = {
    ...read,
    kind: 'Newman report',
    leftOut: [
      `This is a report of Newman, the result of a run: its collection was read, and ${results} with their timings and responses were left out.`,
      ...read.leftOut,
    ],
  };
  const files = (['environment', 'globals'] as const).map((key) => ({
    kind: `the ${key} of the report`,
    sets: Array.isArray(within(report[key], 'values')) ? [postmanEnvironment(report[key])] : [],
    isGlobal: key === 'globals',
  }));
  return withValues(named, files);
}
