using Backsmith.Agents.Roles;
using Shouldly;
using Xunit;

namespace Backsmith.Agents.Tests.Roles;

public sealed class RoleShelfTests
{
    [Fact]
    public void The_product_has_nine_roles_that_can_be_read() =>
        RoleShelf.Open([]).Shelf.Roles.Keys.ShouldBe(
        [
            "backend-engineer", "database-engineer", "devops-engineer", "frontend-developer", "product-architect", "project-manager", "qa-engineer", "security-engineer", "tech-lead",
        ]);

    [Fact]
    public void A_role_of_the_user_stands_in_the_place_of_the_one_of_that_name()
    {
        var (shelf, problem) = RoleShelf.Open([("tech-lead", "---\nname: tech-lead\ndescription: Ours.\ntools: read, search\n---\nYou lead.\n")]);
        problem.ShouldBeNull();
        var role = shelf.Roles["tech-lead"];
        (role.Description, role.Body).ShouldBe(("Ours.", "You lead."));
        role.Tools.ShouldBe(["read", "search"]);
    }

    [Theory]
    [InlineData("---\nname: other\ndescription: d\n---\nbody", "own.md: 'name' must be 'own', as the file is called.")]
    [InlineData("---\nname: own\n---\nbody", "own.md: 'description' is missing.")]
    [InlineData("---\nname: own\ndescription: d\n---\n", "own.md: it has no text below the frontmatter.")]
    public void A_file_that_is_no_role_is_named_with_what_is_wrong(string text, string problem)
    {
        var (shelf, said) = RoleShelf.Open([("own", text)]);
        said.ShouldBe(problem);
        shelf.Roles.ContainsKey("own").ShouldBeFalse();
    }
}
