# Has make include each file listed in the file named by the first argument and export all; prints as readShell.sh does
# what a command then gets. The second argument is make, the third a Makefile.
while read -r file; do
  cd "${file%/*}" && "$2" --silent --file="$3" read-env </dev/null 2>/dev/null && printf '+\0'
  printf '.\0'
done <"$1"
