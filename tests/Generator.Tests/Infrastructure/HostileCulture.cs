using System.Globalization;

namespace RnnGen.Generator.Tests.Infrastructure;

/// <summary>
/// A culture in which careless number formatting shows: decimal comma, points between thousands, U+2212 as the minus
/// (Swedish and others have it).
/// </summary>
internal sealed class HostileCulture : IDisposable
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    public HostileCulture()
    {
        CultureInfo hostile = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        hostile.NumberFormat.NumberDecimalSeparator = ",";
        hostile.NumberFormat.NumberGroupSeparator = ".";
        hostile.NumberFormat.NegativeSign = "\u2212";
        hostile.NumberFormat.PercentDecimalSeparator = ",";
        hostile.DateTimeFormat.DateSeparator = "-";
        CultureInfo.CurrentCulture = hostile;
        CultureInfo.CurrentUICulture = hostile;
    }

    public void Dispose()
    {
        CultureInfo.CurrentCulture = _culture;
        CultureInfo.CurrentUICulture = _uiCulture;
    }
}
