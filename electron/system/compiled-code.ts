// Node keeps the compiled form of the bundles, so that a start does not compile them again. It is kept beside them: it is part of the
// same build, and whoever can write there can change the code as well. If the folder cannot be written, every start compiles.
// https://nodejs.org/docs/latest/api/module.html#module-compile-cache
import module from 'node:module';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '.compiled');

let isKept = false;

/** Applies to modules that are loaded from now on. Nothing is kept of sources, nor where the environment names another folder. */
export function keepCompiledCode(): void {
  if (!import.meta.url.endsWith('.js')) return;
  isKept = module.enableCompileCache(FOLDER).status === module.constants.compileCacheStatus.ENABLED;
}

/** The environment of a thread: a thread keeps compiled code only if its environment says so. */
export function threadEnvironment(): NodeJS.ProcessEnv {
  return isKept ? { ...process.env, NODE_COMPILE_CACHE: FOLDER } : process.env;
}
