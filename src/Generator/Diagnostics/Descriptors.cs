using Microsoft.CodeAnalysis;

namespace RnnGen.Generator.Diagnostics;

/// <summary>
/// Every diagnostic, one field each; a page under docs/diagnostics explains each of them. The comment before a field
/// names the arguments of its message. A layer is named by its kind ("LSTM"), an argument by its property ("Units").
/// </summary>
internal static class Descriptors
{
    private const string Category = "RnnGen";

    /// <summary>Where the pages are that explain them.</summary>
    public const string Pages = "https://github.com/rnngen/rnngen/blob/main/docs/diagnostics/";
    private const string Issues = "https://github.com/rnngen/rnngen/issues";
    private const DiagnosticSeverity Error = DiagnosticSeverity.Error;

    // {0} the class that is not partial, as a noun phrase; {1} the model.
    public static readonly DiagnosticDescriptor ModelNotPartial = new(
        "RNN001", "The model's class is not partial",
        "{0} is not declared partial, so the generated network of model '{1}' cannot join it; add the 'partial' modifier",
        Category, Error, isEnabledByDefault: true,
        "The network is generated into another part of the model's class; that class and all that contain it must be partial.",
        Pages + "RNN001.md");

    // {0} the model; {1} the modifier: static, abstract.
    public static readonly DiagnosticDescriptor ModelNotInstantiable = new(
        "RNN002", "The model's class is static or abstract",
        "Model '{0}' is declared {1}, but a model holds weights and is created with 'new'; remove the '{1}' modifier",
        Category, Error, isEnabledByDefault: true,
        "Each instance of a model class is one network with its own weights, so the class must be instantiable.",
        Pages + "RNN002.md");

    // {0} the model; {1} its type parameters: <T>.
    public static readonly DiagnosticDescriptor ModelGeneric = new(
        "RNN003", "The model's class is generic",
        "Model '{0}' has type parameters {1}, but a network has fixed shapes and types; remove the type parameters",
        Category, Error, isEnabledByDefault: true,
        "All shapes and types of a network are known when it is compiled; a type parameter would have no meaning in it.",
        Pages + "RNN003.md");

    // {0} the model; {1} what it is or derives from; {2} what to do.
    public static readonly DiagnosticDescriptor ModelHasBaseClass = new(
        "RNN004", "The model's class cannot derive from RnnGen.Model",
        "Model '{0}' {1}, but the generated part gives it the base class RnnGen.Model; {2}",
        Category, Error, isEnabledByDefault: true,
        "The generated part derives from RnnGen.Model. A class has one base class, and a record cannot derive from a class.",
        Pages + "RNN004.md");

    // {0} the model.
    public static readonly DiagnosticDescriptor NoLayers = new(
        "RNN005", "The model has no layers",
        "Model '{0}' has no layers; add at least one layer attribute, for example [Dense(1)], in the order the data flows",
        Category, Error, isEnabledByDefault: true,
        "A network consists of the layer attributes on the model's class, in the order in which they are written.",
        Pages + "RNN005.md");

    // {0} the layer on the second declaration; {1} the model; {2} the first layer of the first declaration.
    public static readonly DiagnosticDescriptor LayersOnSeveralDeclarations = new(
        "RNN006", "Layers stand on several declarations of the model",
        "Layer [{0}] stands on another declaration of '{1}' than layer [{2}], and C# gives no order to declarations; put all layers on one",
        Category, Error, isEnabledByDefault: true,
        "The order of attributes is defined within one declaration of a partial class only, and layers have an order.",
        Pages + "RNN006.md");

    // {0} the model; {1} the shape; {2} what is wanted.
    public static readonly DiagnosticDescriptor InvalidInputShape = new(
        "RNN007", "The input shape is not usable",
        "Model '{0}' has the input shape {1}; {2}",
        Category, Error, isEnabledByDefault: true,
        "The input shape is the shape of one sample, without the batch: (timesteps, features) or (features).",
        Pages + "RNN007.md");

    // {0} the file-local class, as a noun phrase; {1} the model.
    public static readonly DiagnosticDescriptor ModelFileLocal = new(
        "RNN008", "The model's class is local to its file",
        "{0} is declared 'file', so the generated network of model '{1}', which is in another file, cannot join it; make it internal",
        Category, Error, isEnabledByDefault: true,
        "All parts of a file-local class stand in one file; the generated part stands in a file of its own.",
        Pages + "RNN008.md");

    // {0} the model.
    public static readonly DiagnosticDescriptor ModelHasPrimaryConstructor = new(
        "RNN009", "The model's class has a primary constructor",
        "Model '{0}' has a primary constructor, which the generated constructor {0}(int seed) cannot call; write an ordinary constructor: {0}(...) : this(seed: 0)",
        Category, Error, isEnabledByDefault: true,
        "All constructors of a class with a primary constructor must call it; the generated one does not know its arguments.",
        Pages + "RNN009.md");

    // {0} the attribute; {1} the argument; {2} its value.
    public static readonly DiagnosticDescriptor NotPositive = new(
        "RNN010", "A size is not positive",
        "{1} of [{0}] is {2}; it must be at least 1",
        Category, Error, isEnabledByDefault: true,
        "Units, dimensions and batch sizes count things; a network without any of them computes nothing.",
        Pages + "RNN010.md");

    // {0} the layer; {1} the argument; {2} its value.
    public static readonly DiagnosticDescriptor RateOutOfRange = new(
        "RNN011", "A dropout rate is out of range",
        "{1} of [{0}] is {2}; a dropout rate is the fraction of values set to zero: at least 0 and less than 1",
        Category, Error, isEnabledByDefault: true,
        "Kept values are divided by 1 - rate, so a rate of 1 or more has no meaning.",
        Pages + "RNN011.md");

    // {0} the attribute; {1} the argument; {2} its value; {3} the enum; {4} its members.
    public static readonly DiagnosticDescriptor UnknownEnumValue = new(
        "RNN012", "An enum value has no name",
        "{1} of [{0}] is {2}, which is no member of {3}; use one of {4}",
        Category, Error, isEnabledByDefault: true,
        "C# lets any number be cast to an enum; a network needs one of the enum's members.",
        Pages + "RNN012.md");

    // {0} the layer; {1} the argument; {2} the values found; {3} the initializer; {4} what it takes.
    public static readonly DiagnosticDescriptor InitializerArguments = new(
        "RNN013", "The initializer or its arguments do not fit",
        "{1} of [{0}] is {2}, but Initializer.{3} takes {4}",
        Category, Error, isEnabledByDefault: true,
        "Each initializer takes the numbers that Keras gives it, in that order, all finite; standard deviations are not negative.",
        Pages + "RNN013.md");

    // {0} the layer; {1} the argument; {2} the values found; {3} the regularizer; {4} what it takes.
    public static readonly DiagnosticDescriptor RegularizerArguments = new(
        "RNN014", "The regularizer's arguments do not fit",
        "{1} of [{0}] is {2}, but Regularizer.{3} takes {4}",
        Category, Error, isEnabledByDefault: true,
        "L1 and L2 take one factor, L1L2 takes two; factors are finite and not negative.",
        Pages + "RNN014.md");

    // {0} the layer; {1} the layer that makes the mask.
    public static readonly DiagnosticDescriptor MaskDropped = new(
        "RNN015", "The mask ends at a layer that does not use it",
        "[{0}] takes the padding that [{1}] marks for data, and so does what follows it",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "Recurrent layers, means and losses leave out timesteps which are padding; a layer that mixes timesteps or lays them side by side does not know of them.",
        Pages + "RNN015.md");

    // {0} the model; {1} the member.
    public static readonly DiagnosticDescriptor ModelNameTaken = new(
        "RNN016", "The model's class has the name of one of its members",
        "Model '{0}' has the same name as {1}, which every such model has, and in C# no member has the name of its class; rename the class",
        Category, Error, isEnabledByDefault: true,
        "The generated part of a model has members whose names are fixed; a class cannot have the name of one of its own members.",
        Pages + "RNN016.md");

    // {0} the model; {1} the member; {2} the generated one.
    public static readonly DiagnosticDescriptor MemberNameTaken = new(
        "RNN017", "A member has the name of a generated one",
        "'{0}' declares '{1}', but its generated part has or uses {2}; rename yours",
        Category, Error, isEnabledByDefault: true,
        "The generated part of a model has members whose names are fixed; the other parts of the class need names of their own.",
        Pages + "RNN017.md");

    // {0} the layer; {1} the argument; {2} its value; {3} what is wanted.
    public static readonly DiagnosticDescriptor LayerArgument = new(
        "RNN018", "The layer cannot use this argument",
        "{1} of [{0}] is {2}; {3}",
        Category, Error, isEnabledByDefault: true,
        "The value has no meaning for this layer, or none together with its other arguments.",
        Pages + "RNN018.md");

    // {0} the layer; {1} why, and what to do.
    public static readonly DiagnosticDescriptor MaskImpossible = new(
        "RNN019", "The mask cannot be used here",
        "[{0}] {1}",
        Category, Error, isEnabledByDefault: true,
        "A mask says which timesteps of the model's input are padding; a layer that mixes timesteps must not count them.",
        Pages + "RNN019.md");

    // {0} the layer; {1} the shape of its input; {2} what to do.
    public static readonly DiagnosticDescriptor RecurrentNeedsSequence = new(
        "RNN020", "A recurrent layer needs a sequence",
        "[{0}] needs a sequence (timesteps, features) as input, but gets {1}; {2}",
        Category, Error, isEnabledByDefault: true,
        "A recurrent layer runs over the first axis of its input, time, and reads the features on the second.",
        Pages + "RNN020.md");

    // {0} the shape of the input; {1} its number of values; {2} the target shape; {3} why it does not fit.
    public static readonly DiagnosticDescriptor ReshapeMismatch = new(
        "RNN021", "Reshape does not multiply out",
        "[Reshape] cannot turn {0}, which has {1} values, into {2}: {3}",
        Category, Error, isEnabledByDefault: true,
        "Reshape keeps the values and their order, so both shapes must have the same number of values; one dimension may be -1.",
        Pages + "RNN021.md");

    // {0} the layer; {1} the layer after it.
    public static readonly DiagnosticDescriptor ReturnStateNotLast = new(
        "RNN022", "Only the last layer can return its state",
        "[{0}] returns its state, but [{1}] follows it; returned states are outputs of the model, so ReturnState = true is for the last layer only",
        Category, Error, isEnabledByDefault: true,
        "Layers form a chain with one input each; the states a layer returns can only be outputs of the model.",
        Pages + "RNN022.md");

    // {0} the layer; {1} why, and what to do.
    public static readonly DiagnosticDescriptor StatefulImpossible = new(
        "RNN023", "The layer cannot be stateful",
        "[{0}] cannot be stateful: {1}",
        Category, Error, isEnabledByDefault: true,
        "A stateful layer continues each row from where the previous batch left it; that must be the end of the sequence.",
        Pages + "RNN023.md");

    // {0} the model; {1} what is too large, with its size.
    public static readonly DiagnosticDescriptor ModelTooLarge = new(
        "RNN024", "The model is too large",
        "Model '{0}' is too large: {1}, and an array holds at most 2147483647 values; make a dimension, the batch or the units smaller",
        Category, Error, isEnabledByDefault: true,
        "All parameters of a model are in one array, and so is the output of each layer for a whole batch.",
        Pages + "RNN024.md");

    // {0} the layer; {1} the shape of its input; {2} what it takes.
    public static readonly DiagnosticDescriptor InputRank = new(
        "RNN025", "The layer cannot take its input",
        "[{0}] cannot take {1} as input: it needs {2}",
        Category, Error, isEnabledByDefault: true,
        "The rank of a layer's input is the number of its dimensions, without the batch.",
        Pages + "RNN025.md");

    // {0} the model; {1} its first layer.
    public static readonly DiagnosticDescriptor TokensNeedEmbedding = new(
        "RNN026", "Token input needs a layer that takes tokens",
        "Model '{0}' takes tokens, but its first layer [{1}] takes values; put [Embedding(vocabulary, size)] before it, or use InputKind.Values",
        Category, Error, isEnabledByDefault: true,
        "Token ids are whole numbers without an arithmetic meaning; a layer must turn them into vectors first.",
        Pages + "RNN026.md");

    // {0} the layer; {1} what it gets instead of tokens.
    public static readonly DiagnosticDescriptor EmbeddingNeedsTokens = new(
        "RNN027", "The layer needs tokens",
        "[{0}] takes tokens, but {1}; make [{0}] the first layer and set Input = InputKind.Tokens in [Model]",
        Category, Error, isEnabledByDefault: true,
        "A table is looked up by whole numbers, so its layer reads the model's own input.",
        Pages + "RNN027.md");

    // {0} the layer; {1} how far a window reaches; {2} the shape of the input.
    public static readonly DiagnosticDescriptor WindowTooLarge = new(
        "RNN028", "The window is larger than the input",
        "A window of [{0}] reaches over {1}, but its input is {2}: not a single one fits in; make it smaller, or use Padding.Same",
        Category, Error, isEnabledByDefault: true,
        "Without padding, the windows of a convolution or a pooling lie inside the input; a dilated one reaches over (size - 1)*rate + 1 positions.",
        Pages + "RNN028.md");

    // {0} the shape of the input; {1} the dims found; {2} the axes there are.
    public static readonly DiagnosticDescriptor PermuteAxes = new(
        "RNN029", "Permute does not name each axis once",
        "[Permute] cannot put the axes of {0} in the order {1}; name each of its axes once: {2}",
        Category, Error, isEnabledByDefault: true,
        "Dims are the numbers of a sample's axes, counted from 1 and without the batch, in their new order.",
        Pages + "RNN029.md");

    // {0} the loss; {1} the last activation; {2} what the loss needs.
    public static readonly DiagnosticDescriptor LossActivationMismatch = new(
        "RNN030", "The loss does not fit the last activation",
        "Loss.{0} does not fit the network's output, which is {1}; it needs {2}",
        Category, Error, isEnabledByDefault: true,
        "Cross-entropy compares probabilities: from a softmax over the classes, or from a sigmoid for each output.",
        Pages + "RNN030.md");

    // {0} the loss; {1} the shape of the output.
    public static readonly DiagnosticDescriptor LossSizeMismatch = new(
        "RNN031", "The loss needs more than one output",
        "Loss.{0} needs one output for each class, but the output {1} has one in all; use Loss.BinaryCrossentropy, or as many units as classes",
        Category, Error, isEnabledByDefault: true,
        "A softmax over a single value is always 1, so a categorical loss over it can teach nothing.",
        Pages + "RNN031.md");

    // {0} the argument; {1} its value; {2} what is wanted.
    public static readonly DiagnosticDescriptor LossArgument = new(
        "RNN032", "The loss cannot use this argument",
        "{0} of [Loss] is {1}; {2}",
        Category, Error, isEnabledByDefault: true,
        "Delta belongs to Huber and is positive; FromLogits belongs to the cross-entropies.",
        Pages + "RNN032.md");

    // {0} the class; {1} its first layer.
    public static readonly DiagnosticDescriptor MissingModel = new(
        "RNN033", "The class has layers but no [Model]",
        "Class '{0}' has the layer [{1}] but no [Model], so no network is generated for it; add [Model(…)] with the shape of one input, for example [Model(28, 28)]",
        Category, Error, isEnabledByDefault: true,
        "A class becomes a network by [Model], which says the shape of its input; layers alone say nothing to the generator.",
        Pages + "RNN033.md");

    // {0} the wrapper; {1} what follows it instead of a layer; {2} a layer that it can wrap.
    public static readonly DiagnosticDescriptor WrapperWithoutLayer = new(
        "RNN040", "A wrapper has no layer to wrap",
        "[{0}] wraps the layer that follows it, but {1}; put a layer attribute after it, for example [{0}, {2}]",
        Category, Error, isEnabledByDefault: true,
        "A wrapper is not a layer of its own: it changes how the layer written after it is applied.",
        Pages + "RNN040.md");

    // {0} the wrapper; {1} the layer; {2} why, and what to do.
    public static readonly DiagnosticDescriptor WrapperCannotWrap = new(
        "RNN041", "The wrapper cannot wrap this layer",
        "[{0}] cannot wrap [{1}]: {2}",
        Category, Error, isEnabledByDefault: true,
        "A wrapper applies a layer in its own way, and not every layer allows that.",
        Pages + "RNN041.md");

    // {0} the class; {1} why, and what to do.
    public static readonly DiagnosticDescriptor CellNotUsable = new(
        "RNN050", "The class is no cell",
        "'{0}' cannot be the cell of [RNN]: {1}",
        Category, Error, isEnabledByDefault: true,
        "A cell is a class with one static method Step that computes the states after a timestep.",
        Pages + "RNN050.md");

    // {0} the cell; {1} its assembly.
    public static readonly DiagnosticDescriptor CellWithoutSource = new(
        "RNN051", "The cell's source is not part of the project",
        "Cell '{0}' is in the assembly {1}, but its equations are read from source; add its file to the model's project",
        Category, Error, isEnabledByDefault: true,
        "A cell is compiled into the network from its source; an assembly has only what the compiler made of it.",
        Pages + "RNN051.md");

    // {0} the parameter, or the method; {1} the cell; {2} what is wrong, and what to do.
    public static readonly DiagnosticDescriptor CellParameter = new(
        "RNN052", "A parameter of the cell is not usable",
        "{0} of cell '{1}' {2}",
        Category, Error, isEnabledByDefault: true,
        "The type of a parameter says what it is: the first Vector is the input, the others are states, all else are weights.",
        Pages + "RNN052.md");

    // {0} the cell; {1} the type it returns; {2} its states; {3} the type wanted.
    public static readonly DiagnosticDescriptor CellResult = new(
        "RNN053", "The cell does not return its states",
        "Step of cell '{0}' returns {1}, but {2}; return {3}",
        Category, Error, isEnabledByDefault: true,
        "A cell returns each of its states anew: one as a Vector, several as a tuple, in the order of its parameters.",
        Pages + "RNN053.md");

    // {0} the cell; {1} what was found; {2} what to do.
    public static readonly DiagnosticDescriptor CellContent = new(
        "RNN054", "The cell has something that is no equation",
        "Cell '{0}' has {1}; {2}",
        Category, Error, isEnabledByDefault: true,
        "A cell is differentiated when it is compiled, so it consists of equations over vectors, weights and numbers.",
        Pages + "RNN054.md");

    // {0} the cell; {1} features of the input; {2} units of the layer; {3} what does not fit.
    public static readonly DiagnosticDescriptor CellSize = new(
        "RNN055", "Vectors of the cell do not fit together",
        "Cell '{0}', with {1} features and {2} units: {3}",
        Category, Error, isEnabledByDefault: true,
        "The input has as many values as the layer's input has features, states and biases as many as the layer has units.",
        Pages + "RNN055.md");

    // {0} the file as the attribute has it.
    public static readonly DiagnosticDescriptor WeightsFileMissing = new(
        "RNN060", "The project has no such weight file",
        "The project has no weight file '{0}'; add it with <RnnGenWeights Include=\"{0}\" />, and look whether it is where that says",
        Category, Error, isEnabledByDefault: true,
        "Weight files become resources of the assembly, so the project must name them.",
        Pages + "RNN060.md");

    // {0} the file; {1} what is wrong.
    public static readonly DiagnosticDescriptor WeightsFileDamaged = new(
        "RNN061", "The weight file cannot be read",
        "'{0}' cannot be read as a .safetensors file: {1}",
        Category, Error, isEnabledByDefault: true,
        "Weights are baked in from .safetensors files, as SaveWeights writes them.",
        Pages + "RNN061.md");

    // {0} the file; {1} the model; {2} what differs.
    public static readonly DiagnosticDescriptor WeightsDiffer = new(
        "RNN062", "The weight file is not of this model",
        "'{0}' does not hold the weights of '{1}': {2}",
        Category, Error, isEnabledByDefault: true,
        "The file must hold exactly the weights of the model, in their shapes, from a model with the same layers.",
        Pages + "RNN062.md");

    // {0} the file; {1} the tensor; {2} what is wrong with it; {3} the model.
    public static readonly DiagnosticDescriptor WeightsNotInPlace = new(
        "RNN063", "The weights cannot be used where they lie",
        "Tensor '{1}' of '{0}' {2}, so that '{3}' could not read it without a copy; load the file with LoadWeights and save it with SaveWeights",
        Category, Error, isEnabledByDefault: true,
        "Baked weights are read where they lie in the program, so they must lie there as they do in the model's memory.",
        Pages + "RNN063.md");

    // {0} the model; {1} the exception.
    public static readonly DiagnosticDescriptor InternalError = new(
        "RNN900", "RnnGen has a bug",
        "RnnGen failed on model '{0}'; this is a bug in RnnGen and not in your code: please report it, with the attributes of the model, at " + Issues + " ({1})",
        Category, Error, isEnabledByDefault: true,
        "The generator met a case that its authors did not expect; other models of the project are generated all the same.",
        Pages + "RNN900.md");
}
