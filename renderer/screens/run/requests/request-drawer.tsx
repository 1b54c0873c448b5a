// One request, beside the charts and the table: the parts of its response time, its connection, and the server's response.
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconFilter, IconTerminal2, IconX } from '@tabler/icons-react';
import { formatBytes, formatInstant, formatTime, NO_VALUE, timeFigure } from '../../../../shared/format.ts';
import { OUTCOME_LABEL } from '../../../../shared/outcome.ts';
import { shownUrl } from '../../../../shared/plan/journey/shown-url.ts';
import type { RunRow } from '../../../../shared/run.ts';
import { EVERYTHING, type SampleFilter, type SampleOrder, type SampleRequest } from '../../../../shared/sample-query.ts';
import { serverTimingSentence } from '../../../../shared/server-timing.ts';
import { tracesOf } from '../../../../shared/traced-run.ts';
import type { SpoiledSpan } from '../../../../shared/spoiled.ts';
import { markOf } from '../../../charts/marks.ts';
import { OutcomeMark } from '../../../charts/outcome-mark.tsx';
import { showNote } from '../../../ui/toasts.tsx';
import { FailedResponse } from '../panel/example-view.tsx';
import { connectionWords } from './connection-words.ts';
import { curlCommand } from './curl-command.ts';
import { RequestJourney } from './journey-facts.tsx';
import { queueWords } from './queue-words.ts';
import { useRequest } from './use-request.ts';
import { TraceLink } from './trace-link.tsx';
import { Waterfall } from './waterfall.tsx';
import css from './request-drawer.module.css';
import { classes } from '../../../ui/classes.ts';
import { sentStepsOf } from '../../../../shared/plan/sent-steps.ts';
import textCss from '../../../ui/text.module.css';
import { useEscape } from '../../../ui/use-escape.ts';

interface RequestDrawerProps {
  readonly row: RunRow;
  readonly filter: SampleFilter;
  readonly onFilter: (filter: SampleFilter) => void;
  readonly sort: SampleOrder;
  /** Where the load generator was late. */
  readonly spoiled: readonly SpoiledSpan[];
  /** The number of the request. */
  readonly seq: number;
  /** Null closes the drawer. */
  readonly onChoose: (seq: number | null) => void;
}

export function RequestDrawer({ row, filter, onFilter, sort, spoiled, seq, onChoose }: RequestDrawerProps) {
  const { request, failure, place } = useRequest(row.id, filter, sort, seq);
  useEscape(() => onChoose(null), '[role="dialog"], [role="menu"]');
  const { previous = null, next = null } = place ?? {};
  return (
    <aside className={css['request-drawer']} aria-label={`Request ${seq.toLocaleString('en')}`}>
      <header>
        <h2>Request {seq.toLocaleString('en')}</h2>
        {request !== null && <OutcomeChip request={request} />}
        <span className={css['request-drawer-moves']}>
          <ActionIcon aria-label="Previous request" disabled={previous === null} onClick={() => onChoose(previous)}>
            <IconChevronUp size={16} stroke={1.75} />
          </ActionIcon>
          <ActionIcon aria-label="Next request" disabled={next === null} onClick={() => onChoose(next)}>
            <IconChevronDown size={16} stroke={1.75} />
          </ActionIcon>
          <ActionIcon aria-label="Close the request" aria-keyshortcuts="Escape" onClick={() => onChoose(null)}>
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        </span>
      </header>
      {failure !== null && <p className={css['request-drawer-problem']}>{failure.message}</p>}
      {request !== null && <Request {...{ row, request, spoiled, onFilter }} />}
    </aside>
  );
}

function OutcomeChip({ request: { outcome, status } }: { readonly request: SampleRequest }) {
  return (
    <span className={css['request-drawer-outcome']} title={OUTCOME_LABEL[outcome]}>
      <OutcomeMark mark={markOf(outcome)} size={8} />
      {status > 0 ? status : OUTCOME_LABEL[outcome]}
    </span>
  );
}

interface RequestProps extends Pick<RequestDrawerProps, 'row' | 'spoiled' | 'onFilter'> {
  readonly request: SampleRequest;
}

function Request({ row, request, spoiled, onFilter }: RequestProps) {
  const { dueAt, sentAt, endedAt, error, isWarmup, example, vu } = request;
  const answer = example?.answer ?? null;
  const step = sentStepsOf(row.plan)[request.step]?.step;
  const explanation = queueWords(request, row.plan.load, spoiled);
  return (
    <>
      <section>
        {step !== undefined && (
          <p className={classes(textCss['mono'], css['request-drawer-url'])}>
            {(request.sentAs ?? step).method} {request.sentAs?.url ?? shownUrl(step.url, row.plan)}
          </p>
        )}
        <div className={css['request-equation']}>
          <Term word="response time" milliseconds={endedAt - dueAt} />
          <span>=</span>
          <Term word="queue delay" milliseconds={sentAt - dueAt} className="is-ours" />
          <span>+</span>
          <Term word="service time" milliseconds={endedAt - sentAt} className="is-theirs" />
        </div>
      </section>
      {error !== null && <p className={css['request-drawer-error']}>{error.message}</p>}
      <section>
        <h3>
          Phases <span>due {formatInstant(dueAt)}</span>
        </h3>
        <Waterfall request={request} />
      </section>
      <ServerTime request={request} />
      {explanation !== null && <p className={css['request-drawer-note']}>{explanation}</p>}
      {isWarmup && (
        <p className={css['request-drawer-note']}>It belongs to the warm-up and is excluded from all statistics of the run.</p>
      )}
      <RequestJourney {...{ row, request, onFilter }} />
      <Connection request={request} traceId={traceIdOf(row, request)} />
      {answer !== null && (
        <section className={css['request-drawer-response']}>
          <FailedResponse answer={answer} />
        </section>
      )}
      {error !== null && example === null && (
        <p className={css['request-drawer-note']}>
          Headers and body are kept only for the first few failures of each kind, not for this request.
        </p>
      )}
      <footer>
        {step !== undefined && (
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconTerminal2 size={14} stroke={1.75} />}
            onClick={() => void copyCurl(curlCommand(row.plan, step))}
          >
            Copy as cURL
          </Button>
        )}
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconFilter size={14} stroke={1.75} />}
          onClick={() => onFilter({ ...EVERYTHING, vu })}
        >
          All requests of VU {vu.toLocaleString('en')}
        </Button>
      </footer>
    </>
  );
}

function ServerTime({ request: { serverTiming, sentAt, endedAt } }: Pick<RequestProps, 'request'>) {
  const words = serverTiming === null ? null : serverTimingSentence(serverTiming, endedAt - sentAt);
  return words === null ? null : <p className={css['request-drawer-note']}>{words}</p>;
}

/** Null if it carried no trace context or was never sent. */
function traceIdOf(row: RunRow, { reused, iteration, step, sender }: SampleRequest): string | null {
  return reused === null ? null : (tracesOf(row)?.(iteration, step, sender) ?? null);
}

interface TermProps {
  readonly word: string;
  readonly milliseconds: number;
  readonly className?: string;
}

function Term({ word, milliseconds, className }: TermProps) {
  const { value, unit } = timeFigure(milliseconds);
  return (
    <div className={className}>
      <small>{word}</small>
      <strong title={`${milliseconds.toLocaleString('en', { maximumFractionDigits: 3 })} ms`}>
        {value} {unit}
      </strong>
    </div>
  );
}

function Connection({ request, traceId }: Pick<RequestProps, 'request'> & { readonly traceId: string | null }) {
  const { protocol, remote, bytesIn, bytesOut, vu, iteration, firstByteAt, sentAt, endedAt, error } = request;
  const connection = connectionWords(request);
  const facts: readonly (readonly [string, string])[] = [
    ['Connection', protocol === null ? connection : `${protocol}, ${connection}`],
    ['Remote', remote ?? NO_VALUE],
    ['Sent / received', `${bytesOut === null ? 'not known' : formatBytes(bytesOut)} / ${formatBytes(bytesIn)}`],
    ['First byte', firstByteAt === null ? 'none came' : `after ${formatTime(firstByteAt - sentAt)}`],
    ['Ended', formatInstant(endedAt)],
    ['VU / iteration', `${vu.toLocaleString('en')} / ${(iteration + 1).toLocaleString('en')}`],
    ...(error === null || error.code === '' ? [] : [['Code', error.code] as const]),
    ...(traceId === null ? [] : [['Trace', traceId] as const]),
  ];
  return (
    <section>
      <h3>Connection</h3>
      <dl className={css['request-facts']}>
        {facts.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd className={MONO.has(word) ? textCss['mono'] : undefined}>
              {value}
              {word === 'Trace' && <TraceLink traceId={value} words=" Open" />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const MONO: ReadonlySet<string> = new Set(['Remote', 'Code', 'Trace']);

async function copyCurl({ command, leftOut }: ReturnType<typeof curlCommand>): Promise<void> {
  try {
    await navigator.clipboard.writeText(command);
    showNote(leftOut.length === 0 ? 'Copied as cURL.' : `Copied as cURL, without the secrets: ${leftOut.join(', ')}.`);
  } catch {
    showNote('Onrush cannot access the clipboard here.');
  }
}

/** Anything on top handles the key first. */
