// Reads which file imports what, as text: that is enough for rules about rooms, and fast.
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

export interface Import {
  /** The path from the repository's root, with forward slashes. */
  readonly from: string;
  /** A path inside the repository, or the name of a package or of a Node module. */
  readonly to: string;
  readonly isPackage: boolean;
}

/** A static import begins a line, or ends a statement that began one; `import(…)` may be anywhere. */
const SPECIFIER = /(?:^import |^\} from |^(?:import|export) [^'\n]* from |\bimport\()'([^'\n]+)'/gm;

/** Reads all sources below `root` except tests, benchmarks and their helpers, which may import anything. */
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
