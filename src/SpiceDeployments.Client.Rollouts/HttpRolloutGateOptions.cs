namespace SpiceDeployments.Client.Rollouts;

/// <summary>How the gate of <c>AddHttpRolloutGate</c> checks the apps of a wave.</summary>
public sealed class HttpRolloutGateOptions
{
    /// <summary>
    /// The path that must respond with a status code from 200 to 299, below the endpoint of each app that was deployed. Default <c>/v1/ready</c>, the readiness of the Spice runtime.
    /// </summary>
    public string Path { get; set; } = "/v1/ready";

    /// <summary>Returns the address to check for an app, instead of <see cref="App.Endpoint"/> and <see cref="Path"/>. Default <c>null</c>.</summary>
    public Func<App, Uri>? GetAddress { get; set; }

    /// <summary>
    /// Changes the request for an app, for example adds the API key of that app: <c>(request, app) => request.Headers.Add("X-API-Key", keys[app.Id])</c>. A key in the
    /// default headers of the HTTP client would be sent to every app. Default <c>null</c>.
    /// </summary>
    public Action<HttpRequestMessage, App>? ConfigureRequest { get; set; }

    /// <summary>The delay between two checks of an app that has not responded with success. Default 10 seconds.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an app may take to respond with success, from the end of the bake time. Then the gate stops the rollout. Default 5 minutes.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(5);
}
