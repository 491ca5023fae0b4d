#!/bin/bash
# Stands where the test console expects dotnet, and starts the process that holds the tests in a sandbox of its own: its own processes,
# its own temporary files, the copy below a layer that goes with it, and no way to the folder of results. What is tested can then neither
# write a result, nor reach the console, nor change what the next run finds, nor leave a process behind.
# Reads BACKSMITH_ROOT (the copy), BACKSMITH_LAYER (bytes it may write), BACKSMITH_OUTPUT (bytes it may print) and BACKSMITH_NOTES (the folder to say there what went wrong).
set -u
root=$BACKSMITH_ROOT output=$BACKSMITH_OUTPUT notes=$BACKSMITH_NOTES
export layer_size=$BACKSMITH_LAYER
unset BACKSMITH_ROOT BACKSMITH_LAYER BACKSMITH_OUTPUT BACKSMITH_NOTES
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

# shellcheck disable=SC2016
inner='
set -eu
layer=$1 root=$2; shift 2
# The older mount call is the one that the filter lets through.
export LIBMOUNT_FORCE_MOUNT2=always
mount -t tmpfs -o "size=$layer_size,nosuid,nodev" layer "$layer"
mkdir "$layer/upper" "$layer/work" "$layer/copy"
mount -t overlay -o "lowerdir=$root,upperdir=$layer/upper,workdir=$layer/work,userxattr,nosuid,nodev" layer "$layer/copy"
unset LIBMOUNT_FORCE_MOUNT2 layer_size
exec "$@"
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
  /bin/sh -c "$inner" sh "$layer" "$root" \
  bwrap --unshare-user --unshare-pid --unshare-ipc --unshare-uts --disable-userns --uid "$inside" --gid "$inside" --cap-drop ALL \
  --die-with-parent --new-session --seccomp 9 \
  --ro-bind / / --proc /proc --dev /dev --size 268435456 --tmpfs /dev/shm --size 1073741824 --tmpfs /tmp --size 268435456 --tmpfs /home/sandbox \
  --tmpfs /backsmith/out --bind "$layer/copy" "$root" --remount-ro /backsmith/out --chdir "$PWD" \
  -- "${DOTNET_ROOT:+$DOTNET_ROOT/}dotnet" "${arguments[@]}" 9< "$here/strict.bpf" 2>&1 | limited >&2
exit "${PIPESTATUS[0]}"
