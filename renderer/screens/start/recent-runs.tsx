// The latest five runs, one line each.
import { IconChevronRight } from '@tabler/icons-react';
import { fewWords, hasEnough } from '../../../shared/enough-samples.ts';
import { formatPercent, formatTime, NO_VALUE } from '../../../shared/format.ts';
import type { RunBrief } from '../../../shared/run.ts';
import { completedOf, errorRate, headlineOf, timedRequests } from '../../../shared/summary.ts';
import { MEASURE_LABEL } from '../../../shared/words.ts';
import { hrefOf } from '../../route.ts';
import { fullTimeOf, shortTimeOf } from '../../ui/day.ts';
import { headlineTimes } from '../../run-description/headline-times.ts';
import { useNow } from '../../ui/now.ts';
import { RunNumber } from '../../run-description/run-number.tsx';
import { StateMark } from '../../run-description/state-mark.tsx';
import css from './start-screen.module.css';
import { classes } from '../../ui/classes.ts';
import textCss from '../../ui/text.module.css';

const SHOWN = 5;

export function RecentRuns({ runs }: { readonly runs: readonly RunBrief[] }) {
  const now = useNow();
  return (
    <section className={css['recent']} aria-labelledby="recent-runs">
      <div className={css['section-head']}>
        <h2 id="recent-runs">Recent runs</h2>
        <a href={hrefOf({ screen: 'runs' })}>
          All runs <IconChevronRight size={14} stroke={1.75} aria-hidden />
        </a>
      </div>
      <ul>
        {runs.slice(0, SHOWN).map((run) => (
          <li key={run.id}>
            <a className={css['recent-run']} href={hrefOf({ screen: 'run', runId: run.id })}>
              <StateMark run={run} />
              <span className={css['recent-name']}>
                {run.name} <RunNumber run={run} />
              </span>
              <span className={classes(css['recent-host'], textCss['mono'])}>
                {hostOf(run.plan.scenarios[0]?.steps[0]?.url ?? '')}
              </span>
              <Tail run={run} />
              <span className={css['recent-figure']}>
                <i>failed</i> {completedOf(run.summary.requests) === 0 ? NO_VALUE : failedShare(run)}
              </span>
              <span className={css['recent-time']} title={fullTimeOf(run.startedAt)}>
                {shortTimeOf(run.startedAt, now)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function failedShare({ summary }: RunBrief): string {
  return summary.requests.failed === 0 ? '0' : formatPercent(errorRate(summary.requests));
}

/** The highest percentile with enough requests beyond it. */
function Tail({ run }: { readonly run: RunBrief }) {
  const count = timedRequests(run.summary);
  const percent = ([99, 95, 50] as const).find((one) => hasEnough(one, count));
  const measure = MEASURE_LABEL[headlineOf(run.plan.load.model)];
  return (
    <span
      className={css['recent-figure']}
      title={percent === undefined ? fewWords(50, count) : `${measure}, ${percent}th percentile`}
    >
      <i>p{percent ?? 50}</i> {percent === undefined ? NO_VALUE : formatTime(headlineTimes(run)[`p${percent}`])}
    </span>
  );
}

function hostOf(url: string): string {
  return /^[a-z]+:\/\/([^/?#]*)/i.exec(url)?.[1] ?? url;
}
