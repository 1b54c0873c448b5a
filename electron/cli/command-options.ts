// The options of every command, defined once, for the parser and for shell completion.
import { Command } from 'commander';
import { capacityCommand } from './capacity-arguments.ts';
import { exportingCommand } from './export-arguments.ts';
import type { CliCommandName } from '../system/command-names.ts';
import { importingCommand } from './import-arguments.ts';
import { repeatable } from './repeatable.ts';

export const COMMANDS = {
  run: runCommand,
  import: importingCommand,
  record: importingCommand,
  runs: runsCommand,
  export: exportingCommand,
  report: reportingCommand,
  merge: mergingCommand,
  series: () => withPrometheus(new Command().argument('[words...]').option('--json')).option('-h, --help'),
  compare: comparingCommand,
  capacity: () => capacityCommand(sourceCommand()),
  calibrate: () => sourceCommand().option('--json'),
  demo: demoCommand,
  schema: plainCommand,
  completion: () => new Command().argument('[shell]').option('--json').option('-h, --help'),
  help: () => new Command().argument('[command]').option('--json').option('-h, --help'),
  version: plainCommand,
} as const satisfies Readonly<Record<CliCommandName, () => Command>>;

function plainCommand(): Command {
  return new Command().option('--json').option('-h, --help');
}

function runsCommand(): Command {
  return new Command().option('--json').option('-n, --most <count>').option('--trend <name>').option('-h, --help');
}

function reportingCommand(): Command {
  return new Command()
    .argument('[run]')
    .option('-o, --output <file>')
    .option('--trace-url <url>')
    .option('--json')
    .option('-h, --help');
}

function demoCommand(): Command {
  return new Command().option('--port <number>').option('--json').option('-h, --help');
}

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

function comparingCommand(): Command {
  return new Command()
    .argument('[runs...]')
    .option('--fail-if <rule>', '', repeatable)
    .option('--strict')
    .option('--json')
    .option('--junit <file>')
    .option('--markdown <file>')
    .option('--report <file>')
    .option('-h, --help');
}

function sourceCommand(): Command {
  return new Command()
    .argument('[files...]')
    .option('--url <url>')
    .option('-X, --method <method>')
    .option('-H, --header <line>', '', repeatable)
    .option('--data <text>')
    .option('-c, --vus <count>')
    .option('-n, --iterations <count>')
    .option('-d, --duration <time>')
    .option('-r, --rate <rate>')
    .option('--env <name>')
    .option('-h, --help');
}

function withPrometheus(command: Command): Command {
  return command.option('--series-prom <url>').option('--query <query>', '', repeatable);
}

function runCommand(): Command {
  return withPrometheus(sourceCommand())
    .option('--threshold <expression>', '', repeatable)
    .option('--requests-csv <file>')
    .option('--timeseries-csv <file>')
    .option('--summary <file>')
    .option('--report <file>')
    .option('--junit <file>')
    .option('--markdown <file>')
    .option('--otlp <url>')
    .option('--series <file>', '', repeatable)
    .option('--trace')
    .option('--trace-url <url>')
    .option('--part <part>')
    .option('--start-at <time>')
    .option('--workers <count>')
    .option('--engine <name>')
    .option('--k6 <file>')
    .option('--secret-file <file>')
    .option('--once')
    .option('--json')
    .option('-y, --yes')
    .option('-q, --quiet');
}
