namespace SpiceDeployments.Client.Docs.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void FirstExample_HasTenLines() =>
        Assert.Equal(10, MarkdownBlock.ReadAll(Texts.Readme).First(block => block.Language is "csharp").Text.Split('\n').Length);

    [Fact]
    public void TryIt_HasTwoCommands()
    {
        string tryIt = Texts.Readme.Split("\n## ").Single(section => section.StartsWith("Try it", StringComparison.Ordinal));

        Assert.Equal("dotnet run --project samples/DeployAndWait\ndotnet test", Assert.Single(MarkdownBlock.ReadAll(tryIt)).Text);
    }
}
