namespace SpiceDeployments.Client.Testing.Tests.Faults;

/// <summary>Faults that change the body of the real response, for a response without one.</summary>
public sealed class EmptyBodyTests
{
    private const string Path = "/v1/apps/7";

    [Theory]
    [InlineData(nameof(FaultRuleBuilder.RespondWithGzip))]
    [InlineData(nameof(FaultRuleBuilder.RespondWithByteOrderMark))]
    [InlineData(nameof(FaultRuleBuilder.PadResponse))]
    public async Task Delete_FaultOfTheBody_ReturnsTheRealResponse(string fault)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        FaultRuleBuilder deletes = session.Emulator.Faults.On("DELETE", "/v1/apps/*");
        _ = fault switch
        {
            nameof(FaultRuleBuilder.RespondWithGzip) => deletes.RespondWithGzip(),
            nameof(FaultRuleBuilder.RespondWithByteOrderMark) => deletes.RespondWithByteOrderMark(),
            _ => deletes.PadResponse(100),
        };

        ApiResponse response = await session.SendAsync(HttpMethod.Delete, Path);

        Assert.Equal((204, ""), (response.Status, response.Text));
        Assert.Empty(session.Emulator.Apps);
    }

    [Fact]
    public async Task Delete_TruncateBody_AbortsTheConnectionAfterProcessing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.On("DELETE", "/v1/apps/*").TruncateBody();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.SendAsync(HttpMethod.Delete, Path));

        Assert.Empty(session.Emulator.Apps);
    }
}
