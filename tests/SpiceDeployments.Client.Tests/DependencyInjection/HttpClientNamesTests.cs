using SpiceDeployments.Client.DependencyInjection;

namespace SpiceDeployments.Client.Tests.DependencyInjection;

public sealed class HttpClientNamesTests
{
    [Theory]
    [InlineData("SpiceDeployments.Client", true)]
    [InlineData("SpiceDeployments.Client:acme", true)]
    [InlineData("SpiceDeployments.ClientOfMine", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsOwn_OnlyNamesThatItGives_AreItsOwn(string? name, bool expected) => Assert.Equal(expected, HttpClientNames.IsOwn(name));

    [Fact]
    public void Of_AnyKey_IsItsOwn() => Assert.All([HttpClientNames.Of(null), HttpClientNames.Of("acme")], name => Assert.True(HttpClientNames.IsOwn(name)));
}
