using SpiceDeployments.Client.Internal.Http;
using SpiceDeployments.Client.Internal.Serialization;

namespace SpiceDeployments.Client.Internal.Apps;

/// <summary>Pauses and resumes apps. Neither request is sent twice, because the service does not document what it does then.</summary>
internal sealed class AppLifecycle(AppsApi api, TimeProvider timeProvider)
{
    /// <exception cref="SpiceApiException">The app was not paused or, if the message says so, may be paused.</exception>
    public Task PauseAsync(long appId, CancellationToken cancellationToken) => SendAsync(
        async permit =>
        {
            await api.PauseAsync(appId, permit, cancellationToken).ConfigureAwait(false);
            return true;
        },
        $"App {appId} may be paused nevertheless. Pause the app again to make sure.",
        cancellationToken);

    /// <exception cref="SpiceApiException">The app was not resumed or, if the message says so, may be resumed.</exception>
    public async Task<ResumedApp> ResumeAsync(long appId, CancellationToken cancellationToken)
    {
        long? deploymentId = await SendAsync(
            permit => api.ResumeAsync(appId, permit, cancellationToken),
            $"App {appId} may be resumed nevertheless, by a new deployment. List the app's deployments before you resume the app again.",
            cancellationToken).ConfigureAwait(false);
        return new ResumedApp { AppId = appId, DeploymentId = deploymentId };
    }

    private async Task<T> SendAsync<T>(Func<SendPermit, Task<T>> send, string doubt, CancellationToken cancellationToken)
    {
        var permit = new SendPermit(timeProvider);
        try
        {
            return await send(permit).ConfigureAwait(false);
        }
        catch (SpiceApiException exception) when (exception.MayHaveBeenProcessed)
        {
            throw exception.With($"{exception.Message} {doubt}");
        }
        catch (OperationCanceledException exception) when (!permit.TryRevoke())
        {
            throw new OperationCanceledException($"The call was canceled. {doubt}", exception, cancellationToken);
        }
    }
}
