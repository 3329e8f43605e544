#!/usr/bin/env bash
# Usage: eng/site.sh
# Builds the site of the documentation in artifacts/site and checks it in a headless Chromium with tests/Site.Pages. Saves pictures of its pages to
# artifacts/site-pictures.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

rm -rf artifacts/site artifacts/site-api artifacts/site-pictures
dotnet tool restore
dotnet docfx eng/site/docfx.json --warningsAsErrors

# Half of the site are source maps. The manifest contains paths of this machine.
find artifacts/site \( -name '*.map' -o -name manifest.json \) -delete

# The README of a folder is its first page.
find artifacts/site -name README.html -execdir mv {} index.html \;
grep -rlZ --include='*.html' --include='*.json' 'README\.html' artifacts/site | xargs -0 sed -i 's/README\.html/index.html/g'

command -v chromedriver >/dev/null || eng/install.sh chromium chromium-driver
dotnet run tests/Site.Pages/Program.cs "$(command -v chromedriver)" "$PWD/artifacts/site" "$PWD/artifacts/site-pictures"
