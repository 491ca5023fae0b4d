// A text that is put together in a field, and a helper that runs whatever it is given: the call that hands it the text is reported.
using System.Data.Common;
using Microsoft.AspNetCore.Mvc;

public sealed class StockController(DbConnection connection) : ControllerBase
{
    [HttpGet("stock")]
    public IActionResult Stock(string publisher) => Ok(new StockQuery(connection).For(publisher).Run());
}

public sealed class StockQuery(DbConnection connection)
{
    private string conditions = "Discontinued = 0";

    public StockQuery For(string publisher)
    {
        conditions += " AND Publisher = '" + publisher + "'";
        return this;
    }

    public object? Run() => Scalar("SELECT SUM(Stock) FROM Books WHERE " + conditions); //! BS0001: whoever sends it can change the statement. Pass it as a parameter where it is a value of the statement

    public object? All() => Scalar("SELECT SUM(Stock) FROM Books");

    private object? Scalar(string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
