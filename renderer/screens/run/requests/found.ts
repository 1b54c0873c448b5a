// What was found in the window, by kind of request.
import type { RunSummary } from '../../../../shared/summary.ts';

/** Of the window, whatever kind of request is looked at. */
export type FoundRequests = Pick<RunSummary, 'failures' | 'outcomes' | 'statusCodes' | 'requests'>;
