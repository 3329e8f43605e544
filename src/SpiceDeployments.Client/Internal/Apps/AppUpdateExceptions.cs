namespace SpiceDeployments.Client.Internal.Apps;

/// <summary>Creates the exceptions of updates whose response was lost.</summary>
internal static class AppUpdateExceptions
{
    public static AppUpdateException NotApplied(App app, SpiceApiException error) => new(
        $"The update of app {app.Id} was not applied: the app has the values from before the update. Update the app again. {error.Message}", error)
    {
        AppId = app.Id,
        Outcome = AppUpdateOutcome.NotApplied,
        Current = app,
    };

    public static AppUpdateException Changed(App app, IReadOnlyCollection<string> fields, SpiceApiException error) => new(
        $"Whether the update of app {app.Id} was applied is unknown: {string.Join(", ", fields)} changed, but {(fields.Count is 1 ? "is" : "are")} not certainly what was sent. "
        + $"Someone else may have changed the app. Compare {nameof(AppUpdateException.Current)} with what you sent before you update the app again. {error.Message}",
        error)
    {
        AppId = app.Id,
        Outcome = AppUpdateOutcome.Changed,
        Current = app,
    };

    /// <summary>The service does not return what was sent, so that the app shows nothing.</summary>
    public static AppUpdateException NotReturned(App app, IReadOnlyCollection<string> fields, SpiceApiException error) => new(
        $"Whether the update of app {app.Id} was applied is unknown: the service does not return {string.Join(", ", fields)}. Update the app again to make sure. {error.Message}", error)
    {
        AppId = app.Id,
        Outcome = AppUpdateOutcome.Unknown,
        Current = app,
    };

    public static AppUpdateException Unknown(long appId, SpiceApiException error, SpiceApiException readError) => new(
        $"Whether the update of app {appId} was applied is unknown: the app cannot be read. {readError.Message} Get the app before you update it again. {error.Message}", error)
    {
        AppId = appId,
        Outcome = AppUpdateOutcome.Unknown,
    };

    /// <summary>The caller canceled the update while its request was in flight.</summary>
    public static OperationCanceledException Canceled(long appId, OperationCanceledException exception, CancellationToken cancellationToken) =>
        new($"The update of app {appId} was canceled. Whether it was applied is unknown. Get the app before you update it again.", exception, cancellationToken);
}
