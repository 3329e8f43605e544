using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <summary>
/// Builds a rule of a <see cref="FaultInjector"/>: first which of the matching requests, by default the next one, then the fault. The method of the fault
/// adds the rule.
/// </summary>
public sealed partial class FaultRuleBuilder
{
    private readonly FaultInjector _injector;
    private readonly RequestPattern _pattern;
    private int _skips;
    private int? _hits = 1;
    private bool _isProcessed;
    private TimeSpan? _processingDelay;

    internal FaultRuleBuilder(FaultInjector injector, RequestPattern pattern)
    {
        _injector = injector;
        _pattern = pattern;
    }

    /// <summary>Applies the fault to several requests in a row. Default 1.</summary>
    /// <param name="count">The number of requests, 1 or more.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is less than 1.</exception>
    public FaultRuleBuilder Times(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        _hits = count;
        return this;
    }

    /// <summary>Applies the fault to every request until the rule is removed. Later rules for the same requests have no effect until then.</summary>
    /// <returns>This builder.</returns>
    public FaultRuleBuilder Always()
    {
        _hits = null;
        return this;
    }

    /// <summary>Skips matching requests before the fault is applied. They are counted once the earlier rules for the same requests are exhausted.</summary>
    /// <param name="count">The number of requests, 0 or more.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public FaultRuleBuilder Skip(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _skips = count;
        return this;
    }

    /// <summary>
    /// Processes the request before the fault is applied, so that <c>OnCreate().AfterProcessing().RespondWithHtml(504)</c> creates a deployment. By default, a
    /// fault that replaces the response also replaces the processing.
    /// </summary>
    /// <returns>This builder.</returns>
    /// <exception cref="InvalidOperationException"><see cref="ProcessLater"/> was called.</exception>
    public FaultRuleBuilder AfterProcessing()
    {
        ThrowIfProcessedLater(nameof(AfterProcessing));
        _isProcessed = true;
        return this;
    }

    /// <summary>
    /// Processes the create after a delay, even if the client has closed the connection by then: <c>OnCreate().ProcessLater(TimeSpan.FromSeconds(20))
    /// .RespondWithHtml(504)</c> is a proxy that times out, and a service that creates the deployment 20 s after the request. The deployment is not created if
    /// it then conflicts with an active one.
    /// </summary>
    /// <param name="delay">The time from the request to the creation on the emulator's clock, more than zero. It elapses as the clock advances; nothing waits for it.</param>
    /// <returns>This builder. Only faults that replace the response can follow, such as <see cref="RespondWithHtml"/> and <see cref="ResetConnection"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="delay"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">The rule is not one of <see cref="FaultInjector.OnCreate"/>, or <see cref="AfterProcessing"/> was called.</exception>
    public FaultRuleBuilder ProcessLater(TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(delay, TimeSpan.Zero);
        if (_pattern != RequestPattern.Create)
        {
            throw new InvalidOperationException($"Only creates can be processed later: start the rule with {nameof(FaultInjector.OnCreate)}.");
        }

        if (_isProcessed)
        {
            throw new InvalidOperationException($"{nameof(AfterProcessing)} contradicts {nameof(ProcessLater)}.");
        }

        _processingDelay = delay;
        return this;
    }

    private FaultRule Add(FaultKind kind, Func<FaultedExchange, Task> applyAsync) => Add(kind, _isProcessed, applyAsync);

    private FaultRule AddAfterProcessing(FaultKind kind, Func<FaultedExchange, Task> applyAsync)
    {
        ThrowIfProcessedLater(kind.ToString());
        return Add(kind, isProcessed: true, applyAsync);
    }

    private FaultRule Add(FaultKind kind, bool isProcessed, Func<FaultedExchange, Task> applyAsync)
    {
        var rule = new FaultRule(_injector, _pattern, _skips, _hits, kind, applyAsync) { IsProcessed = isProcessed, ProcessingDelay = _processingDelay };
        _injector.Add(rule);
        return rule;
    }

    private void ThrowIfProcessedLater(string step)
    {
        if (_processingDelay is not null)
        {
            throw new InvalidOperationException($"{step} processes the request first, which contradicts {nameof(ProcessLater)}.");
        }
    }
}
