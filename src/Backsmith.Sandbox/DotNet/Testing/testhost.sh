#!/bin/bash
# Stands where the test console expects dotnet, and starts the process that holds the tests in a sandbox of its own: its own processes,
# its own temporary files, the copy below a layer that goes with it, and an empty folder in the place of that of the results, since some test
# frameworks (MSTest) write there before they run anything; it goes with the sandbox, too. What is tested can then neither
# write a result, nor reach the console, nor change what the next run finds, nor leave a process behind without being seen.
# Reads BACKSMITH_ROOT (the copy), BACKSMITH_LAYER (bytes it may write), BACKSMITH_OUTPUT (bytes it may print) and BACKSMITH_NOTES (the folder to say there what went wrong).
set -u
if [ -z "${BACKSMITH_HOLDER:-}" ]; then
  # The console kills its child as soon as the results are in. What holds the sandbox stands apart from it, to see how the tests end.
  ended=$(mktemp -u /tmp/ended.XXXXXX)
  mkfifo "$ended"
  exec {end}<> "$ended"
  BACKSMITH_HOLDER=$end setsid --fork "$0" "$@"
  read -r code <&"$end"
  exit "$code"
fi

root=$BACKSMITH_ROOT size=$BACKSMITH_LAYER output=$BACKSMITH_OUTPUT notes=$BACKSMITH_NOTES end=$BACKSMITH_HOLDER
unset BACKSMITH_ROOT BACKSMITH_LAYER BACKSMITH_OUTPUT BACKSMITH_NOTES BACKSMITH_HOLDER
# Held until everything has ended; the command that started the console waits for it.
exec 7> "$notes/held"
flock 7
arguments=()
while [ $# -gt 0 ]; do
  case $1 in
    # The console is no process of that sandbox; the test host watches the first one there, which ends with it.
    --parentprocessid) arguments+=("$1" 1); shift 2 ;;
    *) arguments+=("$1"); shift ;;
  esac
done
layer=$(mktemp -d /tmp/layer.XXXXXX)
here=$(dirname "$0")

# Processes that are about to end are given two seconds.
# shellcheck disable=SC2016
watched='
"$@" 8>&-
code=$?
for _ in 1 2 3 4 5 6 7 8 9 10; do
  left=
  for process in /proc/[0-9]*; do
    number=${process#/proc/}
    [ "$number" -eq 1 ] || [ "$number" -eq $$ ] || left="$left $(cat "$process/comm" 2> /dev/null)"
  done
  [ -n "$left" ] || exit $code
  sleep 0.2
done
echo $left | head -c 1000 >&8
exit $code
'
limited() {
  head -c "$output"
  if [ "$(head -c 1 | wc -c)" -gt 0 ]; then
    : > "$notes/printed-too-much"
    kill -KILL "$(cat "$layer.pid")"
  fi
}

inside=$(id -u)
sh -c 'echo $$ > "$0"; exec "$@"' "$layer.pid" \
  unshare --user --map-root-user --mount --propagation private -- \
  /bin/sh "$here/layered.sh" "$layer" "$size" \
  bwrap --unshare-user --unshare-pid --unshare-ipc --unshare-uts --disable-userns --uid "$inside" --gid "$inside" --cap-drop ALL \
  --die-with-parent --new-session --seccomp 9 \
  --ro-bind / / --proc /proc --dev /dev --size 268435456 --tmpfs /dev/shm --size 1073741824 --tmpfs /tmp --size 268435456 --tmpfs /home/sandbox \
  --tmpfs /backsmith/out --size 268435456 --tmpfs "$notes" --bind "$layer/copy" "$root" --remount-ro /backsmith/out --chdir "$PWD" \
  -- /bin/sh -c "$watched" sh "${DOTNET_ROOT:+$DOTNET_ROOT/}dotnet" "${arguments[@]}" 9< "$here/strict.bpf" 8> "$notes/left-behind" 7>&- {end}>&- 2>&1 | limited 7>&- {end}>&- >&2
echo "${PIPESTATUS[0]}" >&"$end"
