using RnnGen;

namespace Aot;

// Apart from the layers, which the trainer compiles before there are weights.
[Weights("digits.safetensors")]
public sealed partial class Digits;
