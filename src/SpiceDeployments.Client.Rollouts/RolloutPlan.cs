using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.Rollouts;

/// <summary>The waves of a rollout as they would run.</summary>
public sealed record RolloutPlan
{
    private RolloutPlan(RolloutRequest request, IReadOnlyList<RolloutWave> waves)
    {
        Request = request;
        Waves = waves;
    }

    /// <summary>The request.</summary>
    public RolloutRequest Request { get; }

    /// <summary>The waves, in order. None is empty.</summary>
    public IReadOnlyList<RolloutWave> Waves { get; }

    /// <summary>Returns the waves, the limits and the gate as lines of text.</summary>
    /// <returns>A text such as <c>Wave 1: app 42</c>.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (RolloutWave wave in Waves)
        {
            text.Append(CultureInfo.InvariantCulture, $"Wave {wave.Number}: {string.Join(", ", wave.Targets.Select(target => target.DisplayName))}\n");
        }

        string gate = Request.Gate is null ? "no gate" : $"gate '{Request.Gate}'";
        return text
            .Append(CultureInfo.InvariantCulture, $"At most {Request.MaxConcurrency} at the same time; {Request.FailureTolerance} may fail; bake time {Request.BakeTime:c}; ")
            .Append(CultureInfo.InvariantCulture, $"{gate}; on failure: {(Request.OnFailure is RolloutFailureAction.RollBack ? "roll back" : "stop")}")
            .ToString();
    }

    internal static RolloutPlan Create(RolloutRequest request) => new(request, [.. CreateWaves(request)]);

    private static IEnumerable<RolloutWave> CreateWaves(RolloutRequest request)
    {
        int start = 0;
        for (int number = 1; start < request.Targets.Count; number++)
        {
            int rest = request.Targets.Count - start;
            int size = number <= request.WaveSizes.Count ? Math.Min(request.WaveSizes[number - 1], rest) : rest;
            yield return new RolloutWave(number, start, [.. request.Targets.Skip(start).Take(size)]);
            start += size;
        }
    }
}
