// What refines the request being edited, and how all of the plan's travel; where there are several steps, their list.
import './request-fields.module.css';
import { Tabs } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { formatBytes } from '../../../../shared/format.ts';
import { AuthFields } from './auth-fields.tsx';
import { BodyField } from './body-field.tsx';
import { ConnectionFields } from './connection-fields.tsx';
import { AUTH_LABEL } from '../draft/draft-auth.ts';
import { useDraftForm } from '../draft/draft-form.tsx';
import { HeaderRows } from './header-rows.tsx';
import { ScenarioList } from './scenario-list.tsx';
import { TlsFields } from './tls-fields.tsx';
import type { PlacedStep } from '../draft/step-place.ts';
import { tabOf, type RequestTab } from './request-tab.ts';
import planEditorCss from '../plan-editor.module.css';

/** Not the tab's own word: the field inside has it. */
const PANEL_NAME: Readonly<Record<RequestTab, string>> = {
  headers: 'The headers to send',
  body: 'The body to send',
  auth: 'Authentication',
  tls: 'TLS settings of this plan',
  connection: 'Connection settings of this plan',
  steps: 'The steps of this plan',
};

interface RequestTabsProps {
  readonly tab: RequestTab;
  readonly onTab: (tab: RequestTab) => void;
  readonly steps: readonly PlacedStep[];
  readonly current: PlacedStep;
  readonly onStep: (index: number) => void;
}

export function RequestTabs({ tab, onTab, steps, current, onStep }: RequestTabsProps) {
  const { headers, body, auth } = current.draft;
  const written = headers.filter(({ name, value }) => name.trim() !== '' || value.trim() !== '').length;
  const { path, scenario } = current.place;
  const ofScenario = useDraftForm().values.scenarios[scenario]?.auth.type ?? 'none';
  const sentAuth = auth.type === 'none' ? ofScenario : auth.type;
  const id = useId();
  return (
    <Tabs id={id} value={tab} onChange={(value) => onTab(tabOf(value))} className={planEditorCss['plan-tabs']}>
      <Tabs.List>
        <TabTitle value="headers" note={written === 0 ? '' : String(written)}>
          Headers
        </TabTitle>
        <TabTitle value="body" note={body === null ? '' : formatBytes(new TextEncoder().encode(body).length)}>
          Body
        </TabTitle>
        <TabTitle value="auth" note={sentAuth === 'none' ? '' : AUTH_LABEL[sentAuth]}>
          Auth
        </TabTitle>
        <TabTitle value="tls" note="">
          TLS
        </TabTitle>
        <TabTitle value="connection" note="">
          Connection
        </TabTitle>
        <TabTitle value="steps" note={String(steps.length)}>
          Steps
        </TabTitle>
      </Tabs.List>
      <div role="tabpanel" id={`${id}-panel-${tab}`} aria-label={PANEL_NAME[tab]}>
        {tab === 'headers' && <HeaderRows key={path} at={current.place} path={`${path}.headers`} rows={headers} />}
        {tab === 'body' && <BodyField step={current} />}
        {tab === 'auth' && <AuthFields key={path} step={current} />}
        {tab === 'tls' && <TlsFields />}
        {tab === 'connection' && <ConnectionFields />}
        {tab === 'steps' && <ScenarioList steps={steps} current={current} onStep={onStep} />}
      </div>
    </Tabs>
  );
}

function TabTitle({
  value,
  note,
  children,
}: {
  readonly value: RequestTab;
  readonly note: string;
  readonly children: ReactNode;
}) {
  return (
    <Tabs.Tab value={value}>
      {children} <span className={planEditorCss['plan-tab-note']}>{note}</span>
    </Tabs.Tab>
  );
}
