// Replaces a screen that failed: the rest of the window keeps working, and the error goes to the log.
import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import pageCss from '../ui/page.module.css';
import { logPageError } from './page-errors.ts';

interface ScreenBoundaryProps {
  readonly children: ReactNode;
}

interface ScreenBoundaryState {
  readonly hasFailed: boolean;
}

export class ScreenBoundary extends Component<ScreenBoundaryProps, ScreenBoundaryState> {
  override readonly state: ScreenBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): ScreenBoundaryState {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown): void {
    logPageError(error, 'A screen');
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <section className={pageCss['full-page']} role="alert">
        <h1>Internal error: this screen cannot be shown</h1>
        <p>The other screens and an active run are not affected. The details are in the log, see Help.</p>
        <div className={pageCss['full-page-actions']}>
          <Button variant="filled" onClick={() => this.setState({ hasFailed: false })}>
            Show it again
          </Button>
          <Button component="a" href="#/help">
            Open Help
          </Button>
        </div>
      </section>
    );
  }
}
