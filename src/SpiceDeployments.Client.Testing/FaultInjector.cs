using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using SpiceDeployments.Client.Testing.Internal.Faults;

namespace SpiceDeployments.Client.Testing;

/// <summary>
/// What goes wrong, and with which requests: one line a fault, such as <c>cloud.Faults.OnCreate().DropResponse();</c>. Lines for the same requests
/// happen one after the other, in the order in which they were scripted: each waits until the one before it is used up. Where lines for different
/// requests (say <see cref="OnAny"/> and <see cref="OnCreate"/>) match the same one, the line that was scripted first has it. A request meets one
/// fault at most. It can be used from several threads at once.
/// </summary>
/// <example>
/// The first create makes a deployment, yet its answer is lost; three lists are too many after two that are not; looks by id never succeed; pausing is refused once:
/// <code>
/// cloud.Faults.OnCreate().DropResponse();
/// cloud.Faults.OnList().Skip(2).Times(3).RateLimit(retryAfter: TimeSpan.FromSeconds(10));
/// cloud.Faults.OnGet().Always().RespondWithHtml(502);
/// cloud.Faults.On("POST", "/v1/apps/*/pause").Fail(503, "Try again later");
/// </code>
/// </example>
public sealed class FaultInjector
{
    private readonly List<ScriptedFault> _lines = [];
    private readonly Channel<RecordedRequest> _hanging = Channel.CreateUnbounded<RecordedRequest>();

    internal FaultInjector()
    {
    }

    /// <summary>Creates: POST …/deployments.</summary>
    /// <returns>These requests, to be told what happens to them.</returns>
    public FaultRuleBuilder OnCreate() => new(this, RequestPattern.Create);

    /// <summary>Lists: GET …/deployments.</summary>
    /// <returns>These requests, to be told what happens to them.</returns>
    public FaultRuleBuilder OnList() => new(this, RequestPattern.List);

    /// <summary>Looks by id: GET …/deployments/{id}.</summary>
    /// <returns>These requests, to be told what happens to them.</returns>
    public FaultRuleBuilder OnGet() => new(this, RequestPattern.Get);

    /// <summary>Requests for a token: POST /api/oauth/token.</summary>
    /// <returns>These requests, to be told what happens to them.</returns>
    public FaultRuleBuilder OnToken() => new(this, RequestPattern.Token);

    /// <summary>Every request.</summary>
    /// <returns>These requests, to be told what happens to them.</returns>
    public FaultRuleBuilder OnAny() => new(this, RequestPattern.Any);

    /// <summary>Requests of this method and path.</summary>
    /// <param name="method">GET, POST, PUT …, in any case; <c>*</c> is any.</param>
    /// <param name="pathPattern">The path from its first slash on, without a query, in any case; <c>*</c> is any one segment, as in <c>/v1/apps/*/pause</c>.</param>
    /// <returns>These requests, to be told what happens to them.</returns>
    /// <exception cref="ArgumentException"><paramref name="method"/> is blank, or <paramref name="pathPattern"/> does not start with a slash or has a query.</exception>
    public FaultRuleBuilder On(string method, string pathPattern) => new(this, RequestPattern.Parse(method, pathPattern));

    /// <summary>Forgets every line that is not used up. Requests that hang already go on hanging.</summary>
    public void Clear()
    {
        lock (_lines)
        {
            _lines.Clear();
        }
    }

    /// <summary>
    /// Waits for the next request that hangs: <see cref="FaultRuleBuilder.HangBeforeProcessing"/> once it has arrived, <see cref="FaultRuleBuilder.HangAfterProcessing"/> once it
    /// has been processed, <see cref="FaultRuleBuilder.TrickleResponse"/> once it pauses for the first time. From then on a test may advance its fake clock.
    /// Each of them is told once, in order, also one that hung before anyone waited.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The request, as it is recorded then.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public Task<RecordedRequest> WaitForHangAsync(CancellationToken cancellationToken = default) => _hanging.Reader.ReadAsync(cancellationToken).AsTask();

    internal void Add(ScriptedFault line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    /// <summary>What happens to this request; null: nothing. Of each pattern, only the first line that is not used up has a say.</summary>
    internal ScriptedFault? Take(HttpRequest request)
    {
        var asked = new HashSet<RequestPattern>();
        lock (_lines)
        {
            ScriptedFault? taker = _lines.Find(line => line.Pattern.Matches(request) && asked.Add(line.Pattern) && line.Takes());
            if (taker is { IsUsedUp: true })
            {
                _lines.Remove(taker);
            }

            return taker;
        }
    }

    internal void Hangs(RecordedRequest request) => _hanging.Writer.TryWrite(request);
}
