namespace RnnGen;

public abstract partial class Model
{
    private int _user;
    private int _uses;

    /// <summary>
    /// Keeps other threads out of the model until it is disposed of. The thread that has it may take it again: callbacks
    /// of a training may predict.
    /// </summary>
    /// <param name="method">The method called, for the message.</param>
    /// <param name="type">The class that has the method; null for this model.</param>
    /// <exception cref="InvalidOperationException">Another thread is using the model.</exception>
    internal Exclusive Use(string method, Type? type = null)
    {
        int thread = Environment.CurrentManagedThreadId;
        if (_user != thread && Interlocked.CompareExchange(ref _user, thread, 0) != 0)
            throw InUse(method, type);
        _uses++;
        return new Exclusive(this);
    }

    // Apart, so that the check itself is small.
    private InvalidOperationException InUse(string method, Type? type) => new(
        $"{type?.Name ?? Description.Name}.{method}: another thread is using this {Description.Name}. A model keeps its intermediate values to "
        + $"itself, so only one thread can use it at a time. Make a {Description.Name} for each thread (Parameters can be copied from "
        + $"one to the other), or lock.");

    /// <summary>The right to use a model.</summary>
    internal readonly ref struct Exclusive(Model model)
    {
        public void Dispose()
        {
            if (--model._uses == 0)
                Volatile.Write(ref model._user, 0);
        }
    }
}
