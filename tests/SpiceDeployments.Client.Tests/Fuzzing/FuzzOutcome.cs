using System.Globalization;
using System.Text;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>What a call made of an answer.</summary>
/// <param name="Result">What it returned, or null.</param>
/// <param name="Exception">What it threw, or null.</param>
/// <param name="AllocatedBytes">What the process allocated meanwhile.</param>
/// <param name="Answers">How many answers it was given: it may ask several times.</param>
/// <param name="AnsweredBytes">The size of their bodies together.</param>
internal sealed record FuzzOutcome(object? Result, Exception? Exception, long AllocatedBytes, int Answers, long AnsweredBytes)
{
    private const int MaxBodyBytes = 4 * 1024;

    /// <summary>What is put around a text of the service: which call it was, what it means, what to do.</summary>
    private const int MaxFrameBytes = 1024;

    private const long AllocatedPerAnsweredByte = 32;
    private const long AllocatedPerAnswer = 128 * 1024;
    private const long AllocatedPerCall = 256 * 1024;

    /// <summary>What is wrong with this end, or null.</summary>
    public string? FindFault()
    {
        long bound = (AnsweredBytes * AllocatedPerAnsweredByte) + (Answers * AllocatedPerAnswer) + AllocatedPerCall;
        return AllocatedBytes > bound
            ? string.Create(CultureInfo.InvariantCulture, $"{AllocatedBytes} bytes were allocated for {Answers} answers of {AnsweredBytes} bytes")
            : FindFaultOfException() ?? FindFaultOfResult();
    }

    private string? FindFaultOfException() => Exception switch
    {
        null => null,
        SpiceApiException fault => FindFaultOfMessage(fault.Message, MaxBodyBytes) ?? (Utf8Length(fault.ResponseBody) > MaxBodyBytes ? "ResponseBody is too long" : null),
        DeploymentOutcomeUnknownException fault => FindFaultOfMessage(fault.Message, 2 * MaxBodyBytes), // The create's fault and the look's.
        _ => $"{Exception.GetType()} is not documented",
    };

    private string? FindFaultOfResult() => Result switch
    {
        null => Exception is null ? "nothing was returned" : null,
        Deployment deployment => FindFaultOf(deployment),
        IReadOnlyList<Deployment> list => list.Select(FindFaultOf).FirstOrDefault(fault => fault is not null),
        _ => $"{Result.GetType()} was returned",
    };

    private static string? FindFaultOf(Deployment? deployment) => deployment switch
    {
        null => "the list has a hole",
        { Id: <= 0 } => "the deployment has no id",
        _ => deployment.ToString().Length > 0 ? null : "the deployment has no text",
    };

    private static string? FindFaultOfMessage(string message, int maxBytes) =>
        string.IsNullOrWhiteSpace(message) ? "the message is empty"
        : Utf8Length(message) <= maxBytes + MaxFrameBytes ? null
        : string.Create(CultureInfo.InvariantCulture, $"the message has {Utf8Length(message)} bytes");

    private static int Utf8Length(string? text) => Encoding.UTF8.GetByteCount(text ?? "");
}
