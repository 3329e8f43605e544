using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace SpiceDeployments.Client.Internal.Git;

/// <summary>Runs <c>git</c>, which may be missing, may fail, and may hang.</summary>
/// <remarks>
/// All runs together take at most <see cref="TimeLimit"/>. <c>git</c> has no input, asks no question, writes nothing to the repository, and sends
/// nothing: in a partial clone, it would otherwise fetch a missing commit.
/// </remarks>
internal sealed class GitCommand : IDisposable
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    /// <summary>The variables that choose another repository than that of the directory. Hooks have them.</summary>
    private static readonly string[] Redirections =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE",
        "GIT_CEILING_DIRECTORIES",
    ];

    private readonly IReadOnlyDictionary<string, string> _variables;
    private readonly string? _executable;
    private readonly CancellationTokenSource _limit;

    public GitCommand(GitEnvironment environment)
    {
        _variables = environment.Variables;
        _executable = GitExecutable.Find(environment.Get("PATH"));
        _limit = new CancellationTokenSource(TimeLimit, environment.Clock);
    }

    public void Dispose() => _limit.Dispose();

    /// <summary>Returns the output, or <c>null</c> if <c>git</c> cannot be run, reports an error, or does not complete within the time limit.</summary>
    public string? Run(string directory, params IEnumerable<string> arguments)
    {
        if (_executable is null || _limit.IsCancellationRequested)
        {
            return null;
        }

        ProcessStartInfo start = CreateStartInfo(_executable, directory, arguments);
        return Task.Run(() => RunAsync(start)).GetAwaiter().GetResult();
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Exception exception) when (exception is Win32Exception || TextFile.IsExpected(exception))
        {
            return null;
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException or AggregateException)
        {
            // The process has exited meanwhile.
        }
    }

    private async Task<string?> RunAsync(ProcessStartInfo start)
    {
        using Process? process = Start(start);
        if (process is null)
        {
            return null;
        }

        try
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(_limit.Token);
            Task<string> errors = process.StandardError.ReadToEndAsync(_limit.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(_limit.Token)).WaitAsync(_limit.Token).ConfigureAwait(false);
            return process.ExitCode is 0 ? await output.ConfigureAwait(false) : null;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            Kill(process);
            return null;
        }
    }

    private ProcessStartInfo CreateStartInfo(string executable, string directory, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(executable, arguments)
        {
            WorkingDirectory = directory,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            CreateNoWindow = true,
        };
        start.Environment.Clear();
        foreach ((string name, string value) in _variables)
        {
            start.Environment[name] = value;
        }

        Array.ForEach(Redirections, name => start.Environment.Remove(name));
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_ALLOW_PROTOCOL"] = "none";
        return start;
    }
}
