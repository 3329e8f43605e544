#!/usr/bin/env bash
# Usage: eng/dashboard.sh [PICTURE]
# Runs samples/DeployCluster, and checks in a headless Chromium, with tests/DeployCluster.Page, that the dashboard of Orleans shows the grains of the rollout. Saves
# a picture of it to PICTURE, such as docs/images/orleans-dashboard.png, or to artifacts/dashboard.png.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

picture=${1:-artifacts/dashboard.png}
mkdir -p "$(dirname "$picture")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v chromedriver >/dev/null || eng/install.sh chromium chromium-driver
command -v redis-server >/dev/null || eng/install.sh redis-server

dotnet build samples/DeployCluster
dotnet build tests/DeployCluster.Page/Program.cs # First, because the rollout takes only seconds.
exec {output}< <(exec samples/DeployCluster/run.sh --no-build -- --hold)
trap "kill $!" EXIT
until [[ ${line:-} == 'Dashboard of Orleans: '* ]]; do read -r -u "$output" line; done

dotnet run --no-build tests/DeployCluster.Page/Program.cs "$(command -v chromedriver)" "${line#*: }" "$picture"
