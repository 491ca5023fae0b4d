using Bookshop.Data;

namespace Bookshop.Api.Http;

public sealed record PageView<T>(IReadOnlyList<T> Items, int Total, int Page, int Size)
{
    public static PageView<T> From(Page<T> page) =>
        new(page.Items, page.Total, page.Request.Number, page.Request.Size);
}
