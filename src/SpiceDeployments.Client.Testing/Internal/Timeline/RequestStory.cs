using System.Globalization;
using SpiceDeployments.Client.Testing.Internal.Faults;
using SpiceDeployments.Client.Testing.Internal.Requests;

namespace SpiceDeployments.Client.Testing.Internal.Timeline;

/// <summary>The requests, and between them what the deployments did, a line each, by their time.</summary>
internal static class RequestStory
{
    public static string Tell(IReadOnlyList<RecordedRequest> requests, IReadOnlyList<EmulatedApp> apps)
    {
        if (requests.Count == 0)
        {
            return "No request has reached the emulator.";
        }

        var makers = requests.Where(request => request.MadeDeploymentId is not null).ToDictionary(request => request.MadeDeploymentId!.Value, PlaceOf);
        var events = requests.Select(request => new StoryEvent(request.ReceivedAt, PlaceOf(request), Line(request)))
            .Concat(apps.SelectMany(new DeploymentEvents(makers).Of))
            .OrderBy(happened => happened.At)
            .ThenBy(happened => happened.Place)
            .ToList();
        List<string> times = events.ConvertAll(happened => Seconds(happened.At - requests[0].ReceivedAt));
        int width = times.Max(time => time.Length);
        return string.Join('\n', events.Zip(times, (happened, time) => $"{time.PadLeft(width)}  {happened.Text}"));
    }

    /// <summary>Leaves a place after each request for what it made.</summary>
    private static int PlaceOf(RecordedRequest request) => request.Number * 2;

    private static string Seconds(TimeSpan sinceTheFirst) => sinceTheFirst.TotalSeconds.ToString("+0.0 's';-0.0 's'", CultureInfo.InvariantCulture);

    private static string Line(RecordedRequest request)
    {
        string body = RequestPattern.Create.Matches(request.Method, request.Path) && request.Body.Length > 0 ? " " + OneLine.Of(request.Body) : "";
        string made = request.MadeDeploymentId is { } id ? string.Create(CultureInfo.InvariantCulture, $", made deployment {id}") : "";
        return $"{request.Method} {request.Path}{request.Query}{body} -> {request.Ending}{made}";
    }
}
