#!/usr/bin/env pwsh
Push-Location $PSScriptRoot; try { dotnet run eng/build.cs -- @args; exit $LASTEXITCODE } finally { Pop-Location }
