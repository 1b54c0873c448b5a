// Sends the metrics of a run to a collector, if the run or the settings name one.
import { commitOf } from '../export/otlp/commit-of.ts';
import { OtlpSender } from '../export/otlp/otlp-sender.ts';
import { VERSION } from '../system/version.ts';
import type { RunStore } from '../store/run-store.ts';
import type { RunRequest } from './run-request.ts';

interface Begun {
  readonly runs: RunStore;
  readonly runId: string;
  readonly startedAt: number;
}

/** Returns null if there is no collector. */
export function metricsOf(request: RunRequest, usual: string, begun: Begun): OtlpSender | null {
  const { plan, folder = process.cwd(), otlp } = request;
  const url = otlp ?? usual;
  if (url === '') return null;
  const { runs, runId, startedAt } = begun;
  // The failure is reported to whoever began the run and stored with its figures.
  const handleFailure = (sentence: string): void => {
    request.handleWarning?.(sentence);
    const notes = runs.row(runId)?.notes ?? '';
    runs.note(runId, notes === '' ? sentence : `${notes}\n${sentence}`);
  };
  // An older version stored whatever was typed.
  if (!URL.canParse(url)) {
    handleFailure('No metrics are sent: the address of their receiver in the settings is not valid. The run is not affected.');
    return null;
  }
  const commit = commitOf(process.env, folder);
  return new OtlpSender(
    { runId, plan: plan.name, commit, version: VERSION, startedAt },
    { url, env: process.env, handleFailure },
  );
}
