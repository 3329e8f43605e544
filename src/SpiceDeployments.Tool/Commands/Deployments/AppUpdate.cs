using System.Security.Cryptography;
using System.Text;
using SpiceDeployments.Client;

namespace SpiceDeployments.Tool.Commands.Deployments;

/// <summary>The change of the app before its deployment: a spicepod, and tags, of which <c>null</c> removes one.</summary>
internal sealed record AppUpdate(string? Spicepod, IReadOnlyDictionary<string, string?> Tags)
{
    /// <summary>Identifies the change in an intent file.</summary>
    public string Digest =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', [Spicepod ?? "", .. Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}")]))))[..16];

    /// <summary>Reads the files of the command. Returns <c>null</c> if the command does not change the app.</summary>
    /// <exception cref="UsageException">A file cannot be read.</exception>
    public static AppUpdate? Read(FileInfo? spicepod, IReadOnlyDictionary<string, string?> tags) =>
        spicepod is null && tags.Count is 0 ? null : new AppUpdate(spicepod is null ? null : InputFile.ReadText(spicepod), tags);

    /// <summary>Changes the app. Tags that are not named stay.</summary>
    public async Task SendAsync(CommandContext context, IAppsClient client, CancellationToken cancellationToken)
    {
        long appId = context.AppId!.Value;
        UpdateAppRequest update = Spicepod is null ? new UpdateAppRequest() : new UpdateAppRequest { Spicepod = Spicepod };
        if (Tags.Count > 0)
        {
            update = update.WithTags(await client.GetAppAsync(appId, cancellationToken).ConfigureAwait(false), Tags);
        }

        context.Hint = "The app may have been changed; nothing was deployed. To continue, run the same command again.";
        await client.UpdateAppAsync(appId, update, cancellationToken).ConfigureAwait(false);
        context.Output.WriteLine($"Updated {string.Join(" and ", update.FieldNames)} of the app.");
    }
}
