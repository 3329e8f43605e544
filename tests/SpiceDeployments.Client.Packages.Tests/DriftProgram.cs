using System.Globalization;

namespace SpiceDeployments.Client.Packages.Tests;

/// <summary>The program <c>eng/drift.cs</c>, built once.</summary>
public sealed class DriftProgram : IAsyncLifetime
{
    private static readonly string Source = Repository.PathOf("eng", "drift.cs");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spice-drift-");

    private string Output => Path.Combine(_folder.FullName, "bin");

    public async ValueTask InitializeAsync() => await DotNet.RunAsync(Repository.Root, "build", Source, "--output", Output);

    /// <summary>Runs the program. Returns the exit code and what was printed, without the known differences.</summary>
    public async Task<(int ExitCode, string Output)> RunAsync(params IEnumerable<string> arguments)
    {
        try
        {
            string output = await DotNet.RunAsync(_folder.FullName, [Path.Combine(Output, "drift.dll"), .. arguments]);
            return (0, WithoutKnown(output));
        }
        catch (InvalidOperationException exception)
        {
            string[] parts = exception.Message.Split(" ended with ", 2)[1].Split(":\n", 2);
            return (int.Parse(parts[0], CultureInfo.InvariantCulture), WithoutKnown(parts[1]));
        }
    }

    /// <summary>Runs the program with a file of this content.</summary>
    public async Task<(int ExitCode, string Output)> RunWithFileAsync(string content)
    {
        string file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.json");
        await File.WriteAllTextAsync(file, content);
        return await RunAsync(file);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string WithoutKnown(string output) =>
        string.Join('\n', output.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith("known: ", StringComparison.Ordinal))).Trim();
}
