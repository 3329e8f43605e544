namespace SpiceDeployments.Client.Tests.Shared.Folders;

/// <summary>A folder that uses another one.</summary>
/// <param name="From">The folder that uses it.</param>
/// <param name="To">The folder that is used.</param>
/// <param name="File">The file that does so.</param>
internal sealed record FolderDependency(string From, string To, string File)
{
    /// <summary>Which folder of a project uses which.</summary>
    public static IReadOnlyList<FolderDependency> Of(string project)
    {
        IReadOnlyList<SourceFile> files = SourceFile.Of(project);
        return
        [
            .. from folder in files.GroupBy(file => file.Folder, StringComparer.Ordinal)
               from file in files
               where file.Folder != folder.Key && file.Uses(folder)
               select new FolderDependency(file.Folder, folder.Key, file.Name),
        ];
    }

    /// <summary>What is left when arrows from where none leads, and to where none goes on, are taken away, again and again: circles, and ways between them.</summary>
    public static IReadOnlyList<FolderDependency> FindCycles(IReadOnlyList<FolderDependency> arrows)
    {
        FolderDependency[] left = [.. arrows.Where(arrow => arrows.Any(next => next.From == arrow.To) && arrows.Any(last => last.To == arrow.From))];
        return left.Length == arrows.Count ? left : FindCycles(left);
    }
}
