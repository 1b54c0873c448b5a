// The names of the two channels between the preload script and the main process.
export const CALL_CHANNEL = 'onrush:call';
export const EVENT_CHANNEL = 'onrush:event';
