using SpiceDeployments.Client.DependencyInjection;

namespace SpiceDeployments.Client.Tests.Unit.DependencyInjection;

public sealed class ClientNameTests
{
    [Theory]
    [InlineData(null, "", "SpiceDeployments.Client")]
    [InlineData("acme", "acme", "SpiceDeployments.Client:acme")]
    [InlineData(DayOfWeek.Monday, "Monday", "SpiceDeployments.Client:Monday")]
    public void GetOptionsName_ServiceKey_IsItsText(object? serviceKey, string expected, string httpClientName)
    {
        string name = ClientName.GetOptionsName(serviceKey);

        Assert.Equal((expected, httpClientName), (name, ClientName.GetHttpClientName(name)));
    }

    [Fact]
    public void GetOptionsName_KeyWithoutText_Throws() => Assert.Throws<ArgumentException>("serviceKey", () => ClientName.GetOptionsName(""));
}
