(* The chain rule: an offset moves a quantity only by way of others, whose own offsets move as much instead. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality FinFun.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World Rules Slopes Parts Steps Sums Nearby Functions Structure.
Import ListNotations.
Open Scope R_scope.

Notation Moves := (moves label label_eq).

(* A quantity where offsets of others have moved, none of which changes it, but perhaps its own. *)
Lemma moved_by_others : forall M x i w (l : list (motion label)) s,
  (forall c a, In (c, a) l -> IndepQ M x i c w) -> NoDup (map fst l) ->
  val (qt M x i) (Moves w l s) = val (qt M x i) w +
    fold_right (fun m r => (if label_eq (lab M x i) (fst m) then snd m s else 0) + r) 0 l.
Proof.
  intros M x i w l s; induction l as [| [c a] l IH]; intros H N; [simpl; ring |].
  cbn [fold_right fst snd moves]; destruct (H c a (or_introl eq_refl) (Moves w l s) (a s)) as [E _].
  unfold shift in E; rewrite E, IH; [| intros; eapply H; right; eassumption | inversion N; assumption].
  assert (X : forall y r b b' : R, b = b' -> y + r + b = y + (b' + r)) by (intros; subst; ring).
  apply X; destruct (label_eq (lab M x i) c); reflexivity.
Qed.
Lemma moved_other : forall w (l : list (motion label)) s c, ~ In c (map fst l) -> Moves w l s c = w c.
Proof.
  intros w l s c; induction l as [| [d a] l IH]; intro N; [reflexivity |]; simpl in *; unfold move.
  destruct (label_eq c d); [subst; tauto | apply IH; tauto].
Qed.

Section Row.
Variable M : model.
Variable p x : positive.
Variable ip : list Z.
Variable e : Z -> list Z.
Variable d : label.
Variable s : iset.
Variable w : world.
Variable F : finite s = true.
Variable Inj : forall k j, e k = e j -> k = j.
Variable T : Through M p ip d (fun c t => exists k, c = lab M x (e k) /\ t = qt M x (e k) /\ isin k s = true) w.
Variable P : Smooth (qt M p ip) w.
Variable Q : forall k, isin k s = true -> SmoothBy (qt M x (e k)) d w.
Variable A : forall k, isin k s = true -> forall j, isin j s = true -> IndepQ M x (e k) (lab M x (e j)) w.

Definition gap (k : Z) (h : R) : R := val (qt M x (e k)) (shift w d h) - val (qt M x (e k)) w.
Definition motions_of : list (motion label * R) :=
  map (fun k => ((lab M x (e k), gap k), val (par (qt M x (e k)) d) w)) (elems s).

Lemma labels_once : NoDup (map fst (map fst motions_of)).
Proof.
  unfold motions_of; rewrite !map_map; simpl; apply Injective_map_NoDup; [| apply elems_once].
  intros k j E; unfold lab in E; injection E; apply Inj.
Qed.
Lemma gap_at : forall k h, isin k s = true ->
  val (qt M x (e k)) (Moves w (map fst motions_of) h) = val (qt M x (e k)) (shift w d h).
Proof.
  intros k h I; rewrite moved_by_others; [| | exact labels_once].
  - assert (E : fold_right (fun m r => (if label_eq (lab M x (e k)) (fst m) then snd m h else 0) + r) 0 (map fst motions_of)
      = total (elems s) (fun j => if (j =? k)%Z then gap j h else 0)).
    { unfold motions_of, total; induction (elems s) as [| j l IH]; [reflexivity |].
      cbn [map fst snd fold_right]; rewrite IH; f_equal.
      destruct (label_eq (lab M x (e k)) (lab M x (e j))) as [E | N]; destruct (Z.eqb_spec j k) as [E' | N']; auto.
      - unfold lab in E; injection E as E; exfalso; apply N'; symmetry; apply Inj, E.
      - subst; contradiction. }
    rewrite E, (total_one (elems s) k (fun j => gap j h)); [unfold gap; ring | apply elems_once | apply in_elems; assumption].
  - intros c a J; unfold motions_of in J; rewrite map_map in J; apply in_map_iff in J; destruct J as (j & E & J); simpl in E.
    injection E as <- <-; apply A; [exact I | apply elems_in, J].
Qed.
Lemma rule_chain_rule_row : Eq (par (qt M p ip) d)
  (sum s (fun k => mul [par (qt M p ip) (lab M x (e k)); par (qt M x (e k)) d])) w.
Proof.
  destruct P as (r & Hr & _ & C).
  destruct (C 1%nat) as [_ K]; destruct (C 2%nat) as [_ K2].
  set (f := val (qt M p ip)) in *; set (g := fun c v => Derive (fun t => f (move label label_eq v c t)) 0).
  assert (G : forall c u, nearby (fun _ => True) w r u -> is_derive (fun t => f (move label label_eq u c t)) 0 (g c u)).
  { intros c u Hu; destruct (K c Logic.I) as (g0 & G0 & _); apply Derive_correct; eexists; apply G0, Hu. }
  assert (D : is_derive (fun h => f (Moves w (map fst motions_of) h)) 0 (weighted label (fun c => g c w) motions_of)).
  { apply (derive_moves label label_eq (fun _ => True) f g w r motions_of Hr).
    - intros c a b J; unfold motions_of in J; apply in_map_iff in J; destruct J as (k & E & J).
      injection E as <- <- <-; split; [exact Logic.I |]; unfold gap; split; [rewrite shift_0; ring |].
      assert (DQ : is_derive (fun h => val (qt M x (e k)) (shift w d h)) 0 (val (par (qt M x (e k)) d) w)).
      { apply Derive_correct, (rule_from_parts_defined_partial _ _ _ (Q k (elems_in s k J))). }
      pose proof (is_derive_minus _ _ 0 _ _ DQ (is_derive_const (val (qt M x (e k)) w) 0)) as X.
      apply (slope_is _ _ _ _ X); unfold minus, plus, opp, zero; simpl; real; ring.
    - intros c u _ Hu; apply G, Hu.
    - intros c _; destruct (C 2%nat) as [_ K3].
      destruct (class_derivative label label_eq (fun _ => True) 1 r w f c (C 2%nat) Logic.I) as [_ Cg].
      apply (class_cont _ _ _ _ _ _ _ _ Cg), ball_itself, Hr. }
  unfold Eq; apply is_derive_unique.
  apply (is_derive_ext (fun h => f (Moves w (map fst motions_of) h))).
  - intro h; unfold f; apply T.
    + intros c Nc N; rewrite shift_apart by exact Nc.
      apply moved_other; intro J; unfold motions_of in J; rewrite !map_map in J; apply in_map_iff in J.
      destruct J as (k & <- & J); apply (N (qt M x (e k))); exists k; repeat split; apply elems_in, J.
    + intros c t (k & -> & -> & I); apply gap_at, I.
  - apply (slope_is _ _ _ _ D).
    change (weighted label (fun c => g c w) motions_of =
      total (elems s) (fun k => g (lab M x (e k)) w * val (par (qt M x (e k)) d) w)).
    unfold motions_of, total; induction (elems s) as [| k l IH]; [reflexivity |].
    cbn [map weighted fold_right]; rewrite IH; f_equal; apply Rmult_comm.
Qed.
End Row.


Lemma rule_chain_rule_one : forall M p ip x i d w,
  Through M p ip d (fun c t => c = lab M x i /\ t = qt M x i) w -> Smooth (qt M p ip) w ->
  SmoothBy (qt M x i) d w -> moves_itself M x ->
  Eq (par (qt M p ip) d) (mul [par (qt M p ip) (lab M x i); par (qt M x i) d]) w.
Proof.
  intros M p ip x i d w T (r & Hr & _ & C) Q Mv.
  destruct (C 1%nat) as [_ K].
  set (f := val (qt M p ip)) in *; set (g := fun c v => Derive (fun t => f (move label label_eq v c t)) 0).
  assert (G : forall c u, nearby (fun _ => True) w r u -> is_derive (fun t => f (move label label_eq u c t)) 0 (g c u)).
  { intros c u Hu; destruct (K c Logic.I) as (g0 & G0 & _); apply Derive_correct; eexists; apply G0, Hu. }
  set (a := fun h => val (qt M x i) (shift w d h) - val (qt M x i) w).
  assert (Da : is_derive a 0 (val (par (qt M x i) d) w)).
  { assert (DQ : is_derive (fun h => val (qt M x i) (shift w d h)) 0 (val (par (qt M x i) d) w)).
    { apply Derive_correct, (rule_from_parts_defined_partial _ _ _ Q). }
    pose proof (is_derive_minus _ _ 0 _ _ DQ (is_derive_const (val (qt M x i) w) 0)) as X.
    apply (slope_is _ _ _ _ X); unfold minus, plus, opp, zero; simpl; real; ring. }
  assert (A0 : a 0 = 0) by (unfold a; rewrite shift_0; ring).
  unfold Eq; apply is_derive_unique.
  apply (is_derive_ext (fun h => f (move label label_eq w (lab M x i) (a h)))).
  - intro h; unfold f; apply T.
    + intros c Nc N; rewrite (shift_apart w d c h Nc).
      unfold move; destruct (label_eq c (lab M x i)) as [E | E]; [| reflexivity].
      exfalso; apply (N (qt M x i)); split; [exact E | reflexivity].
    + intros c t (-> & ->); destruct (Mv i w (a h)) as [E _]; unfold shift in E at 1; rewrite E; unfold a, Rminus; ring.
  - pose proof (is_derive_comp (fun y => f (move label label_eq w (lab M x i) y)) a 0 (g (lab M x i) w)
      (val (par (qt M x i) d) w)) as X.
    apply (slope_is _ _ (scal (val (par (qt M x i) d) w) (g (lab M x i) w))); [| apply Rmult_comm].
    apply X; [rewrite A0; apply G, ball_itself, Hr | exact Da].
Qed.
