// Errors in a command line, and the parsing of its numbers.
import { UserError } from '../../shared/errors.ts';

export function usage(message: string): UserError {
  return new UserError('bad_request', message);
}

/** @throws UserError bad_request */
export function whole(text: string | undefined, option: string, lowest: number, highest: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= lowest && value <= highest) return value;
  throw usage(`${option}: "${text}" is not a whole number from ${lowest} to ${highest.toLocaleString('en')}.`);
}
