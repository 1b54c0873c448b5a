// `export plan.json --to k6`: the plan as a script that k6 runs, and for a cluster the manifest beside it.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { k6Script } from '../../shared/plan/k6/k6-script.ts';
import type { ScriptOptions } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { folderOf, readPlan, unwrap } from './read-plan.ts';

/** @throws UserError */
export function exportScriptCommand({ source, output }: ScriptOptions): number {
  const plan = unwrap(readPlan(source));
  const folder = folderOf(source);
  const from = dirname(resolve(output));
  const script = k6Script(plan, { pathOf: (path) => openedFrom(from, resolve(folder, path)) });
  writeFileSync(output, script.text);
  const missing = script.files.filter((path) => !existsSync(resolve(folder, path)));
  const lines = [
    `${output} is written. Run it with: k6 run ${script.needed.map((name) => `-e ${name}=… `).join('')}${output}`,
    'What k6 does otherwise (it is at the head of the file too):',
    ...script.losses.map((loss) => `- ${loss}`),
    ...missing.map((path) => `There is no file ${path} yet, and k6 needs it.`),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
  return EXIT.passed;
}

/** As k6 opens it: relative to the script, so that both can be moved together. */
function openedFrom(folder: string, path: string): string {
  const way = relative(folder, path).split(sep).join('/');
  if (isAbsolute(way)) return way;
  return way.startsWith('.') ? way : `./${way}`;
}
