#!/bin/sh
# Prepares the mounts of one throw-away copy in a private mount namespace, says so, and waits for its standard input to close.
# Arguments: an existing folder to stage below, size of the upper layer in bytes, owner uid of the upper layer (or -), lower layers, topmost first, one a line (or -), then
# the host folders to stage, one argument each.
set -eu
umask 022
stage=$1; size=$2; owner=$3; lowers=$4; shift 4
# Everything is staged below one file system of our own, so that folders that the sandboxed user could not traverse can be reached.
mount -t tmpfs -o "size=$size,nr_inodes=2m,nosuid,nodev,mode=755" backsmith "$stage"
mkdir "$stage/bind" "$stage/layers"
number=0
for folder in "$@"; do
  if [ -d "$folder" ]; then mkdir "$stage/bind/$number"; else : > "$stage/bind/$number"; fi
  mount --rbind "$folder" "$stage/bind/$number"
  number=$((number + 1))
done
if [ "$lowers" != - ]; then
  mkdir "$stage/upper" "$stage/work" "$stage/copy"
  [ "$owner" = - ] || chown "$owner:$owner" "$stage/upper"
  # Layers are bound to short names: paths may hold colons, and the mount options are limited to one page.
  layers=''
  number=0
  old_ifs=$IFS; IFS='
'
  for layer in $lowers; do
    mkdir "$stage/layers/$number"
    mount --bind "$layer" "$stage/layers/$number"
    layers="${layers:+$layers:}$stage/layers/$number"
    number=$((number + 1))
  done
  IFS=$old_ifs
  mount -t overlay -o "lowerdir=$layers,upperdir=$stage/upper,workdir=$stage/work,userxattr,nosuid,nodev" backsmith "$stage/copy"
fi
echo ready
exec cat > /dev/null
