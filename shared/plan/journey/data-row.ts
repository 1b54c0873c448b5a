// Which row of a data file an iteration uses. It depends only on the iteration, so rows are unique and the same for any number of
// threads, and nothing must be stored to know them later.
import type { Plan } from '../plan.ts';
import { DEFAULT_SEED } from '../schedule.ts';
import { streamsOf } from '../streams.ts';
import { randomBelow } from './random.ts';
import { textsOf } from './step-texts.ts';
import { namesIn } from './template.ts';

/** Differs from the places of a plan's holes. */
export const PLACE_OF_ROWS = 1_000_000;

export interface RowPlace {
  /** The number of the iteration in the run. */
  readonly iteration: number;
  readonly vu: number;
}

type WithData = Pick<Plan, 'data' | 'seed' | 'load' | 'scenarios'>;

/** Counts from 0; `set` is the index of the file in the plan. */
export type PickRow = (set: number, rows: number, at: RowPlace) => number;

export function rowPicker(plan: WithData): PickRow {
  const { data = [], seed = DEFAULT_SEED } = plan;
  const streams = streamsOf(plan).length;
  const users = data.map((_, set) => streamsUsing(plan, set));
  const picks = data.map(({ pick }) => pick);
  return (set, rows, { iteration, vu }) => {
    const pick = picks[set] ?? 'each';
    if (pick === 'per-vu') return vu % rows;
    if (pick === 'random') return randomBelow(rows, seed, iteration, PLACE_OF_ROWS + set);
    if (streams === 1) return iteration % rows;
    const using = users[set] ?? [];
    const place = using.indexOf(iteration % streams);
    const turn = Math.floor(iteration / streams);
    // Streams use the rows of a file in turn; a stream that is the only one uses all of them.
    return (place === -1 ? turn : turn * using.length + place) % rows;
  };
}

/**
 * How many iterations each stream may begin before its rows run out; Infinity if rows are used again. `rows` are the row counts
 * of the data files.
 */
export function rowLimits(plan: WithData, rows: readonly number[]): readonly number[] {
  const { data = [] } = plan;
  return streamsOf(plan).map((_, stream) => {
    const limits = data.map(({ onEnd }, set) => {
      const using = onEnd === 'stop' ? streamsUsing(plan, set) : [];
      const place = using.indexOf(stream);
      return place === -1 ? Infinity : Math.max(0, Math.ceil(((rows[set] ?? 0) - place) / using.length));
    });
    return Math.min(Infinity, ...limits);
  });
}

/** The streams with a step that uses a column of the file. */
export function streamsUsing(plan: WithData, set: number): readonly number[] {
  const prefix = `${plan.data?.[set]?.name ?? ''}.`;
  return streamsOf(plan).flatMap(({ scenarios }, stream) =>
    scenarios.some((at) => scenarioNames(plan, at).some((name) => name.startsWith(prefix))) ? [stream] : [],
  );
}

function scenarioNames({ scenarios }: WithData, at: number): readonly string[] {
  const { auth, perVu = [], steps = [] } = scenarios[at] ?? {};
  const texts = [...perVu.map((step) => textsOf(step)), ...steps.map((step) => textsOf({ auth, ...step }))].flat();
  return texts.flatMap(({ text }) => namesIn(text));
}
