// samples.request: everything that is known of one request.
import { UserError } from '../../shared/errors.ts';
import type { FailureExample } from '../../shared/failure-example.ts';
import { outcomeOf } from '../../shared/outcome.ts';
import { phaseOf, PHASES, type Phase } from '../../shared/phase.ts';
import type { SampleArguments, SampleRequest } from '../../shared/sample-query.ts';
import { CONNECTION_USE, PROTOCOLS, resumedOf, type SampleBatch, type SampleColumns } from '../../shared/sample.ts';
import type { RunReading } from './chosen-rows.ts';
import { batchPlaceOf } from './page.ts';

/** Stored times may be rounded to microseconds. */
const SAME_MS = 0.01;

/** @throws UserError not_found */
export function readRequest({ file, run, places }: RunReading, { seq }: SampleArguments<'samples.request'>): SampleRequest {
  const place = batchPlaceOf(places, seq);
  if (place === null) throw new UserError('not_found', `This run has no request ${seq}.`);
  const batch = file.batchOf(run.id, place);
  const row = seq - place.firstSeq;
  const { columns } = batch;
  const sentAt = columns.sentAt[row] ?? 0;
  const example = columns.error[row] === 0 ? undefined : file.examples(run.id).find((one) => isOf(one, columns, row));
  return {
    seq,
    sender: batch.worker,
    iteration: columns.iteration[row] ?? 0,
    vu: (columns.vu[row] ?? 0) + 1,
    step: columns.step[row] ?? 0,
    outcome: outcomeOf(columns.outcome[row] ?? 0),
    status: columns.status[row] ?? 0,
    error: batch.errors[(columns.error[row] ?? 0) - 1] ?? null,
    sentAs: batch.requests?.[(columns.sentAs[row] ?? 0) - 1] ?? null,
    ...connectionOf(batch, row),
    dueAt: columns.dueAt[row] ?? 0,
    sentAt,
    firstByteAt: known(columns.firstByteAt[row]),
    endedAt: columns.endedAt[row] ?? 0,
    isWarmup: sentAt < run.plan.warmup,
    phases: phasesOf(columns, row),
    example: example ?? null,
    serverTiming: batch.timings?.find((one) => one.row === row)?.text ?? exampleTiming(example ?? null),
  };
}

type Connection = Pick<SampleRequest, 'reused' | 'resumed' | 'protocol' | 'remote' | 'bytesIn' | 'bytesOut'>;

function connectionOf({ columns, addresses }: SampleBatch, row: number): Connection {
  return {
    // Blocking ends when the request has its connection; a request that never had one reused none.
    reused: known(columns.blocked[row]) === null ? null : columns.reused[row] === CONNECTION_USE.reused,
    resumed: resumedOf(columns.reused[row] ?? 0),
    protocol: columns.status[row] === 0 ? null : (PROTOCOLS[columns.protocol[row] ?? 0] ?? null),
    remote: addresses[(columns.remote[row] ?? 0) - 1] ?? null,
    bytesIn: columns.bytesIn[row] ?? 0,
    bytesOut: known(columns.bytesOut[row]),
  };
}

function phasesOf(columns: SampleColumns, row: number): Record<Phase, number | null> {
  const length = (phase: Phase): number | null => known(phaseOf(columns, row, phase));
  const [blocked, dns, connecting, tls, sending, waiting, receiving] = PHASES;
  return {
    [blocked]: length(blocked),
    [dns]: length(dns),
    [connecting]: length(connecting),
    [tls]: length(tls),
    [sending]: length(sending),
    [waiting]: length(waiting),
    [receiving]: length(receiving),
  };
}

/** The timing of a failure that was stored in full. */
function exampleTiming(example: FailureExample | null): string | null {
  return example?.answer?.headers.find(({ name }) => name === 'server-timing')?.value ?? null;
}

function isOf(example: FailureExample, columns: SampleColumns, row: number): boolean {
  return (
    example.iteration === columns.iteration[row] &&
    example.vu === columns.vu[row] &&
    example.step === columns.step[row] &&
    Math.abs(example.endedAt - (columns.endedAt[row] ?? 0)) < SAME_MS
  );
}

/** Returns null if nothing was measured. */
function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
