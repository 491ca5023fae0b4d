#!/bin/sh
# Runs the command from $3 on, which finds the copy at $1/copy below a layer of at most $2 bytes. To be run as root of a user and a mount namespace of its
# own, with which the layer goes.
set -eu
layer=$1 size=$2
shift 2
# The older mount call is the one that the filter lets through.
export LIBMOUNT_FORCE_MOUNT2=always
mount -t tmpfs -o "size=$size,nosuid,nodev" layer "$layer"
mkdir "$layer/upper" "$layer/work" "$layer/copy"
mount -t overlay -o "lowerdir=/backsmith/copy,upperdir=$layer/upper,workdir=$layer/work,userxattr,nosuid,nodev" layer "$layer/copy"
unset LIBMOUNT_FORCE_MOUNT2
exec "$@"
