// Plans: the list beside the plan in the editor. It decides which plan is shown, not how it is edited.
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useHostFailure, usePlans } from '../../host/host-state.ts';
import { goTo, hrefOf } from '../../route.ts';
import { useShortcuts } from '../../shortcuts/use-shortcuts.ts';
import { Header } from '../../ui/header.tsx';
import { useDrafts, useRestored } from './draft/draft-store.ts';
import { isNewId, planEntries } from './plan-entries.ts';
import { PlanEditor } from './plan-editor.tsx';
import { PlanList } from './plan-list.tsx';
import css from './plan-screen.module.css';

export function PlanScreen({ planId }: { readonly planId: string | null }) {
  const plans = usePlans();
  const failure = useHostFailure();
  const drafts = useDrafts();
  const restored = useRestored();
  useShortcuts({ search: focusSearch });
  if (plans === null) return failure === null ? <Header title="Plans" /> : <Unread message={failure.message} />;
  const id = planId ?? planEntries(plans, drafts, [])[0]?.id ?? null;
  if (id === null) return <NoPlan />;
  const row = plans.find((plan) => plan.id === id) ?? null;
  if (row === null && !isNewId(id)) return <Gone />;
  return <PlanEditor key={`${id} ${restored}`} planId={id} row={row} />;
}

function NoPlan() {
  return (
    <Message title="No plan yet">
      <p>
        A plan is a request, how hard to send it, and what must hold. It is kept here, so that you can run it again and compare.
      </p>
      <Button
        variant="filled"
        leftSection={<IconPlus size={16} stroke={1.75} />}
        onClick={() => goTo({ screen: 'plans', planId: 'new' })}
      >
        Write a plan
      </Button>
      <p>
        Or begin with what you have: <a href={hrefOf({ screen: 'import' })}>import a file</a> (HAR, Postman, OpenAPI and others),
        or <a href={hrefOf({ screen: 'record' })}>record in a browser</a>.
      </p>
    </Message>
  );
}

function Gone() {
  return (
    <Message title="This plan is not here any more">
      <p>It was deleted. Its runs are still under Runs.</p>
      <Button onClick={() => goTo({ screen: 'plans', planId: null })}>Show the other plans</Button>
    </Message>
  );
}

function Unread({ message }: { readonly message: string }) {
  return (
    <Message title="The plans could not be read">
      <p>{message}</p>
    </Message>
  );
}

interface MessageProps {
  readonly title: string;
  readonly children: ReactNode;
}

function Message({ title, children }: MessageProps) {
  return (
    <>
      <Header title="Plans" />
      <div className={css['plan']}>
        <PlanList currentId={null} />
        <div className={css['plan-message']}>
          <h2>{title}</h2>
          {children}
        </div>
      </div>
    </>
  );
}

/** If the list is hidden, this opens the picker and focuses its search. */
function focusSearch(): void {
  const search = document.querySelector<HTMLElement>('[data-plan-search]');
  if (search === null) document.querySelector<HTMLElement>('[data-plan-picker]')?.click();
  else search.focus();
}
