// A scenario: its name, its weight or its own load, and how long its users keep their cookies.
import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { plural } from '../../../../shared/format.ts';
import { FaultLine, useDraftForm, useField, useWrite } from '../draft/draft-form.tsx';
import type { StepActions } from '../outline/use-step-actions.ts';
import { TextInput } from '../text-field.tsx';
import { OwnLoad } from './own-load.tsx';
import { ScenarioData } from './scenario-data.tsx';
import { Setting } from './setting.tsx';
import { Shares } from './shares.tsx';
import css from './scenario-panel.module.css';
import planScreenCss from '../plan-screen.module.css';
import nameFieldCss from '../../../ui/name-field.module.css';
import { classes } from '../../../ui/classes.ts';

const COOKIES = [
  { value: 'vu', label: 'Kept by the user' },
  { value: 'iteration', label: 'New each journey' },
  { value: 'off', label: 'Off' },
] as const;
const COOKIE_HINT = {
  vu: 'A virtual user stays logged in from one journey to the next.',
  iteration: 'Each journey begins without cookies, as a new visitor does.',
  off: 'Cookies that the server sets are not sent back.',
} as const;

export function ScenarioPanel({ index, actions }: { readonly index: number; readonly actions: StepActions }) {
  const form = useDraftForm();
  const write = useWrite();
  const path = `scenarios.${index}`;
  const name = useField(`${path}.name`);
  const scenario = form.values.scenarios[index];
  if (scenario === undefined) return null;
  const count = scenario.steps.length;
  const cookies = scenario.cookies === '' ? 'iteration' : scenario.cookies;
  const isOnly = form.values.scenarios.length === 1;
  const hasOwn = scenario.ownLoad !== null;
  return (
    <div className={css['scenario']}>
      <div className={css['head']}>
        <input
          {...name}
          type="text"
          aria-label="Scenario name"
          spellCheck={false}
          autoComplete="off"
          className={classes(nameFieldCss['name-field'], css['name'])}
        />
        <span className={css['count']}>
          {count} {plural(count, 'step')}
        </span>
        {!isOnly && (
          <Tooltip label="Remove this scenario">
            <ActionIcon aria-label="Remove this scenario" onClick={() => actions.removeScenario(index)}>
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        )}
      </div>
      <FaultLine path={`${path}.name`} />
      {(!isOnly || hasOwn) && (
        <Setting label="Load">
          <OwnLoad index={index} />
        </Setting>
      )}
      {!isOnly && !hasOwn && (
        <Setting label="Weight">
          <div className={css['weight']}>
            <TextInput path={`${path}.weight`} name="Weight" isNumber />
            <Shares index={index} />
          </div>
          <FaultLine path={`${path}.weight`} />
        </Setting>
      )}
      <Setting label="Cookies">
        <SegmentedControl
          aria-label="Cookies"
          size="xs"
          data={[...COOKIES]}
          value={cookies}
          onChange={(value) => write(`${path}.cookies`, value)}
        />
        <p className={planScreenCss['plan-hint']}>{COOKIE_HINT[cookies]}</p>
      </Setting>
      {(scenario.perVu.length > 0 || `${scenario.refresh}${scenario.refreshOn}` !== '') && <OnceAUser path={path} />}
      <Setting label="Pacing">
        <div className={css['sentence']}>
          <span>one journey every</span>
          <TextInput path={`${path}.pacing`} name="Pacing" placeholder="none" />
        </div>
        <p className={planScreenCss['plan-hint']}>
          {form.values.load.model === 'closed'
            ? 'A user begins a journey at the earliest this long after it began the one before.'
            : 'Only in the closed model: here the load already says when a journey starts.'}
        </p>
        <FaultLine path={`${path}.pacing`} />
      </Setting>
      <ScenarioData index={index} onChange={() => actions.go({ kind: 'sources' })} />
    </div>
  );
}

/** When the steps once per user are sent again. */
function OnceAUser({ path }: { readonly path: string }) {
  return (
    <Setting label="Once a user">
      <div className={css['sentence']}>
        <span>again after</span>
        <TextInput path={`${path}.refresh`} name="Again after" placeholder="never" />
        <span>and when the status is</span>
        <TextInput path={`${path}.refreshOn`} name="Again at status" placeholder="none" isNumber />
      </div>
      <p className={planScreenCss['plan-hint']}>What its users send once is sent again then. None of it is in the figures.</p>
      <FaultLine path={`${path}.refresh`} />
      <FaultLine path={`${path}.refreshOn`} />
    </Setting>
  );
}
