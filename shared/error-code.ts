// The code that Node gives its errors: ENOENT, ERR_BUFFER_TOO_LARGE. Empty where there is none.
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
