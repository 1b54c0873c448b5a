// Runs one part of the self-check: anything it throws becomes its result, and the other parts continue.
import type { CheckedPart } from '../../../shared/self-check.ts';

export interface Finding {
  readonly words: string;
  readonly figures?: Readonly<Record<string, number>>;
}

export async function checkPart(name: string, look: () => Promise<Finding>): Promise<CheckedPart> {
  const startedAt = performance.now();
  const took = (): number => Math.round(performance.now() - startedAt);
  try {
    return { name, state: 'passed', ...(await look()), ms: took() };
  } catch (error) {
    return { name, state: 'failed', words: error instanceof Error ? error.message : String(error), ms: took() };
  }
}

/** @throws an error with the sentence if `isSo` is false */
export function expectThat(isSo: boolean, sentence: string): void {
  if (!isSo) throw new Error(sentence);
}
