// Parses the arguments of `export`: a run as a file, or a plan as a script for another program.
import { Command } from 'commander';
import type { CliCommand } from './command.ts';
import { usage, whole } from './usage.ts';

export interface ExportValues {
  readonly output?: string | undefined;
  readonly to?: string | undefined;
  readonly env?: string | undefined;
  readonly k8s?: string | undefined;
  readonly json?: boolean | undefined;
}

export function exportingCommand(): Command {
  return new Command()
    .argument('[run]')
    .option('-o, --output <file>')
    .option('--to <program>')
    .option('--env <name>')
    .option('--k8s <count>')
    .option('--json')
    .option('-h, --help');
}

/** A greater parallelism is a mistake. */
const MOST_PODS = 1000;

/** @throws UserError bad_request */
export function exportCommandOf(values: ExportValues, paths: readonly string[]): CliCommand {
  const { output, to, env, k8s, json } = values;
  if (to !== undefined) return scriptOf(to, values, paths);
  if (k8s !== undefined || env !== undefined) throw usage('--k8s and --env belong to --to k6, which writes a plan as a script.');
  const [run, ...more] = paths;
  if (run === undefined || more.length > 0) throw usage('Name one run, such as: export latest -o run.onrush');
  if (output === undefined) throw usage('Name the file with -o, such as: -o run.onrush, -o report.html or -o requests.csv.');
  return { name: 'export', options: { run, output, json: json === true } };
}

/** The options for a script. */
function scriptOf(to: string, { output, env, k8s, json }: ExportValues, paths: readonly string[]): CliCommand {
  if (to.toLowerCase() !== 'k6') throw usage(`--to: plans are exported to k6, not to "${to}". Write --to k6.`);
  const [path, more] = paths;
  if (path === undefined || more !== undefined) throw usage('Name one plan file, such as: export plan.json --to k6 -o test.js');
  if (output === undefined) throw usage('Name the file of the script with -o, such as: -o test.js');
  const source = { kind: 'file', path, environment: env ?? null } as const;
  const pods = whole(k8s, '--k8s', 1, MOST_PODS) ?? null;
  return { name: 'export-script', options: { source, output, pods, json: json === true } };
}
