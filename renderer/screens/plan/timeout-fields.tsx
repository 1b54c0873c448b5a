// The timeouts of a request in each of its phases, and of the run's last requests after its end.
import { useId } from 'react';
import { FaultLine } from './draft/draft-form.tsx';
import { TextField } from './text-field.tsx';
import css from './plan-fields.module.css';
import planScreenCss from './plan-screen.module.css';

export function TimeoutFields() {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId}>Timeouts</h2>
      <div className={css['plan-timeout-grid']}>
        <TextField path="timeouts.connect" hasFaultLine={false} label="Connect" />
        <TextField path="timeouts.firstByte" hasFaultLine={false} label="First byte" />
        <FaultLine path="timeouts.connect" />
        <FaultLine path="timeouts.firstByte" />
        <TextField path="timeouts.idle" hasFaultLine={false} label="Idle" />
        <TextField path="timeouts.total" hasFaultLine={false} label="Total" />
        <FaultLine path="timeouts.idle" />
        <FaultLine path="timeouts.total" />
        <TextField path="gracefulStop" hasFaultLine={false} label="Grace time" />
        <p className={planScreenCss['plan-hint']}>For requests in flight after the last stage, and after Stop.</p>
        <FaultLine path="gracefulStop" />
      </div>
    </section>
  );
}
