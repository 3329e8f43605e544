using System.Text.Json;

namespace SpiceDeployments.OfficialClients.Tests;

/// <summary>The check itself finds what a client could not read.</summary>
public sealed class FieldNeedTests
{
    [Theory]
    [InlineData("""{"id":1}""", "id", "integer", null, null)]
    [InlineData("""{"id":"1"}""", "id", "integer", null, "id is \"1\", but must be integer")]
    [InlineData("{}", "id", "integer", null, "id is missing")]
    [InlineData("{}", "id", "integer?", null, null)]
    [InlineData("""{"id":null}""", "id", "integer", null, "id is null, but must be integer")]
    [InlineData("""{"id":null}""", "id", "integer?", null, null)]
    [InlineData("""{"a":{"b":"x"}}""", "a.b", "string", "y", "a.b is x, but must be y")]
    [InlineData("""{"list":[{"n":1},{"n":true}]}""", "list[].n", "integer", null, "list[].n is true, but must be integer")]
    [InlineData("""{"list":[{"n":1},{}]}""", "list[].n", "integer", null, "list[].n is missing")]
    [InlineData("""{"list":[]}""", "list[].n", "integer", null, "list[].n is missing")]
    [InlineData("""{"a":"x"}""", "a.b", "string?", null, "a.b is missing: its parent is \"x\"")]
    [InlineData("""{"a":[]}""", "a.b", "string?", null, "a.b is missing: its parent is []")]
    [InlineData("""{"a":null}""", "a.b", "string?", null, null)]
    [InlineData("""{"tags":["a"]}""", "tags", "map?", null, "tags is [\"a\"], but must be map?")]
    [InlineData("""{"tags":{"a":1}}""", "tags", "map", null, "tags is {\"a\":1}, but must be map")]
    public void FindError_Body_NamesTheFirstError(string json, string path, string type, string? value, string? expected) =>
        Assert.Equal(expected, new FieldNeed(path, type, value).FindError(JsonElement.Parse(json)));
}
