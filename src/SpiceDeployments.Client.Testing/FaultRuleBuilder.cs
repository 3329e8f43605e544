using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <summary>
/// Some requests of a <see cref="FaultInjector"/>: first which of them, by default the next one that matches, once; then the fault, which ends the line.
/// </summary>
public sealed partial class FaultRuleBuilder
{
    private readonly FaultInjector _script;
    private readonly RequestPattern _pattern;
    private int _skipped;
    private int? _times = 1;
    private bool _isProcessed;

    internal FaultRuleBuilder(FaultInjector script, RequestPattern pattern)
    {
        _script = script;
        _pattern = pattern;
    }

    /// <summary>The fault happens to one request. The default.</summary>
    /// <returns>These requests.</returns>
    public FaultRuleBuilder Once() => Times(1);

    /// <summary>The fault happens to this many requests in a row.</summary>
    /// <param name="count">1 or more.</param>
    /// <returns>These requests.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public FaultRuleBuilder Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _times = count;
        return this;
    }

    /// <summary>The fault happens to every request from then on: later lines for the same requests are never reached.</summary>
    /// <returns>These requests.</returns>
    public FaultRuleBuilder Always()
    {
        _times = null;
        return this;
    }

    /// <summary>The first matching requests are left alone, counted from when the lines before are used up.</summary>
    /// <param name="skipped">How many; 0 or more.</param>
    /// <returns>These requests.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="skipped"/> is negative.</exception>
    public FaultRuleBuilder Skip(int skipped)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(skipped);
        _skipped = skipped;
        return this;
    }

    /// <summary>
    /// The request is processed before the fault happens, so that <c>OnCreate().AfterProcessing().RespondWithHtml(504)</c> creates a deployment and tells nobody.
    /// Without it, a fault that replaces the answer also replaces the processing.
    /// </summary>
    /// <returns>These requests.</returns>
    public FaultRuleBuilder AfterProcessing()
    {
        _isProcessed = true;
        return this;
    }

    private void Meet(string name, IFault fault) => Add(name, _isProcessed, fault);

    private void MeetProcessed(string name, IFault fault) => Add(name, isProcessed: true, fault);

    private void Add(string name, bool isProcessed, IFault fault) =>
        _script.Add(new ScriptedFault(_pattern, _skipped, _times, name, isProcessed, fault));
}
