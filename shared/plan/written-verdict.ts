// Converts a verdict for places that only store text, and back: the threshold is parsed only where it is needed.
import { parseThreshold } from './threshold-expression.ts';
import type { Verdict, WrittenVerdict } from './threshold.ts';

export function readVerdict(written: WrittenVerdict): Verdict {
  const parsed = parseThreshold(written.expression);
  return { ...written, threshold: parsed.ok ? parsed.threshold : null };
}

export function writtenVerdict({ threshold: _threshold, ...written }: Verdict): WrittenVerdict {
  return written;
}
