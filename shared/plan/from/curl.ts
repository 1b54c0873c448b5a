// Reads a cURL or wget command, PowerShell's web request or a copied fetch() as the parts of a plan, or returns a sentence that
// says what a plan cannot express. Pure.
import { fail, succeed, type Result } from '../../errors.ts';
import { cmdCommands } from './cmd-words.ts';
import { shellDialectOf, isCommand, withoutPrompts } from './command-text.ts';
import { curlOptions } from './curl-options.ts';
import { readOptions, type CurlReading } from './curl-reading.ts';
import { curlRequest, type CurlRequest } from './curl-step.ts';
import type { PowerShellValue } from './powershell-value.ts';
import { fetchRequests, isFetchCall } from './fetch-call.ts';
import { fishAsPosix } from './fish-quotes.ts';
import { powerShellCommands } from './powershell-words.ts';
import { Refusal, refuse } from './refusal.ts';
import type { ShellCommand, ShellWord } from './shell-command.ts';
import { shellCommands } from './shell-words.ts';
import { webRequest } from './web-request.ts';
import { shorten } from '../../shorten.ts';
import { withDollars, withOpenNames } from './unset-variable.ts';
import { wgetAsCurl } from './wget-words.ts';

/** Whether a text is a command rather than a URL. Prompts, comments and other commands may surround it. */
export function isCurlCommand(text: string): boolean {
  return isCommand(text) || isFetchCall(text);
}

/** Reads a text with one command. */
export function parseCurl(text: string): Result<CurlRequest> {
  const all = parseCurls(text);
  if (!all.ok) return all;
  const [first, second] = all.value;
  return first === undefined || second !== undefined ? fail('plan_invalid', TWO_COMMANDS) : succeed(first);
}

/** Reads a text with one or more commands, such as a shell script. */
export function parseCurls(text: string): Result<readonly CurlRequest[]> {
  return parsed(text, false);
}

/** Like `parseCurls`, but a shell variable without a value becomes a name in braces, to which somebody gives a value later. */
export function parseOpenCurls(text: string): Result<readonly CurlRequest[]> {
  return parsed(text, true);
}

function parsed(text: string, isOpen: boolean): Result<readonly CurlRequest[]> {
  try {
    const requests = read(text, isOpen);
    return succeed(isOpen ? requests.map(withOpenNames) : requests);
  } catch (error) {
    if (error instanceof Refusal) return fail('plan_invalid', withDollars(error.message));
    throw error;
  }
}

function read(given: string, isOpen: boolean): readonly CurlRequest[] {
  if (isFetchCall(given)) return fetchRequests(given);
  // The command was copied without its continuation.
  const text = withoutPrompts(given)
    .trim()
    .replace(/\s[\\^`]$/, '');
  const dialect = shellDialectOf(given);
  if (dialect === 'powershell') return readPowerShell(text, isOpen);
  const isCmd = dialect === 'cmd';
  // After this sign PowerShell passes everything on unchanged.
  const commands = isCmd ? cmdCommands(text.replaceAll(/(\s)--%\s/g, '$1'), isOpen) : shellCommands(fishAsPosix(text), isOpen);
  const calls = commands.flatMap(({ words, input }) => {
    const first = words.findIndex(({ text: word }, index) => !isPrefix(word, index));
    const start = words[first]?.text ?? '';
    const isCarried = CARRIERS.has(start);
    const at = isCarried ? words.findIndex(({ text: word }) => PROGRAM.test(word)) : first;
    const notes = isCarried ? [`${start}: the requests are sent from this computer.`] : [];
    const program = words[at]?.text ?? '';
    return PROGRAM.test(program) ? [{ words: curlWords(program, words.slice(at + 1)), input, notes }] : [];
  });
  const stray = calls.length === 0 ? undefined : commands.find(({ words }) => /^-{1,2}[A-Za-z]/.test(words[0]?.text ?? ''));
  if (stray !== undefined)
    refuse(
      `Nothing joins ${shorten(stray.words[0]?.text ?? '')} to the line before it. End that line with ${isCmd ? 'a caret' : 'a backslash'}, without an empty line between.`,
    );
  return curlsOf(calls);
}

function readPowerShell(text: string, isOpen: boolean): readonly CurlRequest[] {
  const commands = powerShellCommands(text, isOpen);
  const isNamed = (words: readonly PowerShellValue[], names: RegExp): boolean => {
    const [first] = words;
    return first?.kind === 'text' && names.test(first.text);
  };
  const requests = commands.filter(
    (words) => isNamed(words, WEB_REQUEST) || (isNamed(words, /^(?:curl|wget)$/i) && words.some(isParameter)),
  );
  if (requests.length > 0) return requests.map((request) => webRequest(request, commands));
  const calls = commands
    .filter((words) => isNamed(words, PROGRAM))
    .map((words): ShellCommand => {
      const [program, ...rest] = words.map(programWord);
      return { words: curlWords(program?.text ?? '', rest), input: null };
    });
  return curlsOf(calls);
}

const WEB_REQUEST = /^(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)$/i;
const PROGRAM = /(?:^|[\\/])(?:curl|wget)(?:\.exe)?$/i;
const WGET = /wget(?:\.exe)?$/i;
const TWO_COMMANDS = 'This text has more than one command that sends a request. Give one command at a time.';

function isParameter(word: PowerShellValue): boolean {
  return word.kind === 'text' && word.isBare && /^-(?:Uri|Headers|Method|Body|UseBasicParsing|ContentType)$/i.test(word.text);
}

/** Windows PowerShell only passes quotes on if a backslash precedes each. */
function programWord(value: PowerShellValue): ShellWord {
  if (value.kind !== 'text') return { text: '', fault: 'PowerShell computes a part of this command. Write its text instead.' };
  const { text, isBare } = value;
  const isEscaped = !isBare && text.includes('\\"') && !/(^|[^\\])"/.test(text);
  return { text: isEscaped ? text.replaceAll('\\"', '"') : text, fault: null };
}

/** The words after the program's name, in the form that curl accepts. */
function curlWords(program: string, words: readonly ShellWord[]): readonly ShellWord[] {
  return WGET.test(program) ? wgetAsCurl(words) : words;
}

interface Call extends ShellCommand {
  readonly notes?: readonly string[];
}

function curlsOf(calls: readonly Call[]): readonly CurlRequest[] {
  if (calls.length === 0) refuse('This text has no cURL command. It begins with curl, followed by a URL.');
  return calls.flatMap(({ words, input, notes = [] }) =>
    requestsIn(words).flatMap((own) =>
      ofEachUrl(readOptions(curlOptions(own), input)).map((reading) => {
        const request = curlRequest(reading);
        return { ...request, notes: [...notes, ...request.notes] };
      }),
    ),
  );
}

/** --next begins another request with its own options. */
function requestsIn(words: readonly ShellWord[]): readonly (readonly ShellWord[])[] {
  const parts = words.reduce<ShellWord[][]>(
    (all, word) => {
      if (word.text === '--next' || word.text === '-:') all.push([]);
      else all.at(-1)?.push(word);
      return all;
    },
    [[]],
  );
  return parts;
}

/** curl sends the same to each URL, but each uploaded file goes to one URL. */
function ofEachUrl(reading: CurlReading): readonly CurlReading[] {
  if (reading.urls.length < 2) return [reading];
  if (reading.upload !== undefined) refuse('This cURL command uploads files to several URLs. Give a command for each of them.');
  return reading.urls.map((url) => ({ ...reading, urls: [url], notes: [...reading.notes] }));
}

const PREFIXES: ReadonlySet<string> = new Set(
  'sudo time command exec env nohup winpty ! do then else { builtin call timeout nice ionice stdbuf xargs noglob nocorrect doas'.split(
    ' ',
  ),
);

/** Programs that start the command elsewhere: in a container, on another computer. */
const CARRIERS: ReadonlySet<string> = new Set('docker podman kubectl oc ssh wsl watch nsenter chroot lxc'.split(' '));

/** Words of a shell that may precede the command. */
function isPrefix(word: string, index: number): boolean {
  return PREFIXES.has(word) || /^[A-Za-z_]\w*=/.test(word) || (index > 0 && /^-|^[\d.]+[smhd]?$/.test(word));
}
