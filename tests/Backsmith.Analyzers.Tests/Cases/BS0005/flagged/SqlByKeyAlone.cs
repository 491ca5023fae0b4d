// SQL that takes the row by its id alone, by Dapper and by ADO.NET, beside SQL that takes the caller's id along.
using System.Data;
using System.Security.Claims;
using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;

public record Message(int Id, int RecipientUserId, string Text);

[ApiController]
[Authorize]
[Route("messages")]
public class MessagesController(IDbConnection connection) : ControllerBase
{
    private int Me => int.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    [HttpGet]
    public Task<IEnumerable<Message>> Inbox() =>
        connection.QueryAsync<Message>("SELECT * FROM messages WHERE recipient_user_id = @me ORDER BY id LIMIT 50", new { me = Me });

    [HttpGet("{id}")]
    public Task<Message?> Get(int id) =>
        connection.QuerySingleOrDefaultAsync<Message>("SELECT * FROM messages WHERE id = @id", new { id }); //! BS0005: can read any Message

    [HttpDelete("{id}")]
    public async Task<IActionResult> Delete(int id)
    {
        await using var own = new SqliteConnection("Data Source=mail.db");
        await own.OpenAsync();
        await using var command = own.CreateCommand();
        command.CommandText = "DELETE FROM messages WHERE id = $id";
        command.Parameters.AddWithValue("$id", id);
        await command.ExecuteNonQueryAsync(); //! BS0005: can delete any Message
        return NoContent();
    }
}
