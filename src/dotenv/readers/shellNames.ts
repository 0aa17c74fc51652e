/** The shells that are modelled: where they differ, the model asks which it is. */
export type ShellName = 'bash' | 'dash' | 'zsh';

/** Words that start something that runs conditionally, repeatedly or later. */
const openers =
  'if case while until for select function time coproc [[ { ! repeat foreach nocorrect end float integer local'.split(
    ' ',
  );
/** Words that are an error where nothing is open. */
const closers = 'then else elif fi do done esac }'.split(' ');

const reserved = new Map<string, 'opens' | 'closes'>([
  ...openers.map(word => [word, 'opens'] as const),
  ...closers.map(word => [word, 'closes'] as const),
]);

/** What a command name is to shells, where it is a reserved word. */
export function reservedWord(name: string): 'opens' | 'closes' | undefined {
  return reserved.get(name);
}

/** Commands of the shells themselves that change more than variables, or depend on more than the text. */
const builtins = new Set(
  `. : alias autoload bg bind bindkey break builtin bye caller cd chdir command compgen complete compopt continue
  dirs disable disown emulate enable eval exec exit false fc fg functions getln getopts hash help history jobs kill let
  limit log logout mapfile noglob popd print printf private pushd pushln r read readarray rehash return sched setopt
  shift shopt source stat suspend test times trap true type ulimit umask unalias unfunction unhash unlimit unset
  unsetopt vared wait whence where which zcompile zle zmodload zparseopts zstyle [ ]] in coproc echotc echoti zformat
  zregexparse pwd echo set`.split(/\s+/),
);

/** Those of them that change nothing. */
const harmless = new Set(['true', 'false', 'echo', 'pwd', 'test', '[']);

export function builtinKind(name: string): 'harmless' | 'changes' | undefined {
  if (harmless.has(name)) return 'harmless';
  return builtins.has(name) ? 'changes' : undefined;
}

const readOnlyInBash = new Set(['UID', 'EUID', 'PPID', 'BASHOPTS', 'SHELLOPTS', 'BASH_VERSINFO']);

/** What comes of setting a variable that means something to the shell itself. */
export function specialName(shell: ShellName, name: string): 'ignored' | 'runsCode' | undefined {
  if (shell === 'bash' && readOnlyInBash.has(name)) return 'ignored';
  const special = shell === 'zsh' ? specialInZsh : specialInShells;
  return special.test(name) ? 'runsCode' : undefined;
}

const specialInShells =
  /^(?:BASH\w*|COMP_\w+|DIRSTACK|EPOCH\w+|FUNCNAME|FUNCNEST|GROUPS|HISTCMD|IFS|LINENO|OPTIND|PIPESTATUS|POSIXLY_CORRECT|RANDOM|SECONDS|SHELLOPTS|SRANDOM|_)$/;
const specialInZsh =
  /^(?:[a-z]\w*|[A-Z]*GID|[A-Z]*UID|USERNAME|IFS|LINENO|OPTIND|RANDOM|SECONDS|SHLVL|LINES|COLUMNS|HIST\w*|SAVEHIST|ERRNO|TTY\w*|MAIL\w*|LIST\w*|KEYTIMEOUT|KEYBOARD_HACK|FUNCNEST|DIRSTACKSIZE|BAUD|LOG\w*|PPID|TRY_BLOCK_\w+|ZSH\w*|ARGC|MODULE_PATH|MANPATH|CDPATH|FPATH|FIGNORE|PSVAR|WATCH\w*|_)$/;

/** Variables that a shell sets itself, so that what they hold is not in the text. */
export function isSetByShell(name: string): boolean {
  return /^(?:BASH\w*|ARGC|CPUTYPE|DIRSTACK|EPOCH\w*|[A-Z]*UID|[A-Z]*GID|GROUPS|HIST\w*|HOST(?:NAME|TYPE)?|IFS|LINENO|LINES|COLUMNS|LOGNAME|MACHTYPE|MODULE_PATH|OLDPWD|OPT\w*|OSTYPE|PATH|PIPESTATUS|PPID|PROMPT\d?|PS[1-4]|PWD|RANDOM|SECONDS|SHELL\w*|SHLVL|SRANDOM|TERM|TTY\w*|USERNAME|USER|VENDOR|ZSH\w*|_|[a-z]\w*)$/.test(
    name,
  );
}
