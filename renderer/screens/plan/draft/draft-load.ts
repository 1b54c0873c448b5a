// The draft's load, of the whole plan or of a single scenario: as texts, made from a plan and back. It does not know screens.
import { z } from 'zod';
import { printDuration } from '../../../../shared/duration.ts';
import type { LoadProfile, Stage } from '../../../../shared/plan/plan.ts';
import { nothingIn, numberOf } from './draft-parts.ts';

const stage = z.strictObject({ duration: z.string(), target: z.string() });
/** `startTarget` may be empty: the level then begins at the first stage's target. */
const staged = { startTarget: z.string(), stages: z.array(stage) };

/** The fields of all three models are kept, so that trying another model loses nothing. */
export const load = z.strictObject({
  model: z.enum(['iterations', 'closed', 'open']),
  iterations: z.strictObject({ iterations: z.string(), vus: z.string() }),
  closed: z.strictObject(staged),
  open: z.strictObject({
    ...staged,
    maxVus: z.string(),
    whenBusy: z.enum(['wait', 'drop']),
    arrivals: z.enum(['even', 'poisson']).default('even'),
    seed: z.string().default(''),
  }),
});

export type LoadDraft = z.infer<typeof load>;

export function newLoad(): LoadDraft {
  return {
    model: 'iterations',
    iterations: { iterations: '100', vus: '10' },
    closed: { startTarget: '', stages: [{ duration: '10s', target: '10' }] },
    open: {
      startTarget: '',
      stages: [{ duration: '10s', target: '50' }],
      maxVus: '100',
      whenBusy: 'wait',
      arrivals: 'even',
      seed: '',
    },
  };
}

export function loadDraft(given: LoadProfile): LoadDraft {
  if (given.model === 'iterations') {
    const { model, iterations, vus, ...rest } = given;
    nothingIn(rest);
    return { ...newLoad(), model, iterations: { iterations: String(iterations), vus: String(vus) } };
  }
  if (given.model === 'closed') {
    const { model, startTarget, stages, ...rest } = given;
    nothingIn(rest);
    return { ...newLoad(), model, closed: stagesDraft(startTarget, stages) };
  }
  const { model, startTarget, stages, maxVus, whenBusy, arrivals, seed, ...rest } = given;
  nothingIn(rest);
  const law = { arrivals, seed: seed === undefined ? '' : String(seed) };
  return { ...newLoad(), model, open: { ...stagesDraft(startTarget, stages), maxVus: String(maxVus), whenBusy, ...law } };
}

function stagesDraft(startTarget: number | undefined, stages: readonly Stage[]): LoadDraft['closed'] {
  return {
    startTarget: startTarget === undefined ? '' : String(startTarget),
    stages: stages.map(({ duration, target }) => ({ duration: printDuration(duration), target: String(target) })),
  };
}

export function loadInput({ model, iterations, closed, open }: LoadDraft): unknown {
  switch (model) {
    case 'iterations':
      return { model, iterations: numberOf(iterations.iterations), vus: numberOf(iterations.vus) };
    case 'closed':
      return { model, ...stagesInput(closed) };
    case 'open':
      return { model, ...stagesInput(open), maxVus: numberOf(open.maxVus), whenBusy: open.whenBusy, ...lawInput(open) };
  }
}

/** Without random arrivals a seed has no meaning. */
function lawInput({ arrivals, seed }: LoadDraft['open']): { readonly arrivals: string; readonly seed?: number } {
  return arrivals === 'poisson' && seed.trim() !== '' ? { arrivals, seed: numberOf(seed) } : { arrivals };
}

function stagesInput({ startTarget, stages }: LoadDraft['closed']): object {
  return {
    stages: stages.map(({ duration, target }) => ({ duration, target: numberOf(target) })),
    ...(startTarget.trim() === '' ? {} : { startTarget: numberOf(startTarget) }),
  };
}
