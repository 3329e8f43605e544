using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>The outcome of a call with a fuzzed response.</summary>
/// <param name="Result">What the call returned, or <c>null</c>.</param>
/// <param name="Exception">What the call threw, or <c>null</c>.</param>
/// <param name="AllocatedBytes">What the process allocated during the call.</param>
/// <param name="Responses">The number of responses: a call may send several requests.</param>
/// <param name="ResponseBytes">The total size of the bodies.</param>
internal sealed record FuzzOutcome(object? Result, Exception? Exception, long AllocatedBytes, int Responses, long ResponseBytes)
{
    private const int MaxBodyBytes = 4 * 1024;

    /// <summary>How much a message adds to the service's text.</summary>
    private const int MaxAddedBytes = 1024;

    private const long AllocatedPerResponseByte = 32;
    private const long AllocatedPerResponse = 128 * 1024;
    private const long AllocatedPerCall = 256 * 1024;

    /// <summary>Returns how the outcome violates the property, or <c>null</c> if it does not.</summary>
    public string? FindViolation()
    {
        long bound = (ResponseBytes * AllocatedPerResponseByte) + (Responses * AllocatedPerResponse) + AllocatedPerCall;
        return AllocatedBytes > bound
            ? string.Create(CultureInfo.InvariantCulture, $"{AllocatedBytes} bytes were allocated for {Responses} responses of {ResponseBytes} bytes")
            : FindViolationOfException() ?? FindViolationOfResult();
    }

    private string? FindViolationOfException() => Exception switch
    {
        null => null,
        SpiceApiException error => FindViolationOfMessage(error.Message, MaxBodyBytes) ?? (Utf8Length(error.ResponseBody) > MaxBodyBytes ? "ResponseBody is too long" : null),
        DeploymentOutcomeUnknownException unknown => FindViolationOfMessage(unknown.Message, 2 * MaxBodyBytes), // The errors of the create and of the check.
        _ => $"{Exception.GetType()} is not documented",
    };

    private string? FindViolationOfResult() => Result switch
    {
        null => Exception is null ? "nothing was returned" : null,
        Deployment deployment => FindViolationOfDeployment(deployment),
        IReadOnlyList<Deployment> list => list.Select(FindViolationOfDeployment).FirstOrDefault(violation => violation is not null),
        _ => $"{Result.GetType()} was returned",
    };

    private static string? FindViolationOfDeployment(Deployment? deployment) => deployment switch
    {
        null => "the list contains null",
        { Id: <= 0 } => "the deployment has no id",
        _ => deployment.ToString().Length > 0 ? null : "the deployment has no text",
    };

    private static string? FindViolationOfMessage(string message, int maxBytes) =>
        string.IsNullOrWhiteSpace(message) ? "the message is empty"
        : Utf8Length(message) <= maxBytes + MaxAddedBytes ? null
        : string.Create(CultureInfo.InvariantCulture, $"the message has {Utf8Length(message)} bytes");

    private static int Utf8Length(string? text) => Encoding.UTF8.GetByteCount(text ?? "");
}
