namespace SpiceDeployments.Client.Tests.Shared.Folders;

/// <summary>The use of one folder by another.</summary>
/// <param name="From">The folder that uses the other one.</param>
/// <param name="To">The folder that is used.</param>
/// <param name="File">The file in <paramref name="From"/>.</param>
internal sealed record FolderDependency(string From, string To, string File)
{
    /// <summary>Finds the dependencies between the folders of a project.</summary>
    public static IReadOnlyList<FolderDependency> Find(string project)
    {
        IReadOnlyList<SourceFile> files = SourceFile.ReadAll(project);
        return
        [
            .. from folder in files.GroupBy(file => file.Folder, StringComparer.Ordinal)
               from file in files
               where file.Folder != folder.Key && file.Uses(folder)
               select new FolderDependency(file.Folder, folder.Key, file.Name),
        ];
    }

    /// <summary>Removes dependencies that start at an unused folder, or end at a folder that uses none, until only cycles and paths between them are left.</summary>
    public static IReadOnlyList<FolderDependency> FindCycles(IReadOnlyList<FolderDependency> dependencies)
    {
        FolderDependency[] rest = [.. dependencies.Where(dependency => dependencies.Any(next => next.From == dependency.To) && dependencies.Any(last => last.To == dependency.From))];
        return rest.Length == dependencies.Count ? rest : FindCycles(rest);
    }
}
