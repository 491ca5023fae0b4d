// Names that look alike: a process of the business, a command of a mediator, a list that is no command line.
using Microsoft.AspNetCore.Mvc;

public sealed class Process
{
    public static Process Start(string fileName, string arguments) => new() { Name = fileName + arguments };

    public string Name { get; private init; } = "";
}

public sealed class OrderProcessController : ControllerBase
{
    private readonly System.Collections.ObjectModel.Collection<string> names = [];

    [HttpPost]
    public string Begin(string customer)
    {
        names.Add("bash");
        names.Add(customer);
        return Process.Start("order", customer).Name;
    }
}
