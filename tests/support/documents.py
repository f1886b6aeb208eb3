"""The documents of ``tests/documents``: true ones, as people write them, and how many steps each has."""

from pathlib import Path

DOCUMENTS = Path(__file__).parents[1] / "documents"

STEPS = {
    "backward_pass.md": 4, "batch_mse.md": 6, "batch_statistics.md": 5, "bernoulli.md": 9,
    "binary_cross_entropy.md": 7, "calculus.md": 9, "choosing_a_cost.md": 11, "cs229_linear_regression.tex": 9,
    "cs229_logistic_regression.tex": 7, "exponential.md": 7, "gaussian.tex": 9, "gaussian_noise.tex": 3,
    "gaussian_variance.md": 3, "kullback_leibler.md": 5, "layer_in_sums.md": 8, "least_squares.md": 6,
    "log_sum_exp.md": 8, "logistic_batch.md": 5, "losses.ipynb": 5, "margin_loss.md": 9, "matrix_layer.md": 5,
    "nielsen_backpropagation.md": 8, "nielsen_regularization.md": 3, "nielsen_softmax.md": 11,
    "physics_style.md": 13, "poisson.md": 4, "relu_network.tex": 6, "ridge.md": 4, "score_function.md": 8,
    "sigmoid_line_by_line.md": 17, "signed_labels.md": 5, "softmax_by_cases.md": 15, "softmax_cs229.tex": 3,
    "softmax_entropy.md": 5, "softmax_operators.md": 8, "softmax_regression.md": 7, "tanh_network.md": 9,
}  # fmt: skip
