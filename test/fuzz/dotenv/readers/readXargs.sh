# Has bash export what xargs makes of each file listed in the file named by the first argument, without comment lines
# where there is a second; prints as readShell.sh does. Xargs finds its `echo` on the PATH.
PATH=/usr/bin:/bin
export PATH
read_file='cat "$0"'
[ "$2" ] && read_file="grep -v '^#' \"\$0\""
while read -r file; do
  bash -c "export \$($read_file | xargs 2>/dev/null) >/dev/null 2>&1; env -0; printf '+\\0'" "$file" </dev/null 2>/dev/null
  printf '.\0'
done <"$1"
