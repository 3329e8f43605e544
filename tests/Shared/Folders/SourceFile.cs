using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Tests.Shared.Folders;

/// <summary>A source file in a folder of a project, without its comments. It holds one type, which has its name.</summary>
internal sealed class SourceFile
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly string _rootNamespace;
    private readonly string _code;

    private SourceFile(string rootNamespace, string path, string[] lines)
    {
        _rootNamespace = rootNamespace;
        _code = string.Join('\n', lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        Folder = path.Split(Path.DirectorySeparatorChar)[0];
        Name = Path.GetFileName(path);
    }

    public string Folder { get; }

    public string Name { get; }

    private string Type => Name.Split('.')[0];

    /// <summary>Public types are in the namespace of the project, and known in every folder without an import.</summary>
    private bool IsPublic => Has($"^namespace {Regex.Escape(_rootNamespace)};");

    /// <summary>The files in the folders of a project; those beside them, such as its options, stand above and below all folders.</summary>
    public static IReadOnlyList<SourceFile> Of(string project)
    {
        string root = Repository.PathOf("src", project);
        return
        [
            .. Directory.EnumerateDirectories(root)
                .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
                .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
                .Select(file => new SourceFile(project, Path.GetRelativePath(root, file), File.ReadAllLines(file))),
        ];
    }

    /// <summary>Whether it imports another folder, or names one of its types.</summary>
    public bool Uses(IGrouping<string, SourceFile> folder)
    {
        string types = string.Join('|', folder.Select(file => file.Type));
        string publicTypes = string.Join('|', folder.Where(file => file.IsPublic).Select(file => file.Type));
        return Has($@"^using {Regex.Escape(_rootNamespace)}\.{folder.Key};")
            || Has($@"\b{folder.Key}\.({types})\b")
            || (publicTypes.Length > 0 && Has($@"\b({publicTypes})\b"));
    }

    private bool Has(string pattern) => Regex.IsMatch(_code, pattern, RegexOptions.Multiline | RegexOptions.ExplicitCapture, Patience);
}
