using System.Reflection;
using System.Runtime.CompilerServices;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Conventions;

/// <summary>
/// No await of the packages captures the context of its caller, whose thread may block or end. The analyzers report only awaits of tasks; this test
/// reads the compiled state machines, which keep every awaiter that they suspend at in a field.
/// </summary>
public sealed class AwaitConventionTests
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Type[] Configured =
    [
        typeof(ConfiguredTaskAwaitable.ConfiguredTaskAwaiter),
        typeof(ConfiguredTaskAwaitable<>.ConfiguredTaskAwaiter),
        typeof(ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter),
        typeof(ConfiguredValueTaskAwaitable<>.ConfiguredValueTaskAwaiter),
    ];

    public static TheoryData<Type> Packages => [typeof(DeploymentsClient), typeof(SpiceCloudEmulator)];

    [Theory]
    [MemberData(nameof(Packages))]
    public void EveryAwait_OfThePackage_IsConfigured(Type type)
    {
        Type[] stateMachines = [.. type.Assembly.GetTypes().Where(IsStateMachine)];

        Assert.NotEmpty(stateMachines.SelectMany(GetAwaiters));
        Assert.Empty(stateMachines.SelectMany(FindCapturingAwaits));
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

        Assert.Contains($"{stateMachine}: {awaiter}", FindCapturingAwaits(stateMachine));
    }

    private static bool IsStateMachine(Type type) => typeof(IAsyncStateMachine).IsAssignableFrom(type);

    private static IEnumerable<string> FindCapturingAwaits(Type stateMachine) => GetAwaiters(stateMachine)
        .Where(awaiter => !Configured.Contains(awaiter.IsGenericType ? awaiter.GetGenericTypeDefinition() : awaiter))
        .Select(awaiter => $"{stateMachine}: {awaiter.Name}");

    private static IEnumerable<Type> GetAwaiters(Type stateMachine) => stateMachine.GetFields(Fields)
        .Where(field => field.Name.StartsWith("<>u__", StringComparison.Ordinal))
        .Select(field => field.FieldType);

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
