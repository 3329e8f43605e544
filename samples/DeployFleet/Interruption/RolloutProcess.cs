using System.Diagnostics;
using System.Globalization;
using DeployFleet.Apps;
using DeployFleet.CommandLine;
using Spectre.Console;

namespace DeployFleet.Interruption;

/// <summary>This program in another process, which deploys the apps of the emulator in this process and writes to the same output.</summary>
internal sealed class RolloutProcess : IAsyncDisposable
{
    private readonly Process _process;

    private RolloutProcess(Process process) => _process = process;

    public bool HasExited => _process.HasExited;

    public static RolloutProcess Start(EmulatedFleet fleet, FleetArguments arguments)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        string[] host = Path.GetFileNameWithoutExtension(program) is "dotnet" ? [typeof(RolloutProcess).Assembly.Location] : [];
        var start = new ProcessStartInfo(program, [.. host, .. GetArguments(fleet, arguments)]) { UseShellExecute = false };
        start.Environment["SPICE_CLOUD_API_URL"] = fleet.ClientOptions.BaseAddress.ToString();
        start.Environment["SPICE_API_TOKEN"] = fleet.ClientOptions.AccessToken;
        return new RolloutProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start."));
    }

    public async Task<int> WaitForExitAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>Kills the process, which gets no opportunity to store anything.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        if (!Console.IsOutputRedirected)
        {
            AnsiConsole.Cursor.Show(); // The live table of the process hid it.
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static IEnumerable<string> GetArguments(EmulatedFleet fleet, FleetArguments arguments) =>
    [
        "--app", .. fleet.Apps.Select(app => app.Id.ToString(CultureInfo.InvariantCulture)),
        "--tolerance", arguments.FailureTolerance.ToString(CultureInfo.InvariantCulture),
        "--concurrency", arguments.MaxConcurrency.ToString(CultureInfo.InvariantCulture),
        "--journal", arguments.JournalDirectory,
        "--id", arguments.RolloutId,
        .. arguments.RollsBack ? ["--roll-back"] : Array.Empty<string>(),
        .. arguments.ReportFile is { } report ? ["--report", report.FullName] : Array.Empty<string>(),
        .. arguments.JUnitFile is { } junit ? ["--junit", junit.FullName] : Array.Empty<string>(),
    ];
}
