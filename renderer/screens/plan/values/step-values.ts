// What is shown about the values of a step: problems first, then values of earlier steps in order, then other sources; and
// separately what the step itself makes. Pure.
import { fileNameOf } from '../../../../shared/file-name.ts';
import { nearestName } from '../../../../shared/plan/journey/nearest-name.ts';
import { isKnown, makerOf, sequenceOf, type Maker, type NameIndex, type NamePlace, type StepPart } from '../draft/name-index.ts';
import { isSameStep, type StepAt } from '../draft/step-list.ts';

export interface ShownValue {
  readonly name: string;
  /** "once a user", "step 2", "a variable", "nothing gives it" */
  readonly kind: string;
  readonly words: string;
  readonly isFaulty: boolean;
  readonly isUnused: boolean;
  /** The step that makes it; null for another source. */
  readonly maker: StepAt | null;
  /** Steps of the same journey. */
  readonly users: readonly StepAt[];
  /** The parts of this step that use it. */
  readonly parts: readonly StepPart[];
}

export function valuesOfStep(
  index: NameIndex,
  place: NamePlace,
): { readonly used: readonly ShownValue[]; readonly made: readonly ShownValue[] } {
  const names = sequenceOf(index, place).find(({ at }) => isSameStep(at, place))?.names;
  if (names === undefined) return { used: [], made: [] };
  const used = [...new Set(names.used.map(({ name }) => name))].map((name) => {
    const parts = names.used.filter((use) => use.name === name).map(({ part }) => part);
    const isAfter = parts.every((part) => part === 'a value taken' || part === 'a check');
    return usedValue(index, name, parts, { ...place, isAfter });
  });
  const made = [...new Set(names.made)].map((name) => madeValue(index, name, place));
  return { used: used.toSorted((a, b) => a.rank - b.rank), made };
}

/** What the steps of a scenario make, in order, and what else they use. */
export function valuesOfScenario(
  index: NameIndex,
  scenario: number,
): { readonly used: readonly ShownValue[]; readonly made: readonly ShownValue[] } {
  const sequence = sequenceOf(index, { scenario });
  const own = sequence.filter(({ at }) => at.list !== 'before');
  const madeAt = new Map<string, StepAt>();
  for (const { at, names } of own) for (const name of names.made) if (!madeAt.has(name)) madeAt.set(name, at);
  const made = [...madeAt].map(([name, at]) => ({ ...madeValue(index, name, at), kind: placeWords(at), maker: at }));
  const last: NamePlace = { scenario, step: sequence.length, isAfter: true };
  const others = new Set(own.flatMap(({ names }) => names.used.map(({ name }) => name)));
  const used = [...others]
    .filter((name) => !madeAt.has(name) && !name.startsWith('$'))
    .map((name) => usedValue(index, name, [], last));
  return { used: used.toSorted((a, b) => a.rank - b.rank), made };
}

interface RankedValue extends ShownValue {
  readonly rank: number;
}

function usedValue(index: NameIndex, name: string, parts: readonly StepPart[], place: NamePlace): RankedValue {
  const maker = makerOf(index, name, place);
  const isFaulty = !isKnown(maker);
  return {
    name,
    kind: kindWords(maker),
    words: makerWords(index, name, maker, place),
    isFaulty,
    isUnused: false,
    maker: maker.kind === 'step' || maker.kind === 'later' ? maker.at : null,
    users: maker.kind === 'built-in' ? [] : usersOf(index, name, place),
    parts,
    rank: isFaulty ? -1 : rankOf(maker),
  };
}

function madeValue(index: NameIndex, name: string, place: NamePlace): ShownValue {
  const users = usersOf(index, name, place);
  const makers = sequenceOf(index, place).flatMap(({ at, names }) => (names.made.includes(name) ? [placeWords(at)] : []));
  const words = [
    ...(makers.length > 1 ? [`Made more than once (${makers.join(', ')}): the later one wins.`] : []),
    ...(users.length === 0 ? ['No step uses it'] : []),
  ].join(' ');
  return { name, kind: 'this step', words, isFaulty: false, isUnused: users.length === 0, maker: null, users, parts: [] };
}

function usersOf(index: NameIndex, name: string, place: NamePlace): readonly StepAt[] {
  return sequenceOf(index, place).flatMap(({ at, names }) => (names.used.some((use) => use.name === name) ? [at] : []));
}

const LISTS = ['before', 'perVu', 'steps'];

/** Steps come in their order, followed by other sources. */
function rankOf(maker: Maker): number {
  if (maker.kind === 'step') return LISTS.indexOf(maker.at.list ?? 'steps') * 300 + maker.at.step;
  return 1000 + ['variable', 'data', 'secret', 'built-in'].indexOf(maker.kind);
}

function kindWords(maker: Maker): string {
  switch (maker.kind) {
    case 'variable':
      return 'a variable';
    case 'secret':
      return 'a secret';
    case 'data':
      return fileNameOf(maker.file);
    case 'built-in':
      return 'built in';
    case 'step':
      return placeWords(maker.at);
    case 'later':
      return 'made later';
    case 'elsewhere':
      return 'of another scenario';
    case 'nobody':
      return 'nothing gives it';
  }
}

/** "step 2", "once a user", "before the run" */
function placeWords({ list = 'steps', step }: StepAt): string {
  if (list === 'before') return 'before the run';
  return list === 'perVu' ? 'once a user' : `step ${step + 1}`;
}

function makerWords(index: NameIndex, name: string, maker: Maker, place: NamePlace): string {
  switch (maker.kind) {
    case 'built-in':
      return builtInWords(name);
    case 'elsewhere':
      return `“${index.scenarioNames[maker.scenario] ?? ''}” makes it, but values stay in their scenario.`;
    case 'data': {
      const columns = index.data.find(({ file }) => file === maker.file)?.columns ?? [];
      return maker.hasColumn === false ? `There is no such column. It has ${columns.join(', ')}.` : '';
    }
    case 'nobody': {
      const near = nearestName(name, namesBefore(index, place));
      return near === null ? 'Add a variable, or take it in a step before.' : `Nearest: ${near}`;
    }
    default:
      return '';
  }
}

function namesBefore(index: NameIndex, place: NamePlace): readonly string[] {
  const sequence = sequenceOf(index, place);
  const end = sequence.findIndex(({ at }) => isSameStep(at, place));
  const made = sequence.slice(0, end).flatMap(({ names }) => names.made);
  const columns = index.data.flatMap(({ name, columns }) => (columns ?? []).map((column) => `${name}.${column}`));
  return [...made, ...index.variables, ...index.secrets, ...columns];
}

function builtInWords(name: string): string {
  const [, word = '', inside] = /^\$(\w+)(?:\[(.*)\])?/.exec(name) ?? [];
  switch (word) {
    case 'guid':
      return 'A UUID, new each time';
    case 'randomInt':
      return `Whole number from ${(inside ?? '0,1000').split(',').join(' to ')}, new each time`;
    case 'randomHex':
      return `${inside ?? '16'} random hexadecimal digits, new each time`;
    case 'vu':
      return 'The number of the virtual user';
    case 'iteration':
      return 'The number of the journey';
    case 'env':
      return 'An environment variable';
    default:
      return 'The time of the request';
  }
}
