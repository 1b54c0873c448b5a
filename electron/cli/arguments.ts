// Parses the command line once. Every error has a sentence that says what would be accepted.
import { CommanderError, type Command } from 'commander';
import { MOST_COMPARED_RUNS } from '../../shared/comparison.ts';
import { GATE_FORMS, parseGate } from '../../shared/regression-gate.ts';
import type { CliCommand, RunOutput } from './command.ts';
import { capacityOf, type CapacityValues } from './capacity-arguments.ts';
import { COMMANDS } from './command-options.ts';
import { exportCommandOf } from './export-arguments.ts';
import { importOf, recordOf, type ImportValues } from './import-arguments.ts';
import { sourceOf, withTypedUrl, type RunValues } from './source-arguments.ts';
import { traceUrlOf } from './trace-url.ts';
import { usage, whole } from './usage.ts';
import { prometheusOf } from './prometheus-arguments.ts';
import { parsePart, type RunPart } from '../../shared/plan/run-part.ts';
import { SHELLS } from './shells.ts';
import { startOf } from './start-time.ts';
import { nearestName } from '../../shared/plan/journey/nearest-name.ts';
import { MOST_WORKERS } from '../../shared/plan/load-limits.ts';
import { COMMAND_NAMES, commandNamed, type CliCommandName } from '../system/command-names.ts';

type Read = (args: readonly string[]) => CliCommand;

const READERS: Readonly<Record<CliCommandName, Read>> = {
  help: (args) => read(COMMANDS.help(), args, helpOf),
  version: (args) => read(COMMANDS.version(), args, ({ json }) => ({ name: 'version', json: json === true })),
  schema: (args) => read(COMMANDS.schema(), args, () => ({ name: 'schema' })),
  completion: (args) => read(COMMANDS.completion(), args, completionOf),
  demo: (args) =>
    read(COMMANDS.demo(), args, ({ port, json }) => ({
      name: 'demo',
      port: whole(port, '--port', 0, 65_535) ?? 0,
      json: json === true,
    })),
  import: (args) => read(COMMANDS.import(), args, (values, files) => ({ name: 'import', options: importOf(values, files) })),
  record: (args) => read(COMMANDS.record(), args, (values, urls) => ({ name: 'record', ...recordOf(values, urls) })),
  runs: (args) => read(COMMANDS.runs(), args, runsOf),
  export: (args) => read(COMMANDS.export(), args, (values: Values, files) => exportCommandOf(values, files)),
  report: (args) => read(COMMANDS.report(), args, reportOf),
  series: (args) => read(COMMANDS.series(), args, seriesOf),
  merge: (args) => read(COMMANDS.merge(), args, mergeOf),
  compare: (args) => read(COMMANDS.compare(), args, compareOf),
  calibrate: (args) => read(COMMANDS.calibrate(), args, (values: Values, files) => calibration(values, files)),
  capacity: (args) => read<CapacityValues>(COMMANDS.capacity(), args, capacityOf),
  run: (args) => read(COMMANDS.run(), args, runOf),
};

/** @throws UserError bad_request */
export function parseCommand([word = 'help', ...rest]: readonly string[]): CliCommand {
  const name = commandNamed(word);
  if (name !== null) return wantsHelp(rest) ? { name: 'help', about: name, json: rest.includes('--json') } : READERS[name](rest);
  const near = nearestName(word, COMMAND_NAMES);
  const guess = near === null ? '' : ` Did you mean ${near}?`;
  throw usage(`There is no command "${word}".${guess} Use ${COMMAND_NAMES.slice(0, -1).join(', ')} or version.`);
}

/** Beside anything else, so that help is never refused for an error in the line. */
function wantsHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end === -1 ? args : args.slice(0, end)).some((word) => word === '--help' || word === '-h');
}

function helpOf({ json }: Values, [about = 'help', ...more]: readonly string[]): CliCommand {
  const known = commandNamed(about);
  if (known === null || more.length > 0) throw usage(`Name one command, such as: help run. "help" lists them.`);
  return { name: 'help', about: known, json: json === true };
}

function runsOf({ json, most, trend }: Values): CliCommand {
  return {
    name: 'runs',
    options: { json: json === true, most: whole(most, '--most', 1, MOST_LISTED) ?? USUALLY_LISTED, trend: trend ?? null },
  };
}

const USUALLY_LISTED = 20;
const MOST_LISTED = 100_000;

function completionOf({ json }: Values, [shell, ...more]: readonly string[]): CliCommand {
  const known = SHELLS.find((one) => one === shell);
  if (known === undefined || more.length > 0) throw usage(`Name one shell: completion ${SHELLS.join(', completion ')}.`);
  return { name: 'completion', shell: known, json: json === true };
}

function reportOf({ output, json, traceUrl }: Values, [run = 'latest', ...more]: readonly string[]): CliCommand {
  if (more.length > 0) throw usage('Name one run, such as: report latest -o report.html');
  if (output !== undefined && !/\.(?:html?|md)(?:\.gz)?$/i.test(output))
    throw usage(`-o: a report is HTML or Markdown. Name it report.html or report.md, not ${output}.`);
  return { name: 'report', options: { run, output: output ?? null, traceUrl: traceUrlOf(traceUrl), json: json === true } };
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

function seriesOf(values: Values, [run, ...files]: readonly string[]): CliCommand {
  const prometheus = prometheusOf(values);
  if (run === undefined || (files.length === 0 && prometheus === null))
    throw usage('Name a run and a file of figures with the columns time, name and value, such as: series latest cpu.csv');
  return { name: 'series', options: { run, files, prometheus, json: values.json === true } };
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

function runOf(given: Values, named: readonly string[]): CliCommand {
  const [values, files] = withTypedUrl(given, named);
  if (values.once !== true) {
    if (values.engine !== undefined && values.part !== undefined)
      throw usage('--part is sent by Onrush itself; k6 has execution segments for it. Leave --engine or --part out.');
    const { threshold: thresholds = [] } = values;
    return { name: 'run', source: { ...sourceOf(values, files), thresholds }, output: outputOf(values) };
  }
  if (values.engine !== undefined || values.k6 !== undefined) throw usage('--once is sent by Onrush itself. Leave --engine out.');
  if (values.threshold !== undefined)
    throw usage('--once measures no load, so there is nothing for a threshold to judge. Leave --threshold out.');
  const { requestsCsv, timeseriesCsv, summary, report, junit, markdown, workers, part, startAt, otlp, series, seriesProm } =
    values;
  if (
    [requestsCsv, timeseriesCsv, summary, report, junit, markdown, workers, part, startAt, otlp, series, seriesProm].some(
      (value) => value !== undefined,
    )
  )
    throw usage('--once measures no load, so it writes no files of a run and has one thread. Use --json to keep what it shows.');
  const hasLength = values.iterations !== undefined || values.duration !== undefined;
  const tried = hasLength || values.url === undefined ? values : { ...values, iterations: '1' };
  return {
    name: 'once',
    source: sourceOf(tried, files),
    output: { json: values.json === true, yes: values.yes === true, secretFile: values.secretFile ?? null },
  };
}

function calibration({ json, ...given }: Values, named: readonly string[]): CliCommand {
  const [values, files] = withTypedUrl(given, named);
  const isJson = json === true;
  if (Object.keys(values).length === 0 && files.length === 0) return { name: 'calibrate', source: null, json: isJson };
  const hasLength = values.iterations !== undefined || values.duration !== undefined;
  const lasting = hasLength || values.url === undefined ? values : { ...values, duration: '10s' };
  return { name: 'calibrate', source: sourceOf(lasting, files), json: isJson };
}

/** Returns null if Onrush itself sends. */
function engineOf({ engine = 'onrush', k6, workers, part, startAt }: Values): RunOutput['k6'] {
  const name = engine.toLowerCase();
  if (name !== 'k6' && name !== 'onrush') throw usage(`--engine: "${engine}" is neither "onrush" nor "k6".`);
  if (name === 'onrush' && k6 !== undefined) throw usage('--k6 names the program for --engine k6. Add --engine k6.');
  if (name === 'onrush') return null;
  if (workers !== undefined)
    throw usage('--workers are threads of Onrush, and with --engine k6 they send nothing. Leave it out.');
  if (part !== undefined || startAt !== undefined)
    throw usage('--part and --start-at are for the engine of Onrush. For a share of a script, use --execution-segment of k6.');
  return { path: k6 ?? null };
}

function outputOf(values: Values): RunOutput {
  return {
    requestsCsv: values.requestsCsv ?? null,
    timeseriesCsv: values.timeseriesCsv ?? null,
    summary: values.summary ?? null,
    report: values.report ?? null,
    junit: values.junit ?? null,
    markdown: values.markdown ?? null,
    json: values.json === true,
    quiet: values.quiet === true,
    workers: whole(values.workers, '--workers', 1, MOST_WORKERS) ?? null,
    otlp: values.otlp === undefined ? null : receiverOf(values.otlp),
    traceUrl: traceUrlOf(values.traceUrl),
    part: values.part === undefined ? null : partOf(values.part),
    startAt: values.startAt === undefined ? null : startOf(values.startAt, Date.now()),
    series: values.series ?? [],
    prometheus: prometheusOf(values),
    k6: engineOf(values),
    yes: values.yes === true,
    secretFile: values.secretFile ?? null,
  };
}

function receiverOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return text;
  throw usage(`--otlp: "${text}" is not an address. Write for example http://127.0.0.1:4318.`);
}

function partOf(text: string): RunPart {
  const part = parsePart(text);
  if (part === null) throw usage(`--part: "${text}" is not a part. Write for example 2/5 for the second of five.`);
  return part;
}

interface Values extends RunValues, ImportValues {
  readonly port?: string | undefined;
  readonly threshold?: readonly string[] | undefined;
  readonly requestsCsv?: string | undefined;
  readonly timeseriesCsv?: string | undefined;
  readonly summary?: string | undefined;
  readonly report?: string | undefined;
  readonly junit?: string | undefined;
  readonly markdown?: string | undefined;
  readonly failIf?: readonly string[] | undefined;
  readonly strict?: boolean | undefined;
  readonly most?: string | undefined;
  readonly trend?: string | undefined;
  readonly name?: string | undefined;
  readonly align?: string | undefined;
  readonly workers?: string | undefined;
  readonly part?: string | undefined;
  readonly otlp?: string | undefined;
  readonly traceUrl?: string | undefined;
  readonly startAt?: string | undefined;
  readonly engine?: string | undefined;
  readonly series?: readonly string[] | undefined;
  readonly seriesProm?: string | undefined;
  readonly query?: readonly string[] | undefined;
  readonly k6?: string | undefined;
  readonly yes?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly secretFile?: string | undefined;
  readonly once?: boolean | undefined;
  readonly json?: boolean | undefined;
}

/** The library must neither write nor exit here: whatever it finds wrong becomes one sentence. */
function read<V extends object = Values>(
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
  refuseSwallowed(command);
  return make(command.opts<V>(), command.args);
}

/** In "-c --json" the library takes the second option for the value of the first. */
function refuseSwallowed(command: Command): void {
  const flags = new Set(command.options.flatMap(({ long, short }) => [long, short]));
  for (const option of command.options) {
    const given: unknown = command.opts()[option.attributeName()];
    if (option.required && [given].flat().some((value) => flags.has(String(value))))
      throw usage(`Option '${option.flags}' argument missing. "help" lists the options.`);
  }
}

/** Turns "error: unknown option '--frob'\n(Did you mean --from?)" into sentences. */
function sentenceOf(message: string): string {
  const [first = '', guess = ''] = message.replace(/^error: /, '').split('\n');
  const sentence = `${first.charAt(0).toUpperCase()}${first.slice(1).replace(/\.$/, '')}.`;
  return `${sentence}${guess === '' ? '' : ` ${guess.replace(/^\((.*)\)$/, '$1')}`} "help" lists the options.`;
}
