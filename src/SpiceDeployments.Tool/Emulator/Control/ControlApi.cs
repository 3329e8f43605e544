using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing;
using SpiceDeployments.Tool.Emulator.Scenarios;

namespace SpiceDeployments.Tool.Emulator.Control;

/// <summary>Reads and changes an emulator while it runs, for tests in any language. The bodies are parts of a scenario.</summary>
internal sealed class ControlApi
{
    private readonly RunningEmulator _emulator;
    private readonly ControlRoute[] _routes;

    public ControlApi(RunningEmulator emulator)
    {
        _emulator = emulator;
        _routes =
        [
            new("GET", "/", "these routes", _ => ControlResponse.CreateText(Describe())),
            new("GET", "/requests", "the requests to the emulator so far", _ => ListRequests()),
            new("GET", "/apps", "the apps with their deployments", _ => ListApps()),
            new("POST", "/scenario", "adds apps, clients, tokens and faults of a scenario", AddScenarioAsync),
            new("POST", "/faults", "adds a fault", AddFault),
            new("DELETE", "/faults", "removes all faults", _ => RemoveFaults()),
            new("POST", "/apps/{app}/script", "sets the script of the next deployment", AddScript),
            new("POST", "/apps/{app}/deployments", "starts a deployment of another user", StartDeployment),
            new("POST", "/apps/{app}/deployments/{id}/fail", "completes a deployment as failed", Fail),
            new("POST", "/apps/{app}/deployments/{id}/succeed", "completes a deployment as succeeded", Succeed),
            new("POST", "/apps/{app}/pause", "pauses an app", Pause),
            new("POST", "/apps/{app}/resume", "resumes an app, which starts a deployment", Resume),
            new("POST", "/reset", "returns to the scenario of the start", ResetAsync),
        ];
    }

    public async Task HandleAsync(HttpContext context)
    {
        ControlResponse response = await RespondAsync(context.Request).ConfigureAwait(false);
        await response.WriteAsync(context.Response).ConfigureAwait(false);
    }

    private static ControlResponse CreateNotFound(string error) => ControlResponse.CreateError(StatusCodes.Status404NotFound, error);

    private static ControlResponse CreateBadRequest(string error) => ControlResponse.CreateError(StatusCodes.Status400BadRequest, error);

    private async Task<ControlResponse> RespondAsync(HttpRequest http)
    {
        foreach (ControlRoute route in _routes)
        {
            if (route.Match(http) is { } ids)
            {
                return await RespondAsync(route, ids, http).ConfigureAwait(false);
            }
        }

        return CreateNotFound($"There is no route {http.Method} {http.Path}. GET / lists the routes.");
    }

    private static async Task<ControlResponse> RespondAsync(ControlRoute route, long[] ids, HttpRequest http)
    {
        ControlRequest request;
        try
        {
            using var body = new MemoryStream();
            await http.Body.CopyToAsync(body, http.HttpContext.RequestAborted).ConfigureAwait(false);
            request = new ControlRequest(ids, body.ToArray(), http.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException exception)
        {
            return ControlResponse.CreateError(exception.StatusCode, exception.Message);
        }

        try
        {
            return await route.Handler(request).ConfigureAwait(false);
        }
        catch (ScenarioException exception)
        {
            return CreateBadRequest(request.Text.Describe(exception));
        }
        catch (KeyNotFoundException exception)
        {
            return CreateNotFound(exception.Message);
        }
    }

    private string Describe() => $"The control API of the emulator at {_emulator.Cloud.BaseAddress}\n\n{string.Join('\n', _routes.Select(route => route.ToString()))}\n";

    private ControlResponse ListRequests() => ControlResponse.Create(new RequestListDocument([.. _emulator.Cloud.Requests.Select(RequestDocument.Create)]));

    private ControlResponse ListApps() => ControlResponse.Create(new AppListDocument([.. _emulator.Cloud.Apps.Select(AppStateDocument.Create)]));

    private async Task<ControlResponse> AddScenarioAsync(ControlRequest request)
    {
        Scenario scenario = request.Read(ScenarioJsonContext.Default.Scenario, (scenario, place) =>
        {
            scenario.Validate(place);
            place.Require("options", scenario.Options is null, "The options cannot change while the emulator runs.");
        });
        await _emulator.AddAsync(scenario, request.Aborted).ConfigureAwait(false);
        return ControlResponse.Create(new TokenListDocument(scenario.Tokens.ToDictionary(token => token.Name, token => token.Value, StringComparer.Ordinal)));
    }

    private ControlResponse AddFault(ControlRequest request)
    {
        request.Read(ScenarioJsonContext.Default.ScenarioFault, (fault, place) => fault.Validate(place)).AddTo(_emulator.Cloud.Faults);
        return ControlResponse.Done;
    }

    private ControlResponse RemoveFaults()
    {
        _emulator.Cloud.Faults.Clear();
        return ControlResponse.Done;
    }

    private ControlResponse AddScript(ControlRequest request)
    {
        EmulatedApp app = FindApp(request);
        ScenarioScript script = request.Read(ScenarioJsonContext.Default.ScenarioScript, (script, place) => script.Validate(place));
        script.ApplyTo(app.ScriptNextDeployment());
        return ControlResponse.Done;
    }

    private ControlResponse StartDeployment(ControlRequest request)
    {
        EmulatedApp app = FindApp(request);
        OtherDeployment deployment = request.Body.IsEmpty ? new OtherDeployment() : request.Read(ScenarioJsonContext.Default.OtherDeployment, (deployment, place) =>
        {
            deployment.Validate(place);
            place.Require("startedAgo", deployment.StartedAgo is null, "A deployment cannot start in the past while the emulator runs.");
        });
        if (deployment.StartsAfter is { } delay)
        {
            deployment.StartAt(app, _emulator.Now + delay);
            return ControlResponse.Done;
        }

        return ControlResponse.Create(DeploymentStateDocument.Create(deployment.StartNow(app)));
    }

    private ControlResponse Fail(ControlRequest request)
    {
        ScenarioFailure failure = request.Body.IsEmpty ? new ScenarioFailure() : request.Read(ScenarioJsonContext.Default.ScenarioFailure, (_, _) => { });
        return Complete(request, deployment => deployment.Fail(failure.Message, failure.Code));
    }

    private ControlResponse Succeed(ControlRequest request) => Complete(request, deployment => deployment.CompleteSuccessfully());

    private ControlResponse Complete(ControlRequest request, Action<EmulatedDeployment> complete)
    {
        EmulatedApp app = FindApp(request);
        EmulatedDeployment deployment = app.Deployments.FirstOrDefault(deployment => deployment.Id == request.Ids[1])
            ?? throw new KeyNotFoundException($"App {app.Id} has no deployment {request.Ids[1]}.");
        try
        {
            complete(deployment);
            return ControlResponse.Create(DeploymentStateDocument.Create(deployment));
        }
        catch (InvalidOperationException)
        {
            return CreateBadRequest($"Deployment {deployment.Id} has already completed. Its status is {deployment.Status}.");
        }
    }

    private ControlResponse Pause(ControlRequest request)
    {
        FindApp(request).Pause();
        return ControlResponse.Done;
    }

    private ControlResponse Resume(ControlRequest request) => ControlResponse.Create(DeploymentStateDocument.Create(FindApp(request).Resume()));

    private async Task<ControlResponse> ResetAsync(ControlRequest request)
    {
        await _emulator.ResetAsync(request.Aborted).ConfigureAwait(false);
        return ControlResponse.Done;
    }

    private EmulatedApp FindApp(ControlRequest request) =>
        _emulator.Cloud.Apps.FirstOrDefault(app => app.Id == request.Ids[0]) ?? throw new KeyNotFoundException($"There is no app {request.Ids[0]}.");
}
