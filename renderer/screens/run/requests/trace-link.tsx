// Links a request to its trace, if the settings have a URL for traces.
import { IconExternalLink } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { traceLink } from '../../../../shared/trace-url.ts';
import { call } from '../../../host/client.ts';
import { useInfo, useSettings } from '../../../host/host-state.ts';

interface TraceLinkProps {
  readonly traceId: string;
  /** The text beside the icon. */
  readonly words?: string;
  readonly className?: string | undefined;
}

/** Renders nothing if there is no URL. */
export function TraceLink({ traceId, words, className }: TraceLinkProps) {
  const isWindow = useInfo()?.host === 'electron';
  const href = traceLink(useSettings()?.traceUrl, traceId);
  if (href === null) return null;
  const handleClick = (event: MouseEvent): void => {
    event.stopPropagation();
    if (!isWindow) return;
    // The window opens no other pages, so the system does.
    event.preventDefault();
    void call('traces.open', { traceId });
  };
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className={className}
      title={href}
      aria-label={words === undefined ? 'Open the trace' : undefined}
      onClick={handleClick}
    >
      {words} <IconExternalLink size={13} stroke={1.75} aria-hidden />
    </a>
  );
}

/** Whether rows have a link to traces. */
export function useLeadsToTraces(): boolean {
  return traceLink(useSettings()?.traceUrl, '0'.repeat(32)) !== null;
}
