#!/usr/bin/env bash
# Records runs of samples in a terminal and draws them in docs/images. Needs Python 3 and Node.js. Usage: eng/record-sample.sh [IMAGE…], for example deploy-fleet
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
cast=$(mktemp)
trap 'rm -f "$cast"' EXIT

# Arguments: sample, image, columns, rows, and the options of the sample, which may exit with 1.
record() {
    local sample=$1 image=$2 columns=$3 rows=$4
    shift 4
    dotnet build "samples/$sample"
    python3 eng/record-terminal.py "$cast" "$columns" "$rows" "samples/$sample/bin/Debug/net10.0/$sample" "$@" || [ $? -eq 1 ]
    npx --yes svg-term-cli@2.1.1 --in "$cast" --out "docs/images/$image.svg" --window --no-cursor --width "$columns" --height "$rows"
    python3 eng/svg-poster.py "docs/images/$image.svg"
}

[ $# -gt 0 ] || set -- deploy-and-wait deploy-fleet
for image in "$@"; do
    case $image in
        deploy-and-wait) record DeployAndWait deploy-and-wait 100 20 --conflict ;;
        deploy-fleet) record DeployFleet deploy-fleet 120 29 ;;
        *) echo "Unknown image: $image" >&2; exit 2 ;;
    esac
done
