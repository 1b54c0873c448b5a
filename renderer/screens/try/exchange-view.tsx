// One step of a try: the request as it was sent, and the response with all that can be made of it.
import { ActionIcon, Alert, SegmentedControl, Tabs } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { formatBytes, formatTime } from '../../../shared/format.ts';
import { parseJson } from '../../../shared/plan/journey/value.ts';
import type { Plan, Step } from '../../../shared/plan/plan.ts';
import { sentStepsOf } from '../../../shared/plan/sent-steps.ts';
import type { TriedExchange, TriedStep } from '../../../shared/try-once.ts';
import { markOfFamily } from '../../charts/marks.ts';
import { OutcomeMark } from '../../charts/outcome-mark.tsx';
import { rememberEditedStep, type PlanTry } from '../../host/plan-tries.ts';
import { BodyText } from './body-text.tsx';
import { JsonTree } from './json-tree.tsx';
import { editTried, namesOf, putIntoPlan } from './plan-rows.ts';
import { SentRequest } from './sent-request.tsx';
import { TimingTable } from './timing-table.tsx';
import { serverWords, statusWords } from './try-words.ts';
import { HeaderList } from './header-list.tsx';
import type { ValueActions } from './value-actions.ts';
import css from './exchange-view.module.css';

interface ExchangeViewProps {
  readonly planId: string;
  readonly known: Plan;
  /** As it is by now; null while something is wrong with it. */
  readonly now: Plan | null;
  readonly tried: PlanTry;
  /** Counted through all scenarios. */
  readonly at: number;
  readonly step: TriedStep;
  readonly onMove: (at: number) => void;
}

export function ExchangeView({ planId, known, now, tried, at, step, onMove }: ExchangeViewProps) {
  // A redirect's last response is what the checks were asked of.
  const [hop, setHop] = useState(step.exchanges.length - 1);
  const exchange = step.exchanges[hop] ?? step.exchanges.at(-1);
  const count = tried.steps.length;
  const actions = useActions({ planId, known, now, tried, at });
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
      <SentRequest exchange={exchange} onEdit={() => actions.edit()} />
      <Response exchange={exchange} step={step} source={sourceOf(now ?? tried.plan, tried, at)} actions={actions} key={hop} />
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
        {response === null ? 'No response' : statusWords(response)}
      </span>
      <span className={css['times']}>
        {formatTime(times.service)}
        {response !== null && `, ${formatBytes(response.bodyBytes)}`}
        {isReused ? ', connection reused' : ', new connection'}
      </span>
    </>
  );
}

interface ResponseProps {
  readonly exchange: TriedExchange;
  readonly step: TriedStep;
  readonly source: Step | null;
  readonly actions: ValueActions;
}

function Response({ exchange, step, source, actions }: ResponseProps) {
  const { response } = exchange;
  const body = response?.body ?? null;
  const json = useMemo(() => (body === null ? null : parseJson(body)), [body]);
  const isTree = json !== null && typeof json.value === 'object' && json.value !== null;
  const [view, setView] = useState<'tree' | 'text'>(isTree ? 'tree' : 'text');
  if (response === null) return <p className={css['none']}>No response came.</p>;
  return (
    <Tabs defaultValue="body" className={css['tabs'] ?? ''} keepMounted={false}>
      <div className={css['tab-line']}>
        <Tabs.List>
          <Tabs.Tab value="body">Body{json === null ? '' : ' JSON'}</Tabs.Tab>
          <Tabs.Tab value="headers">Headers {response.headers.length}</Tabs.Tab>
          <Tabs.Tab value="timing">Timing</Tabs.Tab>
        </Tabs.List>
        {isTree && (
          <SegmentedControl
            aria-label="How the body is shown"
            size="xs"
            value={view}
            onChange={(value) => setView(value === 'tree' ? 'tree' : 'text')}
            data={[
              { value: 'tree', label: 'Tree' },
              { value: 'text', label: 'Text' },
            ]}
          />
        )}
      </div>
      <Tabs.Panel value="body" className={css['panel'] ?? ''}>
        {response.image !== null && <img className={css['image']} src={response.image} alt={`The body of ${step.name}`} />}
        {response.image === null && json !== null && isTree && view === 'tree' && (
          <JsonTree document={json.value} step={step} source={source} actions={actions} />
        )}
        {response.image === null && !(isTree && view === 'tree') && <BodyText response={response} actions={actions} />}
      </Tabs.Panel>
      <Tabs.Panel value="headers" className={css['panel'] ?? ''}>
        <HeaderList headers={response.headers} actions={actions} />
      </Tabs.Panel>
      <Tabs.Panel value="timing" className={css['panel'] ?? ''}>
        <TimingTable exchange={exchange} />
      </Tabs.Panel>
    </Tabs>
  );
}

/** What pressing a value of this step can do to the plan. */
function useActions({ planId, known, now, tried, at }: Omit<ExchangeViewProps, 'step' | 'onMove'>): ValueActions {
  const entry = tried.steps[at];
  return {
    taken: namesOf(now ?? tried.plan),
    put: (row) => entry !== undefined && putIntoPlan(planId, known, entry, row),
    edit: () => {
      if (entry !== undefined) rememberEditedStep(planId, entry.path);
      editTried(planId, tried.plan);
    },
  };
}

/** The step that stands at this place of the plan by now. */
function sourceOf(plan: Plan, { steps }: PlanTry, at: number): Step | null {
  const path = JSON.stringify(steps[at]?.path);
  return sentStepsOf(plan).find((one) => JSON.stringify(one.path) === path)?.step ?? null;
}
