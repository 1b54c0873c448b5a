// Entry of the command line: the same engine and history without a window.
import { UserError } from '../../shared/errors.ts';
import { planJsonSchema } from '../../shared/plan/plan-parse.ts';
import { parseCommand } from './arguments.ts';
import { calibrateCommand } from './calibrate-command.ts';
import { EXIT, exitCodeFor } from './exit-codes.ts';
import { HELP } from './help.ts';
import { onceCommand } from './once-command.ts';
import { runCommand } from './run-command.ts';
import { startDemoTargets } from '../demo/targets.ts';
import { dataFolder } from '../system/data-folder.ts';
import { logError, openLog } from '../system/log.ts';
import { handleUncaught, INTERNAL_ERROR } from '../system/uncaught.ts';
import { VERSION } from '../system/version.ts';

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

async function main(args: readonly string[]): Promise<number> {
  const command = parseCommand(args);
  switch (command.name) {
    case 'help':
      process.stdout.write(HELP);
      return EXIT.passed;
    case 'version':
      process.stdout.write(`${VERSION}\n`);
      return EXIT.passed;
    case 'schema':
      process.stdout.write(`${JSON.stringify(planJsonSchema(), null, 2)}\n`);
      return EXIT.passed;
    case 'demo':
      return await serveDemo(command.port);
    case 'import': {
      // Its readers are as large as all the rest, and no run needs them.
      const { importCommand } = await import('./import-command.ts');
      return await importCommand(command.options);
    }
    case 'calibrate':
      return await calibrateCommand(command.source);
    case 'run':
      return await runCommand(command.source, command.output);
    case 'once':
      return await onceCommand(command.source, command.output);
  }
}

async function serveDemo(port: number): Promise<number> {
  const targets = await startDemoTargets(port);
  const { asyncUrl, blockingUrl, shopPlanUrl } = targets;
  const shop = `Shop journey   ${shopPlanUrl}, with ${new URL('shoppers.csv', shopPlanUrl).href} beside it`;
  process.stdout.write(`Asynchronous   ${asyncUrl}\nOne at a time  ${blockingUrl}\n${shop}\nStop with Ctrl-C.\n`);
  const { promise: interrupted, resolve } = Promise.withResolvers<void>();
  process.once('SIGINT', () => resolve());
  process.once('SIGTERM', () => resolve());
  await interrupted;
  await targets.close();
  return EXIT.passed;
}

/** Prints a sentence for what the user can fix; an error of Onrush is named as one, with its details. */
function report(error: unknown): number {
  if (!(error instanceof UserError)) {
    logError('Internal error', error);
    return EXIT.runFailed;
  }
  const { code, message, problems = [] } = error.failure;
  const more = problems.slice(1).map(({ path, message: detail }) => `  ${path === '' ? '' : `${path}: `}${detail}\n`);
  const hint = code === 'needs_confirmation' ? ' Add --yes to send, and to remember this host.' : '';
  process.stderr.write(`${message}${hint}\n${more.join('')}`);
  return exitCodeFor(code);
}
