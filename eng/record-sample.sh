#!/usr/bin/env bash
# Records runs of the tool and of samples in a terminal and draws them in docs/images. Needs Python 3 and Node.js.
# Usage: eng/record-sample.sh [IMAGE…], for example deploy-fleet
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cast=$(mktemp)
trap 'rm -f "$cast"' EXIT

# Arguments: image, columns, rows, lines of the first frame, and the command, which may exit with 1.
record() {
    local image=$1 columns=$2 rows=$3 lines=$4
    shift 4
    python3 eng/record-terminal.py "$cast" "$columns" "$rows" "$@" || [ $? -eq 1 ]
    npx --yes svg-term-cli@2.1.1 --in "$cast" --out "docs/images/$image.svg" --window --no-cursor --width "$columns" --height "$rows"
    python3 eng/svg-poster.py "docs/images/$image.svg" "$lines"
}

# Arguments: sample, image, columns, rows, and the options of the sample.
record_sample() {
    local sample=$1
    shift
    dotnet build "samples/$sample"
    record "${@:1:3}" 6 "samples/$sample/bin/Debug/net10.0/$sample" "${@:4}"
}

record_tool() {
    dotnet build src/SpiceDeployments.Tool -f net10.0
    dotnet build eng/record-tool.cs
    record spice-deployments 100 11 4 dotnet run --no-build eng/record-tool.cs src/SpiceDeployments.Tool/bin/Debug/net10.0/SpiceDeployments.Tool
}

[ $# -gt 0 ] || set -- spice-deployments deploy-and-wait deploy-fleet
for image in "$@"; do
    case $image in
        spice-deployments) record_tool ;;
        deploy-and-wait) record_sample DeployAndWait deploy-and-wait 100 20 --conflict ;;
        deploy-fleet) record_sample DeployFleet deploy-fleet 120 29 ;;
        *) echo "Unknown image: $image" >&2; exit 2 ;;
    esac
done
