#!/bin/bash
# Kills `solve` with its whole process group at every request of a story that a provider on this machine tells: before the answer, and so many
# milliseconds after it went out. `tasks resume` must then end with the patch of a run that nobody disturbed, byte for byte; `status` must say
# the same spending; and nothing may be asked again whose answer had been kept.
# Usage: eng/solve-kill-test.sh [MOMENT…]        default: before 0 3 10 40; prints one line for each kill and ends with 1 when anything is wrong.
set -euo pipefail
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
"$root/backsmith" --version > /dev/null
read -r dotnet < "$root/artifacts/product/.built"
[ $# -gt 0 ] || set -- before 0 3 10 40
export BACKSMITH_KILL_MOMENTS="$*" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
exec "$dotnet" test "$root/tests/Backsmith.Cli.Tests" -c Release --filter Killed_at_every_step --logger 'console;verbosity=detailed'
