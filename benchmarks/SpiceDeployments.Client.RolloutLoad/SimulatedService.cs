using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SpiceDeployments.Client.RolloutLoad;

/// <summary>Simulates the service: each app has a history of 19 deployments, and one more after a create, which succeeds after three to five minutes.</summary>
internal sealed class SimulatedService(int apps, TimeProvider clock) : HttpMessageHandler
{
    public const int CreatedId = HistoryLength + 1;

    private const int HistoryLength = 19;
    private const int KeyLength = 36;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan SlowDuration = TimeSpan.FromMinutes(9);
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly byte[] History = Encoding.UTF8.GetBytes(string.Concat(
        Enumerable.Range(1, HistoryLength).Reverse().Select(id => $",{Deployment(id, "succeeded", new DateTimeOffset(2026, 11, 20, 11, id, 0, TimeSpan.Zero), Guid.Empty)}")));

    /// <summary>The created deployments, by app. The arrays do not grow, so that measurements of the memory do not include them.</summary>
    private readonly DateTimeOffset[] _createdAt = new DateTimeOffset[apps + 1];
    private readonly Guid[] _keys = new Guid[apps + 1];
    private readonly TaskCompletionSource _firstRequest = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _requests;
    private int _creates;

    public int Requests => _requests;

    public int Creates => _creates;

    /// <summary>Completes with the first request.</summary>
    public Task FirstRequest => _firstRequest.Task;

    /// <summary>Whether the deployment of the last app takes nine minutes, so that it is in flight when all others have completed.</summary>
    public bool IsLastSlow { get; init; }

    /// <summary>The use of the slots of a rollout.</summary>
    public SlotMeter Slots { get; } = new(apps, clock);

    /// <summary>Whether the deployment of an app has succeeded.</summary>
    private bool HasSucceeded(long app) => clock.GetUtcNow() - _createdAt[app] >= GetDuration(app);

    /// <summary>Three to five minutes.</summary>
    private TimeSpan GetDuration(long app) => IsLastSlow && app == apps ? SlowDuration : TimeSpan.FromSeconds(180 + (app * 37 % 121));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        _firstRequest.TrySetResult();
        long app = long.Parse(request.RequestUri!.AbsolutePath.Split('/')[3], CultureInfo.InvariantCulture);
        Slots.Enter(app);
        await Task.Delay(Latency, clock, cancellationToken);
        await Task.Yield(); // A thread of the pool processes the response, as that of a socket.
        byte[] body = request.Method == HttpMethod.Post ? await CreateAsync(app, request.Content!) : List(app);
        var response = new HttpResponseMessage(request.Method == HttpMethod.Post ? HttpStatusCode.Created : HttpStatusCode.OK)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = Json } },
            RequestMessage = request,
        };
        response.Headers.Date = clock.GetUtcNow();
        return response;
    }

    /// <summary>The commit message of the request ends with the key of the intent, which the message of the deployment must contain.</summary>
    private async Task<byte[]> CreateAsync(long app, HttpContent request)
    {
        byte[] body = await request.ReadAsByteArrayAsync();
        int key = body.AsSpan().IndexOf("Deployment-Key: "u8) + "Deployment-Key: ".Length;
        if (!Utf8Parser.TryParse(body.AsSpan(key, KeyLength), out _keys[app], out _))
        {
            throw new InvalidOperationException("The request contains no key.");
        }

        _createdAt[app] = clock.GetUtcNow();
        Interlocked.Increment(ref _creates);
        return Encoding.UTF8.GetBytes(Deployment(CreatedId, "created", _createdAt[app], _keys[app]));
    }

    private byte[] List(long app)
    {
        if (_createdAt[app] == default)
        {
            return [.. """{"deployments":["""u8, .. History.AsSpan(1), .. "]}"u8];
        }

        bool hasSucceeded = HasSucceeded(app);
        if (hasSucceeded)
        {
            Slots.Leave(app);
        }

        byte[] created = Encoding.UTF8.GetBytes(Deployment(CreatedId, hasSucceeded ? "succeeded" : "in_progress", _createdAt[app], _keys[app]));
        return [.. """{"deployments":["""u8, .. created, .. History, .. "]}"u8];
    }

    private static string Deployment(int id, string status, DateTimeOffset createdAt, Guid key) => string.Create(CultureInfo.InvariantCulture, $$"""
        {"id":{{id}},"status":"{{status}}","created_at":"{{createdAt:O}}","updated_at":"{{createdAt:O}}","started_at":"{{createdAt:O}}","finished_at":null,
        "image_tag":"{{Targets.ImageTag}}","channel":null,"replicas":{{Targets.Replicas}},"branch":"{{Targets.Branch}}","commit_sha":"{{Targets.CommitSha}}",
        "commit_message":"{{Targets.CommitMessage}}\n\nDeployment-Key: {{key}}","error_message":null,"error_code":null,"creation_source":"api","created_by":"release-bot@example.com"}
        """);
}
