#!/usr/bin/env bash
# Usage: eng/page.sh [PICTURE]
# Starts samples/DeployWebhook with an emulator and checks its page in a headless Chromium with tests/DeployWebhook.Page. Saves a picture of the page to PICTURE,
# or to artifacts/page.png.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

picture=${1:-artifacts/page.png}
mkdir -p "$(dirname "$picture")"

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v chromedriver >/dev/null || eng/install.sh chromium chromium-driver

dotnet build samples/DeployWebhook
exec {output}< <(exec samples/DeployWebhook/bin/Debug/net10.0/DeployWebhook --urls http://127.0.0.1:0)
trap "kill $!" EXIT
until [[ ${line:-} == *'Now listening on: '* ]]; do read -r -u "$output" line; done

dotnet run tests/DeployWebhook.Page/Program.cs "$(command -v chromedriver)" "${line##* }" "$picture"
