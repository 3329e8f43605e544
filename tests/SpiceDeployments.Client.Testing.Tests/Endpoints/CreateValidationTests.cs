namespace SpiceDeployments.Client.Testing.Tests.Endpoints;

public sealed class CreateValidationTests
{
    [Theory]
    [InlineData("""{"replicas":11}""", "replicas", "Number must be less than or equal to 10")]
    [InlineData("""{"replicas":-1}""", "replicas", "Number must be greater than or equal to 0")]
    [InlineData("""{"replicas":1e300}""", "replicas", "Number must be less than or equal to 10")]
    [InlineData("""{"replicas":1.5}""", "replicas", "Expected integer, received float")]
    [InlineData("""{"replicas":"2"}""", "replicas", "Expected number, received string")]
    [InlineData("""{"channel":"beta"}""", "channel", "Invalid enum value. Expected 'stable' | 'preview' | 'nightly', received 'beta'")]
    [InlineData("""{"channel":1}""", "channel", "Expected string, received number")]
    [InlineData("""{"image_tag":[]}""", "image_tag", "Expected string, received array")]
    [InlineData("""{"branch":true}""", "branch", "Expected string, received boolean")]
    [InlineData("""{"commit_sha":{}}""", "commit_sha", "Expected string, received object")]
    [InlineData("""{"commit_message":null}""", "commit_message", "Expected string, received null")]
    [InlineData("""{"debug":"yes"}""", "debug", "Expected boolean, received string")]
    [InlineData("""{"commit_message":"\ud83d"}""", "commit_message", "Invalid Unicode in string")]
    [InlineData("""{"channel":"\ude80"}""", "channel", "Invalid Unicode in string")]
    public async Task Create_InvalidField_ReturnsFieldError(string body, string field, string error)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.CreateAsync(body);

        Assert.Equal(400, response.Status);
        Assert.Equal($$$"""{"error":"Validation failed","details":{"fieldErrors":{"{{{field}}}":["{{{error}}}"]},"formErrors":[]}}""", response.Text);
        Assert.Empty(session.App.Deployments);
    }

    [Fact]
    public async Task Create_TwoInvalidFields_ReturnsBothErrors()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.CreateAsync("""{"replicas":11,"debug":1}""");

        IEnumerable<string> fields = response.Json.GetProperty("details").GetProperty("fieldErrors").EnumerateObject().Select(field => field.Name);
        Assert.Equal(["replicas", "debug"], fields, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("[]", "array")]
    [InlineData("\"x\"", "string")]
    [InlineData("null", "null")]
    public async Task Create_NotAnObject_ReturnsFormError(string body, string type)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.CreateAsync(body);

        Assert.Equal(400, response.Status);
        Assert.Equal($$$"""{"error":"Validation failed","details":{"fieldErrors":{},"formErrors":["Expected object, received {{{type}}}"]}}""", response.Text);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("replicas=2")]
    [InlineData("   ")]
    [InlineData("""{"\ud83d":"a name that is no text"}""")]
    public async Task Create_MalformedJson_Returns400(string body)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.CreateAsync(body);

        Assert.Equal(400, response.Status);
        Assert.Equal("""{"error":"Invalid JSON in request body"}""", response.Text);
        Assert.Empty(session.App.Deployments);
    }

    [Fact]
    public async Task Create_InvalidUnicodeInUnknownField_IsIgnored()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        Assert.Equal(202, (await session.CreateAsync("""{"labels":{"\ud83d":"\ud83d"}}""")).Status);
    }

    [Theory]
    [InlineData(1024 * 1024, 202)]
    [InlineData((1024 * 1024) + 1, 413)]
    public async Task Create_LargeBody_Returns413AboveOneMebibyte(int bytes, int status)
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();
        const string Empty = """{"commit_message":""}""";
        string body = Empty.Insert(Empty.Length - 2, new string('x', bytes - Empty.Length));

        ApiResponse response = await session.CreateAsync(body);

        Assert.Equal(status, response.Status);
        Assert.Equal(status == 202 ? 1 : 0, session.App.Deployments.Count);
    }

    /// <summary>The Terraform provider sends 0.</summary>
    [Fact]
    public async Task Post_NoReplicas_IsAccepted()
    {
        await using EmulatorSession session = await EmulatorSession.StartAsync();

        ApiResponse response = await session.CreateAsync("""{"replicas":0}""");

        Assert.Equal((202, 0), (response.Status, response.Json.GetProperty("replicas").GetInt32()));
    }
}
