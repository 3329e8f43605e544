#!/usr/bin/env bash
# Does what CI does: builds, checks the format, tests with coverage, packs and validates, measures, publishes as native code, and runs the samples.
exec "$(dirname "${BASH_SOURCE[0]}")/.ci/run"
