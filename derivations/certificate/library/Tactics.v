(* The tactics by which the steps of a derivation are proved: one for each kind of step. *)

From Coq Require Import Reals Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Sums Calculus Neurons Network.
Open Scope R_scope.

(* An index lies in its range, or two indices differ. *)
Ltac range := first [assumption | lia | congruence].

(* ---- signs ---- *)

Lemma ln_positive : forall x, 0 < x - 1 -> 0 < ln x.
Proof. intros x H; rewrite <- ln_1; apply ln_increasing; lra. Qed.

Ltac positive :=
  cbv beta;
  match goal with
  | |- 0 < exp _ => apply exp_pos
  | H : 0 < ?x |- 0 < ?x => exact H
  | |- 0 < ?x / ?y => apply Rdiv_lt_0_compat; positive
  | |- 0 < / ?x => apply Rinv_0_lt_compat; positive
  | |- 0 < ?x * ?y => apply Rmult_lt_0_compat; positive
  | |- 0 < ?x ^ _ => apply pow_lt; positive
  | |- 0 < sum_except _ _ _ => apply sum_except_positive; [range | range | intros; positive]
  | |- 0 < sum _ _ => apply sum_positive; [range | intros; positive]
  | |- 0 < INR _ => apply lt_0_INR; range
  | |- 0 < ln _ => apply ln_positive; ring_simplify; positive
  | |- 0 < ?x + ?y => apply Rplus_lt_0_compat; positive
  | |- 0 < ?x + ?y => apply Rplus_lt_le_0_compat; [positive | not_negative]
  | |- 0 < ?x + ?y => apply Rplus_le_lt_0_compat; [not_negative | positive]
  | E : act ?N (L ?N) = _ |- context [a ?N ?x (L ?N) ?k] =>
      rewrite (a_at N x (L N)) by range; rewrite E; positive
  | |- 0 < _ => lra
  | H : _ |- 0 < 1 - _ => apply Rlt_Rminus, H; range
  | H : _ |- 0 < 1 + ?x => let B := fresh in assert (B : - 1 < x) by (apply H; range); lra
  | H : _ |- 0 < ?x + 1 => let B := fresh in assert (B : - 1 < x) by (apply H; range); lra
  | H : _ |- 0 < _ => apply H; range
  end
with not_negative :=
  cbv beta;
  match goal with
  | H : 0 <= ?x |- 0 <= ?x => exact H
  | |- 0 <= ?x / ?y => apply Rmult_le_pos; [not_negative | apply Rlt_le, Rinv_0_lt_compat; positive]
  | |- 0 <= ?x * ?y => apply Rmult_le_pos; not_negative
  | |- 0 <= ?x + ?y => apply Rplus_le_le_0_compat; not_negative
  | |- 0 <= ?x ^ 2 => apply pow2_ge_0
  | |- 0 <= sum_except _ _ _ => apply sum_except_not_negative; intros; not_negative
  | |- 0 <= sum_in _ _ _ => apply sum_in_not_negative; intros; not_negative
  | |- 0 <= sum _ _ => apply sum_not_negative; intros; not_negative
  | |- 0 <= INR _ => apply pos_INR
  | |- 0 <= _ => apply Rlt_le; positive
  | |- 0 <= _ => lra
  end.

Lemma exp_is_not_1 : forall t, t <> 0 -> exp t <> 1.
Proof. intros t H E; apply H, exp_inv; now rewrite exp_0. Qed.

Lemma below_1 : forall x, x < 1 -> - 1 + x <> 0.
Proof. intros x H E; lra. Qed.

(* What a quotient needs. *)
Ltac not_zero :=
  cbv beta;
  match goal with
  | |- _ /\ _ => split; not_zero
  | |- True => exact I
  | H : ?x <> 0 |- ?x <> 0 => exact H
  | |- ?x * ?y <> 0 => apply Rmult_integral_contrapositive_currified; not_zero
  | |- ?x / ?y <> 0 => apply Rmult_integral_contrapositive_currified; [not_zero | apply Rinv_neq_0_compat; not_zero]
  | |- ?x ^ _ <> 0 => apply pow_nonzero; not_zero
  | |- / ?x <> 0 => apply Rinv_neq_0_compat; not_zero
  | |- - ?x <> 0 => apply Ropp_neq_0_compat; not_zero
  | |- INR _ <> 0 => apply not_0_INR; range
  | |- - 1 + ?x <> 0 => apply (below_1 x); first [lra | match goal with H : _ |- _ => apply H; range end]
  | H : ?t <> 0 |- _ + _ <> 0 => let E := fresh in intro E; apply (exp_is_not_1 t H); lra
  | |- exp _ <> 0 => apply Rgt_not_eq, exp_pos
  | |- _ <> 0 => apply Rgt_not_eq; red; positive
  | |- _ <> 0 => apply Rlt_not_eq; lra
  | |- _ <> 0 => let E := fresh in intro E; lra
  | |- _ <> 0 => let E := fresh in let K := fresh in intro E; ring_simplify in E;
      match type of E with ?y = 0 => cut (y <> 0); [intro K; exact (K E) | apply Rgt_not_eq; red; positive] end
  end.

(* ---- equations ---- *)

Lemma exp_minus : forall x y, exp (x - y) = exp x / exp y.
Proof. intros x y; unfold Rminus, Rdiv; now rewrite exp_plus, exp_Ropp. Qed.

Lemma ln_quotient : forall x y, 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof. intros x y Hx Hy; unfold Rdiv; rewrite ln_mult, ln_Rinv; [ring | | | apply Rinv_0_lt_compat]; assumption. Qed.

Lemma ln_power : forall k x, 0 < x -> ln (x ^ k) = INR k * ln x.
Proof.
  intros k x H; induction k as [| k IH]; [simpl; rewrite ln_1; ring |].
  rewrite S_INR, <- tech_pow_Rmult, ln_mult, IH; [ring | assumption | now apply pow_lt].
Qed.

(* exp of sums, differences and opposites, in exp of single terms *)
Ltac exponentials :=
  repeat match goal with
  | |- context [exp (?c * (?x - ?y))] => replace (c * (x - y)) with (c * x - c * y) by ring
  | |- context [exp (?c * (?x + ?y))] => replace (c * (x + y)) with (c * x + c * y) by ring
  | |- context [exp (- ?c * ?x)] => replace (- c * x) with (- (c * x)) by ring
  | |- context [exp (?x - ?y)] => rewrite (exp_minus x y)
  | |- context [exp (?x + ?y)] => rewrite (exp_plus x y)
  | |- context [exp (- ?x)] => rewrite (exp_Ropp x)
  | |- context [exp 0] => rewrite exp_0
  end.

(* ln of products and quotients of positive numbers, and of exp *)
Ltac logarithms :=
  repeat match goal with
  | |- context [ln (exp ?x)] => rewrite (ln_exp x)
  | |- context [exp (ln ?x)] => rewrite (exp_ln x) by positive
  | |- context [ln (?x / ?y)] => rewrite (ln_quotient x y) by positive
  | |- context [ln (?x * ?y)] => rewrite (ln_mult x y) by positive
  | |- context [ln (?x ^ ?k)] => rewrite (ln_power k x) by positive; simpl INR
  | |- context [ln (/ ?x)] => rewrite (ln_Rinv x) by positive
  | |- context [ln 1] => rewrite ln_1
  end.

(* The arguments of one function, if they are the same by arithmetic. *)
Ltac arguments :=
  repeat match goal with
  | |- context [Derive ?f ?x] => match goal with |- context [Derive f ?y] =>
      tryif constr_eq x y then fail else replace y with x by ring end
  | |- context [exp ?x] => match goal with |- context [exp ?y] =>
      tryif constr_eq x y then fail else replace (exp y) with (exp x) by (apply f_equal; ring) end
  end.

(* deltas, in both cases of each *)
Ltac deltas :=
  unfold delta;
  repeat match goal with
  | |- context [(?i =? ?i)%nat] => rewrite (Nat.eqb_refl i)
  | |- context [(?i =? ?j)%nat] => let E := fresh in destruct (Nat.eqb_spec i j) as [E | E];
      [first [exfalso; congruence | rewrite ?E in *] | try (exfalso; congruence)]
  end.

Ltac same := match goal with |- ?x = ?x => reflexivity end.

Ltac arithmetic := first [same | ring | field; not_zero].

Ltac algebra :=
  cbv beta; rewrite ?upd_itself; exponentials; logarithms;
  first [arithmetic | progress arguments; arithmetic | arguments; deltas; arithmetic].

(* Both sides are built alike; where they differ, an equation that is at hand applies. *)
Ltac alike equation :=
  cbv beta;
  match goal with
  | |- ?x = ?x => reflexivity
  | _ => solve [equation]
  | |- sum ?n _ = sum ?n _ => apply sum_ext; intros; alike equation
  | |- sum_in ?n ?part _ = sum_in ?n ?part _ => apply sum_in_ext; intros; alike equation
  | |- sum_except ?n ?j _ = sum_except ?n ?j _ => apply sum_except_ext; intros; alike equation
  | |- _ => progress f_equal; alike equation
  end.

(* ---- derivatives ---- *)

Ltac exists_derivative :=
  solve [ assumption | apply sigma_derivable | match goal with H : _ |- ex_derive _ _ => apply H end ].

Ltac derive :=
  cbv beta;
  lazymatch goal with
  | |- is_derive (fun _ => ?c) _ _ => apply derive_constant
  | |- is_derive (fun t => t) _ _ => apply derive_variable
  | |- is_derive (fun t => upd ?z ?j t ?k) _ _ => apply derive_upd
  | |- is_derive (fun t => @?f t + @?g t) ?x _ => eapply (derive_plus f g x); derive
  | |- is_derive (fun t => @?f t - @?g t) ?x _ => eapply (derive_minus f g x); derive
  | |- is_derive (fun t => - @?f t) ?x _ => eapply (derive_opp f x); derive
  | |- is_derive (fun t => @?f t * @?g t) ?x _ => eapply (derive_mult f g x); derive
  | |- is_derive (fun t => @?f t / @?g t) ?x _ =>
      eapply (derive_div f g x); [derive | derive | cbv beta; rewrite ?upd_itself; not_zero]
  | |- is_derive (fun t => / @?f t) ?x _ =>
      eapply (derive_inv f x); [derive | cbv beta; rewrite ?upd_itself; not_zero]
  | |- is_derive (fun t => (@?f t) ^ 2) ?x _ => eapply (derive_square f x); derive
  | |- is_derive (fun t => (@?f t) ^ ?k) ?x _ => eapply (derive_pow f k x); derive
  | |- is_derive (fun t => exp (@?f t)) ?x _ => eapply (derive_exp f x); derive
  | |- is_derive (fun t => tanh (@?f t)) ?x _ => eapply (derive_tanh f x); derive
  | |- is_derive (fun t => ln (@?f t)) ?x _ =>
      eapply (derive_ln f x); [derive | cbv beta; rewrite ?upd_itself; positive]
  | |- is_derive (fun t => sum ?n (fun k => @?f t k)) ?x _ => eapply (derive_sum n f); intros ? ?; derive
  | |- is_derive (fun t => sum_except ?n ?j (fun k => @?f t k)) ?x _ => eapply (derive_sum_except n j f); intros ? ? ?; derive
  | |- is_derive (fun t => C (set_w ?N ?l ?j ?k t) ?x) _ _ =>
      apply Derive_correct; eexists; apply (chain_w_z N x); auto; range
  | |- is_derive (fun t => C (set_b ?N ?l ?j t) ?x) _ _ =>
      apply Derive_correct; eexists; apply (chain_b_z N x); auto; range
  | |- is_derive (fun t => ?f (@?g t) ?c) ?x _ =>
      eapply (derive_function (fun u => f u c) g x); [exists_derivative | derive]
  | |- is_derive (fun t => ?f (@?g t)) ?x _ => eapply (derive_function f g x); [exists_derivative | derive]
  end.

(* ---- total differentiability ---- *)

Lemma differentiable_elementwise : forall n (f : R -> R) j v, (1 <= j <= n)%nat ->
  ex_derive f (v j) -> differentiable n (fun v => f (v j)) v.
Proof.
  intros n f j v Hj Hf; apply (differentiable_compose n f (fun v => v j) v Hf).
  now apply differentiable_coordinate.
Qed.

Ltac differentiability :=
  cbv beta;
  lazymatch goal with
  | |- differentiable _ (fun _ => ?c) _ => apply differentiable_constant
  | |- differentiable _ (fun v => v ?j) _ => apply differentiable_coordinate; range
  | |- differentiable ?n (fun v => @?F v + @?G v) ?x => apply (differentiable_plus n F G x); differentiability
  | |- differentiable ?n (fun v => @?F v - @?G v) ?x => apply (differentiable_minus n F G x); differentiability
  | |- differentiable ?n (fun v => - @?F v) ?x => apply (differentiable_opp n F x); differentiability
  | |- differentiable ?n (fun v => @?F v * @?G v) ?x => apply (differentiable_mult n F G x); differentiability
  | |- differentiable ?n (fun v => @?F v / @?G v) ?x =>
      apply (differentiable_div n F G x); [cbv beta; not_zero | differentiability | differentiability]
  | |- differentiable ?n (fun v => / @?F v) ?x =>
      apply (differentiable_inv n F x); [cbv beta; not_zero | differentiability]
  | |- differentiable ?n (fun v => (@?F v) ^ 2) ?x => apply (differentiable_square n F x); differentiability
  | |- differentiable ?n (fun v => (@?F v) ^ ?k) ?x => apply (differentiable_pow n k F x); differentiability
  | |- differentiable ?n (fun v => exp (@?F v)) ?x => apply (differentiable_exp n F x); differentiability
  | |- differentiable ?n (fun v => ln (@?F v)) ?x =>
      apply (differentiable_ln n F x); [cbv beta; positive | differentiability]
  | |- differentiable ?n (fun v => sum ?m (fun k => @?F v k)) ?x =>
      apply (differentiable_sum n m F x); intros ? ?; differentiability
  | |- differentiable ?n (fun v => ?f (v ?j)) ?x => apply differentiable_elementwise; [range | exists_derivative]
  end.

(* ---- steps that follow from one another ---- *)

Lemma eq_eq : forall a b c : R, a = b -> b = c -> a = c.
Proof. intros; lra. Qed.
Lemma eq_lt : forall a b c : R, a = b -> b < c -> a < c.
Proof. intros; lra. Qed.
Lemma eq_le : forall a b c : R, a = b -> b <= c -> a <= c.
Proof. intros; lra. Qed.
Lemma eq_gt : forall a b c : R, a = b -> c < b -> c < a.
Proof. intros; lra. Qed.
Lemma eq_ge : forall a b c : R, a = b -> c <= b -> c <= a.
Proof. intros; lra. Qed.
Lemma eq_ne : forall a b c : R, a = b -> b <> c -> a <> c.
Proof. intros a b c ->; auto. Qed.
Lemma lt_eq : forall a b c : R, a < b -> b = c -> a < c.
Proof. intros; lra. Qed.
Lemma le_eq : forall a b c : R, a <= b -> b = c -> a <= c.
Proof. intros; lra. Qed.
Lemma gt_eq : forall a b c : R, b < a -> b = c -> c < a.
Proof. intros; lra. Qed.
Lemma ge_eq : forall a b c : R, b <= a -> b = c -> c <= a.
Proof. intros; lra. Qed.
Lemma ne_eq : forall a b c : R, a <> b -> b = c -> a <> c.
Proof. intros a b c H <-; auto. Qed.
Lemma lt_lt : forall a b c : R, a < b -> b < c -> a < c.
Proof. intros; lra. Qed.
Lemma lt_le : forall a b c : R, a < b -> b <= c -> a < c.
Proof. intros; lra. Qed.
Lemma le_lt : forall a b c : R, a <= b -> b < c -> a < c.
Proof. intros; lra. Qed.
Lemma le_le : forall a b c : R, a <= b -> b <= c -> a <= c.
Proof. intros; lra. Qed.
Lemma gt_gt : forall a b c : R, b < a -> c < b -> c < a.
Proof. intros; lra. Qed.
Lemma gt_ge : forall a b c : R, b < a -> c <= b -> c < a.
Proof. intros; lra. Qed.
Lemma ge_gt : forall a b c : R, b <= a -> c < b -> c < a.
Proof. intros; lra. Qed.
Lemma ge_ge : forall a b c : R, b <= a -> c <= b -> c <= a.
Proof. intros; lra. Qed.

Lemma less_by : forall d a b : R, b - a = d -> 0 < d -> a < b.
Proof. intros; lra. Qed.
Lemma differ_by : forall d a b : R, a - b = d -> d <> 0 -> a <> b.
Proof. intros d a b E H ->; apply H; rewrite <- E; ring. Qed.
Lemma at_most_by : forall d a b : R, b - a = d -> 0 <= d -> a <= b.
Proof. intros; lra. Qed.

Lemma absolute : forall x y : R, x = y \/ x = - y -> 0 <= y -> Rabs x = y.
Proof. intros x y [-> | ->] H; [| rewrite Rabs_Ropp]; now apply Rabs_pos_eq. Qed.

(* An equation that is another one times a factor that is not 0. *)
Lemma multiple : forall k a b c d : R, k <> 0 -> a - b = k * (c - d) -> (a = b <-> c = d).
Proof.
  intros k a b c d Hk E; split; intro H.
  - apply Rminus_diag_uniq; apply Rmult_eq_reg_l with k; [| assumption]; rewrite <- E; subst; ring.
  - apply Rminus_diag_uniq; rewrite E, H; ring.
Qed.

(* ---- what the steps of a script are made of ---- *)

(* A condition of a fact that is used. *)
Ltac side :=
  intros; cbv beta;
  first
  [ assumption
  | reflexivity
  | range
  | apply sigma_derivable
  | split; assumption
  | match goal with H : forall _, differentiable_cost _ _ |- differentiable_cost _ _ => apply H end
  | match goal with H : forall l, _ -> differentiable_layer _ l |- differentiable_layer _ _ => apply H; range end
  | positive
  | match goal with H : _ |- _ => apply H; range end ].

Ltac use fact :=
  repeat match type of fact with
  | ?P -> _ => let X := fresh in assert (X : P) by side; specialize (fact X); clear X
  end;
  try (let E := fresh in destruct fact as [E fact]; clear E).

Ltac same_derivative :=
  cbv beta; cbn [pred]; rewrite ?upd_itself, ?set_w_itself, ?set_b_itself; simpl INR;
  first [reflexivity | algebra | alike ltac:(idtac; simpl INR; algebra)].

Ltac derivative_is v := eapply value; [derive | transitivity v; [same_derivative | reflexivity]].

(* A function by its definition. *)
Ltac written_out :=
  intro; cbv beta;
  first
  [ reflexivity
  | match goal with H : forall v, cost _ _ v = _ |- cost _ _ _ = _ => apply H end
  | match goal with H : forall x v, cost _ x v = _ |- cost _ _ _ = _ => apply H end
  | rewrite ?weigh_next;
    alike ltac:(idtac; match goal with H : _ |- act _ _ _ _ = _ => apply H; range end) ].

Lemma same_layer : forall N l g, (forall v i, act N l v i = g v i) -> act N l = g.
Proof.
  intros N l g H; apply functional_extensionality; intro v; apply functional_extensionality; intro i; apply H.
Qed.

(* A fact about a layer alone, in a network. *)
Ltac foreign :=
  repeat match goal with |- context [a ?N ?x (L ?N)] => rewrite (a_at N x (L N)) by range end;
  match goal with E : act ?N (L ?N) = _ |- _ => rewrite ?E | _ => idtac end; cbv beta.

Ltac all_layers :=
  let l := fresh "l" in let in_l := fresh in
  intros l in_l;
  match goal with
  | A : forall v i, act ?N (L ?N) v i = _, H : forall l, _ -> differentiable_layer ?N l |- _ =>
      destruct (Nat.eq_dec l (L N)) as [-> |]; [| apply H; range];
      intros ? ? ?; eapply differentiable_same; [intro; apply A | differentiability]
  | A : forall l v i, _ -> act ?N l v i = _, H : differentiable_layer ?N (L ?N) |- _ =>
      destruct (Nat.eq_dec l (L N)) as [-> |]; [exact H |];
      intros ? ? ?; eapply differentiable_same; [intro; apply A; range | differentiability]
  end.

Ltac differentiable_costs :=
  intros; unfold differentiable_cost;
  match goal with
  | H : forall v, cost _ _ v = _ |- _ => eapply differentiable_same; [intro; apply H | differentiability]
  | H : forall x v, cost _ x v = _ |- _ => eapply differentiable_same; [intro; apply H | differentiability]
  end.

Ltac linear_sum :=
  repeat first [rewrite sum_plus | rewrite sum_scal | rewrite sum_in_plus | rewrite sum_in_scal]; reflexivity.

Ltac collapse :=
  repeat rewrite sum_delta by range; rewrite ?sum_constant, ?sum_in_constant, ?size_of_rest; cbv beta; first [same | ring | field; not_zero].

(* What is known of whole numbers, as numbers. *)
Ltac sizes :=
  repeat match goal with H : (_ <= _)%nat |- _ => apply le_INR in H; simpl INR in H end.

(* What hypotheses about the indices of a part say of those at hand. *)
Ltac instances :=
  repeat match goal with
  | T : rest ?M ?p = true |- _ => apply Bool.negb_true_iff in T
  | T : ?M ?p = ?b, H : forall k, (1 <= k <= ?n)%nat -> ?M k = ?b -> _ |- _ =>
      let X := fresh in assert (X := H p ltac:(range) T); clear T
  end.

Ltac sums_are_not_negative :=
  repeat match goal with |- context [sum_in ?n ?part ?f] =>
    let X := fresh in assert (X : 0 <= sum_in n part f) by not_negative;
    revert X; generalize (sum_in n part f); intros ? X
  end.

Ltac order_of_products :=
  match goal with
  | |- 0 <= ?x / ?y => apply Rmult_le_pos; [| apply Rlt_le, Rinv_0_lt_compat]; order_of_products
  | |- 0 <= ?x * ?y => apply Rmult_le_pos; order_of_products
  | |- 0 < ?x * ?y => apply Rmult_lt_0_compat; order_of_products
  | _ => first [positive | not_negative | nra]
  end.

Lemma exp_at_most : forall x y, x <= y -> exp x <= exp y.
Proof. intros x y [H | ->]; [apply Rlt_le, exp_increasing, H | apply Rle_refl]. Qed.

Ltac order :=
  cbv beta;
  first
  [ match goal with
    | |- tanh _ < 1 => apply tanh_below_1
    | |- _ < tanh ?x => let H := fresh in assert (H := tanh_above x); lra
    | |- exp ?x <= exp ?y => apply exp_at_most; instances; nra
    | |- sum_in ?n ?part ?f <= sum_in ?n ?part (fun _ => 1) * ?K => apply sum_in_at_most; intros; order
    | |- sum_in ?n ?part ?f <= sum_in ?n ?part ?g => apply sum_in_le; intros; order
    | |- sum ?n ?f <= sum ?n ?g => apply sum_le; intros; order
    end
  | positive
  | not_negative
  | lra
  | match goal with |- ?x < 0 => apply Ropp_lt_cancel; rewrite Ropp_0, ?Ropp_involutive; positive end
  | nra
  | match goal with H : _ |- _ => apply H; range end
  | solve [sizes; first [lra | positive | not_negative | nra]]
  | solve [sizes; sums_are_not_negative; order_of_products] ].

Ltac differ :=
  first
  [ match goal with
    | H : _ < _ |- _ => first [apply Rlt_not_eq; exact H | apply Rgt_not_eq; exact H]
    | H : _ <> _ |- _ => exact H
    end
  | not_zero
  | lra ].

Ltac has_its_value :=
  unfold has_value, number, add, subtract, multiply, negative, raise, divide, invert, natural_log, exponential,
    apply1, apply2;
  repeat match goal with
  | |- context [Rlt_dec ?x ?y] => let H := fresh in
      destruct (Rlt_dec x y) as [| H]; [| exfalso; apply H; order]
  | |- context [Req_EM_T ?x ?y] => let H := fresh in let K := fresh in
      destruct (Req_EM_T x y) as [H |]; [exfalso; assert (K : x <> y) by not_zero; exact (K H) |]
  end;
  eexists; reflexivity.

Ltac lacks_a_value :=
  unfold has_no_value, number, add, subtract, multiply, negative, raise, divide, invert, natural_log, exponential,
    apply1, apply2;
  repeat match goal with
  | |- context [Rlt_dec ?x ?y] => let H := fresh in
      destruct (Rlt_dec x y) as [H | H]; [try (exfalso; lra) | try (exfalso; apply H; lra)]
  | |- context [Req_EM_T ?x ?y] => let H := fresh in
      destruct (Req_EM_T x y) as [H | H]; [try (exfalso; lra) | try (exfalso; apply H; lra)]
  end;
  reflexivity.

(* ---- limits ---- *)

Ltac compare := intros; cbv beta in *; instances; lra.

Ltac limit :=
  cbv beta;
  match goal with
  | H : is_lim ?f p_infty ?v |- is_lim ?f p_infty ?v => exact H
  | |- is_lim (fun c => exp (?d * c)) p_infty _ =>
      apply (is_lim_ext (fun c => exp (c * d))); [intro; f_equal; ring | limit]
  | |- is_lim (fun c => exp (- (c * ?d))) p_infty _ =>
      apply (is_lim_ext (fun c => exp (c * - d))); [intro; f_equal; ring | limit]
  | |- is_lim (fun c => exp (- c)) p_infty _ =>
      apply (is_lim_ext (fun c => exp (c * - (1)))); [intro; f_equal; ring | limit]
  | |- is_lim (fun c => exp (c * ?d)) p_infty (Finite 1) => apply lim_exp_1; compare
  | |- is_lim (fun c => exp (c * ?d)) p_infty (Finite 0) => apply lim_exp_0; compare
  | |- is_lim (fun c => exp (c * ?d)) p_infty p_infty => apply lim_exp_infinite; compare
  | H : ?z ?j < ?z ?top |- is_lim (fun c => sum_except ?n ?j (fun k => exp (c * (?z k - ?z ?j)))) p_infty p_infty =>
      apply (lim_larger n j top (fun k => z k - z j)); [range | range | intros ->; lra | lra]
  | P : size ?n ?M = ?m |- is_lim (fun c => sum_except ?n ?j (fun k => exp (c * (?z k - ?z ?j)))) p_infty p_infty =>
      let p := fresh "p" in let in_p := fresh in let is_p := fresh in
      destruct (element n M) as [p [in_p is_p]]; [range |];
      apply (lim_larger n j p (fun k => z k - z j)); [range | range | congruence | compare]
  | P : size ?n ?M = ?m |- is_lim (fun c => sum_except ?n ?j (fun k => exp (c * (?z k - ?z ?j)))) p_infty (Finite _) =>
      eapply lim_value; [apply (lim_ties n j M (fun k => z k - z j)); [range | assumption | compare | compare]
        | rewrite P; ring]
  | |- is_lim (fun c => 1 / (1 + @?S c)) p_infty (Finite 0) => apply (lim_share_0 S); limit
  | H : is_lim ?S p_infty (Finite ?s) |- is_lim (fun c => 1 / (1 + ?S c)) p_infty (Finite _) =>
      eapply lim_value; [apply (lim_share S s H); not_zero | algebra]
  | P : size ?n ?M = ?m |- is_lim (fun c => 1 / (1 + @?S c)) p_infty (Finite _) =>
      eapply lim_value;
        [apply (lim_share S (INR (size n M) - 1)); [limit_of_ties | rewrite P; not_zero] | rewrite P; algebra]
  end
with limit_of_ties :=
  cbv beta;
  match goal with
  | |- is_lim (fun c => sum_except ?n ?j (fun k => exp (c * (?z k - ?z ?j)))) p_infty (Finite (INR (size ?n ?M) - 1)) =>
      apply (lim_ties n j M (fun k => z k - z j)); [range | assumption | compare | compare]
  end.

Ltac at_zero :=
  repeat match goal with |- context [0 * ?x] => rewrite (Rmult_0_l x) end; rewrite ?exp_0;
  repeat (rewrite sum_constant || rewrite Rmult_0_l || rewrite exp_0);
  try (erewrite sum_ext; [| intros; rewrite Rmult_0_l, exp_0; reflexivity]; rewrite sum_constant);
  algebra.
