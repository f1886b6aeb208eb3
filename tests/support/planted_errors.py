"""Errors planted in the documents of ``tests/documents``: for each document what is replaced by what, and of which kind.

The text that is replaced stands in a step that is proved; the line that it stands in is where the step is refuted.
"""

from support.documents import DOCUMENTS

PLANTED = {
    "nielsen_backpropagation.md": [
        ("index", r"= w^{l+1}_{kj} \sigma'(z^l_j)$$", r"= w^{l+1}_{kj} \sigma'(z^l_k)$$"),
        ("prime", r"= w^{l+1}_{kj} \sigma'(z^l_j)$$", r"= w^{l+1}_{kj} \sigma(z^l_j)$$"),
        ("sign", r"= (a^L_j - y_j) \sigma'(z^L_j)$$", r"= (y_j - a^L_j) \sigma'(z^L_j)$$"),
        ("factor", r"= (a^L_j - y_j) \sigma'(z^L_j)$$", r"= 2 (a^L_j - y_j) \sigma'(z^L_j)$$"),
    ],
    "nielsen_softmax.md": [
        ("sign", r"= - a^L_j a^L_k$$", r"= a^L_j a^L_k$$"),
        ("exponent", r"= - a^L_j a^L_k$$", r"= - (a^L_j)^2 a^L_k$$"),
        ("term", r"= a^L_j (1 - a^L_j)$$", r"= a^L_j (2 - a^L_j)$$"),
        ("index", r"= a^L_j (\delta_{jk} - a^L_k)$$", r"= a^L_j (\delta_{jk} - a^L_j)$$"),
        ("sign", r"& = & a^L_j - y_j", r"& = & a^L_j + y_j"),
    ],
    "nielsen_regularization.md": [
        ("factor", r"+ \frac{\lambda}{n} w_j$$", r"+ \frac{\lambda}{2n} w_j$$"),
        ("sign", r"= \left(1 - \frac{\eta \lambda}{n}\right) w_j", r"= \left(1 + \frac{\eta \lambda}{n}\right) w_j"),
    ],
    "cs229_linear_regression.tex": [
        ("index", r"- y^{(i)} \right) x_j^{(i)}" + "\n\\end", r"- y^{(i)} \right) x_k^{(i)}" + "\n\\end"),
        ("factor", r"= \sum_{i=1}^m x_j^{(i)} x_k^{(i)} .", r"= 2 \sum_{i=1}^m x_j^{(i)} x_k^{(i)} ."),
        ("sign", r"&= X^T (X \theta - \vec{y})", r"&= X^T (X \theta + \vec{y})"),
        ("factor", r"&= X^T X \theta - X^T \vec{y} \\", r"&= X^T X \theta - 2 X^T \vec{y} \\"),
    ],
    "cs229_logistic_regression.tex": [
        ("exponent", r"&= \frac{1}{(1 + e^{-z})^2} \left( e^{-z} \right) \\", r"&= \frac{1}{(1 + e^{-z})^2} \left( e^{z} \right) \\"),
        ("sign", r"&= g(z) (1 - g(z)).", r"&= g(z) (1 + g(z))."),
        ("sign", r"\right) x_j^{(i)}" + "\n\\end", r"\right) (-x_j^{(i)})" + "\n\\end"),
    ],
    "ridge.md": [
        ("factor", r"+ 2 \lambda \mathbf{w} \\", r"+ \lambda \mathbf{w} \\"),
        ("sign", r"+ \lambda \mathbf{w} - \mathbf{X}^\top \mathbf{y} \right)", r"+ \lambda \mathbf{w} + \mathbf{X}^\top \mathbf{y} \right)"),
        ("factor", r"- 2 \mathbf{y}^\top \mathbf{X} \mathbf{w} + \mathbf{y}^\top", r"- \mathbf{y}^\top \mathbf{X} \mathbf{w} + \mathbf{y}^\top"),
    ],
    "physics_style.md": [
        ("sign", r"= 1 - \tanh^2 x$$", r"= 1 + \tanh^2 x$$"),
        ("exponent", r"= e^{-x} (1 + e^{-x})^{-2} =", r"= e^{-x} (1 + e^{-x})^{-1} ="),
        ("factor", r"(1 - 2 f(x))$$", r"(1 - f(x))$$"),
        ("sign", r"= \frac{1}{1 + e^x} = 1 - f(x)$$", r"= \frac{1}{1 + e^x} = 1 + f(x)$$"),
    ],
    "softmax_regression.md": [
        ("index", r"- \hat{y}_j)" + "\n$$", r"- \hat{y}_i)" + "\n$$"),
        ("sign", r"&= \hat{y}_j \sum_{i=1}^{K} y_i - y_j \\", r"&= \hat{y}_j \sum_{i=1}^{K} y_i + y_j \\"),
        ("sign", r"&= \hat{y}_j - y_j", r"&= y_j - \hat{y}_j"),
        ("sign", r"= - \sum_{i=1}^K y_i z_i + \log", r"= \sum_{i=1}^K y_i z_i + \log"),
    ],
    "gaussian.tex": [
        ("sign", r"= \frac{1}{\sigma^2} \sum_{i=1}^n (x_i - \mu) =", r"= - \frac{1}{\sigma^2} \sum_{i=1}^n (x_i - \mu) ="),
        ("exponent", r"+ \frac{1}{\sigma^3} \sum", r"+ \frac{1}{\sigma^2} \sum"),
        ("factor", r"= - \frac{n}{\sigma^2} < 0 .", r"= - \frac{1}{\sigma^2} < 0 ."),
        ("sign", r"&= \sum_{i=1}^n x_i^2 - n \bar{x}^2", r"&= \sum_{i=1}^n x_i^2 + n \bar{x}^2"),
        ("factor", r"+ n (\bar x - \mu)^2", r"+ (\bar x - \mu)^2"),
    ],
    "bernoulli.md": [
        ("sign", r"= \frac{k}{p} - \frac{N - k}{1 - p} =", r"= \frac{k}{p} + \frac{N - k}{1 - p} ="),
        ("sign", r"= - \frac{k}{p^2} - \frac{N - k}{(1 - p)^2}$$", r"= - \frac{k}{p^2} + \frac{N - k}{(1 - p)^2}$$"),
        ("relation", r"= - \frac{1}{p (1 - p)} < 0 .$$", r"= - \frac{1}{p (1 - p)} > 0 .$$"),
        ("inverse", r"= \log \frac{1 - p}{p},", r"= \log \frac{p}{1 - p},"),
    ],
    "kullback_leibler.md": [
        ("sign", r"&= - H(p) + H(p, q)", r"&= H(p) + H(p, q)"),
        ("index", r"&= \ln \sum_j e^{z_j} - \sum_i p_i z_i", r"&= \ln \sum_j e^{z_j} + \sum_i p_i z_i"),
        ("term", r"&= \sum_i p_i \ln p_i - \sum_i p_i \ln q_i \\", r"&= \sum_i p_i \ln p_i - \sum_i q_i \ln q_i \\"),
    ],
    "tanh_network.md": [
        ("variable", r"= (\hat{y} - t) h$$", r"= (\hat{y} - t) x$$"),
        ("exponent", r"= 1 - h^2$$", r"= 1 - h$$"),
        ("sign", r"\frac{\partial E}{\partial c} = \hat{y} - t$$", r"\frac{\partial E}{\partial c} = t - \hat{y}$$"),
        ("dropped factor", r"&= (\hat{y} - t) v (1 - h^2)" + "\n", r"&= (\hat{y} - t) (1 - h^2)" + "\n"),
    ],
    "relu_network.tex": [
        ("prime", r"\pd{\ell}{\vb} &= (\hat y - y) \, \vv \odot \relu'(\vz) \\", r"\pd{\ell}{\vb} &= (\hat y - y) \, \vv \odot \relu(\vz) \\"),
        ("sign", r"\pd{\ell}{\vv} &= (\hat y - y) \, \va \\", r"\pd{\ell}{\vv} &= (y - \hat y) \, \va \\"),
        ("variable", r"\pd{\ell}{\va} &= (\hat y - y) \, \vv \\", r"\pd{\ell}{\va} &= (\hat y - y) \, \va \\"),
    ],
    "batch_mse.md": [
        ("sign", r"= - \frac{2}{N} \sum_{n=1}^{N} (t_n - p_n) x_n$$", r"= \frac{2}{N} \sum_{n=1}^{N} (t_n - p_n) x_n$$"),
        ("average", r"= - \frac{2}{N} \sum_{n=1}^{N} (t_n - p_n) x_n$$", r"= - 2 \sum_{n=1}^{N} (t_n - p_n) x_n$$"),
        ("exponent", r"= \frac{2}{N} \sum_{n=1}^{N} x_n^2 \ge 0,", r"= \frac{2}{N} \sum_{n=1}^{N} x_n \ge 0,"),
    ],
    "least_squares.md": [
        ("factor", r"- n \alpha - \beta \sum_{i=1}^n x_i \right)$$", r"- \alpha - \beta \sum_{i=1}^n x_i \right)$$"),
        ("exponent", r"- \beta \sum_{i=1}^n x_i^2 \right)$$", r"- \beta \sum_{i=1}^n x_i \right)$$"),
        ("factor", r"= \sum_{i=1}^n x_i y_i - n \bar x \bar y$$", r"= \sum_{i=1}^n x_i y_i - \bar x \bar y$$"),
    ],
    "log_sum_exp.md": [
        ("sign", r"= p_i (\delta_{ij} - p_j)$$", r"= p_i (\delta_{ij} + p_j)$$"),
        ("sign", r"= z_i - \log \sum_j e^{z_j}$$", r"= z_i + \log \sum_j e^{z_j}$$"),
        ("index", r"= \delta_{ik} - p_i$$", r"= \delta_{ik} - p_k$$"),
        ("factor", r"= \frac{1}{T} q_i (\delta_{ij} - q_j)$$", r"= T q_i (\delta_{ij} - q_j)$$"),
    ],
    "signed_labels.md": [
        ("sign", r"= -y \sigma(-y f)$$", r"= y \sigma(-y f)$$"),
        ("exponent", r"= -\frac{y}{1 + e^{y f}} =", r"= -\frac{y}{1 + e^{-y f}} ="),
        ("sign", r"= y^2 \sigma(y f) \sigma(-y f)$$", r"= y^2 \sigma(y f) \sigma(y f)$$"),
    ],
    "poisson.md": [
        ("sign", r"= \ln \lambda \sum_{i=1}^{n} k_i - n \lambda$$", r"= \ln \lambda \sum_{i=1}^{n} k_i + n \lambda$$"),
        ("factor", r"\sum_{i=1}^{n} k_i - n$$", r"\sum_{i=1}^{n} k_i - 1$$"),
        ("exponent", r"= - \frac{1}{\lambda^2} \sum_{i=1}^{n} k_i$$", r"= - \frac{1}{\lambda} \sum_{i=1}^{n} k_i$$"),
    ],
    "binary_cross_entropy.md": [
        ("sign", r"&= \frac{a - y}{a (1 - a)} \sigma'(z) x_j \\", r"&= \frac{y - a}{a (1 - a)} \sigma'(z) x_j \\"),
        ("variable", r"&= (a - y) x_j", r"&= (a - y) w_j"),
        ("sign", r"= a - y$$", r"= y - a$$"),
        ("sign", r"= \ln(1 + e^z) - y z$$", r"= \ln(1 + e^{-z}) - y z$$"),
    ],
    "softmax_cs229.tex": [
        ("sign", r"&= - (y_k - p_k) x", r"&= (y_k - p_k) x"),
        ("sign", r"= - \sum_{k=1}^K y_k \theta_k^T x + \log", r"= \sum_{k=1}^K y_k \theta_k^T x + \log"),
    ],
    "matrix_layer.md": [
        ("transpose", r"= (\hat{\mathbf{y}} - \mathbf{y}) \mathbf{x}^T$$", r"= (\hat{\mathbf{y}} + \mathbf{y}) \mathbf{x}^T$$"),
        ("sign", r"= \mathbf{W}^T (\hat{\mathbf{y}} - \mathbf{y})$$", r"= - \mathbf{W}^T (\hat{\mathbf{y}} - \mathbf{y})$$"),
        ("factor", r"- 2 \mathbf{y}^T \hat{\mathbf{y}} +", r"- \mathbf{y}^T \hat{\mathbf{y}} +"),
    ],
    "losses.ipynb": [
        ("factor", r"= -2 (y - \\hat y) x =", r"= -(y - \\hat y) x ="),
        ("sign", r"= \\frac{1}{(1 + r^2)\\sqrt{1 + r^2}}", r"= -\\frac{1}{(1 + r^2)\\sqrt{1 + r^2}}"),
        ("exponent", r"= \\frac{r}{\\sqrt{1 + r^2}}$$", r"= \\frac{1}{\\sqrt{1 + r^2}}$$"),
    ],
    "softmax_by_cases.md": [
        ("sign", r"& \text{if } i = j \\ -p_i p_j &", r"& \text{if } i = j \\ p_i p_j &"),
        ("index", r"\cdot \frac{S - e^{z_i}}{S} \label", r"\cdot \frac{S - e^{z_i}}{S^2} \label"),
        ("sign", r"&= -t_j (1 - p_j) + \sum_{i \neq j} t_i p_j \\", r"&= -t_j (1 - p_j) - \sum_{i \neq j} t_i p_j \\"),
        ("range", r"&= p_j \left(t_j + \sum_{i \ne j} t_i\right) - t_j \\", r"&= p_j \left(t_j + \sum_{i} t_i\right) - t_j \\"),
        ("sign", r"&= p_j - t_j" + "\n", r"&= t_j - p_j" + "\n"),
    ],
    "sigmoid_line_by_line.md": [
        ("sign", r"&= -(1+e^{-x})^{-2}(-e^{-x}) \\", r"&= -(1+e^{-x})^{-2}(e^{-x}) \\"),
        ("constant", r"\sigma(2) \approx 0.8808$", r"\sigma(2) \approx 0.8818$"),
        ("sign", r"= \frac{\hat y - y}{\hat y (1-\hat y)}$$", r"= \frac{\hat y + y}{\hat y (1-\hat y)}$$"),
        ("variable", r"= (\hat y - y)x_j$$", r"= (\hat y - y)w_j$$"),
    ],
    "gaussian_noise.tex": [
        ("factor", r"&= -\frac{N}{2} \log(2\pi\sigma^2)", r"&= -\frac{1}{2} \log(2\pi\sigma^2)"),
        ("sign", r"= -2 \sum_{i=1}^N (y_i - \mathbf{w}^\top \mathbf{x}_i) \mathbf{x}_i .", r"= 2 \sum_{i=1}^N (y_i - \mathbf{w}^\top \mathbf{x}_i) \mathbf{x}_i ."),
    ],
    "backward_pass.md": [
        ("sign", r"= -\frac{y}{a} + \frac{1 - y}{1 - a}$$", r"= -\frac{y}{a} - \frac{1 - y}{1 - a}$$"),
        ("sign", r"= \frac{\partial \mathcal{L}}{\partial z} = a - y$$", r"= \frac{\partial \mathcal{L}}{\partial z} = y - a$$"),
    ],
    "calculus.md": [
        ("transpose", r"= A^T(Ax - b)$$", r"= A^T(Ax + b)$$"),
        ("factor", r"+ 3a^2b + 3ab^2 +", r"+ 3a^2b + 2ab^2 +"),
        ("factor", r"+ 2\sum_{i=1}^n a_i b_i +", r"+ \sum_{i=1}^n a_i b_i +"),
    ],
    "score_function.md": [
        ("sign", r"= \mathbb{1}[a = k] - \pi_\theta(k)$$", r"= \mathbb{1}[a = k] + \pi_\theta(k)$$"),
        ("sign", r"= \log \sum_j e^{z_j} - \sum_i p_i z_i$$", r"= \log \sum_j e^{z_j} + \sum_i p_i z_i$$"),
        ("sign", r"= -p_k \left( z_k - \sum_i p_i z_i \right)$$", r"= p_k \left( z_k - \sum_i p_i z_i \right)$$"),
        ("exponent", r"= \sum_i p_i x_i^2 - \mu^2$$", r"= \sum_i p_i x_i^2 - \mu$$"),
    ],
    "choosing_a_cost.md": [
        ("sign", r"= \frac{\partial C}{\partial a}\frac{da}{dz}\frac{\partial z}{\partial w} = (a-y)\sigma'(z)x$$", r"= \frac{\partial C}{\partial a}\frac{da}{dz}\frac{\partial z}{\partial w} = (y-a)\sigma'(z)x$$"),
        ("sign", r"= \frac{\partial C}{\partial a}a(1-a)$$", r"= \frac{\partial C}{\partial a}a(1+a)$$"),
    ],
    "logistic_batch.md": [
        ("sign", r"= \frac1m\sum_{i=1}^m (h_\theta(x^{(i)}) - y^{(i)})x^{(i)}_j$$" + "\n\nThe update", r"= \frac1m\sum_{i=1}^m (h_\theta(x^{(i)}) + y^{(i)})x^{(i)}_j$$" + "\n\nThe update"),
        ("index", r"x^{(i)}_jx^{(i)}_k$$", r"x^{(i)}_jx^{(i)}_j$$"),
    ],
    "batch_statistics.md": [
        ("sign", r"= \frac{2}{m} (x_i - \mu)$$", r"= \frac{2}{m} (x_i + \mu)$$"),
        ("factor", r"= \frac{2}{m} (x_i - \mu)$$", r"= \frac{1}{m} (x_i - \mu)$$"),
        ("exponent", r"\sum_{i=1}^m x_i^2 - \mu^2$$", r"\sum_{i=1}^m x_i^2 - \mu$$"),
    ],
    "softmax_operators.md": [
        ("sign", r"{0 - e^{x_j} e^{x_i}}{", r"{0 + e^{x_j} e^{x_i}}{"),
        ("index", r"$D_j S_i = S_i (\delta_{ij} - S_j)$", r"$D_j S_i = S_j (\delta_{ij} - S_j)$"),
        ("sign", r"= - S_j S_i" + "\n", r"= S_j S_i" + "\n"),
        ("sign", r"= - Y_j + S_j \sum_i Y_i$$", r"= Y_j + S_j \sum_i Y_i$$"),
    ],
    "exponential.md": [
        ("sign", r"= \frac{n}{\lambda} - n \bar{x}, \qquad", r"= \frac{n}{\lambda} + n \bar{x}, \qquad"),
        ("exponent", r"= -\frac{n}{\lambda^2} < 0$$", r"= -\frac{n}{\lambda} < 0$$"),
        ("factor", r"= \lambda^n e^{-\lambda \sum_{i=1}^n x_i} =", r"= \lambda e^{-\lambda \sum_{i=1}^n x_i} ="),
    ],
    "layer_in_sums.md": [
        ("index", r"= \frac{\partial L}{\partial z_i} x_j", r"= \frac{\partial L}{\partial z_j} x_j"),
        ("sign", r"= (a_i - t_i) f'(z_i)", r"= (t_i - a_i) f'(z_i)"),
        ("prime", r"= \frac{\partial L}{\partial a_i} f'(z_i) =", r"= \frac{\partial L}{\partial a_i} f(z_i) ="),
    ],
    "softmax_entropy.md": [
        ("sign", r"= \log Z - \sum_i p_i z_i$$", r"= \log Z + \sum_i p_i z_i$$"),
        ("sign", r"= -p_k (\log p_k + H)$$", r"= -p_k (\log p_k - H)$$"),
        ("index", r"= p_k (\delta_{kl} - p_l)$$", r"= p_k (\delta_{kl} - p_k)$$"),
    ],
    "margin_loss.md": [
        ("exponent", r"= -\frac{1}{1 + e^m} =", r"= -\frac{1}{1 + e^{-m}} ="),
        ("sign", r"= \sigma(m) \sigma(-m)$$", r"= \sigma(m) \sigma(m)$$"),
        ("sign", r"= -(1 - \sigma(m)) y x$", r"= (1 - \sigma(m)) y x$"),
    ],
    "gaussian_variance.md": [
        ("factor", r"= -\frac{n}{2 \sigma^2} + \frac{1}{2 \sigma^4}", r"= -\frac{n}{\sigma^2} + \frac{1}{2 \sigma^4}"),
        ("sign", r"= \frac{1}{\sigma^2} \sum_{i=1}^n (x_i - \mu)$$", r"= -\frac{1}{\sigma^2} \sum_{i=1}^n (x_i - \mu)$$"),
        ("exponent", r"+ \frac{1}{2 \sigma^4} \sum_{i=1}^n (x_i - \mu)^2 =", r"+ \frac{1}{2 \sigma^2} \sum_{i=1}^n (x_i - \mu)^2 ="),
    ],
}  # fmt: skip


def planted(name: str, old: str, new: str) -> tuple[str, int]:
    """A document's text with an error planted, and the line that it stands in."""
    text = (DOCUMENTS / name).read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old, text.count(old))
    return text.replace(old, new), text[: text.index(old)].count("\n") + 1
