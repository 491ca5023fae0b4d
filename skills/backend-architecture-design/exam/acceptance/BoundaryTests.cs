using System.Reflection;
using System.Runtime.CompilerServices;

namespace Acceptance;

public sealed class BoundaryTests
{
    private const string Catalogue = "Library.Catalogue";
    private const string Contracts = "Library.Catalogue.Contracts";
    private const string Loans = "Library.Loans";

    [Fact]
    public void Loans_use_only_the_contracts_of_the_catalogue() => Assert.Empty(Breaches(In(Loans), used => used.IsIn(Catalogue) && !used.IsIn(Contracts)));

    [Fact]
    public void Loans_do_use_the_contracts() => Assert.Contains(In(Loans).SelectMany(Uses.Of), used => used.IsIn(Contracts));

    [Fact]
    public void The_catalogue_uses_nothing_of_loans() => Assert.Empty(Breaches(In(Catalogue), used => used.IsIn(Loans)));

    [Theory]
    [InlineData("Library.Http")]
    [InlineData("Library.Events")]
    public void What_both_use_knows_neither(string space) => Assert.Empty(Breaches(In(space), used => used.IsIn(Catalogue) || used.IsIn(Loans)));

    [Fact]
    public void Contracts_stand_alone() =>
        Assert.Empty(Breaches(In(Contracts), used => used.Namespace?.StartsWith("Library", StringComparison.Ordinal) == true && !used.IsIn(Contracts)));

    [Fact]
    public void Contracts_are_interfaces_records_and_enums()
    {
        var types = In(Contracts).Where(type => type.IsPublic).ToList();
        Assert.All(types, type => Assert.True(type.IsInterface || type.IsEnum || type.GetMethod("<Clone>$") is not null || (type.IsValueType && type.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null), type.FullName));
        Assert.All(types.SelectMany(type => type.GetProperties()), property =>
            Assert.True(property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ?? true, property.Name));
        Assert.Contains(types, type => type.Name == "BookRetired" && type.GetProperty("BookId")?.PropertyType == typeof(int));
    }

    [Fact]
    public void Only_contracts_and_one_class_of_each_module_are_public()
    {
        Assert.Equal(
            ["Library.Catalogue.CatalogueModule", "Library.Loans.LoansModule"],
            In(Catalogue).Concat(In(Loans)).Where(type => (type.IsPublic || type.IsNestedPublic) && !type.IsIn(Contracts) && !type.IsIn(Loans + ".Contracts")).Where(type => !type.IsNested || type.DeclaringType!.IsPublic).Select(type => type.FullName!).Order());
    }

    [Fact]
    public void The_program_knows_only_the_modules()
    {
        var program = typeof(Program).Assembly.GetTypes().Where(type => type == typeof(Program) || type.DeclaringType == typeof(Program));
        Assert.Empty(Breaches(program, used => (used.IsIn(Catalogue) || used.IsIn(Loans)) && used.Name is not ("CatalogueModule" or "LoansModule")));
    }

    [Fact]
    public void The_decision_is_recorded()
    {
        var records = Path.Combine(Root(), "docs", "decisions");
        Assert.True(Directory.Exists(records));
        Assert.Contains(Directory.EnumerateFiles(records, "*.md").Select(File.ReadAllText), text => text.Length > 400 && text.Contains("Catalogue") && text.Contains("Loans") && text.Contains("lternative"));
    }

    private static List<Type> In(string space)
    {
        var types = Uses.Application.Where(type => type.IsIn(space)).ToList();
        Assert.NotEmpty(types);
        return types;
    }

    private static IEnumerable<string> Breaches(IEnumerable<Type> types, Func<Type, bool> forbidden) =>
        from type in types
        from used in Uses.Of(type)
        where forbidden(used)
        select $"{type} uses {used}";

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, ".."));
}
