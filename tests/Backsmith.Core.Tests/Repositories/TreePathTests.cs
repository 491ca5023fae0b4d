using Backsmith.Repositories;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Repositories;

public sealed class TreePathTests
{
    [Theory]
    [InlineData("src/A.cs", "", true)]
    [InlineData("src/A.cs", "src", true)]
    [InlineData("src/A.cs", "src/", true)]
    [InlineData("src", "src", true)]
    [InlineData("src2/A.cs", "src", false)]
    [InlineData("Src/A.cs", "src", false)]
    [InlineData("src", "src/api", false)]
    [InlineData("/home/a", "/", true)]
    [InlineData("/home/a", "/home", true)]
    [InlineData("/homes/a", "/home", false)]
    public void A_path_lies_in_a_folder_when_all_its_names_do(string path, string folder, bool within) => TreePath.IsWithin(path, folder).ShouldBe(within);

    [Theory]
    [InlineData("src/api/A.cs", "src", "api/A.cs")]
    [InlineData("src/A.cs", "", "src/A.cs")]
    [InlineData("src", "src", null)]
    [InlineData("src2/A.cs", "src", null)]
    public void Below_a_folder_the_rest_of_the_path_remains(string path, string folder, string? rest) => TreePath.Below(path, folder).ShouldBe(rest);

    [Theory]
    [InlineData("src/api/A.cs", "src/api")]
    [InlineData("A.cs", "")]
    public void The_folder_of_a_file_is_the_path_before_its_name(string path, string folder) => TreePath.Folder(path).ShouldBe(folder);
}
