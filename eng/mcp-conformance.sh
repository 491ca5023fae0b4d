#!/bin/sh
# Runs the Model Context Protocol's conformance suite against `backsmith mcp --http`: the scenarios that need no test tools in the server.
# Usage: eng/mcp-conformance.sh [PORT]        needs npm, its registry and Node.js 22; ends with 1 when a scenario fails.
set -eu
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
port=${1:-7391}
scratch=$(mktemp -d)
"$root/backsmith" --version > /dev/null
BACKSMITH_HOME=$scratch/state "$root/backsmith" mcp --http "$port" 2> "$scratch/server.log" &
server=$!
trap 'kill $server 2> /dev/null || :; wait $server 2> /dev/null || :; rm -rf "$scratch"' EXIT
(cd "$scratch" && npm init -y > /dev/null && npm install --no-audit --no-fund --silent @modelcontextprotocol/conformance@0.2.0-alpha.12)
failed=0
for scenario in server-initialize server-session-lifecycle ping tools-list resources-list server-sse-multiple-streams \
  sep-2164-resource-not-found dns-rebinding-protection http-header-validation input-required-result-unsupported-methods; do
  if (cd "$scratch" && npx conformance server --url "http://127.0.0.1:$port/mcp" --scenario "$scenario") > "$scratch/log" 2>&1; then
    echo "$scenario: $(grep -o 'Passed: .*' "$scratch/log" | head -n 1)"
  else
    echo "$scenario: FAILED"; cat "$scratch/log"; failed=1
  fi
done
exit $failed
