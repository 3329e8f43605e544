using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

public sealed class CreateTests : EmulatorTest
{
    [Fact]
    public async Task CreateAsync_EveryField_ReturnsTheQueuedDeployment()
    {
        var request = new CreateDeploymentRequest
        {
            ImageTag = "2.3.2",
            Channel = "stable",
            Replicas = 3,
            Branch = "main",
            CommitSha = "abc123",
            CommitMessage = "Add dataset",
            Debug = true,
        };

        Deployment created = await Client.CreateAsync(AppId, request, cancellationToken: CancellationToken);

        EmulatedDeployment stored = Assert.Single(App.Deployments);
        Assert.Equal((stored.Id, DeploymentStatus.Queued, DeploymentCreationSource.Api), (created.Id, created.Status, created.CreationSource));
        Assert.Equal(
            ("2.3.2", "stable", 3, "main", "abc123", "Add dataset", true),
            (stored.ImageTag, stored.Channel, stored.Replicas, stored.Branch, stored.CommitSha, stored.CommitMessage, stored.Debug));
        Assert.Equal(("2.3.2", 3, "main", "abc123"), (created.ImageTag, created.Replicas, created.Branch, created.CommitSha));
    }

    [Theory]
    [InlineData(AppState.WithoutSpicepod, "App has no spicepod configuration", null)]
    [InlineData(AppState.InvalidSpicepod, "Invalid spicepod configuration", null)]
    [InlineData(AppState.Paused, "Spicepod is paused", "spicepod_paused")]
    public async Task DeployAsync_AppNotDeployable_ThrowsWithTheServicesText(AppState condition, string text, string? code)
    {
        App.WithState(condition);

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.StartsWith($"POST /v1/apps/42/deployments returned 400 (Bad Request): {text}. ", exception.Message, StringComparison.Ordinal);
        Assert.Equal(code, exception.ErrorCode);
        Assert.Empty(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_NoSuchApp_ThrowsAppNotFound()
    {
        AppNotFoundException exception = await Assert.ThrowsAsync<AppNotFoundException>(() => Client.CreateAsync(999, cancellationToken: CancellationToken));

        Assert.Equal(System.Net.HttpStatusCode.NotFound, exception.StatusCode);
        Assert.Equal("POST /v1/apps/999/deployments returned 404 (Not Found): App with ID 999 not found.", exception.Message);
    }

    [Fact]
    public async Task CreateAsync_WrongToken_ThrowsAuthenticationWithAdvice()
    {
        using DeploymentsClient client = CreateClient(options => options.AccessToken = "not-a-token-of-this-service");

        SpiceAuthenticationException exception = await Assert.ThrowsAsync<SpiceAuthenticationException>(() => client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.EndsWith("Check the access token: it may be wrong, expired or revoked.", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("not-a-token-of-this-service", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_MissingScope_ThrowsForbiddenWithTheScope()
    {
        using DeploymentsClient client = CreateClient(options => options.AccessToken = Cloud.IssueToken(SpiceScopes.DeploymentsRead));

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(() => client.CreateAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(("deployments:write", "insufficient_scope"), (exception.RequiredScope, exception.ErrorCode));
        Assert.Empty(App.Deployments);
    }

    [Fact]
    public async Task CreateAsync_TokenBesideBlankClientCredentials_SendsTheToken()
    {
        using DeploymentsClient client = CreateClient(options => (options.ClientId, options.ClientSecret) = ("", " "));

        await client.CreateAsync(AppId, cancellationToken: CancellationToken);

        Assert.Single(App.Deployments);
    }

    [Fact]
    public async Task DeployAsync_Fails_ThrowsWithReasonAndDeployment()
    {
        App.ScriptNextDeployment().Fails("Failed to pull container image");

        DeploymentFailedException exception = await Assert.ThrowsAsync<DeploymentFailedException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal($"Deployment {exception.DeploymentId} failed: Failed to pull container image", exception.Message);
        Assert.Equal((DeploymentFailureReason.ImagePullFailed, false), (exception.Reason, exception.IsTransient));
    }

    [Fact]
    public async Task DeployAsync_FailsForLackOfMemory_IsTransient()
    {
        App.ScriptNextDeployment().Fails("Waiting for a node with enough memory", "insufficient_memory");

        DeploymentFailedException exception = await Assert.ThrowsAsync<DeploymentFailedException>(() => Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken)));

        Assert.Equal((DeploymentFailureReason.InsufficientMemory, true), (exception.Reason, exception.IsTransient));
        Assert.EndsWith("failed: Waiting for a node with enough memory (insufficient_memory)", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DeployAsync_ListedAfterTheGracePeriod_Succeeds()
    {
        App.ScriptNextDeployment().RunsFor(TimeSpan.FromSeconds(60)).VisibilityDelay(TimeSpan.FromSeconds(40));

        Deployment completed = await Clock.RunAsync(Client.DeployAsync(AppId, cancellationToken: CancellationToken));

        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    [Fact]
    public async Task CreateAsync_ConnectionRefused_ThrowsNotSent()
    {
        using DeploymentsClient client = CreateClient(options => options.BaseAddress = new Uri("http://127.0.0.1:1"));

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Clock.RunAsync(client.CreateAsync(AppId, cancellationToken: CancellationToken)));

        Assert.StartsWith("Could not connect to 127.0.0.1:1; POST /v1/apps/42/deployments was not sent.", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.StatusCode);
        Assert.IsType<HttpRequestException>(exception.InnerException);
    }
}
