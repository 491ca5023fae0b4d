// A tool for the command line has one thing to do and may wait for it.
//? without Microsoft.AspNetCore
//? without Microsoft.Extensions.Hosting
//? broken
using System.Net.Http;

Report("https://status.example");

static void Report(string address)
{
    using var http = new HttpClient();
    Console.WriteLine(Fetcher.Fetch(http, address));
}

public static class Fetcher
{
    public static string Fetch(HttpClient http, string address) => http.GetStringAsync(address).Result;
}
