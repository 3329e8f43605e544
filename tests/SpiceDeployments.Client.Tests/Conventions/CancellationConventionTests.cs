using System.Reflection;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;
using SpiceDeployments.Client.Tests.Shared.Conventions;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class CancellationConventionTests : EmulatorTest
{
    private static readonly Type[] Awaited = [typeof(Task), typeof(Task<>), typeof(ValueTask), typeof(ValueTask<>), typeof(IAsyncEnumerable<>)];

    public static TheoryData<string> EachOperation => [.. Operations.All];

    public static TheoryData<string> Waits => [nameof(IDeploymentsClient.WaitForCompletionAsync), nameof(IDeploymentsClient.WatchAsync), nameof(IDeploymentsClient.DeployAsync)];

    [Fact]
    public void EveryAsyncMethod_LastParameter_IsACancellationToken()
    {
        MethodInfo[] methods = [.. PublicApi.Methods.Where(method => IsAwaited(method.ReturnType) && method.Name is not nameof(IAsyncDisposable.DisposeAsync))];

        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.Equal(typeof(CancellationToken), method.GetParameters()[^1].ParameterType));
        Assert.All(methods, method => Assert.EndsWith("Async", method.Name, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(EachOperation))]
    public async Task EveryOperation_CanceledDuringRequest_ThrowsAtOnce(string operation)
    {
        using var caller = new CancellationTokenSource();
        Cloud.Faults.OnAny().HangBeforeProcessing();
        Task running = Start(operation, caller.Token);
        await Cloud.Faults.WaitForHangAsync(CancellationToken);

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task EveryWait_CanceledDuringDelay_ThrowsAtOnce(string operation)
    {
        using var caller = new CancellationTokenSource();
        App.WithDefaultScript(new DeploymentScript().NeverCompletes());
        if (operation is not nameof(IDeploymentsClient.DeployAsync))
        {
            App.StartDeployment();
        }

        Task running = Start(operation, caller.Token);
        await Clock.DelayStartedAsync();

        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(CancellationToken));
    }

    private Task Start(string operation, CancellationToken cancellationToken) =>
        Operations.RunAsync(operation, Client, AppId, App.Deployments is [{ Id: var id }, ..] ? id : 1, cancellationToken);

    private static bool IsAwaited(Type type) => Awaited.Contains(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
}
