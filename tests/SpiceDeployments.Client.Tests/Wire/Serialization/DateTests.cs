using System.Globalization;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

public sealed class DateTests : WireTest
{
    public static TheoryData<string, string> Forms => new()
    {
        { "2024-01-15T10:30:00.000Z", "2024-01-15T10:30:00.0000000+00:00" },
        { "2024-01-15T10:30:00Z", "2024-01-15T10:30:00.0000000+00:00" },
        { "2024-01-15T10:30:00.123456Z", "2024-01-15T10:30:00.1234560+00:00" },
        { "2024-01-15T10:30:00.123456789Z", "2024-01-15T10:30:00.1234567+00:00" },
        { "2024-01-15T10:30:00+00:00", "2024-01-15T10:30:00.0000000+00:00" },
        { "2024-01-15T10:30:00+02:00", "2024-01-15T10:30:00.0000000+02:00" },
        { "2024-01-15T10:30:00.5-05:30", "2024-01-15T10:30:00.5000000-05:30" },
        { "2024-01-15T10:30:00", "2024-01-15T10:30:00.0000000+00:00" },
        { "2024-01-15T10:30:00.123", "2024-01-15T10:30:00.1230000+00:00" },
        { "2024-01-15T10:30", "2024-01-15T10:30:00.0000000+00:00" },
        { "2024-01-15", "2024-01-15T00:00:00.0000000+00:00" },
        { "2024-01-15T10:30:00\\u002B02:00", "2024-01-15T10:30:00.0000000+02:00" },
    };

    public static TheoryData<string> Garbage => new(
        "\"\"",
        "\"yesterday\"",
        "\"2024-13-45T99:00:00Z\"",
        "\"15.01.2024 10:30\"",
        "\"9999-12-31T23:59:59-14:00\"",
        "1705314600",
        "1705314600000",
        "true",
        "{\"seconds\":1705314600}",
        "[2024,1,15]",
        "null");

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Dates_AnyForm_KeepTheirOffset(string text, string expected)
    {
        Deployment deployment = await ListOneAsync(WithDates($"\"{text}\""));

        Assert.Equal(expected, Format(deployment.CreatedAt!.Value));
        Assert.Equal([expected, expected, expected], new[] { deployment.UpdatedAt, deployment.StartedAt, deployment.FinishedAt }.Select(time => Format(time!.Value)));
    }

    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Dates_NotADate_AreNull(string json)
    {
        Deployment deployment = await ListOneAsync(WithDates(json));

        Assert.Null(deployment.CreatedAt);
        Assert.Null(deployment.UpdatedAt);
        Assert.Null(deployment.StartedAt);
        Assert.Null(deployment.FinishedAt);
    }

    [Fact]
    public async Task Dates_Absent_AreNull()
    {
        Deployment deployment = await ListOneAsync("""{"id":1}""");

        Assert.Equal(
            ((DateTimeOffset?)null, (DateTimeOffset?)null, (DateTimeOffset?)null, (DateTimeOffset?)null),
            (deployment.CreatedAt, deployment.UpdatedAt, deployment.StartedAt, deployment.FinishedAt));
    }

    private static string WithDates(string json) =>
        $$"""{"id":1,"status":"succeeded","created_at":{{json}},"updated_at":{{json}},"started_at":{{json}},"finished_at":{{json}}}""";

    private static string Format(DateTimeOffset time) => time.ToString("O", CultureInfo.InvariantCulture);
}
