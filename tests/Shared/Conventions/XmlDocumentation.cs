using System.Reflection;
using System.Xml.Linq;

namespace SpiceDeployments.Client.Tests.Shared.Conventions;

/// <summary>The XML documentation of the packages as plain text.</summary>
internal static class XmlDocumentation
{
    private static readonly Dictionary<Assembly, ILookup<string, XElement>> Files =
        PublicApi.Packages.ToDictionary(package => package, Load);

    /// <summary>Returns the summary of a type or member, or an empty string if there is none.</summary>
    public static string GetSummary(MemberInfo member) =>
        string.Join(' ', GetElements(member).SelectMany(element => element.Elements("summary")).Select(Flatten));

    public static bool IsInherited(MemberInfo member) => GetElements(member).Any(element => element.Element("inheritdoc") is not null);

    /// <summary>Returns the documentation of a parameter.</summary>
    public static string GetParameter(MemberInfo member, string? parameter) =>
        string.Join(' ', GetElements(member).SelectMany(element => element.Elements("param")).Where(param => param.Attribute("name")?.Value == parameter).Select(Flatten));

    private static IEnumerable<XElement> GetElements(MemberInfo member)
    {
        Type type = member as Type ?? member.DeclaringType ?? throw new ArgumentException($"{member} belongs to no type.", nameof(member));
        string name = type.FullName!.Replace('+', '.');
        return Files[type.Assembly][member is Type ? $"T:{name}" : $"{Kind(member)}:{name}.{member.Name.Replace('.', '#')}"];
    }

    private static char Kind(MemberInfo member) => member switch
    {
        PropertyInfo => 'P',
        FieldInfo => 'F',
        _ => 'M',
    };

    /// <summary>Maps names without parameters to documentation, so that the overloads of a method share a key.</summary>
    private static ILookup<string, XElement> Load(Assembly assembly) =>
        XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .ToLookup(element => element.Attribute("name")!.Value.Split('(')[0], StringComparer.Ordinal);

    /// <summary>Returns the text of an element. A reference becomes the last part of its name.</summary>
    private static string Flatten(XElement element)
    {
        IEnumerable<string> parts = element.Nodes().Select(node => node switch
        {
            XElement { HasAttributes: true } reference when reference.Attribute("cref") is { } cref => cref.Value.Split('(')[0].Split('.')[^1],
            XElement inner => Flatten(inner),
            XText text => text.Value,
            _ => "",
        });
        return string.Join(' ', string.Concat(parts).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
