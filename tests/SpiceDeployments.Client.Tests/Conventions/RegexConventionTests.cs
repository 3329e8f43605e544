using System.Reflection;
using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Tests.Conventions;

public sealed class RegexConventionTests
{
    /// <summary>A timeout would throw out of a call on a busy machine. A pattern must need linear time instead, and its text must be cut.</summary>
    [Fact]
    public void EveryRegex_Timeout_IsInfinite()
    {
        IEnumerable<Regex> all =
        [
            .. typeof(DeploymentsClient).Assembly.GetTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly))
                .Where(method => method.ReturnType == typeof(Regex))
                .Select(method => (Regex)method.Invoke(null, [])!),
        ];

        Assert.NotEmpty(all);
        Assert.All(all, regex => Assert.Equal(Regex.InfiniteMatchTimeout, regex.MatchTimeout));
    }
}
