using System.Reflection;
using System.Runtime.CompilerServices;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary>
/// No await of the packages captures the context of its caller, whose thread may block or end. The analyzers report only awaits of tasks; this test
/// reads the compiled state machines, which keep every awaiter that they suspend at in a field.
/// </summary>
public sealed class AwaitConventionTests
{
    public static TheoryData<Type> Packages => [typeof(DeploymentsClient), typeof(SpiceCloudEmulator)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void EveryAwait_OfThePackage_IsConfigured(Type type)
    {
        Assert.NotEmpty(StateMachines.GetAwaiters(type.Assembly));
        Assert.Empty(StateMachines.FindCapturingAwaits(type.Assembly));
    }

    [Theory]
    [InlineData(nameof(Examples.YieldAsync), "YieldAwaiter")]
    [InlineData(nameof(Examples.AwaitTaskAsync), "TaskAwaiter")]
    [InlineData(nameof(Examples.AwaitResultAsync), "TaskAwaiter`1")]
    [InlineData(nameof(Examples.AwaitValueTaskAsync), "ValueTaskAwaiter`1")]
    [InlineData(nameof(Examples.EnumerateAsync), "ValueTaskAwaiter`1")]
    [InlineData(nameof(Examples.DisposeAsync), "ValueTaskAwaiter")]
    [InlineData(nameof(Examples.AwaitObjectAsync), "Object")]
    public void FindCapturingAwaits_CapturingAwait_ReportsIt(string method, string awaiter)
    {
        Type stateMachine = typeof(Examples).GetMethod(method)!.GetCustomAttribute<StateMachineAttribute>()!.StateMachineType;

        Assert.Contains($"{stateMachine}: {awaiter}", StateMachines.FindCapturingAwaits(stateMachine));
    }

    private static class Examples
    {
        public static async Task YieldAsync() => await Task.Yield();

        public static async Task AwaitTaskAsync() => await Task.CompletedTask;

        public static async Task<int> AwaitResultAsync() => await Task.FromResult(1);

        public static async ValueTask<int> AwaitValueTaskAsync() => await ValueTask.FromResult(1);

        public static async Task EnumerateAsync(IAsyncEnumerable<int> items)
        {
            await foreach (int item in items)
            {
                Assert.Equal(1, item);
            }
        }

        public static async Task DisposeAsync(IAsyncDisposable resource)
        {
            await using (resource)
            {
                Assert.NotNull(resource);
            }
        }

        public static async Task AwaitObjectAsync() => await new Awaitable();
    }

    private sealed class Awaitable : INotifyCompletion
    {
        public bool IsCompleted => true;

        public Awaitable GetAwaiter() => this;

        public void GetResult() => GC.KeepAlive(this);

        public void OnCompleted(Action continuation) => continuation();
    }
}
