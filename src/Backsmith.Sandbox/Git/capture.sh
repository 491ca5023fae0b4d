#!/bin/bash
# Hashes the tracked and unignored files of the working tree at $1 into the git directory at /backsmith/git and prints what it found, each fact ended by NUL.
# $2 is "git" when the tree is a git working tree, "plain" otherwise; $3 is a revision to take instead of the working tree, or empty.
set -euo pipefail
umask 022
root=$1; kind=$2; revision=$3
# The index is a cache of file times. Each run works on a copy of its own, so that another run, or a killed one, cannot stand in the way; its own time must stay, git compares with it.
cp -p /backsmith/git/index /tmp/index 2> /dev/null || true
ours=(env "GIT_DIR=/backsmith/git" "GIT_WORK_TREE=$root" GIT_INDEX_FILE=/tmp/index git)
# Without a transport nothing is fetched for a partial clone: the configuration of the tree names the program that would fetch it.
export GIT_ALLOW_PROTOCOL=none GIT_NO_LAZY_FETCH=1
cd "$root"

fact() { printf '%s %s\0' "$1" "$2"; }

# Git on the working tree at $1: never on one that lies above it, and deaf to each key of its configuration that names a program or another tree.
theirs() {
  local at=$1; shift
  env "GIT_CEILING_DIRECTORIES=$(dirname -- "$at")" git -C "$at" --work-tree="$at" -c core.fsmonitor=false -c core.hooksPath=/dev/null -c core.untrackedCache=false -c core.pager=cat "$@"
}

# Lists the files of the working tree at $1 with the prefix $2, and goes into its submodules.
list() {
  local at=$1 prefix=$2 entry path
  while IFS= read -r -d '' entry; do
    path=${entry#*$'\t'}
    fact submodule "$prefix$path" >&3
    # A folder that is reached through a link is somewhere else.
    if [ ! -e "$at/$path/.git" ] || [ "$(realpath -- "$at/$path")" != "$at/$path" ]; then continue; fi
    if theirs "$at/$path" rev-parse --git-dir > /dev/null 2>&1; then
      list "$at/$path" "$prefix$path/"
    else
      find "$at/$path" -name .git -prune -o \( -type f -o -type l \) -print0 | while IFS= read -r -d '' file; do printf '%s\0' "$prefix${file#"$at/"}"; done
    fi
  done < <(theirs "$at" ls-files -s -z | sed -zn '/^160000 /p')
  theirs "$at" ls-files -z --cached --others --exclude-standard | sed -z "s|^|${prefix//[\\|&]/\\&}|"
}

plain() {
  env GIT_DIR=/backsmith/git "GIT_WORK_TREE=$root" GIT_INDEX_FILE=/tmp/empty git ls-files -z --others --exclude-standard -x bin/ -x obj/ -x node_modules/ -x .vs/ -x .git/
}

if [ "$kind" = git ]; then
  fact head "$(theirs "$root" rev-parse --quiet --verify 'HEAD^{commit}' 2> /dev/null || true)"
fi

if [ -n "$revision" ]; then
  tree=$(theirs "$root" rev-parse --quiet --verify --end-of-options "$revision^{tree}" 2> /dev/null) || { fact revision unknown; exit 0; }
  theirs "$root" rev-list --objects "$tree" | cut -d' ' -f1 | theirs "$root" pack-objects --quiet --stdout |
    env GIT_DIR=/backsmith/git git index-pack --stdin > /dev/null
  fact files "$(env GIT_DIR=/backsmith/git git ls-tree -r --name-only -z "$tree" | tr -dc '\0' | wc -c)"
  env GIT_DIR=/backsmith/git git ls-tree -r -z "$tree" | while IFS= read -r -d '' entry; do
    case $entry in 160000*) fact submodule "${entry#*$'\t'}" ;; esac
  done
  fact tree "$tree"
  exit 0
fi

if [ "$kind" = git ]; then
  list "$root" '' 3>&1 > /tmp/list
  if [ "$(theirs "$root" config --bool core.sparseCheckout 2> /dev/null || true)" = true ]; then fact checkout sparse; fi
else
  plain > /tmp/list
fi

# What is really there, without following a link. Files that may not be read, and folders that may not be entered, are said unless they are ignored; files over 100 MB are left out and said: nobody patches them.
: > /tmp/closed; : > /tmp/shut; : > /tmp/large; : > /tmp/small; : > /tmp/present
find . -name .git -prune -o -type d \( ! -readable -o ! -executable \) -fprintf /tmp/closed '%P\0' -prune \
  -o -type f ! -readable -fprintf /tmp/shut '%P\0' -o -type f -size +104857600c -fprintf /tmp/large '%P\0' -o -type f -size -1024c -fprintf /tmp/small '%P\0' -fprintf /tmp/present '%P\0' -o \( -type f -o -type l \) -fprintf /tmp/present '%P\0' || true
while IFS= read -r -d '' path; do
  [ "$kind" = git ] && theirs "$root" check-ignore --quiet -- "./$path" || fact closed "$path"
done < /tmp/closed
for name in list shut large small present; do LC_ALL=C sort -zu -o "/tmp/$name" "/tmp/$name"; done
LC_ALL=C comm -z -12 /tmp/list /tmp/present > /tmp/wanted
LC_ALL=C comm -z -12 /tmp/list /tmp/shut | while IFS= read -r -d '' path; do fact shut "$path"; done
LC_ALL=C comm -z -12 /tmp/list /tmp/large | while IFS= read -r -d '' path; do fact large "$path"; done
sed -zn '/\/$/p' /tmp/list | while IFS= read -r -d '' path; do
  fact nested "$path"
done

"${ours[@]}" ls-files -z > /tmp/known 2> /dev/null || { rm -f /tmp/index; : > /tmp/known; }
LC_ALL=C sort -zu -o /tmp/known /tmp/known
LC_ALL=C comm -z -13 /tmp/wanted /tmp/known | "${ours[@]}" update-index -z --force-remove --stdin
"${ours[@]}" update-index -z --add --remove --replace --stdin < /tmp/wanted
fact files "$("${ours[@]}" ls-files -z | tr -dc '\0' | wc -c)"
LC_ALL=C comm -z -12 /tmp/wanted /tmp/small | xargs -0 -r grep -lZ -e '^version https://git-lfs\.github\.com/spec/' -- | head -z -n 20 | while IFS= read -r -d '' path; do
  IFS= read -r line < "./$path" || true
  case $line in 'version https://git-lfs.github.com/spec/'*) fact lfs "$path" ;; esac
done || true
tree=$("${ours[@]}" write-tree)
# Another run may move its own away between the listing and the look at it.
find /backsmith/git -maxdepth 1 -ignore_readdir_race -name 'index.*' -mmin +60 -delete
fresh=$(mktemp /backsmith/git/index.XXXXXX)
cp -p /tmp/index "$fresh"
mv -f "$fresh" /backsmith/git/index
fact tree "$tree"
