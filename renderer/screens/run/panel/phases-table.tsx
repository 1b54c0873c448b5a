// Mean and percentiles of each phase, over the requests that had it.
import { fewFigureWords } from '../../../../shared/enough-samples.ts';
import { formatCount, NO_VALUE, timeFigure, plural } from '../../../../shared/format.ts';
import { PHASE_LABEL, PHASE_MEANING, PHASES, type Phase, type PhaseStats } from '../../../../shared/phase.ts';
import type { RunSummary } from '../../../../shared/summary.ts';
import { Section } from './panel-section.tsx';
import css from '../run-panel.module.css';
import textCss from '../../../ui/text.module.css';

const FIGURES = ['mean', 'p50', 'p90', 'p95', 'p99', 'max'] as const;

/** Why a phase has no figures. */
const NONE: Readonly<Record<Phase, string>> = {
  blocked: 'no request got a connection',
  dns: 'no name was looked up',
  connecting: 'no connection was opened',
  tls_handshaking: 'no encryption',
  sending: 'no request was sent',
  waiting: 'no response',
  receiving: 'no response',
};

export function PhasesTable({ summary: { phases } }: { readonly summary: RunSummary }) {
  const sent = phases.sending?.count ?? 0;
  const opened = phases.connecting?.count ?? 0;
  const reused = Math.max(0, sent - opened);
  return (
    <Section title="Phases" note="of all requests that had the phase">
      <table className={css['phases']}>
        <thead>
          <tr>
            {FIGURES.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        {PHASES.map((phase) => (
          <PhaseRows key={phase} phase={phase} stats={phases[phase]} />
        ))}
      </table>
      {sent > 0 && (
        <p className={css['few-samples']}>
          {formatCount(opened)} {plural(opened, 'connection')} {opened === 1 ? 'was' : 'were'} opened; {formatCount(reused)} of{' '}
          {formatCount(sent)} {plural(sent, 'request')} reused one and have no DNS, connecting and TLS handshake.
        </p>
      )}
    </Section>
  );
}

function PhaseRows({ phase, stats }: { readonly phase: Phase; readonly stats: PhaseStats | undefined }) {
  return (
    <tbody>
      <tr className={css['phase-name']}>
        <th scope="rowgroup" colSpan={FIGURES.length} title={PHASE_MEANING[phase]}>
          <span>{PHASE_LABEL[phase]}</span>
          <span>{stats === undefined ? NONE[phase] : `${formatCount(stats.count)} ${plural(stats.count, 'request')}`}</span>
        </th>
      </tr>
      {stats !== undefined && (
        <tr>
          {FIGURES.map((name) => (
            <Figure key={name} name={name} stats={stats} />
          ))}
        </tr>
      )}
    </tbody>
  );
}

function Figure({ name, stats }: { readonly name: (typeof FIGURES)[number]; readonly stats: PhaseStats }) {
  const { value: text, unit } = timeFigure(stats[name]);
  const few = fewFigureWords(name, stats.count, 'this phase');
  const exact = text === NO_VALUE ? text : `${stats[name].toLocaleString('en', { maximumFractionDigits: 4 })} ms`;
  return (
    <td className={few === null ? undefined : 'is-thin'} title={few === null ? exact : `${exact}. ${few}`}>
      {text} <span className={textCss['unit']}>{unit}</span>
    </td>
  );
}
