#:property PublishAot=false

// Reports words that eng/words.txt replaces. Usage: dotnet run eng/words.cs -- [PATH…]
// Checks the whole repository and prints a summary, or checks the given files and folders and prints every use. Exits with 1 if there are any.
using System.Text.RegularExpressions;

const int maxPrinted = 30;

string root = Path.GetFullPath("..", (string)AppContext.GetData("EntryPointFileDirectoryPath")!);
string[] folders = ["src", "docs", "samples", "tests", "benchmarks", "eng", ".github"];
string[] skippedFolders = ["bin", "obj", "TestResults"];
string[] skippedFiles = ["eng/words.txt"];
string[] extensions = [".cs", ".md", ".txt", ".json", ".csproj", ".props", ".targets", ".yml", ".html", ".sh", ".py", ".ps1"];

var list = WordList.Parse(File.ReadAllLines(Path.Combine(root, "eng/words.txt")));
if (SelfTest.FindFailure() is { } failure)
{
    Console.Error.WriteLine($"The word check itself is broken: {failure}");
    return 1;
}

IEnumerable<string> paths = args is []
    ? Directory.GetFiles(root).Concat(folders.SelectMany(folder => Files(Path.Combine(root, folder))))
    : args.Select(Path.GetFullPath).SelectMany(path => Directory.Exists(path) ? Files(path) : [path]);
Use[] uses =
[
    .. from path in paths.Order(StringComparer.Ordinal)
       let name = Path.GetRelativePath(root, path).Replace('\\', '/')
       where extensions.Contains(Path.GetExtension(name), StringComparer.Ordinal) && !skippedFiles.Contains(name, StringComparer.Ordinal)
       from use in list.Find(name, File.ReadAllText(path))
       select use,
];

foreach (Use use in args is [] ? uses.Take(maxPrinted) : uses)
{
    Console.WriteLine($"{use.File}:{use.Line}: {use.Words} → {use.Replacement}");
}

if (args is [] && uses.Length > maxPrinted)
{
    Console.WriteLine($"… and {uses.Length - maxPrinted} more. To see all of a folder: dotnet run eng/words.cs -- FOLDER");
}

Console.WriteLine($"\n{uses.Length} uses of replaced words.");
PrintCounts(uses.CountBy(use => TopFolder(use.File)));
PrintCounts(uses.CountBy(use => use.Words.ToLowerInvariant()).OrderByDescending(count => count.Value).Take(args is [] ? 20 : 0));
return uses is [] ? 0 : 1;

IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(folder)
    .Concat(Directory.EnumerateDirectories(folder).Where(child => !skippedFolders.Contains(Path.GetFileName(child), StringComparer.Ordinal)).SelectMany(Files));

static string TopFolder(string file) => file.Split('/') switch
{
    ["src" or "tests" or "samples" or "benchmarks", var project, _, ..] => $"{file.Split('/')[0]}/{project}",
    [var folder, _, ..] => folder,
    _ => "(root)",
};

static void PrintCounts(IEnumerable<KeyValuePair<string, int>> counts)
{
    Console.WriteLine();
    foreach ((string name, int count) in counts)
    {
        Console.WriteLine($"{count,6}  {name}");
    }
}

/// <summary>A use of a replaced word or phrase.</summary>
internal sealed record Use(string File, int Line, string Words, string Replacement);

/// <summary>A replaced word or phrase.</summary>
internal sealed record Entry(string[] Words, bool IsCaseSensitive, bool NeedsColon, string Text, string Replacement);

/// <summary>A condition under which the words of <paramref name="Texts"/> are not reported: a path or a name in the file.</summary>
internal sealed record Allowance(string[] Texts, string[] Paths, string[] Names);

/// <summary>A word of a text. An identifier has several.</summary>
internal readonly record struct Token(string Text, int Start, int End);

/// <summary>The content of <c>words.txt</c>.</summary>
internal sealed class WordList
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly List<Entry> _entries = [];
    private readonly List<Allowance> _allowances = [];
    private readonly List<string> _allowedTexts = [];
    private ILookup<string, Entry> _entriesByFirstWord = Array.Empty<Entry>().ToLookup(entry => entry.Text, StringComparer.OrdinalIgnoreCase);

    public static WordList Parse(IEnumerable<string> lines)
    {
        var list = new WordList();
        foreach (string line in lines.Select(line => line.Trim()).Where(line => line is not ("" or ['#', ..])))
        {
            list.Add(line);
        }

        list._entriesByFirstWord = list._entries.ToLookup(entry => entry.Words[0], StringComparer.OrdinalIgnoreCase);
        return list;
    }

    /// <summary>Finds the replaced words in the text of a file.</summary>
    public IEnumerable<Use> Find(string file, string text)
    {
        string checkedText = Mask(text);
        Token[] tokens = [.. Tokenize(checkedText)];
        for (int i = 0; i < tokens.Length; i++)
        {
            foreach (Entry entry in _entriesByFirstWord[tokens[i].Text].Where(entry => Matches(entry, checkedText, tokens, i) && !IsAllowed(entry, file, text)))
            {
                int start = tokens[i].Start;
                yield return new Use(file, text.AsSpan(0, start).Count('\n') + 1, text[start..tokens[i + entry.Words.Length - 1].End].ReplaceLineEndings(" "), entry.Replacement);
            }
        }
    }

    private static string[] Split(string text) => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool Matches(Entry entry, string text, Token[] tokens, int start)
    {
        StringComparison comparison = entry.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        int end = start + entry.Words.Length;
        if (end > tokens.Length || !entry.Words.Zip(tokens[start..end]).All(pair => pair.First.Equals(pair.Second.Text, comparison)))
        {
            return false;
        }

        // Only white space, the slashes of a comment, hyphens and underscores may separate the words of a phrase.
        bool isPhrase = Enumerable.Range(start, entry.Words.Length - 1).All(i => text.AsSpan(tokens[i].End, tokens[i + 1].Start - tokens[i].End).TrimStart(" \t\r\n/-_").IsEmpty);
        return isPhrase && (!entry.NeedsColon || (tokens[end - 1].End < text.Length && text[tokens[end - 1].End] is ':'));
    }

    /// <summary>Splits prose and identifiers (camelCase, PascalCase, snake_case) into words.</summary>
    private static IEnumerable<Token> Tokenize(string text) =>
        Regex.Matches(text, @"\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})", RegexOptions.None, Timeout).Select(match => new Token(match.Value, match.Index, match.Index + match.Length));

    /// <summary>Blanks what is not checked: addresses, parts that are off, and allowed texts.</summary>
    private string Mask(string text)
    {
        string allowed = string.Concat(_allowedTexts.Select(allowedText => $@"|\b{Regex.Escape(allowedText)}\b"));
        return Regex.Replace(text, $@"https?://\S+|words: off[\s\S]*?(words: on|\z){allowed}", match => new string('.', match.Length), RegexOptions.None, Timeout);
    }

    private bool IsAllowed(Entry entry, string file, string text) => _allowances.Exists(allowance =>
        allowance.Texts.Contains(entry.Text, StringComparer.OrdinalIgnoreCase)
        && (Array.Exists(allowance.Paths, path => file == path || file.StartsWith($"{path}/", StringComparison.Ordinal))
            || Array.Exists(allowance.Names, name => Regex.IsMatch(text, $@"\b{Regex.Escape(name)}\b", RegexOptions.None, Timeout))));

    private void Add(string line)
    {
        if (line.Split(" = ", 2) is [var words, var replacement])
        {
            _entries.AddRange(Split(words).Select(text =>
                new Entry(text.TrimEnd(':').Split(' '), text.Any(char.IsUpper), text.EndsWith(':'), text, replacement)));
            return;
        }

        string allowed = line["allow ".Length..];
        if (allowed.Split(" in ", 2) is [var wordsInPaths, var paths])
        {
            _allowances.Add(new Allowance(Split(wordsInPaths), Split(paths), []));
        }
        else if (allowed.Split(" with ", 2) is [var wordsWithNames, var names])
        {
            _allowances.Add(new Allowance(Split(wordsWithNames), [], Split(names)));
        }
        else
        {
            _allowedTexts.Add(allowed);
        }
    }
}

/// <summary>Shows before each run that the check finds what it must find, and nothing else.</summary>
internal static class SelfTest
{
    // words: off
    private static readonly string[] Lines =
        ["look = poll", "in the way = active", "fault, faults = error", "Null: = If", "allow fault, faults in emulator", "allow fault, faults with FaultRule", "allow Outlook.Look"];

    private static readonly (string File, string Text, string[] Expected)[] Cases =
    [
        ("a.cs", "Look, overlook Outlook.Look lookup", ["Look"]),
        ("a.cs", "LookAsync _nextLook HTTPLook look_up LOOK_UP", ["Look", "Look", "Look", "look", "LOOK"]),
        ("a.cs", "Stands in the\n    /// way, IsInTheWay, in the other way, in, the way", ["in the     /// way", "InTheWay"]),
        ("a.cs", "Null: none. case null: Null, https://example.org/look", ["Null"]),
        ("a.cs", "fault", ["fault"]),
        ("emulator/a.cs", "fault look", ["look"]),
        ("emulators/a.cs", "fault", ["fault"]),
        ("a.cs", "FaultRule rule; fault look", ["look"]),
        ("a.cs", "FaultRules rules; fault", ["Fault", "fault"]),
        ("a.cs", "// words: " + "off\nlook\n// words: " + "on\n look", ["look"]),
    ];

    // words: on

    /// <summary>Returns a description of the first case that fails, or <c>null</c>.</summary>
    public static string? FindFailure()
    {
        var list = WordList.Parse(Lines);
        return (from test in Cases
                let found = list.Find(test.File, test.Text).Select(use => use.Words).ToArray()
                where !found.SequenceEqual(test.Expected, StringComparer.Ordinal)
                select $"{test.File}: {test.Text}: expected [{string.Join("; ", test.Expected)}], found [{string.Join("; ", found)}].").FirstOrDefault();
    }
}
