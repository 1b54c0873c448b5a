// A shell variable that a command uses without setting it. In a file of commands it becomes a name in braces. Until the whole
// request is known, a mark takes its place, because curl itself treats braces and dollar signs specially. Pure.
import type { StepInput } from './imported/imported.ts';
import { refuse } from './refusal.ts';

/** Unicode noncharacters, which occur in no text. */
const START = '\u{fdd0}';
const END = '\u{fdd1}';
const MARK = /(?:\u{fdd0}|%EF%B7%90)(\w+)(?:\u{fdd1}|%EF%B7%91)/gu;

/** Texts of a step that are not templates. */
const KEPT: ReadonlySet<string> = new Set(['method', 'file', 'fileName', 'type']);

interface Command {
  readonly step: StepInput;
  readonly notes: readonly string[];
}

export function unsetMark(name: string): string {
  return `${START}${name}${END}`;
}

/** @throws Refusal if the text contains a variable without a value */
export function refuseUnset(text: string): void {
  const name = text.matchAll(MARK).next().value?.[1];
  if (name !== undefined) refuse(`The variable ${name} has no value here. Write its value in its place.`);
}

/** Replaces the marks by names in braces. @throws Refusal if one is in a place where names are not allowed */
export function withOpenNames<T extends Command>(request: T): T {
  const step: StepInput = JSON.parse(JSON.stringify(request.step), (key, value: unknown) =>
    typeof value === 'string' && !KEPT.has(key) ? value.replaceAll(MARK, '{{$1}}') : value,
  );
  const opened = { ...request, step: { ...step, url: withoutGuess(step.url) } };
  refuseUnset(JSON.stringify({ ...opened, notes: [] }));
  return { ...opened, notes: request.notes.map(withDollars) };
}

/** For a sentence: shows variables as a shell writes them. A mark that was cut off with the sentence is removed. */
export function withDollars(sentence: string): string {
  return sentence.replaceAll(MARK, '$$$1').replaceAll(START, '$').replaceAll(END, '');
}

/** curl adds http:// to a URL without a scheme; a variable at the start has its own scheme, unless it is named after a host. */
function withoutGuess(url: string): string {
  return url.replace(/^http:\/\/(?=\{\{(\w+)\}\}(?:[/?#]|$))/, (scheme, name: string) =>
    /(?:^|_)(?:host|hostname|domain|server|ip|addr)$/i.test(name) ? scheme : '',
  );
}
