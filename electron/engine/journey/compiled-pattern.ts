// A regular expression of a plan, made ready. A value in it stands for itself: none of its characters means anything else.
import { RE2JS } from 're2js';
import { parsePattern } from '../../../shared/plan/journey/pattern.ts';
import { jsonText } from '../../../shared/plan/journey/value.ts';
import { compileText, render, type Binder } from './compiled-text.ts';
import type { Scope } from './scope.ts';

export type PatternReader = (scope: Scope) => RE2JS;

/** Read once, or again where its values change. */
export function compilePattern(text: string, names: Binder): PatternReader {
  const compiled = compileText(text, names, (value) => RE2JS.quote(jsonText(value)));
  if (typeof compiled === 'string') {
    const pattern = patternOf(compiled);
    return () => pattern;
  }
  let known: { readonly text: string; readonly pattern: RE2JS } | null = null;
  return (scope) => {
    const now = render(compiled, scope);
    if (known?.text !== now) known = { text: now, pattern: patternOf(now) };
    return known.pattern;
  };
}

function patternOf(text: string): RE2JS {
  const parsed = parsePattern(text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.pattern;
}
