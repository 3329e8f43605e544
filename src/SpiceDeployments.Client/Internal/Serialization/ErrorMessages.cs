using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.Internal.Serialization;

/// <summary>The messages of failed calls: what was called, what came back, what to do.</summary>
internal static class ErrorMessages
{
    private const string ScopePrefix = "Required:";

    public static string Refused(HttpResponseMessage response, ErrorBody error, ApiFault fault)
    {
        StringBuilder text = new StringBuilder(Start(response)).Append(": ");
        text.Append(error.Message ?? error.Code ?? WithoutApiText(response));
        AppendDetails(text, error);
        text.Append(text[^1] is '.' or '!' or '?' ? "" : ".");
        if (fault.StatusCode is System.Net.HttpStatusCode.Unauthorized)
        {
            text.Append(" Check the access token: it may be wrong, expired or revoked.");
        }

        if (fault.RetryAfter is { } delay)
        {
            text.Append(CultureInfo.InvariantCulture, $" The service asks to wait {delay.TotalSeconds:0.###} s.");
        }

        return text.ToString();
    }

    public static string Unreadable(HttpResponseMessage response, string reason) =>
        $"{Start(response)}, but the body is not the expected JSON: {reason}";

    public static string Broken(HttpRequestMessage request, ApiFaultKind kind, Exception cause) => kind switch
    {
        ApiFaultKind.NotProcessed => $"{Call(request)} was not sent: no connection to {request.RequestUri?.Authority} could be made. {cause.Message}",
        ApiFaultKind.AcceptedUnread => $"{Call(request)} was accepted, but the body of the answer broke off. {cause.Message}",
        _ => $"{Call(request)} was sent, but no complete answer came. {ReasonOf(cause)}",
    };

    /// <summary>The scope in "Insufficient scope. Required: deployments:write".</summary>
    public static string? RequiredScope(ErrorBody error)
    {
        int start = error.Message?.IndexOf(ScopePrefix, StringComparison.OrdinalIgnoreCase) ?? -1;
        string scope = start < 0 ? "" : error.Message.AsSpan(start + ScopePrefix.Length).Trim(" .").ToString();
        return scope.Length is 0 ? null : scope;
    }

    /// <summary>Of a broken connection the platform says only "An error occurred while sending the request"; what broke it is inside.</summary>
    private static string ReasonOf(Exception cause) =>
        cause is HttpRequestException { InnerException: { } inner } ? inner.GetBaseException().Message : cause.Message;

    private static string Start(HttpResponseMessage response) =>
        $"{Call(response.RequestMessage)} was answered {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();

    private static string Call(HttpRequestMessage? request) => $"{request?.Method} {request?.RequestUri?.AbsolutePath}";

    private static string WithoutApiText(HttpResponseMessage response) => response switch
    {
        { Headers.Location: { } location } => $"it redirects to {Host(location)}, and redirects are not followed; check the address",
        { Content.Headers.ContentType.MediaType: { } type } when type is not "application/json" =>
            $"the body is {type}, not an error of the API, so a proxy may have answered",
        _ => "the service gave no reason",
    };

    private static string Host(Uri location) => location.IsAbsoluteUri ? location.Host : "another path";

    private static void AppendDetails(StringBuilder text, ErrorBody error)
    {
        IEnumerable<string> fields = error.FieldErrors.SelectMany(field => field.Value.Select(problem => $"{field.Key}: {problem}"));
        string details = string.Join("; ", fields.Concat(error.FormErrors));
        if (details.Length > 0)
        {
            text.Append(" (").Append(details).Append(')');
        }
    }
}
