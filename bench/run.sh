#!/bin/bash
# Measures and prints medians and ratios. Usage: bench/run.sh [quick|full]; as root, because staging mounts is measured as root does it.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)
mode=${1:-quick}
rounds=${ROUNDS:-11}
sonar=${SONAR:-9.32.0.97167}
[ "$mode" = quick ] || [ "$mode" = full ] || { echo "usage: bench/run.sh [quick|full]" >&2; exit 2; }
[ "$(id -u)" = 0 ] || { echo "bench: run as root" >&2; exit 3; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export BACKSMITH_HOME=$work/home

# Median wall time in milliseconds of running "$2..." $1 times.
median() {
  local times=$1 begin end i; shift
  for ((i = 0; i < times; i++)); do
    begin=$(date +%s%N); "$@" > "$work/output" 2>&1 || [ $? = 1 ] || return 3; end=$(date +%s%N)
    echo $(((end - begin) / 1000))
  done | sort -n | awk '{ v[NR] = $1 } END { m = int((NR + 1) / 2); printf "%.1f", (NR % 2 ? v[m] : (v[m] + v[m + 1]) / 2) / 1000 }'
}

row() { awk -v n="$1" -v a="$2" -v b="$3" 'BEGIN { printf "%-58s %10.1f ms %10.1f ms   x %.2f\n", n, a, b, a / b }'; }

boxed() {
  bwrap --unshare-user --unshare-ipc --unshare-pid --unshare-uts --unshare-net --cap-drop ALL --die-with-parent --new-session --clearenv \
    --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc --dev /dev --tmpfs /tmp -- /bin/true
}
staged() { unshare --mount --propagation private -- /bin/sh "$root/src/Backsmith.Sandbox/Copies/stage.sh" /mnt 4294967296 - "$work/tree" < /dev/null; }
copied() { rm -rf "$work/copied"; cp -a "$work/tree" "$work/copied"; }
version() { "$root/backsmith" --version; }
bare() { /bin/true; }

reviewed() { "$root/backsmith" review "$work/reviewed" --no-fix --output "$work/delivery"; }
built() {
  rm -rf "$work/built"; cp -a "$root/samples/bookshop" "$work/built"
  find "$work/built" -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
  sed -i "s|</Project>|<ItemGroup><GlobalPackageReference Include=\"SonarAnalyzer.CSharp\" Version=\"$sonar\" /></ItemGroup></Project>|" "$work/built/Directory.Packages.props"
  (cd "$work/built" && dotnet build -nodeReuse:false -v:quiet -p:TreatWarningsAsErrors=false -p:EnableNETAnalyzers=true -p:AnalysisMode=Recommended)
}

version > "$work/output"
for folder in $(seq 1 60); do
  mkdir -p "$work/tree/$folder"
  for file in $(seq 1 100); do echo "internal sealed class C${folder}_$file;" > "$work/tree/$folder/$file.cs"; done
done

printf '%-58s %13s %13s\n' "median of $rounds" measured against
row "namespaces of bubblewrap / bare process" "$(median "$rounds" boxed)" "$(median "$rounds" bare)"
row "stage a copy of 6,000 files / cp -a" "$(median "$rounds" staged)" "$(median "$rounds" copied)"
row "backsmith --version / bare process" "$(median "$rounds" version)" "$(median "$rounds" bare)"
[ "$mode" = full ] || exit 0
cp -a "$root/samples/bookshop" "$work/reviewed"
find "$work/reviewed" -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
rounds=${FULL_ROUNDS:-3}
reviewed > "$work/first.log" 2>&1 || [ $? = 1 ]
built > "$work/first.log" 2>&1 || { tail -n 5 "$work/first.log" >&2; echo "bench: the build with SonarAnalyzer.CSharp $sonar failed" >&2; exit 3; }
row "review --no-fix / dotnet build with Sonar, median of $rounds" "$(median "$rounds" reviewed)" "$(median "$rounds" built)"
