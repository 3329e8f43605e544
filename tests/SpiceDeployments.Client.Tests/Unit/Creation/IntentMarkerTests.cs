using SpiceDeployments.Client.Internal.Creation;

namespace SpiceDeployments.Client.Tests.Unit.Creation;

public sealed class IntentMarkerTests
{
    private static readonly Guid Key = new("3f9a0000-1111-2222-3333-444455556666");
    private static readonly string Trailer = $"Deployment-Key: {Key}";

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData(" \n ", "")]
    [InlineData("Add dataset", "Add dataset\n\n")]
    [InlineData("Add dataset\n", "Add dataset\n\n")]
    [InlineData("fix: the dataset", "fix: the dataset\n\n")]
    [InlineData("Add dataset\n\nIt was missing.", "Add dataset\n\nIt was missing.\n\n")]
    [InlineData("Add dataset\n\nSigned-off-by: A <a@example.com>", "Add dataset\n\nSigned-off-by: A <a@example.com>\n")]
    [InlineData("Add dataset\r\n\r\nFixes: 12\r\nSigned-off-by: A", "Add dataset\r\n\r\nFixes: 12\r\nSigned-off-by: A\n")]
    [InlineData("Add dataset\n\nSee: above\nand below", "Add dataset\n\nSee: above\nand below\n\n")]
    public void Mark_Message_EndsWithTheTrailer(string? message, string expectedStart) =>
        Assert.Equal(expectedStart + Trailer, IntentMarker.Mark(new CreateDeploymentRequest { CommitMessage = message }, Key).CommitMessage);

    [Fact]
    public void Mark_RequestOfAnotherIntent_ReplacesItsKey()
    {
        CreateDeploymentRequest other = IntentMarker.Mark(new CreateDeploymentRequest { CommitMessage = "Add dataset" }, Guid.NewGuid());

        Assert.Equal($"Add dataset\n\n{Trailer}", IntentMarker.Mark(other, Key).CommitMessage);
    }

    [Theory]
    [InlineData("Add dataset\n\nDeployment-Key: 3f9a0000-1111-2222-3333-444455556666", true)]
    [InlineData("Add dataset  Deployment-Key: 3F9A0000-1111-2222-3333-444455556666", true)]
    [InlineData("Add dataset&#10;&#10;Deployment-Key: 3f9a0000-1111-2222-3333-444455556666 ", true)]
    [InlineData("3f9a0000-1111-2222-3333-444455556666", true)]
    [InlineData("Add dataset\n\nDeployment-Key: 3f9a0000-1111-2222-3333-4444555566", false)]
    [InlineData("Add dataset\n\nDeployment-Key: 00000000-1111-2222-3333-444455556666", false)]
    [InlineData("Add dataset", false)]
    [InlineData(null, false)]
    public void IsMarked_StoredMessage_FindsTheKey(string? message, bool expected) =>
        Assert.Equal(expected, IntentMarker.IsMarked(new Deployment { Id = 1, CommitMessage = message }, Key));

    [Theory]
    [InlineData("Add dataset\n\nDeployment-Key: 00000000-1111-2222-3333-444455556666", true)]
    [InlineData("Add dataset\n\nDeployment-Key: 3f9a0000-1111-2222-3333-444455556666", false)]
    [InlineData("Add dataset\n\nDeployment-Key: 3f9a0000-1111-2222-3333-4444555566", false)]
    [InlineData("Add dataset", false)]
    [InlineData(null, false)]
    public void IsMarkedByAnother_StoredMessage_FindsAnotherKey(string? message, bool expected) =>
        Assert.Equal(expected, IntentMarker.IsMarkedByAnother(new Deployment { Id = 1, CommitMessage = message }, Key));
}
