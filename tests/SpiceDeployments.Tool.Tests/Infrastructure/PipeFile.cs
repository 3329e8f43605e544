using System.Diagnostics;

namespace SpiceDeployments.Tool.Tests.Infrastructure;

/// <summary>A named pipe of Unix. A program that opens it to write waits until another one opens it to read.</summary>
internal static class PipeFile
{
    public static async Task CreateAsync(string path)
    {
        using var mkfifo = Process.Start("mkfifo", [path]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Returns what a program writes until it closes the pipe.</summary>
    public static Task<string> ReadAsync(string path) =>
        Task.Run(() => File.ReadAllText(path), TestContext.Current.CancellationToken).WaitAsync(TestContext.Current.CancellationToken);
}
