using System.Text.Json;

namespace SpiceDeployments.Client.Tests.Unit.Models;

public sealed class AppTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[1,2]}""", """{"b":[1,2],"a":1}""", true)]
    [InlineData("""{"a":1.0}""", """{"a":1}""", true)]
    [InlineData("""{"a":1e2}""", """{"a":100}""", true)]
    [InlineData("""{"a":"\u0041"}""", """{"a":"A"}""", true)]
    [InlineData("""{"a":null}""", """{}""", true)]
    [InlineData("""{"a":"\ud83d"}""", """{"a":"\ud83d"}""", true)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", false)]
    [InlineData("""{"a":1}""", """{"a":"1"}""", false)]
    [InlineData("""{"a":1}""", """{"a":1,"b":2}""", false)]
    [InlineData("""{"a":{"b":true}}""", """{"a":{"b":false}}""", false)]
    [InlineData("null", "null", true)]
    [InlineData("null", "{}", false)]
    public void HasSameSpicepod_ComparesTheContent(string first, string second, bool expected)
    {
        Assert.Equal(expected, Create(first).HasSameSpicepod(Create(second)));
        Assert.Equal(expected, Create(second).HasSameSpicepod(Create(first)));
    }

    [Fact]
    public void HasSameSpicepod_ConfigNotSent_Throws()
    {
        Assert.Throws<ArgumentException>(() => Create("{}").HasSameSpicepod(new App()));
        Assert.Throws<InvalidOperationException>(() => new App().HasSameSpicepod(Create("{}")));
    }

    private static App Create(string spicepod) => new() { Config = new AppConfig { Spicepod = JsonSerializer.Deserialize<JsonElement>(spicepod) } };
}
