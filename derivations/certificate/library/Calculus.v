(* Derivatives and limits of what the chapter's formulas are made of.

   [Derive f x] is the number that Coquelicot gives to every f and x; [is_derive f x v] says that f has the derivative v
   at x.  A partial derivative is the derivative of what a quantity becomes when another one is set to t. *)

From Coq Require Import Reals Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Sums.
Open Scope R_scope.

Lemma value : forall (f : R -> R) (x v w : R), is_derive f x v -> v = w -> is_derive f x w.
Proof. intros f x v w H <-; exact H. Qed.

Lemma same_function : forall (f g : R -> R) (x v : R), (forall t, f t = g t) -> is_derive g x v -> is_derive f x v.
Proof. intros f g x v E; apply is_derive_ext; intro t; now rewrite E. Qed.

Lemma derive_constant : forall c x, is_derive (fun _ : R => c) x 0.
Proof. intros; apply (@is_derive_const R_AbsRing). Qed.

Lemma derive_variable : forall x, is_derive (fun t : R => t) x 1.
Proof. intro; apply (@is_derive_id R_AbsRing). Qed.

Lemma derive_multiple : forall c (x : R), is_derive (fun t : R => t * c) x c.
Proof.
  intros c x; eapply value; [exact (is_derive_mult (fun t => t) (fun _ => c) x 1 0 (derive_variable x) (derive_constant c x) Rmult_comm) |].
  unfold plus, mult; simpl; ring.
Qed.

Lemma derive_plus : forall (f g : R -> R) (x a b : R),
  is_derive f x a -> is_derive g x b -> is_derive (fun t => f t + g t) x (a + b).
Proof. intros; now apply @is_derive_plus. Qed.

Lemma derive_minus : forall (f g : R -> R) (x a b : R),
  is_derive f x a -> is_derive g x b -> is_derive (fun t => f t - g t) x (a - b).
Proof. intros; now apply @is_derive_minus. Qed.

Lemma derive_opp : forall (f : R -> R) (x a : R), is_derive f x a -> is_derive (fun t => - f t) x (- a).
Proof. intros; now apply @is_derive_opp. Qed.

Lemma derive_mult : forall (f g : R -> R) (x a b : R),
  is_derive f x a -> is_derive g x b -> is_derive (fun t => f t * g t) x (a * g x + f x * b).
Proof. intros f g x a b Hf Hg; exact (is_derive_mult f g x a b Hf Hg Rmult_comm). Qed.

Lemma derive_compose : forall (f g : R -> R) (x a b : R),
  is_derive f (g x) b -> is_derive g x a -> is_derive (fun t => f (g t)) x (b * a).
Proof.
  intros f g x a b Hf Hg; rewrite Rmult_comm.
  exact (is_derive_comp f g x b a Hf Hg).
Qed.

Lemma derive_inv : forall (f : R -> R) (x a : R),
  is_derive f x a -> f x <> 0 -> is_derive (fun t => / f t) x (- a / f x ^ 2).
Proof. intros; now apply is_derive_inv. Qed.

Lemma derive_div : forall (f g : R -> R) (x a b : R),
  is_derive f x a -> is_derive g x b -> g x <> 0 ->
  is_derive (fun t => f t / g t) x ((a * g x - f x * b) / g x ^ 2).
Proof.
  intros f g x a b Hf Hg H.
  eapply value; [apply derive_mult; [exact Hf | apply derive_inv; [exact Hg | exact H]] |].
  cbv beta; now field.
Qed.

Lemma derive_pow : forall (f : R -> R) (n : nat) (x a : R),
  is_derive f x a -> is_derive (fun t => f t ^ n) x (INR n * f x ^ pred n * a).
Proof.
  intros f n x a H; eapply value; [exact (is_derive_pow f n x a H) | ring].
Qed.

Lemma derive_square : forall (f : R -> R) (x a : R), is_derive f x a -> is_derive (fun t => f t ^ 2) x (2 * f x * a).
Proof. intros f x a H; eapply value; [apply derive_pow, H | simpl; ring]. Qed.

Lemma derive_exp : forall (f : R -> R) (x a : R), is_derive f x a -> is_derive (fun t => exp (f t)) x (exp (f x) * a).
Proof. intros f x a H; apply (derive_compose exp f); [apply is_derive_exp | exact H]. Qed.

Lemma derive_ln : forall (f : R -> R) (x a : R),
  is_derive f x a -> 0 < f x -> is_derive (fun t => ln (f t)) x (a / f x).
Proof.
  intros f x a H P; unfold Rdiv; rewrite Rmult_comm.
  apply (derive_compose ln f); [now apply is_derive_ln | exact H].
Qed.

Lemma derive_upd : forall z j k (x : R), is_derive (fun t => upd z j t k) x (delta k j).
Proof.
  intros z j k x; unfold upd, delta; destruct (k =? j)%nat.
  - apply derive_variable.
  - apply derive_constant.
Qed.

(* The derivative of a sum is the sum of the derivatives. *)
Lemma derive_sum : forall n (f : R -> nat -> R) (v : nat -> R) x,
  (forall k, (1 <= k <= n)%nat -> is_derive (fun t => f t k) x (v k)) ->
  is_derive (fun t => sum n (f t)) x (sum n v).
Proof.
  induction n as [| n IH]; intros f v x H; simpl; [apply derive_constant |].
  apply derive_plus; [apply IH; intros k Hk |]; apply H; lia.
Qed.

Lemma derive_sum_in : forall n part (f : R -> nat -> R) (v : nat -> R) x,
  (forall k, (1 <= k <= n)%nat -> part k = true -> is_derive (fun t => f t k) x (v k)) ->
  is_derive (fun t => sum_in n part (f t)) x (sum_in n part v).
Proof.
  intros n part f v x H; apply (derive_sum n (fun t k => if part k then f t k else 0)); intros k Hk.
  specialize (H k Hk); destruct (part k); [auto | apply derive_constant].
Qed.

Lemma derive_sum_except : forall n j (f : R -> nat -> R) (v : nat -> R) (x : R),
  (forall k, (1 <= k <= n)%nat -> k <> j -> is_derive (fun t => f t k) x (v k)) ->
  is_derive (fun t => sum_except n j (f t)) x (sum_except n j v).
Proof.
  intros n j f v x H; apply derive_sum_in; intros k Hk E; apply H; [assumption |].
  now destruct (Nat.eqb_spec k j).
Qed.

Lemma derive_compose_at : forall (f g : R -> R) (x y a b : R),
  g x = y -> is_derive f y b -> is_derive g x a -> is_derive (fun t => f (g t)) x (b * a).
Proof. intros f g x y a b <-; apply derive_compose. Qed.

Lemma derive_function : forall (f u : R -> R) (x a : R),
  ex_derive f (u x) -> is_derive u x a -> is_derive (fun t => f (u t)) x (Derive f (u x) * a).
Proof. intros f u x a E H; apply derive_compose; [now apply Derive_correct | exact H]. Qed.

(* The derivative exists, and its value is known. *)
Lemma derivative : forall (f : R -> R) (x v : R), ex_derive f x -> Derive f x = v -> is_derive f x v.
Proof. intros f x v E <-; now apply Derive_correct. Qed.


(* ---- total differentiability: of functions of n numbers ---- *)

(* F has the gradient g at x: near x it is F x plus the linear form of g, up to a small part of the distance. *)
Definition gradient (n : nat) (F : (nat -> R) -> R) (x g : nat -> R) : Prop :=
  forall eps, 0 < eps -> exists d, 0 < d /\
    forall y, (forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d) ->
      Rabs (F y - F x - sum n (fun k => g k * (y k - x k))) <= eps * sum n (fun k => Rabs (y k - x k)).

Definition differentiable (n : nat) (F : (nat -> R) -> R) (x : nat -> R) : Prop := exists g, gradient n F x g.

Lemma finite_bound : forall n (P : nat -> R -> Prop),
  (forall k d e, P k d -> 0 < e <= d -> P k e) ->
  (forall k, (1 <= k <= n)%nat -> exists d, 0 < d /\ P k d) ->
  exists d, 0 < d /\ forall k, (1 <= k <= n)%nat -> P k d.
Proof.
  induction n as [| n IH]; intros P M H.
  - exists 1; split; [lra | intros; lia].
  - destruct (IH P M) as [d [Hd HP]]; [intros k Hk; apply H; lia |].
    destruct (H (S n)) as [e [He HPe]]; [lia |].
    exists (Rmin d e); split; [now apply Rmin_pos |].
    intros k Hk; destruct (Nat.eq_dec k (S n)) as [-> | Hne].
    + apply M with e; [assumption | split; [now apply Rmin_pos | apply Rmin_r]].
    + apply M with d; [apply HP; lia | split; [now apply Rmin_pos | apply Rmin_l]].
Qed.

Lemma derive_bound : forall (f : R -> R) (x v : R), is_derive f x v ->
  forall eps, 0 < eps -> exists d, 0 < d /\
    forall t, Rabs (t - x) < d -> Rabs (f t - f x - v * (t - x)) <= eps * Rabs (t - x).
Proof.
  intros f x v [_ H] eps Heps.
  destruct (H x (fun P H' => H') (mkposreal eps Heps)) as [d Hd].
  exists d; split; [apply cond_pos |]; intros t Ht.
  specialize (Hd t Ht); unfold norm, minus, plus, opp, scal in Hd; simpl in Hd.
  unfold abs, mult in Hd; simpl in Hd.
  replace (f t - f x - v * (t - x)) with (f t + - f x + - ((t + - x) * v)) by ring.
  replace (t - x) with (t + - x) by ring; exact Hd.
Qed.

Lemma derive_from_bound : forall (f : R -> R) (x v : R),
  (forall eps, 0 < eps -> exists d, 0 < d /\
    forall t, Rabs (t - x) < d -> Rabs (f t - f x - v * (t - x)) <= eps * Rabs (t - x)) -> is_derive f x v.
Proof.
  intros f x v H; split; [apply is_linear_scal_l |].
  intros y Hy; assert (E := @is_filter_lim_locally_unique R_AbsRing R_NormedModule x y Hy); subst y.
  intros eps; destruct (H eps (cond_pos eps)) as [d [Hd HP]].
  exists (mkposreal d Hd); intros t Ht; specialize (HP t Ht).
  unfold norm, minus, plus, opp, scal; simpl; unfold abs, mult; simpl.
  replace (f t + - f x + - ((t + - x) * v)) with (f t - f x - v * (t - x)) by ring; exact HP.
Qed.

Lemma sum_Rabs : forall n f, Rabs (sum n f) <= sum n (fun k => Rabs (f k)).
Proof.
  induction n as [| n IH]; intro f; simpl; [rewrite Rabs_R0; lra |].
  eapply Rle_trans; [apply Rabs_triang |]; apply Rplus_le_compat_r, IH.
Qed.

(* The chain rule, by way of n quantities that move along a curve. *)
Lemma gradient_along : forall n F (c : R -> nat -> R) (v g : nat -> R) t0,
  gradient n F (c t0) g -> (forall k, (1 <= k <= n)%nat -> is_derive (fun t => c t k) t0 (v k)) ->
  is_derive (fun t => F (c t)) t0 (sum n (fun k => g k * v k)).
Proof.
  intros n F c v g t0 HF Hc; apply derive_from_bound; intros eps Heps.
  set (B := 1 + sum n (fun k => Rabs (v k) + 1)).
  assert (HB : 1 <= B).
  { assert (0 <= sum n (fun k => Rabs (v k) + 1)).
    { apply sum_not_negative; intros k _; assert (H := Rabs_pos (v k)); lra. }
    unfold B; lra. }
  set (G := 1 + sum n (fun k => Rabs (g k))).
  assert (HG : 1 <= G).
  { assert (0 <= sum n (fun k => Rabs (g k))) by (apply sum_not_negative; intros k _; apply Rabs_pos).
    unfold G; lra. }
  destruct (HF (eps / (2 * B))) as [d [Hd HFd]]; [apply Rdiv_lt_0_compat; lra |].
  set (e := Rmin 1 (eps / (2 * G))).
  assert (He : 0 < e) by (apply Rmin_pos; [lra | apply Rdiv_lt_0_compat; lra]).
  assert (He1 : e <= 1) by apply Rmin_l.
  assert (HeG : e * G <= eps / 2).
  { apply Rle_trans with (eps / (2 * G) * G); [apply Rmult_le_compat_r; [lra | apply Rmin_r] |].
    apply Req_le; field; lra. }
  destruct (finite_bound n (fun k r => forall t, Rabs (t - t0) < r ->
      Rabs (c t k - c t0 k - v k * (t - t0)) <= e * Rabs (t - t0))) as [r [Hr Hclose]].
  { intros k p q HP Hq t Ht; apply HP; lra. }
  { intros k Hk; destruct (derive_bound _ _ _ (Hc k Hk) e He) as [r [Hr HP]]; exists r; auto. }
  assert (Hmove : forall t k, Rabs (t - t0) < r -> (1 <= k <= n)%nat ->
      Rabs (c t k - c t0 k) <= (Rabs (v k) + 1) * Rabs (t - t0)).
  { intros t k Ht Hk; specialize (Hclose k Hk t Ht).
    replace (c t k - c t0 k) with ((c t k - c t0 k - v k * (t - t0)) + v k * (t - t0)) by ring.
    eapply Rle_trans; [apply Rabs_triang |]; rewrite Rabs_mult.
    assert (0 <= Rabs (t - t0)) by apply Rabs_pos; nra. }
  destruct (finite_bound n (fun k r' => (Rabs (v k) + 1) * r' <= d / 2)) as [r' [Hr' Hsmall]].
  { intros k p q HP Hq; assert (0 <= Rabs (v k)) by apply Rabs_pos; nra. }
  { intros k Hk; assert (0 <= Rabs (v k)) by apply Rabs_pos.
    exists (d / 2 / (Rabs (v k) + 1)); split; [apply Rdiv_lt_0_compat; lra |].
    apply Req_le; field; lra. }
  exists (Rmin r r'); split; [now apply Rmin_pos |]; intros t Ht.
  assert (Htr : Rabs (t - t0) < r) by (eapply Rlt_le_trans; [exact Ht | apply Rmin_l]).
  assert (Htr' : Rabs (t - t0) < r') by (eapply Rlt_le_trans; [exact Ht | apply Rmin_r]).
  assert (Hin : forall k, (1 <= k <= n)%nat -> Rabs (c t k - c t0 k) < d).
  { intros k Hk; apply Rle_lt_trans with ((Rabs (v k) + 1) * Rabs (t - t0)); [now apply Hmove |].
    assert (0 <= Rabs (v k)) by apply Rabs_pos; specialize (Hsmall k Hk); nra. }
  specialize (HFd (c t) Hin).
  assert (Hsum : sum n (fun k => Rabs (c t k - c t0 k)) <= B * Rabs (t - t0)).
  { apply Rle_trans with (sum n (fun k => Rabs (t - t0) * (Rabs (v k) + 1))).
    - apply sum_le; intros k Hk; rewrite Rmult_comm; now apply Hmove.
    - rewrite sum_scal; unfold B; assert (0 <= Rabs (t - t0)) by apply Rabs_pos; nra. }
  assert (Hlin : Rabs (sum n (fun k => g k * (c t k - c t0 k)) - sum n (fun k => g k * v k) * (t - t0))
      <= G * e * Rabs (t - t0)).
  { replace (sum n (fun k => g k * (c t k - c t0 k)) - sum n (fun k => g k * v k) * (t - t0))
      with (sum n (fun k => g k * (c t k - c t0 k - v k * (t - t0)))).
    2: { replace (sum n (fun k => g k * v k) * (t - t0)) with (sum n (fun k => - ((t - t0)) * (g k * v k)) * -1)
           by (rewrite sum_scal; ring).
         replace (sum n (fun k => g k * (c t k - c t0 k)) - sum n (fun k => - (t - t0) * (g k * v k)) * -1)
           with (sum n (fun k => g k * (c t k - c t0 k)) + sum n (fun k => - (t - t0) * (g k * v k))) by ring.
         rewrite <- sum_plus; apply sum_ext; intros; ring. }
    eapply Rle_trans; [apply sum_Rabs |].
    apply Rle_trans with (sum n (fun k => (e * Rabs (t - t0)) * Rabs (g k))).
    - apply sum_le; intros k Hk; rewrite Rabs_mult.
      specialize (Hclose k Hk t Htr); assert (0 <= Rabs (g k)) by apply Rabs_pos; nra.
    - rewrite sum_scal; unfold G; assert (0 <= Rabs (t - t0)) by apply Rabs_pos; nra. }
  replace (F (c t) - F (c t0) - sum n (fun k => g k * v k) * (t - t0))
    with ((F (c t) - F (c t0) - sum n (fun k => g k * (c t k - c t0 k)))
          + (sum n (fun k => g k * (c t k - c t0 k)) - sum n (fun k => g k * v k) * (t - t0))) by ring.
  eapply Rle_trans; [apply Rabs_triang |].
  assert (eps / (2 * B) * (B * Rabs (t - t0)) = eps / 2 * Rabs (t - t0)) by (field; lra).
  assert (0 < eps / (2 * B)) by (apply Rdiv_lt_0_compat; lra).
  assert (0 <= Rabs (t - t0)) by apply Rabs_pos.
  nra.
Qed.

Lemma derive_coordinate : forall x j k, is_derive (fun t => upd x j t k) (x j) (delta k j).
Proof. intros; apply derive_upd. Qed.

(* The members of the gradient are the partial derivatives. *)
Lemma gradient_partial : forall n F x g j, gradient n F x g -> (1 <= j <= n)%nat ->
  is_derive (fun t => F (upd x j t)) (x j) (g j).
Proof.
  intros n F x g j H Hj; eapply value.
  - apply (gradient_along n F (fun t => upd x j t) (fun k => delta k j) g).
    + now rewrite upd_itself.
    + intros k _; apply derive_coordinate.
  - rewrite <- (sum_delta n j g Hj); apply sum_ext; intros; ring.
Qed.

Theorem chain_rule : forall n F (c : R -> nat -> R) t0,
  differentiable n F (c t0) -> (forall k, (1 <= k <= n)%nat -> ex_derive (fun t => c t k) t0) ->
  is_derive (fun t => F (c t)) t0
    (sum n (fun k => Derive (fun t => F (upd (c t0) k t)) (c t0 k) * Derive (fun t => c t k) t0)).
Proof.
  intros n F c t0 [g Hg] Hc; eapply value.
  - apply (gradient_along n F c (fun k => Derive (fun t => c t k) t0) g t0 Hg).
    intros k Hk; now apply Derive_correct, Hc.
  - apply sum_ext; intros k Hk; f_equal; symmetry.
    now apply is_derive_unique, (gradient_partial n).
Qed.

(* ---- functions of n numbers that are differentiable ---- *)

Lemma differentiable_constant : forall n c x, differentiable n (fun _ => c) x.
Proof.
  intros n c x; exists (fun _ => 0); intros eps He; exists 1; split; [lra |]; intros y _.
  rewrite (sum_ext n _ (fun _ => 0)) by (intros; ring); rewrite sum_zero.
  replace (c - c - 0) with 0 by ring; rewrite Rabs_R0.
  apply Rmult_le_pos; [lra | apply sum_not_negative; intros; apply Rabs_pos].
Qed.

Lemma differentiable_coordinate : forall n j x, (1 <= j <= n)%nat -> differentiable n (fun y => y j) x.
Proof.
  intros n j x Hj; exists (fun k => delta k j); intros eps He; exists 1; split; [lra |]; intros y _.
  rewrite (sum_delta n j (fun k => y k - x k) Hj).
  replace (y j - x j - (y j - x j)) with 0 by ring; rewrite Rabs_R0.
  apply Rmult_le_pos; [lra | apply sum_not_negative; intros; apply Rabs_pos].
Qed.

Lemma differentiable_plus : forall n F G x,
  differentiable n F x -> differentiable n G x -> differentiable n (fun y => F y + G y) x.
Proof.
  intros n F G x [f HF] [g HG]; exists (fun k => f k + g k); intros eps He.
  destruct (HF (eps / 2)) as [d [Hd HFd]]; [lra |].
  destruct (HG (eps / 2)) as [e [He' HGe]]; [lra |].
  exists (Rmin d e); split; [now apply Rmin_pos |]; intros y Hy.
  specialize (HFd y (fun k Hk => Rlt_le_trans _ _ _ (Hy k Hk) (Rmin_l d e))).
  specialize (HGe y (fun k Hk => Rlt_le_trans _ _ _ (Hy k Hk) (Rmin_r d e))).
  rewrite (sum_ext n _ (fun k => f k * (y k - x k) + g k * (y k - x k))) by (intros; ring); rewrite sum_plus.
  replace (F y + G y - (F x + G x) - (sum n (fun k => f k * (y k - x k)) + sum n (fun k => g k * (y k - x k))))
    with ((F y - F x - sum n (fun k => f k * (y k - x k))) + (G y - G x - sum n (fun k => g k * (y k - x k)))) by ring.
  eapply Rle_trans; [apply Rabs_triang |]; lra.
Qed.

Lemma gradient_lipschitz : forall n F x g, gradient n F x g -> exists K d, 0 < K /\ 0 < d /\
  forall y, (forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d) ->
    Rabs (F y - F x) <= K * sum n (fun k => Rabs (y k - x k)).
Proof.
  intros n F x g H; destruct (H 1) as [d [Hd HF]]; [lra |].
  set (G := sum n (fun k => Rabs (g k))).
  assert (HG : 0 <= G) by (apply sum_not_negative; intros; apply Rabs_pos).
  exists (1 + G), d; split; [lra | split; [assumption |]]; intros y Hy; specialize (HF y Hy).
  assert (HS : 0 <= sum n (fun k => Rabs (y k - x k))) by (apply sum_not_negative; intros; apply Rabs_pos).
  assert (Rabs (sum n (fun k => g k * (y k - x k))) <= G * sum n (fun k => Rabs (y k - x k))).
  { eapply Rle_trans; [apply sum_Rabs |].
    rewrite (Rmult_comm G); unfold G; rewrite <- sum_scal; apply sum_le; intros k Hk; rewrite Rabs_mult, Rmult_comm.
    apply Rmult_le_compat_r; [apply Rabs_pos |].
    apply (term_le_sum n k (fun i => Rabs (y i - x i))); [assumption | intros; apply Rabs_pos]. }
  replace (F y - F x)
    with ((F y - F x - sum n (fun k => g k * (y k - x k))) + sum n (fun k => g k * (y k - x k))) by ring.
  eapply Rle_trans; [apply Rabs_triang |]; nra.
Qed.

(* A function of one number after a function of n numbers. *)
Lemma differentiable_compose : forall n (h : R -> R) F x,
  ex_derive h (F x) -> differentiable n F x -> differentiable n (fun y => h (F y)) x.
Proof.
  intros n h F x [v Hv] [g Hg]; exists (fun k => v * g k); intros eps He.
  destruct (gradient_lipschitz _ _ _ _ Hg) as [K [d0 [HK [Hd0 HL]]]].
  destruct (derive_bound h (F x) v Hv (eps / (2 * K))) as [r [Hr Hh]]; [apply Rdiv_lt_0_compat; lra |].
  destruct (Hg (eps / (2 * (Rabs v + 1)))) as [d1 [Hd1 HF]].
  { apply Rdiv_lt_0_compat; [lra | assert (H := Rabs_pos v); lra]. }
  assert (Hm : exists d2, 0 < d2 /\ K * (INR n * d2) < r).
  { exists (r / (2 * K * (INR n + 1))); assert (H := pos_INR n).
    split; [apply Rdiv_lt_0_compat; [assumption | nra] |].
    replace (K * (INR n * (r / (2 * K * (INR n + 1))))) with (r * (INR n / (2 * (INR n + 1)))) by (field; lra).
    rewrite <- (Rmult_1_r r) at 2; apply Rmult_lt_compat_l; [assumption |].
    apply Rmult_lt_reg_r with (2 * (INR n + 1)); [lra |].
    replace (INR n / (2 * (INR n + 1)) * (2 * (INR n + 1))) with (INR n) by (field; lra); lra. }
  destruct Hm as [d2 [Hd2 Hm]].
  exists (Rmin d0 (Rmin d1 d2)); split; [now repeat apply Rmin_pos |]; intros y Hy.
  assert (Hy0 : forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d0).
  { intros k Hk; eapply Rlt_le_trans; [now apply Hy | apply Rmin_l]. }
  assert (Hy1 : forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d1).
  { intros k Hk; eapply Rlt_le_trans; [now apply Hy | eapply Rle_trans; [apply Rmin_r | apply Rmin_l]]. }
  assert (Hy2 : forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d2).
  { intros k Hk; eapply Rlt_le_trans; [now apply Hy | eapply Rle_trans; [apply Rmin_r | apply Rmin_r]]. }
  specialize (HL y Hy0); specialize (HF y Hy1).
  set (D := sum n (fun k => Rabs (y k - x k))) in *.
  assert (HD : 0 <= D) by (apply sum_not_negative; intros; apply Rabs_pos).
  assert (HDd : D <= INR n * d2).
  { rewrite <- sum_constant; apply sum_le; intros k Hk; apply Rlt_le; now apply Hy2. }
  assert (Hnear : Rabs (F y - F x) < r) by nra.
  specialize (Hh (F y) Hnear).
  rewrite (sum_ext n _ (fun k => v * (g k * (y k - x k)))) by (intros; ring); rewrite sum_scal.
  replace (h (F y) - h (F x) - v * sum n (fun k => g k * (y k - x k)))
    with ((h (F y) - h (F x) - v * (F y - F x)) + v * (F y - F x - sum n (fun k => g k * (y k - x k)))) by ring.
  eapply Rle_trans; [apply Rabs_triang |]; rewrite Rabs_mult.
  assert (Hv0 := Rabs_pos v).
  assert (eps / (2 * K) * (K * D) = eps / 2 * D) by (field; lra).
  assert (0 < eps / (2 * K)) by (apply Rdiv_lt_0_compat; lra).
  assert (Rabs v * (eps / (2 * (Rabs v + 1)) * D) <= eps / 2 * D).
  { replace (eps / 2 * D) with ((Rabs v + 1) * (eps / (2 * (Rabs v + 1)) * D)) by (field; lra).
    apply Rmult_le_compat_r; [| lra].
    apply Rmult_le_pos; [apply Rlt_le, Rdiv_lt_0_compat; lra | assumption]. }
  assert (Rabs v * Rabs (F y - F x - sum n (fun k => g k * (y k - x k)))
    <= Rabs v * (eps / (2 * (Rabs v + 1)) * D)) by now apply Rmult_le_compat_l.
  nra.
Qed.

Lemma differentiable_scal : forall n c F x, differentiable n F x -> differentiable n (fun y => c * F y) x.
Proof.
  intros n c F x H; apply (differentiable_compose n (fun u => c * u) F x); [| assumption].
  exists (0 * F x + c * 1); apply derive_mult; [apply derive_constant | apply derive_variable].
Qed.

Lemma differentiable_opp : forall n F x, differentiable n F x -> differentiable n (fun y => - F y) x.
Proof.
  intros n F x H; apply (differentiable_compose n (fun u => - u) F x); [| assumption].
  exists (- 1); apply derive_opp, derive_variable.
Qed.

Lemma differentiable_minus : forall n F G x,
  differentiable n F x -> differentiable n G x -> differentiable n (fun y => F y - G y) x.
Proof. intros n F G x HF HG; apply differentiable_plus; [| apply differentiable_opp]; assumption. Qed.

Lemma differentiable_square : forall n F x, differentiable n F x -> differentiable n (fun y => F y ^ 2) x.
Proof.
  intros n F x H; apply (differentiable_compose n (fun u => u ^ 2) F x); [| assumption].
  exists (2 * F x * 1); apply derive_square, derive_variable.
Qed.

Lemma differentiable_pow : forall n k F x, differentiable n F x -> differentiable n (fun y => F y ^ k) x.
Proof.
  intros n k F x H; apply (differentiable_compose n (fun u => u ^ k) F x); [| assumption].
  eexists; apply derive_pow, derive_variable.
Qed.

(* u v = ((u + v)^2 - (u - v)^2) / 4 *)
Lemma differentiable_mult : forall n F G x,
  differentiable n F x -> differentiable n G x -> differentiable n (fun y => F y * G y) x.
Proof.
  intros n F G x HF HG.
  assert (E : (fun y => F y * G y) = (fun y => / 4 * ((F y + G y) ^ 2 - (F y - G y) ^ 2))).
  { apply functional_extensionality; intro y; field. }
  rewrite E; apply differentiable_scal, differentiable_minus; apply differentiable_square;
    [now apply differentiable_plus | now apply differentiable_minus].
Qed.

Lemma differentiable_inv : forall n F x, F x <> 0 -> differentiable n F x -> differentiable n (fun y => / F y) x.
Proof.
  intros n F x H0 H; apply (differentiable_compose n (fun u => / u) F x); [| assumption].
  exists (- 1 / F x ^ 2); apply (derive_inv (fun u => u)); [apply derive_variable | assumption].
Qed.

Lemma differentiable_div : forall n F G x, G x <> 0 ->
  differentiable n F x -> differentiable n G x -> differentiable n (fun y => F y / G y) x.
Proof. intros; apply differentiable_mult; [| apply differentiable_inv]; assumption. Qed.

Lemma differentiable_exp : forall n F x, differentiable n F x -> differentiable n (fun y => exp (F y)) x.
Proof.
  intros n F x H; apply (differentiable_compose n exp F x); [| assumption].
  exists (exp (F x)); apply is_derive_exp.
Qed.

Lemma differentiable_ln : forall n F x, 0 < F x -> differentiable n F x -> differentiable n (fun y => ln (F y)) x.
Proof.
  intros n F x P H; apply (differentiable_compose n ln F x); [| assumption].
  exists (/ F x); now apply is_derive_ln.
Qed.

Lemma differentiable_sum : forall n m (F : (nat -> R) -> nat -> R) x,
  (forall k, (1 <= k <= m)%nat -> differentiable n (fun y => F y k) x) -> differentiable n (fun y => sum m (F y)) x.
Proof.
  intros n m; induction m as [| m IH]; intros F x H; simpl; [apply differentiable_constant |].
  apply differentiable_plus; [apply IH; intros k Hk |]; apply H; lia.
Qed.


Lemma finite_choice : forall (A : Type) (a0 : A) n (P : nat -> A -> Prop),
  (forall k, (1 <= k <= n)%nat -> exists a, P k a) -> exists c, forall k, (1 <= k <= n)%nat -> P k (c k).
Proof.
  intros A a0; induction n as [| n IH]; intros P H; [exists (fun _ => a0); intros; lia |].
  destruct (IH P) as [c Hc]; [intros k Hk; apply H; lia |].
  destruct (H (S n)) as [a Ha]; [lia |].
  exists (fun k => if (k =? S n)%nat then a else c k); intros k Hk.
  destruct (Nat.eqb_spec k (S n)) as [-> |]; [assumption | apply Hc; lia].
Qed.

(* A function of m numbers after m functions of n numbers. *)
Theorem differentiable_compose_all : forall n m F (G : (nat -> R) -> nat -> R) x,
  differentiable m F (G x) -> (forall i, (1 <= i <= m)%nat -> differentiable n (fun y => G y i) x) ->
  differentiable n (fun y => F (G y)) x.
Proof.
  intros n m F G x [g Hg] HG.
  destruct (finite_choice _ (fun _ => 0) m (fun i h => gradient n (fun y => G y i) x h) HG) as [h Hh].
  exists (fun k => sum m (fun i => g i * h i k)); intros eps He.
  destruct (finite_choice _ 0 m (fun i K => 0 < K /\ exists d, 0 < d /\
    forall y, (forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d) ->
      Rabs (G y i - G x i) <= K * sum n (fun k => Rabs (y k - x k)))) as [K HK].
  { intros i Hi; destruct (gradient_lipschitz _ _ _ _ (Hh i Hi)) as [K [d [HK [Hd HL]]]]; exists K; eauto. }
  destruct (finite_bound m (fun i d => forall y, (forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d) ->
      Rabs (G y i - G x i) <= K i * sum n (fun k => Rabs (y k - x k)))) as [d0 [Hd0 HL]].
  { intros i p q HP Hq y Hy; apply HP; intros k Hk; specialize (Hy k Hk); lra. }
  { intros i Hi; destruct (HK i Hi) as [_ [d [Hd HL]]]; exists d; auto. }
  set (B := 1 + sum m K).
  assert (HB : 1 <= B).
  { assert (0 <= sum m K) by (apply sum_not_negative; intros i Hi; apply Rlt_le, HK, Hi); unfold B; lra. }
  set (A := 1 + sum m (fun i => Rabs (g i))).
  assert (HA : 1 <= A).
  { assert (0 <= sum m (fun i => Rabs (g i))) by (apply sum_not_negative; intros; apply Rabs_pos); unfold A; lra. }
  destruct (Hg (eps / (2 * B))) as [d1 [Hd1 HF]]; [apply Rdiv_lt_0_compat; lra |].
  destruct (finite_bound m (fun i d => forall y, (forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d) ->
      Rabs (G y i - G x i - sum n (fun k => h i k * (y k - x k)))
        <= eps / (2 * A) * sum n (fun k => Rabs (y k - x k)))) as [d2 [Hd2 HG2]].
  { intros i p q HP Hq y Hy; apply HP; intros k Hk; specialize (Hy k Hk); lra. }
  { intros i Hi; apply (Hh i Hi); apply Rdiv_lt_0_compat; lra. }
  set (d3 := d1 / (B * (INR n + 1))); assert (Hn := pos_INR n).
  assert (Hd3 : 0 < d3) by (apply Rdiv_lt_0_compat; [assumption | nra]).
  exists (Rmin (Rmin d0 d2) d3); split; [repeat apply Rmin_pos; assumption |]; intros y Hy.
  assert (Hy0 : forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d0).
  { intros k Hk; eapply Rlt_le_trans; [now apply Hy | eapply Rle_trans; [apply Rmin_l | apply Rmin_l]]. }
  assert (Hy2 : forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d2).
  { intros k Hk; eapply Rlt_le_trans; [now apply Hy | eapply Rle_trans; [apply Rmin_l | apply Rmin_r]]. }
  assert (Hy3 : forall k, (1 <= k <= n)%nat -> Rabs (y k - x k) < d3).
  { intros k Hk; eapply Rlt_le_trans; [now apply Hy | apply Rmin_r]. }
  set (D := sum n (fun k => Rabs (y k - x k))) in *.
  assert (HD : 0 <= D) by (apply sum_not_negative; intros; apply Rabs_pos).
  assert (HDd : D <= INR n * d3).
  { rewrite <- sum_constant; apply sum_le; intros k Hk; now apply Rlt_le, Hy3. }
  assert (HL' : forall i, (1 <= i <= m)%nat -> Rabs (G y i - G x i) <= K i * D) by (intros; now apply HL).
  assert (HKB : forall i, (1 <= i <= m)%nat -> K i <= B).
  { intros i Hi; apply Rle_trans with (sum m K); [| unfold B; lra].
    apply term_le_sum; [assumption | intros k Hk; apply Rlt_le, HK, Hk]. }
  assert (Hnear : forall i, (1 <= i <= m)%nat -> Rabs (G y i - G x i) < d1).
  { intros i Hi; eapply Rle_lt_trans; [now apply HL' |].
    assert (0 < K i) by apply HK, Hi; specialize (HKB i Hi).
    apply Rle_lt_trans with (B * (INR n * d3)); [apply Rmult_le_compat; lra |].
    unfold d3; replace (B * (INR n * (d1 / (B * (INR n + 1))))) with (d1 * (INR n / (INR n + 1))) by (field; lra).
    rewrite <- (Rmult_1_r d1) at 2; apply Rmult_lt_compat_l; [assumption |].
    apply Rmult_lt_reg_r with (INR n + 1); [lra |].
    replace (INR n / (INR n + 1) * (INR n + 1)) with (INR n) by (field; lra); lra. }
  specialize (HF (G y) Hnear).
  assert (Hsum : sum m (fun i => Rabs (G y i - G x i)) <= B * D).
  { apply Rle_trans with (sum m (fun i => D * K i)).
    - apply sum_le; intros i Hi; rewrite Rmult_comm; now apply HL'.
    - rewrite sum_scal; unfold B; nra. }
  assert (Hlin : Rabs (sum m (fun i => g i * (G y i - G x i - sum n (fun k => h i k * (y k - x k))))) <= eps / 2 * D).
  { eapply Rle_trans; [apply sum_Rabs |].
    apply Rle_trans with (sum m (fun i => (eps / (2 * A) * D) * Rabs (g i))).
    - apply sum_le; intros i Hi; rewrite Rabs_mult, Rmult_comm.
      apply Rmult_le_compat_r; [apply Rabs_pos | now apply HG2].
    - rewrite sum_scal; apply Rle_trans with (eps / (2 * A) * D * A).
      + apply Rmult_le_compat_l; [| unfold A; lra].
        apply Rmult_le_pos; [apply Rlt_le, Rdiv_lt_0_compat; lra | assumption].
      + apply Req_le; field; lra. }
  replace (sum n (fun k => sum m (fun i => g i * h i k) * (y k - x k)))
    with (sum m (fun i => g i * sum n (fun k => h i k * (y k - x k)))).
  2: { rewrite (sum_ext n _ (fun k => sum m (fun i => (y k - x k) * (g i * h i k)))).
       - rewrite sum_swap; apply sum_ext; intros i _; rewrite <- sum_scal; apply sum_ext; intros; ring.
       - intros k _; rewrite sum_scal; ring. }
  replace (F (G y) - F (G x) - sum m (fun i => g i * sum n (fun k => h i k * (y k - x k))))
    with ((F (G y) - F (G x) - sum m (fun i => g i * (G y i - G x i)))
      + sum m (fun i => g i * (G y i - G x i - sum n (fun k => h i k * (y k - x k))))).
  2: { rewrite (sum_ext m (fun i => g i * (G y i - G x i - sum n (fun k => h i k * (y k - x k))))
         (fun i => g i * (G y i - G x i) + -1 * (g i * sum n (fun k => h i k * (y k - x k))))) by (intros; ring).
       rewrite sum_plus, sum_scal; ring. }
  eapply Rle_trans; [apply Rabs_triang |].
  assert (eps / (2 * B) * (B * D) = eps / 2 * D) by (field; lra).
  assert (0 < eps / (2 * B)) by (apply Rdiv_lt_0_compat; lra).
  nra.
Qed.


(* ---- a convex function has its minimum where its slope is 0 ---- *)

Lemma mean_value : forall (f : R -> R) lo hi a b, lo < a -> a < b -> b < hi ->
  (forall s, lo < s < hi -> ex_derive f s) -> exists c, a <= c <= b /\ f b - f a = Derive f c * (b - a).
Proof.
  intros f lo hi a b Hlo Hab Hhi E; destruct (MVT_gen f a b (Derive f)) as [c [Hc Heq]].
  - intros t Ht; rewrite Rmin_left, Rmax_right in Ht by lra; apply Derive_correct, E; lra.
  - intros t Ht; rewrite Rmin_left, Rmax_right in Ht by lra.
    apply continuity_pt_filterlim, (ex_derive_continuous f), E; lra.
  - rewrite Rmin_left, Rmax_right in Hc by lra; exists c; split; [lra | exact Heq].
Qed.

Lemma slope_grows : forall (f : R -> R) lo hi a b, lo < a -> a < b -> b < hi ->
  (forall s, lo < s < hi -> ex_derive f s) -> (forall s, lo < s < hi -> 0 < Derive f s) -> f a < f b.
Proof.
  intros f lo hi a b Hlo Hab Hhi E P; destruct (mean_value f lo hi a b Hlo Hab Hhi E) as [c [Hc Heq]].
  assert (0 < Derive f c) by (apply P; lra); nra.
Qed.

Theorem convex_minimum : forall (f : R -> R) lo hi t s, lo < t < hi -> lo < s < hi ->
  (forall u, lo < u < hi -> ex_derive f u) -> (forall u, lo < u < hi -> ex_derive (Derive f) u) ->
  (forall u, lo < u < hi -> 0 < Derive (Derive f) u) -> Derive f t = 0 -> s <> t -> f t < f s.
Proof.
  intros f lo hi t s Ht Hs E E2 P H0 Hne.
  assert (grows : forall u v, lo < u -> u < v -> v < hi -> Derive f u < Derive f v).
  { intros u v Hu Huv Hv; now apply (slope_grows (Derive f) lo hi). }
  (* from t half way to s, where the slope has the right sign or is 0, and on to s, where it has the right sign *)
  set (q := (s + t) / 2).
  destruct (Rtotal_order s t) as [Hlt | [Heq | Hgt]]; [| contradiction |].
  - destruct (mean_value f lo hi s q) as [c [Hc one]]; [unfold q; lra | unfold q; lra | unfold q; lra | exact E |].
    destruct (mean_value f lo hi q t) as [d [Hd two]]; [unfold q; lra | unfold q; lra | unfold q; lra | exact E |].
    unfold q in *.
    assert (Derive f c < 0) by (rewrite <- H0; apply grows; lra).
    assert (Derive f d <= 0) by (destruct (Req_dec d t) as [-> |]; [lra | rewrite <- H0; apply Rlt_le, grows; lra]).
    nra.
  - destruct (mean_value f lo hi t q) as [c [Hc one]]; [unfold q; lra | unfold q; lra | unfold q; lra | exact E |].
    destruct (mean_value f lo hi q s) as [d [Hd two]]; [unfold q; lra | unfold q; lra | unfold q; lra | exact E |].
    unfold q in *.
    assert (0 <= Derive f c) by (destruct (Req_dec c t) as [-> |]; [lra | rewrite <- H0; apply Rlt_le, grows; lra]).
    assert (0 < Derive f d) by (rewrite <- H0; apply grows; lra).
    nra.
Qed.


(* ---- limits ---- *)

Lemma lim_exp_0 : forall d, d < 0 -> is_lim (fun c => exp (c * d)) p_infty 0.
Proof.
  intros d Hd; apply is_lim_comp with m_infty; [exact is_lim_exp_m | | exists 0; intros; discriminate].
  eapply is_lim_ext; [intro; apply Rmult_comm |].
  assert (H := is_lim_scal_l (fun c => c) d p_infty p_infty (is_lim_id p_infty)).
  replace (Rbar_mult d p_infty) with m_infty in H; [exact H |].
  simpl; destruct (Rle_dec 0 d); [exfalso; lra | reflexivity].
Qed.

Lemma lim_exp_infinite : forall d, 0 < d -> is_lim (fun c => exp (c * d)) p_infty p_infty.
Proof.
  intros d Hd; apply is_lim_comp with p_infty; [exact is_lim_exp_p | | exists 0; intros; discriminate].
  eapply is_lim_ext; [intro; apply Rmult_comm |].
  assert (H := is_lim_scal_l (fun c => c) d p_infty p_infty (is_lim_id p_infty)).
  replace (Rbar_mult d p_infty) with p_infty in H; [exact H |].
  simpl; destruct (Rle_dec 0 d) as [H1 |]; [| exfalso; lra].
  destruct (Rle_lt_or_eq_dec 0 d H1); [reflexivity | exfalso; lra].
Qed.

Lemma lim_plus : forall f g p (a b : R),
  is_lim f p a -> is_lim g p b -> is_lim (fun c => f c + g c) p (a + b)%R.
Proof. intros f g p a b Hf Hg; apply (is_lim_plus f g p a b); auto; reflexivity. Qed.

Lemma lim_sum : forall n (f : R -> nat -> R) (l : nat -> R) p,
  (forall k, (1 <= k <= n)%nat -> is_lim (fun c => f c k) p (l k)) -> is_lim (fun c => sum n (f c)) p (sum n l).
Proof.
  induction n as [| n IH]; intros f l p H; simpl; [apply is_lim_const |].
  apply lim_plus; [apply IH; intros k Hk |]; apply H; lia.
Qed.

Lemma lim_sum_in : forall n part (f : R -> nat -> R) (l : nat -> R) p,
  (forall k, (1 <= k <= n)%nat -> part k = true -> is_lim (fun c => f c k) p (l k)) ->
  is_lim (fun c => sum_in n part (f c)) p (sum_in n part l).
Proof.
  intros n part f l p H; apply (lim_sum n (fun c k => if part k then f c k else 0)); intros k Hk.
  specialize (H k Hk); destruct (part k); [auto | apply is_lim_const].
Qed.

Lemma lim_inv : forall f p (a : R), is_lim f p a -> a <> 0 -> is_lim (fun c => / f c) p (/ a)%R.
Proof.
  intros f p a H H0; replace (Finite (/ a)) with (Rbar_inv a); [| reflexivity].
  apply is_lim_inv; [assumption | now intro E; injection E].
Qed.

Lemma lim_inv_infinite : forall f p, is_lim f p p_infty -> is_lim (fun c => / f c) p 0.
Proof.
  intros f p H; replace (Finite 0) with (Rbar_inv p_infty); [| reflexivity].
  apply is_lim_inv; [assumption | discriminate].
Qed.

Lemma lim_above : forall f g p, (forall c, f c <= g c) -> is_lim f p p_infty -> is_lim g p p_infty.
Proof.
  intros f g p H Hf; apply (is_lim_le_p_loc f g p); [| assumption].
  apply filter_forall; assumption.
Qed.

Lemma lim_exp_1 : forall d, d = 0 -> is_lim (fun c => exp (c * d)) p_infty 1.
Proof.
  intros d ->; apply (is_lim_ext (fun _ => 1)); [| apply is_lim_const].
  intro c; now rewrite Rmult_0_r, exp_0.
Qed.

Lemma lim_value : forall f p (v w : R), is_lim f p v -> v = w -> is_lim f p w.
Proof. intros f p v w H <-; exact H. Qed.

(* Two functions that are equal for every c > 0 tend to the same. *)
Lemma eventually_same : forall (f g : R -> R) v,
  (forall c, 0 < c -> f c = g c) -> is_lim g p_infty v -> is_lim f p_infty v.
Proof.
  intros f g v E; apply is_lim_ext_loc; exists 0; intros c Hc; symmetry; now apply E.
Qed.

Lemma from_the_right : forall (f g : R -> R) v, (forall c, g c = f c) -> ex_derive f 0 -> f 0 = v ->
  filterlim g (at_right 0) (locally v).
Proof.
  intros f g v E H <-; apply (filterlim_ext f); [intro c; now rewrite E |].
  eapply filterlim_filter_le_1; [apply filter_le_within |].
  now apply (ex_derive_continuous f).
Qed.

Lemma lim_share : forall f (s : R), is_lim f p_infty s -> 1 + s <> 0 ->
  is_lim (fun c => 1 / (1 + f c)) p_infty (1 / (1 + s))%R.
Proof.
  intros f s H H0.
  apply (is_lim_ext (fun c => / (1 + f c))); [intro; unfold Rdiv; ring |].
  replace (1 / (1 + s)) with (/ (1 + s)) by (unfold Rdiv; ring).
  apply lim_inv; [| assumption]; apply (lim_plus (fun _ => 1) f p_infty 1 s); [apply is_lim_const | assumption].
Qed.

Lemma lim_share_0 : forall f, is_lim f p_infty p_infty -> is_lim (fun c => 1 / (1 + f c)) p_infty 0.
Proof.
  intros f H; apply (is_lim_ext (fun c => / (1 + f c))); [intro; unfold Rdiv; ring |].
  apply lim_inv_infinite, (is_lim_plus (fun _ => 1) f p_infty 1 p_infty p_infty);
    [apply is_lim_const | assumption | reflexivity].
Qed.

(* If one exponent is positive, the sum grows without end. *)
Lemma lim_larger : forall n j top (d : nat -> R), (1 <= j <= n)%nat -> (1 <= top <= n)%nat -> top <> j -> 0 < d top ->
  is_lim (fun c => sum_except n j (fun k => exp (c * d k))) p_infty p_infty.
Proof.
  intros n j top d Hj Ht Hne Hd.
  apply (lim_above (fun c => exp (c * d top))); [| now apply lim_exp_infinite].
  intro c; unfold sum_except, sum_in.
  apply Rle_trans with (if negb (top =? j)%nat then exp (c * d top) else 0).
  - destruct (Nat.eqb_spec top j); [contradiction | apply Rle_refl].
  - apply (term_le_sum n top (fun k => if negb (k =? j)%nat then exp (c * d k) else 0)); [assumption |].
    intros k _; destruct (negb (k =? j)%nat); [apply Rlt_le, exp_pos | apply Rle_refl].
Qed.

(* If the exponents of a part are 0 and the others are negative, the terms of the part are counted. *)
Lemma lim_ties : forall n j part (d : nat -> R), (1 <= j <= n)%nat -> part j = true ->
  (forall k, (1 <= k <= n)%nat -> part k = true -> d k = 0) ->
  (forall k, (1 <= k <= n)%nat -> part k = false -> d k < 0) ->
  is_lim (fun c => sum_except n j (fun k => exp (c * d k))) p_infty (INR (size n part) - 1).
Proof.
  intros n j part d Hj Pj H0 Hneg.
  apply lim_value with (sum_except n j (fun k => if part k then 1 else 0)).
  - apply (lim_sum_in n _ (fun c k => exp (c * d k)) (fun k => if part k then 1 else 0)); intros k Hk _.
    destruct (part k) eqn:E; [apply lim_exp_1, H0 | apply lim_exp_0, Hneg]; assumption.
  - rewrite sum_except_split, Pj by assumption.
    change (sum_in n part (fun _ => 1) - 1 = INR (size n part) - 1); rewrite sum_in_constant; ring.
Qed.

(* The derivative of a derivative that is known on an open interval. *)
Lemma derive_twice : forall (f g : R -> R) (x lo hi v : R), lo < x < hi ->
  (forall s, lo < s < hi -> is_derive f s (g s)) -> is_derive g x v -> is_derive (Derive f) x v.
Proof.
  intros f g x lo hi v Hx H Hg; apply (is_derive_ext_loc g); [| exact Hg].
  exists (mkposreal (Rmin (x - lo) (hi - x)) ltac:(apply Rmin_pos; lra)); intros s Hs.
  symmetry; apply is_derive_unique, H.
  unfold ball in Hs; simpl in Hs; unfold AbsRing_ball, abs, minus, plus, opp in Hs; simpl in Hs.
  apply Rabs_def2 in Hs; assert (A := Rmin_l (x - lo) (hi - x)); assert (B := Rmin_r (x - lo) (hi - x)); lra.
Qed.

Lemma differentiable_same : forall n (F G : (nat -> R) -> R) x,
  (forall v, F v = G v) -> differentiable n G x -> differentiable n F x.
Proof. intros n F G x E; now replace F with G by (apply functional_extensionality; intro; now rewrite E). Qed.
