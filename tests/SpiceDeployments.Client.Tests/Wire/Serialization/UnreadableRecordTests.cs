using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>A record that cannot be read does not make the rest of the list unreadable.</summary>
public sealed class UnreadableRecordTests : WireTest
{
    private readonly FakeLogger<DeploymentsClient> _log = new();

    public static TheoryData<string> Records => new(UnreadableBodies.Records);

    [Theory]
    [InlineData("{\"deployments\":null}")]
    [InlineData("{\"deployments\":[],\"total\":0}")]
    public async Task ListAsync_Nothing_IsEmpty(string body)
    {
        GivenList(WireResponse.Json(body));

        Assert.Empty(await ListAsync());
        Assert.Equal(0, _log.Collector.Count);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public async Task ListAsync_OneUnreadableRecord_IsLeftOut(string record)
    {
        GivenList(WireResponse.List("""{"id":3}""", record, """{"id":1,"status":"succeeded"}"""));

        IReadOnlyList<Deployment> list = await ListAsync();

        Assert.Equal([new Deployment { AppId = AppId, Id = 3 }, new Deployment { AppId = AppId, Id = 1, RawStatus = "succeeded" }], list);
    }

    [Fact]
    public async Task ListAsync_UnreadableRecordsTwice_AreLoggedOnce()
    {
        GivenList(WireResponse.List("""{"id":3}""", "{}", "null"));

        await ListAsync();
        await ListAsync();

        FakeLogRecord record = Assert.Single(_log.Collector.GetSnapshot());
        Assert.Equal((18, "UnreadableRecords", LogLevel.Warning), (record.Id.Id, record.Id.Name, record.Level));
        Assert.Equal("Records in the list of app 123 that cannot be read, and are left out: 2.", record.Message);
    }

    [Fact]
    public async Task WaitForCompletionAsync_AnotherRecordIsUnreadable_ReturnsTheDeployment()
    {
        GivenList(WireResponse.List("""{"id":"dpl_457"}""", """{"id":456,"status":"succeeded"}"""));

        Deployment completed = await Client.WaitForCompletionAsync(AppId, DeploymentId, cancellationToken: CancellationToken);

        Assert.Equal((DeploymentStatus.Succeeded, 1), (completed.Status, Requests.Count));
    }

    /// <summary>The record may be the one that the request created.</summary>
    [Fact]
    public async Task CreateAsync_LostResponseAndUnreadableRecord_IsNotSentAgain()
    {
        GivenCreate(WireResponse.Html(status: 502));
        GivenList(AtStart(WireResponse.List("{}")));

        DeploymentOutcomeUnknownException exception = await Assert.ThrowsAsync<DeploymentOutcomeUnknownException>(CreateAsync);

        Assert.Equal((1, 5), (CreateCount, CheckCount));
        Assert.Contains("The deployment list contains records that cannot be read.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CreateAsync_LostResponseAndUnreadableRecordBesideItsOwn_ReturnsItsOwn()
    {
        GivenCreate(WireResponse.Html(status: 502));
        GivenList(AtStart(WireResponse.List("{}", """{"id":9,"status":"queued","created_at":"2026-10-06T08:00:00Z"}""")));

        Assert.Equal(9, (await CreateAsync()).Id);
    }

    protected override DeploymentsClientOptions CreateOptions()
    {
        DeploymentsClientOptions options = base.CreateOptions();
        options.LoggerFactory = new SingleLoggerFactory(_log);
        return options;
    }
}
