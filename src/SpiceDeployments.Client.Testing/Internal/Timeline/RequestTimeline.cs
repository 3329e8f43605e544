using System.Globalization;
using SpiceDeployments.Client.Testing.Internal.Deployments;
using SpiceDeployments.Client.Testing.Internal.Faults;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing.Internal.Timeline;

/// <summary>Formats the requests and the status changes of the deployments as lines in order of time.</summary>
internal sealed class RequestTimeline
{
    private const int MaxTextCharacters = 120;

    private readonly IReadOnlyList<RecordedRequest> _requests;
    private readonly Dictionary<long, int> _orderByCreatedDeployment;

    private RequestTimeline(IReadOnlyList<RecordedRequest> requests)
    {
        _requests = requests;
        _orderByCreatedDeployment = requests.Where(request => request is { CreatedDeploymentId: not null, IsProcessedLate: false })
            .ToDictionary(request => request.CreatedDeploymentId!.Value, GetOrder);
    }

    public static string Format(IReadOnlyList<RecordedRequest> requests, IReadOnlyList<EmulatedApp> apps) =>
        requests.Count is 0 ? "The emulator has received no request." : new RequestTimeline(requests).Format(apps);

    private string Format(IReadOnlyList<EmulatedApp> apps)
    {
        var entries = _requests.Select(request => new TimelineEntry(request.ReceivedAt, GetOrder(request), Describe(request)))
            .Concat(apps.SelectMany(GetEntries))
            .OrderBy(entry => entry.Time)
            .ThenBy(entry => entry.Order)
            .ToList();
        List<string> times = entries.ConvertAll(entry => FormatSeconds(entry.Time - _requests[0].ReceivedAt));
        int width = times.Max(time => time.Length);
        IEnumerable<string> lines = entries.Zip(times, (entry, time) => $"{time.PadLeft(width)}  {entry.Text}");
        int discarded = _requests[0].Number - 1;
        return string.Join('\n', discarded is 0 ? lines : lines.Prepend($"{discarded} earlier requests are no longer recorded."));
    }

    private IEnumerable<TimelineEntry> GetEntries(EmulatedApp app)
    {
        EmulatedDeployment[] oldestFirst = [.. app.Deployments.Reverse()];
        return oldestFirst.Where(deployment => !_orderByCreatedDeployment.ContainsKey(deployment.Id)).Select(GetCreationEntry)
            .Concat(oldestFirst.SelectMany((deployment, index) => GetStatusEntries(deployment, oldestFirst.ElementAtOrDefault(index + 1))));
    }

    private TimelineEntry GetCreationEntry(EmulatedDeployment deployment)
    {
        RecordedRequest? lateRequest = _requests.FirstOrDefault(request => request.CreatedDeploymentId == deployment.Id);
        string creator = lateRequest is null ? SingleLine(deployment.CreationSource ?? "unknown source") : $"request of {FormatSeconds(lateRequest.ReceivedAt - _requests[0].ReceivedAt)}";
        return CreateEntry(deployment, deployment.CreatedAt, $"{creator} created deployment {deployment.Id}");
    }

    private IEnumerable<TimelineEntry> GetStatusEntries(EmulatedDeployment deployment, EmulatedDeployment? successor)
    {
        DeploymentLifecycle.State state = deployment.State;
        if (state.StartedAt is { } startedAt)
        {
            yield return CreateEntry(deployment, startedAt, $"deployment {deployment.Id} started");
        }

        if (state.FinishedAt is { } finishedAt)
        {
            string reason = state.Error is { } error ? ": " + SingleLine(error.Message) : "";
            yield return CreateEntry(deployment, finishedAt, $"deployment {deployment.Id} {state.Status}{reason}");
        }
        else if (state.Phase is DeploymentPhase.Superseded && successor is not null)
        {
            yield return CreateEntry(successor, successor.CreatedAt, $"deployment {deployment.Id} was superseded");
        }
    }

    /// <summary>
    /// A change at the time of the creation follows the request that created the deployment. Any other change precedes the requests of its time, which
    /// see it already.
    /// </summary>
    private TimelineEntry CreateEntry(EmulatedDeployment deployment, DateTimeOffset time, string text) =>
        new(time, time == deployment.CreatedAt ? _orderByCreatedDeployment.GetValueOrDefault(deployment.Id) + 1 : 0, text);

    /// <summary>Leaves a place after each request for the deployment that it created.</summary>
    private static int GetOrder(RecordedRequest request) => request.Number * 2;

    private static string FormatSeconds(TimeSpan sinceFirstRequest) => sinceFirstRequest.TotalSeconds.ToString("+0.0 's';-0.0 's'", CultureInfo.InvariantCulture);

    private static string Describe(RecordedRequest request)
    {
        string body = RequestPattern.Create.Matches(request.Method, request.Path) && request.Body.Length > 0 ? " " + SingleLine(request.Body) : "";
        string created = request is { CreatedDeploymentId: { } id, IsProcessedLate: false } ? string.Create(CultureInfo.InvariantCulture, $", created deployment {id}") : "";
        return $"{request.Target}{body} -> {request.Outcome}{created}";
    }

    private static string SingleLine(string text) =>
        PrintableText.Escape(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), MaxTextCharacters);

    /// <summary>A line of the timeline.</summary>
    /// <param name="Time">The time of the event.</param>
    /// <param name="Order">The order among the events of the same time.</param>
    /// <param name="Text">The text of the line.</param>
    private sealed record TimelineEntry(DateTimeOffset Time, int Order, string Text);
}
