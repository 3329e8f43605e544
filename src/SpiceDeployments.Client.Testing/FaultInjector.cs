using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <summary>Injects faults into requests by rules such as <c>cloud.Faults.OnCreate().DropResponse();</c>.</summary>
/// <remarks>
/// <para>
/// Rules for the same requests apply in the order in which they were added: a rule takes effect once the rules before it are exhausted. If rules for
/// different requests (such as <see cref="OnAny"/> and <see cref="OnCreate"/>) match the same request, the rule that was added first applies. At most one
/// rule applies to a request.
/// </para>
/// <para>The injector is safe for use by several threads.</para>
/// </remarks>
/// <example>
/// The response to the first create and to the first update of an app is lost, the third to fifth list exceed the rate limit, every get fails, and the first
/// delete of an app fails:
/// <code>
/// cloud.Faults.OnCreate().DropResponse();
/// cloud.Faults.OnUpdateApp().DropResponse();
/// cloud.Faults.OnList().Skip(2).Times(3).RateLimit(retryAfter: TimeSpan.FromSeconds(10));
/// cloud.Faults.OnGet().Always().RespondWithHtml(502);
/// cloud.Faults.On("DELETE", "/v1/apps/*").Fail(503, "Try again later");
/// </code>
/// </example>
public sealed class FaultInjector
{
    private const int MaxHangingRequests = 1000;

    private readonly object _lock = new();
    private readonly List<FaultRule> _rules = [];
    private readonly Channel<RecordedRequest> _hangingRequests =
        Channel.CreateBounded<RecordedRequest>(new BoundedChannelOptions(MaxHangingRequests) { FullMode = BoundedChannelFullMode.DropOldest });

    internal FaultInjector()
    {
    }

    /// <summary>Starts a rule for creates: POST …/deployments.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnCreate() => new(this, RequestPattern.Create);

    /// <summary>Starts a rule for lists: GET …/deployments.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnList() => new(this, RequestPattern.List);

    /// <summary>Starts a rule for gets by id: GET …/deployments/{id}.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnGet() => new(this, RequestPattern.Get);

    /// <summary>Starts a rule for lists of apps: GET /v1/apps.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnListApps() => new(this, RequestPattern.ListApps);

    /// <summary>Starts a rule for gets of apps: GET /v1/apps/{id}.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnGetApp() => new(this, RequestPattern.GetApp);

    /// <summary>Starts a rule for updates of apps: PUT /v1/apps/{id}.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnUpdateApp() => new(this, RequestPattern.UpdateApp);

    /// <summary>Starts a rule for pauses: POST /v1/apps/{id}/pause.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnPauseApp() => new(this, RequestPattern.PauseApp);

    /// <summary>Starts a rule for resumes: POST /v1/apps/{id}/resume.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnResumeApp() => new(this, RequestPattern.ResumeApp);

    /// <summary>Starts a rule for token requests: POST /api/oauth/token.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnToken() => new(this, RequestPattern.Token);

    /// <summary>Starts a rule for every request but the health check, GET /v1/health.</summary>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    public FaultRuleBuilder OnAny() => new(this, RequestPattern.Any);

    /// <summary>Starts a rule for requests with this method and path.</summary>
    /// <param name="method">The method, such as GET, in any case; <c>*</c> matches any method.</param>
    /// <param name="pathPattern">The path with its leading slash and without a query, in any case; <c>*</c> matches any one segment, as in <c>/v1/apps/*/pause</c>.</param>
    /// <returns>A builder that adds the rule once its fault is chosen.</returns>
    /// <exception cref="ArgumentException"><paramref name="method"/> is blank, or <paramref name="pathPattern"/> does not start with a slash or has a query.</exception>
    public FaultRuleBuilder On(string method, string pathPattern) => new(this, RequestPattern.Parse(method, pathPattern));

    /// <summary>Removes every rule. Requests that hang already keep hanging.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    /// <summary>
    /// Waits for the next request that hangs: with <see cref="FaultRuleBuilder.HangBeforeProcessing"/> until it has arrived, with
    /// <see cref="FaultRuleBuilder.HangAfterProcessing"/> until it has been processed, with <see cref="FaultRuleBuilder.TrickleResponse"/> until its first
    /// delay has started. A test can then advance its clock.
    /// </summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The request as recorded at that time. Each request is returned once, in order, including the newest 1000 of those that hung before the call.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was canceled.</exception>
    public Task<RecordedRequest> WaitForHangAsync(CancellationToken cancellationToken = default) => _hangingRequests.Reader.ReadAsync(cancellationToken).AsTask();

    internal void Add(FaultRule rule)
    {
        lock (_lock)
        {
            _rules.Add(rule);
        }
    }

    internal void Remove(FaultRule rule)
    {
        lock (_lock)
        {
            _rules.Remove(rule);
        }
    }

    /// <summary>The rule that applies to the request, or <c>null</c>. Of the rules with the same pattern, only the first one is considered.</summary>
    internal FaultRule? Match(HttpRequest request)
    {
        var consideredPatterns = new HashSet<RequestPattern>();
        lock (_lock)
        {
            FaultRule? match = _rules.Find(rule => rule.Pattern.Matches(request) && consideredPatterns.Add(rule.Pattern) && rule.TryConsume());
            if (match is { IsExhausted: true })
            {
                _rules.Remove(match);
            }

            return match;
        }
    }

    internal void ReportHang(RecordedRequest request) => _hangingRequests.Writer.TryWrite(request);
}
