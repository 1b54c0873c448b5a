// Runs in a run file as parts of a merged run: their stored requests, with their plan.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import type { HealthVerdict } from '../../shared/health.ts';
import { outcomeOf } from '../../shared/outcome.ts';
import type { Plan } from '../../shared/plan/plan.ts';
import { sentStepsOf } from '../../shared/plan/sent-steps.ts';
import type { RunRow } from '../../shared/run.ts';
import type { SampleBatch } from '../../shared/sample.ts';
import { tracesOf } from '../../shared/traced-run.ts';
import { BatchReader } from '../store/batch-reader.ts';
import { openDatabase } from '../store/database.ts';
import { readGeneratorSeconds } from '../store/generator-seconds.ts';
import { RunStore } from '../store/run-store.ts';
import type { ResultRequest } from './imported-request.ts';
import { stemOf, type MergeSource, type SourceFile } from './merge-source.ts';
import type { PlacedRequest } from './own-steps.ts';
import { BlockFiller } from './row-block.ts';
import { surveyOf } from './source-survey.ts';
import { Survey } from './survey.ts';
import { cancelled } from './text-source.ts';

export interface OpenRunFile {
  readonly sources: readonly MergeSource[];
  /** Closes the file; its requests can no longer be read. */
  readonly close: () => void;
}

/** @throws UserError import_invalid */
export function openRunFile({ path, fileName }: SourceFile): OpenRunFile {
  const folder = mkdtempSync(join(tmpdir(), 'onrush-merge-'));
  const opened = openDatabase(folder);
  if (!opened.ok) throw UserError.from(opened.failure);
  const database = opened.value;
  const runs = new RunStore(database, { onWriteError: () => undefined });
  const close = (): void => {
    runs.close();
    database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const rows = runs.readFile(path, fileName).ids.flatMap((id) => runs.row(id) ?? []);
    const reader = new BatchReader(database);
    const sources = rows.map((row, at) => {
      const stem = stemOf(fileName);
      const verdicts = readGeneratorSeconds(database, row.id);
      return sourceOf(row, reader, { name: rows.length === 1 ? stem : `${stem} ${at + 1}`, fileName, verdicts });
    });
    return { sources, close };
  } catch (error) {
    close();
    throw error;
  }
}

interface SourceFacts {
  readonly name: string;
  readonly fileName: string;
  readonly verdicts: ReadonlyMap<number, HealthVerdict>;
}

function sourceOf(row: RunRow, reader: BatchReader, { verdicts, ...names }: SourceFacts): MergeSource {
  const survey = new Survey('requests');
  const read = function* (): Generator<readonly ResultRequest[], void, undefined> {
    const steps = stepFactsOf(row.plan);
    for (const place of reader.places(row.id)) yield requestsOf(reader.next(row.id, place), place.firstSeq, { row, steps });
  };
  let number = 0;
  for (const requests of read()) for (const request of requests) survey.add(request, number++);
  const { plan, summary } = row;
  return {
    ...names,
    survey: {
      ...surveyOf(survey, summary.durationMs),
      notes: row.state === 'completed' ? [] : [`This run was ${row.state}; what it measured is counted.`],
      startedAt: row.startedAt,
      requests: number,
      dataRows: summary.journey?.dataRows ?? {},
      verdicts,
    },
    run: { plan, summary, isTraced: row.generators === undefined && tracesOf(row) !== null },
    blocks: async function* ({ signal }, areOfPlan) {
      const placeOf = areOfPlan ? stepsOfPlan(plan) : survey.places();
      const filler = new BlockFiller();
      for (const requests of read()) {
        if (signal.aborted) throw cancelled();
        for (const request of requests) {
          const { place, sentAs } = placeOf(request);
          filler.add(request, { step: place, sentAs }, survey.vuOf(request));
          const block = filler.isFull ? filler.take() : null;
          if (block !== null) yield block;
        }
      }
      const block = filler.take();
      if (block !== null) yield block;
    },
  };
}

function stepsOfPlan(plan: Plan): (request: ResultRequest) => PlacedRequest {
  const steps = sentStepsOf(plan).map(({ step }) => step);
  return ({ step, method, url }) => {
    const planned = steps[step ?? 0];
    const sentAs = planned?.method === method && planned.url === url ? null : { method, url };
    return { place: step ?? 0, sentAs };
  };
}

type StepOfPlan = Pick<ResultRequest, 'part' | 'group' | 'groupNumber' | 'label' | 'method' | 'url'>;

function stepFactsOf(plan: Plan): readonly StepOfPlan[] {
  return sentStepsOf(plan).map(({ step, part, scenario }) => ({
    part,
    group: scenario === null ? '' : (plan.scenarios[scenario]?.name ?? ''),
    groupNumber: scenario === null ? null : scenario + 1,
    label: step.name,
    method: step.method,
    url: step.url,
  }));
}

interface OfRun {
  readonly row: RunRow;
  readonly steps: readonly StepOfPlan[];
}

function requestsOf(batch: SampleBatch, firstSeq: number, { row, steps }: OfRun): readonly ResultRequest[] {
  const { columns, count, errors, addresses, requests = [] } = batch;
  const names = row.generators ?? [];
  return Array.from({ length: count }, (_, at): ResultRequest => {
    const step = columns.step[at] ?? 0;
    const planned = steps[step] ?? { part: 'scenario', group: '', groupNumber: 1, label: '', method: 'GET', url: '' };
    const sentAt = columns.sentAt[at] ?? 0;
    return {
      ...planned,
      ...requests[(columns.sentAs[at] ?? 0) - 1],
      startedAt: Math.floor(row.startedAt + sentAt),
      thread: '',
      vu: columns.vu[at] ?? 0,
      iteration: columns.iteration[at] ?? 0,
      dueAt: columns.dueAt[at] ?? 0,
      sentAt,
      firstByteAt: columns.firstByteAt[at] ?? Number.NaN,
      endedAt: columns.endedAt[at] ?? 0,
      elapsed: Number.NaN,
      latency: Number.NaN,
      blocked: columns.blocked[at] ?? Number.NaN,
      dns: columns.dns[at] ?? Number.NaN,
      connecting: columns.connecting[at] ?? Number.NaN,
      tlsHandshaking: columns.tlsHandshaking[at] ?? Number.NaN,
      sending: columns.sending[at] ?? Number.NaN,
      use: columns.reused[at] ?? 0,
      protocol: columns.protocol[at] ?? 0,
      remote: addresses[(columns.remote[at] ?? 0) - 1] ?? '',
      bytesIn: columns.bytesIn[at] ?? 0,
      bytesOut: columns.bytesOut[at] ?? Number.NaN,
      status: columns.status[at] ?? 0,
      outcome: outcomeOf(columns.outcome[at] ?? 0),
      error: errors[(columns.error[at] ?? 0) - 1] ?? null,
      isWarmup: sentAt < row.plan.warmup,
      samples: 1,
      kind: 'request',
      generator: null,
      dataRow: '',
      sender: names[batch.worker] ?? '',
      runId: row.id,
      seq: firstSeq + at,
      step,
    };
  });
}
