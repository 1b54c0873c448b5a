// Replaces every screen that needs the history while it cannot be opened: why, and what to do.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Failure } from '../../../shared/errors.ts';
import { call } from '../../host/client.ts';
import { readAll } from '../../host/host-state.ts';
import { showFailure, showNote } from '../../ui/toasts.tsx';
import { useTitle } from '../../ui/header.tsx';
import pageCss from '../../ui/page.module.css';

interface StoreProblemProps {
  readonly problem: Failure;
  /** True if the rest of the history can be read. */
  readonly isOpen?: boolean;
}

export function StoreProblem({ problem, isOpen = false }: StoreProblemProps) {
  const [busy, setBusy] = useState<'retry' | 'set-aside' | null>(null);
  const isDamaged = problem.code === 'store_damaged';
  useTitle(isOpen ? 'Settings' : 'History not available');

  async function tryAgain(): Promise<void> {
    setBusy('retry');
    await readAll();
    setBusy(null);
  }

  async function setAside(): Promise<void> {
    setBusy('set-aside');
    const moved = await call('app.setAsideStore', {});
    if (moved.ok) showNote(`The damaged file is kept as ${moved.value.movedTo}.`);
    else showFailure(moved.failure);
    await readAll();
    setBusy(null);
  }

  return (
    <section className={pageCss['full-page']} role="alert">
      <h1>{isOpen ? 'A part of the history is damaged' : 'Onrush cannot open its history'}</h1>
      <p>{problem.message}</p>
      {isDamaged && <p>Setting the file aside renames it and begins an empty history beside it. Nothing is deleted.</p>}
      <div className={pageCss['full-page-actions']}>
        <Button variant="filled" loading={busy === 'retry'} disabled={busy !== null} onClick={() => void tryAgain()}>
          Try again
        </Button>
        {isDamaged && (
          <Button loading={busy === 'set-aside'} disabled={busy !== null} onClick={() => void setAside()}>
            Set the damaged file aside
          </Button>
        )}
      </div>
    </section>
  );
}
