using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior;

/// <summary>An invalid argument throws before a request is sent.</summary>
public sealed class ArgumentTests : EmulatorTest
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task EveryOperation_AppIdNotPositive_ThrowsWithoutRequest(long appId)
    {
        foreach (string operation in Operations.WithAppId)
        {
            ArgumentOutOfRangeException exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Operations.RunAsync(operation, Client, appId, deploymentId: 1, CancellationToken));
            Assert.StartsWith("appId must be greater than 0.", exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Cloud.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task EveryOperation_DeploymentIdNotPositive_ThrowsWithoutRequest(long deploymentId)
    {
        foreach (string operation in Operations.WithDeploymentId)
        {
            ArgumentOutOfRangeException exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Operations.RunAsync(operation, Client, AppId, deploymentId, CancellationToken));
            Assert.Equal("deploymentId", exception.ParamName);
        }

        Assert.Empty(Cloud.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task ListAsync_LimitOutOfRange_ThrowsWithoutRequest(int limit)
    {
        ArgumentOutOfRangeException exception = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Client.ListAsync(AppId, new ListDeploymentsOptions { Limit = limit }, CancellationToken));

        Assert.StartsWith("Limit must be from 1 to 100. (Parameter 'options')", exception.Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Requests);
    }

    [Theory]
    [InlineData(DeploymentStatus.Unknown)]
    [InlineData(DeploymentStatus.Superseded)]
    public async Task ListAsync_StatusWithoutFilter_ThrowsWithoutRequest(DeploymentStatus status)
    {
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => Client.ListAsync(AppId, new ListDeploymentsOptions { Status = status }, CancellationToken));

        Assert.Equal($"Status cannot be {status}: the service has no such filter. (Parameter 'options')", exception.Message);
        Assert.Empty(Cloud.Requests);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public async Task CreateAsyncAndDeployAsync_ReplicasOutOfRange_ThrowWithoutRequest(int replicas)
    {
        var request = new CreateDeploymentRequest { Replicas = replicas };

        ArgumentOutOfRangeException create = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.CreateAsync(AppId, request, cancellationToken: CancellationToken));
        ArgumentOutOfRangeException deploy = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.DeployAsync(AppId, request, cancellationToken: CancellationToken));

        Assert.StartsWith("Replicas must be from 0 to 10. (Parameter 'request')", create.Message, StringComparison.Ordinal);
        Assert.StartsWith("Replicas must be from 0 to 10. (Parameter 'request')", deploy.Message, StringComparison.Ordinal);
        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task EveryWait_InvalidPolling_ThrowsWithoutRequest()
    {
        var polling = new PollingOptions { MaxDelay = TimeSpan.FromSeconds(1) };
        const string Text = "MaxDelay must be from InitialDelay (00:00:05) to 1 day, but is 00:00:01.";

        ArgumentException wait = await Assert.ThrowsAsync<ArgumentException>(() => Client.WaitForCompletionAsync(AppId, 1, polling, cancellationToken: CancellationToken));
        ArgumentException watch = Assert.Throws<ArgumentException>(() => Client.WatchAsync(AppId, 1, polling, CancellationToken));
        ArgumentException deploy = await Assert.ThrowsAsync<ArgumentException>(
            () => Client.DeployAsync(AppId, options: new DeployOptions { Polling = polling }, cancellationToken: CancellationToken));

        Assert.Equal($"{Text} (Parameter 'polling')", wait.Message);
        Assert.Equal($"{Text} (Parameter 'polling')", watch.Message);
        Assert.Equal($"{Text} (Parameter 'options')", deploy.Message);
        Assert.Empty(Cloud.Requests);
    }

    [Fact]
    public async Task WaitForCompletionAsync_PollingAtItsBounds_IsAccepted()
    {
        var day = TimeSpan.FromDays(1);
        EmulatedDeployment deployment = App.StartDeployment();
        deployment.CompleteSuccessfully();

        Deployment completed = await Client.WaitForCompletionAsync(
            AppId, deployment.Id, new PollingOptions { InitialDelay = day, MaxDelay = day, Timeout = day }, cancellationToken: CancellationToken);

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Fact]
    public async Task DeployAsync_InvalidConflictOptions_ThrowsWithoutRequest()
    {
        ArgumentOutOfRangeException timeout = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => Client.DeployAsync(AppId, options: new DeployOptions { ConflictTimeout = TimeSpan.Zero }, cancellationToken: CancellationToken));
        ArgumentException behavior = await Assert.ThrowsAsync<ArgumentException>(
            () => Client.DeployAsync(AppId, options: new DeployOptions { ConflictBehavior = (ConflictBehavior)9 }, cancellationToken: CancellationToken));

        Assert.StartsWith("ConflictTimeout must be more than zero and at most 1 day. (Parameter 'options')", timeout.Message, StringComparison.Ordinal);
        Assert.Equal("ConflictBehavior is not a defined value: 9. (Parameter 'options')", behavior.Message);
        Assert.Empty(Cloud.Requests);
    }
}
