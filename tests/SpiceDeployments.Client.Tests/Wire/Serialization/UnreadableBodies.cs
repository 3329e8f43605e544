namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>Content types and bodies of successes that are not deployments or lists.</summary>
internal static class UnreadableBodies
{
    public static readonly (string ContentType, string Body)[] OfAny =
    [
        ("text/html", "<html><body>Sign in</body></html>"),
        ("application/json", "<html><body>Sign in</body></html>"),
        ("text/plain", "OK"),
        ("application/json", " "),
        ("application/json", "[]"),
        ("application/json", "{}"),
        ("application/json", "42"),
        ("application/json", "true"),
        ("application/json", "\"text\""),
        ("application/json", "{\"error\":\"No luck\"}"),
        ("application/json", "{\"id\":456,\"status\":\"que"),
        ("application/json", "{\"deployments\":[{\"id\":456,"),
    ];

    public static readonly string[] OfAList =
    [
        "{\"deployments\":{}}",
        "{\"deployments\":7}",
        "{\"deployments\":true}",
        "{\"deployments\":\"none\"}",
        "{\"Deployments\":[]}",
        "{\"apps\":[]}",
        "[{\"id\":456,\"status\":\"queued\"}]",
        "{\"deployments\":[]} trailing",
        "{\"deployments\":[],}",
    ];

    public static readonly string[] OfADeployment =
    [
        "[{\"id\":456,\"status\":\"queued\"}]",
        "{\"deployment\":{\"id\":456}}",
        "{\"ID\":456}",
        "{\"id\":456} trailing",
        "{\"id\":456,}",
    ];

    /// <summary>Deployments without a valid id.</summary>
    public static readonly string[] WithoutId =
    [
        "{\"status\":\"queued\"}",
        "{\"id\":0}",
        "{\"id\":-1}",
        "{\"id\":1.5}",
        "{\"id\":1e2}",
        "{\"id\":9223372036854775808}",
        "{\"id\":null}",
        "{\"id\":true}",
        "{\"id\":{\"value\":1}}",
        "{\"id\":[1]}",
        "{\"id\":\"\"}",
        "{\"id\":\"0\"}",
        "{\"id\":\"-1\"}",
        "{\"id\":\"1.5\"}",
        "{\"id\":\"dpl_456\"}",
        "{\"id\":\"\\ud83d\"}",
        "{\"id\":456,\"id\":null}",
    ];

    /// <summary>Records of a list that are not deployments. Those that are objects have no valid id.</summary>
    public static readonly string[] Records = ["null", "1", "\"456\"", "true", "[]", "[{\"id\":456}]", "{}", .. WithoutId];
}
