// What the command line asks for: parsed once, every fault with a sentence that says what would do.
import { Command, CommanderError } from 'commander';
import { MOST_COMPARED_RUNS } from '../../shared/comparison.ts';
import { GATE_FORMS, parseGate } from '../../shared/regression-gate.ts';
import type { CliCommand, RunOutput } from './command.ts';
import { capacityCommand, capacityOf, type CapacityValues } from './capacity-arguments.ts';
import { exportingCommand, exportOf } from './export-arguments.ts';
import { importingCommand, importOf, recordOf, type ImportValues } from './import-arguments.ts';
import { sourceOf, type RunValues } from './source-arguments.ts';
import { usage, whole } from './usage.ts';
import { sentenceOf } from './option-sentence.ts';
import { MOST_WORKERS } from '../../shared/plan/load-limits.ts';

/** @throws UserError bad_request */
export function parseCommand(args: readonly string[]): CliCommand {
  const [name = 'help', ...rest] = args;
  switch (name) {
    case 'help':
    case '--help':
    case '-h':
      return { name: 'help' };
    case 'version':
    case '--version':
      return { name: 'version' };
    case 'schema':
      return { name: 'schema' };
    case 'demo':
      return read(demoCommand(), rest, ({ port }) => ({ name: 'demo', port: whole(port, '--port', 0, 65_535) ?? 0 }));
    case 'import':
      return read(importingCommand(), rest, (values, files) => ({ name: 'import', options: importOf(values, files) }));
    case 'record':
      return read(importingCommand(), rest, (values, urls) => ({ name: 'record', ...recordOf(values, urls) }));
    case 'runs':
      return read(new Command().option('--json').option('--most <count>').option('-h, --help'), rest, ({ json, most }) => ({
        name: 'runs',
        options: { json: json === true, most: whole(most, '--most', 1, MOST_LISTED) ?? USUALLY_LISTED },
      }));
    case 'export':
      return read<Values>(exportingCommand(), rest, exportOf);
    case 'merge':
      return read(mergingCommand(), rest, mergeOf);
    case 'compare':
      return read(comparingCommand(), rest, compareOf);
    case 'calibrate':
      return read(sourceCommand(), rest, (values: Values, files) => calibration(values, files));
    case 'capacity':
      return read<CapacityValues>(capacityCommand(sourceCommand()), rest, capacityOf);
    case 'run':
      return read(runCommand(), rest, runOf);
    default:
      throw usage(
        `There is no command "${name}". Use run, capacity, import, record, runs, export, merge, compare, calibrate, demo, schema or help.`,
      );
  }
}

function demoCommand(): Command {
  return new Command().option('--port <number>').option('-h, --help');
}

const USUALLY_LISTED = 20;
const MOST_LISTED = 100_000;

function mergingCommand(): Command {
  return new Command()
    .argument('[files...]')
    .option('-o, --output <file>')
    .option('--name <name>')
    .option('--align <how>')
    .option('--json')
    .option('-q, --quiet')
    .option('-h, --help');
}

function mergeOf({ output, name, align = 'clock', json, quiet }: Values, files: readonly string[]): CliCommand {
  if (files.length === 0) throw usage('Name the files to merge, such as: merge pod-1.csv pod-2.csv.gz');
  if (align !== 'clock' && align !== 'start') throw usage(`--align: "${align}" is neither "clock" nor "start".`);
  const options = {
    files,
    output: output ?? null,
    name: name ?? null,
    align,
    json: json === true,
    quiet: quiet === true,
  } as const;
  return { name: 'merge', options };
}

function comparingCommand(): Command {
  return new Command()
    .argument('[runs...]')
    .option('--fail-if <rule>', '', (rule: string, rules: readonly string[] | undefined) => [...(rules ?? []), rule])
    .option('--strict')
    .option('--json')
    .option('--junit <file>')
    .option('--markdown <file>')
    .option('--report <file>')
    .option('-h, --help');
}

function compareOf(values: Values, runs: readonly string[]): CliCommand {
  if (runs.length < 2) throw usage('Name the run to compare with and the new one, such as: compare base.onrush latest');
  if (runs.length > MOST_COMPARED_RUNS) throw usage(`At most ${MOST_COMPARED_RUNS} runs can be compared at a time.`);
  const gates = (values.failIf ?? []).map((text) => {
    const rule = parseGate(text);
    if (rule === null) throw usage(`--fail-if: "${text}" is not a rule. Write it as ${GATE_FORMS}.`);
    return rule;
  });
  const { strict, json, junit = null, markdown = null, report = null } = values;
  const options = { runs, gates, strict: strict === true, json: json === true, junit, markdown, report };
  return { name: 'compare', options };
}

function sourceCommand(): Command {
  return new Command()
    .argument('[files...]')
    .option('--url <url>')
    .option('-X, --method <method>')
    .option('-H, --header <line>', '', (line: string, lines: readonly string[] | undefined) => [...(lines ?? []), line])
    .option('--data <text>')
    .option('-c, --vus <count>')
    .option('-n, --iterations <count>')
    .option('-d, --duration <time>')
    .option('-r, --rate <rate>')
    .option('--env <name>')
    .option('-h, --help');
}

function runCommand(): Command {
  return sourceCommand()
    .option('--requests-csv <file>')
    .option('--timeseries-csv <file>')
    .option('--summary <file>')
    .option('--report <file>')
    .option('--junit <file>')
    .option('--markdown <file>')
    .option('--workers <count>')
    .option('--secret-file <file>')
    .option('--once')
    .option('--json')
    .option('-y, --yes')
    .option('-q, --quiet');
}

function runOf(values: Values, files: readonly string[]): CliCommand {
  if (values.once !== true) {
    if (values.json === true) throw usage('--json belongs to --once. Use --summary FILE for the figures of a run.');
    return { name: 'run', source: sourceOf(values, files), output: outputOf(values) };
  }
  const { requestsCsv, timeseriesCsv, summary, report, junit, markdown, workers } = values;
  if ([requestsCsv, timeseriesCsv, summary, report, junit, markdown, workers].some((value) => value !== undefined))
    throw usage('--once measures no load, so it writes no files of a run and has one thread. Use --json to keep what it shows.');
  const hasLength = values.iterations !== undefined || values.duration !== undefined;
  const tried = hasLength || values.url === undefined ? values : { ...values, iterations: '1' };
  return {
    name: 'once',
    source: sourceOf(tried, files),
    output: { json: values.json === true, yes: values.yes === true, secretFile: values.secretFile ?? null },
  };
}

function calibration(values: RunValues, files: readonly string[]): CliCommand {
  if (Object.keys(values).length === 0 && files.length === 0) return { name: 'calibrate', source: null };
  const hasLength = values.iterations !== undefined || values.duration !== undefined;
  const lasting = hasLength || values.url === undefined ? values : { ...values, duration: '10s' };
  return { name: 'calibrate', source: sourceOf(lasting, files) };
}

function outputOf(values: Values): RunOutput {
  return {
    requestsCsv: values.requestsCsv ?? null,
    timeseriesCsv: values.timeseriesCsv ?? null,
    summary: values.summary ?? null,
    report: values.report ?? null,
    junit: values.junit ?? null,
    markdown: values.markdown ?? null,
    quiet: values.quiet === true,
    workers: whole(values.workers, '--workers', 1, MOST_WORKERS) ?? null,
    yes: values.yes === true,
    secretFile: values.secretFile ?? null,
  };
}

interface Values extends RunValues, ImportValues {
  readonly port?: string | undefined;
  readonly requestsCsv?: string | undefined;
  readonly timeseriesCsv?: string | undefined;
  readonly summary?: string | undefined;
  readonly report?: string | undefined;
  readonly junit?: string | undefined;
  readonly markdown?: string | undefined;
  readonly failIf?: readonly string[] | undefined;
  readonly strict?: boolean | undefined;
  readonly most?: string | undefined;
  readonly name?: string | undefined;
  readonly align?: string | undefined;
  readonly workers?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly secretFile?: string | undefined;
  readonly once?: boolean | undefined;
  readonly json?: boolean | undefined;
  readonly help?: boolean | undefined;
}

interface Helping {
  readonly help?: boolean | undefined;
}

/** The library writes nothing and ends nothing here: what it finds wrong becomes one sentence. */
function read<V extends Helping = Values>(
  command: Command,
  args: readonly string[],
  make: (values: V, files: readonly string[]) => CliCommand,
): CliCommand {
  command
    .helpOption(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) throw usage(sentenceOf(error.message));
    throw error;
  }
  const values = command.opts<V>();
  return values.help === true ? { name: 'help' } : make(values, command.args);
}
