// Problems of a draft's rows and texts that its plan could no longer show: two rows with one name, invalid JSON. Pure.
import { NAME_TEXT, nameSchema } from '../../../../shared/plan/journey/extract-schema.ts';
import type { Draft } from './draft.ts';
import { bodyFault } from './draft-body.ts';
import { isAlone, isWritten, type CheckDraft } from './draft-check.ts';
import { writtenExtracts, type ExtractDraft } from './draft-extract.ts';
import type { StepDraft } from './draft-scenario.ts';
import { placeSteps } from './step-place.ts';

type Fault = readonly [path: string, sentence: string];

/** Steps stay the same objects until they are changed, and a plan may have hundreds. */
const known = new WeakMap<StepDraft, readonly Fault[]>();

export function rowFaults(draft: Draft): readonly Fault[] {
  const { sources } = draft;
  return [
    ...namedTwice(sources.variables, 'sources.variables', 'variable'),
    ...badNames(sources.variables, 'sources.variables'),
    ...namedTwice(sources.secrets, 'sources.secrets', 'secret'),
    ...badNames(sources.secrets, 'sources.secrets'),
    ...namedTwice(sources.data, 'sources.data', 'data file'),
    ...namedTwice(sources.environments, 'sources.environments', 'environment'),
    ...placeSteps(draft).flatMap(({ place, draft: step }) =>
      stepFaults(step).map(([path, words]): Fault => [`${place.path}.${path}`, words]),
    ),
  ];
}

function stepFaults(step: StepDraft): readonly Fault[] {
  const found = known.get(step);
  if (found !== undefined) return found;
  const body = bodyFault(step.body);
  const faults: Fault[] = [
    ...(body === null ? [] : [[`body.${body.field}`, body.message] as const]),
    ...extractFaults(step.extract),
    ...step.checks.flatMap((row, at) => checkFault(row, at)),
  ];
  known.set(step, faults);
  return faults;
}

function extractFaults(rows: readonly ExtractDraft[]): readonly Fault[] {
  const written = writtenExtracts(rows);
  return rows.flatMap((row, at): Fault[] => {
    if (!written.includes(row)) return [];
    const name = row.name.trim();
    if (name === '') return [[`extract.${at}.name`, 'Give the value a name, such as token.']];
    if (!nameSchema.safeParse(name).success) return [[`extract.${at}.name`, NAME_TEXT]];
    const first = rows.findIndex((one) => one.name.trim() === name);
    if (first !== at) return [[`extract.${at}.name`, `This step takes “${name}” twice. Choose another name.`]];
    if (row.path === '') return [[`extract.${at}.path`, 'Write where the value is found.']];
    return row.kind === 'between' && row.right === '' ? [[`extract.${at}.right`, 'Write the text behind the value.']] : [];
  });
}

function checkFault(row: CheckDraft, at: number): readonly Fault[] {
  if (!isWritten(row)) return [];
  const hasPlace = row.kind === 'json' || row.kind === 'header';
  if (hasPlace && row.place.trim() === '') {
    return [[`checks.${at}.place`, row.kind === 'json' ? 'Write a JSON path, such as $.id.' : 'Write the name of a header.']];
  }
  const isEmpty = row.value.trim() === '' && !isAlone(row) && (row.kind === 'status' || row.kind === 'time');
  return isEmpty ? [[`checks.${at}.value`, 'Write what to compare with.']] : [];
}

function namedTwice(rows: readonly { readonly name: string }[], path: string, kind: string): readonly Fault[] {
  return rows.flatMap(({ name }, at): Fault[] => {
    const isSecond = name.trim() !== '' && rows.findIndex((one) => one.name.trim() === name.trim()) !== at;
    return isSecond ? [[`${path}.${at}.name`, `Another ${kind} is called “${name.trim()}”. Choose another name.`]] : [];
  });
}

function badNames(rows: readonly { readonly name: string; readonly value?: string | null }[], path: string): readonly Fault[] {
  return rows.flatMap(({ name, value }, at): Fault[] => {
    if (`${name}${value ?? ''}`.trim() === '' || nameSchema.safeParse(name.trim()).success) return [];
    return [[`${path}.${at}.name`, name.trim() === '' ? 'Give the variable a name, such as base.' : NAME_TEXT]];
  });
}
