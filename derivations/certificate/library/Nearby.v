(* What does not change with an offset, and what holds where an offset is a little different. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World Rules Parts.
Import ListNotations.
Open Scope R_scope.

(* ---- what does not change with an offset ---- *)

Lemma constant_each : forall (l : list tm) d w, each (fun t => Indep t d w) l ->
  forall v h, map (fun t => val t (shift v d h)) l = map (fun t => val t v) l /\
    (all_def l (shift v d h) <-> all_def l v).
Proof.
  intros l d w; induction l as [| t l IH]; intros H v h; [split; [reflexivity | tauto] |].
  destruct H as [T H]; destruct (IH H v h) as [A B]; destruct (T v h) as [C D]; split.
  - simpl; rewrite A, C; reflexivity.
  - unfold all_def in *; simpl; tauto.
Qed.
Lemma sum_by_values : forall l v u, map (fun t : tm => val t v) l = map (fun t => val t u) l -> sum_at l v = sum_at l u.
Proof.
  induction l as [| t l IH]; intros v u H; [reflexivity |]; injection H as A B; destruct l as [| s l]; [exact A |].
  simpl in *; rewrite A, (IH v u B); reflexivity.
Qed.
Lemma product_by_values : forall l v u, map (fun t : tm => val t v) l = map (fun t => val t u) l ->
  product_at l v = product_at l u.
Proof.
  induction l as [| t l IH]; intros v u H; [reflexivity |]; injection H as A B; destruct l as [| s l]; [exact A |].
  simpl in *; rewrite A, (IH v u B); reflexivity.
Qed.
Lemma constant_number : forall c d w, Indep (Tm (fun _ => c) (fun _ => True)) d w.
Proof. intros c d w v h; simpl; tauto. Qed.
Lemma constant_add : forall l d w, each (fun t => Indep t d w) l -> Indep (add l) d w.
Proof.
  intros l d w H v h; destruct (constant_each l d w H v h) as [A B]; split; [apply sum_by_values, A | exact B].
Qed.
Lemma constant_mul : forall l d w, each (fun t => Indep t d w) l -> Indep (mul l) d w.
Proof.
  intros l d w H v h; destruct (constant_each l d w H v h) as [A B]; split; [apply product_by_values, A | exact B].
Qed.
Lemma constant_pow : forall t k d w, Indep t d w -> Indep (pow t k) d w.
Proof. intros t k d w H v h; destruct (H v h) as [A B]; destruct k; simpl; rewrite ?A; split; tauto. Qed.
Lemma constant_exp : forall t d w, Indep t d w -> Indep (texp t) d w.
Proof. intros t d w H v h; destruct (H v h) as [A B]; simpl; rewrite A; split; tauto. Qed.
Lemma constant_ln : forall t d w, Indep t d w -> Indep (tln t) d w.
Proof. intros t d w H v h; destruct (H v h) as [A B]; simpl; rewrite A; split; tauto. Qed.
Lemma constant_abs : forall t d w, Indep t d w -> Indep (tabs t) d w.
Proof. intros t d w H v h; destruct (H v h) as [A B]; simpl; rewrite A; split; tauto. Qed.
Lemma constant_sum : forall s b d w, (forall k, isin k s = true -> Indep (b k) d w) -> Indep (sum s b) d w.
Proof.
  intros s b d w H v h; simpl; split.
  - assert (K : forall k, In k (elems s) -> val (b k) (shift v d h) = val (b k) v).
    { intros k I; apply (H k (elems_in s k I)). }
    revert K; generalize (elems s) as l; induction l as [| k l IH]; intro K; [reflexivity |]; simpl.
    rewrite (K k (or_introl eq_refl)), IH; [reflexivity | intros; apply K; right; assumption].
  - split; intros A k I; apply (H k I v h), A, I.
Qed.
Lemma constant_app : forall M f orders a n d w, length a = n -> IndepF M f n d w -> each (fun t => Indep t d w) a ->
  Indep (app M f orders a) d w.
Proof.
  intros M f orders a n d w N F H v h; destruct (constant_each a d w H v h) as [A B].
  assert (L : forall r, length r = n -> val (fn M f r) (shift v d h) = val (fn M f r) v).
  { intros r Hr; apply (F r Hr). }
  assert (S : forall o (g g' : list R -> R) r, (forall q, length q = length r -> g q = g' q) ->
    slope o g r = slope o g' r /\ (has_slope o g r <-> has_slope o g' r)).
  { induction o as [| m o IH]; intros g g' r E; [split; [destruct r; apply E; reflexivity | destruct r; simpl; tauto] |].
    destruct r as [| x r]; [split; [apply E; reflexivity | simpl; tauto] |]; simpl.
    assert (G : forall y, slope o (fun q => g (y :: q)) r = slope o (fun q => g' (y :: q)) r).
    { intro y; apply IH; intros q Hq; apply E; simpl; congruence. }
    split.
    - apply Derive_n_ext; exact G.
    - assert (I : has_slope o (fun q => g (x :: q)) r <-> has_slope o (fun q => g' (x :: q)) r).
      { apply IH; intros q Hq; apply E; simpl; congruence. }
      rewrite I; split; intros [P Q]; (split; [| exact Q]); intros j Hj; specialize (P j Hj).
      + apply (ex_derive_n_ext (fun y => slope o (fun q => g (y :: q)) r)); auto.
      + apply (ex_derive_n_ext (fun y => slope o (fun q => g' (y :: q)) r)); auto. }
  assert (V : length (values a v) = n) by (unfold values; rewrite map_length; exact N).
  assert (E : values a (shift v d h) = values a v) by exact A.
  simpl; rewrite E.
  destruct (S orders (fun r => val (fn M f r) (shift v d h)) (fun r => val (fn M f r) v) (values a v)) as [S1 S2].
  { intros q Hq; apply L; congruence. }
  split; [exact S1 |]; rewrite S2, B; destruct (F (values a v) V v h) as [_ D]; rewrite D; tauto.
Qed.
Lemma shift_swap : forall w d e h k, shift (shift w d h) e k = shift (shift w e k) d h.
Proof. intros; apply move_swap. Qed.
Lemma constant_par : forall t c d w, Indep t d w -> Indep (par t c) d w.
Proof.
  intros t c d w H v h.
  assert (E : forall s, val t (shift (shift v d h) c s) = val t (shift v c s)) by (intro; rewrite shift_swap; apply H).
  assert (D : forall s, def t (shift (shift v d h) c s) <-> def t (shift v c s)) by (intro; rewrite shift_swap; apply H).
  simpl; split; [apply Derive_ext, E |]; split; intros [(e & He & A) B]; split.
  - exists e; split; [exact He |]; intros s Hs; apply D, A, Hs.
  - apply (ex_derive_ext (fun s => val t (shift (shift v d h) c s))); [exact E | exact B].
  - exists e; split; [exact He |]; intros s Hs; apply D, A, Hs.
  - apply (ex_derive_ext (fun s => val t (shift v c s))); [intro; symmetry; apply E | exact B].
Qed.
Lemma constant_quantity : forall M x i d w, lab M x i <> d -> IndepQ M x i d w -> Indep (qt M x i) d w.
Proof.
  intros M x i d w N H v h; destruct (H v h) as [A B]; split; [| exact B]; rewrite A.
  destruct (label_eq (lab M x i) d); [contradiction | ring].
Qed.
Ltac constants leaf :=
  match goal with
  | |- Indep (add _) _ _ => apply constant_add; constants leaf
  | |- Indep (mul _) _ _ => apply constant_mul; constants leaf
  | |- Indep (pow _ _) _ _ => apply constant_pow; constants leaf
  | |- Indep (texp _) _ _ => apply constant_exp; constants leaf
  | |- Indep (tln _) _ _ => apply constant_ln; constants leaf
  | |- Indep (tabs _) _ _ => apply constant_abs; constants leaf
  | |- Indep (sum _ _) _ _ => apply constant_sum; intros; constants leaf
  | |- Indep (par _ _) _ _ => apply constant_par; constants leaf
  | |- Indep (app ?M ?f ?o ?a) _ _ =>
      apply (constant_app M f o a (length a)); [reflexivity | cbn [length]; leaf | constants leaf]
  | |- Indep (qt _ _ _) _ _ => leaf
  | |- Indep _ _ _ => apply constant_number
  | |- each _ _ => cbn [each]; repeat (apply conj; [constants leaf |]); exact Logic.I
  end.
Ltac constant_leaf := solve [assumption | apply constant_quantity; [labels_differ | assumption]].
Ltac constant_term := cbv beta; constants constant_leaf.

(* ---- what holds for offsets nearby ---- *)

Definition Near_0 (d : label) (w : world) (P : world -> Prop) : Prop := locally 0 (fun h => P (shift w d h)).

Lemma near_always : forall d w (P : world -> Prop), (forall h, P (shift w d h)) -> Near_0 d w P.
Proof. intros d w P H; exact (filter_forall (fun h => P (shift w d h)) H). Qed.
Lemma near_and : forall d w (P Q : world -> Prop), Near_0 d w P -> Near_0 d w Q -> Near_0 d w (fun w => P w /\ Q w).
Proof. intros d w P Q A B; exact (filter_and (fun h => P (shift w d h)) (fun h => Q (shift w d h)) A B). Qed.
Lemma near_then : forall d w (P Q : world -> Prop), (forall u, P u -> Q u) -> Near_0 d w P -> Near_0 d w Q.
Proof.
  intros d w P Q H; apply (filter_imp (fun h => P (shift w d h)) (fun h => Q (shift w d h))); intro; apply H.
Qed.
Lemma path_all : forall s (P : Z -> R -> Prop) x, finite s = true ->
  (forall k, isin k s = true -> locally x (P k)) -> locally x (fun y => forall k, isin k s = true -> P k y).
Proof.
  intros s P x F H.
  assert (K : forall l, (forall k, In k l -> locally x (P k)) -> locally x (fun y => forall k, In k l -> P k y)).
  { induction l as [| k l IH]; intro A; [apply filter_forall; intros _ k [] |].
    apply (filter_imp (fun y => P k y /\ forall j, In j l -> P j y)).
    - intros y [B C] j [<- | I]; [exact B | apply C, I].
    - apply filter_and; [apply A; left; reflexivity | apply IH; intros; apply A; right; assumption]. }
  apply (filter_imp (fun y => forall k, In k (elems s) -> P k y)).
  - intros y B k I; apply B, in_elems; assumption.
  - apply K; intros k I; apply H, elems_in, I.
Qed.
Lemma near_all : forall d w s (P : Z -> world -> Prop), finite s = true ->
  (forall k, isin k s = true -> Near_0 d w (P k)) -> Near_0 d w (fun w => forall k, isin k s = true -> P k w).
Proof. intros d w s P F H; exact (path_all s (fun k h => P k (shift w d h)) 0 F H). Qed.
Lemma near_ball : forall d w (P : world -> Prop) e, 0 < e ->
  (forall v, ball label (fun c => c = d) w e v -> P v) -> Near_0 d w P.
Proof.
  intros d w P e He H; apply (near_0 _ e He); intros h Hh.
  apply H, (ball_move label label_eq (fun c => c = d)); auto.
Qed.
Lemma near_defined : forall t d w, SmoothBy t d w -> Near_0 d w (fun w => def t w).
Proof. intros t d w (e & He & D & _); apply (near_ball d w _ e He D). Qed.
Lemma smooth_continuous : forall t d w, SmoothBy t d w -> continuous (fun h => val t (shift w d h)) 0.
Proof.
  intros t d w (e & He & _ & C); destruct (C 1%nat) as [_ K]; destruct (K d eq_refl) as (g & G & _).
  apply (derive_continuous _ _ (g w)), G, ball_itself, He.
Qed.
Lemma near_lt : forall a b d w, Lt a b w -> SmoothBy a d w -> SmoothBy b d w -> Near_0 d w (fun w => Lt a b w).
Proof.
  intros a b d w H A B; unfold Near_0, Lt in *.
  pose proof (continuous_minus _ _ _ (smooth_continuous b d w B) (smooth_continuous a d w A)) as C.
  assert (P : locally (minus (val b (shift w d 0)) (val a (shift w d 0))) (fun y => 0 < y)).
  { apply (open_gt 0); unfold minus, plus, opp; simpl; rewrite shift_0; lra. }
  pose proof (C _ P) as N; unfold filtermap in N; revert N; apply filter_imp; intros h K.
  unfold minus, plus, opp in K; simpl in K; lra.
Qed.
Lemma near_ne : forall a b d w, Ne a b w -> SmoothBy a d w -> SmoothBy b d w -> Near_0 d w (fun w => Ne a b w).
Proof.
  intros a b d w H A B; destruct (Rtotal_order (val a w) (val b w)) as [L | [E | G]].
  - apply (near_then d w (fun w => Lt a b w)); [unfold Lt, Ne; intros; lra | apply near_lt; assumption].
  - contradiction.
  - apply (near_then d w (fun w => Lt b a w)); [unfold Lt, Ne; intros; lra | apply near_lt; assumption].
Qed.
Lemma near_smooth : forall (P : label -> Prop) t d w, P d -> SmoothIn P t w -> Near_0 d w (fun w => SmoothIn P t w).
Proof.
  intros P t d w Hd (e & He & D & C); apply (near_0 _ e He); intros h Hh.
  assert (B : ball label P w e (shift w d h)) by (apply (ball_move label label_eq P); assumption).
  destruct (ball_within _ _ _ _ _ B) as (r & Hr & W); exists r; split; [exact Hr | split].
  - intros v Hv; apply D, W, Hv.
  - intro n; apply (class_within label label_eq P n e w); [exact W | apply C].
Qed.
Lemma near_smooth_by : forall t c d w, Smooth t w -> Near_0 d w (fun w => SmoothBy t c w).
Proof.
  intros t c d w H; apply (near_then d w (fun w => Smooth t w)); [intros u; apply rule_from_parts_smooth_by |].
  apply near_smooth; [exact Logic.I | exact H].
Qed.
Lemma always_eq : forall a b d w, Eq a b w -> Indep a d w -> Indep b d w -> forall h, Eq a b (shift w d h).
Proof. intros a b d w H A B h; unfold Eq; destruct (A w h) as [-> _], (B w h) as [-> _]; exact H. Qed.
Lemma always_le : forall a b d w, Le a b w -> Indep a d w -> Indep b d w -> forall h, Le a b (shift w d h).
Proof. intros a b d w H A B h; unfold Le; destruct (A w h) as [-> _], (B w h) as [-> _]; exact H. Qed.
Lemma always_lt : forall a b d w, Lt a b w -> Indep a d w -> Indep b d w -> forall h, Lt a b (shift w d h).
Proof. intros a b d w H A B h; unfold Lt; destruct (A w h) as [-> _], (B w h) as [-> _]; exact H. Qed.
Lemma always_ne : forall a b d w, Ne a b w -> Indep a d w -> Indep b d w -> forall h, Ne a b (shift w d h).
Proof. intros a b d w H A B h; unfold Ne; destruct (A w h) as [-> _], (B w h) as [-> _]; exact H. Qed.
Lemma always_defined : forall a d w, def a w -> Indep a d w -> forall h, def a (shift w d h).
Proof. intros a d w H A h; apply A, H. Qed.
Lemma shift_apart : forall w d c h, c <> d -> shift w d h c = w c.
Proof. intros w d c h N; unfold shift, move; destruct (label_eq c d); [contradiction | reflexivity]. Qed.
Lemma always_defines : forall M x i b d w, DefinesQ M x i b w -> lab M x i <> d ->
  forall h, DefinesQ M x i b (shift w d h).
Proof. intros M x i b d w (V & D & Z) N h; split; [exact V | split; [exact D | rewrite shift_apart; assumption]]. Qed.
Lemma always_made : forall M x defs deps d w, Made M x defs deps w -> (forall i, lab M x i <> d) ->
  forall h, Made M x defs deps (shift w d h).
Proof.
  intros M x defs deps d w (Z & R & L) N h; split; [intro i; rewrite shift_apart; [apply Z | apply N] | split; assumption].
Qed.
(* a function that does not change with an offset is as smooth where the offset is another one *)
Lemma class_moved : forall (T : Type) (T_eq : forall a b : T, {a = b} + {a <> b}) P c s n e w f,
  (forall v, f (move T T_eq v c s) = f v) -> class T T_eq P n e w f -> class T T_eq P n e (move T T_eq w c s) f.
Proof.
  intros T T_eq P c s n e w f.
  set (m := fun v => move T T_eq v c s); set (back := fun v => move T T_eq v c (- s)).
  assert (mb : forall v, m (back v) = v).
  { intro v; unfold m, back; rewrite move_move, Rplus_opp_l; apply move_0. }
  assert (bm : forall v, back (m v) = v).
  { intro v; unfold m, back; rewrite move_move, Rplus_opp_r; apply move_0. }
  assert (near : forall w e v, ball T P (m w) e v -> ball T P w e (back v)).
  { intros w' e' v (r & Hr & H); exists r; split; [exact Hr |]; intro a; destruct (H a) as [A B].
    unfold m, back, move in *; destruct (T_eq a c).
    - split; [replace (v a + - s - w' a) with (v a - (w' a + s)) by ring; exact A | intro N; rewrite (B N); ring].
    - split; assumption. }
  assert (K : forall n w f, class T T_eq P n e w f -> class T T_eq P n e (m w) (fun v => f (back v))).
  { clear w f n; induction n as [| n IH]; intros w f H; destruct H as [C D]; (split; [| try exact Logic.I]).
    1, 2: intros v Hv eta Heta; destruct (C (back v) (near _ _ _ Hv) eta Heta) as (r & Hr & E);
      exists r; split; [exact Hr |]; intros u Hu; apply E, near; rewrite mb; exact Hu.
    intros d Hd; destruct (D d Hd) as (g & G & Cg); exists (fun v => g (back v)); split; [| apply IH, Cg].
    intros v Hv; apply (is_derive_ext (fun t => f (move T T_eq (back v) d t))); [| apply G, near, Hv].
    intro t; f_equal; unfold back; symmetry; apply move_swap. }
  intros F H; apply (class_ext T T_eq P n e (m w) (fun v => f (back v))); [| apply K, H].
  intros v _; rewrite <- F; fold (m (back v)); rewrite mb; reflexivity.
Qed.
Lemma always_smooth_function : forall M f n d w, SmoothFunction M f n w -> IndepF M f n d w ->
  forall h, SmoothFunction M f n (shift w d h).
Proof.
  intros M f n d w S F h a N; destruct (S a N) as (e & He & D & C).
  assert (J : join label a (shift w d h) = move (wide label) (wide_eq label label_eq) (join label a w) (inr d) h).
  { apply functional_extensionality; intros [i | c]; unfold shift, move, join.
    - destruct (wide_eq label label_eq (inl i) (inr d)) as [E | E]; [discriminate | reflexivity].
    - destruct (wide_eq label label_eq (inr c) (inr d)) as [E | E], (label_eq c d) as [E' | E']; congruence. }
  assert (B : forall v, beside (move (wide label) (wide_eq label label_eq) v (inr d) h) = shift (beside v) d h).
  { intro v; apply functional_extensionality; intro c; unfold beside, shift, move.
    destruct (wide_eq label label_eq (inr c) (inr d)) as [E | E], (label_eq c d); try reflexivity; congruence. }
  assert (A : forall v k, numbers k (move (wide label) (wide_eq label label_eq) v (inr d) h) = numbers k v).
  { intros v k; unfold numbers; apply map_ext; intro i; unfold move.
    destruct (wide_eq label label_eq (inl i) (inr d)); [discriminate | reflexivity]. }
  assert (L : forall v, length (numbers n v) = n) by (intro; unfold numbers; rewrite map_length, seq_length; reflexivity).
  exists e; split; [exact He |]; rewrite J; split.
  - intros v Hv.
    set (back := move (wide label) (wide_eq label label_eq) v (inr d) (- h)).
    assert (Hb : v = move (wide label) (wide_eq label label_eq) back (inr d) h).
    { unfold back; rewrite move_move, Rplus_opp_l, move_0; reflexivity. }
    assert (W : ball (wide label) (fun _ => True) (join label a w) e back).
    { destruct Hv as (r & Hr & H); exists r; split; [exact Hr |]; intro c; destruct (H c) as [X _].
      split; [| tauto]; unfold back, move in *; destruct (wide_eq label label_eq c (inr d)); [| exact X].
      replace (v c + - h - join label a w c) with (v c - (join label a w c + h)) by ring; exact X. }
    rewrite Hb, B, A; apply (F _ (L back)), D, W.
  - intro k; apply (class_moved (wide label) (wide_eq label label_eq) _ (inr d) h k e (join label a w)); [| apply C].
    intro v; rewrite B, A; apply (F _ (L v)).
Qed.
Lemma rule_equals_under_derivative : forall s t d w, Near_0 d w (fun w => Eq s t w) -> Eq (par s d) (par t d) w.
Proof. intros s t d w H; apply Derive_ext_loc, H. Qed.

(* ---- free quantities and functions ---- *)

Lemma rule_independent_free : forall M x deps i d w, Made M x (fun _ => False) deps w -> (forall y j, ~ deps i y j) ->
  IndepQ M x i d w.
Proof.
  intros M x deps i d w (_ & _ & H) N v h; destruct (H i) as (ps & g & P & _ & V); [tauto |].
  assert (E : ps = nil) by (destruct ps as [| p ps]; [reflexivity | destruct (N (fst p) (snd p)); apply P; left; reflexivity]).
  subst; destruct (V v) as [A B], (V (shift v d h)) as [A' B']; split; [| tauto].
  rewrite A, A'; cbn [map]; unfold shift, move; destruct (label_eq (lab M x i) d); real; ring.
Qed.
Lemma rule_smooth_by_structure_free : forall M x deps i w, Made M x (fun _ => False) deps w -> (forall y j, ~ deps i y j) ->
  Smooth (qt M x i) w.
Proof.
  intros M x deps i w (_ & _ & H) N; destruct (H i) as (ps & g & P & _ & V); [tauto |].
  assert (E : ps = nil) by (destruct ps as [| p ps]; [reflexivity | destruct (N (fst p) (snd p)); apply P; left; reflexivity]).
  subst; exists 1; split; [lra | split; [intros v _; apply V |]]; intro n.
  apply (class_ext _ _ _ n 1 w (fun v => g nil + v (lab M x i))).
  - intros v _; symmetry; apply V.
  - apply (class_plus label label_eq _ n 1 w (fun _ => g nil) (fun v => v (lab M x i)));
      [exact (class_const label label_eq _ n 1 w (g nil)) | apply smooth_offset; lra].
Qed.
Lemma rule_independent_function_free : forall M f n d w, MadeF M f (fun _ => False) w -> IndepF M f n d w.
Proof. intros M f n d w H a _ v h; apply (H a); tauto. Qed.
(* A function of one argument with a formula that does not change. *)
Lemma rule_independent_function_formula : forall M f (b : tm -> tm) d w,
  (forall t, DefinesF M f [t] (b t) w) -> (forall x, Indep (b (num x)) d w) -> IndepF M f 1 d w.
Proof.
  intros M f b d w H I a N v h; destruct a as [| x [| y a]]; try discriminate.
  assert (E : forall u, val (fn M f [x]) u = val (b (num x)) u /\ (def (fn M f [x]) u <-> def (b (num x)) u)).
  { intro u; destruct (H (num x) u) as [A B]; split; [exact A | apply B; split; exact Logic.I]. }
  destruct (E v) as [A B], (E (shift v d h)) as [A' B'], (I x v h) as [C D]; split; [congruence | tauto].
Qed.
