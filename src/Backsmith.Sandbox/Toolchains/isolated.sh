#!/bin/bash
# Runs the command from $3 on, in the folder $2, in a sandbox within the sandbox: its own processes and temporary files, and the copy below a layer that
# goes with it, so that a run of tests cannot change what the next one finds. What it leaves in /tmp/backsmith-results is brought to the folder $1.
# Reads BACKSMITH_ROOT (the copy) and BACKSMITH_LAYER (bytes it may write).
set -u
out=$1 at=$2
shift 2
root=$BACKSMITH_ROOT size=$BACKSMITH_LAYER
unset BACKSMITH_ROOT BACKSMITH_LAYER
mkdir -p "$out"
layer=$(mktemp -d /tmp/layer.XXXXXX)
results=$(mktemp -d /tmp/results.XXXXXX)
here=$(dirname "$0")
inside=$(id -u)
unshare --user --map-root-user --mount --propagation private -- \
  /bin/sh "$here/layered.sh" "$layer" "$size" \
  bwrap --unshare-user --unshare-pid --unshare-ipc --unshare-uts --disable-userns --uid "$inside" --gid "$inside" --cap-drop ALL \
  --die-with-parent --new-session --seccomp 9 \
  --ro-bind / / --proc /proc --dev /dev --size 268435456 --tmpfs /dev/shm --size 1073741824 --tmpfs /tmp --bind "$results" /tmp/backsmith-results \
  --size 268435456 --tmpfs /home/sandbox --tmpfs /backsmith/out --bind "$layer/copy" "$root" --remount-ro /backsmith/out --chdir "$at" \
  -- "$@" 9< "$here/strict.bpf"
code=$?
# Everything of the run has ended; links and what is no file stay behind.
cd "$results" && find . -type f -size -262144k -print0 | tar -c --null --verbatim-files-from -T - | tar -x -C "$out"
exit $code
