using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing.Internal.Timeline;

/// <summary>What became of an app's deployments, told after the requests that made them.</summary>
internal sealed class DeploymentEvents(IReadOnlyDictionary<long, int> placesOfMakers)
{
    public IEnumerable<StoryEvent> Of(EmulatedApp app)
    {
        EmulatedDeployment[] oldestFirst = [.. app.Deployments.Reverse()];
        return oldestFirst.Where(deployment => !placesOfMakers.ContainsKey(deployment.Id)).Select(MadeByAnother)
            .Concat(oldestFirst.SelectMany((deployment, i) => Of(deployment, deployment.State, oldestFirst.ElementAtOrDefault(i + 1))));
    }

    private StoryEvent MadeByAnother(EmulatedDeployment deployment) =>
        After(deployment, deployment.CreatedAt, $"{deployment.CreationSource} made deployment {deployment.Id}");

    private IEnumerable<StoryEvent> Of(EmulatedDeployment deployment, DeploymentState state, EmulatedDeployment? successor)
    {
        if (state.StartedAt is { } startedAt)
        {
            yield return After(deployment, startedAt, $"deployment {deployment.Id} started");
        }

        if (state.FinishedAt is { } finishedAt)
        {
            string reason = state.Error is { } error ? ": " + OneLine.Of(error.Message) : "";
            yield return After(deployment, finishedAt, $"deployment {deployment.Id} {state.Status}{reason}");
        }
        else if (state.Phase == DeploymentPhase.Superseded && successor is not null)
        {
            yield return After(successor, successor.CreatedAt, $"deployment {deployment.Id} was superseded");
        }
    }

    /// <summary>At the moment of its creation it comes after the request that made it; at any other before the requests, which see it so already.</summary>
    private StoryEvent After(EmulatedDeployment made, DateTimeOffset at, string text) =>
        new(at, at == made.CreatedAt ? placesOfMakers.GetValueOrDefault(made.Id) + 1 : 0, text);
}
