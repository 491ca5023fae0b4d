using Backsmith.Agents.Tools;
using Backsmith.WorkTasks;
using Shouldly;
using Xunit;

namespace Backsmith.Agents.Tests.Tools;

public sealed class TaskKeyTests
{
    [Theory]
    [InlineData("OrderService.PlaceAsync")]
    [InlineData("order service: place async")]
    [InlineData("PlaceAsync of OrderService")]
    [InlineData("src/OrderService.cs PlaceAsync, line 40")]
    public void One_subject_has_one_key_however_it_is_worded(string subject) =>
        Key(subject).ShouldBe(Key("OrderService.PlaceAsync"));

    [Fact]
    public void Another_subject_phase_or_kind_has_another_key()
    {
        string[] keys =
        [
            TaskKey.Of(Phase.Building, TaskPurpose.Bug, "OrderService.PlaceAsync"),
            TaskKey.Of(Phase.Building, TaskPurpose.Bug, "OrderService.CancelAsync"),
            TaskKey.Of(Phase.Building, TaskPurpose.Performance, "OrderService.PlaceAsync"),
            TaskKey.Of(Phase.Investigation, TaskPurpose.Bug, "OrderService.PlaceAsync"),
        ];
        keys.Distinct().Count().ShouldBe(4);
    }

    private static string Key(string subject) => TaskKey.Of(Phase.Building, TaskPurpose.Bug, subject);
}
