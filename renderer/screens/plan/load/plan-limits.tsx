// The plan's timeouts and its connection settings, each as a sentence; their fields open in a box.
import { Button, Modal } from '@mantine/core';
import { useContext, type ReactNode } from 'react';
import type { Draft } from '../draft/draft.ts';
import { DraftFaultContext } from '../draft/draft-form.tsx';
import { ConnectionFields } from '../request/connection-fields.tsx';
import { TlsFields } from '../request/tls-fields.tsx';
import { TimeoutFields } from '../timeout-fields.tsx';
import css from './load-dock.module.css';
import planFieldsCss from '../plan-fields.module.css';
import dialogCss from '../../../ui/dialog.module.css';

export type LimitsDialog = 'limits' | 'connection';

interface PlanLimitsProps {
  readonly draft: Draft;
  readonly dialog: LimitsDialog | null;
  readonly onDialog: (dialog: LimitsDialog | null) => void;
  readonly isOnlyDialog?: boolean;
}

export function PlanLimits({ draft, dialog, onDialog, isOnlyDialog = false }: PlanLimitsProps) {
  return (
    <>
      {!isOnlyDialog && (
        <>
          <Sentence
            title="Time limits"
            words={limitWords(draft)}
            pattern={/^(timeouts|gracefulStop)/}
            onChange={() => onDialog('limits')}
          />
          <Sentence
            title="Connection"
            words={connectionWords(draft)}
            pattern={/^(http|tls)\./}
            onChange={() => onDialog('connection')}
          />
        </>
      )}
      <Box title="Time limits" isOpen={dialog === 'limits'} onClose={() => onDialog(null)}>
        <TimeoutFields />
      </Box>
      <Box title="Connection and TLS" isOpen={dialog === 'connection'} onClose={() => onDialog(null)}>
        <ConnectionFields />
        <h2 className={css['box-title']}>TLS</h2>
        <TlsFields />
      </Box>
    </>
  );
}

interface SentenceProps {
  readonly title: string;
  readonly words: string;
  /** Matches the paths of its fields. */
  readonly pattern: RegExp;
  readonly onChange: () => void;
}

function Sentence({ title, words, pattern, onChange }: SentenceProps) {
  const { faults } = useContext(DraftFaultContext);
  const fault = [...faults].find(([path]) => pattern.test(path))?.[1];
  return (
    <section className={css['limits']} aria-label={title}>
      <h2>
        {title}
        <button type="button" className={planFieldsCss['plan-fix']} aria-label={`Change: ${title}`} onClick={onChange}>
          Change
        </button>
      </h2>
      <p>{words}</p>
      {fault !== undefined && <p className={planFieldsCss['plan-fault']}>{fault}</p>}
    </section>
  );
}

interface BoxProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

function Box({ title, isOpen, onClose, children }: BoxProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      size={720}
      className={dialogCss['dialog']}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 120 }}
    >
      <div className={css['box']}>{children}</div>
      <div className={dialogCss['dialog-actions']}>
        <Button variant="filled" onClick={onClose}>
          Done
        </Button>
      </div>
    </Modal>
  );
}

function limitWords({ timeouts: { connect, firstByte, idle, total }, gracefulStop }: Draft): string {
  return `connect ${connect}, first byte ${firstByte}, idle ${idle}, total ${total}; at the end wait ${gracefulStop}`;
}

const VERSION = { '1.1': 'HTTP/1.1', '2': 'HTTP/2', auto: 'HTTP/1.1 or 2' } as const;

function connectionWords({ http, tls }: Draft): string {
  const redirects = http.followRedirects.trim();
  return [
    VERSION[http.version],
    http.keepAlive ? 'kept alive' : 'closed after each response',
    ...(http.connections.trim() === '' ? [] : [`${http.connections} shared connections`]),
    tls.verify ? 'TLS checked' : 'TLS not checked',
    http.proxy.trim() === '' ? 'no proxy' : 'through a proxy',
    ...(redirects === '' || redirects === '0' ? [] : [`follows ${redirects} redirects`]),
    ...(http.socketPath.trim() === '' ? [] : ['to a Unix socket']),
  ].join(', ');
}
