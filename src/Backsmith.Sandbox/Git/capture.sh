#!/bin/bash
# Hashes the tracked and unignored files of the working tree at $1 into the git directory at /backsmith/git and prints what it found.
# $2 is "git" when the tree is a git working tree, "plain" otherwise; $3 is a revision to take instead of the working tree, or empty.
set -euo pipefail
root=$1; kind=$2; revision=$3
ours=(env -u GIT_DIR GIT_DIR=/backsmith/git "GIT_WORK_TREE=$root" GIT_INDEX_FILE=/backsmith/git/index git -c core.quotePath=false)
# The user's own configuration may name programs to run; each key that can is overruled.
theirs=(git -c core.fsmonitor=false -c core.hooksPath=/dev/null -c core.untrackedCache=false -c core.pager=cat -c core.preloadIndex=true)
cd "$root"

if [ "$kind" = git ]; then
  echo "head $("${theirs[@]}" rev-parse --quiet --verify 'HEAD^{commit}' 2>/dev/null || true)"
fi

if [ -n "$revision" ]; then
  tree=$("${theirs[@]}" rev-parse --quiet --verify --end-of-options "$revision^{tree}") || { echo "revision-unknown"; exit 0; }
  "${theirs[@]}" rev-list --objects "$tree" | cut -d' ' -f1 | "${theirs[@]}" pack-objects --quiet --stdout |
    env GIT_DIR=/backsmith/git git index-pack --stdin > /dev/null
  echo "files $(env GIT_DIR=/backsmith/git git ls-tree -r --name-only -z "$tree" | tr -dc '\0' | wc -c)"
  env GIT_DIR=/backsmith/git git ls-tree -r -z "$tree" | while IFS= read -r -d '' entry; do
    case $entry in 160000*) printf 'submodule %s\n' "${entry#*$'\t'}" ;; esac
  done
  echo "tree $tree"
  exit 0
fi

# Lists the files of one working tree with a prefix, and goes into its submodules.
list() {
  local at=$1 prefix=$2 mode path
  while IFS= read -r -d '' entry; do
    mode=${entry%% *}; path=${entry#*$'\t'}
    [ "$mode" = 160000 ] || continue
    printf 'submodule %s\n' "$prefix$path" >&3
    [ -e "$at/$path/.git" ] && list "$at/$path" "$prefix$path/"
  done < <("${theirs[@]}" -C "$at" ls-files -s -z)
  "${theirs[@]}" -C "$at" ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' path; do
    case $path in
      */) printf 'nested %s\n' "$prefix$path" >&3 ;;
      *) [ -d "$at/$path" ] && [ ! -L "$at/$path" ] || printf '%s%s\0' "$prefix" "$path" ;;
    esac
  done
}

if [ "$kind" = git ]; then
  list "$root" '' 3>&1 > /tmp/list
  if [ "$("${theirs[@]}" config --bool core.sparseCheckout 2>/dev/null || true)" = true ]; then echo "sparse"; fi
else
  env GIT_DIR=/backsmith/git "GIT_WORK_TREE=$root" GIT_INDEX_FILE=/tmp/empty git ls-files -z --others --exclude-standard \
    -x bin/ -x obj/ -x node_modules/ -x .vs/ -x .git/ | while IFS= read -r -d '' path; do
    case $path in */) printf 'nested %s\n' "$path" >&3 ;; *) printf '%s\0' "$path" ;; esac
  done 3>&1 > /tmp/list
fi

# Files over 100 MB are left out and said; nobody patches them.
while IFS= read -r -d '' path; do
  [ -f "$path" ] && [ ! -L "$path" ] && [ "$(stat -c %s -- "$path")" -gt 104857600 ] && { printf '%s\0' "$path"; printf 'large %s\n' "$path" >&3; }
done 3>&1 > /tmp/large < <(find . -xdev -type f -size +100M -not -path './.git/*' -printf '%P\0' 2>/dev/null) || true
LC_ALL=C sort -zu /tmp/list > /tmp/listed
LC_ALL=C sort -zu /tmp/large > /tmp/larger
LC_ALL=C comm -z -23 /tmp/listed /tmp/larger > /tmp/wanted
"${ours[@]}" ls-files -z | LC_ALL=C sort -zu > /tmp/known
LC_ALL=C comm -z -13 /tmp/wanted /tmp/known | "${ours[@]}" update-index -z --force-remove --stdin
"${ours[@]}" update-index -z --add --remove --replace --stdin < /tmp/wanted
echo "files $("${ours[@]}" ls-files -z | tr -dc '\0' | wc -c)"
"${ours[@]}" grep --cached -l -z -I -e '^version https://git-lfs.github.com/spec/' 2>/dev/null | tr '\0' '\n' | sed 's/^/lfs /' | head -n 20 || true
echo "tree $("${ours[@]}" write-tree)"
