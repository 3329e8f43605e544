namespace SpiceDeployments.Client.Docs.Tests.Blocks;

public sealed class ExampleTests
{
    public static TheoryData<string> Documents => [.. Texts.Documents];

    [Theory]
    [MemberData(nameof(Documents))]
    public void EveryDocument_EveryCSharpBlock_IsInAnExampleThatCompiles(string document)
    {
        IReadOnlyList<string> examples = Texts.Examples;

        Assert.All(
            CSharpBlocks(document),
            block => Assert.True(examples.Any(example => CSharpText.Contains(example, block.Text)), $"No file of Examples contains this block:\n{block.Text}"));
    }

    [Fact]
    public void EveryExample_IsInADocument()
    {
        MarkdownBlock[] blocks = [.. Texts.Documents.SelectMany(CSharpBlocks)];

        Assert.All(
            Texts.Examples,
            example => Assert.True(blocks.Any(block => CSharpText.Contains(example, block.Text)), $"No document contains a block of this example:\n{example}"));
    }

    private static MarkdownBlock[] CSharpBlocks(string document) => [.. MarkdownBlock.ReadAll(Texts.Read(document)).Where(block => block.Language is "csharp")];
}
