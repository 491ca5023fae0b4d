#!/bin/sh
# Starts an external agent in its own sandbox: a home and a working folder in memory, its variables, and the relay that leads to the proxy.
# Arguments: the .NET host, the relay, the port of the proxy, the agent's line for the shell.
set -eu
dotnet=$1; relay=$2; port=$3; line=$4
cp -R /backsmith/agent/home/. "$HOME/"
mkdir /tmp/work
cp /backsmith/agent/mcp.json /tmp/work/.mcp.json
cd /tmp/work
. /backsmith/agent/environment
exec "$dotnet" "$relay" relay forward "$port" /backsmith/agent/proxy.sock /bin/sh -c "$line"
