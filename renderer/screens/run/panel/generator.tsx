// Whether this computer kept up: the tile, the bar of seconds and the section of the panel.
import { formatCount, formatSpan, formatTime, NO_VALUE } from '../../../../shared/format.ts';
import { HEALTH_LABEL, type GeneratorSummary, type HealthSecond } from '../../../../shared/health.ts';
import { isOver } from '../../../../shared/run.ts';
import { scheduleOfPlan } from '../../../../shared/plan/streams.ts';
import { healthCells } from '../../../../shared/spoiled.ts';
import { knownUntilOf } from '../../../live-run/live-run-view.ts';
import type { LiveRun } from '../../../live-run/live-run.ts';
import { VerdictIcon } from '../../../ui/verdict-icon.tsx';
import { Section } from './panel-section.tsx';
import generatorCss from './generator.module.css';
import runScreenCss from '../run-screen.module.css';
import runPanelCss from '../run-panel.module.css';
import { classes } from '../../../ui/classes.ts';

export function GeneratorTile({ run }: { readonly run: LiveRun }) {
  const { row } = run;
  if (row === null) return null;
  const { generator } = row.summary;
  const over = isOver(row.state);
  const verdict = over ? generator.verdict : (lastHealth(run)?.verdict ?? null);
  return (
    <div
      className={classes(runScreenCss['tile'], generatorCss['generator-tile'])}
      title={verdict === null && !over ? 'Measured at the end of each second.' : generator.reason}
    >
      <div className={runScreenCss['tile-name']}>
        Generator <span>{over ? 'whole run' : 'now'}</span>
      </div>
      <div className={classes(runScreenCss['tile-value'], verdict === null && 'is-faint')}>
        <VerdictIcon verdict={verdict} size={20} />
        <span className={generatorCss['generator-word']}>
          {verdict === null ? (over ? 'Not measured' : NO_VALUE) : HEALTH_LABEL[verdict]}
        </span>
      </div>
      <div className={runScreenCss['tile-note']}>
        <span>{spoiledWords(generator)}</span>
        <HealthBar run={run} count={24} className={generatorCss['generator-spark']} />
      </div>
    </div>
  );
}

export function GeneratorSection({ run }: { readonly run: LiveRun }) {
  const { row } = run;
  if (row === null) return null;
  const { generator } = row.summary;
  const over = isOver(row.state);
  const last = lastHealth(run);
  return (
    <Section title="Generator" note="this computer">
      <HealthBar run={run} count={60} className={generatorCss['generator-bar']} />
      {over ? <WholeRun generator={generator} /> : last !== null && <LastSecond health={last} />}
      {(over || last !== null) && (
        <p className={`${generatorCss['generator-reason']} is-${generator.verdict ?? 'unmeasured'}`}>{generator.reason}</p>
      )}
      {!over && last === null && <p className={runPanelCss['panel-empty']}>Measured at the end of each second.</p>}
    </Section>
  );
}

function LastSecond({ health }: { readonly health: HealthSecond }) {
  const { latenessP99, eventLoopP99, cpuPercent, threadPercent, sockets, socketLimit, freePorts } = health;
  return (
    <>
      {latenessP99 !== null && <Line word="Starts late, p99" value={formatTime(latenessP99)} />}
      <Line word="Event-loop delay, p99" value={formatTime(eventLoopP99)} />
      <Line word="CPU, of all cores" value={cpuPercent === null ? NO_VALUE : wholePercent(cpuPercent)} />
      <Line word="Busiest sending thread" value={threadPercent === null ? NO_VALUE : wholePercent(threadPercent)} />
      <Line word="Sockets" value={formatCount(sockets)} of={socketLimit === null ? null : formatCount(socketLimit)} />
      {freePorts !== null && <Line word="Free local ports" value={formatCount(freePorts)} />}
    </>
  );
}

function WholeRun({ generator }: { readonly generator: GeneratorSummary }) {
  const { trusted, strained, suspect, worstLatenessP99, worstEventLoopP99 } = generator;
  if (generator.verdict === null) return null;
  return (
    <>
      {worstLatenessP99 !== null && <Line word="Starts late, p99 of the worst second" value={formatTime(worstLatenessP99)} />}
      <Line word="Event-loop delay, p99 of the worst" value={formatTime(worstEventLoopP99)} />
      <Line word="Seconds trusted" value={formatCount(trusted)} />
      <Line word="Seconds strained" value={formatCount(strained)} />
      <Line word="Seconds suspect" value={formatCount(suspect)} />
    </>
  );
}

function Line({ word, value, of = null }: { readonly word: string; readonly value: string; readonly of?: string | null }) {
  return (
    <div className={runPanelCss['outcome']}>
      <span>{word}</span>
      <span className={generatorCss['generator-value']}>
        <strong>{value}</strong>
        {of !== null && ` of ${of}`}
      </span>
    </div>
  );
}

interface HealthBarProps {
  readonly run: LiveRun;
  readonly count: number;
  readonly className: string | undefined;
}

/** One mark for each part of the planned time; future ones are pale. */
function HealthBar({ run, count, className }: HealthBarProps) {
  const planned = run.row === null ? null : scheduleOfPlan(run.row.plan).durationMs;
  const known = knownUntilOf(run);
  const totalMs = Math.max(1000, run.row !== null && isOver(run.row.state) ? known : Math.max(planned ?? 0, known));
  return (
    <span className={className} aria-hidden="true">
      {healthCells(run.columns, totalMs, Math.min(count, Math.ceil(totalMs / 1000))).map((verdict, at) => (
        <i key={at} className={`is-${verdict ?? 'unmeasured'}`} />
      ))}
    </span>
  );
}

function lastHealth({ columns }: LiveRun): HealthSecond | null {
  return columns.findLast(({ health }) => health !== null)?.health ?? null;
}

/** The worst verdict: "suspect 3 s", "strained 2 s". */
function spoiledWords({ trusted, strained, suspect }: GeneratorSummary): string {
  if (suspect > 0) return `suspect ${formatSpan(suspect * 1000)}`;
  if (strained > 0) return `strained ${formatSpan(strained * 1000)}`;
  return trusted > 0 ? 'every second' : '';
}

function wholePercent(percent: number): string {
  return `${Math.round(percent)} %`;
}
