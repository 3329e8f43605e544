namespace SpiceDeployments.Client.Docs.Tests.Blocks;

public sealed class CSharpTextTests
{
    private const string Source = """
        using System;

        class A
        {
            void B()
            {
                C();
                D();
            }
        }
        """;

    [Theory]
    [InlineData("C();\nD();", true)]
    [InlineData("  C();\n    D();", true)]
    [InlineData("using System;\n\nC();", true)]
    [InlineData("using System.IO;\n\nC();", false)]
    [InlineData("D();\nC();", false)]
    [InlineData("C();\n\nD();", false)]
    [InlineData("C", false)]
    [InlineData("D();\n}\n}\nE();", false)]
    public void Contains_Block_IsTrueOnlyForTheSameLinesInARow(string block, bool isContained) =>
        Assert.Equal(isContained, CSharpText.Contains(Source, block));
}
