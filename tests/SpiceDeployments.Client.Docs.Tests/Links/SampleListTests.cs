using SpiceDeployments.Client.Tests.Shared;

namespace SpiceDeployments.Client.Docs.Tests.Links;

public sealed class SampleListTests
{
    [Fact]
    public void Readme_EverySample_IsListed()
    {
        string section = Texts.Readme.ReplaceLineEndings("\n").Split("\n## ").Single(part => part.StartsWith("Samples\n", StringComparison.Ordinal));
        string[] samples =
        [
            .. Directory.GetDirectories(Repository.PathOf("samples")).Where(folder => File.Exists(Path.Combine(folder, "README.md"))).Select(folder => Path.GetFileName(folder)),
        ];

        Assert.NotEmpty(samples);
        Assert.All(samples, sample => Assert.Contains($"- [{sample}](samples/{sample}/README.md): ", section, StringComparison.Ordinal));
    }
}
