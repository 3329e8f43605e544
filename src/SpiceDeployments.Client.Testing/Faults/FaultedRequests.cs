using SpiceDeployments.Client.Testing.Faults;

namespace SpiceDeployments.Client.Testing;

/// <summary>
/// Some requests of a <see cref="FaultScript"/>: first which of them, by default the next one that matches, once; then the fault, which ends the line.
/// </summary>
public sealed partial class FaultedRequests
{
    private readonly FaultScript _script;
    private readonly RequestPattern _pattern;
    private int _skipped;
    private int? _times = 1;
    private bool _isProcessed;

    internal FaultedRequests(FaultScript script, RequestPattern pattern)
    {
        _script = script;
        _pattern = pattern;
    }

    /// <summary>The fault happens to one request. The default.</summary>
    /// <returns>These requests.</returns>
    public FaultedRequests Once() => Times(1);

    /// <summary>The fault happens to this many requests in a row.</summary>
    /// <param name="count">1 or more.</param>
    /// <returns>These requests.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public FaultedRequests Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _times = count;
        return this;
    }

    /// <summary>The fault happens to every request from then on: later lines for the same requests are never reached.</summary>
    /// <returns>These requests.</returns>
    public FaultedRequests Always()
    {
        _times = null;
        return this;
    }

    /// <summary>The first matching requests are left alone, counted from when the lines before are used up.</summary>
    /// <param name="skipped">How many; 0 or more.</param>
    /// <returns>These requests.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="skipped"/> is negative.</exception>
    public FaultedRequests After(int skipped)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skipped);
        _skipped = skipped;
        return this;
    }

    /// <summary>
    /// The request is processed before the fault happens, so that <c>OnCreate().Processed().AnswerHtml(504)</c> creates a deployment and tells nobody.
    /// Without it, a fault that replaces the answer also replaces the processing.
    /// </summary>
    /// <returns>These requests.</returns>
    public FaultedRequests Processed()
    {
        _isProcessed = true;
        return this;
    }

    private void Meet(string name, IFault fault) => Add(name, _isProcessed, fault);

    private void MeetProcessed(string name, IFault fault) => Add(name, isProcessed: true, fault);

    private void Add(string name, bool isProcessed, IFault fault) =>
        _script.Add(new ScriptedFault(_pattern, _skipped, _times, name, isProcessed, fault));
}
