// One step of a try: the request as it was sent, and the response with everything that can be done with it.
import { ActionIcon, Alert, SegmentedControl } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState } from 'react';
import { formatBytes, formatTime } from '../../../shared/format.ts';
import type { Step } from '../../../shared/plan/plan.ts';
import type { TriedExchange, TriedStep } from '../../../shared/try-once.ts';
import { markOfFamily } from '../../charts/marks.ts';
import { OutcomeMark } from '../../charts/outcome-mark.tsx';
import type { PlanTry } from '../../host/plan-tries.ts';
import { filledValues } from './filled-values.ts';
import { ResponseView } from './response-view.tsx';
import { SentRequestView } from './sent-request.tsx';
import { serverWords, responseStatus } from './try-words.ts';
import type { ValueActions } from './value-actions.ts';
import css from './exchange-view.module.css';

interface ExchangeViewProps {
  readonly tried: PlanTry;
  /** Counted through all scenarios. */
  readonly at: number;
  readonly step: TriedStep;
  /** The step in the current plan; null if it has become another one. */
  readonly source: Step | null;
  readonly actions: ValueActions;
  readonly onMove: (at: number) => void;
}

export function ExchangeView({ tried, at, step, source, actions, onMove }: ExchangeViewProps) {
  // The checks were evaluated on the last response of a redirect.
  const [hop, setHop] = useState(step.exchanges.length - 1);
  const exchange = step.exchanges[hop] ?? step.exchanges.at(-1);
  const count = tried.steps.length;
  if (exchange === undefined) return null;
  return (
    <section className={css['exchange']} aria-label={`Exchange of ${step.name}`}>
      <header className={css['head']}>
        <h2>{step.name}</h2>
        <ResponseWords exchange={exchange} isFailed={step.state === 'failed'} />
        <span className={css['moves']}>
          <ActionIcon aria-label="Step before" disabled={at === 0} onClick={() => onMove(at - 1)}>
            <IconChevronUp size={16} stroke={1.75} />
          </ActionIcon>
          <ActionIcon aria-label="Next step" disabled={at === count - 1} onClick={() => onMove(at + 1)}>
            <IconChevronDown size={16} stroke={1.75} />
          </ActionIcon>
        </span>
      </header>
      {step.state === 'failed' && step.reason !== null && (
        <Alert className={css['failure'] ?? ''} variant="default" title={step.reason}>
          {saidWords(exchange)}
        </Alert>
      )}
      {step.exchanges.length > 1 && (
        <SegmentedControl
          aria-label="Which request of the redirect"
          size="xs"
          value={String(hop)}
          onChange={(value) => setHop(Number(value))}
          data={step.exchanges.map(({ response }, place) => ({
            value: String(place),
            label: place === 0 ? `First ${response?.status ?? ''}` : `Redirect ${place} ${response?.status ?? ''}`,
          }))}
        />
      )}
      <SentRequestView exchange={exchange} values={filledValues(tried, at)} onEdit={() => actions.edit()} />
      <ResponseView exchange={exchange} step={step} source={source} actions={actions} key={hop} />
    </section>
  );
}

function saidWords({ response }: TriedExchange): string | null {
  const said = serverWords(response?.body ?? null);
  return said === null ? null : `The server said “${said}”.`;
}

function ResponseWords({ exchange, isFailed }: { readonly exchange: TriedExchange; readonly isFailed: boolean }) {
  const { response, times, isReused } = exchange;
  const family = !isFailed ? 'ok' : response === null ? 'no_response' : response.status >= 500 ? 'http_5xx' : 'http_4xx';
  return (
    <>
      <span className={css['status']}>
        <OutcomeMark mark={markOfFamily(family)} size={9} />
        {response === null ? 'No response' : responseStatus(response)}
      </span>
      <span className={css['times']}>
        {formatTime(times.service)}
        {response !== null && `, ${formatBytes(response.bodyBytes)}`}
        {isReused ? ', connection reused' : ', new connection'}
      </span>
    </>
  );
}
