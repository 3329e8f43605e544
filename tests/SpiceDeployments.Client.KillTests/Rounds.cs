using System.Globalization;

namespace SpiceDeployments.Client.KillTests;

/// <summary>Runs random rounds, several in parallel, because a runner mostly waits. The numbers of the rounds are the seeds: a round can be repeated alone.</summary>
/// <param name="countVariable">The environment variable with the number of rounds.</param>
/// <param name="defaultCount">The number of rounds without the variable.</param>
/// <param name="parallelRounds">The number of rounds at the same time.</param>
internal sealed class Rounds(string countVariable, int defaultCount, int parallelRounds = 4)
{
    private const string FirstVariable = "FIRST_ROUND";

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _failures = [];

    /// <summary>The number of rounds that were started.</summary>
    public int Started => GetCount("rounds");

    /// <summary>Counts an event for the report, or several of them.</summary>
    public void Count(string name, int times = 1)
    {
        lock (_lock)
        {
            _counts[name] = _counts.GetValueOrDefault(name) + times;
        }
    }

    /// <summary>Returns how often an event was counted.</summary>
    public int GetCount(string name)
    {
        lock (_lock)
        {
            return _counts.GetValueOrDefault(name);
        }
    }

    /// <summary>Runs the rounds, writes the counts, and fails if a round did.</summary>
    /// <param name="runAsync">Runs a round with random numbers. Returns a description of the failure, or <c>null</c>.</param>
    public async Task RunAsync(Func<Random, Task<string?>> runAsync)
    {
        int first = Read(FirstVariable, 1);
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelRounds, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(first, Read(countVariable, defaultCount)), options, async (round, _) =>
        {
            Count("rounds");
            if (await FindFailureAsync(() => runAsync(new Random(round))) is { } failure)
            {
                Fail($"Round {round} ({FirstVariable}={round} {countVariable}=1): {failure}");
            }
        });
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join('\n', _counts.Select(count => $"{count.Key}: {count.Value}")));
        Assert.True(_failures is [], string.Join("\n\n", _failures));
    }

    /// <summary>Returns the failure of a round, also if the round threw an exception, so that the other rounds continue.</summary>
    private static async Task<string?> FindFailureAsync(Func<Task<string?>> runAsync)
    {
        try
        {
            return await runAsync();
        }
        catch (Exception exception) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return exception.ToString();
        }
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
