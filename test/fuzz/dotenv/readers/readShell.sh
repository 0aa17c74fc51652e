# Has the shell named by the second argument source each file listed in the file named by the first, after `set -a`
# where there is a third; prints the environment that a program then gets, `name=value` and a NUL each. A file ends
# with `+` and a NUL where the shell got through it, and with `.` and a NUL in any case.
#
# Each gets a shell of its own: bash takes a command at the end of a text for its last where it sources it in a subshell.
read_file='. "$0" >/dev/null 2>&1 </dev/null; /usr/bin/env -0; printf "+\0"'
while read -r file; do
  "$2" -c "${3:+set -a; }$read_file" "$file" </dev/null 2>/dev/null
  printf '.\0'
done <"$1"
