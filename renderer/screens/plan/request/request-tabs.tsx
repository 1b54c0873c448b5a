// The settings of the request that is being edited.
import './request-fields.module.css';
import { Tabs } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { AUTH_LABEL } from '../draft/draft-auth.ts';
import { useDraftForm, useWrite } from '../draft/draft-form.tsx';
import { queryRows, withQueryRow } from '../draft/query-rows.ts';
import type { PlacedStep } from '../draft/step-place.ts';
import { AuthFields } from './auth-fields.tsx';
import { BODY_LABEL, BodyField } from './body-field.tsx';
import { PairRows } from './pair-rows.tsx';
import { tabOf, type RequestTab } from './request-tab.ts';
import css from './step-panel.module.css';
import { useRowRemoval, useStepChange } from './use-step-change.ts';

/** Different from the tab's own word, which is the name of the field inside. */
const PANEL_NAME: Readonly<Record<RequestTab, string>> = {
  params: 'The parameters of the URL',
  headers: 'The headers to send',
  body: 'The body to send',
  auth: 'Authentication',
};

interface RequestTabsProps {
  readonly tab: RequestTab;
  readonly onTab: (tab: RequestTab) => void;
  readonly step: PlacedStep;
}

export function RequestTabs({ tab, onTab, step }: RequestTabsProps) {
  const { headers, body, auth, url } = step.draft;
  const written = headers.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '').length;
  const { path, scenario, list } = step.place;
  const scenarios = useDraftForm().values.scenarios;
  const ofScenario = (list === 'steps' ? scenarios[scenario]?.auth.type : undefined) ?? 'none';
  const sentAuth = auth.type === 'none' ? ofScenario : auth.type;
  const params = queryRows(url).length;
  const id = useId();
  return (
    <Tabs id={id} value={tab} onChange={(value) => onTab(tabOf(value))} className={css['tabs']}>
      <Tabs.List>
        <TabTitle value="params" note={params === 0 ? '' : String(params)}>
          Params
        </TabTitle>
        <TabTitle value="headers" note={written === 0 ? '' : String(written)}>
          Headers
        </TabTitle>
        <TabTitle value="body" note={body.kind === 'none' ? '' : BODY_LABEL[body.kind]}>
          Body
        </TabTitle>
        <TabTitle value="auth" note={sentAuth === 'none' ? '' : AUTH_LABEL[sentAuth]}>
          Auth
        </TabTitle>
      </Tabs.List>
      <div role="tabpanel" id={`${id}-panel-${tab}`} aria-label={PANEL_NAME[tab]}>
        {tab === 'params' && <ParamRows key={path} step={step} />}
        {tab === 'headers' && <HeaderRows key={path} step={step} />}
        {tab === 'body' && <BodyField key={path} step={step} />}
        {tab === 'auth' && <AuthFields key={path} step={step} />}
      </div>
    </Tabs>
  );
}

interface TabTitleProps {
  readonly value: RequestTab;
  readonly note: string;
  readonly children: ReactNode;
}

function TabTitle({ value, note, children }: TabTitleProps) {
  return (
    <Tabs.Tab value={value}>
      {children} <span className={css['tab-note']}>{note}</span>
    </Tabs.Tab>
  );
}

/** The query of the URL as rows: only the URL is stored, so that both always agree. */
function ParamRows({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const write = useWrite();
  return (
    <PairRows
      kind="Parameter"
      path={`${place.path}.params`}
      rows={queryRows(draft.url)}
      onWrite={(index, row) => write(`${place.path}.url`, withQueryRow(draft.url, index, row))}
      onRemove={(index) => write(`${place.path}.url`, withQueryRow(draft.url, index, null))}
    />
  );
}

/** The headers that a step sends in addition to those of Onrush. */
function HeaderRows({ step: { place, draft } }: { readonly step: PlacedStep }) {
  const change = useStepChange(place);
  const removeRow = useRowRemoval(place);

  function handleRemove(index: number): void {
    const name = draft.headers[index]?.name.trim() ?? '';
    removeRow('headers', index, name === '' ? 'Removed a header.' : `Removed header “${name}”.`);
  }

  return (
    <PairRows
      kind="Header"
      path={`${place.path}.headers`}
      rows={draft.headers}
      onWrite={(index, row) =>
        change((step) => ({ ...step, headers: [...step.headers.slice(0, index), row, ...step.headers.slice(index + 1)] }))
      }
      onRemove={handleRemove}
    />
  );
}
