// The set travels inside an answer: a member that is set later, a class that only holds data.
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

[ApiController]
[Route("boards")]
public sealed class BoardsController(BoardService boards) : ControllerBase
{
    [HttpGet]
    public async Task<IActionResult> All() => Ok(await boards.AllAsync()); //! BS0004: every stored Board

    [HttpGet("view")]
    public async Task<BoardsView> View()
    {
        return await boards.ViewAsync(); //! BS0004
    }
}

public sealed class BoardService(BoardContext context)
{
    public async Task<Answer<List<Board>>> AllAsync()
    {
        var answer = new Answer<List<Board>>();
        answer.Message = "all";
        answer.Data = await context.Boards.OrderBy(b => b.Id).ToListAsync();
        return answer;
    }

    public async Task<BoardsView> ViewAsync()
    {
        var boards = await context.Boards.ToListAsync();
        return new BoardsView("boards", boards);
    }
}

public class Answer<T>
{
    public T? Data { get; set; }
    public string Message { get; set; } = "";
}

public sealed class BoardsView
{
    public BoardsView(string title, List<Board> boards)
    {
        Title = title;
        Boards = boards;
    }

    public string Title { get; }
    public List<Board> Boards { get; }
}

public sealed class Board
{
    public int Id { get; set; }
}

public sealed class BoardContext(DbContextOptions<BoardContext> options) : DbContext(options)
{
    public DbSet<Board> Boards => Set<Board>();
}
