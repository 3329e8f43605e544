using SpiceDeployments.Client.DependencyInjection;

namespace SpiceDeployments.Client.Tests.Unit.DependencyInjection;

public sealed class ClientNameTests
{
    [Theory]
    [InlineData("SpiceDeployments.Client", true)]
    [InlineData("SpiceDeployments.Client:acme", true)]
    [InlineData("SpiceDeployments.ClientOfMine", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsHttpClientName_OnlyOwnNames_IsTrue(string? name, bool expected) => Assert.Equal(expected, ClientName.IsHttpClientName(name));

    [Theory]
    [InlineData(null, "")]
    [InlineData("acme", "acme")]
    [InlineData(DayOfWeek.Monday, "Monday")]
    public void GetOptionsName_ServiceKey_IsItsText(object? serviceKey, string expected)
    {
        string name = ClientName.GetOptionsName(serviceKey);

        Assert.Equal(expected, name);
        Assert.True(ClientName.IsHttpClientName(ClientName.GetHttpClientName(name)));
    }

    [Fact]
    public void GetOptionsName_KeyWithoutText_Throws() => Assert.Throws<ArgumentException>("serviceKey", () => ClientName.GetOptionsName(""));
}
