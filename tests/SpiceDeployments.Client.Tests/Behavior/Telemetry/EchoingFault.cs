using System.Globalization;
using System.Text;
using System.Text.Json;
using SpiceDeployments.Client.Testing;

namespace SpiceDeployments.Client.Tests.Behavior.Telemetry;

/// <summary>A fault of one kind of request. If the fault has a text, the text is an echo of secrets.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>. Most are named after the method of <see cref="FaultRuleBuilder"/>.</param>
/// <param name="Target">One of <see cref="Targets"/>.</param>
/// <param name="IsAlways">Whether every request fails, or only the first.</param>
internal sealed record EchoingFault(string Kind, string Target, bool IsAlways)
{
    public const string Token = "token";

    private const int MoreThanAnExcerpt = 8 * 1024;

    private static readonly Dictionary<string, Action<FaultRuleBuilder, string>> ByKind = new(StringComparer.Ordinal)
    {
        ["DropResponse"] = (requests, _) => requests.DropResponse(),
        ["ResetConnection"] = (requests, _) => requests.ResetConnection(),
        ["CloseConnection"] = (requests, _) => requests.CloseConnection(),
        ["TruncateBody"] = (requests, _) => requests.TruncateBody(),
        ["HangBeforeProcessing"] = (requests, _) => requests.HangBeforeProcessing(),
        ["HangAfterProcessing"] = (requests, _) => requests.HangAfterProcessing(),
        ["TrickleResponse"] = (requests, _) => requests.TrickleResponse(TimeSpan.FromSeconds(7)),
        ["RespondWithGzip"] = (requests, _) => requests.RespondWithGzip(),
        ["RespondWithByteOrderMark"] = (requests, _) => requests.RespondWithByteOrderMark(),
        ["PadResponse"] = (requests, _) => requests.PadResponse(MoreThanAnExcerpt, gzip: true),
        ["RespondWithEmpty"] = (requests, _) => requests.RespondWithEmpty(504),
        ["RespondWithEmpty200"] = (requests, _) => requests.RespondWithEmpty(200),
        ["RespondWithHtml"] = (requests, echo) => requests.RespondWithBytes(Html(echo), "text/html; charset=utf-8", status: 502),
        ["RespondWithHtml200"] = (requests, echo) => requests.RespondWithBytes(Html(echo), "text/html; charset=utf-8"),
        ["RespondWithText"] = (requests, echo) => requests.RespondWithText(400, echo),
        ["RespondWithEchoedContentType"] = (requests, echo) => requests.RespondWithBytes([], $"text/{echo.Split(' ')[^1]}", status: 503),
        ["RespondWithJson"] = (requests, echo) => requests.RespondWithJson($$"""{"{{echo}}":"{{echo}}","deployments":{"{{echo}}":"{{echo}}"} }"""),
        ["RespondWithBrokenJson"] = (requests, echo) => requests.RespondWithJson($$"""{"deployments":[{"{{echo}}":"{{echo}}","id":tru{{echo}}"""),
        ["RespondWithEscapedJson"] = (requests, echo) => requests.RespondWithJson($$"""{"error":"{{Escaped(echo)}}"}""", status: 422),
        ["RespondWithFieldErrors"] = (requests, echo) => requests.RespondWithJson(FieldErrors(echo), status: 400),
        ["Redirect"] = (requests, echo) => requests.Redirect(new Uri($"http://{echo.Split(' ')[^1]}.example/?{echo}")),
        ["RateLimit"] = (requests, _) => requests.RateLimit(TimeSpan.FromSeconds(3)),
        ["Fail400"] = (requests, echo) => requests.Fail(400, echo, echo),
        ["Fail401"] = (requests, echo) => requests.Fail(401, echo, echo),
        ["Fail403"] = (requests, echo) => requests.Fail(403, $"Insufficient scope. Required: {echo}", echo),
        ["Fail404"] = (requests, echo) => requests.Fail(404, echo, echo),
        ["Fail408"] = (requests, echo) => requests.Fail(408, echo, echo),
        ["Fail409"] = (requests, echo) => requests.Fail(409, echo, echo),
        ["Fail429"] = (requests, echo) => requests.Fail(429, echo, echo, TimeSpan.FromSeconds(3)),
        ["Fail500"] = (requests, echo) => requests.Fail(500, echo, echo),
        ["Fail503"] = (requests, echo) => requests.Fail(503, echo, echo, TimeSpan.FromSeconds(3)),
    };

    public static IEnumerable<string> Kinds => ByKind.Keys;

    public static IEnumerable<string> Targets { get; } = ["create", "list", "get", Token];

    public void Script(FaultInjector script, string echo) => ByKind[Kind](IsAlways ? On(script).Always() : On(script), echo);

    /// <summary>Escapes every character of a text as JSON.</summary>
    public static string Escaped(string text) =>
        string.Concat(text.Select(character => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)character:x4}")));

    private FaultRuleBuilder On(FaultInjector script) => Target switch
    {
        "create" => script.OnCreate(),
        "list" => script.OnList(),
        "get" => script.OnGet(),
        _ => script.OnToken(),
    };

    private static byte[] Html(string echo) => Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><body><pre>{echo}</pre></body></html>");

    private static string FieldErrors(string echo)
    {
        var fieldErrors = new Dictionary<string, string[]>(StringComparer.Ordinal) { [echo] = [echo, echo] };
        return JsonSerializer.Serialize(new { message = echo, details = new { fieldErrors, formErrors = new[] { echo } } });
    }
}
