using Refit;
using SpiceDeployments.Client.Internal.Http;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The apps API with typed results. Every failure is a <see cref="SpiceApiException"/>. Each request is sent once, except that a GET is retried.</summary>
internal sealed class AppsApi
{
    /// <summary>The list is not about one app.</summary>
    private const long NoApp = 0;

    private readonly IAppsApi _api;
    private readonly ResponseReader _reader;

    public AppsApi(HttpClient httpClient, SecretRedactor redactor, TimeProvider timeProvider)
    {
        var exceptions = new ApiExceptionFactory(timeProvider, redactor);
        _api = RestService.ForGenerated<IAppsApi>(httpClient, RefitSettingsFactory.Create(SpiceJsonContext.Default, exceptions.FromTransportError));
        _reader = new ResponseReader(exceptions, redactor, timeProvider);
    }

    public async Task<IReadOnlyList<App>> ListAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _api.ListAsync(cancellationToken).ConfigureAwait(false);
        return await _reader.ReadAsync(response, NoApp, static (utf8, _) => AppJson.ReadList(utf8)).ConfigureAwait(false);
    }

    public async Task<StoredApp> GetAsync(long appId, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await _api.GetAsync(appId, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, appId).ConfigureAwait(false);
    }

    public async Task<StoredApp> UpdateAsync(long appId, UpdateAppRequest request, SendPermit permit, CancellationToken cancellationToken)
    {
        using ByteArrayContent body = JsonBody.Create(request, SpiceJsonContext.Default.UpdateAppRequest);
        using HttpResponseMessage response = await _api.UpdateAsync(appId, body, permit, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(response, appId).ConfigureAwait(false);
    }

    /// <summary>The body of the response is not documented, and is not read.</summary>
    public async Task PauseAsync(long appId, SendPermit permit, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent([]);
        using HttpResponseMessage response = await _api.PauseAsync(appId, body, permit, cancellationToken).ConfigureAwait(false);
        await _reader.EnsureSuccessAsync(response).ConfigureAwait(false);
    }

    /// <summary>Returns the id of the deployment that the service started, or <c>null</c> if the response does not contain one.</summary>
    public async Task<long?> ResumeAsync(long appId, SendPermit permit, CancellationToken cancellationToken)
    {
        using var body = new ByteArrayContent([]);
        using HttpResponseMessage response = await _api.ResumeAsync(appId, body, permit, cancellationToken).ConfigureAwait(false);
        await _reader.EnsureSuccessAsync(response).ConfigureAwait(false);
        bool isEmpty = response.Content.Headers.ContentLength is 0; // Of the buffered content.
        return isEmpty ? null : await _reader.ReadAsync(response, appId, static (utf8, _) => AppJson.ReadDeploymentId(utf8)).ConfigureAwait(false);
    }

    private ValueTask<StoredApp> ReadAsync(HttpResponseMessage response, long appId) => _reader.ReadAsync(response, appId, static (utf8, context) => AppJson.Read(utf8, context.AppId));
}
