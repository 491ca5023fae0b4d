namespace Backsmith.Executions;

/// <summary>Bounds on a whole execution with its tasks. Reached: no further step is begun, and what is proven is delivered.</summary>
/// <param name="Dollars">US dollars, more than 0; null for no bound. Calls whose price is not known count nothing, and are said.</param>
/// <param name="Tokens">Tokens sent and received together, 1 or more; null for no bound.</param>
/// <param name="Steps">Calls of the model, 1 to 100,000; default 500.</param>
/// <param name="Time">Wall time of one run of the command, more than 0; null for no bound.</param>
/// <param name="Tasks">Tasks in all, 1 to 10,000; default 100.</param>
/// <param name="Depth">Generations of spawned tasks, 1 to 50; default 6.</param>
/// <param name="Rounds">Attempts to mend a patch whose proof failed, 0 to 20; default 3.</param>
public sealed record Budget(decimal? Dollars = null, long? Tokens = null, int Steps = 500, TimeSpan? Time = null, int Tasks = 100, int Depth = 6, int Rounds = 3);
