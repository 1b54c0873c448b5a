// Splits an XML text that arrives in chunks into tags: only what JMeter's result files need. It does not know any element by
// name.

export type XmlPart =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string>; readonly line: number }
  | { readonly kind: 'close'; readonly name: string; readonly line: number }
  | { readonly kind: 'text'; readonly text: string; readonly line: number };

/** A longer tag is a sign that the file is not XML. */
const MOST_TAG = 4_000_000;
const PATIENT: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** An incomplete tag at the end of the text is left out. @throws SyntaxError with a line if a tag never ends. */
export async function* xmlParts(chunks: AsyncIterable<string>): AsyncGenerator<XmlPart, void, undefined> {
  let left = '';
  let line = 1;
  for await (const chunk of chunks) {
    left += chunk;
    let at = 0;
    for (;;) {
      const end = endOfPart(left, at);
      if (end === -1) break;
      const part = left.slice(at, end);
      yield* partsOf(part, line);
      line += countLines(part);
      at = end;
    }
    left = left.slice(at);
    if (left.length > MOST_TAG) throw new SyntaxError(`Line ${line}: a tag that never ends`);
  }
}

/** The place after the tag or text that begins at `at`; -1 if it is not complete yet. */
function endOfPart(text: string, at: number): number {
  if (at >= text.length) return -1;
  if (text[at] !== '<') return text.indexOf('<', at);
  for (const [begin, end] of PATIENT) {
    if (!text.startsWith(begin, at)) continue;
    const found = text.indexOf(end, at + begin.length);
    return found === -1 ? -1 : found + end.length;
  }
  // Only the characters that follow will show which kind it is.
  if (text.length - at < 9 && PATIENT.some(([begin]) => begin.startsWith(text.slice(at)))) return -1;
  return endOfTag(text, at);
}

/** A ">" within quotes does not end the tag. */
function endOfTag(text: string, at: number): number {
  for (let place = at + 1; place < text.length; place += 1) {
    const character = text[place];
    if (character === '>') return place + 1;
    if (character !== '"' && character !== "'") continue;
    const end = text.indexOf(character, place + 1);
    if (end === -1) return -1;
    place = end;
  }
  return -1;
}

function* partsOf(part: string, line: number): Generator<XmlPart, void, undefined> {
  if (part.startsWith('<![CDATA[')) yield { kind: 'text', text: part.slice(9, -3), line };
  else if (part.startsWith('<!') || part.startsWith('<?')) return;
  else if (part.startsWith('</')) yield { kind: 'close', name: part.slice(2, -1).trim(), line };
  else if (part.startsWith('<')) {
    const name = /^<([^\s/>]+)/.exec(part)?.[1] ?? '';
    yield { kind: 'open', name, attributes: attributesOf(part), line };
    if (part.endsWith('/>')) yield { kind: 'close', name, line };
  } else yield { kind: 'text', text: unescaped(part), line };
}

function attributesOf(tag: string): ReadonlyMap<string, string> {
  const found = tag.matchAll(/([^\s=/<>"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map([...found].map(([, name = '', double, single = '']) => [name, unescaped(double ?? single)]));
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    if (hex !== undefined || decimal !== undefined) return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
    return ENTITIES[name ?? ''] ?? whole;
  });
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
