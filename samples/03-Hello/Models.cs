using RnnGen;
using RnnGen.Cells;
using static RnnGen.Cells.Functions;

namespace Hello;

/// <summary>A letter's number becomes a vector of two trainable values.</summary>
// inputs = Input(shape=())
// embeded = Embedding(input_dim=5, output_dim=2)(inputs)
[Model(1, Batch = 1, Input = InputKind.Tokens, Style = CodeStyle.Textbook)]
[Embedding(Letters.Count, 2)]
public sealed partial class LetterVectors;

/// <summary>Reads a letter at each timestep, remembers three numbers, and says which letter comes next.</summary>
// inputs = Input(shape=(n_steps, n_inputs))
// hidden = SimpleRNN(n_neurons, return_sequences=True)(inputs)
// output = Dense(n_outputs, activation='softmax')(hidden)
[Model(Letters.Steps, Letters.Count, Batch = 1, Style = CodeStyle.Textbook)]
[SimpleRNN(3, ReturnSequences = true)]
[Dense(Letters.Count, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class NextLetter;

/// <summary>
/// The lecture's own cell: one timestep as an equation, of which the generator makes a layer and its derivative.
/// </summary>
public static class RnnCell
{
    // h = (tf.matmul(inputs, self.w_xh)
    //      + tf.matmul(prev_states, self.w_hh)
    //      + self.b_h)
    // a = tf.tanh(h)
    // return a, [a]
    public static Vector Step(
        Vector x, Vector h, [Initialize(Initializer.GlorotNormal)] Kernel w_xh, RecurrentKernel w_hh, Bias b_h)
        => Tanh(x * w_xh + h * w_hh + b_h);
}

/// <summary>The same network with that cell instead of the built-in layer.</summary>
// hidden = RNN(RNNCell(n_neurons), return_sequences=True)(inputs)
// output = Dense(n_outputs, activation='softmax')(hidden)
[Model(Letters.Steps, Letters.Count, Batch = 1, Style = CodeStyle.Textbook)]
[RNN(typeof(RnnCell), 3, ReturnSequences = true)]
[Dense(Letters.Count, Activation = Activation.Softmax)]
[Loss(Loss.SparseCategoricalCrossentropy)]
public sealed partial class NextLetterOwnCell;
