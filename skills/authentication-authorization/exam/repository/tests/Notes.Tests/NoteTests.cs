using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Notes.Journal;

namespace Notes.Tests;

public sealed class NoteTests
{
    [Fact]
    public async Task The_service_says_that_it_is_up()
    {
        using var factory = new WebApplicationFactory<Program>();

        Assert.Equal(HttpStatusCode.OK, (await factory.CreateClient().GetAsync("/health")).StatusCode);
    }

    [Fact]
    public void A_note_is_replaced_only_as_it_was_read()
    {
        var store = new NoteStore();
        var note = store.Add("ada", "first");

        Assert.True(store.Replace(note, note with { Text = "second" }));
        Assert.False(store.Replace(note, note with { Text = "third" }));
        Assert.Equal("second", store.Find(note.Id)?.Text);
    }
}
