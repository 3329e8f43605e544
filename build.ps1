#!/usr/bin/env pwsh
# Does what CI does, but for what needs a C compiler: builds, checks the format, tests, packs and validates, measures, and runs the samples.
$ErrorActionPreference = 'Stop'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_NOLOGO = '1'
Set-Location $PSScriptRoot

# The samples must not find credentials, or a service, in the environment of this machine.
Get-ChildItem env:SPICE* | Remove-Item

function Invoke-DotNet([int] $Expected, [string[]] $Arguments) {
    Write-Host "`n== dotnet $Arguments"
    & dotnet @Arguments
    if ($LASTEXITCODE -ne $Expected) {
        throw "This ended with $LASTEXITCODE instead of ${Expected}: dotnet $Arguments"
    }
}

Invoke-DotNet 0 @('build', '-warnaserror')
Invoke-DotNet 0 @('format', '--no-restore', '--verify-no-changes')
Invoke-DotNet 0 @('test', '--no-build')
Invoke-DotNet 0 @('pack', '-c', 'Release', '-o', 'artifacts/packages', 'src/SpiceDeployments.Client')
Invoke-DotNet 0 @('pack', '-c', 'Release', '-o', 'artifacts/packages', 'src/SpiceDeployments.Client.Testing')
Invoke-DotNet 0 @('run', '-c', 'Release', '--project', 'benchmarks/SpiceDeployments.Client.Benchmarks', '--', '--quick')
Invoke-DotNet 0 @('run', '-c', 'Release', '--project', 'benchmarks/SpiceDeployments.Client.Waits', '--', '--quick')
Invoke-DotNet 0 @('run', '--project', 'samples/DeployAndWait')
Invoke-DotNet 1 @('run', '--project', 'samples/DeployAndWait', '--', '--fail')
Invoke-DotNet 0 @('run', '--project', 'samples/DeployAndWait', '--', '--conflict')
