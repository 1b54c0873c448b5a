// What a page that is handed on may do.

/** Nothing may be fetched or run, whatever is in the page. */
export const REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
