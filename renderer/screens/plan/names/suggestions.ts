// Which names are suggested while one is typed in braces, and where. Pure.
import { sequenceOf, type NameIndex, type NamePlace } from '../draft/name-index.ts';
import { isSameStep, type StepAt } from '../draft/step-list.ts';

export interface Suggestion {
  readonly name: string;
  readonly group: 'This journey' | 'Once a user' | 'Before' | 'Variables' | 'Data' | 'Secrets' | 'Built in' | 'Made later';
  readonly words: string;
}

export interface Typing {
  /** Where the two braces are. */
  readonly from: number;
  readonly written: string;
}

const BUILT_IN: readonly (readonly [name: string, words: string])[] = [
  ['$guid', 'a UUID, new each time'],
  ['$randomInt[1,100]', 'a whole number from 1 to 100'],
  ['$randomHex[16]', '16 random hexadecimal digits'],
  ['$timestamp', 'milliseconds since 1970'],
  ['$isoTimestamp', 'the time, as in JSON'],
  ['$now[YYYY-MM-DD]', 'the date'],
  ['$vu', 'the number of the user'],
  ['$iteration', 'the number of the journey'],
  ['$env.NAME', 'an environment variable'],
];
const MOST = 40;

/** Null if the caret is not within open braces. */
export function typingAt(text: string, caret: number): Typing | null {
  const from = text.lastIndexOf('{{', caret);
  if (from === -1 || from + 2 > caret || text[from - 1] === '\\') return null;
  const written = text.slice(from + 2, caret);
  return /^[\w.$[\],-]*$/.test(written) ? { from, written } : null;
}

export function suggestionsFor(index: NameIndex, place: NamePlace, written: string): readonly Suggestion[] {
  const all = everyName(index, place);
  const sought = written.toLowerCase();
  const matches = all.filter(({ name }) => name.toLowerCase().includes(sought));
  const isFirst = ({ name }: Suggestion): boolean => name.toLowerCase().startsWith(sought);
  const inTime = matches.filter(({ group }) => group !== 'Made later');
  return [
    ...inTime.filter(isFirst),
    ...inTime.filter((one) => !isFirst(one)),
    ...matches.filter((one) => !inTime.includes(one)),
  ].slice(0, MOST);
}

/** The text with the name inserted, and the new position of the caret. */
export function accepted(
  text: string,
  { from }: Typing,
  caret: number,
  name: string,
): { readonly text: string; readonly caret: number } {
  const rest = text.slice(caret).replace(/^[\w.$-]*\}\}/, '');
  const start = `${text.slice(0, from)}{{${name}}}`;
  return { text: `${start}${rest}`, caret: start.length };
}

function everyName(index: NameIndex, place: NamePlace): readonly Suggestion[] {
  const sequence = sequenceOf(index, place);
  const own = sequence.findIndex(({ at }) => isSameStep(at, place));
  const end = place.isAfter === true ? own + 1 : Math.max(0, own);
  const seen = new Set<string>();
  const unseen = ({ name }: Suggestion): boolean => !seen.has(name) && seen.add(name) !== undefined;
  const made = sequence
    .slice(0, end)
    .toReversed()
    .flatMap(({ at, names }) =>
      names.made.map((name): Suggestion => ({ name, group: GROUP[at.list ?? 'steps'], words: placeWords(at) })),
    );
  const later = sequence
    .slice(end)
    .flatMap(({ at, names }) =>
      names.made.map((name): Suggestion => ({ name, group: 'Made later', words: `made in ${placeWords(at)}` })),
    );
  return [
    ...made,
    ...index.data.flatMap(({ name, file, columns }) =>
      (columns ?? []).map((column): Suggestion => ({ name: `${name}.${column}`, group: 'Data', words: file })),
    ),
    ...index.variables.map((name): Suggestion => ({ name, group: 'Variables', words: 'a variable' })),
    ...index.secrets.map((name): Suggestion => ({ name, group: 'Secrets', words: 'a secret' })),
    ...BUILT_IN.map(([name, words]): Suggestion => ({ name, group: 'Built in', words })),
    ...later,
  ].filter(unseen);
}

const GROUP = { before: 'Before', perVu: 'Once a user', steps: 'This journey' } as const;

function placeWords({ list = 'steps', step }: StepAt): string {
  return list === 'steps' ? `step ${step + 1}` : list === 'perVu' ? 'once a user' : 'before the run';
}
