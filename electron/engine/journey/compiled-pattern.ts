// A compiled regular expression of a plan. Characters that come from a value are matched literally.
import { parsePattern, quotedPattern, type Pattern } from '../../../shared/plan/journey/pattern.ts';
import { jsonText } from '../../../shared/plan/journey/value.ts';
import { compileText, render, type Binder } from './compiled-text.ts';
import { filledFault } from './filled-fault.ts';
import type { Scope } from './scope.ts';

export type PatternReader = (scope: Scope) => Pattern;

const PATTERN_ADVICE = 'A value stands where any text may stand, not within a name of a group or a count of repetitions.';

/** The expression is compiled once, or again whenever its values change. */
export function compilePattern(text: string, names: Binder): PatternReader {
  const compiled = compileText(text, names, (value) => quotedPattern(jsonText(value)));
  let known: { readonly text: string; readonly pattern: Pattern } | null = null;
  return (scope) => {
    const now = render(compiled, scope);
    if (known?.text !== now) known = { text: now, pattern: patternOf(text, now) };
    return known.pattern;
  };
}

function patternOf(text: string, filled: string): Pattern {
  const parsed = parsePattern(filled);
  if (!parsed.ok) throw filledFault('regular expression', text, filled, PATTERN_ADVICE);
  return parsed.pattern;
}
