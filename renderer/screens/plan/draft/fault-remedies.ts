// One-click fixes for problems whose sentence names the remedy: something to add, leave out, choose or move. Pure.
import { withValueAt } from './changed-value.ts';
import { newAuth } from './draft-auth.ts';
import type { FaultFix } from './fault-fix.ts';
import { placeStep } from './scenario-changes.ts';
import { stepOfPath } from './step-list.ts';
import { shorten } from '../../../../shared/shorten.ts';

type Remedy = readonly [sentence: RegExp, remedy: (found: readonly string[], path: string) => readonly (FaultFix | null)[]];

const REMEDIES: readonly Remedy[] = [
  [/^Nothing makes “([A-Za-z_][\w-]*)”\. Add a variable/, ([, name = '']) => [added(name)]],
  [
    /^“[^”]+” is used here, but step (\d+) “([^]*)” makes it later\.$/,
    ([, number, name], path) => [movedBefore(number, name, path)],
  ],
  [/^The name “([^”]+)” is taken already by a ([a-z ]+)\./, ([, name = '', kind], path) => doubleFixes(name, kind, path)],
  [
    /^(?:Another [a-z ]+ is called “([^”]+)”|This step takes “([^”]+)” twice)\. Choose another name\.$/,
    ([, one, other], path) => [renamedRow(one ?? other ?? '', path)],
  ],
  [/^“([^”]+)” refers to itself: /, ([, name], path) => [emptied(`Empty “${name ?? ''}”`, path)]],
  [/^Every scenario has its own load/, () => [sharedLoad]],
  [/^There is nothing to send again\./, (_, path) => [emptied('Leave it out', path)]],
  [/^Rows are used up only where/, (_, path) => rowFixes(path)],
  [/^Checks are counted over the whole run\./, (_, path) => [emptied('Judge the whole run', sibling(path, 'over'))]],
  [/^This plan has no checks\./, (_, path) => [withoutThreshold(path)]],
  [/Did you mean “([^”]+)”\?$/, ([, meant = ''], path) => [meantName(meant, path)]],
  [
    /has an Authorization header already/,
    (_, path) => [{ words: 'Remove the authentication', apply: (draft) => withValueAt(draft, path, newAuth()) }],
  ],
  [/^Requests go either through a proxy or to a socket/, (_, path) => [emptied('Leave the socket out', path)]],
  [/^HTTP\/2 goes through a proxy over https/, (_, path) => [chosen('Choose automatic', path, 'auto')]],
  [/^A passphrase is set, but no key file/, (_, path) => [emptied('Remove it', path)]],
  [/^A URL begins with http.* Did you mean (\S+)\?$/, ([, url = ''], path) => [chosen(`Use ${shorten(url, 40)}`, path, url)]],
];

export function remediesOf(fault: string, path: string): readonly FaultFix[] {
  for (const [sentence, remedy] of REMEDIES) {
    const found = sentence.exec(fault);
    if (found !== null) return remedy(found, path).filter((fix) => fix !== null);
  }
  return [];
}

/** Names in capitals belong to secrets. */
function added(name: string): FaultFix {
  const isSecret = /^[A-Z][A-Z0-9_]*$/.test(name);
  return {
    words: isSecret ? `Add the secret “${name}”` : `Add the variable “${name}”`,
    apply: (draft) => {
      const { sources } = draft;
      const next = isSecret
        ? { ...sources, secrets: [...sources.secrets, { name }] }
        : { ...sources, variables: [...sources.variables, { name, value: '' }] };
      return { ...draft, sources: next };
    },
  };
}

/** Moves the step that makes the value before the one that uses it. */
function movedBefore(number: string | undefined, name: string | undefined, path: string): FaultFix | null {
  const at = stepOfPath(path);
  if (at === null) return null;
  return {
    words: `Move “${name ?? ''}” before this step`,
    apply: (draft) => placeStep(draft, { ...at, step: Number(number) - 1 }, at).draft,
  };
}

/** Renames this one, or removes the variable of that name. */
function doubleFixes(name: string, kind: string | undefined, path: string): readonly (FaultFix | null)[] {
  const removed: FaultFix = {
    words: `Remove the variable “${name}”`,
    apply: (draft) => {
      const { sources } = draft;
      const variables = sources.variables.filter((one) => one.name.trim() !== name);
      return { ...draft, sources: { ...sources, variables } };
    },
  };
  return [renamedRow(name, path), kind === 'variable' ? removed : null];
}

function renamedRow(name: string, path: string): FaultFix {
  return chosen(`Call it “${name}2”`, path, `${name}2`);
}

const sharedLoad: FaultFix = {
  words: 'Let the last scenario share this load',
  apply: (draft) => withValueAt(draft, `scenarios.${draft.scenarios.length - 1}.ownLoad`, null),
};

function rowFixes(path: string): readonly FaultFix[] {
  return [
    chosen('Take the next row each time', sibling(path, 'pick'), 'each'),
    chosen('Begin again after the last row', sibling(path, 'onEnd'), 'repeat'),
  ];
}

function withoutThreshold(path: string): FaultFix | null {
  const at = /^thresholds\.(\d+)\./.exec(path)?.[1];
  if (at === undefined) return null;
  return {
    words: 'Remove the threshold',
    apply: (draft) => ({ ...draft, thresholds: draft.thresholds.toSpliced(Number(at), 1) }),
  };
}

/** The name in quotation marks in a threshold, or the environment in use. */
function meantName(meant: string, path: string): FaultFix | null {
  if (path === 'sources.environment') return chosen(`Use “${meant}”`, path, meant);
  if (!path.startsWith('thresholds.')) return null;
  return {
    words: `Use “${meant}”`,
    apply: (draft) => {
      const at = Number(path.split('.')[1]);
      const expression = draft.thresholds[at]?.expression ?? '';
      return withValueAt(draft, path, expression.replace(/\{[^}]*\}/, `{${meant}}`));
    },
  };
}

function emptied(words: string, path: string): FaultFix {
  return chosen(words, path, '');
}

function chosen(words: string, path: string, value: string): FaultFix {
  return { words, apply: (draft) => withValueAt(draft, path, value) };
}

/** Another field of the same row. */
function sibling(path: string, field: string): string {
  return path.replace(/[^.]+$/, field);
}
