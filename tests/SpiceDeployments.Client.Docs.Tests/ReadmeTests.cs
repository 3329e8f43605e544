namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Checks the first screen of the README: one sentence, badges, the picture, how to install, ten lines of code, two commands.</summary>
public sealed class ReadmeTests
{
    private static string FirstScreen => Texts.Readme.ReplaceLineEndings("\n").Split("\n## ")[0];

    private static IReadOnlyList<MarkdownBlock> Blocks => MarkdownBlock.ReadAll(FirstScreen);

    [Fact]
    public void FirstScreen_ItsParts_AreInOrder()
    {
        string[] parts = ["Deploys apps to ", "[![build]", "docs/images/spice-deployments.svg", Blocks[0].Text, Blocks[1].Text, Blocks[2].Text];

        int[] places = [.. parts.Select(part => FirstScreen.IndexOf(part, StringComparison.Ordinal))];

        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void FirstScreen_ItsBlocks_AreTheInstallationTenLinesAndTwoCommands()
    {
        Assert.Equal(3, Blocks.Count);
        Assert.Equal("dotnet add package SpiceDeployments.Client", Blocks[0].Text);
        Assert.Equal("csharp", Blocks[1].Language);
        Assert.Equal(10, Blocks[1].Text.Split('\n').Length);
        Assert.Equal("dotnet run --project samples/DeployAndWait\ndotnet test", Blocks[2].Text);
    }

    [Fact]
    public void WhatItHandles_EveryRow_LinksIntoTheDocumentation()
    {
        string section = Texts.Readme.ReplaceLineEndings("\n").Split("\n## ").Single(part => part.StartsWith("What it handles", StringComparison.Ordinal));
        string[] rows = [.. section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains("](docs/", row, StringComparison.Ordinal));
    }
}
