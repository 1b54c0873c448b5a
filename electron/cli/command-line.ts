// The command line: the same engine and history without a window.
import { UserError } from '../../shared/errors.ts';
import { parseCommand } from './arguments.ts';
import type { CliCommand } from './command.ts';
import { EXIT, exitCodeFor } from './exit-codes.ts';
import { helpOf } from './command-help.ts';
import { errorJson, wantsJson } from './json-output.ts';
import { outliveReaders } from '../system/closed-pipe.ts';
import { dataFolder } from '../system/data-folder.ts';
import { logError, openLog } from '../system/log.ts';
import { printOnlyText } from '../system/printable.ts';
import { handleUncaught, INTERNAL_ERROR } from '../system/uncaught.ts';
import { VERSION } from '../system/version.ts';

printOnlyText();
outliveReaders();
openLog(dataFolder());
handleUncaught({
  where: 'The command line',
  exitCode: EXIT.runFailed,
  end: async () => void process.stderr.write(`${INTERNAL_ERROR}\n`),
});
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.exitCode = report(error);
}

/** Each command loads only what it needs, so that none waits for the libraries of another. */
async function main(args: readonly string[]): Promise<number> {
  const command = parseCommand(args);
  switch (command.name) {
    case 'help':
      process.stdout.write(command.json ? (await import('./help-json.ts')).helpJson(command.about) : helpOf(command.about));
      return EXIT.passed;
    case 'version':
      process.stdout.write(command.json ? `${JSON.stringify({ version: VERSION })}\n` : `${VERSION}\n`);
      return EXIT.passed;
    case 'schema': {
      const { planJsonSchema } = await import('../../shared/plan/plan-parse.ts');
      process.stdout.write(`${JSON.stringify(planJsonSchema(), null, 2)}\n`);
      return EXIT.passed;
    }
    case 'completion': {
      const { completionScript } = await import('./completion.ts');
      const script = completionScript(command.shell);
      process.stdout.write(command.json ? `${JSON.stringify({ shell: command.shell, script })}\n` : script);
      return EXIT.passed;
    }
    case 'demo': {
      const { demoCommand } = await import('./demo-command.ts');
      return await demoCommand(command.port, command.json);
    }
    case 'runs':
    case 'export':
    case 'export-script':
    case 'report':
    case 'merge':
    case 'series':
    case 'compare':
      return await withRuns(command);
    default:
      return await withPlans(command);
  }
}

type Named<N extends CliCommand['name']> = Extract<CliCommand, { readonly name: N }>;

/** Commands that make plans or send them. */
async function withPlans(
  command: Named<'import' | 'record' | 'calibrate' | 'capacity' | 'resume-capacity' | 'run' | 'once'>,
): Promise<number> {
  switch (command.name) {
    case 'import': {
      const { importCommand } = await import('./import-command.ts');
      return await importCommand(command.options);
    }
    case 'record': {
      const { recordCommand } = await import('./record-command.ts');
      return await recordCommand(command.url, command.options);
    }
    case 'calibrate': {
      const { calibrateCommand } = await import('./calibrate-command.ts');
      return await calibrateCommand(command.source, command.json);
    }
    case 'capacity': {
      const { searchCommand } = await import('./capacity-command.ts');
      return await searchCommand(command.source, command.request, command.output);
    }
    case 'resume-capacity': {
      const { resumeCommand } = await import('./capacity-command.ts');
      return await resumeCommand(command.search, command.output);
    }
    case 'run': {
      const { runCommand } = await import('./run-command.ts');
      return await runCommand(command.source, command.output);
    }
    case 'once': {
      const { onceCommand } = await import('./once-command.ts');
      return await onceCommand(command.source, command.output);
    }
  }
}

/** Commands that work on the history, or write a plan for another program. */
async function withRuns(
  command: Named<'runs' | 'export' | 'export-script' | 'report' | 'merge' | 'series' | 'compare'>,
): Promise<number> {
  switch (command.name) {
    case 'runs': {
      const { runsCommand } = await import('./runs-command.ts');
      return await runsCommand(command.options);
    }
    case 'export': {
      const { exportCommand } = await import('./export-command.ts');
      return await exportCommand(command.options);
    }
    case 'report': {
      const { reportCommand } = await import('./report-command.ts');
      return await reportCommand(command.options);
    }
    case 'merge': {
      const { mergeCommand } = await import('./merge-command.ts');
      return await mergeCommand(command.options);
    }
    case 'series': {
      const { seriesCommand } = await import('./series-command.ts');
      return await seriesCommand(command.options);
    }
    case 'export-script': {
      const { exportScriptCommand } = await import('./export-script-command.ts');
      return exportScriptCommand(command.options);
    }
    case 'compare': {
      const { compareCommand } = await import('./compare-command.ts');
      return await compareCommand(command.options);
    }
  }
}

/** Prints a sentence for what the user can fix; an internal error is named as one, with its details. */
function report(error: unknown): number {
  const isJson = wantsJson(process.argv.slice(2));
  if (!(error instanceof UserError)) {
    logError('Internal error', error);
    if (isJson) process.stdout.write(errorJson({ code: 'internal', message: INTERNAL_ERROR }));
    return EXIT.runFailed;
  }
  const { code, message, problems = [] } = error.failure;
  const more = problems.slice(1).map(({ path, message: detail }) => `  ${path === '' ? '' : `${path}: `}${detail}\n`);
  const hint = code === 'needs_confirmation' ? ' Add --yes to send, and to remember this host.' : '';
  process.stderr.write(`${message}${hint}\n${more.join('')}`);
  if (isJson) process.stdout.write(errorJson(error.failure));
  return exitCodeFor(code);
}
