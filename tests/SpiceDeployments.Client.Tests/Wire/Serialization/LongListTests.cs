using SpiceDeployments.Client.Tests.Infrastructure;

namespace SpiceDeployments.Client.Tests.Wire.Serialization;

/// <summary>Lists that are longer than the buffer of the response.</summary>
public sealed class LongListTests : WireTest
{
    [Theory]
    [InlineData("\"replicas\":null,\"finished_at\":null,\"created_by\":null")]
    [InlineData("\"created_at\":null")]
    [InlineData("\"replicas\":{\"desired\":3}")]
    [InlineData("\"replicas\":true")]
    [InlineData("\"finished_at\":1705314600")]
    [InlineData("\"branch\":[\"main\"]")]
    [InlineData("\"created_by\":{\"id\":123}")]
    [InlineData("\"region\":{\"name\":[\"a\",{}]}")]
    public async Task ListAsync_LongList_IsReadLikeAShortOne(string field)
    {
        string message = new('m', 400);
        GivenList(WireResponse.List([.. Enumerable.Range(1, 100).Select(id => $$"""{"id":{{id}},{{field}},"commit_message":"{{message}}"}""")]));

        IReadOnlyList<Deployment> list = await ListAsync();

        Assert.Equal(Enumerable.Range(1, 100).Select(id => new Deployment { AppId = AppId, Id = id, CommitMessage = message }), list);
    }

    [Fact]
    public async Task CreateAsync_LongResponse_IsReadLikeAShortOne()
    {
        string message = new('m', 40_000);
        GivenCreate(WireResponse.Json($$"""{"id":7,"created_by":{"id":1},"commit_message":"{{message}}"}""", status: 202));

        Assert.Equal(new Deployment { AppId = AppId, Id = 7, CommitMessage = message }, await CreateAsync());
    }
}
