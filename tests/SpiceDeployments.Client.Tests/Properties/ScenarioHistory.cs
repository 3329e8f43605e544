using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Properties;

/// <summary>What the service received and created in a scenario, and what the client can have concluded from it.</summary>
/// <param name="service">The service.</param>
/// <param name="deployments">The app's deployments.</param>
/// <param name="foreignVisibleAt">When the deployments of others were first listed, by id.</param>
/// <param name="requests">The requests of the deploy.</param>
internal sealed class ScenarioHistory(
    EmulatedService service,
    IReadOnlyList<EmulatedDeployment> deployments,
    IReadOnlyDictionary<long, DateTimeOffset> foreignVisibleAt,
    IReadOnlyList<RecordedRequest> requests)
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>Whether a request of the deploy created the deployment.</summary>
    public bool IsOwn(EmulatedDeployment deployment) => FindCreator(deployment) is not null;

    /// <summary>
    /// Whether a deployment of somebody else that has the values of the deploy may be taken for that of the deploy: by the times that the service sends, it may
    /// be newer than the request, and the first list that showed it did not show another deployment that may be the one. The times are in whole seconds, and
    /// <c>created_at</c> is ahead if the clock of the database is.
    /// </summary>
    public bool IsIndistinguishable(EmulatedDeployment deployment, Func<EmulatedDeployment, bool> hasSentValues)
    {
        TimeSpan ahead = service.ClockDifference > TimeSpan.Zero ? service.ClockDifference : TimeSpan.Zero;
        RecordedRequest? create = requests.FirstOrDefault(IsInconclusiveCreate);
        RecordedRequest? check = requests.FirstOrDefault(request => IsShownList(request) && request.Number > create?.Number && request.ReceivedAt >= GetVisibleAt(deployment));
        return create is not null
            && deployment.CreatedAt + ahead + OneSecond > create.ReceivedAt
            && !deployments.Any(other => IsOwn(other) && hasSentValues(other) && GetVisibleAt(other) <= check?.ReceivedAt);
    }

    /// <inheritdoc cref="ScenarioRecord.IsUnpreventable"/>
    public bool IsUnpreventable(EmulatedDeployment deployment)
    {
        if (FindCreator(deployment) is not { } creator)
        {
            return false;
        }

        DateTimeOffset visibleAt = GetVisibleAt(deployment);
        int concludedBy = requests.FirstOrDefault(request => request.CreatedDeploymentId is not null && request.Number > creator.Number)?.Number ?? int.MaxValue;
        RecordedRequest? lastCheck = requests.LastOrDefault(request => IsShownList(request) && request.Number > creator.Number && request.Number < concludedBy);
        return deployment.CreatedAt > creator.ReceivedAt
            && visibleAt > creator.ReceivedAt + ClientLimits.Reach
            && visibleAt > (lastCheck ?? creator).ReceivedAt;
    }

    private RecordedRequest? FindCreator(EmulatedDeployment deployment) => requests.FirstOrDefault(request => request.CreatedDeploymentId == deployment.Id);

    private DateTimeOffset GetVisibleAt(EmulatedDeployment deployment) =>
        foreignVisibleAt.TryGetValue(deployment.Id, out DateTimeOffset time) ? time : deployment.CreatedAt + service.VisibilityDelay;

    /// <summary>Whether the client cannot conclude from the response that the service did not process the create.</summary>
    private static bool IsInconclusiveCreate(RecordedRequest request) =>
        request is { Method: "POST", StatusCode: not (400 or 401 or 403 or 404 or 409 or 429) } && request.Path.EndsWith("/deployments", StringComparison.Ordinal);

    /// <summary>Whether the client received the list.</summary>
    private static bool IsShownList(RecordedRequest request) =>
        request is { Method: "GET", StatusCode: 200, Fault: null or FaultKind.RespondWithGzip or FaultKind.RespondWithByteOrderMark }
        && request.Path.EndsWith("/deployments", StringComparison.Ordinal);
}
