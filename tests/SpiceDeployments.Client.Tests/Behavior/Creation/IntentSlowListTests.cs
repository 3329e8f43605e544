using System.Text.Json;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Creation;

/// <summary>A list that the service reads before the intent has settled, and returns afterwards.</summary>
public sealed class IntentSlowListTests : EmulatorTest
{
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The deployment is listed at last 75 seconds after the preparation, when the intent has settled.</summary>
    [Fact]
    public async Task CreateAsync_ListReadBeforeTheIntentHasSettled_ProvesNothing()
    {
        App.ScriptNextDeployment().VisibilityDelay(TimeSpan.FromSeconds(70));
        DeploymentIntent intent = await Client.PrepareAsync(AppId, cancellationToken: CancellationToken);
        string stored = JsonSerializer.Serialize(intent);
        await Client.CreateAsync(intent, cancellationToken: CancellationToken);
        Clock.Advance(TimeSpan.FromSeconds(55));
        DeploymentsClient other = CreateClient(options => options.PrimaryHandler = () => new SlowHandler(Clock, TimeSpan.FromSeconds(25)));

        Deployment resumed = await Clock.RunAsync(other.CreateAsync(
            JsonSerializer.Deserialize<DeploymentIntent>(stored)!, new CreateDeploymentOptions { SaveIntent = (_, _) => Task.CompletedTask }, CancellationToken));

        Assert.Equal(Assert.Single(App.Deployments).Id, resumed.Id);
    }

    protected override DeploymentsClientOptions CreateOptions()
    {
        DeploymentsClientOptions options = base.CreateOptions();
        options.AttemptTimeout = AttemptTimeout;
        return options;
    }

    /// <summary>Returns the first response late, with the time at which the service sends it.</summary>
    private sealed class SlowHandler(SteppingTimeProvider clock, TimeSpan delay) : DelegatingHandler(new SocketsHttpHandler())
    {
        private TimeSpan _delay = delay;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            clock.Advance(_delay);
            _delay = TimeSpan.Zero;
            response.Headers.Date = clock.GetUtcNow();
            return response;
        }
    }
}
