#!/usr/bin/env bash
# Records a run of samples/DeployAndWait in a terminal and draws it as docs/images/deploy-and-wait.svg. Needs Python 3 and Node.js.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

dotnet build samples/DeployAndWait
cast=$(mktemp)
trap 'rm -f "$cast"' EXIT
python3 eng/record-terminal.py "$cast" 100 20 samples/DeployAndWait/bin/Debug/net10.0/DeployAndWait --conflict
npx --yes svg-term-cli@2.1.1 --in "$cast" --out docs/images/deploy-and-wait.svg --window --no-cursor --width 100 --height 20
python3 eng/svg-poster.py docs/images/deploy-and-wait.svg
