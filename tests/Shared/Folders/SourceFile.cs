using System.Text.RegularExpressions;

namespace SpiceDeployments.Client.Tests.Shared.Folders;

/// <summary>A source file in a folder of a project, without its comments. The file contains one type of the same name.</summary>
/// <remarks>Models and exceptions refer to each other and count as one folder. Files at the root, such as the client, may use every folder and be used by every folder.</remarks>
internal sealed class SourceFile
{
    private const string ModelsAndExceptions = "Models and Exceptions";

    private static readonly TimeSpan RegexTimeout = TimeSpan.FromSeconds(10);

    private readonly string _rootNamespace;
    private readonly string _code;

    private SourceFile(string rootNamespace, string path, string[] lines)
    {
        _rootNamespace = rootNamespace;
        _code = string.Join('\n', lines.Where(line => !line.TrimStart().StartsWith("//", StringComparison.Ordinal)));
        string folder = (Path.GetDirectoryName(path) ?? "").Replace(Path.DirectorySeparatorChar, '.');
        Folder = folder is "Models" or "Exceptions" ? ModelsAndExceptions : folder;
        Name = Path.GetFileName(path);
    }

    public string Folder { get; }

    public string Name { get; }

    private string Type => Name.Split('.')[0];

    /// <summary>Whether the type is in the root namespace and therefore needs no import.</summary>
    private bool IsPublic => Has($"^namespace {Regex.Escape(_rootNamespace)};");

    /// <summary>Returns the files in the folders of a project.</summary>
    public static IReadOnlyList<SourceFile> ReadAll(string project)
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

    /// <summary>Whether the file imports another folder, or names one of its types.</summary>
    public bool Uses(IGrouping<string, SourceFile> folder)
    {
        string types = string.Join('|', folder.Select(file => file.Type));
        string publicTypes = string.Join('|', folder.Where(file => file.IsPublic).Select(file => file.Type));
        return Has($@"^using {Regex.Escape(_rootNamespace)}\.{Regex.Escape(folder.Key)};")
            || Has($@"\b{Regex.Escape(folder.Key.Split('.')[^1])}\.({types})\b")
            || (publicTypes.Length > 0 && Has($@"\b({publicTypes})\b"));
    }

    private bool Has(string pattern) => Regex.IsMatch(_code, pattern, RegexOptions.Multiline | RegexOptions.ExplicitCapture, RegexTimeout);
}
