# Sources each file listed on standard input, in a subshell that exports what it sets, and prints those of the names
# listed behind the file that are set then: `name=value` and a NUL each. A file ends with `+` and a NUL where the
# shell got through it, and with `.` and a NUL in any case.
while read -r listed_file listed_names; do
  (
    set -a
    . "$listed_file" >/dev/null 2>&1 </dev/null
    for listed_name in $listed_names; do
      eval "if [ \"\${$listed_name+set}\" ]; then printf '%s\\0' \"$listed_name=\$$listed_name\"; fi"
    done
    printf '+\0'
  ) 2>/dev/null
  printf '.\0'
done
