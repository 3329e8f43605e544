#!/usr/bin/env bash
# Usage: eng/tool.sh
# Packs SpiceDeployments.Tool with native code for this machine in artifacts/packages, checks the packages, and installs the tool from there. Runs its programs
# against the emulator in another process: each command of each program, each exit code of the native one. Writes the times of the start. Fails if a command
# has another exit code than expected, or if the native program needs 150 ms to start.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export RunAnalyzers=false # The build runs the analyzers; warnings come from the trimmer and the native compiler.
unset "${!SPICE@}" GITHUB_ACTIONS TF_BUILD GITLAB_CI # A plain shell: neither credentials of this machine nor outputs of the CI system that runs this.

packages=artifacts/packages
out=artifacts/tool
max_start=150
rid=linux-x64
[ "$(uname -m)" = x86_64 ] || rid=linux-arm64

fail() {
    echo "$*" >&2
    exit 1
}

pack() {
    mkdir -p "$packages"
    rm -f "$packages"/SpiceDeployments.Tool.*
    dotnet pack -c Release -o "$packages" src/SpiceDeployments.Tool
    dotnet pack -c Release -o "$packages" src/SpiceDeployments.Tool -p:ToolRid=any
    dotnet pack -c Release -o "$packages" src/SpiceDeployments.Tool -p:ToolRid="$rid"
    version=$(basename "$packages"/SpiceDeployments.Tool.$rid.*.nupkg .nupkg)
    version=${version#SpiceDeployments.Tool.$rid.}
}

# Unpacks a package to a folder. Arguments: the id, the folder, and files that the package must contain.
unpack() {
    local id=$1 folder=$2 file
    shift 2
    unzip -q "$packages/$id.$version.nupkg" -d "$folder"
    for file in README.md icon.png "$@"; do
        [ -s "$folder/$file" ] || fail "$id does not contain $file."
    done
    grep -q '<license type="expression">MIT</license>' "$folder/$id.nuspec" || fail "$id has no license."
}

check_platform() {
    grep -q "RuntimeIdentifier=\"$1\" Id=\"$2\"" "$out/pointer/tools/net10.0/any/DotnetToolSettings.xml" || fail "SpiceDeployments.Tool does not name $2 for $1."
}

check_content() {
    unpack SpiceDeployments.Tool "$out/pointer" tools/net8.0/any/SpiceDeployments.Tool.dll
    unpack SpiceDeployments.Tool.any "$out/any" tools/net10.0/any/SpiceDeployments.Tool.dll
    unpack SpiceDeployments.Tool.$rid "$out/$rid" "tools/any/$rid/SpiceDeployments.Tool"
    check_platform "$rid" SpiceDeployments.Tool.$rid
    check_platform linux-musl-x64 SpiceDeployments.Tool.any
    check_platform linux-musl-arm64 SpiceDeployments.Tool.any
    check_platform any SpiceDeployments.Tool.any
    [ -z "$(find "$out/$rid" -name '*.dbg' -o -name '*.pdb')" ] || fail "SpiceDeployments.Tool.$rid contains symbols."
    (cd "$packages" && du -h SpiceDeployments.Tool.*.nupkg)
}

# Installs with empty caches, so that no earlier package with the same version is found.
install() {
    export NUGET_PACKAGES=$PWD/$out/cache DOTNET_CLI_HOME=$PWD/$out/home
    dotnet tool install SpiceDeployments.Tool --tool-path "$out/bin" --source "$packages" --version "$version"
    native=("$out/bin/spice-deployments")
    any=(dotnet exec "$out/any/tools/net10.0/any/SpiceDeployments.Tool.dll")
    net8=(dotnet exec "$out/pointer/tools/net8.0/any/SpiceDeployments.Tool.dll")
    dnx=(dotnet dnx --yes --source "$packages" "SpiceDeployments.Tool@$version" --)
}

start_emulator() {
    exec {announcement}< <(exec "${native[@]}" emulator --port 0 --scenario eng/tool-scenario.json --json 2> "$out/emulator.log")
    trap "kill $!" EXIT
    local line
    until [[ ${line:-} == *'"address": '* ]]; do read -r -u "$announcement" line; done
    SPICEAI_API_ENDPOINT=$(cut -d '"' -f 4 <<< "$line")
    export SPICEAI_API_ENDPOINT SPICE_API_TOKEN=token-of-the-tool-check
}

# Runs a command of the program, and writes its exit code. Arguments: the expected exit code, and the command.
expect() {
    local expected=$1 code=0
    shift
    "${program[@]}" "$@" > "$out/output" 2>&1 || code=$?
    check "$expected" "$code" "$*"
}

# The same for a command that receives SIGTERM when its output contains a text. Arguments: the expected exit code, the text, and the command.
expect_interrupted() {
    local expected=$1 text=$2 code=0
    shift 2
    "${program[@]}" "$@" > "$out/output" 2>&1 &
    until grep -qF "$text" "$out/output"; do
        kill -0 $! 2> /dev/null || fail "'$*' ended too early: $(cat "$out/output")"
        sleep 0.1
    done
    kill -TERM $!
    wait $! || code=$?
    check "$expected" "$code" "$*, and SIGTERM"
}

check() {
    printf '%6d  %s\n' "$2" "${3%%$'\n'*}"
    [ "$2" -eq "$1" ] || fail "Expected $1: $(cat "$out/output")"
}

# Arguments: the app, and the words with which the command of the hint begins.
expect_interrupted_deploy() {
    expect_interrupted 130 'was created' deploy --app "$1"
    grep -qF ": $2 wait --app" "$out/output" || fail "The output does not show how to wait: $(cat "$out/output")"
}

# Runs each command once. Arguments: the app, the name of the program, and the program.
run_commands() {
    local app=$1 deployment rollout=$out/$1.json
    printf '\n  exit  command of %s\n' "$2"
    shift 2
    program=("$@")
    [[ $("${program[@]}" --version) == "$version"* ]] || fail "The version is not $version."
    expect 0 --version
    expect 0 deploy --app "$app" --no-wait
    deployment=$(grep -o 'Deployment [0-9]*' "$out/output" | head -n 1)
    expect 0 wait --app "$app" "${deployment#* }"
    expect 0 list --app "$app"
    expect 0 show --app "$app" "${deployment#* }" --json
    expect 0 apps list
    expect 0 apps show "$app"
    expect 0 apps pause "$app"
    expect 0 apps resume "$app"
    echo "{ \"id\": \"$app\", \"apps\": [\"$app\"], \"deploy\": { \"replicas\": 2 } }" > "$rollout"
    expect 0 rollout plan -f "$rollout"
    expect 0 rollout start -f "$rollout"
    expect 0 rollout status -f "$rollout"
    expect 1 rollout resume -f "$rollout" # It has succeeded.
    expect 0 rollout retry -f "$rollout"
    expect 0 rollout rollback -f "$rollout"
    expect 0 completion bash
    expect_interrupted 0 'until Ctrl+C' emulator --port 0
}

run_exit_codes() {
    program=("${native[@]}")
    printf '\n  exit  command of the native program\n'
    expect 0 deploy --app succeeds
    expect 1 deploy --app fails
    expect 2 deploy --app succeeds --replicas many
    expect 3 deploy --app hangs --timeout 1s
    SPICE_API_TOKEN=not-a-token expect 4 deploy --app 10
    expect 5 deploy --app hangs --conflict fail
    expect 6 deploy --app loses-the-response --message Ship
    expect 7 deploy --app is-replaced
    expect 8 deploy --app does-not-exist
    expect_interrupted_deploy is-interrupted spice-deployments
}

run_dnx() {
    program=("${dnx[@]}")
    printf '\n  exit  command of dotnet dnx\n'
    expect 0 deploy --app dnx --no-wait --git off $'--message=Ship "1" \'2\' $(touch executed); --debug @file *\nsecond line'
    expect 0 list --app dnx --json
    grep -qF 'Ship \u00221\u0022 \u00272\u0027 $(touch executed); --debug @file *\nsecond line' "$out/output" || fail "The message was changed: $(cat "$out/output")"
    expect 3 wait --app dnx "$(grep -o '"id": [0-9]*' "$out/output" | cut -c 7-)" --timeout 1s
    expect_interrupted_deploy dnx-is-interrupted "dotnet dnx SpiceDeployments.Tool@$version --"
}

# Writes the shortest of 20 runs in tenths of milliseconds to the variable `shortest`.
measure() {
    local i start time
    shortest=
    for i in {1..20}; do
        start=${EPOCHREALTIME//[^0-9]/}
        "$@" > /dev/null 2>&1 || true
        time=$(((${EPOCHREALTIME//[^0-9]/} - start) / 100))
        [ "${shortest:-$time}" -lt "$time" ] || shortest=$time
    done
}

# Arguments: the name, and the command.
report_start() {
    local name=$1
    shift
    measure "$@"
    sdk=${sdk:-$shortest}
    printf '%8d.%d  %d.%02d  %s\n' $((shortest / 10)) $((shortest % 10)) $((shortest / sdk)) $((shortest * 100 / sdk % 100)) "$name"
}

# Arguments: as for report_start.
report_native_start() {
    report_start "$@"
    [ "$shortest" -lt $((max_start * 10)) ] || fail "$1 must need less than $max_start ms."
}

# Without credentials, `list` ends before it sends a request.
measure_start() {
    unset SPICE_API_TOKEN
    printf '\n        ms  ratio  best of 20\n'
    report_start 'dotnet --version' dotnet --version
    report_native_start 'spice-deployments --version' "${native[@]}" --version
    report_native_start 'spice-deployments list' "${native[@]}" list --app 1
    report_start 'the same with .NET 10' "${any[@]}" list --app 1
    report_start 'the same with dotnet dnx' "${dnx[@]}" list --app 1
}

# The C compiler of the machine links native code.
if ! command -v clang >/dev/null && ! command -v gcc >/dev/null; then
    eng/install.sh gcc libc6-dev
fi
command -v unzip >/dev/null || eng/install.sh unzip

rm -rf "$out"
mkdir -p "$out"
pack
check_content
install
start_emulator
run_commands native 'the native program' "${native[@]}"
run_commands any 'the program for .NET 10' "${any[@]}"
run_commands net8 'the program for .NET 8' "${net8[@]}"
run_dnx
run_exit_codes
measure_start
