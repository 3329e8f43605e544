using System.Collections.Concurrent;
using System.Reflection;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

/// <summary>Implements <see cref="IGrainFactory"/>: each method returns the same grain.</summary>
public class FakeGrainFactory : DispatchProxy
{
    /// <summary>The keys of the grains that were requested, in order.</summary>
    public ConcurrentQueue<object?> Keys { get; } = [];

    public object? Grain { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        Keys.Enqueue(args?[0]);
        return Grain;
    }
}
