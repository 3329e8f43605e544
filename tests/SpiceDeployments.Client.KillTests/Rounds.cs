using System.Globalization;

namespace SpiceDeployments.Client.KillTests;

/// <summary>Runs random rounds, several in parallel, because a runner mostly waits. The numbers of the rounds are the seeds: a round can be repeated alone.</summary>
/// <param name="countVariable">The environment variable with the number of rounds.</param>
/// <param name="defaultCount">The number of rounds without the variable.</param>
internal sealed class Rounds(string countVariable, int defaultCount)
{
    private const string FirstVariable = "FIRST_ROUND";
    private const int ParallelRounds = 4;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _failures = [];

    /// <summary>Counts an event for the report.</summary>
    public void Count(string name)
    {
        lock (_lock)
        {
            _counts[name] = _counts.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>Runs the rounds, writes the counts, and fails if a round did.</summary>
    /// <param name="runAsync">Runs a round with random numbers. Returns a description of the failure, or <c>null</c>.</param>
    public async Task RunAsync(Func<Random, Task<string?>> runAsync)
    {
        int first = Read(FirstVariable, 1);
        var options = new ParallelOptions { MaxDegreeOfParallelism = ParallelRounds, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(first, Read(countVariable, defaultCount)), options, async (round, _) =>
        {
            Count("rounds");
            if (await runAsync(new Random(round)) is { } failure)
            {
                Fail($"Round {round} ({FirstVariable}={round} {countVariable}=1): {failure}");
            }
        });
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', _counts.Select(count => $"{count.Key}: {count.Value}")));
        Assert.True(_failures is [], string.Join("\n\n", _failures));
    }

    private static int Read(string variable, int defaultValue) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : defaultValue;

    private void Fail(string failure)
    {
        lock (_lock)
        {
            _failures.Add(failure);
        }
    }
}
