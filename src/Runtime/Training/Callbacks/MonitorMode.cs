namespace RnnGen;

/// <summary>Which values of a monitored name are better.</summary>
public enum MonitorMode
{
    /// <summary>Smaller ones of a loss, larger ones of an accuracy; another name is an error.</summary>
    Auto,

    /// <summary>Smaller ones.</summary>
    Min,

    /// <summary>Larger ones.</summary>
    Max,
}
