using Shouldly;
using Xunit;

namespace Backsmith.Recording.Tests;

public sealed class NormalisationTests
{
    private readonly Normalisation _normalisation = new(("/srv/state/copies/7f", "{copy}"), ("/srv/state", "{state}"));

    [Theory]
    [InlineData("/srv/state/copies/7f/src/A.cs", "{copy}/src/A.cs")]
    [InlineData("/srv/state/log", "{state}/log")]
    [InlineData("see /tmp/build-83f.x/obj", "see {temporary}/obj")]
    [InlineData("run 20261121-013210-4f2a of 6f9619ff-8b86-d011-b42d-00cf4fc964ff", "run {id} of {id}")]
    [InlineData("at 2026-11-21T12:00:00.123Z and 2026-11-21 12:00:00", "at {time} and {time}")]
    [InlineData("Duration: 98 ms, 1.3 s, < 1 ms, 00:00:41.45", "Duration: {duration}, {duration}, {duration}, {duration}")]
    [InlineData("on http://127.0.0.1:43219/", "on http://127.0.0.1:{port}/")]
    public void Makes_equal_what_no_two_runs_share(string text, string normal) => _normalisation.Of(text).ShouldBe(normal);

    [Theory]
    [InlineData("Passed: 14, Failed: 0")]
    [InlineData("src/tmp/file.cs:12")]
    [InlineData("version 10.0.401, 3 items, v2s")]
    [InlineData("0cf4fc964ff commit 8b86d011")]
    public void Leaves_what_tells_something(string text) => _normalisation.Of(text).ShouldBe(text);
}
