#!/usr/bin/env bash
# Usage: eng/cluster.sh [--no-build] [OPTION OF THE TESTS…]
# Kills, freezes and restarts silos of Orleans, each a process, with Redis as their storage (tests/SpiceDeployments.Client.Rollouts.Orleans.KillTests), runs
# samples/DeployCluster with Redis, and compares the costs of 100 apps with those in one process (benchmarks/SpiceDeployments.Client.Rollouts.Orleans.Load). The
# environment variable KILL_ROUNDS is the number of random rounds.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
project=SpiceDeployments.Client.Rollouts.Orleans.KillTests
load=benchmarks/SpiceDeployments.Client.Rollouts.Orleans.Load

command -v redis-server >/dev/null || eng/install.sh redis-server

if [[ ${1:-} == --no-build ]]; then
    shift
else
    dotnet build "tests/$project"
    dotnet build samples/DeployCluster
    dotnet build "$load"
fi

mkdir -p artifacts/tests
"tests/$project/bin/Debug/net10.0/$project" -noColor -result-trx artifacts/tests/cluster.trx "$@"

samples/DeployCluster/run.sh --no-build | tee artifacts/deploy-cluster.txt
grep -q 'continues the rollout, .* after the kill' artifacts/deploy-cluster.txt # Otherwise, no silo was killed.

dotnet run --no-build --project "$load" -- --quick
