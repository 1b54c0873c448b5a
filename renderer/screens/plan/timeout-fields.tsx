// How long a request may take in each of its phases, and the run's last requests after its end.
import { useId } from 'react';
import { TextField } from './text-field.tsx';

export function TimeoutFields() {
  const titleId = useId();
  return (
    <section className="plan-timeouts" aria-labelledby={titleId}>
      <h2 id={titleId}>Timeouts</h2>
      <div className="plan-timeout-grid">
        <TextField path="timeouts.connect" label="Connect" />
        <TextField path="timeouts.firstByte" label="First byte" />
        <TextField path="timeouts.idle" label="Idle" />
        <TextField path="timeouts.total" label="Total" />
        <TextField path="gracefulStop" label="Grace time" />
        <p className="plan-hint">What is in flight at the end may still finish within the grace time.</p>
      </div>
    </section>
  );
}
