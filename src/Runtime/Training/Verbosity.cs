namespace RnnGen;

/// <summary>What training prints, numbered as Keras' <c>verbose</c>.</summary>
public enum Verbosity
{
    /// <summary><see cref="Progress"/> on a terminal, <see cref="OneLine"/> when the output is redirected.</summary>
    Auto = -1,

    /// <summary>Nothing.</summary>
    Silent = 0,

    /// <summary>A bar for each epoch, which moves while it trains if the output is a terminal.</summary>
    Progress = 1,

    /// <summary>One line for each epoch, when it is done.</summary>
    OneLine = 2,
}
