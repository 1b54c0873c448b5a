// Parses a page as it came from a server, which may be of any depth.
import { DomHandler, type Document } from 'domhandler';
import { Parser } from 'htmlparser2';

/** Browsers stop at 512. The parser takes longer for each level, and what walks the tree calls itself for each. */
const MOST_LEVELS = 2000;

/** A page that is nested deeper is read up to there. */
export function htmlDocument(text: string): Document {
  const handler = new BoundedHandler();
  try {
    new Parser(handler).end(text);
  } catch (error) {
    if (error !== TOO_DEEP) throw error;
  }
  return handler.root;
}

const TOO_DEEP = new Error('The page is nested too deep');

class BoundedHandler extends DomHandler {
  override onopentag(name: string, attributes: Record<string, string>): void {
    if (this.tagStack.length > MOST_LEVELS) throw TOO_DEEP;
    super.onopentag(name, attributes);
  }
}
