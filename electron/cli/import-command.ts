// `import`: turns a file of another program, or of Onrush itself, into a plan. Nothing is sent unless a replay is requested.
import { existsSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import type { FoundValue } from '../../shared/plan/from/correlate/found-value.ts';
import type { ProvedValue, ValueVerdict } from '../../shared/plan/from/correlate/replay.ts';
import { importedPlan, USUAL_CHOICES, type ImportChoices } from '../../shared/plan/from/imported/imported-plan.ts';
import type { CompanionFile, Imported, ImportedRequest } from '../../shared/plan/from/imported/imported.ts';
import { Refusal } from '../../shared/plan/from/refusal.ts';
import { sourceWords } from '../../shared/plan/journey/extract-words.ts';
import type { PlanInput } from '../../shared/plan/plan.ts';
import { printPlan } from '../../shared/plan/plan-parse.ts';
import { readImportFiles } from '../app/import-files.ts';
import { replayImport, type ReplayedImport } from '../app/replay-import.ts';
import { tryPlan } from '../app/try-plan.ts';
import type { ImportOptions } from './import-arguments.ts';
import { EXIT } from './exit-codes.ts';
import { openOwnHistory } from './open-own-history.ts';
import { movedFiles, ownPlan } from './own-plan.ts';
import { unwrap } from './read-plan.ts';

interface Writes {
  readonly write: (text: string) => unknown;
}

interface ImportStreams {
  readonly stdout: Writes;
  readonly stderr: Writes;
}

/** @throws UserError */
export async function importCommand(options: ImportOptions, streams: ImportStreams = process): Promise<number> {
  const own = ownPlan(options);
  if (own === null) return await writeImported(unwrap(readImportFiles(options.files)), options, streams);
  const notes = movedFiles(own, options.files[0] ?? '', options.output);
  return writeMade({ kind: 'Plan of Onrush', name: own.name }, { plan: printPlan(own), files: [], notes }, options, streams);
}

/** @throws UserError */
export async function writeImported(
  imported: Imported,
  options: ImportOptions,
  streams: ImportStreams = process,
): Promise<number> {
  return writeMade(imported, await madePlan(imported, options), options, streams);
}

function writeMade(
  { kind, name }: Pick<Imported, 'kind' | 'name'>,
  { plan, files, notes }: MadePlan,
  options: ImportOptions,
  { stdout, stderr }: ImportStreams,
): number {
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  if (options.output !== null) writeAll(options.output, text, files, options.force);
  if (options.json) {
    const sentences = [...fileNotes(files, options.output), ...notes];
    stdout.write(`${JSON.stringify({ kind, name, file: options.output, plan, notes: sentences }, null, 2)}\n`);
    return EXIT.passed;
  }
  if (options.output === null) stdout.write(text);
  const steps = plan.scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  const where = options.output === null ? '' : ` in ${options.output}`;
  stderr.write(`${kind} “${name}”: a plan of ${steps} ${steps === 1 ? 'step' : 'steps'}${where}.\n`);
  for (const sentence of [...fileNotes(files, options.output), ...notes]) stderr.write(`  ${sentence}\n`);
  return EXIT.passed;
}

interface MadePlan {
  readonly plan: PlanInput;
  readonly files: readonly CompanionFile[];
  /** What a person should know about the result, one sentence each. */
  readonly notes: readonly string[];
}

async function madePlan(imported: Imported, options: ImportOptions): Promise<MadePlan> {
  const choices = choicesOf(options);
  try {
    const made = importedPlan(imported, choices);
    if (!options.replay || made.values.flat().length === 0) {
      const notes = [...made.notTicked, ...made.values.flat().map((value) => valueSentence(value, null)), ...made.leftOut];
      return { plan: made.plan, files: made.files, notes };
    }
    const replayed = await replayTwice(imported, options);
    const values = unresolvedFirst(replayed.proved).map(({ found, verdict }) => valueSentence(found, verdict));
    const same = replayed.differences.length === 0 ? ['Both replays went as recorded.'] : replayed.differences;
    return {
      plan: replayed.plan,
      files: replayed.files,
      notes: [...replayed.notTicked, ...values, ...same, ...replayed.leftOut],
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const hint = options.only.length > 0 || options.all ? '' : ` Use --only with ${groupsHint(imported)}, or --all.`;
    throw new UserError('import_invalid', `${error.message}${hint}`);
  }
}

async function replayTwice(imported: Imported, options: ImportOptions): Promise<ReplayedImport> {
  const history = openOwnHistory();
  try {
    const confirmed = options.yes ? 'all' : [];
    return await replayImport(imported, choicesOf(options), (plan, folder) =>
      tryPlan(plan, { hosts: history.confirmedHosts, confirmed, folder }),
    );
  } finally {
    await history.close();
  }
}

function choicesOf({ only, all, keepsPauses }: ImportOptions): ImportChoices {
  if (all) return { ...USUAL_CHOICES, keepsPauses, takes: () => true };
  return only.length === 0
    ? { ...USUAL_CHOICES, keepsPauses }
    : { ...USUAL_CHOICES, keepsPauses, takes: (request) => only.some((words) => isNamed(request, words)) };
}

const VERDICT_WORDS = {
  dynamic: 'dynamic, proved: it differs between the replays',
  changed: 'dynamic, proved: it differs from the recording',
  fixed: 'fixed, left as it was recorded: it is the same in both replays',
  unresolved: 'unresolved, left as it was recorded: a replay did not find it',
} as const;

/** `verdict` is null before a replay. */
function valueSentence(found: FoundValue, verdict: ValueVerdict | null): string {
  const places = found.consumers.map((at) => at + 1).join(', ');
  const used = `used in ${found.consumers.length === 1 ? 'step' : 'steps'} ${places}`;
  switch (found.kind) {
    case 'made':
      return `${found.template} is ${used}: new each time, made by the client.`;
    case 'typed':
      return `“${found.name}” was typed by a person and is ${used}: left as it was recorded. It can be a column of a data file.`;
    case 'secret':
      return `“${found.name}” is a secret and is ${used}.`;
    case 'unknown':
      return `“${found.name}” (${found.value.slice(0, 40)}) is ${used}, and no response holds it: unresolved, left as it was recorded.`;
    case 'taken': {
      const taken = `“${found.name}” is taken from step ${found.producer + 1} (${sourceWords(found.extract)}) and ${used}`;
      const words = verdict === null || verdict === 'made' || verdict === 'typed' ? NOT_PROVED : VERDICT_WORDS[verdict];
      return `${taken}: ${words}.`;
    }
  }
}

const NOT_PROVED = 'not proved yet, --replay sends the journey twice to see whether it changes';

/** Values that could not be resolved come first. */
function unresolvedFirst(proved: readonly ProvedValue[]): readonly ProvedValue[] {
  return proved.toSorted((one, other) => Number(other.verdict === 'unresolved') - Number(one.verdict === 'unresolved'));
}

/** Words such as "GET /pets", a path, a name or a group. */
function isNamed({ step, group }: ImportedRequest, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  const path = step.url.replace(/^(?:[a-z]+:\/\/[^/?#]*|\{\{[^}]*\}\})/i, '').toLowerCase();
  const method = (step.method ?? 'GET').toLowerCase();
  return [group.toLowerCase(), (step.name ?? '').toLowerCase(), path, path.split('?')[0], method, `${method} ${path}`].includes(
    wanted,
  );
}

function groupsHint({ scenarios }: Imported): string {
  const groups = [...new Set(scenarios.flatMap(({ requests }) => requests.map(({ group }) => group)))].filter(
    (group) => group !== '',
  );
  if (groups.length === 0) return 'a name, a path or a method';
  return `a group (${groups.slice(0, 8).join(', ')}${groups.length > 8 ? ', …' : ''}), a name, a path or a method`;
}

function fileNotes(files: readonly CompanionFile[], output: string | null): readonly string[] {
  if (files.length === 0) return [];
  const names = files.map(({ name }) => name).join(', ');
  return [
    output === null
      ? `Bodies that are not text were not written: ${names}. Give -o FILE to have them beside the plan.`
      : `Written beside it: ${names}.`,
  ];
}

/** @throws UserError write_failed */
export function refuseToOverwrite({ output, force }: ImportOptions): void {
  if (output !== null && !force && existsSync(output)) throw thereAlready(output);
}

function thereAlready(path: string): UserError {
  return new UserError('write_failed', `The file ${path} already exists. Name another, or add --force to write over it.`);
}

function writeAll(path: string, text: string, files: readonly CompanionFile[], force: boolean): void {
  const all = [
    ...files.map(({ name, bytes }) => ({ at: join(dirname(path), name), content: Buffer.from(bytes, 'latin1') })),
    { at: path, content: text },
  ];
  if (all.filter(({ at }) => resolve(at).toLowerCase() === resolve(path).toLowerCase()).length > 1)
    throw new UserError('write_failed', `The import brings a file called ${basename(path)} itself. Name the plan otherwise.`);
  for (const { at } of all) if (!force && existsSync(at)) throw thereAlready(at);
  for (const { at, content } of all) {
    try {
      writeFileSync(at, content);
    } catch (error) {
      throw new UserError(
        'write_failed',
        `The file ${at} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
  }
}
