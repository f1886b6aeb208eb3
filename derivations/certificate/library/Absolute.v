(* The absolute value of a product of powers. *)

From Coq Require Import Reals ZArith Lia Lra List.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World Rules.
Import ListNotations.
Open Scope R_scope.

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
