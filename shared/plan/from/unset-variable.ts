// A variable of a shell that a command names and gives no value. In a file of commands it becomes a name in braces, and until the
// whole request is known a mark stands in its place, because braces and dollars mean something to curl itself. Pure.
import type { StepInput } from './imported/imported.ts';
import { refuse } from './refusal.ts';

/** Noncharacters of Unicode, which no text has. */
const START = '\u{fdd0}';
const END = '\u{fdd1}';
const MARK = /(?:\u{fdd0}|%EF%B7%90)(\w+)(?:\u{fdd1}|%EF%B7%91)/gu;

/** Texts of a step that are no templates. */
const KEPT: ReadonlySet<string> = new Set(['method', 'file', 'fileName', 'type']);

interface Command {
  readonly step: StepInput;
  readonly notes: readonly string[];
}

export function markOf(name: string): string {
  return `${START}${name}${END}`;
}

/** @throws Refusal where the text takes its value from a variable that has none here */
export function refuseUnset(text: string): void {
  const name = text.matchAll(MARK).next().value?.[1];
  if (name !== undefined) refuse(`The variable ${name} has no value here. Write its value in its place.`);
}

/** Names in braces for the marks. @throws Refusal where one stands in a place that takes no names */
export function withOpenNames<T extends Command>(request: T): T {
  const step: StepInput = JSON.parse(JSON.stringify(request.step), (key, value: unknown) =>
    typeof value === 'string' && !KEPT.has(key) ? value.replaceAll(MARK, '{{$1}}') : value,
  );
  const opened = { ...request, step: { ...step, url: withoutGuess(step.url) } };
  refuseUnset(JSON.stringify({ ...opened, notes: [] }));
  return { ...opened, notes: request.notes.map(withDollars) };
}

/** For a sentence: variables as a shell writes them. A mark that was cut with its sentence goes. */
export function withDollars(sentence: string): string {
  return sentence.replaceAll(MARK, '$$$1').replaceAll(START, '$').replaceAll(END, '');
}

/** curl writes http:// before a URL without a scheme; a variable at the start brings its own unless it is called after a host. */
function withoutGuess(url: string): string {
  return url.replace(/^http:\/\/(?=\{\{(\w+)\}\}(?:[/?#]|$))/, (scheme, name: string) =>
    /(?:^|_)(?:host|hostname|domain|server|ip|addr)$/i.test(name) ? scheme : '',
  );
}
