#!/usr/bin/env bash
# Deploys through the page of samples/DeployWebhook in a headless Chromium, fails unless the page shows the whole way to the end, and keeps what it looks like
# as docs/images/deploy-webhook.png. Needs Node.js and Chromium (CHROMIUM names it, if it is not /usr/bin/chromium).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

dotnet build samples/DeployWebhook
tools=$(mktemp -d)
trap 'rm -rf "$tools"; kill "$sample" 2>/dev/null || true' EXIT
npm install --silent --prefix "$tools" playwright-core@1.64.1

dotnet run --no-build --project samples/DeployWebhook -- --urls http://127.0.0.1:5081 &
sample=$!
NODE_PATH="$tools/node_modules" node docs/images/shoot-webhook.cjs http://127.0.0.1:5081 docs/images/deploy-webhook.png
