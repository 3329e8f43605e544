#!/usr/bin/env pwsh
# Does what CI does, but for what needs a C compiler: builds, checks the format, tests, packs and validates, measures, and runs the samples.
$ErrorActionPreference = 'Stop'

function Invoke-DotNet([int] $Expected, [string[]] $Arguments) {
    Write-Host "`n== dotnet $Arguments"
    & dotnet @Arguments
    if ($LASTEXITCODE -ne $Expected) {
        throw "This ended with $LASTEXITCODE instead of ${Expected}: dotnet $Arguments"
    }
}

# The samples must not find credentials, or a service, in the environment of this machine.
$credentials = Get-ChildItem env:SPICE*
$credentials | Remove-Item
Push-Location $PSScriptRoot
try {
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
    Invoke-DotNet 0 @('run', '--project', 'samples/ListDeployments')
    Invoke-DotNet 0 @('run', '--project', 'samples/DeployWorker')
}
finally {
    Pop-Location
    foreach ($variable in $credentials) {
        Set-Item "env:$($variable.Name)" $variable.Value
    }
}
