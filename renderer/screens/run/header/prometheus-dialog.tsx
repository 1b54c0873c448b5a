// Asks for the address of a Prometheus server and a query, whose values during the run are added to it.
import { Button, Modal, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { querySeries, recallServer } from '../../../host/add-series.ts';
import dialogCss from '../../../ui/dialog.module.css';
import css from './prometheus-dialog.module.css';

interface PrometheusDialogProps {
  readonly runId: string;
  readonly onClose: () => void;
}

export function PrometheusDialog({ runId, onClose }: PrometheusDialogProps) {
  return (
    <Modal
      opened
      centered
      size={520}
      title="Add series from Prometheus"
      onClose={onClose}
      className={dialogCss['dialog']}
      closeButtonProps={{ 'aria-label': 'Close' }}
      transitionProps={{ duration: 120, exitDuration: 0 }}
    >
      <QueryForm runId={runId} onClose={onClose} />
    </Modal>
  );
}

function QueryForm({ runId, onClose }: PrometheusDialogProps) {
  const [server, setServer] = useState(recallServer);
  const [query, setQuery] = useState('');
  const [name, setName] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);

  async function handleSubmit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setAsking(true);
    const failure = await querySeries(runId, { server: server.trim(), query: query.trim(), name: name.trim() });
    setAsking(false);
    setFault(failure?.message ?? null);
    if (failure === null) onClose();
  }
  return (
    <form className={css['form']} onSubmit={(event) => void handleSubmit(event)}>
      <p>The server is asked for the values of the query from the start to the end of this run; they are kept with the run.</p>
      <TextInput
        label="Server"
        placeholder="http://127.0.0.1:9090"
        value={server}
        spellCheck={false}
        {...(server === '' ? { 'data-autofocus': true } : {})}
        onChange={(event) => setServer(event.currentTarget.value)}
      />
      <TextInput
        label="Query"
        placeholder={'rate(process_cpu_seconds_total{job="db"}[1m])'}
        value={query}
        spellCheck={false}
        {...(server === '' ? {} : { 'data-autofocus': true })}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <TextInput
        label="Name"
        description="In the chart and the report; the query itself if it is left out"
        placeholder="CPU of the database"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {fault !== null && (
        <p className={css['fault']} role="alert">
          {fault}
        </p>
      )}
      <div className={dialogCss['dialog-actions']}>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="filled" type="submit" loading={isAsking} disabled={server.trim() === '' || query.trim() === ''}>
          Add
        </Button>
      </div>
    </form>
  );
}
