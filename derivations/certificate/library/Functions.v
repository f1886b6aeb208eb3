(* Functions of one argument that are smooth, whatever else they depend on, and their derivatives. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World Rules Slopes Parts Steps Nearby.
Import ListNotations.
Open Scope R_scope.

Notation Wide := (wide label).
Notation Wide_eq := (wide_eq label label_eq).

(* the derivative of order m by the argument, where the argument is a coordinate *)
Definition nth_slope (M : model) (f : positive) (m : nat) (v : Smooth.point Wide) : R :=
  Derive_n (fun y => val (fn M f [y]) (beside v)) m (v (inl O)).

Lemma beside_moved : forall v s, beside (move Wide Wide_eq v (inl O) s) = beside v.
Proof.
  intros v s; apply functional_extensionality; intro c; unfold beside, move.
  destruct (Wide_eq (inr c) (inl O)) as [E | E]; [discriminate | reflexivity].
Qed.
Lemma argument_moved : forall (v : Smooth.point Wide) s, move Wide Wide_eq v (inl O) s (inl O) = v (inl O) + s.
Proof. intros v s; unfold move; destruct (Wide_eq (inl O) (inl O)); [reflexivity | contradiction]. Qed.
Lemma nth_slope_moved : forall M f m v s,
  nth_slope M f m (move Wide Wide_eq v (inl O) s) =
  Derive_n (fun y => val (fn M f [y]) (beside v)) m (v (inl O) + s).
Proof. intros; unfold nth_slope; rewrite beside_moved, argument_moved; reflexivity. Qed.
Lemma derive_shifted : forall (g : R -> R) x l, is_derive g x l <-> is_derive (fun s => g (x + s)) 0 l.
Proof.
  intros g x l; split; intro H.
  - pose proof (is_derive_comp g (fun s => x + s) 0 l 1) as C.
    apply (slope_is _ _ (scal 1 l)); [apply C | apply Rmult_1_l].
    + rewrite Rplus_0_r; exact H.
    + auto_derive; [exact Logic.I | ring].
  - apply (is_derive_ext (fun y => g (x + (y - x)))); [intro y; f_equal; ring |].
    pose proof (is_derive_comp (fun s => g (x + s)) (fun y => y - x) x l 1) as C.
    apply (slope_is _ _ (scal 1 l)); [apply C | apply Rmult_1_l].
    + rewrite Rminus_eq_0; exact H.
    + auto_derive; [exact Logic.I | ring].
Qed.

Section One.
Variable M : model.
Variable f : positive.
Variable w : world.
Variable x : R.
Variable S : SmoothFunction M f 1 w.

Lemma slopes_are_smooth : exists e, 0 < e /\
  (forall v, ball Wide (fun _ => True) (join label [x] w) e v -> def (fn M f [v (inl O)]) (beside v)) /\
  (forall m k, class Wide Wide_eq (fun _ => True) k e (join label [x] w) (nth_slope M f m)) /\
  forall m v, ball Wide (fun _ => True) (join label [x] w) e v ->
    ex_derive (Derive_n (fun y => val (fn M f [y]) (beside v)) m) (v (inl O)).
Proof.
  destruct (S [x] eq_refl) as (e & He & D & C); exists e; split; [exact He | split; [exact D |]].
  assert (K : forall m k, class Wide Wide_eq (fun _ => True) k e (join label [x] w) (nth_slope M f m)).
  { induction m as [| m IH]; intro k; [exact (C k) |].
    pose proof (class_derivative Wide Wide_eq (fun _ => True) k e _ _ (inl O) (IH (Datatypes.S k)) Logic.I) as [_ G].
    revert G; apply class_ext; intros v _; unfold nth_slope at 2; simpl.
    rewrite (Derive_ext _ _ 0 (fun s => nth_slope_moved M f m v s)).
    set (g := Derive_n (fun y => val (fn M f [y]) (beside v)) m).
    symmetry; unfold Derive; f_equal; apply Lim_ext; intro h; f_equal.
    replace (v (inl O) + (0 + h)) with (v (inl O) + h) by ring; rewrite Rplus_0_r; reflexivity. }
  split; [exact K |]; intros m v Hv.
  pose proof (class_derivative Wide Wide_eq (fun _ => True) 0 e _ _ (inl O) (K m 1%nat) Logic.I) as [G _].
  eexists; apply derive_shifted; eapply is_derive_ext; [| apply (G v Hv)].
  intro s; apply nth_slope_moved.
Qed.
Lemma join_first : (join label [x] w) (inl O) = x.
Proof. reflexivity. Qed.
Lemma beside_join : beside (join label [x] w) = w.
Proof. reflexivity. Qed.
Lemma slope_exists : forall m, ex_derive_n (fun y => val (fn M f [y]) w) m x.
Proof.
  destruct slopes_are_smooth as (e & He & _ & _ & X); intros [| m]; [exact Logic.I |].
  apply (X m (join label [x] w)), ball_itself, He.
Qed.
Lemma value_exists : def (fn M f [x]) w.
Proof. destruct slopes_are_smooth as (e & He & D & _); apply (D (join label [x] w)), ball_itself, He. Qed.
End One.

Lemma rule_from_parts_defined_app : forall M f m t w, SmoothFunction M f 1 w -> each (fun t => def t w) [t] ->
  def (app M f [m] [t]) w.
Proof.
  intros M f m t w S [T _]; split; [split; [exact T | exact Logic.I] |]; split.
  - apply value_exists, S.
  - split; [intros j _; apply slope_exists, S | exact Logic.I].
Qed.
Lemma rule_from_parts_smooth_app : forall P M f m t w, SmoothFunction M f 1 w -> each (fun t => SmoothIn P t w) [t] ->
  SmoothIn P (app M f [m] [t]) w.
Proof.
  intros P M f m t w S [(e & He & D & C) _].
  destruct (slopes_are_smooth M f w (val t w) S) as (e' & He' & D' & K & X).
  destruct (join_near label P [val t] w e' He') as (r & Hr & Hre & N).
  { intros b [<- | []]; apply (class_cont _ _ _ _ _ _ _ _ (C O)), ball_itself, He. }
  assert (B : forall v, nearby P w (Rmin e r) v -> nearby P w e v /\ nearby P w r v).
  { intros v Hv; split; eapply ball_less; try exact Hv; [apply Rmin_l | apply Rmin_r]. }
  assert (W : forall v, nearby P w r v ->
    ball Wide (fun _ => True) (join label [val t w] w) e' (join label [val t v] v)).
  { intros v Hv; eapply ball_smaller_set; [| exact (N v Hv)]; auto. }
  exists (Rmin e r); split; [apply Rmin_pos; assumption | split].
  - intros v Hv; destruct (B v Hv) as [B1 B2]; specialize (W v B2).
    split; [split; [apply D, B1 | exact Logic.I] |]; split; [exact (D' _ W) |].
    split; [| exact Logic.I]; intros [| j] _; [exact Logic.I | exact (X j _ W)].
  - intro n.
    apply (class_composite label label_eq P n (nth_slope M f m) [val t] (Rmin e r) e' w He').
    + intros v Hv; apply N, B, Hv.
    + apply (class_smaller_set Wide Wide_eq _ (fun _ => True)); [auto |].
      apply (class_within Wide Wide_eq (fun _ => True) n e' (join label [val t w] w)); [auto | apply K].
    + intros b [<- | []]; apply (class_closer P n e); [apply Rmin_l | apply C].
Qed.
Lemma slope_of_function : forall M f m t d s w, SmoothFunction M f 1 w -> IndepF M f 1 d w ->
  is_derive (fun h => val t (shift w d h)) 0 s ->
  is_derive (fun h => val (app M f [m] [t]) (shift w d h)) 0 (s * val (app M f [Datatypes.S m] [t]) w).
Proof.
  intros M f m t d s w S F H; set (g := fun y => val (fn M f [y]) w).
  apply (is_derive_ext (fun h => Derive_n g m (val t (shift w d h)))).
  - intro h; simpl; apply Derive_n_ext; intro y; symmetry; apply (F [y] eq_refl).
  - apply (is_derive_comp (Derive_n g m) (fun h => val t (shift w d h))); [| exact H].
    rewrite shift_0; apply Derive_correct.
    exact (slope_exists M f w (val t w) S (Datatypes.S m)).
Qed.
(* a function of a number that varies *)
Lemma slope_of_function_inside : forall M f m (g : R -> R) x s w, SmoothFunction M f 1 w -> is_derive g x s ->
  is_derive (fun y => val (app M f [m] [num (g y)]) w) x (s * val (app M f [Datatypes.S m] [num (g x)]) w).
Proof.
  intros M f m g x s w S H; apply (is_derive_comp (Derive_n (fun y => val (fn M f [y]) w) m) g); [| exact H].
  apply Derive_correct; exact (slope_exists M f w (g x) S (Datatypes.S m)).
Qed.
Lemma slope_of_function_inside_constant : forall M f m (g : R -> R) x w, SmoothFunction M f 1 w -> is_derive g x 0 ->
  is_derive (fun y => val (app M f [m] [num (g y)]) w) x 0.
Proof. intros M f m g x w S H; apply (slope_is _ _ _ _ (slope_of_function_inside M f m g x 0 w S H)); real; ring. Qed.
Lemma slope_of_function_along : forall M f m t d s w, SmoothFunction M f 1 (shift w d 0) ->
  IndepF M f 1 d (shift w d 0) -> is_derive (fun h => val t (shift w d h)) 0 s ->
  is_derive (fun h => val (app M f [m] [t]) (shift w d h)) 0 (s * val (app M f [Datatypes.S m] [t]) (shift w d 0)).
Proof. intros M f m t d s w; rewrite shift_0; apply slope_of_function. Qed.
Lemma slope_of_function_constant : forall M f m t d w, SmoothFunction M f 1 (shift w d 0) ->
  IndepF M f 1 d (shift w d 0) -> is_derive (fun h => val t (shift w d h)) 0 0 ->
  is_derive (fun h => val (app M f [m] [t]) (shift w d h)) 0 0.
Proof.
  intros M f m t d w S F H; apply (slope_is _ _ _ _ (slope_of_function_along M f m t d 0 w S F H)); real; ring.
Qed.
