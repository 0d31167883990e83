namespace RnnGen.Data;

/// <summary>At which end of a sequence something is added or taken away.</summary>
public enum PadSide
{
    /// <summary>At its start.</summary>
    Pre,

    /// <summary>At its end.</summary>
    Post,
}
