// The order of test files on a computer that has not run them before: the longest first, so that none of them runs alone at the
// end.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Each takes eight seconds or more, mostly waiting. */
const LONG = [
  'electron/engine/tests/calibration',
  'electron/cli/cli',
  'electron/cli/readme',
  'electron/tests/soak',
  'electron/tests/killed-run',
  'electron/tests/runs-of-others',
  'electron/engine/tests/threads-real',
  'electron/tests/run-ends',
  'electron/cli/runs',
  'electron/engine/tests/connection',
  'electron/tests/timeseries-sums',
  'electron/calibration/calibrate',
].map((file) => `/${file}.test.ts`);

export class LongFirst extends BaseSequencer {
  /** The files of a project stay together, because they share what they import. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- this is the runner's interface, not an array.
    const sorted = await super.sort(files);
    const projects = [...new Set(sorted.map(({ project }) => project))];
    return projects.flatMap((project) => {
      const own = sorted.filter((file) => file.project === project);
      return own.toSorted((a, b) => rankOf(a) - rankOf(b));
    });
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LONG.findIndex((file) => moduleId.endsWith(file));
  return rank === -1 ? LONG.length : rank;
}
