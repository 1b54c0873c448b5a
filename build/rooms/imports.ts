// Reads which file imports what, as text: enough for rules about rooms, and quick.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export interface Import {
  /** Paths from the repository's root, with forward slashes. */
  readonly from: string;
  /** A path inside the repository, or the name of a package or of a module of Node. */
  readonly to: string;
  readonly isPackage: boolean;
}

/** Static imports stand at the start of a line, or end one that began there; `import(…)` may stand anywhere. */
const SPECIFIER = /(?:^import |^\} from |^(?:import|export) [^'\n]* from |\bimport\()'([^'\n]+)'/gm;

/** Reads all sources below `root` but tests, benchmarks and what only they use: those may reach anywhere. */
export function readImports(root: string): Import[] {
  return globSync('{shared,electron,renderer,e2e,build}/**/*.{ts,tsx}', { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !isForTests(path))
    .toSorted()
    .flatMap((from) => importsOf(from, readFileSync(join(root, from), 'utf8')));
}

export function importsOf(from: string, source: string): Import[] {
  return [...source.matchAll(SPECIFIER)].map(([, name = '']) =>
    name.startsWith('.')
      ? { from, to: posix.normalize(posix.join(dirname(from), name)), isPackage: false }
      : { from, to: name, isPackage: true },
  );
}

function isForTests(path: string): boolean {
  return /\.(test|bench)\.tsx?$|(^|\/)test-[^/]+$|\/tests\//.test(path);
}
