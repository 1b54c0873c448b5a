// Method and URL: the line that everything else refines. An empty row below it keeps a problem from moving anything.
import { FaultLine, useFault } from '../draft/draft-form.tsx';
import type { PlacedStep } from '../draft/step-place.ts';
import { TintedField } from '../names/tinted-field.tsx';
import { MethodField } from './method-field.tsx';
import css from './step-panel.module.css';

export function RequestLine({ step: { place }, isOnly }: { readonly step: PlacedStep; readonly isOnly: boolean }) {
  return (
    <>
      <div className={css['request-line']}>
        <MethodField path={`${place.path}.method`} />
        <TintedField path={`${place.path}.url`} name="URL" placeholder="http://127.0.0.1:8080/" inputMode="url" />
      </div>
      <div className={css['request-note']}>
        <RequestNote path={place.path} isOnly={isOnly} />
      </div>
    </>
  );
}

function RequestNote({ path, isOnly }: { readonly path: string; readonly isOnly: boolean }) {
  const method = useFault(`${path}.method`);
  const url = useFault(`${path}.url`);
  if (url !== undefined) return <FaultLine path={`${path}.url`} />;
  if (method !== undefined) return <FaultLine path={`${path}.method`} />;
  return isOnly ? <p>Sent again and again by each virtual user.</p> : null;
}
