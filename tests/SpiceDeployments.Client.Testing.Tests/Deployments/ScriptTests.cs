using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class ScriptTests
{
    [Theory]
    [InlineData(0, "queued", null, null, null)]
    [InlineData(4.999, "queued", null, null, null)]
    [InlineData(5, "in_progress", "2026-10-06T08:00:05.000Z", "2026-10-06T08:00:05.000Z", null)]
    [InlineData(29.999, "in_progress", "2026-10-06T08:00:05.000Z", "2026-10-06T08:00:05.000Z", null)]
    [InlineData(30, "succeeded", "2026-10-06T08:00:30.000Z", "2026-10-06T08:00:05.000Z", "2026-10-06T08:00:30.000Z")]
    [InlineData(9999, "succeeded", "2026-10-06T08:00:30.000Z", "2026-10-06T08:00:05.000Z", "2026-10-06T08:00:30.000Z")]
    public async Task Script_Default_FollowsDefaultPhases(double seconds, string status, string? updated, string? started, string? finished)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        await session.CreateAsync();
        session.Pass(seconds);

        JsonElement deployment = await OnlyOneAsync(session);

        Assert.Equal(status, Text(deployment, "status"));
        Assert.Equal("2026-10-06T08:00:00.000Z", Text(deployment, "created_at"));
        Assert.Equal(updated, Text(deployment, "updated_at"));
        Assert.Equal(started, Text(deployment, "started_at"));
        Assert.Equal(finished, Text(deployment, "finished_at"));
        Assert.Null(Text(deployment, "error_message"));
    }

    [Theory]
    [InlineData(1.999, "created")]
    [InlineData(2, "queued")]
    [InlineData(6.999, "queued")]
    [InlineData(7, "in_progress")]
    [InlineData(32, "succeeded")]
    public async Task Script_NotYetQueued_StartsAsCreated(double seconds, string status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.CreatedStatusMeaning = CreatedStatusMeaning.NotYetQueued);
        Assert.Equal("created", (await session.CreateAsync()).Json.GetProperty("status").GetString());
        session.Pass(seconds);

        Assert.Equal(status, Text(await OnlyOneAsync(session), "status"));
    }

    [Fact]
    public async Task Script_Durations_AreUsed()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.CreatedStatusMeaning = CreatedStatusMeaning.NotYetQueued);
        session.App.ScriptNextDeployment().NotQueuedFor(TimeSpan.FromSeconds(10)).QueuedFor(TimeSpan.FromSeconds(20)).RunsFor(TimeSpan.FromMinutes(9)).Succeeds();
        await session.CreateAsync();
        session.Pass(10 + 20 + (9 * 60));

        JsonElement deployment = await OnlyOneAsync(session);

        Assert.Equal("succeeded", Text(deployment, "status"));
        Assert.Equal("2026-10-06T08:00:30.000Z", Text(deployment, "started_at"));
        Assert.Equal("2026-10-06T08:09:30.000Z", Text(deployment, "finished_at"));
    }

    [Fact]
    public async Task Fails_WithReason_ReportsReasonOnCompletion()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().Fails("No node is large enough", "pod_exceeds_node_capacity");
        await session.CreateAsync();

        session.Pass(29);
        JsonElement before = await OnlyOneAsync(session);
        session.Pass(1);
        JsonElement after = await OnlyOneAsync(session);

        Assert.Equal(("in_progress", null, null), StatusAndError(before));
        Assert.Equal(("failed", "No node is large enough", "pod_exceeds_node_capacity"), StatusAndError(after));
        Assert.Equal("2026-10-06T08:00:30.000Z", Text(after, "finished_at"));
    }

    [Fact]
    public async Task Fails_NoArguments_HasDefaultMessage()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().Fails();
        await session.CreateAsync();
        session.Pass(30);

        Assert.Equal(("failed", "Failed to pull container image", null), StatusAndError(await OnlyOneAsync(session)));
    }

    [Fact]
    public async Task NeverCompletes_AfterDays_IsInProgress()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().NeverCompletes();
        await session.CreateAsync();
        session.Pass(TimeSpan.FromDays(30).TotalSeconds);

        Assert.Equal("in_progress", Text(await OnlyOneAsync(session), "status"));
        Assert.Equal(409, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task ReportsError_InProgress_ReportsErrorUntilCompletion()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().ReportsError("insufficient_memory", "Waiting for a node with enough memory");
        await session.CreateAsync();
        JsonElement queued = await OnlyOneAsync(session);
        session.Pass(5);
        JsonElement running = await OnlyOneAsync(session);
        session.Pass(25);
        JsonElement done = await OnlyOneAsync(session);

        Assert.Equal(("queued", null, null), StatusAndError(queued));
        Assert.Equal(("in_progress", "Waiting for a node with enough memory", "insufficient_memory"), StatusAndError(running));
        Assert.Equal(("succeeded", null, null), StatusAndError(done));
    }

    [Fact]
    public async Task ReportsStatus_InProgress_ReportsStatus()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().ReportsStatus("warming_up");
        await session.CreateAsync();
        session.Pass(5);
        Assert.Equal("warming_up", Text(await OnlyOneAsync(session), "status"));
        Assert.True(session.App.Deployments[0].IsActive);
        session.Pass(25);
        Assert.Equal("succeeded", Text(await OnlyOneAsync(session), "status"));
    }

    [Theory]
    [InlineData(3, "queued", null)]
    [InlineData(12, "in_progress", "2026-10-06T08:00:05.000Z")]
    public async Task IsSupersededAfter_TimeElapsed_IsReplacedByADeploymentOfThePortal(double seconds, string before, string? started)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().IsSupersededAfter(TimeSpan.FromSeconds(seconds));
        ApiResponse own = await session.CreateAsync();
        EmulatedDeployment deployment = session.App.Deployments[0];
        session.Pass(seconds - 0.001);
        Assert.Equal(before, deployment.Status);
        Assert.Single(session.App.Deployments);
        session.Pass(60);

        Assert.True(deployment.IsSuperseded);
        IReadOnlyList<JsonElement> list = (await session.ListAsync()).Deployments;
        string createdAt = EmulatorSession.StartTime.AddSeconds(seconds).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(("portal", "succeeded", createdAt), (Text(list[0], "creation_source"), Text(list[0], "status"), Text(list[0], "created_at")));
        Assert.Equal((own.Id, "created", started), (list[1].GetProperty("id").GetInt64(), Text(list[1], "status"), Text(list[1], "started_at")));
        Assert.Equal(createdAt, Text(list[1], "updated_at"));
    }

    [Fact]
    public async Task IsSupersededAfter_CompletedBefore_StartsNothing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.App.ScriptNextDeployment().IsSupersededAfter(TimeSpan.FromSeconds(12));
        await session.CreateAsync();
        session.Pass(6);
        session.App.Deployments[0].CompleteSuccessfully();
        session.Pass(60);

        Assert.Equal("succeeded", Assert.Single(session.App.Deployments).Status);
    }

    [Fact]
    public void Script_ContradictingOutcomes_Throws()
    {
        (string Name, Func<DeploymentScript, DeploymentScript> Add)[] outcomes =
        [
            ("Succeeds", script => script.Succeeds()),
            ("Fails", script => script.Fails()),
            ("NeverCompletes", script => script.NeverCompletes()),
            ("IsSupersededAfter", script => script.IsSupersededAfter(TimeSpan.FromSeconds(1))),
        ];
        foreach ((string first, Func<DeploymentScript, DeploymentScript> addFirst) in outcomes)
        {
            foreach ((string second, Func<DeploymentScript, DeploymentScript> addSecond) in outcomes)
            {
                DeploymentScript script = addFirst(new DeploymentScript());
                if (first == second)
                {
                    addSecond(script);
                }
                else
                {
                    InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => addSecond(script));
                    Assert.Equal($"{second} contradicts {first}, which the script has already.", error.Message);
                }
            }
        }
    }

    [Fact]
    public void Script_RunTimeWithoutCompletion_Throws()
    {
        var second = TimeSpan.FromSeconds(1);

        Assert.Throws<InvalidOperationException>(() => new DeploymentScript().RunsFor(second).NeverCompletes());
        Assert.Throws<InvalidOperationException>(() => new DeploymentScript().RunsFor(second).IsSupersededAfter(second));
        Assert.Throws<InvalidOperationException>(() => new DeploymentScript().IsSupersededAfter(second).RunsFor(second));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new DeploymentScript().NeverCompletes().RunsFor(second));
        Assert.Equal("RunsFor contradicts NeverCompletes, which the script has already.", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>("time", () => new DeploymentScript().IsSupersededAfter(TimeSpan.Zero));
    }

    private static async Task<JsonElement> OnlyOneAsync(EmulatorSession session) => Assert.Single((await session.ListAsync()).Deployments);

    private static string? Text(JsonElement deployment, string field) => deployment.GetProperty(field).GetString();

    private static (string? Status, string? Message, string? Code) StatusAndError(JsonElement deployment) =>
        (Text(deployment, "status"), Text(deployment, "error_message"), Text(deployment, "error_code"));
}
