// Branded units, so that seconds cannot be used as milliseconds. Only this file may cast to them.

declare const unit: unique symbol;

/** Milliseconds: a duration, or a point in time since the run's start. */
export type Ms = number & { readonly [unit]: 'ms' };
/** Events per second. */
export type PerSecond = number & { readonly [unit]: 'per second' };

export function ms(value: number): Ms {
  return value as Ms;
}

export function perSecond(value: number): PerSecond {
  return value as PerSecond;
}
