// Trains in a process that is killed at random moments and started again, until it has been killed often enough:
//     dotnet run -c Release --project tests/Kill.Tests -- [kills] [seed]
// Each training that comes to its end must end with the bits of one that was never stopped.
using System.Globalization;
using RnnGen.Kill.Tests;

if (args is ["train", string kind, string checkpoint])
{
    Console.Write(Training.Run(kind, checkpoint));
    return 0;
}

int kills = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Environment.TickCount;
return new Killer(seed).Run(kills);
