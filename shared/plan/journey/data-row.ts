// Which row of a data file an iteration takes. It follows from the iteration alone, so the rows are unique and the same whatever
// the number of threads, and nothing has to be kept to know it afterwards.
import type { Plan } from '../plan.ts';
import { DEFAULT_SEED } from '../schedule.ts';
import { streamsOf } from '../streams.ts';
import { randomBelow } from './random.ts';
import { textsOf } from './step-texts.ts';
import { namesIn } from './template.ts';

/** Apart from the places of a plan's holes. */
export const PLACE_OF_ROWS = 1_000_000;

export interface RowPlace {
  /** The number of the iteration in the run. */
  readonly iteration: number;
  readonly vu: number;
}

type WithData = Pick<Plan, 'data' | 'seed' | 'load' | 'scenarios'>;

/** From 0; `set` is the place of the file among those of the plan. */
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
    // Streams take the rows of a file in turns; one that has it alone takes all of them.
    return (place === -1 ? turn : turn * using.length + place) % rows;
  };
}

/**
 * How many iterations each stream may begin before it has no row left; Infinity where rows are taken again. `rows`: of each data file.
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

/** Those with a step that names a column of the file. */
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
