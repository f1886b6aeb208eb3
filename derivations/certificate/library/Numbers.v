(* Numbers: the signs of sums and products, for the rules that check an identity. *)

From Coq Require Import Reals ZArith Lra Lia List Bool PeanoNat.
Open Scope R_scope.

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
