#!/usr/bin/env bash
# Usage: eng/terminal.sh
# Runs the tool against an emulator in terminals of tmux and checks what they display with tests/Tool.Terminal. Saves the screens to artifacts/terminal.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

command -v tmux >/dev/null || eng/install.sh tmux

dotnet build src/SpiceDeployments.Tool -f net10.0
dotnet run tests/Tool.Terminal/Program.cs "$PWD/src/SpiceDeployments.Tool/bin/Debug/net10.0/SpiceDeployments.Tool" "$PWD/artifacts/terminal"
