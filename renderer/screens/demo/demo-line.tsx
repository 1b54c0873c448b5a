// The sentence above the demo's charts: progress, verdict, or what went wrong. Its height never changes, so that nothing below it
// moves.
import type { DemoState } from '../../../shared/run.ts';
import type { LiveRun } from '../../live-run/live-run.ts';
import { demoProgress, demoVerdict, type DemoPart } from './demo-report.ts';
import css from './demo-screen.module.css';

interface DemoLineProps {
  readonly demo: DemoState;
  readonly async: LiveRun | null;
  readonly blocking: LiveRun | null;
}

export function DemoLine(props: DemoLineProps) {
  return (
    <section className={css['demo-line']}>
      <Sentence {...props} />
    </section>
  );
}

function Sentence({ demo, async, blocking }: DemoLineProps) {
  switch (demo.phase) {
    case 'idle':
      return (
        <>
          <h2>Two servers, one difference</h2>
          <p>
            Both stream ten lines, one every 0.1 s. One serves its requests side by side, the other strictly one at a time. The
            demo takes 25 s.
          </p>
        </>
      );
    case 'failed':
      return (
        <>
          <h2>The demo did not reach its end</h2>
          <p className={css['demo-failure']}>{demo.failure?.message}</p>
        </>
      );
    case 'done':
      return <Verdict async={async} blocking={blocking} />;
    default: {
      const progress = demoProgress(demo.phase, partOf(demo.phase === 'async' ? async : blocking));
      return (
        <>
          <h2>Which server is faster?</h2>
          <p>{progress.words}</p>
          <progress aria-label="Demo" value={progress.share} max={1} />
        </>
      );
    }
  }
}

function Verdict({ async, blocking }: Pick<DemoLineProps, 'async' | 'blocking'>) {
  const verdict = demoVerdict(async?.row?.summary ?? null, blocking?.row?.summary ?? null);
  if (verdict === null) return <h2>The demo is done</h2>;
  return (
    <>
      <h2>
        <span>{verdict.winner}</span> {verdict.times}
      </h2>
      <p>
        {verdict.explanation} Both servers need about 1 s to send a response; the blocking one sends one response at a time, so
        tasks wait for each other.
      </p>
    </>
  );
}

function partOf(run: LiveRun | null): DemoPart | null {
  if (run === null || run.row === null) return null;
  return { elapsedMs: run.columns.at(-1)?.endAt ?? 0, summary: run.row.summary };
}
