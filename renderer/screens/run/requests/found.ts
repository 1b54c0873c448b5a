// What was found in the window, by kind of request.
import type { RunSummary } from '../../../../shared/summary.ts';

/** The figures of the window for all kinds of requests. */
export type FoundRequests = Pick<RunSummary, 'failures' | 'outcomes' | 'statusCodes' | 'requests'>;
