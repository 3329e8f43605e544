namespace SpiceDeployments.OfficialClients.Tests;

/// <summary>A request of a client and what the client needs from the response.</summary>
/// <param name="Name">What the client does.</param>
/// <param name="Method">The method.</param>
/// <param name="Path">The path with its query. <c>{id}</c> is the value that an earlier request has saved.</param>
/// <param name="Body">The JSON of the request, or <c>null</c>.</param>
/// <param name="Statuses">The statuses that the client accepts.</param>
/// <param name="Needs">The fields that the client reads, and the JSON types that it can read them from.</param>
public sealed record ClientRequest(string Name, string Method, string Path, string? Body, int[] Statuses, params FieldNeed[] Needs)
{
    /// <summary>The field whose value replaces <c>{id}</c> in later requests.</summary>
    public string? Saves { get; init; }

    /// <summary>Returns the name, which identifies the request in a test's output.</summary>
    public override string ToString() => Name;
}
