#!/usr/bin/env bash
# Installs Debian packages, as root or through sudo.
set -euo pipefail

as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
$as_root apt-get update -qq
$as_root apt-get install -qq -y --no-install-recommends "$@"
