(* Functions with formulas: that they are smooth, and that functions and families may have other names. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World Rules Parts Sums Nearby Functions.
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

(* ---- derivatives of functions with formulas, of any order ---- *)

Lemma path_lt : forall (a b : R -> R) x r s, a x < b x -> is_derive a x r -> is_derive b x s ->
  locally x (fun y => a y < b y).
Proof.
  intros a b x r s H A B.
  pose proof (continuous_minus b a x (derive_continuous _ _ _ B) (derive_continuous _ _ _ A)) as C.
  assert (P : locally (minus (b x) (a x)) (fun y => 0 < y)).
  { apply (open_gt 0); unfold minus, plus, opp; simpl; lra. }
  pose proof (C _ P) as N; unfold filtermap in N; revert N; apply filter_imp; intros y K.
  unfold minus, plus, opp in K; simpl in K; lra.
Qed.
Lemma path_ne : forall (a b : R -> R) x r s, a x <> b x -> is_derive a x r -> is_derive b x s ->
  locally x (fun y => a y <> b y).
Proof.
  intros a b x r s H A B; destruct (Rtotal_order (a x) (b x)) as [L | [E | G]]; [| contradiction |].
  - generalize (path_lt a b x r s L A B); apply filter_imp; intros y K; lra.
  - generalize (path_lt b a x s r G B A); apply filter_imp; intros y K; lra.
Qed.
Lemma path_and : forall (P Q : R -> Prop) x, locally x P -> locally x Q -> locally x (fun y => P y /\ Q y).
Proof. intros P Q x; apply filter_and. Qed.
Lemma path_always : forall (P : R -> Prop) x, (forall y, P y) -> locally x P.
Proof. intros P x H; exact (filter_forall P H). Qed.
Lemma path_then : forall (P Q : R -> Prop) x, (forall y, P y -> Q y) -> locally x P -> locally x Q.
Proof. intros P Q x H; apply filter_imp, H. Qed.
Lemma next_slope : forall (g : R -> R) k (s s' : R -> R) x, locally x (fun y => Derive_n g k y = s y) ->
  locally x (fun y => is_derive s y (s' y)) -> locally x (fun y => Derive_n g (S k) y = s' y).
Proof.
  intros g k s s' x E D; apply locally_locally in E; generalize (filter_and _ _ E D); apply filter_imp; intros y [A B].
  change (Derive (Derive_n g k) y = s' y); rewrite (Derive_ext_loc _ s y A); apply is_derive_unique, B.
Qed.
Lemma next_exists : forall (g : R -> R) k (s s' : R -> R) x, locally x (fun y => Derive_n g k y = s y) ->
  locally x (fun y => is_derive s y (s' y)) -> ex_derive_n g (S k) x.
Proof.
  intros g k s s' x E D; change (ex_derive (Derive_n g k) x).
  apply (ex_derive_ext_loc s); [generalize E; apply filter_imp; intros y A; symmetry; exact A |].
  exists (s' x); apply (locally_singleton _ _ D).
Qed.
Fixpoint up_to (P : nat -> Prop) (n : nat) : Prop := match n with O => P O | S m => P n /\ up_to P m end.
Lemma all_up_to : forall P n, up_to P n -> forall m, (m <= n)%nat -> P m.
Proof.
  intros P n; induction n as [| n IH]; intros H m L; [replace m with O by lia; exact H |].
  destruct H as [A B]; destruct (Nat.eq_dec m (S n)) as [-> | N]; [exact A | apply (IH B); lia].
Qed.
Lemma rule_derivative_of_function_nth : forall M f n t st (b : R -> tm) (s : R -> R) w,
  (forall x, DefinesF M f [num x] (b x) w) ->
  locally (val t w) (fun y => Derive_n (fun x => val (b x) w) n y = s y) -> val st w = s (val t w) ->
  Eq (app M f [n] [t]) st w.
Proof.
  intros M f n t st b s w H L E; unfold Eq; rewrite E; simpl.
  rewrite <- (locally_singleton _ _ L); apply Derive_n_ext; intro x; exact (proj1 (H x w)).
Qed.
Lemma rule_derivative_of_function_has_value_nth : forall M f n t (b : R -> tm) w,
  (forall x, DefinesF M f [num x] (b x) w) -> def t w -> def (b (val t w)) w ->
  up_to (fun m => ex_derive_n (fun x => val (b x) w) m (val t w)) n -> def (app M f [n] [t]) w.
Proof.
  intros M f n t b w H T B X; split; [split; [exact T | exact Logic.I] |].
  split; [apply (H (val t w) w); [split; exact Logic.I | exact B] |].
  split; [| exact Logic.I]; intros m L.
  apply (ex_derive_n_ext (fun x => val (b x) w)); [intro x; symmetry; exact (proj1 (H x w)) |].
  exact (all_up_to _ n X m L).
Qed.

(* ---- the minimum of a convex function ---- *)

Lemma increasing : forall (g : R -> R) a b, a < b -> (forall x, a <= x <= b -> ex_derive g x) ->
  (forall x, a < x < b -> 0 < Derive g x) -> g a < g b.
Proof.
  intros g a b L E P; destruct (MVT_cor2 g (Derive g) a b L) as (c & H & C).
  - intros x Hx; apply is_derive_Reals, Derive_correct, E, Hx.
  - specialize (P c C); nra.
Qed.
Lemma convex_on : forall (g : R -> R) (I : R -> Prop) p s, (forall a b x, I a -> I b -> a <= x <= b -> I x) ->
  (forall x, I x -> 0 < Derive_n g 2 x /\ ex_derive_n g 1 x /\ ex_derive_n g 2 x) -> I p -> I s -> Derive g p = 0 ->
  s <> p -> g p < g s.
Proof.
  intros g I p s C H Ip Is D N.
  assert (G : forall a b, I a -> I b -> a < b -> Derive g a < Derive g b).
  { intros a b Ia Ib L; apply (increasing (Derive g) a b L).
    - intros x Hx; apply (H x (C a b x Ia Ib Hx)).
    - intros x Hx; apply (H x); apply (C a b x Ia Ib); lra. }
  destruct (Rtotal_order p s) as [L | [E | L]]; [| congruence |].
  - apply (increasing g p s L).
    + intros x Hx; apply (H x (C p s x Ip Is Hx)).
    + intros x Hx; rewrite <- D; apply G; [exact Ip | apply (C p s x Ip Is); lra | lra].
  - assert (K : - g s < - g p); [| lra].
    apply (increasing (fun y => - g y) s p L).
    + intros x Hx; apply (ex_derive_opp g), (H x (C s p x Is Ip Hx)).
    + intros x Hx; rewrite Derive_opp.
      assert (Derive g x < Derive g p) by (apply G; [apply (C s p x Is Ip); lra | exact Ip | lra]); lra.
Qed.
Lemma rule_convex_minimum : forall M f p s (inside : R -> Prop) w,
  (forall a b x : R, inside a -> inside b -> a <= x <= b -> inside x) ->
  (forall x, inside x -> Lt (int 0) (app M f [2%nat] [num x]) w /\ def (app M f [2%nat] [num x]) w) ->
  inside (val p w) -> inside (val s w) -> Eq (app M f [1%nat] [p]) (int 0) w -> Ne s p w ->
  Lt (app M f [0%nat] [p]) (app M f [0%nat] [s]) w.
Proof.
  intros M f p s inside w C H Ip Is D N.
  apply (convex_on (fun y => val (fn M f [y]) w) inside (val p w) (val s w) C); try assumption.
  intros x Ix; destruct (H x Ix) as [A (_ & _ & B & _)]; split; [exact A |].
  split; [apply (B 1%nat); lia | apply (B 2%nat); lia].
Qed.
