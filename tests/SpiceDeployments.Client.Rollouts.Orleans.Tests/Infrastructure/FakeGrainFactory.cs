using System.Reflection;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Infrastructure;

/// <summary>Implements <see cref="IGrainFactory"/>: each method returns the same grain.</summary>
public class FakeGrainFactory : DispatchProxy
{
    public object? Grain { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Grain;
}
