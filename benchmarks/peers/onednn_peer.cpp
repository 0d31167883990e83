// The recurrent layers of the workloads with oneDNN, forward and backward: no dense layer, no loss, no optimizer.
// Reads names of workloads, answers with the median seconds of forward and backward together, measured twice:
//
// "layers": weights lie in the layouts that oneDNN prefers, as if an optimizer could update them there;
// "train":  weights lie in one plain layout, in which an optimizer updates them after each step; they are brought into the
//           layouts that oneDNN prefers for forward and for backward, and their gradients back.
//
// Data is time-major in both. Weight gradients are zeroed in each step, because oneDNN adds to them.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <functional>
#include <iostream>
#include <map>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "dnnl.hpp"

using dnnl::memory;
using tag = memory::format_tag;
using Arguments = std::unordered_map<int, memory>;

static const dnnl::engine engine(dnnl::engine::kind::cpu, 0);

static memory::desc describe(const memory::dims& dims, tag format) {
    return memory::desc(dims, memory::data_type::f32, format);
}

// Memory with small random values.
static memory random_memory(const memory::desc& desc) {
    static std::mt19937 generator(1);
    std::uniform_real_distribution<float> values(-0.1f, 0.1f);
    memory result(desc, engine);
    auto* data = static_cast<float*>(result.get_data_handle());
    std::generate(data, data + desc.get_size() / sizeof(float), [&] { return values(generator); });
    return result;
}

enum class Cell { Rnn, Lstm, Gru };

// A layer, of one direction or of two whose outputs stand side by side, forward and backward.
class Layer {
public:
    // src: the output of the layer below, or empty for the input.
    Layer(Cell cell, int timesteps, int batch, int inputs, int units, int directions, const memory& src)
        : timesteps_(timesteps), batch_(batch), outputs_(directions * units) {
        const int gates = cell == Cell::Lstm ? 4 : cell == Cell::Gru ? 3 : 1;
        const int biases = cell == Cell::Gru ? 4 : gates;
        const auto x = describe({timesteps, batch, inputs}, tag::tnc);
        const auto h = describe({timesteps, batch, outputs_}, tag::tnc);
        const auto w = describe({1, directions, inputs, gates, units}, tag::any);
        const auto u = describe({1, directions, units, gates, units}, tag::any);
        const auto b = describe({1, directions, biases, units}, tag::ldgo);
        const memory::desc none;
        const auto training = dnnl::prop_kind::forward_training, backward = dnnl::prop_kind::backward;
        const auto direction = directions == 2 ? dnnl::rnn_direction::bidirectional_concat : dnnl::rnn_direction::unidirectional_left2right;

        if (cell == Cell::Lstm) {
            dnnl::lstm_forward::desc f(training, direction, x, none, none, w, u, b, h, none, none);
            dnnl::lstm_forward::primitive_desc fp(f, engine);
            dnnl::lstm_backward::desc g(backward, direction, x, none, none, w, u, b, h, none, none, x, none, none, w, u, b, h, none, none);
            make<dnnl::lstm_forward, dnnl::lstm_backward>(fp, dnnl::lstm_backward::primitive_desc(g, engine, fp), src);
        } else if (cell == Cell::Gru) {
            // The variant of Keras' reset_after and of PyTorch.
            dnnl::lbr_gru_forward::desc f(training, direction, x, none, w, u, b, h, none);
            dnnl::lbr_gru_forward::primitive_desc fp(f, engine);
            dnnl::lbr_gru_backward::desc g(backward, direction, x, none, w, u, b, h, none, x, none, w, u, b, h, none);
            make<dnnl::lbr_gru_forward, dnnl::lbr_gru_backward>(fp, dnnl::lbr_gru_backward::primitive_desc(g, engine, fp), src);
        } else {
            const auto tanh = dnnl::algorithm::eltwise_tanh;
            dnnl::vanilla_rnn_forward::desc f(training, tanh, direction, x, none, w, u, b, h, none);
            dnnl::vanilla_rnn_forward::primitive_desc fp(f, engine);
            dnnl::vanilla_rnn_backward::desc g(backward, tanh, direction, x, none, w, u, b, h, none, x, none, w, u, b, h, none);
            make<dnnl::vanilla_rnn_forward, dnnl::vanilla_rnn_backward>(fp, dnnl::vanilla_rnn_backward::primitive_desc(g, engine, fp), src);
        }
    }

    const memory& output() const { return forward_arguments_.at(DNNL_ARG_DST_LAYER); }
    const memory& input_gradient() const { return backward_arguments_.at(DNNL_ARG_DIFF_SRC_LAYER); }

    // The gradient of the output: that of the input of the layer above.
    void set_output_gradient(const memory& gradient) { backward_arguments_[DNNL_ARG_DIFF_DST_LAYER] = gradient; }

    void run_forward(dnnl::stream& stream, bool from_plain) {
        if (from_plain) run(to_preferred_, stream);
        forward_.execute(stream, forward_arguments_);
    }

    void run_backward(dnnl::stream& stream, bool to_plain) {
        for (const int gradient : {DNNL_ARG_DIFF_WEIGHTS_LAYER, DNNL_ARG_DIFF_WEIGHTS_ITER, DNNL_ARG_DIFF_BIAS}) {
            const memory& weights = backward_arguments_.at(gradient);
            std::memset(weights.get_data_handle(), 0, weights.get_desc().get_size());
        }
        backward_.execute(stream, backward_arguments_);
        if (to_plain) run(from_preferred_, stream);
    }

private:
    template <class Forward, class Backward>
    void make(const typename Forward::primitive_desc& f, const typename Backward::primitive_desc& b, const memory& src) {
        forward_ = Forward(f);
        backward_ = Backward(b);
        const memory x = src ? src : random_memory(f.src_layer_desc());
        const memory bias = random_memory(f.bias_desc()), h = random_memory(f.dst_layer_desc());
        const memory workspace(f.workspace_desc(), engine);
        forward_arguments_ = {{DNNL_ARG_SRC_LAYER, x}, {DNNL_ARG_WEIGHTS_LAYER, random_memory(f.weights_layer_desc())},
            {DNNL_ARG_WEIGHTS_ITER, random_memory(f.weights_iter_desc())}, {DNNL_ARG_BIAS, bias}, {DNNL_ARG_DST_LAYER, h},
            {DNNL_ARG_WORKSPACE, workspace}};
        // Backward may want the weights in other layouts.
        backward_arguments_ = {{DNNL_ARG_SRC_LAYER, x}, {DNNL_ARG_WEIGHTS_LAYER, random_memory(b.weights_layer_desc())},
            {DNNL_ARG_WEIGHTS_ITER, random_memory(b.weights_iter_desc())}, {DNNL_ARG_BIAS, bias}, {DNNL_ARG_DST_LAYER, h},
            {DNNL_ARG_WORKSPACE, workspace}, {DNNL_ARG_DIFF_SRC_LAYER, random_memory(b.diff_src_layer_desc())},
            {DNNL_ARG_DIFF_WEIGHTS_LAYER, random_memory(b.diff_weights_layer_desc())},
            {DNNL_ARG_DIFF_WEIGHTS_ITER, random_memory(b.diff_weights_iter_desc())},
            {DNNL_ARG_DIFF_BIAS, random_memory(b.diff_bias_desc())},
            {DNNL_ARG_DIFF_DST_LAYER, random_memory(describe({timesteps_, batch_, outputs_}, tag::tnc))}};

        for (const int weights : {DNNL_ARG_WEIGHTS_LAYER, DNNL_ARG_WEIGHTS_ITER}) {
            const memory& in_forward = forward_arguments_.at(weights);
            const memory plain = random_memory(describe(in_forward.get_desc().dims(), tag::ldigo));
            add(to_preferred_, plain, in_forward);
            add(to_preferred_, plain, backward_arguments_.at(weights));
        }
        for (const int weights : {DNNL_ARG_DIFF_WEIGHTS_LAYER, DNNL_ARG_DIFF_WEIGHTS_ITER}) {
            const memory& gradient = backward_arguments_.at(weights);
            add(from_preferred_, gradient, random_memory(describe(gradient.get_desc().dims(), tag::ldigo)));
        }
    }

    using Reorders = std::vector<std::pair<dnnl::reorder, Arguments>>;

    static void add(Reorders& reorders, const memory& from, const memory& to) {
        if (from.get_desc() != to.get_desc())
            reorders.emplace_back(dnnl::reorder(from, to), Arguments{{DNNL_ARG_FROM, from}, {DNNL_ARG_TO, to}});
    }

    static void run(Reorders& reorders, dnnl::stream& stream) {
        for (auto& [reorder, arguments] : reorders) reorder.execute(stream, arguments);
    }

    int timesteps_, batch_, outputs_;
    dnnl::primitive forward_, backward_;
    Arguments forward_arguments_, backward_arguments_;
    Reorders to_preferred_, from_preferred_;
};

class Stack {
public:
    Stack(Cell cell, int timesteps, int batch, int inputs, const std::vector<int>& units, int directions = 1) {
        for (const int width : units) {
            layers_.emplace_back(cell, timesteps, batch, inputs, width, directions, layers_.empty() ? memory() : layers_.back().output());
            inputs = directions * width;
        }
        for (std::size_t index = 0; index + 1 < layers_.size(); index++)
            layers_[index].set_output_gradient(layers_[index + 1].input_gradient());
    }

    void step(bool plain_weights) {
        for (auto& layer : layers_) layer.run_forward(stream_, plain_weights);
        for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) layer->run_backward(stream_, plain_weights);
        stream_.wait();
    }

private:
    dnnl::stream stream_{engine};
    std::vector<Layer> layers_;
};

static const std::map<std::string, std::function<Stack()>> workloads = {
    {"W1", [] { return Stack(Cell::Rnn, 28, 32, 28, {64}); }},
    {"W2", [] { return Stack(Cell::Lstm, 28, 32, 28, {64}); }},
    {"W3", [] { return Stack(Cell::Gru, 28, 32, 28, {64}); }},
    {"W4", [] { return Stack(Cell::Lstm, 28, 32, 28, {64}, 2); }},
    {"W5", [] { return Stack(Cell::Lstm, 28, 32, 28, {64, 64, 64}, 2); }},
    {"W6", [] { return Stack(Cell::Lstm, 500, 128, 32, {32}); }},
    {"W7", [] { return Stack(Cell::Gru, 300, 32, 256, {256, 128}); }},
    {"W8", [] { return Stack(Cell::Lstm, 4, 1, 1, {128}); }},
    {"W10", [] { return Stack(Cell::Rnn, 50, 16, 1, {200}); }},
};

static double median_seconds(Stack& stack, bool plain_weights, double seconds = 0.25) {
    using clock = std::chrono::steady_clock;
    const auto since = [](clock::time_point start) { return std::chrono::duration<double>(clock::now() - start).count(); };
    for (int call = 0; call < 10; call++) stack.step(plain_weights);
    std::vector<double> samples;
    const auto begin = clock::now();
    while (samples.size() < 20 || since(begin) < seconds) {
        const auto start = clock::now();
        stack.step(plain_weights);
        samples.push_back(since(start));
    }
    std::sort(samples.begin(), samples.end());
    return samples[samples.size() / 2];
}

int main() {
    const auto* version = dnnl::version();
    std::cout << version->major << '.' << version->minor << '.' << version->patch << std::endl;
    std::map<std::string, Stack> stacks;
    for (std::string name; std::getline(std::cin, name);) {
        const auto workload = workloads.find(name);
        if (workload == workloads.end()) {
            std::cout << "{}" << std::endl;
            continue;
        }
        auto found = stacks.find(name);
        if (found == stacks.end()) found = stacks.emplace(name, workload->second()).first;
        Stack& stack = found->second;
        std::printf("{\"layers\": %.9g, \"train\": %.9g}\n", median_seconds(stack, false), median_seconds(stack, true));
        std::fflush(stdout);
    }
}
