#!/bin/bash
# Runs the test console, given from $2 on, with $1 as its folder of results, which is made here, inside, where the command may write.
# Then waits until the sandbox of the tests has ended. A test host that does not end is killed by the console in an ordinary run too;
# here it is when the command ends, and what it started is named before.
set -u
notes=$1
shift
mkdir -p "$notes"
"$@"
code=$?
: >> "$notes/held"
exec 7< "$notes/held"
if ! flock -w 5 7; then
  left=
  for process in /proc/[0-9]*; do
    # Seen from here, a process of the sandbox of the tests has two numbers; there, the first three are its keeper, the watch and the test host.
    read -r inside < <(awk '$1 == "NSpid:" && NF == 3 { print $3 }' "$process/status" 2> /dev/null) || continue
    [ "$inside" -le 3 ] || left="$left $(cat "$process/comm" 2> /dev/null)"
  done
  [ -z "$left" ] || echo $left | head -c 1000 > "$notes/left-behind"
fi
exit $code
