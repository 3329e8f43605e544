using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Deployments;

public sealed class ClockDifferenceTests
{
    [Theory]
    [InlineData(90, "2026-10-06T08:01:30.000Z", "2026-10-06T08:01:35.000Z", "2026-10-06T08:02:00.000Z")]
    [InlineData(-60, "2026-10-06T07:59:00.000Z", "2026-10-06T07:59:05.000Z", "2026-10-06T07:59:30.000Z")]
    public async Task ClockDifference_AnyDirection_ShiftsTheTimesOfDeployments(double seconds, string created, string started, string finished)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync(options => options.ClockDifference = TimeSpan.FromSeconds(seconds));
        ApiResponse response = await session.CreateAsync();
        session.Pass(30);

        ApiResponse list = await session.ListAsync();

        JsonElement deployment = Assert.Single(list.Deployments);
        Assert.Equal(created, response.Json.GetProperty("created_at").GetString());
        Assert.Equal(
            (created, started, finished, finished),
            (Text(deployment, "created_at"), Text(deployment, "started_at"), Text(deployment, "finished_at"), Text(deployment, "updated_at")));
        Assert.Equal(EmulatorSession.StartTime.AddSeconds(30), list.Headers.Date);
        Assert.Equal(EmulatorSession.StartTime, session.App.Deployments[0].CreatedAt);
        Assert.Equal(EmulatorSession.StartTime.AddSeconds(30), session.App.Deployments[0].FinishedAt);
    }

    private static string? Text(JsonElement deployment, string field) => deployment.GetProperty(field).GetString();
}
