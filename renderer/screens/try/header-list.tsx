// The headers of a response; each can be pressed like a value of the body.
import { HIDDEN } from '../../../shared/plan/secret.ts';
import type { TriedHeader } from '../../../shared/try-once.ts';
import type { ValueActions } from './value-actions.ts';
import { ValueMenu } from './value-menu.tsx';
import css from './exchange-view.module.css';

interface HeaderListProps {
  readonly headers: readonly TriedHeader[];
  readonly actions: ValueActions;
}

export function HeaderList({ headers, actions }: HeaderListProps) {
  return (
    <dl className={css['facts']}>
      {headers.map(({ name, value }, at) => (
        <div key={at}>
          <dt>{name}</dt>
          <dd>
            {value === HIDDEN ? (
              <em>hidden</em>
            ) : (
              <ValueMenu pressed={{ kind: 'header', name, value }} actions={actions}>
                <button type="button" className={css['value']}>
                  {value}
                </button>
              </ValueMenu>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
