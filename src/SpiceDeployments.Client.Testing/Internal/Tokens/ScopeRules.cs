namespace SpiceDeployments.Client.Testing.Internal.Tokens;

/// <summary>Decides which scopes allow a request.</summary>
internal static class ScopeRules
{
    private const string Read = ":read";
    private const string Write = ":write";

    /// <summary>Whether the granted scopes include the required one: itself, its write scope if it is a read scope, or <c>*</c>.</summary>
    public static bool Include(this IReadOnlyCollection<string> granted, string required) =>
        granted.Contains(required, StringComparer.Ordinal)
        || granted.Contains(SpiceScopes.Any, StringComparer.Ordinal)
        || (required.EndsWith(Read, StringComparison.Ordinal) && granted.Contains(required[..^Read.Length] + Write, StringComparer.Ordinal));
}
