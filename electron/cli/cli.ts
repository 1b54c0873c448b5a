#!/usr/bin/env node
// The entry of the command line. It loads almost nothing itself, so that everything else comes from the compiled code of the start
// before.
import { isBuiltin } from 'node:module';
import { keepCompiledCode } from '../system/compiled-code.ts';
import { hideSqliteWarning } from '../system/sqlite-warning.ts';
import { EXIT } from './exit-codes.ts';

checkNode();
keepCompiledCode();
hideSqliteWarning();
await import('./command-line.ts');

/** The history uses Node's own SQLite, which older versions do not have. */
function checkNode(): void {
  if (isBuiltin('node:sqlite')) return;
  process.stderr.write(`Onrush needs Node 22.13 or newer; this is ${process.version}. Install it from https://nodejs.org.\n`);
  process.exit(EXIT.runFailed);
}
