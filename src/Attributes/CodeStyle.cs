namespace RnnGen;

/// <summary>Which back end of the compiler prints a model.</summary>
public enum CodeStyle
{
    /// <summary>
    /// For reading: one vectorised call or one short loop for each equation, in the order of the lecture, each with its
    /// equation and shapes as a comment.
    /// </summary>
    Textbook,

    /// <summary>
    /// For speed: matrix products in register-blocked tiles of the model's own sizes, and one pass over memory for all
    /// that is elementwise.
    /// </summary>
    Fused,
}
