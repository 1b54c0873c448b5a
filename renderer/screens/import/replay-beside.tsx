// The last replay compared with the recording: a square for each step, and the differences in words.
import { formatCount } from '../../../shared/format.ts';
import type { ReplayedStep } from '../../../shared/plan/from/correlate/compared-replay.ts';
import css from './value-list.module.css';

const MOST_SENTENCES = 6;

export function ReplayBeside({ steps }: { readonly steps: readonly ReplayedStep[] }) {
  const sentences = steps.flatMap((step) => step.sentences);
  const count = (isSame: (step: ReplayedStep) => boolean): string =>
    `${formatCount(steps.filter(isSame).length)} of ${formatCount(steps.length)}`;
  return (
    <section className={css['beside']} aria-label="Replay beside recording">
      <h2>Replay beside recording</h2>
      <p className={css['squares']} aria-hidden>
        {steps.map(({ number, sentences: own }) => (
          <span key={number} className={css['square']} data-differs={own.length > 0} title={own.join('\n') || undefined}>
            {number}
          </span>
        ))}
      </p>
      {sentences.length === 0 ? (
        <p>Every step went as recorded.</p>
      ) : (
        <>
          <p>
            <strong>{count(({ isSameStatus }) => isSameStatus)}</strong> status codes are the same,{' '}
            <strong>{count(({ isSameShape }) => isSameShape)}</strong> responses have the same members.
          </p>
          <ul>
            {sentences.slice(0, MOST_SENTENCES).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
            {sentences.length > MOST_SENTENCES && <li>and {formatCount(sentences.length - MOST_SENTENCES)} more</li>}
          </ul>
        </>
      )}
    </section>
  );
}
