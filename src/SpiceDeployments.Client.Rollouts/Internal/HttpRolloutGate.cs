using System.Collections.Concurrent;

namespace SpiceDeployments.Client.Rollouts.Internal;

/// <summary>Requests an address of each app of the wave, until all respond with success.</summary>
internal sealed class HttpRolloutGate(Func<HttpClient> createHttpClient, Func<string?, SpiceClients> getClients, HttpRolloutGateOptions options) : IRolloutGate
{
    private const int MaxConcurrency = 10;

    public async Task<RolloutGateDecision> EvaluateAsync(RolloutGateContext context, CancellationToken cancellationToken)
    {
        using HttpClient httpClient = createHttpClient();
        var errors = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            context.Targets.Where(target => target.Status is RolloutTargetStatus.Succeeded or RolloutTargetStatus.Current),
            new ParallelOptions { MaxDegreeOfParallelism = MaxConcurrency, CancellationToken = cancellationToken },
            async (target, token) =>
            {
                if (await FindErrorAsync(httpClient, target.Target, token).ConfigureAwait(false) is { } error)
                {
                    errors.Enqueue($"{target.Target.DisplayName}: {error}");
                }
            }).ConfigureAwait(false);
        return (errors.IsEmpty, context.Elapsed < options.Timeout) switch
        {
            (true, _) => RolloutGateDecision.Proceed,
            (_, true) => RolloutGateDecision.Wait(options.Delay),
            _ => RolloutGateDecision.Stop($"not ready after {options.Timeout:c}. {string.Join("; ", errors.Order(StringComparer.Ordinal))}"),
        };
    }

    private async Task<string?> FindErrorAsync(HttpClient httpClient, RolloutTarget target, CancellationToken cancellationToken)
    {
        try
        {
            App app = await getClients(target.Organization).Apps.GetAppAsync(target.AppId, cancellationToken).ConfigureAwait(false);
            Uri address = options.GetAddress?.Invoke(app) ?? GetAddress(app);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            options.ConfigureRequest?.Invoke(request, app);
            using HttpResponseMessage response = await httpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? null : $"{address} responded with {(int)response.StatusCode}";
        }
        catch (Exception exception) when (exception is SpiceException or HttpRequestException or InvalidOperationException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return exception.Message;
        }
    }

    /// <exception cref="InvalidOperationException">The app has no endpoint to which a request may be sent.</exception>
    private Uri GetAddress(App app) =>
        Uri.TryCreate(app.Endpoint, UriKind.Absolute, out Uri? endpoint) && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.IsLoopback && endpoint.Scheme == Uri.UriSchemeHttp))
            ? new Uri($"{endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{options.Path.TrimStart('/')}")
            : throw new InvalidOperationException("the service returned no https endpoint of the app");
}
