using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class ConcurrencyLimitTests
{
    [Theory]
    [InlineData(ConcurrencyLimitRule.Conflict, 409, null)]
    [InlineData(ConcurrencyLimitRule.TooManyRequests, 429, null)]
    [InlineData(ConcurrencyLimitRule.PlanLimit, 403, "plan_limit")]
    public async Task Create_LimitReached_IsRejectedUntilADeploymentCompletes(ConcurrencyLimitRule rule, int status, string? code)
    {
        await using EmulatorSession session = await StartAsync(rule, max: 2);
        session.App.StartDeployment();
        session.Emulator.AddApp(8).StartDeployment();
        session.Emulator.AddApp(9);

        ApiResponse rejected = await CreateAsync(session, 9);

        Assert.Equal((status, code), (rejected.Status, rejected.Json.TryGetProperty("code", out JsonElement found) ? found.GetString() : null));
        session.App.Deployments[0].CompleteSuccessfully();
        Assert.Equal(202, (await CreateAsync(session, 9)).Status);
    }

    [Fact]
    public async Task Create_OtherOrganization_IsNotCounted()
    {
        await using EmulatorSession session = await StartAsync(ConcurrencyLimitRule.Conflict, max: 1);
        session.App.InOrganization("acme").StartDeployment();
        session.Emulator.AddApp(8).InOrganization("other");
        session.Emulator.AddApp(9).InOrganization("ACME");

        Assert.Equal(202, (await CreateAsync(session, 8)).Status);
        Assert.Equal(409, (await CreateAsync(session, 9)).Status);
    }

    [Fact]
    public async Task Create_DeploymentThatWouldBeSuperseded_IsNotCounted()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options =>
        {
            options.MaxConcurrentDeployments = 1;
            options.ConflictRule = ConflictRule.WhileQueued;
        });
        session.App.StartDeployment();
        session.Pass(10);

        Assert.Equal(202, (await session.CreateAsync()).Status);
    }

    [Fact]
    public async Task Create_DeploymentOfDeletedApp_IsNotCounted()
    {
        await using EmulatorSession session = await StartAsync(ConcurrencyLimitRule.Conflict, max: 1);
        session.App.StartDeployment();
        session.Emulator.AddApp(8);
        await session.SendAsync(HttpMethod.Delete, "/v1/apps/7");

        Assert.Equal(202, (await CreateAsync(session, 8)).Status);
    }

    private static Task<EmulatorSession> StartAsync(ConcurrencyLimitRule rule, int max) => EmulatorSession.StartAsync(options =>
    {
        options.MaxConcurrentDeployments = max;
        options.ConcurrencyLimitRule = rule;
    });

    private static Task<ApiResponse> CreateAsync(EmulatorSession session, int appId) => session.SendAsync(HttpMethod.Post, $"/v1/apps/{appId}/deployments");
}
