// `export plan.json --to k6`: writes the plan as a script for k6, and for a cluster also the manifest.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { UserError } from '../../shared/errors.ts';
import { k6Script } from '../../shared/plan/k6/k6-script.ts';
import type { ScriptOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { clusterOf } from './k6-cluster.ts';
import { folderOf, readPlan, unwrap } from './read-plan.ts';
import { checkWritable } from './writable.ts';

/** @throws UserError */
export function exportScriptCommand({ source, output, pods, json }: ScriptOptions): number {
  const plan = unwrap(readPlan(source));
  const folder = folderOf(source);
  if (source.kind === 'file' && resolve(source.path) === resolve(output))
    throw new UserError('bad_request', `${output} is the plan itself. Name another file for the script, such as test.js.`);
  checkWritable(output);
  const from = dirname(resolve(output));
  const { text, losses, needed, files } = k6Script(plan, { pathOf: (path) => openedFrom(from, resolve(folder, path)) });
  const cluster = pods === null ? null : clusterOf(plan, folder, pods, output);
  writeFileSync(output, text);
  if (cluster !== null) writeFileSync(cluster.file, cluster.manifest);
  const missing = files.filter((path) => !existsSync(resolve(folder, path)));
  const facts = { script: output, manifest: cluster?.file ?? null, losses, needed, missing, commands: cluster?.commands ?? [] };
  if (json) process.stdout.write(`${JSON.stringify(facts, null, 2)}\n`);
  else process.stderr.write(`${wordsOf(facts).join('\n')}\n`);
  return EXIT.passed;
}

interface Facts {
  readonly script: string;
  readonly manifest: string | null;
  readonly losses: readonly string[];
  readonly needed: readonly string[];
  readonly missing: readonly string[];
  readonly commands: readonly string[];
}

function wordsOf({ script, manifest, losses, needed, missing, commands }: Facts): readonly string[] {
  return [
    `${script} is written. Run it with: k6 run ${needed.map((name) => `-e ${name}=… `).join('')}${script}`,
    'What k6 does differently (also at the head of the file):',
    ...losses.map((loss) => `- ${loss}`),
    ...missing.map((path) => `There is no file ${path} yet, and k6 needs it.`),
    ...(manifest === null
      ? []
      : [`${manifest} is written, for the k6-operator. Run it, and bring the raw results back as one run:`]),
    ...commands.map((command) => `  ${command}`),
  ];
}

/** The path as k6 opens it: relative to the script, so that both can be moved together. */
function openedFrom(folder: string, path: string): string {
  const way = relative(folder, path).split(sep).join('/');
  if (isAbsolute(way)) return way;
  return way.startsWith('.') ? way : `./${way}`;
}
