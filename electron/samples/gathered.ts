// The values of the chosen requests that completed, in parallel typed arrays: 28 bytes per request.
import { isCompleted } from '../../shared/outcome.ts';
import type { SampleFilter } from '../../shared/sample-query.ts';
import type { ColumnName } from '../../shared/sample.ts';
import { chosenRows, countRows, type ChosenRows, type RunReading } from './chosen-rows.ts';

const GATHERED_COLUMNS = [
  ...(['dueAt', 'sentAt', 'endedAt', 'step', 'remote', 'outcome', 'status', 'error'] as const),
  ...(['bytesIn', 'bytesOut'] as const),
] as const;
export type GatheredColumn = (typeof GATHERED_COLUMNS)[number];

export interface Gathered {
  /** The number of requests that completed. */
  readonly count: number;
  /** Times in ms, one per request, in stored order. */
  readonly service: Float64Array;
  readonly response: Float64Array;
  readonly queueDelay: Float64Array;
  readonly step: Uint16Array;
  /** Index + 1 in `addresses`; 0 for none. */
  readonly remote: Uint16Array;
  /** The number of the load generator that sent it. */
  readonly generator: Uint16Array;
  readonly outcome: Uint8Array;
  readonly addresses: readonly string[];
  /** The chosen requests that were cancelled: they are counted, but their times are in no statistic. */
  readonly cancelled: readonly CancelledRequest[];
  /** When the last of the completed requests was sent, in ms since the start of the run. */
  readonly lastSentAt: number;
}

/** The fields mean the same as the columns of the same names. */
export interface CancelledRequest {
  readonly step: number;
  readonly remote: number;
  readonly generator: number;
}

/** Calls `visit` once with the chosen rows of each batch, including the columns of `more`. */
export async function gather<N extends ColumnName = never>(
  reading: RunReading,
  filter: SampleFilter,
  visit: (chosen: ChosenRows<GatheredColumn | N>) => void,
  { more = [], isList = false }: { readonly more?: readonly N[]; readonly isList?: boolean } = {},
): Promise<Gathered> {
  // The system allocates memory only when it is written to, so room for all rows costs only as much as the chosen ones.
  const room = countRows(reading.places);
  const [service, response, queueDelay] = [new Float64Array(room), new Float64Array(room), new Float64Array(room)];
  const [step, remote] = [new Uint16Array(room), new Uint16Array(room)];
  const generator = new Uint16Array((reading.run.generators ?? []).length === 0 ? 0 : room);
  const outcome = new Uint8Array(room);
  const addresses = new Map<string, number>();
  const cancelled: CancelledRequest[] = [];
  let [at, lastSentAt] = [0, 0];
  for await (const chosen of chosenRows(reading, filter, [...GATHERED_COLUMNS, ...more], isList)) {
    const { rows, count, batch } = chosen;
    const { columns } = batch;
    const known = [0, ...batch.addresses.map((address) => addressIndex(addresses, address))];
    for (const row of rows.subarray(0, count)) {
      if (!isCompleted(columns.outcome[row] ?? 0)) {
        cancelled.push({ step: columns.step[row] ?? 0, remote: known[columns.remote[row] ?? 0] ?? 0, generator: batch.worker });
        continue;
      }
      const [dueAt = 0, sentAt = 0, endedAt = 0] = [columns.dueAt[row], columns.sentAt[row], columns.endedAt[row]];
      service[at] = endedAt - sentAt;
      lastSentAt = Math.max(lastSentAt, sentAt);
      response[at] = endedAt - dueAt;
      queueDelay[at] = sentAt - dueAt;
      step[at] = columns.step[row] ?? 0;
      remote[at] = known[columns.remote[row] ?? 0] ?? 0;
      generator[at] = batch.worker;
      outcome[at++] = columns.outcome[row] ?? 0;
    }
    visit(chosen);
  }
  return {
    count: at,
    service: service.subarray(0, at),
    response: response.subarray(0, at),
    queueDelay: queueDelay.subarray(0, at),
    step: step.subarray(0, at),
    remote: remote.subarray(0, at),
    generator: generator.subarray(0, at),
    outcome: outcome.subarray(0, at),
    addresses: [...addresses.keys()],
    cancelled,
    lastSentAt,
  };
}

function addressIndex(known: Map<string, number>, address: string): number {
  const index = known.get(address) ?? known.size + 1;
  known.set(address, index);
  return index;
}
