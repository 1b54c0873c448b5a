// A verdict on its way to where only texts are kept, and back: its threshold is parsed where it is read, and nowhere else.
import { parseThreshold } from './threshold-expression.ts';
import type { Verdict, WrittenVerdict } from './threshold.ts';

export function readVerdict(written: WrittenVerdict): Verdict {
  const parsed = parseThreshold(written.expression);
  return { ...written, threshold: parsed.ok ? parsed.threshold : null };
}

export function writtenVerdict({ threshold: _threshold, ...written }: Verdict): WrittenVerdict {
  return written;
}
