using System.Globalization;
using DeployAndWait.Demo;
using SpiceDeployments.Client;

namespace DeployAndWait;

/// <summary>Reads the command line.</summary>
internal static class ArgumentParser
{
    /// <exception cref="UsageException">The arguments are wrong; the message says which.</exception>
    public static Arguments Parse(IEnumerable<string> args)
    {
        var words = new Queue<string>(args);
        var arguments = new Arguments();
        while (words.TryDequeue(out string? option))
        {
            arguments = option switch
            {
                "--help" or "-h" => arguments with { ShowsHelp = true },
                "--fail" => WithStory(arguments, Story.Failure),
                "--conflict" => WithStory(arguments, Story.Conflict),
                "--chaos" => WithStory(arguments, Story.Chaos) with { ChaosSeed = ReadSeed(option, words) },
                "--app" => arguments with { AppId = ReadId(option, words) },
                "--resume" => arguments with { ResumeId = ReadId(option, words) },
                _ => arguments with { Request = ReadRequest(arguments.Request, option, words) },
            };
        }

        Check(arguments);
        return arguments;
    }

    private static Arguments WithStory(Arguments arguments, Story story) => arguments.Story is null || arguments.Story == story
        ? arguments with { Story = story }
        : throw new UsageException("--fail, --conflict and --chaos are stories of their own: choose one.");

    private static CreateDeploymentRequest ReadRequest(CreateDeploymentRequest request, string option, Queue<string> words) => option switch
    {
        "--image" => request with { ImageTag = ReadText(option, words) },
        "--replicas" => request with { Replicas = ReadReplicas(option, words) },
        "--branch" => request with { Branch = ReadText(option, words) },
        "--commit" => request with { CommitSha = ReadText(option, words) },
        "--message" => request with { CommitMessage = ReadText(option, words) },
        _ => throw new UsageException($"There is no argument '{option}'."),
    };

    private static string ReadText(string option, Queue<string> words) =>
        words.TryDequeue(out string? word) && !string.IsNullOrWhiteSpace(word) && !word.StartsWith("--", StringComparison.Ordinal)
            ? word
            : throw new UsageException($"{option} needs a value.");

    private static long ReadId(string option, Queue<string> words)
    {
        string text = ReadText(option, words);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long id) && id > 0
            ? id
            : throw new UsageException($"{option} needs a number above zero, but got '{text}'.");
    }

    private static int ReadSeed(string option, Queue<string> words)
    {
        string text = ReadText(option, words);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int seed)
            ? seed
            : throw new UsageException($"{option} needs a whole number, the seed of the faults, but got '{text}'.");
    }

    private static int ReadReplicas(string option, Queue<string> words)
    {
        string text = ReadText(option, words);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int replicas)
            && replicas is >= CreateDeploymentRequest.MinReplicas and <= CreateDeploymentRequest.MaxReplicas
            ? replicas
            : throw new UsageException(
                $"{option} needs a number from {CreateDeploymentRequest.MinReplicas} to {CreateDeploymentRequest.MaxReplicas}, but got '{text}'.");
    }

    private static void Check(Arguments arguments)
    {
        bool saysWhatToDeploy = arguments.Request != new CreateDeploymentRequest();
        if (arguments.AppId is null && (arguments.ResumeId is not null || saysWhatToDeploy))
        {
            throw new UsageException("--resume, --image, --replicas, --branch, --commit and --message are for the real service: add --app ID.");
        }

        if (arguments.AppId is not null && arguments.Story is not null)
        {
            throw new UsageException("--fail, --conflict and --chaos are played on the emulator: leave --app out.");
        }

        if (arguments.ResumeId is not null && saysWhatToDeploy)
        {
            throw new UsageException("--resume waits for a deployment that exists: leave out what to deploy.");
        }
    }
}
