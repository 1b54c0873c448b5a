// The response: its body in the most readable form, its headers, its times.
import { SegmentedControl, Tabs } from '@mantine/core';
import { useMemo, useState } from 'react';
import { parseJson, type JsonValue } from '../../../shared/plan/journey/value.ts';
import type { Step } from '../../../shared/plan/plan.ts';
import type { TriedExchange, TriedResponse, TriedStep } from '../../../shared/try-once.ts';
import { BodyText } from './body-text.tsx';
import { HeaderList } from './header-list.tsx';
import { htmlPage, type HtmlPage } from './html-elements.ts';
import { HtmlList } from './html-list.tsx';
import { HtmlPreview } from './html-preview.tsx';
import { JsonTree } from './json-tree.tsx';
import type { ValueActions } from './value-actions.ts';
import css from './exchange-view.module.css';
import { formatTime } from '../../../shared/format.ts';

const VIEWS = {
  tree: [
    { value: 'tree', label: 'Tree' },
    { value: 'text', label: 'Text' },
  ],
  page: [
    { value: 'preview', label: 'Preview' },
    { value: 'elements', label: 'Elements' },
    { value: 'text', label: 'Text' },
  ],
  text: [{ value: 'text', label: 'Text' }],
} as const;
type View = 'tree' | 'preview' | 'elements' | 'text';

interface ResponseProps {
  readonly exchange: TriedExchange;
  readonly step: TriedStep;
  readonly source: Step | null;
  readonly actions: ValueActions;
}

export function ResponseView({ exchange, step, source, actions }: ResponseProps) {
  const { response } = exchange;
  const body = response?.body ?? null;
  const json = useMemo(() => (body === null ? null : parseJson(body)), [body]);
  const isTree = json !== null && typeof json.value === 'object' && json.value !== null;
  const isPage = response !== null && json === null && isHtml(response);
  const page = useMemo(() => (isPage && body !== null ? htmlPage(body) : null), [isPage, body]);
  const views = isTree ? VIEWS.tree : page !== null ? VIEWS.page : VIEWS.text;
  const [view, setView] = useState<View>(views[0]?.value ?? 'text');
  if (response === null) return <p className={css['none']}>No response came.</p>;
  return (
    <Tabs defaultValue="body" className={css['tabs'] ?? ''} keepMounted={false}>
      <div className={css['tab-line']}>
        <Tabs.List>
          <Tabs.Tab value="body">
            Body <span className={css['tab-note']}>{json !== null ? 'JSON' : page !== null ? 'HTML' : ''}</span>
          </Tabs.Tab>
          <Tabs.Tab value="headers">
            Headers <span className={css['tab-note']}>{response.headers.length}</span>
          </Tabs.Tab>
          <Tabs.Tab value="timing">Timing</Tabs.Tab>
        </Tabs.List>
        {views.length > 1 && response.image === null && (
          <SegmentedControl
            aria-label="How the body is shown"
            size="xs"
            value={view}
            onChange={(value) => setView(views.find((one) => one.value === value)?.value ?? 'text')}
            data={[...views]}
          />
        )}
      </div>
      <Tabs.Panel value="body" className={css['panel'] ?? ''}>
        <Body {...{ response, step, source, actions, page, view }} json={isTree ? json.value : null} />
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

interface BodyProps extends Omit<ResponseProps, 'exchange'> {
  readonly response: TriedResponse;
  /** Set if it is an object or a list. */
  readonly json: JsonValue | null;
  readonly page: HtmlPage | null;
  readonly view: View;
}

function Body({ response, step, source, actions, json, page, view }: BodyProps) {
  if (response.image !== null) return <img className={css['image']} src={response.image} alt={`The body of ${step.name}`} />;
  if (json !== null && view === 'tree') return <JsonTree document={json} step={step} source={source} actions={actions} />;
  if (page !== null && view === 'preview') return <HtmlPreview page={page} actions={actions} />;
  if (page !== null && view === 'elements') return <HtmlList page={page} actions={actions} />;
  return <BodyText response={response} actions={actions} />;
}

function isHtml({ headers }: TriedResponse): boolean {
  const type = headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  return /^(text\/html|application\/xhtml\+xml)\b/i.test(type);
}

/** The phases of one tried request. */
function TimingTable({ exchange: { times, isReused, isResumed } }: { readonly exchange: TriedExchange }) {
  const { dns, connecting, tlsHandshaking, firstByte, service } = times;
  const before = (dns ?? 0) + (connecting ?? 0) + (tlsHandshaking ?? 0);
  const none = isReused ? 'none, the connection was reused' : 'none';
  const handshake = isResumed === null ? '' : isResumed ? ', session resumed' : ', full handshake';
  const rows: readonly (readonly [string, number | null, string?])[] = [
    ['DNS', dns],
    ['Connecting', connecting],
    ['TLS handshake', tlsHandshaking, handshake],
    ['Waiting for the first byte', firstByte === null ? null : Math.max(0, firstByte - before)],
    ['Receiving', firstByte === null ? null : service - firstByte],
    ['Service time', service],
  ];
  return (
    <dl className={css['facts']}>
      {rows.map(([word, value, more = '']) => (
        <div key={word}>
          <dt>{word}</dt>
          <dd>{value === null ? none : `${formatTime(value)}${more}`}</dd>
        </div>
      ))}
    </dl>
  );
}
