// Whether a text is a plan of Onrush, rather than a file of another program. Pure.
import { otherFileName } from '../../shared/plan/from/other-file.ts';

/** A plan with a fault in it is one too: what is wrong with it is said of a plan. */
export function isPlanText(text: string): boolean {
  return /^\s*\{/.test(text) && otherFileName(text) === null;
}
