(* Functions that are smooth, of one argument and of several, whatever else they depend on, and their derivatives. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World Rules Parts Nearby.
Import ListNotations.
Open Scope R_scope.

(* ==== Functions of one argument that are smooth, whatever else they depend on, and their derivatives. *)

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

(* ==== Functions of several arguments that are smooth: their derivatives, one argument after the other. *)

(* ---- derivatives in one coordinate, of any order ---- *)

Section Iterated.
Variable T : Type.
Variable T_eq : forall a b : T, {a = b} + {a <> b}.
Variable w : Smooth.point T.
Variable e : R.
Variable c : T.
Variable H : Smooth.point T -> R.
Variable C : forall n, class T T_eq (fun _ => True) n e w H.

Definition iterated (m : nat) (v : Smooth.point T) : R := Derive_n (fun y => H (move T T_eq v c (y - v c))) m (v c).
Lemma own_moved : forall (v : Smooth.point T) s, move T T_eq v c s c = v c + s.
Proof. intros v s; unfold move; destruct (T_eq c c); [reflexivity | contradiction]. Qed.
Lemma iterated_moved : forall m v s,
  iterated m (move T T_eq v c s) = Derive_n (fun y => H (move T T_eq v c (y - v c))) m (v c + s).
Proof.
  intros m v s; unfold iterated; rewrite own_moved; apply Derive_n_ext; intro y.
  rewrite move_move; do 2 f_equal; ring.
Qed.
Lemma iterated_class : forall m n, class T T_eq (fun _ => True) n e w (iterated m).
Proof.
  induction m as [| m IH]; intro n.
  - apply (class_ext T T_eq _ n e w H); [| apply C]; intros v _; unfold iterated; simpl.
    rewrite Rminus_eq_0, move_0; reflexivity.
  - pose proof (class_derivative T T_eq (fun _ => True) n e w _ c (IH (S n)) Logic.I) as [_ G].
    revert G; apply class_ext; intros v _; unfold iterated at 2; simpl.
    rewrite (Derive_ext _ _ 0 (fun s => iterated_moved m v s)).
    set (g := Derive_n (fun y => H (move T T_eq v c (y - v c))) m).
    symmetry; unfold Derive; f_equal; apply Lim_ext; intro h; f_equal.
    replace (v c + (0 + h)) with (v c + h) by ring; rewrite Rplus_0_r; reflexivity.
Qed.
Lemma iterated_exists : forall m v, ball T (fun _ => True) w e v ->
  ex_derive (Derive_n (fun y => H (move T T_eq v c (y - v c))) m) (v c).
Proof.
  intros m v Hv.
  pose proof (class_derivative T T_eq (fun _ => True) 0 e w _ c (iterated_class m 1%nat) Logic.I) as [G _].
  eexists; apply derive_shifted; eapply is_derive_ext; [| apply (G v Hv)].
  intro s; apply iterated_moved.
Qed.
End Iterated.

Lemma list_of_places : forall l : list R, map (fun i => nth i l 0) (seq 0 (length l)) = l.
Proof. induction l as [| y l IH]; [reflexivity |]; simpl; f_equal; rewrite <- seq_shift, map_map; exact IH. Qed.
Lemma numbers_join : forall a w, numbers (length a) (join label a w) = a.
Proof. intros a w; exact (list_of_places a). Qed.

Section Several.
Variable M : model.
Variable f : positive.
Variable w : world.
Variable a : list R.
Variable S' : SmoothFunction M f (length a) w.

Definition from_place (k n : nat) (v : Smooth.point Wide) : list R := map (fun i => v (inl i)) (seq k n).
Definition after (k : nat) (v : Smooth.point Wide) (r : list R) : R := val (fn M f (numbers k v ++ r)) (beside v).
Definition nested (orders : list nat) (k : nat) (v : Smooth.point Wide) : R :=
  slope orders (after k v) (from_place k (length orders) v).

Lemma numbers_S : forall k v, numbers (S k) v = numbers k v ++ [v (inl k)].
Proof. intros k v; unfold numbers; rewrite seq_S, map_app; reflexivity. Qed.
Lemma after_S : forall k v s r, after (S k) (move Wide Wide_eq v (inl k) s) r = after k v ((v (inl k) + s) :: r).
Proof.
  intros k v s r; unfold after.
  assert (B : beside (move Wide Wide_eq v (inl k) s) = beside v).
  { apply functional_extensionality; intro c; unfold beside, move.
    destruct (Wide_eq (inr c) (inl k)) as [E | E]; [discriminate | reflexivity]. }
  assert (N : numbers k (move Wide Wide_eq v (inl k) s) = numbers k v).
  { unfold numbers; apply map_ext_in; intros i Hi; apply in_seq in Hi; unfold move.
    destruct (Wide_eq (inl i) (inl k)) as [E | E]; [injection E; lia | reflexivity]. }
  rewrite numbers_S, N, B, own_moved, <- app_assoc; reflexivity.
Qed.
Lemma after_here : forall k v r, after (S k) v r = after k v (v (inl k) :: r).
Proof. intros k v r; unfold after; rewrite numbers_S, <- app_assoc; reflexivity. Qed.
Lemma from_place_moved : forall k n v s, from_place (S k) n (move Wide Wide_eq v (inl k) s) = from_place (S k) n v.
Proof.
  intros k n v s; unfold from_place; apply map_ext_in; intros i Hi; apply in_seq in Hi; unfold move.
  destruct (Wide_eq (inl i) (inl k)) as [E | E]; [injection E; lia | reflexivity].
Qed.
Lemma nested_inside : forall more k v y,
  slope more (fun r => after k v (y :: r)) (from_place (S k) (length more) v) =
  nested more (S k) (move Wide Wide_eq v (inl k) (y - v (inl k))).
Proof.
  intros more k v y; unfold nested; rewrite from_place_moved; f_equal.
  apply functional_extensionality; intro r; rewrite after_S; do 2 f_equal; ring.
Qed.
Lemma nested_cons : forall m more k v, nested (m :: more) k v = iterated Wide Wide_eq (inl k) (nested more (S k)) m v.
Proof.
  intros m more k v; unfold iterated, nested at 1; cbn [length slope]; unfold from_place; cbn [seq map].
  apply Derive_n_ext; intro y; apply nested_inside.
Qed.

Lemma all_nested : exists e, 0 < e /\
  (forall v, ball Wide (fun _ => True) (join label a w) e v -> def (fn M f (numbers (length a) v)) (beside v)) /\
  (forall orders k, (k + length orders = length a)%nat ->
    forall n, class Wide Wide_eq (fun _ => True) n e (join label a w) (nested orders k)) /\
  forall orders k v, (k + length orders = length a)%nat -> ball Wide (fun _ => True) (join label a w) e v ->
    has_slope orders (after k v) (from_place k (length orders) v).
Proof.
  destruct (S' a eq_refl) as (e & He & D & C); exists e; split; [exact He | split; [exact D |]].
  assert (K : forall orders k, (k + length orders = length a)%nat ->
    forall n, class Wide Wide_eq (fun _ => True) n e (join label a w) (nested orders k)).
  { induction orders as [| m more IH]; intros k L n.
    - apply (class_ext Wide Wide_eq _ n e _ (fun v => val (fn M f (numbers (length a) v)) (beside v))); [| apply C].
      intros v _; unfold nested, after; simpl; rewrite app_nil_r; simpl in L; rewrite Nat.add_0_r in L; subst; reflexivity.
    - apply (class_ext Wide Wide_eq _ n e _ (iterated Wide Wide_eq (inl k) (nested more (S k)) m)).
      + intros v _; symmetry; apply nested_cons.
      + apply iterated_class; intro i; apply IH; simpl in L; lia. }
  split; [exact K |]; induction orders as [| m more IH]; intros k v L Hv; [exact Logic.I |].
  cbn [length]; unfold from_place; cbn [seq map has_slope]; split.
  - intros [| j] _; [exact Logic.I |]; simpl.
    apply (ex_derive_ext (Derive_n (fun y => nested more (S k) (move Wide Wide_eq v (inl k) (y - v (inl k)))) j)).
    + intro y; apply Derive_n_ext; intro t; symmetry; apply nested_inside.
    + apply (iterated_exists Wide Wide_eq (join label a w) e (inl k) (nested more (S k))); [| exact Hv].
      intro i; apply K; simpl in L; lia.
  - assert (E : (fun r => after k v (v (inl k) :: r)) = after (S k) v).
    { apply functional_extensionality; intro r; symmetry; apply after_here. }
    rewrite E; apply IH; [simpl in L; lia | exact Hv].
Qed.
End Several.

Lemma nested_0 : forall M f orders b v, length orders = length b ->
  nested M f orders 0 (join label b v) = slope orders (fun r => val (fn M f r) v) b.
Proof.
  intros M f orders b v L; unfold nested; rewrite L; f_equal; exact (list_of_places b).
Qed.
Lemma rule_from_parts_defined_app_several : forall M f orders a w, length orders = length a ->
  SmoothFunction M f (length a) w -> each (fun t => def t w) a -> def (app M f orders a) w.
Proof.
  intros M f orders a w L S A; assert (N : length (values a w) = length a) by apply map_length.
  rewrite <- N in S; destruct (all_nested M f w (values a w) S) as (e & He & D & _ & X).
  pose proof (ball_itself Wide (fun _ => True) (join label (values a w) w) e He) as B.
  split; [exact A | split].
  - specialize (D _ B); rewrite numbers_join in D; exact D.
  - specialize (X orders O _ ltac:(rewrite L, <- N; reflexivity) B).
    unfold from_place in X; rewrite L, <- N in X.
    change (map (fun i => join label (values a w) w (inl i)) (seq 0 (length (values a w)))) with
      (map (fun i => nth i (values a w) 0) (seq 0 (length (values a w)))) in X.
    rewrite list_of_places in X; exact X.
Qed.
Lemma rule_from_parts_smooth_app_several : forall P M f orders a w, length orders = length a ->
  SmoothFunction M f (length a) w -> each (fun t => SmoothIn P t w) a -> SmoothIn P (app M f orders a) w.
Proof.
  intros P M f orders a w L S A; destruct (smooth_each P a w A) as (e & He & D & C).
  assert (N : length (values a w) = length a) by apply map_length.
  rewrite <- N in S; destruct (all_nested M f w (values a w) S) as (e' & He' & D' & K & X).
  set (b := map val a).
  assert (Lb : length b = length a) by apply map_length.
  assert (V : forall v, at_ label b v = values a v) by (intro v; unfold at_, b, values; rewrite map_map; reflexivity).
  assert (Cb : forall n g, In g b -> Class P n e w g).
  { intros n g Hg; unfold b in Hg; apply in_map_iff in Hg; destruct Hg as (t & <- & Ht); apply C, Ht. }
  destruct (join_near label P b w e' He') as (r & Hr & _ & W).
  { intros g Hg; apply (class_cont _ _ _ _ _ _ _ _ (Cb O g Hg)), ball_itself, He. }
  assert (B : forall v, nearby P w (Rmin e r) v -> nearby P w e v /\ nearby P w r v).
  { intros v Hv; split; eapply ball_less; try exact Hv; [apply Rmin_l | apply Rmin_r]. }
  assert (W' : forall v, nearby P w r v ->
    ball Wide (fun _ => True) (join label (values a w) w) e' (join label (values a v) v)).
  { intros v Hv; rewrite <- !V; eapply ball_smaller_set; [| exact (W v Hv)]; auto. }
  assert (Nv : forall v, length (values a v) = length (values a w)) by (intro; unfold values; rewrite !map_length; reflexivity).
  exists (Rmin e r); split; [apply Rmin_pos; assumption | split].
  - intros v Hv; destruct (B v Hv) as [B1 B2]; specialize (W' v B2); split; [apply D, B1 | split].
    + specialize (D' _ W'); rewrite <- (Nv v), numbers_join in D'; exact D'.
    + specialize (X orders O _ ltac:(rewrite L, <- N; reflexivity) W').
      unfold from_place in X; rewrite L, <- N, <- (Nv v) in X.
      change (map (fun i => join label (values a v) v (inl i)) (seq 0 (length (values a v)))) with
        (map (fun i => nth i (values a v) 0) (seq 0 (length (values a v)))) in X.
      rewrite list_of_places in X; exact X.
  - intro n; apply (class_ext _ _ P n _ w (fun v => nested M f orders 0 (join label (at_ label b v) v))).
    + intros v _; rewrite V; apply nested_0; rewrite L, (Nv v), N; reflexivity.
    + apply (class_composite label label_eq P n (nested M f orders 0) b (Rmin e r) e' w He').
      * intros v Hv; apply W, B, Hv.
      * rewrite V; apply (class_smaller_set Wide Wide_eq _ (fun _ => True)); [auto |].
        apply (class_within Wide Wide_eq (fun _ => True) n e' (join label (values a w) w)); [auto |].
        apply K; rewrite L, N; reflexivity.
      * intros g Hg; apply (class_closer P n e); [apply Rmin_l | apply Cb, Hg].
Qed.

(* ---- the derivative of a function of several terms ---- *)

Fixpoint unit_order (n i : nat) : list nat :=
  match n with O => nil | S m => match i with O => 1%nat :: repeat O m | S j => O :: unit_order m j end end.
Fixpoint bumped (i : nat) (s : R) (a : list R) {struct a} : list R :=
  match a, i with nil, _ => nil | x :: r, O => (x + s) :: r | x :: r, S j => x :: bumped j s r end.
Lemma slope_of_zeros : forall (r : list R) (g : list R -> R), slope (repeat O (length r)) g r = g r.
Proof. induction r as [| x r IH]; intro g; [reflexivity | simpl; apply (IH (fun q => g (x :: q)))]. Qed.
Lemma slope_of_unit : forall (a : list R) i (g : list R -> R), (i < length a)%nat ->
  slope (unit_order (length a) i) g a = Derive (fun s => g (bumped i s a)) 0.
Proof.
  induction a as [| x a IH]; intros i g L; [simpl in L; lia |]; destruct i as [| i]; simpl.
  - rewrite (Derive_ext _ (fun y => g (y :: a))) by (intro y; apply (slope_of_zeros a (fun q => g (y :: q)))).
    unfold Derive; f_equal; apply Lim_ext; intro h; rewrite Rplus_0_l, !Rplus_0_r; reflexivity.
  - apply (IH i (fun q => g (x :: q))); simpl in L; lia.
Qed.
Lemma numbers_bumped : forall n i s (v : Smooth.point Wide),
  numbers n (move Wide Wide_eq v (inl i) s) = bumped i s (numbers n v).
Proof.
  intros n i s v; unfold numbers.
  assert (G : forall n j, map (fun k => move Wide Wide_eq v (inl (j + i)%nat) s (inl k)) (seq j n) =
    bumped i s (map (fun k => v (inl k)) (seq j n))).
  { clear n; intro n; revert i; induction n as [| n IH]; intros i j; [reflexivity |].
    destruct i as [| i]; cbn [seq map bumped].
    - rewrite Nat.add_0_r; f_equal; [apply own_moved |]; apply map_ext_in; intros k Hk; apply in_seq in Hk.
      unfold move; destruct (Wide_eq (inl k) (inl j)) as [E | E]; [injection E; lia | reflexivity].
    - f_equal.
      + unfold move; destruct (Wide_eq (inl j) (inl (j + S i)%nat)) as [E | E]; [injection E; lia | reflexivity].
      + replace (j + S i)%nat with (S j + i)%nat by lia; apply IH. }
  exact (G n O).
Qed.

Definition parts_of (l : list (tm * option R)) : list tm := map fst l.
Fixpoint outer_slopes (M : model) (f : positive) (w : world) (a : list tm) (k : nat) (l : list (tm * option R)) : list R :=
  match l with
  | nil => nil
  | (_, None) :: more => outer_slopes M f w a (S k) more
  | (_, Some s) :: more => s * val (app M f (unit_order (length a) k) a) w :: outer_slopes M f w a (S k) more
  end.
Lemma slope_of_function_several : forall M f (l : list (tm * option R)) d w,
  SmoothFunction M f (length (parts_of l)) w -> IndepF M f (length (parts_of l)) d w ->
  each (fun t => True) (parts_of l) ->
  (forall t s, In (t, s) l -> is_derive (fun h => val t (shift w d h)) 0 (or_0 s)) ->
  is_derive (fun h => val (app M f (repeat O (length (parts_of l))) (parts_of l)) (shift w d h)) 0
    (plus_all (outer_slopes M f w (parts_of l) 0 l)).
Proof.
  intros M f l d w S F _ H; set (a := parts_of l) in *.
  assert (N : forall v, length (values a v) = length a) by (intro; apply map_length).
  set (p := join label (values a w) w).
  rewrite <- (N w) in S; destruct (S (values a w) eq_refl) as (e & He & _ & C); rewrite (N w) in *.
  set (G := fun v : Smooth.point Wide => val (fn M f (numbers (length a) v)) (beside v)) in *.
  set (g := fun c (v : Smooth.point Wide) => Derive (fun s => G (move Wide Wide_eq v c s)) 0).
  set (b := map val a).
  assert (V : forall v, at_ label b v = values a v) by (intro v; unfold at_, b, values; rewrite map_map; reflexivity).
  assert (D : is_derive (fun s => G (moves Wide Wide_eq p (map fst (motions label label_eq 0 b w d)) s)) 0
    (weighted Wide (fun c => g c p) (motions label label_eq 0 b w d))).
  { apply (derive_moves Wide Wide_eq (fun _ => True) G g p e _ He).
    - intros c x y J; destruct (motions_in label label_eq _ _ _ _ _ _ _ J) as (i & t & I & -> & _ & -> & ->).
      split; [exact Logic.I | split; [rewrite move_0; ring |]].
      unfold b, a, parts_of in I; rewrite map_map in I; apply in_map_iff in I; destruct I as ([u s] & <- & I).
      pose proof (H u s I) as K; simpl fst.
      assert (E : Derive (fun s0 => val u (move label label_eq w d s0)) 0 = or_0 s) by (apply is_derive_unique, K).
      rewrite E; pose proof (is_derive_minus _ _ 0 _ _ K (is_derive_const (val u w) 0)) as X.
      apply (slope_is _ _ _ _ X); unfold minus, plus, opp, zero; simpl; real; ring.
    - intros c u _ Hu; apply (class_derivative Wide Wide_eq (fun _ => True) 0 e p G c (C 1%nat) Logic.I), Hu.
    - intros c _; destruct (class_derivative Wide Wide_eq (fun _ => True) 1 e p G c (C 2%nat) Logic.I) as [_ Cg].
      apply (class_cont _ _ _ _ _ _ _ _ Cg), ball_itself, He. }
  apply (is_derive_ext (fun s => G (moves Wide Wide_eq p (map fst (motions label label_eq 0 b w d)) s))).
  - intro s; unfold G.
    assert (B : beside (moves Wide Wide_eq p (map fst (motions label label_eq 0 b w d)) s) = w).
    { apply functional_extensionality; intro c; unfold beside; rewrite motions_inr; reflexivity. }
    assert (A : numbers (length a) (moves Wide Wide_eq p (map fst (motions label label_eq 0 b w d)) s) = values a (shift w d s)).
    { transitivity (map (fun i => nth i (values a (shift w d s)) 0) (seq 0 (length a))).
      - unfold numbers; apply map_ext; intro i; rewrite motions_inl, Nat.sub_0_r, !V; unfold p, join, shift; simpl; ring.
      - rewrite <- (N (shift w d s)); apply list_of_places. }
    rewrite B, A; simpl; rewrite <- (N (shift w d s)); rewrite slope_of_zeros.
    symmetry; apply (F _ (N _)).
  - apply (slope_is _ _ _ _ D).
    assert (U : forall i, (i < length a)%nat -> g (inl i) p = val (app M f (unit_order (length a) i) a) w).
    { intros i L; unfold g, G; simpl; rewrite <- (N w) at 1; rewrite slope_of_unit by (rewrite N; exact L).
      apply Derive_ext; intro s; rewrite numbers_bumped; unfold p; rewrite <- (N w), numbers_join; reflexivity. }
    assert (W : forall q k, (k + length q = length a)%nat ->
      (forall t s, In (t, s) q -> is_derive (fun h => val t (shift w d h)) 0 (or_0 s)) ->
      weighted Wide (fun c => g c p) (motions label label_eq k (map val (map fst q)) w d) =
      plus_all (outer_slopes M f w a k q)).
    { induction q as [| [t s] q IH]; intros k L Hq; [reflexivity |].
      cbn [map fst motions weighted outer_slopes]; rewrite IH; [| simpl in L; lia | intros; apply Hq; right; assumption].
      assert (E : Derive (fun s0 => val t (move label label_eq w d s0)) 0 = or_0 s).
      { apply is_derive_unique, (Hq t s); left; reflexivity. }
      rewrite E, U by (simpl in L; lia); destruct s as [s |]; cbn [or_0].
      - rewrite plus_all_cons; reflexivity.
      - ring. }
    apply W; [unfold a, parts_of; rewrite map_length; reflexivity | exact H].
Qed.
Fixpoint all_sloped (l : list (tm * option R)) (d : label) (w : world) : Prop :=
  match l with
  | nil => True
  | (t, s) :: more => is_derive (fun h => val t (shift w d h)) 0 (or_0 s) /\ all_sloped more d w
  end.
Lemma slope_of_function_several_along : forall M f (l : list (tm * option R)) d w,
  SmoothFunction M f (length (parts_of l)) (shift w d 0) -> IndepF M f (length (parts_of l)) d (shift w d 0) ->
  all_sloped l d w ->
  is_derive (fun h => val (app M f (repeat O (length (parts_of l))) (parts_of l)) (shift w d h)) 0
    (plus_all (outer_slopes M f (shift w d 0) (parts_of l) 0 l)).
Proof.
  intros M f l d w; rewrite shift_0; intros S F H; apply slope_of_function_several; try assumption.
  - generalize (parts_of l) as m; induction m as [| t m IH]; [exact Logic.I | split; [exact Logic.I | exact IH]].
  - clear S F; induction l as [| [t s] l IH]; intros u r J; [contradiction |].
    destruct H as [A B]; destruct J as [E | J]; [injection E as <- <-; exact A | apply (IH B), J].
Qed.
