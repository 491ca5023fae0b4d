using Backsmith.Skills;
using Shouldly;
using Xunit;

namespace Backsmith.Core.Tests.Skills;

public sealed class SkillLibraryTests
{
    [Fact]
    public void Of_one_name_the_repository_wins_over_home_and_home_over_the_product()
    {
        SkillFolder At(SkillOrigin origin, string folder) => SkillFiles.Folder("same", SkillFiles.Text("same")) with { Origin = origin, Location = folder + "/same" };

        var library = SkillLibrary.Of([At(SkillOrigin.Product, "/product"), At(SkillOrigin.Home, "/first"), At(SkillOrigin.Home, "/second"), At(SkillOrigin.Repository, ".agents/skills")]);

        library.Skills.ShouldHaveSingleItem().Folder.Location.ShouldBe(".agents/skills/same");
        library.Hidden.Select(hidden => hidden.Skill.Folder.Location).ShouldBe(["/product/same", "/first/same", "/second/same"]);
        SkillLibrary.Of([At(SkillOrigin.Product, "/product"), At(SkillOrigin.Home, "/first"), At(SkillOrigin.Home, "/second")]).Find("same")!.Folder.Location.ShouldBe("/first/same");
    }

    [Fact]
    public void A_skill_of_somebody_else_is_used_in_spite_of_harmless_faults()
    {
        var library = SkillLibrary.Of([SkillFiles.Folder("folder", SkillFiles.Text("other", "Use when: always", fields: "argument-hint: [x]\n"))]);

        library.Find("other")!.Description.ShouldBe("Use when: always");
        library.Unreadable.ShouldBeEmpty();
    }

    [Fact]
    public void A_skill_that_cannot_be_picked_is_named_with_the_reason()
    {
        var library = SkillLibrary.Of([SkillFiles.Folder("x", "# Just a text\n")]);

        library.Skills.ShouldBeEmpty();
        library.Unreadable.ShouldHaveSingleItem().Problems[0].Message.ShouldContain("---");
    }

    [Fact]
    public void References_are_the_other_texts_of_the_folder()
    {
        var skill = SkillReader.Read(SkillFiles.Folder("x", SkillFiles.Text("x", fields: "metadata:\n  a: b\nlicense: MIT\n"), ("references/b.md", ""), ("references/a.md", "text"), ("checks.json", "{}"))).Skill!;

        skill.References.ShouldBe(["references/a.md", "references/b.md"]);
        (skill.License, skill.Metadata["a"], skill.Body).ShouldBe(("MIT", "b", "Do it."));
    }
}
