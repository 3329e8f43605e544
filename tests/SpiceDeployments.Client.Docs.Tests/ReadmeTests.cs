using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Docs.Tests;

/// <summary>Checks the first screen of the README (one sentence, badges, the picture, how to install, ten lines of code, two commands) and its lists.</summary>
public sealed class ReadmeTests
{
    private static string FirstScreen => Sections[0];

    private static string[] Sections => Texts.Readme.ReplaceLineEndings("\n").Split("\n## ");

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
        string section = Sections.Single(part => part.StartsWith("What it handles", StringComparison.Ordinal));
        string[] rows = [.. section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)];

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Contains("](docs/", row, StringComparison.Ordinal));
    }

    [Fact]
    public void Samples_EverySample_IsListed()
    {
        string section = Sections.Single(part => part.StartsWith("Samples\n", StringComparison.Ordinal));
        string[] samples =
        [
            .. Directory.GetDirectories(Repository.PathOf("samples")).Where(folder => File.Exists(Path.Combine(folder, "README.md"))).Select(folder => Path.GetFileName(folder)),
        ];

        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.Contains($"- [{sample}](samples/{sample}/README.md): ", section, StringComparison.Ordinal));
    }
}
