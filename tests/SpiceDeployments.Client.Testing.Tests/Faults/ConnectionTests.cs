namespace SpiceDeployments.Client.Testing.Tests.Faults;

public sealed class ConnectionTests
{
    [Fact]
    public async Task DropResponse_Create_CreatesDeployment()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().DropResponse();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync("""{"branch":"main"}"""));

        Assert.Equal("main", Assert.Single(session.App.Deployments).Branch);
        AssertNoResponse(session, FaultKind.DropResponse);
    }

    [Fact]
    public async Task ResetConnection_Create_CreatesNothing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().ResetConnection();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync("{}"));

        Assert.Empty(session.App.Deployments);
        AssertNoResponse(session, FaultKind.ResetConnection);
    }

    [Fact]
    public async Task ResetConnection_AfterProcessing_CreatesDeployment()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().AfterProcessing().ResetConnection();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync("{}"));

        Assert.Single(session.App.Deployments);
    }

    [Fact]
    public async Task CloseConnection_Create_CreatesNothing()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().CloseConnection();

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync("{}"));

        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
        Assert.Empty(session.App.Deployments);
        AssertNoResponse(session, FaultKind.CloseConnection);
    }

    [Fact]
    public async Task CloseConnection_AfterProcessing_CreatesDeployment()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().AfterProcessing().CloseConnection();

        HttpRequestException error = await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync("{}"));

        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
        Assert.Single(session.App.Deployments);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(20, 20)]
    [InlineData(100_000, 17)]
    public async Task TruncateBody_AfterBytes_SendsStatusAndThatMuch(int afterBytes, int expectedBytes)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        if (afterBytes == 20)
        {
            session.App.StartDeployment();
        }

        string whole = (await session.ListAsync()).Text;
        session.Emulator.Faults.OnList().TruncateBody(afterBytes);

        using HttpResponseMessage response = await session.OpenAsync(EmulatorSession.DeploymentsPath);
        await using Stream body = await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        byte[] received = new byte[whole.Length];
        await body.ReadExactlyAsync(received.AsMemory(0, expectedBytes), TestContext.Current.CancellationToken);
        HttpIOException error = await Assert.ThrowsAsync<HttpIOException>(() => body.ReadExactlyAsync(received.AsMemory(expectedBytes), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(whole.Length, response.Content.Headers.ContentLength);
        Assert.Equal(HttpRequestError.ResponseEnded, error.HttpRequestError);
    }

    [Fact]
    public async Task TruncateBody_Create_CreatesDeployment()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnCreate().TruncateBody();

        await Assert.ThrowsAsync<HttpRequestException>(() => session.CreateAsync("{}"));

        Assert.Single(session.App.Deployments);
        Assert.Equal("08:00:00.000 POST /v1/apps/7/deployments -> 202 (TruncateBody)", Assert.Single(session.Emulator.Requests).ToString());
    }

    [Fact]
    public async Task ConnectionFault_NextRequest_IsNotAffected()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        session.Emulator.Faults.OnList().DropResponse();
        session.Emulator.Faults.OnList().TruncateBody();
        await Assert.ThrowsAsync<HttpRequestException>(() => session.ListAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => session.ListAsync());

        Assert.Equal(200, (await session.ListAsync()).Status);
    }

    private static void AssertNoResponse(EmulatorSession session, FaultKind fault)
    {
        RecordedRequest request = Assert.Single(session.Emulator.Requests);
        Assert.Null(request.StatusCode);
        Assert.Equal(fault, request.Fault);
        Assert.Equal($"08:00:00.000 POST /v1/apps/7/deployments -> no response ({fault})", request.ToString());
    }
}
