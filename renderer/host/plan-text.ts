// Whether a text is a plan of Onrush rather than a file of another program. Pure.
import { otherFileName } from '../../shared/plan/from/other-file.ts';

/** An invalid plan counts too, so that its problems are reported as those of a plan. */
export function isPlanText(text: string): boolean {
  return /^\s*\{/.test(text) && otherFileName(text) === null;
}
