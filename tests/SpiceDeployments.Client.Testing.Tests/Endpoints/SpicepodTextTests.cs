using System.Text.Json;

namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class SpicepodTextTests
{
    [Theory]
    [InlineData("version: v2\nname: a # comment\n", """{"version":"v2","name":"a"}""")]
    [InlineData("""{"version":"v2","emoji":"\ud83d\ude00"}""", """{"version":"v2","emoji":"\uD83D\uDE00"}""")]
    [InlineData("{version: v2, list: [1, -2, 3.5, 1e3]}", """{"version":"v2","list":[1,-2,3.5,1000]}""")]
    [InlineData("a: true\nb: False\nc: ~\nd:\ne: null\nf: 'true'\ng: \"5\"\nh: yes\ni: 1.2.3\nj: .nan\nk: NaN",
        """{"a":true,"b":false,"c":null,"d":null,"e":null,"f":"true","g":"5","h":"yes","i":"1.2.3","j":".nan","k":"NaN"}""")]
    [InlineData("base: &base {x: 1}\ncopy: *base\n", """{"base":{"x":1},"copy":{"x":1}}""")]
    [InlineData("text: |\n  one\n  two\n", """{"text":"one\ntwo\n"}""")]
    public async Task Put_Text_IsStoredAsObject(string text, string expected)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await PutAsync(session, text);

        Assert.Equal(200, response.Status);
        Assert.Equal(
            JsonSerializer.Serialize(JsonElement.Parse(expected)),
            JsonSerializer.Serialize(response.Json.GetProperty("config").GetProperty("spicepod")));
    }

    [Theory]
    [InlineData("", "Expected object, received null")]
    [InlineData("just text", "Expected object, received string")]
    [InlineData("[1]", "Expected object, received array")]
    [InlineData("a: [", "Invalid YAML")]
    [InlineData("a: 1\na: 2", "Invalid YAML in line 2: Duplicate key 'a'")]
    [InlineData("a: *missing", "Invalid YAML")]
    [InlineData("a: &self {b: *self}", "Invalid YAML")]
    [InlineData("a: 1\n---\nb: 2", "Invalid YAML: more than one document")]
    [InlineData("? [a]\n: 1", "Invalid YAML")]
    public async Task Put_OtherText_Returns400(string text, string error)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await PutAsync(session, text);

        Assert.Equal(400, response.Status);
        Assert.StartsWith(error, response.Json.GetProperty("details").GetProperty("fieldErrors").GetProperty("spicepod")[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_NestedOrRepeatedBeyondLimits_Returns400()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string repeated = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n"
            + string.Concat(Enumerable.Range(1, 9).Select(i => $"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 10))}]\n"));
        string deepened = "a0: &a0 [1]\n" + string.Concat(Enumerable.Range(1, 100).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));

        Assert.Equal(400, (await PutAsync(session, deepened)).Status);
        Assert.Equal(400, (await PutAsync(session, "a: " + new string('[', 100_000))).Status);
        Assert.Equal(400, (await PutAsync(session, repeated)).Status);
    }

    [Fact]
    public async Task Put_DeepestBody_CanBeReadAgain()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        string deepest = """{"spicepod":{"a":""" + new string('[', 62) + new string(']', 62) + "}}";

        Assert.Equal(200, (await session.SendAsync(HttpMethod.Put, "/v1/apps/7", deepest)).Status);
        Assert.Equal(200, (await session.GetAsync("/v1/apps/7")).Status);
    }

    [Fact]
    public async Task WithSpicepod_NoObject_Throws()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Throws<FormatException>(() => session.App.WithSpicepod("text"));
        Assert.Equal(AppState.WithoutSpicepod, session.App.WithSpicepod(null).State);
    }

    private static Task<ApiResponse> PutAsync(EmulatorSession session, string spicepod) =>
        session.SendAsync(HttpMethod.Put, "/v1/apps/7", JsonSerializer.Serialize(new { spicepod }));
}
