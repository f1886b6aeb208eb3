(* What quantities are made of: what holds of all that lie below one, and the chain rule. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality Classical FinFun.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World Rules Parts Sums Nearby Functions.
Import ListNotations.
Open Scope R_scope.

(* ==== What quantities are made of: what holds of all that lie below one, by induction on ranks. *)

Lemma decided : forall P : Prop, P \/ ~ P.
Proof. exact classic. Qed.
Lemma by_rank : forall (M : model) (B Q : positive -> list Z -> Prop),
  (forall x i, B x i -> (forall y j, B y j -> (rq M y j < rq M x i)%nat -> Q y j) -> Q x i) ->
  forall x i, B x i -> Q x i.
Proof.
  intros M B Q H; assert (K : forall n x i, (rq M x i < n)%nat -> B x i -> Q x i).
  { induction n as [| n IH]; intros x i L HB; [lia |]; apply H; [exact HB |].
    intros y j HB' L'; apply IH; [lia | exact HB']. }
  intros x i; apply (K (S (rq M x i))); lia.
Qed.

(* ---- quantities that do not change with an offset ---- *)

Lemma rule_independent_by_definition : forall M x i b d w, DefinesQ M x i b w -> Indep b d w -> IndepQ M x i d w.
Proof.
  intros M x i b d w (V & D & _) H v h; destruct (H v h) as [A B]; split.
  - rewrite !V, A; unfold shift, move; destruct (label_eq (lab M x i) d); ring.
  - rewrite !D; exact B.
Qed.
Lemma rule_independent_by_law : forall M x defs deps i d w, Made M x defs deps w -> ~ defs i ->
  (forall y j, deps i y j -> Indep (qt M y j) d w) -> IndepQ M x i d w.
Proof.
  intros M x defs deps i d w (_ & _ & H) N I v h; destruct (H i N) as (ps & g & P & _ & V).
  destruct (V v) as [A B], (V (shift v d h)) as [A' B']; split; [| tauto].
  assert (E : map (fun p => val (qt M (fst p) (snd p)) (shift v d h)) ps = map (fun p => val (qt M (fst p) (snd p)) v) ps).
  { apply map_ext_in; intros p Hp; apply (I (fst p) (snd p)), P, Hp. }
  rewrite A', A, E; unfold shift, move; destruct (label_eq (lab M x i) d); real; ring.
Qed.

(* ---- smooth quantities ---- *)

Lemma rule_smooth_by_structure_by_law : forall M x defs deps i w, Made M x defs deps w -> ~ defs i ->
  (forall y j, deps i y j -> Smooth (qt M y j) w) -> Smooth (qt M x i) w.
Proof.
  intros M x defs deps i w (_ & _ & H) N I; destruct (H i N) as (ps & g & P & L & V).
  set (a := map (fun p => qt M (fst p) (snd p)) ps).
  destruct (smooth_each (fun _ => True) a w) as (e & He & D & C).
  { assert (K : forall qs, (forall p, In p qs -> In p ps) -> each (fun t => SmoothIn (fun _ => True) t w)
      (map (fun p => qt M (fst p) (snd p)) qs)).
    { induction qs as [| q qs IH]; intro K; [exact Logic.I | split].
      - apply I, P, K; left; reflexivity.
      - apply IH; intros p Hp; apply K; right; exact Hp. }
    apply K; auto. }
  set (f := map val a).
  assert (Len : length f = length ps) by (unfold f, a; rewrite !map_length; reflexivity).
  assert (Cf : forall n b, In b f -> Class (fun _ => True) n e w b).
  { intros n b Hb; unfold f in Hb; apply in_map_iff in Hb; destruct Hb as (t & <- & Ht); apply C, Ht. }
  destruct (L (at_ label f w) w) as (e' & He' & K); [unfold at_; rewrite map_length; exact Len |].
  destruct (join_near label (fun _ => True) f w e' He') as (r & Hr & _ & W).
  { intros b Hb; apply (class_cont _ _ _ _ _ _ _ _ (Cf O b Hb)), ball_itself, He. }
  assert (B : forall v, nearby (fun _ => True) w (Rmin e r) v ->
    nearby (fun _ => True) w e v /\ nearby (fun _ => True) w r v).
  { intros v Hv; split; eapply ball_less; try exact Hv; [apply Rmin_l | apply Rmin_r]. }
  exists (Rmin e r); split; [apply Rmin_pos; assumption | split; [intros v _; apply V |]].
  intro n; apply (class_ext _ _ _ n _ w (fun v => g (map (fun p => val (qt M (fst p) (snd p)) v) ps) + v (lab M x i))).
  - intros v _; symmetry; apply V.
  - apply (class_plus label label_eq _ n _ w (fun v => g (map (fun p => val (qt M (fst p) (snd p)) v) ps))
      (fun v => v (lab M x i))); [| apply smooth_offset, Rmin_pos; assumption].
    apply (class_ext _ _ _ n _ w (fun v => g (numbers (length ps) (join label (at_ label f v) v)))).
    + intros v _; f_equal.
      assert (E : at_ label f v = map (fun p => val (qt M (fst p) (snd p)) v) ps).
      { unfold at_, f, a; rewrite !map_map; reflexivity. }
      unfold numbers, join; rewrite E; clear.
      assert (G : forall l : list R, map (fun i => nth i l 0) (seq 0 (length l)) = l).
      { induction l as [| y l IH]; [reflexivity |]; simpl; f_equal; rewrite <- seq_shift, map_map; exact IH. }
      rewrite <- (map_length (fun p => val (qt M (fst p) (snd p)) v) ps); apply G.
    + apply (class_composite label label_eq (fun _ => True) n (fun v => g (numbers (length ps) v)) f (Rmin e r) e' w He').
      * intros v Hv; apply W, B, Hv.
      * apply (class_smaller_set Wide Wide_eq _ (fun _ => True)); [auto |].
        apply (class_within Wide Wide_eq (fun _ => True) n e' (join label (at_ label f w) w)); [| apply K].
        intros v; apply ball_smaller_set; auto.
      * intros b Hb; apply (class_closer _ n e); [apply Rmin_l | apply Cf, Hb].
Qed.

(* ---- quantities that have the same value in two worlds ---- *)

Definition Same (t : tm) (v u : world) : Prop := val t v = val t u.
Lemma same_values : forall l v u, each (fun t => Same t v u) l -> map (fun t => val t v) l = map (fun t => val t u) l.
Proof.
  induction l as [| t l IH]; intros v u H; [reflexivity |]; destruct H as [A B]; simpl; f_equal; [exact A | apply IH, B].
Qed.
Lemma same_number : forall c v u, Same (Tm (fun _ => c) (fun _ => True)) v u.
Proof. reflexivity. Qed.
Lemma same_add : forall l v u, each (fun t => Same t v u) l -> Same (add l) v u.
Proof. intros l v u H; apply sum_by_values, same_values, H. Qed.
Lemma same_mul : forall l v u, each (fun t => Same t v u) l -> Same (mul l) v u.
Proof. intros l v u H; apply product_by_values, same_values, H. Qed.
Lemma same_pow : forall t k v u, Same t v u -> Same (pow t k) v u.
Proof. unfold Same; intros t k v u H; simpl; rewrite H; reflexivity. Qed.
Lemma same_exp : forall t v u, Same t v u -> Same (texp t) v u.
Proof. unfold Same; intros t v u H; simpl; rewrite H; reflexivity. Qed.
Lemma same_ln : forall t v u, Same t v u -> Same (tln t) v u.
Proof. unfold Same; intros t v u H; simpl; rewrite H; reflexivity. Qed.
Lemma same_abs : forall t v u, Same t v u -> Same (tabs t) v u.
Proof. unfold Same; intros t v u H; simpl; rewrite H; reflexivity. Qed.
Lemma same_sum : forall s b v u, (forall k, isin k s = true -> Same (b k) v u) -> Same (sum s b) v u.
Proof. intros s b v u H; apply total_same; intros k I; apply H, elems_in, I. Qed.
Definition OneLaw (M : model) (f : positive) : Prop := forall a v u, val (fn M f a) v = val (fn M f a) u.
Lemma same_app : forall M f orders a v u, OneLaw M f -> each (fun t => Same t v u) a -> Same (app M f orders a) v u.
Proof.
  intros M f orders a v u L H; unfold Same; simpl; unfold values; rewrite (same_values a v u H).
  assert (E : (fun r => val (fn M f r) v) = (fun r => val (fn M f r) u)).
  { apply functional_extensionality; intro r; apply L. }
  rewrite E; reflexivity.
Qed.
Lemma one_law_free : forall M f w, MadeF M f (fun _ => False) w -> OneLaw M f.
Proof. intros M f w H a v u; apply (H a); tauto. Qed.
Lemma one_law_formula : forall M f (b : tm -> tm) w, (forall t, DefinesF M f [t] (b t) w) ->
  MadeF M f (fun a => exists x : R, a = [x]) w -> (forall x v u, Same (b (num x)) v u) -> OneLaw M f.
Proof.
  intros M f b w H N S a v u; destruct (classic (exists x : R, a = [x])) as [(x & ->) | K].
  - pose proof (proj1 (H (num x) v)) as A; pose proof (proj1 (H (num x) u)) as B.
    change (values [num x] v) with [x] in A; change (values [num x] u) with [x] in B.
    rewrite A, B; apply S.
  - apply (N a K).
Qed.
Lemma rule_passes_through_by_definition : forall M x i b w v u, DefinesQ M x i b w -> v (lab M x i) = u (lab M x i) ->
  Same b v u -> Same (qt M x i) v u.
Proof. intros M x i b w v u (V & _ & _) E S; unfold Same in *; rewrite !V, E, S; reflexivity. Qed.
Lemma rule_passes_through_by_law : forall M x defs deps i w v u, Made M x defs deps w -> ~ defs i ->
  v (lab M x i) = u (lab M x i) -> (forall y j, deps i y j -> Same (qt M y j) v u) -> Same (qt M x i) v u.
Proof.
  intros M x defs deps i w v u (_ & _ & H) N E S; destruct (H i N) as (ps & g & P & _ & V); unfold Same.
  rewrite (proj1 (V v)), (proj1 (V u)), E; f_equal; f_equal.
  apply map_ext_in; intros p Hp; apply (S (fst p) (snd p)), P, Hp.
Qed.

(* ---- tactics: steps down from a quantity ---- *)

Ltac sames leaf :=
  match goal with
  | |- Same (add _) _ _ => apply same_add; sames leaf
  | |- Same (mul _) _ _ => apply same_mul; sames leaf
  | |- Same (pow _ _) _ _ => apply same_pow; sames leaf
  | |- Same (texp _) _ _ => apply same_exp; sames leaf
  | |- Same (tln _) _ _ => apply same_ln; sames leaf
  | |- Same (tabs _) _ _ => apply same_abs; sames leaf
  | |- Same (sum _ _) _ _ => apply same_sum; intros; sames leaf
  | |- Same (app _ _ _ _) _ _ => apply same_app; [assumption | sames leaf]
  | |- Same (qt _ _ _) _ _ => leaf
  | |- Same _ _ _ => apply same_number
  | |- each _ _ => cbn [each]; repeat (apply conj; [sames leaf |]); exact Logic.I
  end.
Ltac smooths leaf :=
  match goal with
  | |- SmoothIn _ (add _) _ => apply rule_from_parts_smooth_add; smooths leaf
  | |- SmoothIn _ (mul _) _ => apply rule_from_parts_smooth_mul; smooths leaf
  | |- SmoothIn _ (pow _ _) _ => apply rule_from_parts_smooth_pow; [exact Logic.I | smooths leaf]
  | |- SmoothIn _ (texp _) _ => apply rule_from_parts_smooth_exp; smooths leaf
  | |- SmoothIn _ (sum _ _) _ => apply rule_from_parts_smooth_sum; [reflexivity | intros; smooths leaf]
  | |- SmoothIn _ (app _ _ [_] [_]) _ => apply rule_from_parts_smooth_app; [assumption | smooths leaf]
  | |- SmoothIn _ (app _ _ _ _) _ =>
      apply rule_from_parts_smooth_app_several; [reflexivity | cbn [length]; assumption | smooths leaf]
  | |- SmoothIn _ (qt _ _ _) _ => leaf
  | |- SmoothIn _ _ _ => apply smooth_number
  | |- each _ _ => cbn [each]; repeat (apply conj; [smooths leaf |]); exact Logic.I
  end.

Lemma not_between : forall k a b, isin k (Between a b) = false -> ~ (a <= k <= b)%Z.
Proof. intros k a b H [A B]; rewrite (rule_in_interval_between k a b A B) in H; discriminate. Qed.
Lemma outside_between : forall k a b, ~ (a <= k <= b)%Z -> isin k (Between a b) = false.
Proof.
  intros k a b H; destruct (isin k (Between a b)) eqn:E; [| reflexivity].
  apply isin_between in E; contradiction.
Qed.
Lemma not_from : forall k a, isin k (From a) = false -> (k < a)%Z.
Proof. intros k a H; apply Z.leb_gt, H. Qed.
(* indices that are equal to others are these, but those that a statement names *)
Definition Named (_ : Z) : Prop := True.
Ltac not_named a := is_var a; lazymatch goal with _ : Named a |- _ => fail | _ => idtac end.
Ltac settle :=
  repeat match goal with
    | H : ?a = ?b :> Z |- _ => first [not_named a; subst a | not_named b; subst b]
    end.
(* what is known of indices, as inequalities of whole numbers *)
Ltac facts :=
  repeat match goal with
    | H : isin ?k (Between ?a ?b) = true |- _ =>
        lazymatch goal with _ : (a <= k <= b)%Z |- _ => fail | _ => pose proof (isin_between _ _ _ H) end
    | H : isin ?k (From ?a) = true |- _ =>
        lazymatch goal with _ : (a <= k)%Z |- _ => fail | _ => pose proof (isin_from _ _ H) end
    | H : isin ?k (Between ?a ?b) = false |- _ =>
        lazymatch goal with _ : ~ (a <= k <= b)%Z |- _ => fail | _ => pose proof (not_between _ _ _ H) end
    | H : isin ?k (From ?a) = false |- _ =>
        lazymatch goal with _ : (k < a)%Z |- _ => fail | _ => pose proof (not_from _ _ H) end
    end.
Ltac by_indices := solve [exfalso; lia | exfalso; congruence].
Ltac condition :=
  first
    [ exact Logic.I
    | reflexivity
    | assumption
    | lazymatch goal with |- isin _ _ = false => first [apply outside_between; lia | congruence] | |- _ => lia end ].
Ltac conditions := repeat (apply conj; [condition |]); condition.
(* an equation, or what is known: of an index that nothing else tells, each index of which it is known is tried *)
Ltac known := first [assumption | reflexivity | multimatch goal with H : _ |- _ => exact H end].
(* one of the ways in which a quantity is below another one *)
Ltac ways :=
  lazymatch goal with
  | |- exists _, _ => eexists; ways
  | |- _ /\ _ => split; [known | ways]
  | |- _ \/ _ => first [left; ways | right; ways]
  | |- _ => known
  end.
Ltac in_pattern :=
  lazymatch goal with
  | |- exists _, _ => eexists; in_pattern
  | |- (?x = ?x :> positive) /\ _ => apply (conj eq_refl); in_pattern
  | |- (_ = _ :> list Z) /\ _ => apply (conj eq_refl); in_pattern
  | |- (_ = _ :> positive) /\ _ => fail
  | |- _ => conditions
  end.
Ltac member := first [apply or_introl; in_pattern | apply or_intror; member].
Ltac open_ways D :=
  repeat match type of D with
    | _ \/ _ => let D' := fresh in destruct D as [D' | D']; [open_ways D' | open_ways D']
    | exists _, _ => let k := fresh "u" in let D' := fresh in destruct D as (k & D'); open_ways D'
    | _ /\ _ => let A := fresh in let B := fresh in destruct D as (A & B); open_ways A; open_ways B
    | _ = _ :> list Z => injection D; clear D; intros
    | False => destruct D
    end.
(* that a quantity in a pattern is none of those between, each of which is said to have its label *)
Ltac apart_from H :=
  repeat match goal with
    | E : lab _ _ _ = lab _ _ _ |- _ => unfold lab in E; injection E; clear E; intros
    | E : lb _ _ = lb _ _ |- _ => apply lb_inj in E
    end;
  first [discriminate | facts; by_indices].

(* ==== The chain rule: an offset moves a quantity only by way of others, whose own offsets move as much instead. *)

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
Variable d : label.
Variable between : label -> tm -> Prop.
Variable w : world.
(* the indices of the quantities between *)
Variable l : list (list Z).
Variable Once : NoDup l.
Variable T : Through M p ip d between w.
Variable In_l : forall c t, between c t -> exists i, In i l /\ c = lab M x i /\ t = qt M x i.
Variable Of_l : forall i, In i l -> between (lab M x i) (qt M x i).
Variable P : Smooth (qt M p ip) w.
Variable Q : forall i, In i l -> SmoothBy (qt M x i) d w.
Variable A : forall i, In i l -> forall j, In j l -> IndepQ M x i (lab M x j) w.

Definition gap (i : list Z) (h : R) : R := val (qt M x i) (shift w d h) - val (qt M x i) w.
Definition motions_of : list (motion label * R) :=
  map (fun i => ((lab M x i, gap i), val (par (qt M x i) d) w)) l.

Lemma labels_once : NoDup (map fst (map fst motions_of)).
Proof.
  unfold motions_of; rewrite !map_map; simpl; apply Injective_map_NoDup; [| exact Once].
  intros i j E; unfold lab in E; injection E; auto.
Qed.
Lemma gap_at : forall i h, In i l -> val (qt M x i) (Moves w (map fst motions_of) h) = val (qt M x i) (shift w d h).
Proof.
  intros i h I; rewrite moved_by_others; [| | exact labels_once].
  - assert (E : forall m, NoDup m -> fold_right (fun (n : motion label) r => (if label_eq (lab M x i) (fst n) then snd n h else 0) + r) 0
      (map fst (map (fun j => ((lab M x j, gap j), val (par (qt M x j) d) w)) m)) =
      if in_dec (list_eq_dec Z.eq_dec) i m then gap i h else 0).
    { induction m as [| j m IH]; intro N; [reflexivity |]; inversion N; subst.
      cbn [map fst snd fold_right]; rewrite IH by assumption.
      destruct (label_eq (lab M x i) (lab M x j)) as [E | E]; [injection E as -> |];
        destruct (in_dec _ _ (_ :: m)) as [H | H]; destruct (in_dec _ _ m) as [H' | H']; try ring;
        exfalso; simpl in *; intuition congruence. }
    etransitivity; [apply f_equal, (E l Once) |]; destruct (in_dec _ i l); [unfold gap; ring | contradiction].
  - intros c a J; unfold motions_of in J; rewrite map_map in J; apply in_map_iff in J; destruct J as (j & E & J); simpl in E.
    injection E as <- <-; apply A; [exact I | exact J].
Qed.
Lemma chain_rule_over : val (par (qt M p ip) d) w =
  fold_right (fun i r => val (par (qt M p ip) (lab M x i)) w * val (par (qt M x i) d) w + r) 0 l.
Proof.
  destruct P as (r & Hr & _ & C).
  destruct (C 1%nat) as [_ K]; destruct (C 2%nat) as [_ K2].
  set (f := val (qt M p ip)) in *; set (g := fun c v => Derive (fun t => f (move label label_eq v c t)) 0).
  assert (G : forall c u, nearby (fun _ => True) w r u -> is_derive (fun t => f (move label label_eq u c t)) 0 (g c u)).
  { intros c u Hu; destruct (K c Logic.I) as (g0 & G0 & _); apply Derive_correct; eexists; apply G0, Hu. }
  assert (D : is_derive (fun h => f (Moves w (map fst motions_of) h)) 0 (weighted label (fun c => g c w) motions_of)).
  { apply (derive_moves label label_eq (fun _ => True) f g w r motions_of Hr).
    - intros c a b J; unfold motions_of in J; apply in_map_iff in J; destruct J as (i & E & J).
      injection E as <- <- <-; split; [exact Logic.I |]; unfold gap; split; [rewrite shift_0; ring |].
      assert (DQ : is_derive (fun h => val (qt M x i) (shift w d h)) 0 (val (par (qt M x i) d) w)).
      { apply Derive_correct, (rule_from_parts_defined_partial _ _ _ (Q i J)). }
      pose proof (is_derive_minus _ _ 0 _ _ DQ (is_derive_const (val (qt M x i) w) 0)) as X.
      apply (slope_is _ _ _ _ X); unfold minus, plus, opp, zero; simpl; real; ring.
    - intros c u _ Hu; apply G, Hu.
    - intros c _; destruct (C 2%nat) as [_ K3].
      destruct (class_derivative label label_eq (fun _ => True) 1 r w f c (C 2%nat) Logic.I) as [_ Cg].
      apply (class_cont _ _ _ _ _ _ _ _ Cg), ball_itself, Hr. }
  apply is_derive_unique.
  apply (is_derive_ext (fun h => f (Moves w (map fst motions_of) h))).
  - intro h; unfold f; apply T.
    + intros c Nc N; rewrite shift_apart by exact Nc.
      apply moved_other; intro J; unfold motions_of in J; rewrite !map_map in J; apply in_map_iff in J.
      destruct J as (i & <- & J); apply (N (qt M x i)), Of_l, J.
    + intros c t B; destruct (In_l c t B) as (i & I & -> & ->); apply gap_at, I.
  - apply (slope_is _ _ _ _ D).
    change (weighted label (fun c => g c w) motions_of =
      fold_right (fun i r => g (lab M x i) w * val (par (qt M x i) d) w + r) 0 l).
    unfold motions_of; clear; induction l as [| i m IH]; [reflexivity |].
    cbn [map weighted fold_right]; rewrite IH; f_equal; apply Rmult_comm.
Qed.
End Row.

(* ---- rows of rows: a list of indices, one from each of the sets, tells a quantity ---- *)

Fixpoint tuples (sets : list iset) : list (list Z) :=
  match sets with nil => [nil] | s :: more => flat_map (fun k => map (cons k) (tuples more)) (elems s) end.
Fixpoint each_in (sets : list iset) (P : list Z -> Prop) : Prop :=
  match sets with nil => P nil | s :: more => forall k, isin k s = true -> each_in more (fun ks => P (k :: ks)) end.
Fixpoint sums (sets : list iset) (b : list Z -> tm) : tm :=
  match sets with nil => b nil | s :: more => sum s (fun k => sums more (fun ks => b (k :: ks))) end.

Lemma in_tuples : forall s more ks, In ks (tuples (s :: more)) <->
  exists k rest, ks = k :: rest /\ In k (elems s) /\ In rest (tuples more).
Proof.
  intros s more ks; simpl; rewrite in_flat_map; split.
  - intros (k & I & J); apply in_map_iff in J; destruct J as (rest & <- & J); exists k, rest; auto.
  - intros (k & rest & -> & I & J); exists k; split; [exact I | apply in_map, J].
Qed.
Lemma each_tuple : forall sets P, each_in sets P -> forall ks, In ks (tuples sets) -> P ks.
Proof.
  induction sets as [| s more IH]; intros P H ks I; [destruct I as [<- | []]; exact H |].
  apply in_tuples in I; destruct I as (k & rest & -> & I & J).
  apply (IH (fun ks => P (k :: ks))); [apply H, elems_in, I | exact J].
Qed.
Lemma tuple_in : forall sets ks, forallb finite sets = true -> Forall2 (fun k s => isin k s = true) ks sets ->
  In ks (tuples sets).
Proof.
  induction sets as [| s more IH]; intros ks F H; inversion H; subst; [left; reflexivity |].
  simpl in F; apply andb_prop in F; destruct F as [F G]; apply in_tuples.
  eexists; eexists; split; [reflexivity | split; [apply in_elems; assumption | apply IH; assumption]].
Qed.
Lemma once_mapped : forall (e : list Z -> list Z) l,
  (forall i j, In i l -> In j l -> e i = e j -> i = j) -> NoDup l -> NoDup (map e l).
Proof.
  intros e l; induction l as [| i l IH]; intros H N; simpl; constructor; inversion N; subst.
  - intro J; apply in_map_iff in J; destruct J as (j & E & J).
    rewrite (H j i) in J; [contradiction | right; exact J | left; reflexivity | exact E].
  - apply IH; [intros a b I J; apply H; right; assumption | assumption].
Qed.
Lemma once_appended : forall a b : list (list Z), NoDup a -> NoDup b -> (forall i, In i a -> ~ In i b) -> NoDup (a ++ b).
Proof.
  intros a b A B; induction A as [| i a I A IH]; simpl; intro D; [exact B |]; constructor.
  - rewrite in_app_iff; intros [J | J]; [exact (I J) | exact (D i (or_introl eq_refl) J)].
  - apply IH; intros j J; apply D; right; exact J.
Qed.
Lemma tuples_once : forall sets, NoDup (tuples sets).
Proof.
  induction sets as [| s more IH]; simpl; [constructor; [intros [] | constructor] |].
  induction (elems_once s) as [| k m I N IHm]; simpl; [constructor |]; apply once_appended; [| exact IHm |].
  - apply Injective_map_NoDup; [intros a b E; injection E; auto | exact IH].
  - intros ks J L; apply in_map_iff in J; destruct J as (a & <- & _).
    apply in_flat_map in L; destruct L as (j & L & J); apply in_map_iff in J; destruct J as (b & E & _).
    injection E as -> _; exact (I L).
Qed.
Lemma sums_value : forall sets b w, val (sums sets b) w = fold_right (fun ks r => val (b ks) w + r) 0 (tuples sets).
Proof.
  induction sets as [| s more IH]; intros b w; simpl; [ring |].
  induction (elems s) as [| k m IHm]; simpl; [reflexivity |].
  change (val (sums more (fun ks => b (k :: ks))) w + total m (fun j => val (sums more (fun ks => b (j :: ks))) w) =
    fold_right (fun ks r => val (b ks) w + r) 0 (map (cons k) (tuples more) ++
      flat_map (fun j => map (cons j) (tuples more)) m)).
  rewrite fold_right_app, <- IHm, IH.
  generalize (total m (fun j => val (sums more (fun ks => b (j :: ks))) w)); intro c; clear.
  induction (tuples more) as [| ks l IH]; simpl; [ring | rewrite <- IH; ring].
Qed.
(* that a quantity between is one of rows, at these indices; and that each of rows is one between *)
Ltac at_tuple ks :=
  exists ks; split; [repeat (apply Forall2_cons; [assumption |]); apply Forall2_nil | split; reflexivity].
Ltac in_rows := cbn [each_in]; intros; repeat eexists; assumption.
Lemma rule_chain_rule_rows : forall M p x ip e d between sets w, forallb finite sets = true ->
  each_in sets (fun ks => each_in sets (fun js => e ks = e js -> ks = js)) -> Through M p ip d between w ->
  (forall c t, between c t ->
    exists ks, Forall2 (fun k s => isin k s = true) ks sets /\ c = lab M x (e ks) /\ t = qt M x (e ks)) ->
  each_in sets (fun ks => between (lab M x (e ks)) (qt M x (e ks))) -> Smooth (qt M p ip) w ->
  each_in sets (fun ks => SmoothBy (qt M x (e ks)) d w) ->
  each_in sets (fun ks => each_in sets (fun js => IndepQ M x (e ks) (lab M x (e js)) w)) ->
  Eq (par (qt M p ip) d) (sums sets (fun ks => mul [par (qt M p ip) (lab M x (e ks)); par (qt M x (e ks)) d])) w.
Proof.
  intros M p x ip e d between sets w F Inj T In_sets Of_sets P Q A.
  assert (Each : forall R : list Z -> Prop, each_in sets (fun ks => R (e ks)) -> forall i, In i (map e (tuples sets)) -> R i).
  { intros R H i I; apply in_map_iff in I; destruct I as (ks & <- & I); apply (each_tuple sets _ H), I. }
  unfold Eq; rewrite sums_value, (chain_rule_over M p x ip d between w (map e (tuples sets))).
  - clear; induction (tuples sets) as [| ks l IH]; [reflexivity |]; cbn [map fold_right]; rewrite IH; reflexivity.
  - apply once_mapped; [| apply tuples_once]; intros ks js I J.
    exact (each_tuple sets _ (each_tuple sets _ Inj ks I) js J).
  - exact T.
  - intros c t B; destruct (In_sets c t B) as (ks & H & E); exists (e ks); split; [| exact E].
    apply in_map, tuple_in; assumption.
  - apply (Each (fun i => between (lab M x i) (qt M x i))), Of_sets.
  - exact P.
  - apply (Each (fun i => SmoothBy (qt M x i) d w)), Q.
  - intros i I j J; apply in_map_iff in I, J; destruct I as (ks & <- & I), J as (js & <- & J).
    exact (each_tuple sets _ (each_tuple sets _ A ks I) js J).
Qed.

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
