// The completion script that a shell loads: commands, options, their values, runs of the history and file names.
import { CHOICES, completed, RUN_COMMANDS, RUN_OPTION, SHELL_WORDS, type Completed } from './completed.ts';
import type { Shell } from './shells.ts';

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

function linesOf<T>(all: readonly T[], line: (one: T) => string): string {
  return all.map(line).join('\n');
}

function bashScript(commands: readonly Completed[]): string {
  return `# onrush completion bash: source it, or put it into ~/.local/share/bash-completion/completions/onrush
_onrush_runs() {
  echo latest
  onrush runs 2>/dev/null | grep -oE '^[0-9a-f]{8}'
}
_onrush() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" words="" options="" valued=""
  COMPREPLY=()
  case "\${COMP_WORDS[1]}" in
${linesOf(commands, ({ name, options, valued }) => `    ${name}) options="${options.join(' ')}" valued=" ${valued.join(' ')} " ;;`)}
  esac
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(({ name }) => name).join(' ')}"
  else
    case "$before" in
${linesOf(Object.entries(CHOICES), ([option, words]) => `      ${option}) words="${words.join(' ')}" ;;`)}
      ${RUN_OPTION}) words="$(_onrush_runs)" ;;
      *)
        if [[ "$current" == -* ]]; then
          words="$options"
        elif [[ "$valued" != *" $before "* ]]; then
          case "\${COMP_WORDS[1]}" in
            ${RUN_COMMANDS.join('|')}) words="$(_onrush_runs)" ;;
            completion) words="${SHELL_WORDS}" ;;
          esac
        fi
        ;;
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); fi
}
complete -o default -F _onrush onrush
`;
}

function zshScript(commands: readonly Completed[]): string {
  return `#compdef onrush
# onrush completion zsh: put it into a folder of $fpath as _onrush, or source it after compinit
_onrush_runs() {
  local -a runs
  runs=(\${(f)"$(onrush runs 2>/dev/null)"})
  runs=(\${(M)runs:#[0-9a-f](#c8)  *})
  runs=("latest:the newest run" "\${(@)runs/  /:}")
  _describe run runs
}
_onrush() {
  setopt localoptions extendedglob
  local -a options valued
  if (( CURRENT == 2 )); then
    compadd -- ${commands.map(({ name }) => name).join(' ')}
    return
  fi
  case "$words[2]" in
${linesOf(commands, ({ name, options, valued }) => `    ${name}) options=(${options.join(' ')}); valued=(${valued.join(' ')}) ;;`)}
  esac
  case "$words[CURRENT-1]" in
${linesOf(Object.entries(CHOICES), ([option, words]) => `    ${option}) compadd -- ${words.join(' ')}; return ;;`)}
    ${RUN_OPTION}) _onrush_runs; return ;;
  esac
  if [[ "$PREFIX" == -* ]]; then
    compadd -- $options
  elif (( $valued[(Ie)$words[CURRENT-1]] )); then
    _files
  else
    case "$words[2]" in
      ${RUN_COMMANDS.join('|')}) _onrush_runs; _files ;;
      completion) compadd -- ${SHELL_WORDS} ;;
      *) _files ;;
    esac
  fi
}
# From $fpath, this file is the function itself.
if [[ "$funcstack[1]" == _onrush ]]; then _onrush "$@"; else compdef _onrush onrush; fi
`;
}

function fishScript(commands: readonly Completed[]): string {
  const flag = (text: string): string => (text.startsWith('--') ? `-l ${text.slice(2)}` : `-s ${text.slice(1)}`);
  const valueOf = ({ valued }: Completed, option: string): string => {
    if (option === RUN_OPTION) return " -x -k -a '(__onrush_runs)'";
    const words = CHOICES[option];
    if (words !== undefined) return ` -x -a '${words.join(' ')}'`;
    return valued.includes(option) ? ' -r' : '';
  };
  const optionLine = (command: Completed) => (option: string) =>
    `complete -c onrush -n '__fish_seen_subcommand_from ${command.name}' ${flag(option)}${valueOf(command, option)}`;
  return `# onrush completion fish: put it into ~/.config/fish/completions/onrush.fish
function __onrush_runs
  echo latest
  onrush runs 2>/dev/null | string match -r '^[0-9a-f]{8}  .*' | string replace '  ' \\t
end
${linesOf(commands, ({ name }) => `complete -c onrush -n __fish_use_subcommand -f -a ${name}`)}
complete -c onrush -n '__fish_seen_subcommand_from ${RUN_COMMANDS.join(' ')}' -k -a '(__onrush_runs)'
complete -c onrush -n '__fish_seen_subcommand_from completion' -f -a '${SHELL_WORDS}'
${linesOf(commands, (command) => linesOf(command.options, optionLine(command)))}
`;
}

function powershellScript(commands: readonly Completed[]): string {
  const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
  return `# onrush completion powershell: add it to $PROFILE
Register-ArgumentCompleter -Native -CommandName onrush -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $options = @{
${linesOf(commands, ({ name, options }) => `    '${name}' = @(${list(options)})`)}
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
