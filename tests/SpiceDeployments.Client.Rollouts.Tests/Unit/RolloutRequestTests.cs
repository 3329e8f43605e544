using SpiceDeployments.Client.Rollouts.Internal;

namespace SpiceDeployments.Client.Rollouts.Tests.Unit;

public sealed class RolloutRequestTests
{
    private static readonly RolloutRequest Valid = new() { Targets = [new RolloutTarget { AppId = 1 }, new RolloutTarget { AppId = 2 }] };

    public static TheoryData<RolloutRequest, string> Invalid => new()
    {
        { Valid with { Targets = [] }, "Targets must contain at least one app." },
        { Valid with { Targets = [new RolloutTarget { AppId = 0 }] }, "Each of the Targets must have an id greater than 0, and a request." },
        { Valid with { Targets = [.. Valid.Targets, Valid.Targets[0]] }, "Targets contains app 1 more than once." },
        { Valid with { WaveSizes = [1, 0] }, "WaveSizes must contain numbers greater than 0." },
        { Valid with { MaxConcurrency = 0 }, "MaxConcurrency must be from 1 to 10,000, but is 0." },
        { Valid with { MaxConcurrency = 10_001 }, "MaxConcurrency must be from 1 to 10,000, but is 10001." },
        { Valid with { FailureTolerance = -1 }, "FailureTolerance must not be negative, but is -1." },
        { Valid with { BakeTime = TimeSpan.FromDays(8) }, "BakeTime must be from 0 to 7 days, but is 8.00:00:00." },
        { Valid with { OnFailure = (RolloutFailureAction)7 }, "OnFailure is not a defined RolloutFailureAction value: 7." },
        { Valid with { Gate = " " }, "Gate must be null or the name of a gate." },
        { Valid with { SkipIfCurrent = true }, "SkipIfCurrent requires an image tag, a commit or an update of each target, but app 1 has none." },
        { Valid with { Deploy = new DeployOptions { SaveIntent = (_, _) => Task.CompletedTask } }, "Deploy must not set SaveIntent or ConflictBehavior: a rollout stores its intents and waits for conflicts." },
        { Valid with { Deploy = new DeployOptions { Polling = new PollingOptions { Timeout = TimeSpan.Zero } } }, "Timeout must be more than zero and at most 1 day, but is 00:00:00." },
        { Valid with { Targets = [Valid.Targets[0] with { Request = new CreateDeploymentRequest { Replicas = 11 } }] }, "Replicas must be from 0 to 10." },
        { Valid with { Targets = [Valid.Targets[0] with { Update = new UpdateAppRequest() }] }, "The request sets no property, so that the update would change nothing." },
    };

    [Theory]
    [MemberData(nameof(Invalid))]
    public void Validate_InvalidRequest_NamesTheProperty(RolloutRequest request, string expected)
    {
        ArgumentException exception = Assert.ThrowsAny<ArgumentException>(() => request.Validate("request"));

        Assert.StartsWith(expected, exception.Message, StringComparison.Ordinal);
        Assert.Equal("request", exception.ParamName);
    }

    [Theory]
    [InlineData(10, "4,6", new[] { 4, 6 })]
    [InlineData(10, "1,3", new[] { 1, 3, 6 })]
    [InlineData(3, "5", new[] { 3 })]
    [InlineData(3, "", new[] { 3 })]
    [InlineData(3, "1,2,4", new[] { 1, 2 })]
    public void Plan_WaveSizes_CutTheTargetsInOrder(int targets, string sizes, int[] expected)
    {
        var request = new RolloutRequest
        {
            Targets = [.. Enumerable.Range(1, targets).Select(id => new RolloutTarget { AppId = id })],
            WaveSizes = [.. sizes.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)],
        };

        var plan = RolloutPlan.Create(request);

        Assert.Equal(expected, plan.Waves.Select(wave => wave.Targets.Count));
        Assert.Equal(request.Targets, plan.Waves.SelectMany(wave => wave.Targets));
    }

    [Fact]
    public void Plan_ToString_ShowsWavesAndLimits()
    {
        RolloutRequest request = Valid with { WaveSizes = [1], Gate = "smoke", BakeTime = TimeSpan.FromMinutes(5), OnFailure = RolloutFailureAction.RollBack };

        Assert.Equal(
            "Wave 1: app 1\nWave 2: app 2\nAt most 10 at the same time; 0 may fail; bake time 00:05:00; gate 'smoke'; on failure: roll back",
            RolloutPlan.Create(request).ToString());
    }

    /// <summary>A rollout that another process continues, perhaps with a later version of the library, is the same.</summary>
    [Fact]
    public void Json_EveryProperty_SurvivesTheJournal()
    {
        var request = new RolloutRequest
        {
            Targets =
            [
                new RolloutTarget
                {
                    AppId = 42,
                    Organization = "acme",
                    Name = "orders",
                    Request = new CreateDeploymentRequest { ImageTag = "2.4.0", CommitMessage = "Größe \"x\"\n<y>" },
                    Update = new UpdateAppRequest { Spicepod = "name: x", ImageTag = null },
                },
            ],
            WaveSizes = [1, 2],
            MaxConcurrency = 3,
            FailureTolerance = 4,
            OnFailure = RolloutFailureAction.RollBack,
            BakeTime = TimeSpan.FromMinutes(5),
            Gate = "smoke",
            SkipIfCurrent = true,
            Deploy = new DeployOptions { ConflictTimeout = TimeSpan.FromMinutes(1), Polling = new PollingOptions { UseJitter = true } },
        };
        var created = new RolloutEvent { Sequence = 1, Kind = RolloutEventKind.Created, Request = request };

        RolloutEvent read = RolloutJson.Parse("x", RolloutJson.ToLine(created));

        Assert.True(RolloutJson.AreEqual(request, read.Request!));
        Assert.Equal(request.Targets[0].Update, read.Request!.Targets[0].Update);
        Assert.Equal(request.Deploy, read.Request.Deploy);
        Assert.DoesNotContain('\n', RolloutJson.ToLine(created));
    }
}
