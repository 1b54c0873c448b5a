// The completion script that a shell loads, generated from the same options that are parsed.
import { COMMANDS } from './command-options.ts';
import type { Shell } from './shells.ts';

interface Completed {
  readonly name: string;
  /** For example "--url", "-c". */
  readonly options: readonly string[];
}

export function completionScript(shell: Shell): string {
  const commands = completed();
  switch (shell) {
    case 'bash':
      return bashScript(commands);
    case 'zsh':
      return zshScript(commands);
    case 'fish':
      return fishScript(commands);
    case 'powershell':
      return powershellScript(commands);
  }
}

export function completed(): readonly Completed[] {
  return Object.entries(COMMANDS).map(([name, make]) => ({
    name,
    options: make().options.flatMap(({ short, long }) => [long, short].filter((flag) => flag !== undefined && flag !== null)),
  }));
}

function cases(commands: readonly Completed[], line: (command: Completed) => string): string {
  return commands.map(line).join('\n');
}

function bashScript(commands: readonly Completed[]): string {
  return `# onrush completion bash: source it, or put it into ~/.local/share/bash-completion/completions/onrush
_onrush() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(({ name }) => name).join(' ')}"
  elif [[ "$current" == -* ]]; then
    case "\${COMP_WORDS[1]}" in
${cases(commands, ({ name, options }) => `      ${name}) words="${options.join(' ')}" ;;`)}
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o default -F _onrush onrush
`;
}

function zshScript(commands: readonly Completed[]): string {
  return `#compdef onrush
# onrush completion zsh: source it, or put it into a folder of $fpath as _onrush
_onrush() {
  local -a options
  if (( CURRENT == 2 )); then
    compadd -- ${commands.map(({ name }) => name).join(' ')}
    return
  fi
  case "$words[2]" in
${cases(commands, ({ name, options }) => `    ${name}) options=(${options.join(' ')}) ;;`)}
  esac
  if [[ "$PREFIX" == -* ]]; then compadd -- $options; else _files; fi
}
compdef _onrush onrush
`;
}

function fishScript(commands: readonly Completed[]): string {
  const flags = (flag: string): string => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`);
  return `# onrush completion fish: put it into ~/.config/fish/completions/onrush.fish
${cases(commands, ({ name }) => `complete -c onrush -n __fish_use_subcommand -f -a ${name}`)}
${cases(commands, ({ name, options }) =>
  options.map((flag) => `complete -c onrush -n '__fish_seen_subcommand_from ${name}' ${flags(flag)}`).join('\n'),
)}
`;
}

function powershellScript(commands: readonly Completed[]): string {
  const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
  return `# onrush completion powershell: add it to $PROFILE
Register-ArgumentCompleter -Native -CommandName onrush -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $options = @{
${cases(commands, ({ name, options }) => `    '${name}' = @(${list(options)})`)}
  }
  $elements = @($commandAst.CommandElements | ForEach-Object { $_.ToString() })
  $isFirst = $elements.Count -lt 2 -or ($elements.Count -eq 2 -and $wordToComplete -ne '')
  $words = if ($isFirst) { @(${list(commands.map(({ name }) => name))}) } else { $options[$elements[1]] }
  $words | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
