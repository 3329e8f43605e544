using System.Runtime.CompilerServices;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Rollouts.Orleans.Tests.Conventions;

/// <summary>Grains continue on their scheduler. No other await of the package captures the context of its caller.</summary>
public sealed class AwaitConventionTests
{
    private static IEnumerable<Type> Machines =>
        typeof(SpiceRolloutsDefaults).Assembly.GetTypes().Where(type => typeof(IAsyncStateMachine).IsAssignableFrom(type) && type.DeclaringType?.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) is false);

    [Fact]
    public void EveryAwait_OfAGrain_CapturesTheContext()
    {
        Type[] grains = [.. Machines.Where(IsOfAGrain)];

        Assert.NotEmpty(grains);
        Assert.All(grains, machine => Assert.NotEmpty(StateMachines.FindCapturingAwaits(machine)));
    }

    [Fact]
    public void EveryOtherAwait_IsConfigured()
    {
        Type[] others = [.. Machines.Where(machine => !IsOfAGrain(machine))];

        Assert.NotEmpty(others);
        Assert.Empty(others.SelectMany(StateMachines.FindCapturingAwaits));
    }

    private static bool IsOfAGrain(Type machine) => typeof(IGrainBase).IsAssignableFrom(machine.DeclaringType);
}
