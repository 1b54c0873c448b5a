// Prepares pasted text as people copy it: fences, comments and prompts around a command, and the shell it was written for. Pure.

export type ShellDialect = 'shell' | 'cmd' | 'powershell';

const WEB_REQUEST = String.raw`(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm)`;
const CURL = String.raw`(?:["']?(?:(?:[/.~]|[A-Z]:\\)[^\s"'|;&=?]*[\\/]|[/.~][\\/]|\/|\\)?(?:curl|wget)(?:\.exe)?["']?)`;
/** Prompts that may precede a command on its line: "$ ", "ada@host:~$ ", "C:\>", "PS C:\work> ". */
const PROMPT = String.raw`(?:(?:[^\s'"$#%>]*(?:[ \t]+[^\s'"$#%>]+){0,3}[ \t]*)?[$#%>❯➜»✗λ][ \t]*|➜[ \t]+\S+[ \t]+(?:\S+[ \t]+)?)`;
const BEFORE = String.raw`(?:(?:sudo|doas|time|command|exec|env|nohup|winpty|noglob|nocorrect|timeout[ \t]+[\d.]+[smhd]?|nice(?:[ \t]+-n[ \t]+\d+)?|xargs(?:[ \t]+-\S+)*|!|do|then|&|\$\w+[ \t]*=)[ \t]+|[A-Za-z_]\w*=(?:'[^'\n]*'|"[^"\n]*"|[^\s'"]*)(?:[ \t]+|[ \t]*(?:;|&&)[ \t]*))*`;
const COMMAND = new RegExp(String.raw`^[ \t\u00a0]*${PROMPT}?${BEFORE}(?:${CURL}|${WEB_REQUEST})\s`, 'im');
/** A command after another one on the same line. */
const FOLLOWING = /(?:&&|\|\|?|[;({]|\b(?:do|then|else|xargs)\b)\s*(?:sudo\s+)?(?:curl|wget)(?:\.exe)?\s/i;
/** Programs that start another program elsewhere, for example in a container. */
const CARRIER =
  /^[ \t\u00a0]*(?:[$#%>❯➜][ \t]*)?(?:sudo[ \t]+)?(?:docker|podman|kubectl|oc|ssh|wsl|watch|nsenter|chroot|lxc)[ \t](?:[^\n]*?[ \t])?['"]?(?:curl|wget)(?:\.exe)?[ \t]/im;
const FENCE = /^[ \t]*(?:```|~~~).*(?:\r?\n|$)/gm;

/** Whether the text is a command that this folder can read, rather than a URL. */
export function isCommand(text: string): boolean {
  // Most files name no program at all, and long ones would take their time.
  if (!/curl|wget|Invoke-|iwr|irm/i.test(text)) return false;
  if (/^\s*(?:https?:\/\/|\{|\[\s*["{[\]])/i.test(text)) return false;
  const bare = unwrapped(text);
  return COMMAND.test(bare) || FOLLOWING.test(bare) || CARRIER.test(bare);
}

/** Removes what Markdown puts around code. */
function unwrapped(text: string): string {
  return text.replace(FENCE, '').replace(/^\s*`([^`\n]+)`\s*$/, '$1');
}

export function isWebRequest(text: string): boolean {
  return new RegExp(String.raw`(?:^|[\s;|=])${WEB_REQUEST}\s`, 'im').test(text);
}

/** Removes fences and prompts. A line that only its prompt distinguishes from a comment counts as a command. */
export function withoutPrompts(text: string): string {
  const prompted = new RegExp(String.raw`^([ \t\u00a0]*)${PROMPT}(?=${BEFORE}(?:${CURL}|${WEB_REQUEST}|cd|export)(?:\s|$))`, 'i');
  let isPrompted = false;
  let hasOther: boolean | null = null;
  const lines = unwrapped(text.replace(/^\uFEFF/, ''))
    .split('\n')
    .map((line) => {
      const hasPrompt = prompted.test(line) && !/^\s*[A-Za-z_]\w*=/.test(line);
      const isComment = hasPrompt && /^\s*#/.test(line) && (hasOther ??= hasCommandLine(text));
      if (hasPrompt && !isComment) {
        isPrompted = true;
        return line.replace(prompted, '$1');
      }
      // Shells write these before the further lines of a command.
      return isPrompted ? line.replace(/^(?:>{1,2}|More\?) ?/, '') : line;
    });
  return lines.join('\n');
}

/** True if a line that is not a comment contains a command. */
function hasCommandLine(text: string): boolean {
  const lines = text.split('\n').filter((line) => !/^\s*#/.test(line));
  return COMMAND.test(lines.join('\n'));
}

/** In Windows PowerShell, curl and wget are aliases of Invoke-WebRequest. */
const ALIAS = /(?:^|[\s;|=])(?:curl|wget)\s[^\n]*-(?:Uri|Method|Headers|Body|UseBasicParsing|ContentType)(?:\s|$)/im;

/** A line that PowerShell continues: its last backtick does not close a substitution of another shell. */
const CONTINUED = /(?:\s`|^[^`\n]+`)[ \t]*\r?$/m;

export function shellDialectOf(text: string): ShellDialect {
  if (/\s--%\s/.test(text)) return 'cmd';
  if (
    isWebRequest(text) ||
    ALIAS.test(text) ||
    /^[ \t]*(?:PS(?:[ \t]+[^>\n]*)?>|\$\w+[ \t]*=)/im.test(text) ||
    CONTINUED.test(text)
  )
    return 'powershell';
  if (/(^|\s)\^"|\^[ \t]*\r?$/m.test(text) || /^[ \t]*[A-Z]:\\[^>\n]*>/im.test(text)) return 'cmd';
  const hasShellQuotes = /(^|[\s=])\$?'/.test(text) || /\\\r?$/m.test(text);
  const isProgram = /(^|[\s\\/"])curl\.exe["\s]/i.test(text);
  if (isProgram) return /(^|\s)'|"[^"]*`["$`0nrt]/.test(text) ? 'powershell' : 'cmd';
  if (/\s"?[A-Z]:\\\w/.test(text) && !hasShellQuotes) return 'cmd';
  // Inside quotes Windows reads two quotes as one; in a POSIX shell they would have no meaning.
  return !hasShellQuotes && !text.includes('$') && /[^\s"=\\]""|(?<!\\)""[^\s"]|""""/.test(text) ? 'cmd' : 'shell';
}
