// The code of Node's errors, such as ENOENT or ERR_BUFFER_TOO_LARGE; empty if there is none.
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
