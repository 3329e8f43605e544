#!/usr/bin/env bash
# Publishes tests/SpiceDeployments.Client.AotSmoke as native code and trimmed, both without warnings, and runs the programs against the emulator in another
# process. Fails if a program fails or the native one exceeds its limits of size and memory. Also writes the time from start to first request, as native code and
# under the JIT.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export RunAnalyzers=false # The build runs the analyzers; warnings about trimming come from the trimmer and the native compiler.

smoke=tests/SpiceDeployments.Client.AotSmoke
out=artifacts/aot-smoke
program=SpiceDeployments.Client.AotSmoke

# The C compiler of the machine links native code.
if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    eng/install.sh gcc libc6-dev
fi

rm -rf "$out"
dotnet build "$smoke" -c Release -o "$out/jit"
dotnet publish "$smoke" -c Release -o "$out/native"
dotnet publish "$smoke" -c Release -o "$out/trimmed" --self-contained -p:PublishAot=false -p:PublishTrimmed=true
dotnet run --project "$smoke.Runner" -- "$out/native/$program" "$out/trimmed/$program" "$out/jit/$program"
