(* Functions with formulas: that they are smooth, and that functions and families may have other names. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World Rules Slopes Parts Steps Sums Nearby Functions.
Import ListNotations.
Open Scope R_scope.

(* ---- other names ---- *)

(* A model in which a function is another one. *)
Definition put_function (M : model) (f g : positive) : model :=
  Model (qt M) (fun x => if Pos.eqb x f then fn M g else fn M x) (ct M) (pt M) (lb M) (lb_inj M) (rq M)
    (fun x => if Pos.eqb x f then rf M g else rf M x).

Definition swapped (x y z : positive) : positive := if Pos.eqb z x then y else if Pos.eqb z y then x else z.
Lemma swapped_twice : forall x y z, swapped x y (swapped x y z) = z.
Proof.
  intros x y z; unfold swapped.
  destruct (Pos.eqb_spec z x) as [-> |]; [destruct (Pos.eqb_spec y x); [congruence |]; rewrite Pos.eqb_refl; reflexivity |].
  destruct (Pos.eqb_spec z y) as [-> |]; [rewrite Pos.eqb_refl; reflexivity |].
  destruct (Pos.eqb_spec z x), (Pos.eqb_spec z y); congruence.
Qed.
Lemma swapped_labels : forall M x y a b, lb M (swapped x y a) = lb M (swapped x y b) -> a = b.
Proof. intros M x y a b H; apply lb_inj in H; rewrite <- (swapped_twice x y a), H; apply swapped_twice. Qed.
(* A model in which two families have each other's names. *)
Definition swap (M : model) (x y : positive) : model :=
  Model (fun z => qt M (swapped x y z)) (fn M) (ct M) (pt M) (fun z => lb M (swapped x y z)) (swapped_labels M x y)
    (fun z => rq M (swapped x y z)) (rf M).

(* ---- smooth formulas, in which no quantity occurs ---- *)

Section Reading.
Variable w : world.
Variable x : R.
Definition one_label : label := (1%positive, nil).
(* the argument as the offset of one quantity *)
Definition read (v : Smooth.point Wide) : world :=
  fun c => if label_eq c one_label then w c + (v (inl O) - x) else w c.
Lemma read_moved : forall v s, read (move Wide Wide_eq v (inl O) s) = move label label_eq (read v) one_label s.
Proof.
  intros v s; apply functional_extensionality; intro c; unfold read; rewrite argument_moved; unfold move.
  destruct (label_eq c one_label); ring.
Qed.
Lemma read_other : forall v d s, d <> inl O -> read (move Wide Wide_eq v d s) = read v.
Proof.
  intros v d s N; apply functional_extensionality; intro c; unfold read, move.
  destruct (Wide_eq (inl O) d); [congruence | reflexivity].
Qed.
Lemma read_near : forall e v u, ball Wide (fun _ => True) v e u -> ball label (fun _ => True) (read v) e (read u).
Proof.
  intros e v u (r & Hr & H); exists r; split; [exact Hr |]; intro c; split; [| tauto].
  destruct (H (inl O)) as [A _]; unfold read; destruct (label_eq c one_label).
  - replace (w c + (u (inl O) - x) - (w c + (v (inl O) - x))) with (u (inl O) - v (inl O)) by ring; exact A.
  - rewrite Rminus_eq_0, Rabs_R0; eapply Rle_trans; [apply Rabs_pos | exact A].
Qed.
Lemma read_start : read (join label [x] w) = w.
Proof.
  apply functional_extensionality; intro c; unfold read; simpl; destruct (label_eq c one_label); ring.
Qed.
Lemma class_read : forall n e g, Class (fun _ => True) n e w g ->
  class Wide Wide_eq (fun _ => True) n e (join label [x] w) (fun v => g (read v)).
Proof.
  induction n as [| n IH]; intros e g [C D].
  - split; [| exact Logic.I]; intros v Hv eta Heta; apply read_near in Hv; rewrite read_start in Hv.
    destruct (C (read v) Hv eta Heta) as (r & Hr & K); exists r; split; [exact Hr |].
    intros u Hu; apply K, read_near, Hu.
  - split.
    { intros v Hv eta Heta; apply read_near in Hv; rewrite read_start in Hv.
      destruct (C (read v) Hv eta Heta) as (r & Hr & K); exists r; split; [exact Hr |].
      intros u Hu; apply K, read_near, Hu. }
    intros d _; destruct (Wide_eq d (inl O)) as [-> | N].
    + destruct (D one_label Logic.I) as (g' & G & Cg); exists (fun v => g' (read v)); split; [| apply IH, Cg].
      intros v Hv; apply (is_derive_ext (fun s => g (move label label_eq (read v) one_label s))).
      * intro s; rewrite read_moved; reflexivity.
      * apply G; apply read_near in Hv; rewrite read_start in Hv; exact Hv.
    + exists (fun _ => 0); split; [| exact (class_const Wide Wide_eq _ n e _ 0)].
      intros v _; apply (is_derive_ext (fun _ => g (read v))); [intro s; rewrite (read_other v d s N); reflexivity |].
      exact (slope_constant (g (read v)) 0).
Qed.
End Reading.

Lemma rule_smooth_by_formula : forall M f (b : tm -> tm) w, (forall t, DefinesF M f [t] (b t) w) ->
  (forall t v u, val (b t) v = val (b (num (val t v))) u) ->
  (forall t v u, def (b t) v -> def (b (num (val t v))) u) ->
  (forall t, Smooth t w -> Smooth (b t) w) -> SmoothFunction M f 1 w.
Proof.
  intros M f b w H V D S a N; destruct a as [| x [| y a]]; try discriminate.
  set (t := Tm (fun v => x + (v one_label + - w one_label)) (fun _ => True)).
  assert (St : Smooth t w).
  { exists 1; split; [lra | split; [simpl; auto |]]; intro n.
    apply (class_plus label label_eq _ n 1 w (fun _ => x) (fun v => v one_label + - w one_label));
      [exact (class_const label label_eq _ n 1 w x) |].
    apply (class_plus label label_eq _ n 1 w (fun v => v one_label) (fun _ => - w one_label));
      [apply smooth_offset; lra | exact (class_const label label_eq _ n 1 w _)]. }
  destruct (S t St) as (e & He & Db & Cb); exists e; split; [exact He |].
  assert (T : forall v, val t (read w x v) = v (inl O)).
  { intro v; simpl; unfold read; destruct (label_eq one_label one_label); [ring | contradiction]. }
  assert (E : forall v, val (fn M f (numbers 1 v)) (beside v) = val (b t) (read w x v)).
  { intro v; rewrite (V t (read w x v) (beside v)), T; exact (proj1 (H (num (v (inl O))) (beside v))). }
  split.
  - intros v Hv; apply (proj2 (H (num (v (inl O))) (beside v))); [split; exact Logic.I |].
    rewrite <- T; apply (D t (read w x v)), Db.
    apply (read_near w x) in Hv; rewrite read_start in Hv; exact Hv.
  - intro k; apply (class_ext Wide Wide_eq _ k e _ (fun v => val (b t) (read w x v))); [intros v _; symmetry; apply E |].
    apply class_read, Cb.
Qed.
