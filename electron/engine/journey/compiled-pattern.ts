// A compiled regular expression of a plan. Characters that come from a value are matched literally.
import { parsePattern, quotedPattern, type Pattern } from '../../../shared/plan/journey/pattern.ts';
import { jsonText } from '../../../shared/plan/journey/value.ts';
import { compileText, render, type Binder } from './compiled-text.ts';
import type { Scope } from './scope.ts';

export type PatternReader = (scope: Scope) => Pattern;

/** The expression is compiled once, or again whenever its values change. */
export function compilePattern(text: string, names: Binder): PatternReader {
  const compiled = compileText(text, names, (value) => quotedPattern(jsonText(value)));
  if (typeof compiled === 'string') {
    const pattern = patternOf(compiled);
    return () => pattern;
  }
  let known: { readonly text: string; readonly pattern: Pattern } | null = null;
  return (scope) => {
    const now = render(compiled, scope);
    if (known?.text !== now) known = { text: now, pattern: patternOf(now) };
    return known.pattern;
  };
}

function patternOf(text: string): Pattern {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.pattern;
}
