// The bar above a screen: title, a discreet note, content in the middle, actions on the right. It also sets the document's title.
import { type ReactNode, useEffect } from 'react';
import headerCss from './header.module.css';

interface HeaderProps {
  readonly title: string;
  readonly note?: string | undefined;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function Header({ title, note, children, actions }: HeaderProps) {
  useTitle(title);
  return (
    <header className={headerCss['header']}>
      <h1>{title}</h1>
      {note !== undefined && (
        <span className={headerCss['header-note']} title={note}>
          {note}
        </span>
      )}
      {children}
      {actions !== undefined && <div className={headerCss['header-actions']}>{actions}</div>}
    </header>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Onrush`;
  }, [title]);
}
