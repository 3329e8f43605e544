namespace SpiceDeployments.Client.Testing.Tests.Server;

public sealed class LifetimeTests
{
    [Fact]
    public async Task StartAsync_NoOptions_ListensOnLoopback()
    {
        await using SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("http", emulator.BaseAddress.Scheme);
        Assert.Equal("127.0.0.1", emulator.BaseAddress.Host);
        Assert.Equal("/", emulator.BaseAddress.AbsolutePath);
        Assert.Equal(new Uri(emulator.BaseAddress, "/api/oauth/token"), emulator.TokenEndpoint);
        Assert.Empty(emulator.Requests);
    }

    [Fact]
    public void Options_Default_AreDocumented()
    {
        var options = new SpiceCloudEmulatorOptions();

        Assert.Equal(0, options.Port);
        Assert.Equal("127.0.0.1", options.Host);
        Assert.Null(options.Certificate);
        Assert.Same(TimeProvider.System, options.TimeProvider);
        Assert.True(options.SupportsGetById);
        Assert.Equal(CreatedStatusMeaning.Superseded, options.CreatedStatusMeaning);
        Assert.Equal(ConflictRule.WhileActive, options.ConflictRule);
        Assert.Equal(CreateResponseShape.Full, options.CreateResponseShape);
        Assert.Equal(TimeSpan.FromHours(1), options.TokenLifetime);
        Assert.Null(options.EffectiveTokenLifetime);
        Assert.Null(options.RateLimit);
        Assert.Equal(TimeSpan.Zero, options.VisibilityDelay);
        Assert.Null(options.Output);
    }

    [Fact]
    public async Task StartAsync_PortOfStoppedEmulator_Succeeds()
    {
        SpiceCloudEmulator first = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await first.DisposeAsync();

        await using SpiceCloudEmulator second = await StartOnAsync(first.BaseAddress.Port);

        Assert.Equal(first.BaseAddress, second.BaseAddress);
    }

    [Fact]
    public async Task StartAsync_PortInUse_Throws()
    {
        await using SpiceCloudEmulator first = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<IOException>(() => StartOnAsync(first.BaseAddress.Port));
    }

    [Theory]
    [InlineData(-1, 60, "Port must be between 0 and 65535, but is -1. (Parameter 'options')")]
    [InlineData(65536, 60, "Port must be between 0 and 65535, but is 65536. (Parameter 'options')")]
    [InlineData(0, 0, "TokenLifetime must be positive, but is 00:00:00. (Parameter 'options')")]
    public async Task StartAsync_PortOrLifetimeOutOfRange_NamesOption(int port, int lifetimeSeconds, string message)
    {
        var options = new SpiceCloudEmulatorOptions { Port = port, TokenLifetime = TimeSpan.FromSeconds(lifetimeSeconds) };

        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Equal(message, error.Message);
    }

    public static TheoryData<SpiceCloudEmulatorOptions, string> OptionsOutOfRange => new()
    {
        { new() { TimeProvider = null! }, "TimeProvider must be set. (Parameter 'options')" },
        { new() { EffectiveTokenLifetime = TimeSpan.Zero }, "EffectiveTokenLifetime must be positive, but is 00:00:00. (Parameter 'options')" },
        { new() { RateLimit = 0 }, "RateLimit must be positive, but is 0. (Parameter 'options')" },
        { new() { MaxRecordedRequests = 0 }, "MaxRecordedRequests must be positive, but is 0. (Parameter 'options')" },
        { new() { MaxConcurrentDeployments = 0 }, "MaxConcurrentDeployments must be positive, but is 0. (Parameter 'options')" },
        { new() { ClockDifference = TimeSpan.FromDays(-2) }, "ClockDifference must be at most one day, but is -2.00:00:00. (Parameter 'options')" },
        { new() { Normalization = [null!] }, "Normalization must contain no null. (Parameter 'options')" },
        { new() { VisibilityDelay = TimeSpan.FromSeconds(-1) }, "VisibilityDelay must not be negative, but is -00:00:01. (Parameter 'options')" },
    };

    [Theory]
    [MemberData(nameof(OptionsOutOfRange))]
    public async Task StartAsync_OptionOutOfRange_NamesOption(SpiceCloudEmulatorOptions options, string message)
    {
        ArgumentException error = await Assert.ThrowsAsync<ArgumentException>(() => SpiceCloudEmulator.StartAsync(options, TestContext.Current.CancellationToken));

        Assert.Equal(message, error.Message);
    }

    [Fact]
    public async Task StartAsync_Canceled_Throws()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SpiceCloudEmulator.StartAsync(cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task DisposeAsync_Twice_DoesNotThrow()
    {
        SpiceCloudEmulator emulator = await SpiceCloudEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        await emulator.DisposeAsync();
        await emulator.DisposeAsync();
    }

    private static Task<SpiceCloudEmulator> StartOnAsync(int port) =>
        SpiceCloudEmulator.StartAsync(new SpiceCloudEmulatorOptions { Port = port }, TestContext.Current.CancellationToken);
}
