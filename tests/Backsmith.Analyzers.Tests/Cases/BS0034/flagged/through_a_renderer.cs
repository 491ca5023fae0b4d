// An injected service makes the markup, from a record that holds what was sent.
var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<IRenderer, Renderer>();
var app = builder.Build();
app.MapPost("/preview", (Comment comment, IRenderer renderer) => Results.Content(renderer.Render(comment), "text/html")); //! BS0034
app.Run();

public sealed record Comment(string Author, string Text);

public interface IRenderer
{
    string Render(Comment comment);
}

public sealed class Renderer : IRenderer
{
    public string Render(Comment comment) => Frame($"<b>{comment.Author}</b>: {comment.Text}");

    private static string Frame(string body) => "<html><body>" + body + "</body></html>";
}
