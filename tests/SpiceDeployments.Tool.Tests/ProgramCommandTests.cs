namespace SpiceDeployments.Tool.Tests;

public sealed class ProgramCommandTests
{
    [Theory]
    [InlineData("/home/me/.nuget/packages/spicedeployments.tool.linux-x64/1.2.0-beta.1/tools/any/linux-x64/", "dotnet dnx SpiceDeployments.Tool@1.2.0-beta.1 --")]
    [InlineData("/home/me/.nuget/packages/spicedeployments.tool.any/1.2.0/tools/net10.0/any/", "dotnet dnx SpiceDeployments.Tool@1.2.0 --")]
    [InlineData("/home/me/.dotnet/tools/.store/spicedeployments.tool/1.2.0/spicedeployments.tool.linux-x64/1.2.0/tools/any/linux-x64/", "spice-deployments")]
    [InlineData("/home/me/.dotnet/tools/.store/spicedeployments.tool/1.2.0/spicedeployments.tool/1.2.0/tools/net8.0/any/", "spice-deployments")]
    [InlineData("/home/me/.nuget/packages/spicedeployments.tool/1.2.0/tools/net8.0/any/", "spice-deployments")]
    [InlineData("/src/SpiceDeployments.Tool.Tests/bin/Debug/net10.0/", "spice-deployments")]
    [InlineData("/", "spice-deployments")]
    public void Find_FolderOfTheProgram_IsTheCommandThatStartsIt(string folder, string expected) => Assert.Equal(expected, ProgramCommand.Find(folder));
}
