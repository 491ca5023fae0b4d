// Test code holds made-up secrets.
//? assembly Shop.Tests
public static class Known
{
    public const string ApiKey = "5f2b9c7e1d8a4036b7c2e9f0a1d3c5b8";
    public const string Connection = "Server=sql.internal;Database=shop;User Id=app;Password=gr33nD00r;";
}
