using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace RnnGen.Data.Tests.Infrastructure;

/// <summary>Property tests: the same cases in each run, so that a build never fails by chance.</summary>
internal static class Properties
{
    /// <summary>FsCheck's second number of a seed; any odd one will do.</summary>
    private const ulong Gamma = 11;

    /// <summary>RNNGEN_TEST_SEED gives other cases.</summary>
    private static readonly ulong s_seed = ulong.Parse(
        Environment.GetEnvironmentVariable("RNNGEN_TEST_SEED") ?? "1", CultureInfo.InvariantCulture);

    /// <summary>Small numbers, some of them special.</summary>
    public static Gen<int> Small { get; } = Gen.Choose(0, 7);

    public static void Check<T>(Gen<T> cases, Action<T> property, int tests = 200)
        => Prop.ForAll(Arb.From(cases), property)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(s_seed, Gamma));

    /// <summary>
    /// Reads a file over and over, each time damaged in another way: it is read, or refused with the documented exception,
    /// whose parts are filled in; never anything else.
    /// </summary>
    public static void SurvivesDamage(byte[] whole, Action<byte[]> read, int tests = 400)
    {
        int refused = 0;
        Check(Damages(whole), damaged =>
        {
            try
            {
                read(damaged);
            }
            catch (DataFormatException exception)
            {
                refused++;
                Assert.NotEmpty(exception.Found);
                Assert.NotEmpty(exception.Wanted);
                Assert.Contains(exception.Wanted, exception.Message, StringComparison.Ordinal);
            }
        }, tests);
        Assert.True(refused > 0, "No damage was noticed.");
    }

    /// <summary>Copies of a file in which some bytes are others, a piece is missing, doubled, or something is at the end.</summary>
    private static Gen<byte[]> Damages(byte[] whole)
    {
        Gen<byte[]> changed =
            from edits in Gen.Choose(0, 99).Zip(Gen.Choose(0, int.MaxValue - 1)).Zip(Gen.Choose(0, 255)).NonEmptyListOf()
            select Edit(whole, [.. edits.Take(4)]);
        Gen<byte[]> cut = from length in Gen.Choose(0, whole.Length - 1) select whole[..length];
        Gen<byte[]> missing =
            from at in Gen.Choose(0, whole.Length - 1)
            from length in Gen.Choose(1, 9)
            select (byte[])[.. whole[..at], .. whole[Math.Min(whole.Length, at + length)..]];
        Gen<byte[]> doubled =
            from at in Gen.Choose(0, whole.Length)
            from length in Gen.Choose(1, 9)
            select (byte[])[.. whole[..at], .. whole[Math.Max(0, at - length)..]];
        Gen<byte[]> longer =
            from more in Gen.Choose(0, 255).NonEmptyListOf()
            select (byte[])[.. whole, .. more.Select(value => (byte)value)];
        return Gen.Frequency((5, changed), (2, cut), (2, missing), (1, doubled), (1, longer));
    }

    /// <summary>Half of the edits hit the first bytes, where formats have their headers.</summary>
    private static byte[] Edit(byte[] whole, ((int Where, int At), int Value)[] edits)
    {
        byte[] copy = [.. whole];
        foreach (((int where, int at), int value) in edits)
        {
            int range = where < 50 ? Math.Min(copy.Length, 32) : copy.Length;
            copy[at % range] = where % 3 == 0 ? (byte)0xFF : (byte)value;
        }

        return copy;
    }
}
