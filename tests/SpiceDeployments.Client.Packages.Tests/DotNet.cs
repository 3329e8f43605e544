using System.Diagnostics;

namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>Runs the SDK as a user does, in a folder.</summary>
internal static class DotNet
{
    /// <summary>What a command printed.</summary>
    /// <exception cref="InvalidOperationException">It did not end with 0; the message has what it printed.</exception>
    public static Task<string> RunAsync(string folder, params IEnumerable<string> args) =>
        RunAsync(folder, new Dictionary<string, string>(StringComparer.Ordinal), args);

    public static async Task<string> RunAsync(string folder, IReadOnlyDictionary<string, string> environment, params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo("dotnet", args) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        LeaveTheTestRun(start.Environment);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        Task<string> errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode is 0
            ? output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{output}{await errors}");
    }

    /// <summary>A user's terminal has nothing of the run that these tests are part of, and no credentials.</summary>
    private static void LeaveTheTestRun(IDictionary<string, string?> environment)
    {
        string[] prefixes = ["MSBUILD", "TESTINGPLATFORM", "SPICE", "CORECLR_", "COVERLET", "NUGET_PACKAGES"];
        foreach (string name in environment.Keys.Where(name => prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            environment.Remove(name);
        }

        environment["MSBUILDDISABLENODEREUSE"] = "1";
        environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
    }
}
