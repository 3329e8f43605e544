using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using CsCheck;

namespace SpiceDeployments.Client.Tests.Fuzzing;

/// <summary>A documented response to a call, with mutations.</summary>
/// <param name="Call">One of <see cref="Calls"/>: <c>conflict</c> and <c>lost</c> are creates whose list is mutated.</param>
/// <param name="Status">The status code of the mutated response.</param>
/// <param name="ContentType">The content type, or <c>null</c> for none.</param>
/// <param name="HasDate">Whether the responses have a <c>Date</c>.</param>
/// <param name="Original">The body before the mutations.</param>
/// <param name="Mutations">The mutations.</param>
internal sealed record FuzzedResponse(string Call, HttpStatusCode Status, string? ContentType, bool HasDate, string Original, Mutation[] Mutations)
{
    private const int ShownBytes = 200;

    public static readonly string[] Calls = ["list", "get", "create", "token", "conflict", "lost"];

    private static readonly int[] Statuses = [200, 200, 200, 200, 201, 202, 204, 302, 400, 401, 403, 404, 408, 409, 422, 429, 500, 502, 503];

    private static readonly string?[] ContentTypes =
    [
        "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16", "application/json; charset=nonsense",
        "text/html; charset=iso-8859-1", "nonsense", null,
    ];

    public static readonly Gen<FuzzedResponse> Any =
        from call in Gen.OneOf(Calls)
        from status in Gen.OneOf(Statuses)
        from contentType in Gen.OneOf(ContentTypes)
        from hasDate in Gen.Bool
        from isNewer in Gen.Bool
        from error in Gen.OneOf(DocumentedBodies.Errors)
        from mutations in Mutation.Any.Array[1, 3]
        select new FuzzedResponse(call, (HttpStatusCode)status, contentType, hasDate, status < 300 ? GetSuccess(call, isNewer) : error, mutations);

    /// <summary>The id of the deployment that a get requests.</summary>
    public long DeploymentId => Original == DocumentedBodies.NewerDeployment ? DocumentedBodies.NewerDeploymentId : DocumentedBodies.DeploymentId;

    public byte[] Body { get; } = Mutations.Aggregate(Encoding.UTF8.GetBytes(Original), (body, mutation) => mutation.Apply(body));

    /// <summary>Creates the response to a request. Every request of a kind gets the same response.</summary>
    public HttpResponseMessage Create(HttpRequestMessage request, DateTimeOffset now)
    {
        HttpResponseMessage response = (Call, IsPost: request.Method == HttpMethod.Post, IsToken: request.RequestUri?.AbsolutePath.Contains("oauth", StringComparison.Ordinal)) switch
        {
            ("conflict", true, false) => Respond(HttpStatusCode.Conflict, DocumentedBodies.Conflict),
            ("lost", true, false) => Respond(HttpStatusCode.BadGateway, ""),
            ("create", false, _) or ("token", _, false) => Respond(HttpStatusCode.OK, DocumentedBodies.List),
            _ => RespondMutated(),
        };
        response.RequestMessage = request;
        response.Headers.Date = HasDate ? now : null;
        return response;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Call} {(int)Status} {ContentType} dated {HasDate} [{string.Join("; ", (IEnumerable<Mutation>)Mutations)}] {Body.Length} bytes: {Encoding.Latin1.GetString(Body.AsSpan(0, Math.Min(Body.Length, ShownBytes)))}");

    private static string GetSuccess(string call, bool isNewer) => call switch
    {
        "token" => DocumentedBodies.Token,
        "get" or "create" => isNewer ? DocumentedBodies.NewerDeployment : DocumentedBodies.Deployment,
        _ => DocumentedBodies.List,
    };

    private static HttpResponseMessage Respond(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };

    private HttpResponseMessage RespondMutated()
    {
        var content = new ByteArrayContent(Body);
        if (ContentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return new HttpResponseMessage(Status) { Content = content };
    }
}
