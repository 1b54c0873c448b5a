// The memory of a headless run: many requests compared with few.
import type { BenchContext, Row, Section } from '../../build/bench/bench.ts';
import { onrushRun } from '../../build/bench/onrush.ts';
import { runToEnd } from '../../build/bench/processes.ts';

const FEW = 100_000;

export const section: Section = { name: 'memory', title: 'Memory over time: peak of a headless run', run: measure };

async function measure(context: BenchContext): Promise<readonly Row[]> {
  const { url } = await context.target();
  const many = context.quick ? 300_000 : 5_000_000;
  const peak = async (requests: number): Promise<number> =>
    (await runToEnd(onrushRun(context.folder, url, ['-c', '50', '-n', `${requests}`, '--workers', '1']))).peakBytes;
  const few = await peak(FEW);
  const most = await peak(many);
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
  return [
    {
      what: `${many.toLocaleString('en')} requests beside ${FEW.toLocaleString('en')}`,
      onrush: `${megabytes(most)}, ${most >= few ? '+' : '−'}${megabytes(Math.abs(most - few))}`,
      peer: megabytes(few),
      ratio: null,
      goal: '+ 60 MB at most (10 M requests), limit flat',
    },
  ];
}
