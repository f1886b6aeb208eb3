"""Backpropagation in NumPy: numerically sound, from the weighted inputs on, with nothing allocated in a repeated step.

>>> import numpy as np
>>> from numeric import Network
>>> network = Network([2, 3, 1], ["tanh", "sigmoid"], "cross-entropy", seed=0)
>>> x, y = np.array([[0.0, 1.0], [1.0, 1.0]]), np.array([[1.0], [0.0]])
>>> gradient = network.gradient(x, y)
>>> [w.shape for w in gradient.weights], [b.shape for b in gradient.biases]
([(3, 2), (1, 3)], [(3,), (1,)])

Gradients, the network's own or yours, are compared with differences of the cost, by every parameter:

>>> from numeric import check_gradients
>>> print(check_gradients(network, x, y))
all 13 slopes are right
"""

from numeric.gradients.assertion import assert_gradients
from numeric.gradients.check import check_gradients
from numeric.gradients.functions.products import check_jvp, check_vjp
from numeric.gradients.reports.report import GradientCheck
from numeric.gradients.slopes.verdict import Reason, Verdict
from numeric.networks.activations import ACTIVATIONS, Activation
from numeric.networks.backpropagation import Backpropagation, Gradient
from numeric.networks.network import Network
from numeric.networks.outputs import OUTPUTS, Output
from numeric.networks.storage import load, save
from numeric.training.epochs import Epoch, accuracy
from numeric.training.optimisers import OPTIMISERS, Optimiser
from numeric.training.train import train

__all__ = [
    "ACTIVATIONS", "OPTIMISERS", "OUTPUTS", "Activation", "Backpropagation", "Epoch", "Gradient", "GradientCheck",
    "Network", "Optimiser", "Output", "Reason", "Verdict", "accuracy", "assert_gradients", "check_gradients",
    "check_jvp", "check_vjp", "load", "save", "train",
]  # fmt: skip
