Theorem bp1 : forall (N : network) (f : R -> R) (j x : nat),
  (forall v i, act N (L N) v i = f (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  differentiable_cost N x ->
  (forall u, ex_derive f u) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  error N x (L N) j =
    Derive (fun t => cost N x (upd (a N x (L N)) j t)) (a N x (L N) j) * Derive f (z N x (L N) j).

Theorem bp2 : forall (N : network) (f : R -> R) (j l x : nat),
  (forall l0 v i, (2 <= l0 <= L N - 1)%nat -> act N l0 v i = f (v i)) ->
  differentiable_layer N (L N) ->
  differentiable_cost N x ->
  (forall u, ex_derive f u) ->
  (1 <= j <= width N l)%nat ->
  (2 <= l <= L N - 1)%nat ->
  error N x l j =
    sum (width N (l + 1)) (fun k => w N (l + 1) k j * error N x (l + 1) k) * Derive f (z N x l j).

Theorem bp3 : forall (N : network) (j l x : nat),
  (forall l, (2 <= l <= L N)%nat -> differentiable_layer N l) ->
  differentiable_cost N x ->
  (1 <= j <= width N l)%nat ->
  (2 <= l <= L N)%nat ->
  is_derive (fun t => C (set_b N l j t) x) (b N l j) (error N x l j).

Theorem bp4 : forall (N : network) (j k l x : nat),
  (forall l, (2 <= l <= L N)%nat -> differentiable_layer N l) ->
  differentiable_cost N x ->
  (1 <= j <= width N l)%nat ->
  (1 <= k <= width N (l - 1))%nat ->
  (2 <= l <= L N)%nat ->
  is_derive (fun t => C (set_w N l j k t) x) (w N l j k) (a N x (l - 1) k * error N x l j).

Theorem sigmoid_derivative : forall (z : R),
  is_derive sigma z (sigma z * (1 - sigma z)).

Theorem cross_entropy_domain_1 : forall (z : R),
  0 < sigma z.

Theorem cross_entropy_domain_2 : forall (z : R),
  sigma z < 1.

Theorem cross_entropy_domain_3 : forall (a y : R),
  0 < a ->
  a < 1 ->
  0 <= y ->
  y <= 1 ->
  has_value
    (- (number y * natural_log (number a) + (number 1 - number y) * natural_log (number 1 - number a)))%partial.

Theorem cross_entropy_domain_4 : forall (y z : R),
  0 <= y ->
  y <= 1 ->
  has_value
    (- (number y * natural_log (number (sigma z)) + (number 1 - number y) * natural_log (number 1 - number (sigma z))))%partial.

Theorem cross_entropy_domain_5 : forall (a y : R),
  0 < a ->
  a < 1 ->
  0 <= y ->
  y <= 1 ->
  y = 0 ->
  has_no_value
    (- (number a * natural_log (number y) + (number 1 - number a) * natural_log (number 1 - number y)))%partial.

Theorem cross_entropy_domain_6 : forall (a y : R),
  0 < a ->
  a < 1 ->
  0 <= y ->
  y <= 1 ->
  y = 1 ->
  has_no_value
    (- (number a * natural_log (number y) + (number 1 - number a) * natural_log (number 1 - number y)))%partial.

Definition C (y : R) (a : R) : R := - (y * ln a) - (1 - y) * ln (1 - a).

Theorem cross_entropy_minimum_1 : forall (a y : R),
  0 < y ->
  y < 1 ->
  0 < a ->
  a < 1 ->
  ex_derive (C y) a /\ (Derive (C y) a = 0 <-> a = y).

Theorem cross_entropy_minimum_2 : forall (a y : R),
  0 < y ->
  y < 1 ->
  0 < a ->
  a < 1 ->
  a <> y ->
  C y y < C y a.

Theorem cross_entropy_minimum_3 : forall (y : R),
  0 < y ->
  y < 1 ->
  C y y = - (y * ln y) - (1 - y) * ln (1 - y).

Theorem cross_entropy_minimum_4 : forall (a y : R),
  0 < y ->
  y < 1 ->
  0 < a ->
  a < 1 ->
  0 <= y * ln (y / a) + (1 - y) * ln ((1 - y) / (1 - a)).

Theorem quadratic_output_gradient_1 : forall (N : network) (n : nat) (y : nat -> nat -> R) (j k : nat),
  (forall v i, act N (L N) v i = sigma (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall x0 v, cost N x0 v = sum (width N (L N)) (fun i => (v i - y x0 i) ^ 2) / 2) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= k <= width N (L N - 1))%nat ->
  (1 <= n)%nat ->
  is_derive
    (fun t => C_total (set_w N (L N) j k t) n)
    (w N (L N) j k)
    (sum n (fun x => a N x (L N - 1) k * (a N x (L N) j - y x j) * Derive sigma (z N x (L N) j)) / INR n).

Theorem quadratic_output_gradient_2 : forall (N : network) (n : nat) (y : nat -> nat -> R) (j : nat),
  (forall v i, act N (L N) v i = sigma (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall x0 v, cost N x0 v = sum (width N (L N)) (fun i => (v i - y x0 i) ^ 2) / 2) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= n)%nat ->
  is_derive
    (fun t => C_total (set_b N (L N) j t) n)
    (b N (L N) j)
    (sum n (fun x => (a N x (L N) j - y x j) * Derive sigma (z N x (L N) j)) / INR n).

Theorem cross_entropy_output_error_1 : forall (N : network) (y : nat -> nat -> R) (j x : nat),
  (forall v i, act N (L N) v i = sigma (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall x0 v, cost N x0 v = - sum (width N (L N)) (fun i => y x0 i * ln (v i) + (1 - y x0 i) * ln (1 - v i))) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  error N x (L N) j = a N x (L N) j - y x j.

Theorem cross_entropy_output_error_2 : forall (N : network) (n : nat) (y : nat -> nat -> R) (j k : nat),
  (forall v i, act N (L N) v i = sigma (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall x0 v, cost N x0 v = - sum (width N (L N)) (fun i => y x0 i * ln (v i) + (1 - y x0 i) * ln (1 - v i))) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= k <= width N (L N - 1))%nat ->
  (1 <= n)%nat ->
  is_derive
    (fun t => C_total (set_w N (L N) j k t) n)
    (w N (L N) j k)
    (sum n (fun x => a N x (L N - 1) k * (a N x (L N) j - y x j)) / INR n).

Theorem cross_entropy_output_error_3 : forall (N : network) (n : nat) (y : nat -> nat -> R) (j : nat),
  (forall v i, act N (L N) v i = sigma (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall x0 v, cost N x0 v = - sum (width N (L N)) (fun i => y x0 i * ln (v i) + (1 - y x0 i) * ln (1 - v i))) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= n)%nat ->
  is_derive
    (fun t => C_total (set_b N (L N) j t) n)
    (b N (L N) j)
    (sum n (fun x => a N x (L N) j - y x j) / INR n).

Definition f (u : R) : R := u.

Theorem linear_output_error_1 : forall (N : network) (y : nat -> nat -> R) (j x : nat),
  (forall v i, act N (L N) v i = f (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall x0 v, cost N x0 v = sum (width N (L N)) (fun i => (v i - y x0 i) ^ 2) / 2) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  error N x (L N) j = a N x (L N) j - y x j.

Theorem linear_output_error_2 : forall (N : network) (n : nat) (y : nat -> nat -> R) (j k : nat),
  (forall v i, act N (L N) v i = f (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall x0 v, cost N x0 v = sum (width N (L N)) (fun i => (v i - y x0 i) ^ 2) / 2) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= k <= width N (L N - 1))%nat ->
  (1 <= n)%nat ->
  is_derive
    (fun t => C_total (set_w N (L N) j k t) n)
    (w N (L N) j k)
    (sum n (fun x => a N x (L N - 1) k * (a N x (L N) j - y x j)) / INR n).

Theorem linear_output_error_3 : forall (N : network) (n : nat) (y : nat -> nat -> R) (j : nat),
  (forall v i, act N (L N) v i = f (v i)) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall x0 v, cost N x0 v = sum (width N (L N)) (fun i => (v i - y x0 i) ^ 2) / 2) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= n)%nat ->
  is_derive
    (fun t => C_total (set_b N (L N) j t) n)
    (b N (L N) j)
    (sum n (fun x => a N x (L N) j - y x j) / INR n).

Definition z (m : nat) (w : nat -> R) (x : nat -> R) (b : R) : R := b + sum m (fun i => w i * x i).
Definition a (m : nat) (w : nat -> R) (x : nat -> R) (b : R) : R := sigma (z m w x b).
Definition C_x (m : nat) (C : R -> R -> R) (w : nat -> R) (x : nat -> R) (b : R) (y : R) : R := C (a m w x b) y.
Definition z' (m : nat) (w : nat -> R) (x' : nat -> R) (b : R) : R := b + sum m (fun i => w i * x' i).
Definition a' (m : nat) (w : nat -> R) (x' : nat -> R) (b : R) : R := sigma (z' m w x' b).
Definition C_x' (m : nat) (C : R -> R -> R) (w : nat -> R) (x' : nat -> R) (b : R) (y : R) : R := C (a' m w x' b) y.

Theorem input_factor_1 : forall (m : nat) (C : R -> R -> R) (w x x' : nat -> R) (b y : R) (j : nat),
  (forall u u1, ex_derive (fun t => C t u1) u) ->
  (1 <= j <= m)%nat ->
  (1 <= m)%nat ->
  z' m w x' b = z m w x b ->
  Derive (fun t => C t y) (a m w x b) <> 0 ->
  Derive sigma (z m w x b) <> 0 ->
  x j <> 0 ->
  ex_derive (fun t => C_x' m C (upd w j t) x' b y) (w j) /\
    ex_derive (fun t => C_x m C (upd w j t) x b y) (w j) /\
    Derive (fun t => C_x' m C (upd w j t) x' b y) (w j) / Derive (fun t => C_x m C (upd w j t) x b y) (w j) = x' j / x j.

Theorem input_factor_2 : forall (m : nat) (C : R -> R -> R) (w x x' : nat -> R) (b y : R) (j : nat),
  (forall u u1, ex_derive (fun t => C t u1) u) ->
  (1 <= j <= m)%nat ->
  (1 <= m)%nat ->
  z' m w x' b = z m w x b ->
  Derive (fun t => C t y) (a m w x b) <> 0 ->
  Derive sigma (z m w x b) <> 0 ->
  ex_derive (fun t => C_x' m C (upd w j t) x' b y) (w j) /\
    ex_derive (fun t => C_x m C (upd w j t) x b y) (w j) /\
    (Derive (fun t => C_x' m C (upd w j t) x' b y) (w j) = Derive (fun t => C_x m C (upd w j t) x b y) (w j) <-> x' j = x j).

Definition a (n : nat) (z : nat -> R) (j : nat) : R := exp (z j) / sum n (fun k => exp (z k)).

Theorem output_sums_1 : forall (b w x : R),
  sigma (w * x + b) < 1.

Theorem output_sums_2 : forall (n : nat) (z : nat -> R),
  (forall j, (1 <= j <= n)%nat -> z j = ln 2) ->
  (2 <= n)%nat ->
  1 < sum n (fun j => sigma (z j)).

Theorem output_sums_3 : forall (n : nat) (z : nat -> R),
  n = 1%nat ->
  a n z 1%nat = 1.

Theorem output_sums_4 : forall (n : nat) (z : nat -> R),
  (1 <= n)%nat ->
  sum n (fun j => a n z j) = 1.

Definition a (n : nat) (z : nat -> R) (j : nat) : R := exp (z j) / sum n (fun k => exp (z k)).

Theorem softmax_monotonicity_1 : forall (n : nat) (z : nat -> R) (j k : nat),
  (1 <= j <= n)%nat ->
  (1 <= k <= n)%nat ->
  is_derive (fun t => a n (upd z k t) j) (z k) (a n z j * (delta j k - a n z k)).

Theorem softmax_monotonicity_2 : forall (n : nat) (z : nat -> R) (j : nat),
  (1 <= j <= n)%nat ->
  (2 <= n)%nat ->
  ex_derive (fun t => a n (upd z j t) j) (z j) /\ 0 < Derive (fun t => a n (upd z j t) j) (z j).

Theorem softmax_monotonicity_3 : forall (n : nat) (z : nat -> R) (j k : nat),
  (1 <= j <= n)%nat ->
  (1 <= k <= n)%nat ->
  k <> j ->
  ex_derive (fun t => a n (upd z k t) j) (z k) /\ Derive (fun t => a n (upd z k t) j) (z k) < 0.

Theorem softmax_monotonicity_4 : forall (n : nat) (z : nat -> R),
  n = 1%nat ->
  is_derive (fun t => a n (upd z 1%nat t) 1%nat) (z 1%nat) 0.

Definition a (n : nat) (z : nat -> R) (j : nat) : R := exp (z j) / sum n (fun k => exp (z k)).

Theorem softmax_nonlocality_1 : forall (n : nat) (z : nat -> R) (j k : nat),
  (1 <= j <= n)%nat ->
  (1 <= k <= n)%nat ->
  k <> j ->
  ex_derive (fun t => a n (upd z k t) j) (z k) /\ Derive (fun t => a n (upd z k t) j) (z k) <> 0.

Theorem softmax_nonlocality_2 : forall (n : nat) (z : nat -> R) (j : nat),
  (1 <= j <= n)%nat ->
  (2 <= n)%nat ->
  ex_derive (fun t => a n (upd z j t) j) (z j) /\ Derive (fun t => a n (upd z j t) j) (z j) <> 0.

Theorem softmax_nonlocality_3 : forall (n : nat) (z : nat -> R) (t_ : R) (j k : nat),
  (1 <= j <= n)%nat ->
  (1 <= k <= n)%nat ->
  k <> j ->
  t_ <> 0 ->
  exp (z j) / (exp (z k + t_) + sum_except n k (fun i => exp (z i))) <>
    exp (z j) / sum n (fun i => exp (z i)).

Definition a (n : nat) (z : nat -> R) (j : nat) : R := exp (z j) / sum n (fun k => exp (z k)).
Definition a' (n : nat) (z' : nat -> R) (j : nat) : R := exp (z' j) / sum n (fun k => exp (z' k)).

Theorem softmax_inverse_1 : forall (n : nat) (z : nat -> R) (j : nat),
  (1 <= j <= n)%nat ->
  z j = ln (a n z j) + ln (sum n (fun k => exp (z k))).

Theorem softmax_inverse_2 : forall (n : nat) (z z' : nat -> R) (j : nat),
  (1 <= j <= n)%nat ->
  (forall j, (1 <= j <= n)%nat -> a' n z' j = a n z j) ->
  z' j - z j = ln (sum n (fun k => exp (z' k))) - ln (sum n (fun k => exp (z k))).

Theorem log_likelihood_output_error_1 : forall (N : network) (y : nat -> nat -> R) (j x y_tilde : nat),
  (forall v i, act N (L N) v i = exp (v i) / sum (width N (L N)) (fun k => exp (v k))) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall v, cost N x v = - ln (v y_tilde)) ->
  (forall j, (1 <= j <= width N (L N))%nat -> y x j = delta j y_tilde) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= y_tilde <= width N (L N))%nat ->
  error N x (L N) j = a N x (L N) j - y x j.

Theorem log_likelihood_output_error_2 : forall (N : network) (y : nat -> nat -> R) (j x y_tilde : nat),
  (forall v i, act N (L N) v i = exp (v i) / sum (width N (L N)) (fun k => exp (v k))) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall v, cost N x v = - ln (v y_tilde)) ->
  (forall j, (1 <= j <= width N (L N))%nat -> y x j = delta j y_tilde) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= y_tilde <= width N (L N))%nat ->
  is_derive (fun t => C (set_b N (L N) j t) x) (b N (L N) j) (a N x (L N) j - y x j).

Theorem log_likelihood_output_error_3 : forall (N : network) (y : nat -> nat -> R) (j k x y_tilde : nat),
  (forall v i, act N (L N) v i = exp (v i) / sum (width N (L N)) (fun k0 => exp (v k0))) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall v, cost N x v = - ln (v y_tilde)) ->
  (forall j, (1 <= j <= width N (L N))%nat -> y x j = delta j y_tilde) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  (1 <= k <= width N (L N - 1))%nat ->
  (1 <= y_tilde <= width N (L N))%nat ->
  is_derive
    (fun t => C (set_w N (L N) j k t) x)
    (w N (L N) j k)
    (a N x (L N - 1) k * (a N x (L N) j - y x j)).

Theorem log_likelihood_output_error_4 : forall (N : network) (y : nat -> nat -> R) (j x : nat),
  (forall v i, act N (L N) v i = exp (v i) / sum (width N (L N)) (fun k => exp (v k))) ->
  (forall l, (2 <= l <= L N - 1)%nat -> differentiable_layer N l) ->
  (forall v, cost N x v = - sum (width N (L N)) (fun k => y x k * ln (v k))) ->
  (2 <= L N)%nat ->
  (1 <= j <= width N (L N))%nat ->
  sum (width N (L N)) (fun k => y x k) = 1 ->
  error N x (L N) j = a N x (L N) j - y x j.

Definition a (n : nat) (z : nat -> R) (c : R) (j : nat) : R := exp (c * z j) / sum n (fun k => exp (c * z k)).

Theorem softmax_limit_1 : forall (m n : nat) (M : nat -> bool) (z : nat -> R) (g z_max : R) (j : nat),
  (1 <= j <= n)%nat ->
  (1 <= m)%nat ->
  0 < g ->
  size n M = m ->
  (forall p, (1 <= p <= n)%nat -> M p = true -> z p = z_max) ->
  (forall q, (1 <= q <= n)%nat -> M q = false -> z q <= z_max - g) ->
  is_lim (fun c => a n z c j) p_infty (Finite (if M j then 1 / INR m else 0)).

Theorem softmax_limit_2 : forall (m n : nat) (M : nat -> bool) (z : nat -> R) (c g z_max : R) (p : nat),
  (1 <= p <= n)%nat ->
  M p = true ->
  0 < c ->
  (1 <= m)%nat ->
  0 < g ->
  size n M = m ->
  (forall p, (1 <= p <= n)%nat -> M p = true -> z p = z_max) ->
  (forall q, (1 <= q <= n)%nat -> M q = false -> z q <= z_max - g) ->
  Rabs (a n z c p - 1 / INR m) <= (INR n - INR m) * exp (- (c * g)).

Theorem softmax_limit_3 : forall (m n : nat) (M : nat -> bool) (z : nat -> R) (c g z_max : R) (q' : nat),
  (1 <= q' <= n)%nat ->
  M q' = false ->
  0 < c ->
  (1 <= m)%nat ->
  0 < g ->
  size n M = m ->
  (forall p, (1 <= p <= n)%nat -> M p = true -> z p = z_max) ->
  (forall q, (1 <= q <= n)%nat -> M q = false -> z q <= z_max - g) ->
  Rabs (a n z c q') <= (INR n - INR m) * exp (- (c * g)).

Theorem softmax_limit_4 : forall (n : nat) (z : nat -> R) (c : R) (j : nat),
  (1 <= j <= n)%nat ->
  0 < c ->
  0 <= a n z c j.

Theorem softmax_limit_5 : forall (n : nat) (z : nat -> R) (c : R),
  (1 <= n)%nat ->
  0 < c ->
  sum n (fun j => a n z c j) = 1.

Theorem softmax_limit_6 : forall (n : nat) (z : nat -> R) (j : nat),
  (1 <= j <= n)%nat ->
  filterlim (fun c => a n z c j) (at_right 0) (locally (1 / INR n)).
