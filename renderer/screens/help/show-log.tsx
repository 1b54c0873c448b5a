// The log of errors: its folder is opened if the host can do that; otherwise its last lines are shown here.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { LogView } from '../../../shared/log-view.ts';
import { call } from '../../host/client.ts';
import { showFailure } from '../../ui/toasts.tsx';
import css from './help-screen.module.css';
import textCss from '../../ui/text.module.css';

export function ShowLog() {
  const [view, setView] = useState<LogView | null>(null);

  async function handleShow(): Promise<void> {
    const shown = await call('app.showLog', {});
    if (shown.ok) setView(shown.value);
    else showFailure(shown.failure);
  }

  return (
    <div className={css['help-log']}>
      <p>When an internal error occurs, its details are kept in a log on this computer. Secrets are left out.</p>
      <Button onClick={() => void handleShow()}>Show log</Button>
      {view !== null && (
        <output>
          {view.lines.length === 0 ? 'Nothing has been logged so far. ' : ''}
          The log is in <span className={textCss['mono']}>{view.folder}</span>
        </output>
      )}
      {view !== null && !view.isFolderOpen && view.lines.length > 0 && (
        // It may be wider than the window, and arrow keys could not scroll it otherwise.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre tabIndex={0} aria-label="Last lines of the log">
          {view.lines.join('\n')}
        </pre>
      )}
    </div>
  );
}
