using SpiceDeployments.Client;

namespace DeployAndWait.Tests;

public sealed class ArgumentParserTests
{
    [Fact]
    public void Parse_EveryArgumentOfTheRealService_IsRead()
    {
        Arguments arguments = ArgumentParser.Parse(
            ["--app", "9007199254740993", "--image", "2.4.0", "--replicas", "10", "--branch", "main", "--commit", "abc", "--message", "- a text -"]);

        Assert.Equal(9007199254740993, arguments.AppId);
        Assert.Equal(
            new CreateDeploymentRequest { ImageTag = "2.4.0", Replicas = 10, Branch = "main", CommitSha = "abc", CommitMessage = "- a text -" },
            arguments.Request);
    }

    [Theory]
    [InlineData("--app 0", "--app needs a number above zero, but got '0'.")]
    [InlineData("--app -1", "--app needs a number above zero, but got '-1'.")]
    [InlineData("--app seven", "--app needs a number above zero, but got 'seven'.")]
    [InlineData("--app --fail", "--app needs a value.")]
    [InlineData("--app 7 --resume 1e3", "--resume needs a number above zero, but got '1e3'.")]
    [InlineData("--app 7 --replicas 0", "--replicas needs a number from 1 to 10, but got '0'.")]
    [InlineData("--app 7 --replicas 11", "--replicas needs a number from 1 to 10, but got '11'.")]
    [InlineData("--app 7 --image", "--image needs a value.")]
    [InlineData("--app 7 --resume 1001 --branch main", "--resume waits for a deployment that exists: leave out what to deploy.")]
    [InlineData("--chaos", "--chaos needs a value.")]
    [InlineData("--chaos x", "--chaos needs a whole number, the seed of the faults, but got 'x'.")]
    [InlineData("--chaos 1 --fail", "--fail, --conflict and --chaos are stories of their own: choose one.")]
    [InlineData("--app 7 --fail", "--fail, --conflict and --chaos are played on the emulator: leave --app out.")]
    [InlineData("--fail --conflict", "--fail, --conflict and --chaos are stories of their own: choose one.")]
    [InlineData("--image 2.4.0", "--resume, --image, --replicas, --branch, --commit and --message are for the real service: add --app ID.")]
    [InlineData("--resume 1001", "--resume, --image, --replicas, --branch, --commit and --message are for the real service: add --app ID.")]
    [InlineData("fail", "There is no argument 'fail'.")]
    public void Parse_WrongArguments_SaysWhatIsWrong(string arguments, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => ArgumentParser.Parse(arguments.Split(' '))).Message);
}
