using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Creation;

/// <summary>One deployment to be created, however many requests that takes.</summary>
internal sealed class CreateOperation(long appId, CreateDeploymentRequest request)
{
    public long AppId { get; } = appId;

    public CreateDeploymentRequest Request { get; } = request;

    /// <summary>Whether the caller tries again after a conflict.</summary>
    public bool OutlastsConflicts { get; init; }

    /// <summary>How many requests were sent that were not answered by a conflict.</summary>
    public int Sends { get; set; }

    /// <summary>Whether a request is on its way that is not answered yet.</summary>
    public bool IsUnderWay { get; set; }

    /// <summary>The requests whose end is not known. Null: there is none.</summary>
    public AmbiguousSend? Ambiguous { get; private set; }

    /// <summary>Whether it may have made a deployment that nobody has seen.</summary>
    public bool IsOpen => IsUnderWay || Ambiguous is not null;

    /// <summary>Whether it was told that the caller gave up while this was open.</summary>
    public bool IsAbandoned { get; private set; }

    public void MarkAbandoned() => IsAbandoned = true;

    public void MarkAmbiguous(LocalTime sentAt, SpiceApiException fault) =>
        Ambiguous = new AmbiguousSend(Ambiguous?.Since ?? sentAt, fault, (Ambiguous?.Count ?? 0) + 1);
}
