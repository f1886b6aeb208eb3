(* Rules of logic, algebra, order and indices, and the signs of numbers that they are checked by. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality Classical.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World.
Import ListNotations.
Open Scope R_scope.

(* ==== Numbers: the signs of sums and products, for the rules that check an identity. *)

Lemma gap_lt : forall a b : R, a < b -> 0 < b + IZR (-1) * a.
Proof. intros; lra. Qed.
Lemma gap_le : forall a b : R, a <= b -> 0 <= b + IZR (-1) * a.
Proof. intros; lra. Qed.
Lemma gap_ne : forall a b : R, a <> b -> b + IZR (-1) * a <> 0.
Proof. intros a b H K; apply H; lra. Qed.
Lemma lt_ne : forall x : R, 0 < x -> x <> 0.
Proof. intros x H K; lra. Qed.
Lemma lt_le : forall x : R, 0 < x -> 0 <= x.
Proof. intros; lra. Qed.
Lemma even_lt : forall (x : R) n, Nat.even n = true -> x <> 0 -> 0 < x ^ n.
Proof.
  intros x n E H; apply Nat.even_spec in E; destruct E as (m & ->).
  rewrite pow_mult; apply pow_lt; replace (x ^ 2) with (x * x) by ring; apply Rsqr_pos_lt, H.
Qed.
Lemma difference_lt : forall a b x : R, 0 < x -> b + IZR (-1) * a = x -> a < b.
Proof. intros; lra. Qed.
Lemma difference_le : forall a b x : R, 0 <= x -> b + IZR (-1) * a = x -> a <= b.
Proof. intros; lra. Qed.
Lemma difference_ne : forall a b x : R, x <> 0 -> b + IZR (-1) * a = x -> a <> b.
Proof. intros a b x H K E; apply H; lra. Qed.
Lemma product_ne : forall a b : R, a <> 0 -> b <> 0 -> a * b <> 0.
Proof. intros; apply Rmult_integral_contrapositive_currified; assumption. Qed.
Lemma inverse_ne : forall a : R, a <> 0 -> / a <> 0.
Proof. intros; apply Rinv_neq_0_compat; assumption. Qed.

Lemma number_lt : forall p, (0 <? p)%Z = true -> 0 < IZR p.
Proof. intros p H; apply IZR_lt, Z.ltb_lt, H. Qed.
Lemma ratio_lt : forall p q, (0 <? p)%Z = true -> (0 <? q)%Z = true -> 0 < IZR p / IZR q.
Proof. intros; apply Rdiv_lt_0_compat; apply number_lt; assumption. Qed.
Lemma number_ne : forall p, (p =? 0)%Z = false -> IZR p <> 0.
Proof. intros p H; apply not_0_IZR, Z.eqb_neq, H. Qed.
Lemma ratio_ne : forall p q, (p =? 0)%Z = false -> (q =? 0)%Z = false -> IZR p / IZR q <> 0.
Proof.
  intros; apply Rmult_integral_contrapositive_currified; [| apply Rinv_neq_0_compat]; apply number_ne; assumption.
Qed.

(* A divisor is not 0, as one is not 0 that it is a factor of, up to an identity. *)
Ltac not_zero := repeat split; try assumption; try lra;
  intro; match goal with H : ?b <> 0 |- False =>
    apply H; first [lra | nra | (field_simplify_eq; [nra | not_zero]) | (field_simplify; [nra | not_zero])] end.
Ltac identity := intros; repeat match goal with E : ?x = _ |- _ => is_var x; subst x end;
  first [ring | (field; not_zero)].

(* ==== The lemmas of the kernel's rules: for each rule NAME those whose names begin with rule_NAME. *)

(* ---- theorem.py ---- *)

Lemma rule_assume : forall P : Prop, P -> P.
Proof. auto. Qed.
Lemma rule_cut : forall P Q : Prop, (P -> Q) -> P -> Q.
Proof. auto. Qed.
Lemma rule_conjoin : forall P Q : Prop, P -> Q -> P /\ Q.
Proof. auto. Qed.

(* ---- algebra.py ---- *)

Lemma rule_exp_of_ln : forall t w, Lt (int 0) t w -> Eq (texp (tln t)) t w.
Proof. intros t w H; apply exp_ln, H. Qed.
Lemma rule_symmetric_eq : forall a b w, Eq a b w -> Eq b a w.
Proof. unfold Eq; auto. Qed.
Lemma rule_symmetric_ne : forall a b w, Ne a b w -> Ne b a w.
Proof. unfold Ne; auto. Qed.

Lemma exp_pow : forall x n, exp (INR n * x) = exp x ^ n.
Proof.
  intros x n; induction n as [| n IH]; [simpl; rewrite Rmult_0_l; apply exp_0 |].
  rewrite S_INR; replace ((INR n + 1) * x) with (x + INR n * x) by ring; rewrite exp_plus, IH; reflexivity.
Qed.
Lemma exp_zpow : forall x k, exp (IZR k * x) = zpow (exp x) k.
Proof.
  intros x k.
  assert (E : forall p, exp (IZR (Zpos p) * x) = exp x ^ Pos.to_nat p).
  { intro p; rewrite <- exp_pow, INR_IPR; reflexivity. }
  assert (N : forall p, exp (IZR (Zneg p) * x) = / exp x ^ Pos.to_nat p).
  { intro p; rewrite <- E, <- exp_Ropp; f_equal; change (Zneg p) with (- Zpos p)%Z; rewrite opp_IZR; ring. }
  destruct k as [| p | p]; unfold zpow.
  - rewrite Rmult_0_l; apply exp_0.
  - destruct p; try apply E; f_equal; ring.
  - destruct p; try apply N; rewrite N; simpl; f_equal; ring.
Qed.
Lemma rule_exp_of_sum : forall (l : list (tm * Z)) w,
  Eq (texp (add (map (fun p => mul [int (snd p); fst p]) l))) (mul (map (fun p => pow (texp (fst p)) (snd p)) l)) w.
Proof.
  unfold Eq; intros l w; simpl; induction l as [| [t k] l IH]; [apply exp_0 |].
  destruct l as [| q l]; [apply exp_zpow |].
  change (exp (IZR k * val t w + sum_at (map (fun p => mul [int (snd p); fst p]) (q :: l)) w) =
    zpow (exp (val t w)) k * product_at (map (fun p => pow (texp (fst p)) (snd p)) (q :: l)) w).
  rewrite exp_plus, IH, exp_zpow; reflexivity.
Qed.

(* ---- claims.py ---- *)

Lemma rule_transitive_eq_eq : forall a b c w, Eq a b w -> Eq b c w -> Eq a c w.
Proof. unfold Eq; intros; congruence. Qed.
Lemma rule_transitive_eq_lt : forall a b c w, Eq a b w -> Lt b c w -> Lt a c w.
Proof. unfold Eq, Lt; intros; lra. Qed.
Lemma rule_transitive_lt_eq : forall a b c w, Lt a b w -> Eq b c w -> Lt a c w.
Proof. unfold Eq, Lt; intros; lra. Qed.
Lemma rule_transitive_lt_lt : forall a b c w, Lt a b w -> Lt b c w -> Lt a c w.
Proof. unfold Lt; intros; lra. Qed.
Lemma rule_transitive_eq_le : forall a b c w, Eq a b w -> Le b c w -> Le a c w.
Proof. unfold Eq, Le; intros; lra. Qed.
Lemma rule_transitive_le_eq : forall a b c w, Le a b w -> Eq b c w -> Le a c w.
Proof. unfold Eq, Le; intros; lra. Qed.
Lemma rule_transitive_le_le : forall a b c w, Le a b w -> Le b c w -> Le a c w.
Proof. unfold Le; intros; lra. Qed.
Lemma rule_transitive_lt_le : forall a b c w, Lt a b w -> Le b c w -> Lt a c w.
Proof. unfold Lt, Le; intros; lra. Qed.
Lemma rule_transitive_le_lt : forall a b c w, Le a b w -> Lt b c w -> Lt a c w.
Proof. unfold Lt, Le; intros; lra. Qed.
Lemma rule_transitive_eq_ne : forall a b c w, Eq a b w -> Ne b c w -> Ne a c w.
Proof. unfold Eq, Ne; intros; congruence. Qed.
Lemma rule_transitive_ne_eq : forall a b c w, Ne a b w -> Eq b c w -> Ne a c w.
Proof. unfold Eq, Ne; intros; congruence. Qed.

(* ---- order.py ---- *)

Lemma rule_sign_of_exp : forall t w, Lt (int 0) (texp t) w.
Proof. intros; apply exp_pos. Qed.
Lemma rule_sign_of_abs : forall t w, Le (int 0) (tabs t) w.
Proof. intros; apply Rabs_pos. Qed.
Lemma rule_weaken_lt_le : forall a b w, Lt a b w -> Le a b w.
Proof. unfold Lt, Le; intros; lra. Qed.
Lemma rule_weaken_lt_ne : forall a b w, Lt a b w -> Ne a b w.
Proof. unfold Lt, Ne; intros; lra. Qed.
Lemma rule_weaken_eq_le : forall a b w, Eq a b w -> Le a b w.
Proof. unfold Eq, Le; intros; lra. Qed.

(* A product is positive, at least 0, or not 0, by what its factors are. *)
Lemma rule_by_identity_lt : forall a b x w, 0 < x -> val b w - val a w = x -> Lt a b w.
Proof. unfold Lt; intros; lra. Qed.
Lemma rule_by_identity_le : forall a b x w, 0 <= x -> val b w - val a w = x -> Le a b w.
Proof. unfold Le; intros; lra. Qed.
Lemma rule_by_identity_ne : forall a b x w, x <> 0 -> val b w - val a w = x -> Ne a b w.
Proof. unfold Ne; intros a b x w H E F; rewrite F in E; apply H; lra. Qed.
Lemma pow_positive : forall x k, 0 < x -> 0 < zpow x k.
Proof.
  intros x k H; destruct k as [| p | p]; simpl; [lra | destruct p | destruct p];
    try apply Rinv_0_lt_compat; try apply pow_lt; assumption.
Qed.
Lemma even_positive : forall x p, x <> 0 -> 0 < zpow x (Zpos (xO p)).
Proof.
  intros x p H; simpl; rewrite Pos2Nat.inj_xO, Nat.mul_comm, pow_mult.
  apply pow2_gt_0, pow_nonzero, H.
Qed.
Lemma pow_not_negative : forall x p, 0 <= x -> 0 <= zpow x (Zpos p).
Proof. intros x p H; simpl; destruct p; try apply pow_le; assumption. Qed.
Lemma pow_not_zero : forall x k, x <> 0 -> zpow x k <> 0.
Proof.
  intros x k H; destruct k as [| p | p]; simpl; [lra | destruct p | destruct p];
    try apply Rinv_neq_0_compat; try apply pow_nonzero; assumption.
Qed.

(* ---- definedness.py ---- *)

Lemma smooth_each : forall P l w, each (fun t => SmoothIn P t w) l ->
  exists e, 0 < e /\ (forall v, ball label P w e v -> all_def l v) /\
    forall n t, In t l -> class label label_eq P n e w (val t).
Proof.
  intros P l w; induction l as [| t l IH]; intro H.
  - exists 1; split; [lra | split; [simpl; auto | intros n t []]].
  - destruct H as [(e & He & D & C) H]; destruct (IH H) as (e' & He' & D' & C').
    assert (N : forall v, ball label P w (Rmin e e') v -> ball label P w e v /\ ball label P w e' v).
    { intros v Hv; split; eapply ball_less; try exact Hv; [apply Rmin_l | apply Rmin_r]. }
    exists (Rmin e e'); split; [apply Rmin_pos; assumption | split].
    + intros v Hv; split; [apply D, (N v Hv) | apply D', (N v Hv)].
    + intros n u [<- | I]; [apply (class_within _ _ P n e w) | apply (class_within _ _ P n e' w)];
        try (intros v Hv; apply (N v Hv)); auto.
Qed.
Lemma smooth_constant : forall P c, forall w, SmoothIn P (Tm (fun _ => c) (fun _ => True)) w.
Proof. intros; exists 1; split; [lra | split; [simpl; auto |]]; intro n.
  exact (class_const label label_eq P n 1 w c).
Qed.
Lemma rule_from_parts_smooth_add : forall P l w, each (fun t => SmoothIn P t w) l -> SmoothIn P (add l) w.
Proof.
  intros P l w H; destruct (smooth_each P l w H) as (e & He & D & C); exists e; split; [exact He | split; [exact D |]].
  intro n; specialize (C n); clear H D; induction l as [| t l IH]; [exact (class_const label label_eq P n e w 0) |].
  destruct l as [| u l]; [exact (C t (or_introl eq_refl)) |].
  apply (class_plus _ _ P n e w (val t) (sum_at (u :: l))); [exact (C t (or_introl eq_refl)) | apply IH].
  intros x I; apply C; right; exact I.
Qed.
Lemma rule_from_parts_smooth_mul : forall P l w, each (fun t => SmoothIn P t w) l -> SmoothIn P (mul l) w.
Proof.
  intros P l w H; destruct (smooth_each P l w H) as (e & He & D & C); exists e; split; [exact He | split; [exact D |]].
  intro n; specialize (C n); clear H D; induction l as [| t l IH]; [exact (class_const label label_eq P n e w 1) |].
  destruct l as [| u l]; [exact (C t (or_introl eq_refl)) |].
  apply (class_mult _ _ P n e w (val t) (product_at (u :: l))); [exact (C t (or_introl eq_refl)) | apply IH].
  intros x I; apply C; right; exact I.
Qed.
Lemma rule_from_parts_smooth_exp : forall P t w, SmoothIn P t w -> SmoothIn P (texp t) w.
Proof.
  intros P t w (e & He & D & C); exists e; split; [exact He | split; [exact D |]]; intro n.
  exact (class_exp label label_eq P n e w (val t) (C n)).
Qed.
Lemma rule_from_parts_smooth_itself : forall M x i w, moves_itself M x -> def (qt M x i) w ->
  SmoothBy (qt M x i) (lab M x i) w.
Proof.
  intros M x i w F H; set (d := lab M x i).
  assert (G : forall v, ball label (fun c => c = d) w 1 v -> v = shift w d (v d - w d)).
  { intros v (r & _ & K); apply functional_extensionality; intro c; unfold shift, move.
    destruct (label_eq c d) as [-> | N]; [ring | apply K, N]. }
  exists 1; split; [lra | split].
  - intros v Hv; rewrite (G v Hv); apply F, H.
  - intro n. apply (class_ext _ _ _ n 1 w (fun v => val (qt M x i) w + (v d - w d))).
    + intros v Hv; rewrite (G v Hv) at 2; symmetry; apply F.
    + assert (C : forall m, class label label_eq (fun c => c = d) m 1 w (fun v => v d - w d)).
      { assert (K : forall v, cont label (fun c => c = d) (fun v => v d - w d) v).
        { intros v eta Heta; exists eta; split; [exact Heta |]; intros u (r & Hr & Hu).
          replace (u d - w d - (v d - w d)) with (u d - v d) by ring.
          eapply Rle_lt_trans; [apply Hu | exact Hr]. }
        intros [| m]; split; auto; intros c ->; exists (fun _ => 1); split; [| apply class_const].
        intros v _; unfold move; destruct (label_eq d d); [| congruence]; auto_derive; [exact I | ring]. }
      apply class_plus; [apply class_const | apply C].
Qed.
Lemma rule_from_parts_defined_partial : forall t d w, SmoothBy t d w -> def (par t d) w.
Proof.
  intros t d w (e & He & D & C); split.
  - exists e; split; [exact He |]; intros h Hh; apply D, (ball_move label label_eq (fun c => c = d)); auto.
  - destruct (C 1%nat) as [_ K]; destruct (K d eq_refl) as (g & G & _); exists (g w); apply G, ball_itself, He.
Qed.

(* ---- structure.py ---- *)

Lemma rule_by_definition_eq_function : forall M f a b w, DefinesF M f a b w -> Eq (app M f (map (fun _ => O) a) a) b w.
Proof.
  intros M f a b w H; unfold Eq; simpl; rewrite <- (proj1 (H w)).
  assert (S : forall (l : list R) (g : list R -> R), slope (map (fun _ => O) l) g l = g l).
  { induction l as [| x l IH]; intro g; [reflexivity | simpl; apply (IH (fun r => g (x :: r)))]. }
  rewrite <- (S (values a w) (fun r => val (fn M f r) w)); unfold values; rewrite map_map; reflexivity.
Qed.
Lemma has_no_slope : forall (l : list R) (g : list R -> R), has_slope (map (fun _ => O) l) g l.
Proof.
  induction l as [| x l IH]; intro g; [exact I | split; [| apply IH]].
  intros m H; replace m with O by lia; exact I.
Qed.
Lemma rule_by_definition_defined_function : forall M f a b w, DefinesF M f a b w -> def b w -> all_def a w ->
  def (app M f (map (fun _ => O) a) a) w.
Proof.
  intros M f a b w H B A; split; [exact A | split; [apply H; assumption |]].
  pose proof (has_no_slope (values a w) (fun r => val (fn M f r) w)) as S.
  unfold values in S at 1; rewrite map_map in S; exact S.
Qed.

(* ---- calculus.py: derivatives along a path, by what a term is made of ---- *)

Lemma slope_is : forall (f : R -> R) x r s, is_derive f x r -> r = s -> is_derive f x s.
Proof. intros; subst; assumption. Qed.
Lemma slope_constant : forall c x : R, is_derive (fun _ => c) x 0.
Proof. intros; apply (is_derive_const c x). Qed.
Lemma slope_variable : forall x : R, is_derive (fun h => h) x 1.
Proof. intro; apply (is_derive_id (K := R_AbsRing) x). Qed.
Lemma slope_plus : forall (f g : R -> R) x a b, is_derive f x a -> is_derive g x b -> is_derive (fun h => f h + g h) x (a + b).
Proof. intros; apply (is_derive_plus f g); assumption. Qed.
Lemma slope_times : forall (f g : R -> R) x a b, is_derive f x a -> is_derive g x b ->
  is_derive (fun h => f h * g h) x (a * g x + f x * b).
Proof. intros; apply (is_derive_mult f g); auto; intros; apply Rmult_comm. Qed.
Lemma slope_exp : forall (f : R -> R) x a, is_derive f x a -> is_derive (fun h => exp (f h)) x (a * exp (f x)).
Proof. intros f x a H; apply (is_derive_comp exp f); [apply is_derive_exp | exact H]. Qed.
Lemma slope_ln : forall (f : R -> R) x a, 0 < f x -> is_derive f x a -> is_derive (fun h => ln (f h)) x (a * / f x).
Proof. intros f x a P H; apply (is_derive_comp ln f); [apply is_derive_ln, P | exact H]. Qed.
Ltac real := match goal with |- @eq _ ?a ?b => change (@eq R a b) end.
Lemma zpow_succ : forall y p, y * zpow y (Z.pos p - 1) = y ^ Pos.to_nat p.
Proof.
  intros y p.
  assert (Z : forall p, zpow y (Zpos p) = y ^ Pos.to_nat p) by (intros [q | q |]; simpl; auto; ring).
  destruct (Pos.eq_dec p 1) as [-> | Hp]; [simpl; ring |].
  replace (Z.pos p - 1)%Z with (Zpos (Pos.pred p)) by lia; rewrite Z.
  rewrite <- (Pos.succ_pred p Hp) at 2; rewrite Pos2Nat.inj_succ; reflexivity.
Qed.
Lemma zpow_pred : forall y p, y ^ Init.Nat.pred (Pos.to_nat p) = zpow y (Z.pos p - 1).
Proof.
  intros y p.
  assert (Z : forall p, zpow y (Zpos p) = y ^ Pos.to_nat p) by (intros [q | q |]; simpl; auto; ring).
  destruct (Pos.eq_dec p 1) as [-> | Hp]; [reflexivity |].
  replace (Z.pos p - 1)%Z with (Zpos (Pos.pred p)) by lia; rewrite Z.
  rewrite <- (Pos.succ_pred p Hp) at 1; rewrite Pos2Nat.inj_succ; reflexivity.
Qed.
Lemma slope_pow : forall (f : R -> R) x a k, match k with Zneg _ => f x <> 0 | _ => True end ->
  is_derive f x a -> is_derive (fun h => zpow (f h) k) x (a * (IZR k * zpow (f x) (k - 1))).
Proof.
  intros f x a k N H; apply (is_derive_comp (fun y => zpow y k) f); [| exact H]; clear H.
  assert (V : forall p y, is_derive (fun y => y ^ Pos.to_nat p) y (IZR (Zpos p) * zpow y (Zpos p - 1))).
  { intros p y; pose proof (is_derive_pow (fun y => y) (Pos.to_nat p) y 1 (slope_variable y)) as X.
    rewrite zpow_pred, INR_IPR in X; apply (slope_is _ _ _ _ X).
    change (IZR (Z.pos p)) with (IPR p); real; ring. }
  revert N; generalize (f x) as y; intros y N; destruct k as [| p | p].
  - simpl; rewrite Rmult_0_l; apply slope_constant.
  - apply (is_derive_ext (fun y => y ^ Pos.to_nat p)); [intro t; destruct p; simpl; auto; real; ring | apply V].
  - apply (is_derive_ext (fun y => / y ^ Pos.to_nat p)).
    { intro t; destruct p; simpl; auto; real; f_equal; ring. }
    pose proof (is_derive_inv (fun y => y ^ Pos.to_nat p) y _ (V p y) (pow_nonzero y _ N)) as X.
    apply (slope_is _ _ _ _ X).
    replace (Z.neg p - 1)%Z with (Zneg (Pos.succ p)) by lia.
    assert (E : zpow y (Zneg (Pos.succ p)) = / (y * y ^ Pos.to_nat p)).
    { assert (Z' : forall q, zpow y (Zneg q) = / y ^ Pos.to_nat q) by (intros [q | q |]; simpl; auto; f_equal; ring).
      rewrite Z', Pos2Nat.inj_succ; reflexivity. }
    rewrite E; rewrite <- zpow_succ.
    change (Z.neg p) with (- Z.pos p)%Z; rewrite opp_IZR.
    assert (B : y * zpow y (Z.pos p - 1) <> 0) by (rewrite zpow_succ; apply pow_nonzero, N).
    assert (zpow y (Z.pos p - 1) <> 0) by (intro K; apply B; rewrite K; ring).
    real; field; split; assumption.
Qed.
Lemma rule_derivative : forall t d s w, is_derive (fun h => val t (shift w d h)) 0 (val s w) -> Eq (par t d) s w.
Proof. intros; apply is_derive_unique; assumption. Qed.
Lemma slope_itself : forall M x i w, moves_itself M x ->
  is_derive (fun h => val (qt M x i) (shift w (lab M x i) h)) 0 1.
Proof.
  intros M x i w F; apply (is_derive_ext (fun h => val (qt M x i) w + h)); [intro; symmetry; apply F |].
  auto_derive; [exact I | ring].
Qed.
Lemma rule_derivative_of_function_first : forall M f t s (b : R -> tm) w,
  (forall x, DefinesF M f [Tm (fun _ => x) (fun _ => True)] (b x) w) ->
  is_derive (fun x => val (b x) w) (val t w) (val s w) -> Eq (app M f [1%nat] [t]) s w.
Proof.
  intros M f t s b w H D; unfold Eq; simpl; apply is_derive_unique.
  apply (is_derive_ext (fun x => val (b x) w)); [| exact D].
  intro x; symmetry; exact (proj1 (H x w)).
Qed.
Lemma rule_derivative_of_function_has_value_first : forall M f t r (b : R -> tm) w,
  (forall x, DefinesF M f [Tm (fun _ => x) (fun _ => True)] (b x) w) -> def t w -> def (b (val t w)) w ->
  is_derive (fun x => val (b x) w) (val t w) r -> def (app M f [1%nat] [t]) w.
Proof.
  intros M f t r b w H T B D; split; [split; [exact T | exact I] |].
  split; [apply (H (val t w) w); [split; [exact I | exact I] | exact B] |].
  split; [| exact I]; intros [| [| m]] L; [exact I | | lia].
  simpl; exists r; apply (is_derive_ext (fun x => val (b x) w)); [| exact D].
  intro x; symmetry; exact (proj1 (H x w)).
Qed.

(* ==== The lemmas of further rules, each of which Coq's own theorems give at once. *)

Lemma rule_split_cases_same : forall (i j : Z) (P : Prop), (i = j -> P) -> (i <> j -> P) -> P.
Proof. intros i j P A B; destruct (Z.eq_dec i j); auto. Qed.
Lemma rule_split_cases_eq : forall a b w (P : Prop), (Eq a b w -> P) -> (Ne a b w -> P) -> P.
Proof. intros a b w P A B; destruct (Req_dec (val a w) (val b w)); auto. Qed.
Lemma rule_split_cases_in : forall M m s i (P : Prop), isin i s = true ->
  (isin i (Part M m s) = true -> P) -> (isin i (Rest M m s) = true -> P) -> P.
Proof.
  intros M m s i P H A B; unfold Part, Rest in *; simpl in *; rewrite H in *.
  destruct (pt M m i); simpl in *; auto.
Qed.

Lemma rule_absolute_value_positive : forall t w, Le (int 0) t w -> Eq (tabs t) t w.
Proof. intros t w H; apply Rabs_pos_eq, H. Qed.
Lemma rule_absolute_value_negative : forall t w, Le t (int 0) w -> Eq (tabs t) (mul [int (-1); t]) w.
Proof. intros t w H; unfold Eq, Le in *; simpl in *; rewrite Rabs_left1 by exact H; ring. Qed.
Lemma rule_absolute_squared : forall t w, Eq (pow (tabs t) 2) (pow t 2) w.
Proof. intros t w; exact (pow2_abs (val t w)). Qed.
Lemma rule_bracket_value_holds : forall b w, b = true -> Eq (brk b) (int 1) w.
Proof. intros b w ->; reflexivity. Qed.
Lemma rule_bracket_value_fails : forall b w, b = false -> Eq (brk b) (int 0) w.
Proof. intros b w ->; reflexivity. Qed.
Lemma rule_bracket_squared : forall b w, Eq (pow (brk b) 2) (brk b) w.
Proof. intros [] w; unfold Eq; simpl; ring. Qed.

Lemma rule_in_larger_set : forall p s i, isin i (Keep p s) = true -> isin i s = true.
Proof. intros p s i H; simpl in H; apply andb_prop in H; apply H. Qed.
Lemma rule_in_set_without : forall s i j, isin i s = true -> i <> j -> isin i (Without s j) = true.
Proof. intros s i j H N; simpl; rewrite H; destruct (Z.eqb_spec i j); [contradiction | reflexivity]. Qed.
Lemma rule_same_index : forall i : Z, i = i.
Proof. reflexivity. Qed.
Lemma rule_different_indices_without : forall s i j, isin i (Without s j) = true -> i <> j.
Proof. intros s i j H ->; simpl in H; rewrite Z.eqb_refl in H; discriminate. Qed.
Lemma rule_different_indices_part : forall M m s i j,
  isin i (Part M m s) = true -> isin j (Rest M m s) = true -> i <> j.
Proof. intros M m s i j H K ->; simpl in *; destruct (pt M m j); discriminate. Qed.
Lemma rule_not_negative_count : forall n w, Le (int 0) (cnt n) w.
Proof. intros; apply pos_INR. Qed.
Lemma rule_not_negative_size : forall s w, Le (int 0) (size s) w.
Proof. intros; apply pos_INR. Qed.

Lemma rule_exp_grows_lt : forall a b w, Lt a b w <-> Lt (texp a) (texp b) w.
Proof. intros; split; [apply exp_increasing | apply exp_lt_inv]. Qed.
Lemma rule_exp_grows_eq : forall a b w, Eq a b w <-> Eq (texp a) (texp b) w.
Proof. intros; split; [intro H; unfold Eq in *; simpl; congruence | apply exp_inv]. Qed.
Lemma rule_exp_grows_ne : forall a b w, Ne a b w <-> Ne (texp a) (texp b) w.
Proof. intros; split; intros H K; apply H; apply rule_exp_grows_eq in K; exact K. Qed.
Lemma rule_exp_grows_le : forall a b w, Le a b w <-> Le (texp a) (texp b) w.
Proof.
  intros; split; intro H; apply Rnot_lt_le; intro K; [apply exp_lt_inv in K | apply exp_increasing in K];
    unfold Le in *; simpl in *; lra.
Qed.

Lemma rule_exp_above_tangent : forall t w, Le (add [int 1; t]) (texp t) w.
Proof. intros t w; apply exp_ineq1_le. Qed.

Lemma rule_implication : forall P Q : Prop, (P -> Q) -> P -> Q.
Proof. auto. Qed.
Lemma rule_by_equivalence_left : forall P Q : Prop, (P <-> Q) -> P -> Q.
Proof. tauto. Qed.
Lemma rule_by_equivalence_right : forall P Q : Prop, (P <-> Q) -> Q -> P.
Proof. tauto. Qed.

Lemma rule_sum_of_ones : forall s w, Eq (sum s (fun _ => int 1)) (size s) w.
Proof.
  intros s w; unfold Eq; simpl; induction (elems s) as [| k l IH]; [reflexivity |].
  change (1 + total l (fun _ => 1) = INR (S (length l))); rewrite S_INR; simpl in IH; rewrite IH; ring.
Qed.
Lemma rule_sum_in_parts : forall M m s b w,
  Eq (sum s b) (add [sum (Part M m s) b; sum (Rest M m s) b]) w.
Proof.
  intros M m s b w; unfold Eq; simpl; induction (elems s) as [| k l IH]; [unfold total; simpl; ring |].
  simpl; destruct (pt M m k); simpl; unfold total in *; simpl; rewrite IH; ring.
Qed.
Lemma constant_has_slope : forall t d w, Indep t d w -> def t w -> def (par t d) w.
Proof.
  intros t d w H D; split.
  - exists 1; split; [lra |]; intros h _; apply H, D.
  - exists 0; apply (is_derive_ext (fun _ => val t w)); [intro h; symmetry; apply H | apply (is_derive_const (val t w) 0)].
Qed.
Lemma rule_without_value_power : forall t p w, Eq t (int 0) w -> Undef (pow t (Zneg p)) w.
Proof. intros t p w H [_ N]; exact (N H). Qed.
Lemma rule_without_value_ln : forall t w, Le t (int 0) w -> Undef (tln t) w.
Proof. intros t w H [_ N]; unfold Le in H; simpl in *; lra. Qed.
Lemma rule_without_value_sum : forall s b i w, Undef (b i) w -> isin i s = true -> Undef (sum s b) w.
Proof. intros s b i w U H D; apply U, D, H. Qed.

(* ==== The absolute value of a product of powers. *)

Lemma absolute_power : forall x k, (match k with Zneg _ => x <> 0 | _ => True end) -> Rabs (zpow x k) = zpow (Rabs x) k.
Proof.
  intros x k H.
  assert (P : forall n, Rabs (x ^ n) = Rabs x ^ n) by (intro n; symmetry; apply RPow_abs).
  destruct k as [| p | p]; simpl; [apply Rabs_R1 | destruct p; auto |].
  assert (I : forall y, y <> 0 -> Rabs (/ y) = / Rabs y) by (intros; apply Rabs_Rinv; assumption).
  destruct p; try (rewrite I, P; [reflexivity | apply pow_nonzero, H]); apply I, H.
Qed.
Definition divides (c : tm * Z) (w : world) : Prop := match snd c with Zneg _ => Ne (fst c) (int 0) w | _ => True end.
Fixpoint each_divides (l : list (tm * Z)) (w : world) : Prop :=
  match l with nil => True | c :: more => divides c w /\ each_divides more w end.
Lemma rule_absolute_of_product : forall (l : list (tm * Z)) w, each_divides l w ->
  Eq (tabs (mul (map (fun c => pow (fst c) (snd c)) l))) (mul (map (fun c => pow (tabs (fst c)) (snd c)) l)) w.
Proof.
  unfold Eq; intros l w; simpl; induction l as [| [t k] l IH]; intro H; [apply Rabs_R1 |].
  destruct H as [A H]; specialize (IH H); destruct l as [| c l]; [exact (absolute_power (val t w) k A) |].
  change (Rabs (zpow (val t w) k * product_at (map (fun c => pow (fst c) (snd c)) (c :: l)) w) =
    zpow (Rabs (val t w)) k * product_at (map (fun c => pow (tabs (fst c)) (snd c)) (c :: l)) w).
  rewrite Rabs_mult, IH, absolute_power by exact A; reflexivity.
Qed.
