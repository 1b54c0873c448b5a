// The messages between the page and the browser host on their socket.
import { z } from 'zod';
import type { Result } from './errors.ts';
import type { HostEvent } from './rpc.ts';

export type ClientFrame = { readonly id: number; readonly name: string; readonly input: unknown };
export type ServerFrame = { readonly id: number; readonly result: Result<unknown> } | { readonly event: HostEvent };

export const clientFrame = z.strictObject({ id: z.int(), name: z.string(), input: z.unknown() });
