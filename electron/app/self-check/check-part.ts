// One part of the self-check: whatever it throws is its sentence, and the other parts go on.
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

/** @throws with the sentence where it is not so */
export function expectThat(isSo: boolean, sentence: string): void {
  if (!isSo) throw new Error(sentence);
}
