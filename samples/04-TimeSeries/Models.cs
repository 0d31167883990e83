using RnnGen;

namespace Waves;

/// <summary>Reads 50 values of a series, one at each timestep, and says the next.</summary>
// inputs = Input(shape=(n_steps, n_inputs))
// hidden = SimpleRNN(n_neurons, return_state=False)(inputs)
// output = Dense(1)(hidden)
[Model(Series.Steps, 1, Batch = 16)]
[SimpleRNN(200)]
[Dense(1)]
[Loss(Loss.MeanSquaredError)]
public sealed partial class NextValue;
