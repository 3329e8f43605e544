#!/usr/bin/env bash
# Usage: samples/DeployCluster/run.sh [OPTIONS OF DOTNET RUN] [-- --hold]
# Runs the sample with Redis: the one in REDIS, such as 127.0.0.1:6379, or else a redis-server of its own, whose files are in a temporary directory. Without
# redis-server, the sample runs without Redis.
set -euo pipefail
trap 'stop "${program:-}"; stop "${server:-}"; rm -rf "${data:-}"' EXIT
stop() { [[ -z $1 ]] || ! kill "$1" 2>/dev/null || wait "$1" || true; }
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

if [[ -z ${REDIS:-} ]] && command -v redis-server >/dev/null; then
    data=$(mktemp -d)
    for ((port = 20000 + RANDOM % 10000, last = port + 20; port < last; port++)); do
        redis-server --bind 127.0.0.1 --port "$port" --unixsocket "$data/socket" --dir "$data" --appendonly yes >"$data/redis.log" &
        server=$!
        # The server opens the socket after the port, and exits if the port is in use.
        while [[ ! -S $data/socket ]] && kill -0 "$server" 2>/dev/null; do sleep 0.1; done
        [[ ! -S $data/socket ]] || break
    done
    [[ -S $data/socket ]] || { cat "$data/redis.log" >&2; exit 1; }
    export REDIS=127.0.0.1:$port
    echo "redis-server on $REDIS, with an append-only file in $data"
fi

dotnet run --project "$root/samples/DeployCluster" "$@" & # In the background, so that a signal to this script ends the program, too.
program=$!
wait "$program"
