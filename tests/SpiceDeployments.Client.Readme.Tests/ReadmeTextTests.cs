namespace SpiceDeployments.Client.Readme.Tests;

public sealed class ReadmeTextTests
{
    public static TheoryData<string> Readmes => [Texts.Readme, .. Texts.PackageReadmes];

    [Theory]
    [MemberData(nameof(Readmes))]
    public void EveryReadme_EveryCSharpBlock_IsInAnExampleThatCompiles(string readme)
    {
        IReadOnlyList<string> examples = Texts.Examples;

        Assert.All(
            CSharpBlocks(readme),
            block => Assert.True(examples.Any(example => CSharpText.Contains(example, block.Text)), $"No file of Examples has this:\n{block.Text}"));
    }

    [Fact]
    public void Readme_EveryExample_IsInTheReadme()
    {
        MarkdownBlock[] blocks = CSharpBlocks(Texts.Readme);

        Assert.All(
            Texts.Examples,
            example => Assert.True(blocks.Any(block => CSharpText.Contains(example, block.Text)), $"The README has nothing of this:\n{example}"));
    }

    [Fact]
    public void Readme_FirstExample_HasTenLines() =>
        Assert.Equal(10, CSharpBlocks(Texts.Readme)[0].Text.Split('\n').Length);

    [Fact]
    public void Readme_TryIt_HasTwoCommands()
    {
        string tryIt = Texts.Readme.Split("\n## ").Single(section => section.StartsWith("Try it", StringComparison.Ordinal));

        Assert.Equal("dotnet run --project samples/DeployAndWait\ndotnet test", Assert.Single(MarkdownBlock.ReadAll(tryIt)).Text);
    }

    private static MarkdownBlock[] CSharpBlocks(string readme)
    {
        MarkdownBlock[] blocks = [.. MarkdownBlock.ReadAll(readme).Where(block => block.Language is "csharp")];
        Assert.NotEmpty(blocks);
        return blocks;
    }
}
