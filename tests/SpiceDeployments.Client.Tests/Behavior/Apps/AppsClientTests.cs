using SpiceDeployments.Client.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Behavior.Apps;

/// <summary>The apps client over real HTTP, on an emulator.</summary>
public sealed class AppsClientTests : EmulatorTest
{
    private static readonly UpdateAppRequest Request = new() { Description = "After", Replicas = 3 };

    [Fact]
    public async Task ListAppsAsync_SeveralApps_ListsThem()
    {
        Cloud.AddApp(77, "logistics");

        Assert.Equal([AppId, 77], (await Client.ListAppsAsync(CancellationToken)).Select(app => app.Id).Order());
        Assert.Equal(77, (await Client.FindAppAsync("Logistics", CancellationToken)).Id);
    }

    [Theory]
    [InlineData(nameof(FaultRuleBuilder.DropResponse), 1)]
    [InlineData(nameof(FaultRuleBuilder.TruncateBody), 1)]
    [InlineData(nameof(FaultRuleBuilder.RespondWithHtml), 1)]
    [InlineData(nameof(FaultRuleBuilder.ResetConnection), 2)]
    [InlineData(nameof(FaultRuleBuilder.Fail), 2)]
    public async Task UpdateAppAsync_AnyFault_AppliesTheUpdate(string fault, int expectedPuts)
    {
        FaultRuleBuilder updates = Cloud.Faults.On("PUT", "/v1/apps/*");
        _ = fault switch
        {
            nameof(FaultRuleBuilder.DropResponse) => updates.DropResponse(),
            nameof(FaultRuleBuilder.TruncateBody) => updates.AfterProcessing().TruncateBody(),
            nameof(FaultRuleBuilder.RespondWithHtml) => updates.AfterProcessing().RespondWithHtml(502),
            nameof(FaultRuleBuilder.ResetConnection) => updates.ResetConnection(),
            _ => updates.Fail(503, "Try later"),
        };

        App updated = await Clock.RunAsync(Client.UpdateAppAsync(AppId, Request, CancellationToken));

        Assert.Equal(("After", 3), (updated.Description, updated.Config?.Replicas));
        Assert.Equal(("After", 3), (App.Settings.Description, App.Settings.Replicas));
        Assert.Equal(expectedPuts, GetRequestTimes("PUT").Count);
    }

    [Fact]
    public async Task UpdateAppAsync_CanceledInFlight_SaysThatTheOutcomeIsUnknown()
    {
        using var caller = new CancellationTokenSource();
        Cloud.Faults.On("PUT", "/v1/apps/*").HangAfterProcessing();
        Task<App> updating = Client.UpdateAppAsync(AppId, Request, caller.Token);
        await Cloud.Faults.WaitForHangAsync(CancellationToken);

        await caller.CancelAsync();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => updating);
        Assert.Equal("The update of app 42 was canceled. Whether it was applied is unknown. Get the app before you update it again.", exception.Message);
        Assert.Equal(caller.Token, exception.CancellationToken);
    }

    [Fact]
    public async Task UpdateAppAsync_ConnectedApp_AcceptsOnlyAnEqualSpicepod()
    {
        App.ConnectedTo("acme/orders").WithSpicepod("version: v2\nkind: Spicepod\nname: orders\n");

        await Client.UpdateAppAsync(AppId, new UpdateAppRequest { Spicepod = "name: orders\nkind: Spicepod\nversion: v2\n" }, CancellationToken);
        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(
            () => Client.UpdateAppAsync(AppId, new UpdateAppRequest { Spicepod = "name: sales\nkind: Spicepod\nversion: v2\n" }, CancellationToken));

        Assert.Equal("github_connected", exception.ErrorCode);
        Assert.Contains("commit the change there and deploy", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResumeAppAsync_PausedApp_StartsADeployment()
    {
        await Client.PauseAppAsync(AppId, CancellationToken);
        SpiceApiException rejected = await Assert.ThrowsAsync<SpiceApiException>(() => Client.CreateAsync(AppId, cancellationToken: CancellationToken));

        ResumedApp resumed = await Client.ResumeAppAsync(AppId, CancellationToken);

        Assert.Contains("Resume the app with IAppsClient.ResumeAppAsync", rejected.Message, StringComparison.Ordinal);
        Assert.Equal(Assert.Single(App.Deployments).Id, resumed.DeploymentId);
        Deployment completed = await Clock.RunAsync(Client.WaitForCompletionAsync(AppId, resumed.DeploymentId!.Value, cancellationToken: CancellationToken));
        Assert.Equal(DeploymentStatus.Succeeded, completed.Status);
    }

    /// <summary>.NET sends a request without a body again if the connection is closed before the response.</summary>
    [Fact]
    public async Task ResumeAppAsync_ConnectionClosedAfterProcessing_IsSentOnce()
    {
        App.Pause();
        await Client.GetAppAsync(AppId, CancellationToken); // So that the connection is in the pool.
        Cloud.Faults.On("POST", "/v1/apps/*/resume").Always().AfterProcessing().CloseConnection();

        SpiceApiException exception = await Assert.ThrowsAsync<SpiceApiException>(() => Client.ResumeAppAsync(AppId, CancellationToken));

        Assert.Contains("may be resumed nevertheless", exception.Message, StringComparison.Ordinal);
        Assert.Single(GetRequestTimes("POST"));
    }

    [Fact]
    public async Task UpdateAppAsync_CanceledDuringTheDelayAfterALostResponse_SaysThatTheOutcomeIsUnknown()
    {
        using var caller = new CancellationTokenSource(TimeSpan.FromSeconds(0.5), Clock);
        Cloud.Faults.On("PUT", "/v1/apps/*").ResetConnection();

        OperationCanceledException exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Clock.RunAsync(Client.UpdateAppAsync(AppId, Request, caller.Token)));

        Assert.StartsWith("The update of app 42 was canceled. Whether it was applied is unknown.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAppAsync_NoScope_NamesTheScope()
    {
        using DeploymentsClient client = CreateClient(options => options.AccessToken = Cloud.IssueToken(SpiceScopes.AppsRead));

        SpiceForbiddenException exception = await Assert.ThrowsAsync<SpiceForbiddenException>(() => client.UpdateAppAsync(AppId, Request, CancellationToken));

        Assert.Equal("apps:write", exception.RequiredScope);
    }
}
