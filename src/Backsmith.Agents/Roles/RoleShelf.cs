using System.Reflection;
using Backsmith.Frontmatter;

namespace Backsmith.Agents.Roles;

/// <summary>The roles there are: those of the product, and the user's, which stand in the place of one of the same name.</summary>
public sealed class RoleShelf
{
    private const string Prefix = "roles/";

    private readonly SortedDictionary<string, Role> _roles = new(StringComparer.Ordinal);

    private RoleShelf()
    {
    }

    /// <summary>Roles by name.</summary>
    public IReadOnlyDictionary<string, Role> Roles => _roles;

    /// <summary>Reads the roles.</summary>
    /// <param name="own">The user's files: name without extension, and text.</param>
    /// <returns>The roles, or what is wrong with a file of the user's.</returns>
    public static (RoleShelf Shelf, string? Problem) Open(IEnumerable<(string Name, string Text)> own)
    {
        var shelf = new RoleShelf();
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            var name = Path.GetFileNameWithoutExtension(resource[Prefix.Length..]);
            shelf._roles[name] = Read(name, reader.ReadToEnd()).Role ?? throw new InvalidOperationException($"The role {name} of the product cannot be read.");
        }

        string? problem = null;
        foreach (var (name, text) in own)
        {
            var (role, wrong) = Read(name, text);
            problem ??= wrong;
            if (role is not null)
            {
                shelf._roles[name] = role;
            }
        }

        return (shelf, problem);
    }

    private static (Role? Role, string? Problem) Read(string name, string text)
    {
        var file = FrontmatterText.Read(text);
        if (file.Problems.Count > 0)
        {
            return (null, $"{name}.md, line {file.Problems[0].Line}: {file.Problems[0].Message}");
        }

        var tools = file["tools"]?.Value switch
        {
            FieldValue.Scalar scalar => scalar.Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            FieldValue.Items items => [.. items.Texts],
            _ => [],
        };
        return file.Text("name") != name ? (null, $"{name}.md: 'name' must be '{name}', as the file is called.")
            : file.Text("description") is not { Length: > 0 } description ? (null, $"{name}.md: 'description' is missing.")
            : file.Body.Trim().Length == 0 ? (null, $"{name}.md: it has no text below the frontmatter.")
            : (new Role(name, description, tools, file.Body.Trim()), null);
    }
}
