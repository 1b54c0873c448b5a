// `import`: a file of another program as a plan. Nothing is sent.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { importedPlan, USUAL_CHOICES, type ImportResult } from '../../shared/plan/from/imported/imported-plan.ts';
import type { CompanionFile, Imported, ImportedRequest } from '../../shared/plan/from/imported/imported.ts';
import { Refusal } from '../../shared/plan/from/refusal.ts';
import { importFiles } from '../app/import-files.ts';
import type { ImportOptions } from './arguments.ts';
import { EXIT } from './exit-codes.ts';
import { unwrap } from './read-plan.ts';

interface Writes {
  readonly write: (text: string) => unknown;
}

interface ImportStreams {
  readonly stdout: Writes;
  readonly stderr: Writes;
}

/** @throws UserError */
export function importCommand(options: ImportOptions, { stdout, stderr }: ImportStreams = process): number {
  const imported = unwrap(importFiles(options.files));
  const { plan, files, notTicked, leftOut } = planOf(imported, options);
  const text = `${JSON.stringify(plan, null, 2)}\n`;
  if (options.output === null) stdout.write(text);
  else writeAll(options.output, text, files, options.force);
  const steps = plan.scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  const where = options.output === null ? '' : ` in ${options.output}`;
  stderr.write(`${imported.kind} “${imported.name}”: a plan of ${steps} ${steps === 1 ? 'step' : 'steps'}${where}.\n`);
  for (const sentence of [...fileNotes(files, options.output), ...notTicked, ...leftOut]) stderr.write(`  ${sentence}\n`);
  return EXIT.passed;
}

function planOf(imported: Imported, { only, all, keepsPauses }: ImportOptions): ImportResult {
  const takes = all
    ? () => true
    : only.length === 0
      ? USUAL_CHOICES.takes
      : (request: ImportedRequest) => only.some((words) => isNamed(request, words));
  try {
    return importedPlan(imported, { takes, keepsPauses });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const hint = only.length > 0 || all ? '' : ` Use --only with ${groupsHint(imported)}, or --all.`;
    throw new UserError('import_invalid', `${error.message}${hint}`);
  }
}

/** "GET /pets", a path, a name or a group. */
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
      ? `Bodies that are no text were not written: ${names}. Give -o FILE to have them beside the plan.`
      : `Written beside it: ${names}.`,
  ];
}

function writeAll(path: string, text: string, files: readonly CompanionFile[], force: boolean): void {
  const all = [
    ...files.map(({ name, bytes }) => ({ at: join(dirname(path), name), content: Buffer.from(bytes, 'latin1') })),
    { at: path, content: text },
  ];
  for (const { at } of all)
    if (!force && existsSync(at))
      throw new UserError('write_failed', `The file ${at} is there already. Name another, or add --force to write over it.`);
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
