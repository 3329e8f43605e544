#!/usr/bin/env pwsh
# Does what CI does where it needs nothing but the .NET SDK: builds, checks the format, tests with coverage, packs and validates, measures, publishes trimmed, and runs the samples.
# Left out, because it needs a C compiler or a browser: native code, the run of the trimmed program beside it (.ci/aot), and the page of samples/DeployWebhook (.ci/page).
$ErrorActionPreference = 'Stop'

function Invoke-DotNet([int] $Expected, [string[]] $Arguments) {
    Write-Host "`n== dotnet $Arguments"
    # Not the call operator: on Unix it takes an argument with * or [ for names of files.
    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet', $Arguments)
    $start.WorkingDirectory = $PSScriptRoot
    $process = [System.Diagnostics.Process]::Start($start)
    $process.WaitForExit()
    if ($process.ExitCode -ne $Expected) {
        throw "This ended with $($process.ExitCode) instead of ${Expected}: dotnet $Arguments"
    }
}

function Clear-Folder([string] $Folder) {
    if (Test-Path $Folder) {
        Remove-Item $Folder -Recurse -Force
    }
}

$coverage = 'artifacts/coverage'
$packages = 'artifacts/packages'
$trimmed = 'artifacts/aot-smoke/trimmed'

# The samples must not find credentials, or a service, in the environment of this machine.
$credentials = Get-ChildItem env:SPICE*
$credentials | Remove-Item
Push-Location $PSScriptRoot
try {
    Invoke-DotNet 0 @('tool', 'restore')
    Invoke-DotNet 0 @('build', '-warnaserror')
    Invoke-DotNet 0 @('format', '--no-restore', '--verify-no-changes')

    Clear-Folder $coverage
    Invoke-DotNet 0 @(
        'test', '--no-build', '--coverlet', '--coverlet-output-format', 'opencover', '--coverlet-exclude-by-file', '**/obj/**',
        '--coverlet-include', '[SpiceDeployments.Client]*', '--coverlet-include', '[SpiceDeployments.Client.Testing]*', '--results-directory', $coverage)
    Invoke-DotNet 0 @('reportgenerator', "-reports:$coverage/*.xml", "-targetdir:$coverage/report", '-reporttypes:MarkdownAssembliesSummary;Html', '-verbosity:Error')

    Clear-Folder $packages
    Invoke-DotNet 0 @('pack', '-c', 'Release', '-o', $packages, 'src/SpiceDeployments.Client')
    Invoke-DotNet 0 @('pack', '-c', 'Release', '-o', $packages, 'src/SpiceDeployments.Client.Testing')

    Invoke-DotNet 0 @('run', '-c', 'Release', '--project', 'benchmarks/SpiceDeployments.Client.Benchmarks', '--', '--quick')
    Invoke-DotNet 0 @('run', '-c', 'Release', '--project', 'benchmarks/SpiceDeployments.Client.Waits', '--', '--quick')

    Clear-Folder $trimmed
    Invoke-DotNet 0 @(
        'publish', 'tests/SpiceDeployments.Client.AotSmoke', '-c', 'Release', '-o', $trimmed, '--self-contained',
        '-p:PublishAot=false', '-p:PublishTrimmed=true', '-p:RunAnalyzers=false')

    Invoke-DotNet 0 @('run', '--project', 'samples/DeployAndWait')
    Invoke-DotNet 1 @('run', '--project', 'samples/DeployAndWait', '--', '--fail')
    Invoke-DotNet 0 @('run', '--project', 'samples/DeployAndWait', '--', '--conflict')
    Invoke-DotNet 0 @('run', '--project', 'samples/ListDeployments')
    Invoke-DotNet 0 @('run', '--project', 'samples/DeployWorker')
}
finally {
    Pop-Location
    foreach ($variable in $credentials) {
        Set-Item "env:$($variable.Name)" $variable.Value
    }
}
