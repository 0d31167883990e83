using RnnGen;

namespace Nabiya;

/// <summary>What came out of an experiment.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Parameters">Number of weights.</param>
/// <param name="History">The course of training.</param>
/// <param name="OneStep">The song as the network predicted it from true notes.</param>
/// <param name="FullSong">The song as the network predicted it from its own notes.</param>
internal sealed record Result(Experiment Experiment, int Parameters, History History, int[] OneStep, int[] FullSong);
