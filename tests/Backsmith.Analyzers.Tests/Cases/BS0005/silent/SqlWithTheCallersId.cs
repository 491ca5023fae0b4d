// SQL that takes the caller's id along: the row is found only when it is the caller's.
using System.Data;
using System.Security.Claims;
using Dapper;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

public record Statement(int Id, int AccountHolderId, decimal Balance);

[ApiController]
[Authorize]
[Route("statements")]
public class StatementsController(IDbConnection connection) : ControllerBase
{
    private int Me => int.Parse(User.FindFirstValue(ClaimTypes.NameIdentifier)!);

    [HttpGet("{id}")]
    public Task<Statement?> Get(int id) =>
        connection.QuerySingleOrDefaultAsync<Statement>("SELECT * FROM statements WHERE id = @id AND account_holder_id = @me", new { id, me = Me });

    [HttpDelete("{id}")]
    public Task Delete(int id) => connection.ExecuteAsync("DELETE FROM statements WHERE id = @Id AND account_holder_id = @Holder", new { Id = id, Holder = Me });

    [HttpGet("{id}/copy")]
    public async Task<IActionResult> Copy(int id)
    {
        var statement = await connection.QuerySingleOrDefaultAsync<Statement>("SELECT * FROM statements WHERE id = @id", new { id });
        return statement?.AccountHolderId == Me ? Ok(statement) : NotFound();
    }
}
