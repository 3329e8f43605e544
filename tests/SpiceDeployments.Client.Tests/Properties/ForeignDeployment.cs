using System.Globalization;
using CsCheck;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>A deployment that another user or program starts.</summary>
/// <param name="At">When, in relation to the beginning of the deploy. A negative time is before it.</param>
/// <param name="Values">Which values it has.</param>
/// <param name="CreationSource">The source that the service records.</param>
/// <param name="RunsFor">How long it is in progress.</param>
/// <param name="IsListedLate">Whether it is listed as late as the deployment of the deploy.</param>
internal sealed record ForeignDeployment(TimeSpan At, ForeignDeployment.Kind Values, string? CreationSource, TimeSpan RunsFor, bool IsListedLate)
{
    private const string OtherCommit = "1b3d5f60718293a4b5c6d7e8f9012345a9c8e7f6";

    public static readonly Gen<ForeignDeployment> Any =
        from at in Gen.OneOf(Gen.Int[-300, 0], Gen.Int[0, 80], Gen.Int[0, 80], Gen.Int[0, 2000]).Select(tenths => TimeSpan.FromSeconds(tenths / 10.0))
        from values in Gen.Enum<Kind>()
        from source in Gen.OneOf("api", "api", "portal", "cli", null)
        from runsFor in Gen.OneOf(0, 25, 120)
        from isListedLate in Gen.Bool
        select new ForeignDeployment(at, values, source, TimeSpan.FromSeconds(runsFor), isListedLate);

    /// <summary>How the values of a foreign deployment differ from those that the deploy sends.</summary>
    public enum Kind
    {
        None = 0,
        Equal,
        OtherMessage,
        FullCommit,
        OnlyBranch,
        OtherCommit,
        OtherBranch,
        OtherImageTag,
        OtherChannel,
        OtherReplicas,
    }

    public EmulatedDeployment Start(EmulatedApp app, CreateDeploymentRequest request, TimeSpan visibilityDelay)
    {
        DeploymentScript script = new DeploymentScript().RunsFor(RunsFor).VisibilityDelay(visibilityDelay);
        return app.StartDeployment(CreationSource, script, GetValues(SentValues.ToValues(request)));
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Values} from {CreationSource ?? "nowhere"} at {At}, runs {RunsFor}{(IsListedLate ? ", listed late" : "")}");

    private DeploymentValues GetValues(DeploymentValues sent) => Values switch
    {
        Kind.Equal => sent,
        Kind.OtherMessage => sent with { CommitMessage = "Build 18" },
        Kind.FullCommit => sent with { CommitSha = SentValues.FullCommit, CommitMessage = "Release" },
        Kind.OnlyBranch => new DeploymentValues { Branch = sent.Branch ?? SentValues.Branch },
        Kind.OtherCommit => sent with { CommitSha = OtherCommit },
        Kind.OtherBranch => sent with { Branch = "hotfix" },
        Kind.OtherImageTag => sent with { ImageTag = "3.0.1" },
        Kind.OtherChannel => sent with { Channel = "nightly" },
        Kind.OtherReplicas => sent with { Replicas = 5 },
        _ => new DeploymentValues(),
    };
}
