using System.Text.Json;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Tool.Emulator.Scenarios;

/// <summary>A fault of some requests, by default of the next one. Each kind has other properties, which are the parameters of its method on <see cref="FaultRuleBuilder"/>.</summary>
internal sealed record ScenarioFault
{
    private static readonly Dictionary<string, Func<FaultInjector, FaultRuleBuilder>> Requests = new(StringComparer.Ordinal)
    {
        ["any"] = faults => faults.OnAny(),
        ["create"] = faults => faults.OnCreate(),
        ["list"] = faults => faults.OnList(),
        ["get"] = faults => faults.OnGet(),
        ["listApps"] = faults => faults.OnListApps(),
        ["getApp"] = faults => faults.OnGetApp(),
        ["updateApp"] = faults => faults.OnUpdateApp(),
        ["pauseApp"] = faults => faults.OnPauseApp(),
        ["resumeApp"] = faults => faults.OnResumeApp(),
        ["token"] = faults => faults.OnToken(),
    };

    private static readonly Dictionary<FaultKind, Format> Formats = new()
    {
        [FaultKind.DropResponse] = new((requests, _) => requests.DropResponse()) { IsProcessed = true },
        [FaultKind.ResetConnection] = new((requests, _) => requests.ResetConnection()),
        [FaultKind.CloseConnection] = new((requests, _) => requests.CloseConnection()),
        [FaultKind.TruncateBody] = new((requests, fault) => requests.TruncateBody(fault.AfterBytes ?? 20), optional: ["afterBytes"]) { IsProcessed = true },
        [FaultKind.HangBeforeProcessing] = new((requests, fault) => requests.HangBeforeProcessing(fault.TimeLimit), optional: ["timeLimit"]),
        [FaultKind.HangAfterProcessing] = new((requests, fault) => requests.HangAfterProcessing(fault.TimeLimit), optional: ["timeLimit"]) { IsProcessed = true },
        [FaultKind.TrickleResponse] = new(
            (requests, fault) => requests.TrickleResponse(fault.DelayBetweenChunks!.Value, fault.ChunkBytes ?? 16), ["delayBetweenChunks"], ["chunkBytes"])
        {
            IsProcessed = true,
        },
        [FaultKind.RespondWithGzip] = new((requests, _) => requests.RespondWithGzip()) { IsProcessed = true },
        [FaultKind.RespondWithByteOrderMark] = new((requests, _) => requests.RespondWithByteOrderMark()) { IsProcessed = true },
        [FaultKind.PadResponse] = new((requests, fault) => requests.PadResponse(fault.Bytes!.Value, fault.Gzip is true), ["bytes"], ["gzip"]) { IsProcessed = true },
        [FaultKind.RespondWithHtml] = new((requests, fault) => requests.RespondWithHtml(fault.Status ?? 502), optional: ["status"]),
        [FaultKind.RespondWithEmpty] = new((requests, fault) => requests.RespondWithEmpty(fault.Status ?? 502), optional: ["status"]),
        [FaultKind.RespondWithText] = new((requests, fault) => requests.RespondWithText(fault.Status!.Value, fault.Text!), ["status", "text"]),
        [FaultKind.RespondWithJson] = new((requests, fault) => requests.RespondWithJson(fault.BodyText!, fault.Status ?? 200), ["body"], ["status"]),
        [FaultKind.RespondWithBytes] = new(
            (requests, fault) => requests.RespondWithBytes(Convert.FromBase64String(fault.BodyText!), fault.ContentType!, fault.Status ?? 200), ["body", "contentType"], ["status"]),
        [FaultKind.Fail] = new(
            (requests, fault) => requests.Fail(fault.Status ?? 503, fault.Error ?? "Injected by the scenario", fault.Code, fault.RetryAfter),
            optional: ["status", "error", "code", "retryAfter"]),
        [FaultKind.RateLimit] = new((requests, fault) => requests.RateLimit(fault.RetryAfter, fault.AsDate is true), optional: ["retryAfter", "asDate"]),
        [FaultKind.Redirect] = new(
            (requests, fault) => requests.Redirect(new Uri(fault.Location!, UriKind.RelativeOrAbsolute), fault.Status ?? 302), ["location"], ["status"]),
    };

    /// <summary>The requests: a name such as <c>create</c>, or a method and a path such as <c>DELETE /v1/apps/*</c>.</summary>
    public required string On { get; set; }

    public required FaultKind Does { get; set; }

    public int Skip { get; set; }

    public int? Times { get; set; }

    public bool Always { get; set; }

    public bool AfterProcessing { get; set; }

    public TimeSpan? ProcessLater { get; set; }

    public int? Status { get; set; }

    public string? Error { get; set; }

    public string? Code { get; set; }

    public TimeSpan? RetryAfter { get; set; }

    public bool? AsDate { get; set; }

    public string? Location { get; set; }

    public string? Text { get; set; }

    /// <summary>The body: JSON, or a text that is sent as it is; in base64 for <see cref="FaultKind.RespondWithBytes"/>.</summary>
    public JsonElement Body { get; set; }

    public string? ContentType { get; set; }

    public int? AfterBytes { get; set; }

    public TimeSpan? TimeLimit { get; set; }

    public TimeSpan? DelayBetweenChunks { get; set; }

    public int? ChunkBytes { get; set; }

    public long? Bytes { get; set; }

    public bool? Gzip { get; set; }

    private string? BodyText => ScenarioJson.GetText(Body);

    private Dictionary<string, bool> Arguments => new(StringComparer.Ordinal)
    {
        ["status"] = Status is not null,
        ["error"] = Error is not null,
        ["code"] = Code is not null,
        ["retryAfter"] = RetryAfter is not null,
        ["asDate"] = AsDate is not null,
        ["location"] = Location is not null,
        ["text"] = Text is not null,
        ["body"] = BodyText is not null,
        ["contentType"] = ContentType is not null,
        ["afterBytes"] = AfterBytes is not null,
        ["timeLimit"] = TimeLimit is not null,
        ["delayBetweenChunks"] = DelayBetweenChunks is not null,
        ["chunkBytes"] = ChunkBytes is not null,
        ["bytes"] = Bytes is not null,
        ["gzip"] = Gzip is not null,
    };

    /// <exception cref="ScenarioException">The fault is not valid.</exception>
    public void Validate(ScenarioPlace place)
    {
        ValidateRequests(place);
        Format format = Formats[Does];
        ScenarioArguments.Validate(place, ScenarioArguments.GetName(Does), Arguments, format.Required, format.Optional);
        ValidateProcessing(place, format);
        place.RequireAtLeast("skip", 0, Skip);
        place.RequireAtLeast("times", 1, Times);
        place.Require("times", Times is null || !Always, "'times' contradicts 'always'. Omit one of them.");
        place.RequireBetween("status", Does is FaultKind.Redirect ? 300 : 200, Does is FaultKind.Redirect ? 399 : 599, Status);
        place.RequireNotNegative("retryAfter", RetryAfter);
        place.Require("location", Location is null || Uri.TryCreate(Location, UriKind.RelativeOrAbsolute, out _), "Expected an address or a path.");
        place.Require("body", Does is not FaultKind.RespondWithBytes || IsBase64(BodyText!), "Expected bytes in base64.");
        place.RequireAtLeast("afterBytes", 0, AfterBytes);
        place.RequirePositive("timeLimit", TimeLimit);
        place.RequirePositive("delayBetweenChunks", DelayBetweenChunks);
        place.RequireAtLeast("chunkBytes", 1, ChunkBytes);
        place.RequireAtLeast("bytes", 1, Bytes);
    }

    public void AddTo(FaultInjector faults)
    {
        FaultRuleBuilder requests = Requests.TryGetValue(On, out Func<FaultInjector, FaultRuleBuilder>? select) ? select(faults) : SelectByPath(faults, On.Split(' '));
        requests.Skip(Skip);
        _ = Always ? requests.Always() : requests.Times(Times ?? 1);
        _ = AfterProcessing ? requests.AfterProcessing() : requests;
        _ = ProcessLater is { } delay ? requests.ProcessLater(delay) : requests;
        Formats[Does].Add(requests, this);
    }

    private static FaultRuleBuilder SelectByPath(FaultInjector faults, string[] words) => faults.On(words[0], words[1]);

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private void ValidateRequests(ScenarioPlace place)
    {
        bool isKnown = Requests.ContainsKey(On) || (On.Split(' ') is [{ Length: > 0 }, ['/', ..] path] && !path.Contains('?', StringComparison.Ordinal));
        place.Require("on", isKnown, $"Expected one of {string.Join(", ", Requests.Keys)}, or a method and a path without a query, such as 'DELETE /v1/apps/*'.");
    }

    private void ValidateProcessing(ScenarioPlace place, Format format)
    {
        if (ProcessLater is null)
        {
            return;
        }

        place.RequirePositive("processLater", ProcessLater);
        place.Require("processLater", On is "create", "Only creates can be processed later.");
        place.Require("processLater", !AfterProcessing, "'processLater' contradicts 'afterProcessing'. Omit one of them.");
        place.Require("processLater", !format.IsProcessed, $"'{ScenarioArguments.GetName(Does)}' processes the request first, which contradicts 'processLater'.");
    }

    /// <summary>The properties of a kind.</summary>
    private sealed class Format(Func<FaultRuleBuilder, ScenarioFault, FaultRule> add, string[]? required = null, string[]? optional = null)
    {
        public Func<FaultRuleBuilder, ScenarioFault, FaultRule> Add => add;

        public string[] Required => required ?? [];

        public string[] Optional => optional ?? [];

        /// <summary>Whether the request is processed before the fault is applied, without <see cref="AfterProcessing"/>.</summary>
        public bool IsProcessed { get; init; }
    }
}
