(* Limits: what terms tend to as a quantity tends to infinity, or to a number from above. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World Rules Parts Sums Nearby.
Import ListNotations.
Open Scope R_scope.

(* ---- numbers that tend to a number or an infinity ---- *)

Section Numbers.

Variable F : (R -> Prop) -> Prop.
Variable FF : Filter F.
Existing Instance FF.

Definition To (f : R -> R) (z : Rbar) : Prop := filterlim f F (Rbar_locally z).

Lemma to_number : forall c, To (fun _ => c) (Finite c).
Proof. intro c; exact (filterlim_const (F := F) c). Qed.
Lemma to_plus : forall f g x y z, To f x -> To g y -> is_Rbar_plus x y z -> To (fun h => f h + g h) z.
Proof. intros f g x y z A B H; exact (filterlim_comp_2 f g Rplus A B (filterlim_Rbar_plus x y z H)). Qed.
Lemma to_times : forall f g x y z, To f x -> To g y -> is_Rbar_mult x y z -> To (fun h => f h * g h) z.
Proof. intros f g x y z A B H; exact (filterlim_comp_2 f g Rmult A B (filterlim_Rbar_mult x y z H)). Qed.
Lemma to_sum : forall f g a b, To f (Finite a) -> To g (Finite b) -> To (fun h => f h + g h) (Finite (a + b)).
Proof. intros f g a b A B; apply (to_plus f g a b); [exact A | exact B | reflexivity]. Qed.
Lemma to_product : forall f g a b, To f (Finite a) -> To g (Finite b) -> To (fun h => f h * g h) (Finite (a * b)).
Proof. intros f g a b A B; apply (to_times f g a b); [exact A | exact B | reflexivity]. Qed.
Lemma to_inverse : forall f z, z <> Finite 0 -> To f z -> To (fun h => / f h) (Rbar_inv z).
Proof. intros f z N H; apply (filterlim_comp _ _ _ f Rinv F _ _ H), filterlim_Rbar_inv, N. Qed.
Lemma to_continuous : forall f g (a : R), To f (Finite a) -> continuous g a -> To (fun h => g (f h)) (Finite (g a)).
Proof. intros f g a H C; exact (filterlim_comp _ _ _ f g F _ _ H C). Qed.
Lemma to_power : forall f a n, To f (Finite a) -> To (fun h => f h ^ n) (Finite (a ^ n)).
Proof.
  intros f a n H; induction n as [| n IH]; [exact (to_number 1) | exact (to_product f (fun h => f h ^ n) a (a ^ n) H IH)].
Qed.

(* An infinity: the one above, or the one below. *)
Definition end_of (below : bool) : Rbar := if below then m_infty else p_infty.
Lemma ends_meet : forall a b, is_Rbar_mult (end_of a) (end_of b) (end_of (xorb a b)).
Proof. intros [] []; reflexivity. Qed.
Lemma end_times : forall a (c : R), 0 < c -> is_Rbar_mult (end_of a) c (end_of a).
Proof. intros [] c H; [apply is_Rbar_mult_m_infty_pos | apply is_Rbar_mult_p_infty_pos]; exact H. Qed.
Lemma end_times_below : forall a (c : R), c < 0 -> is_Rbar_mult (end_of a) c (end_of (negb a)).
Proof. intros [] c H; [apply is_Rbar_mult_m_infty_neg | apply is_Rbar_mult_p_infty_neg]; exact H. Qed.
Fixpoint odd_end (below : bool) (n : nat) : bool := match n with O => false | S n => xorb below (odd_end below n) end.
Lemma to_power_of_end : forall f b n, To f (end_of b) -> To (fun h => f h ^ S n) (end_of (odd_end b (S n))).
Proof.
  intros f b n H; induction n as [| n IH].
  - simpl; rewrite xorb_false_r; apply (filterlim_ext f); [intro; simpl; ring | exact H].
  - exact (to_times f (fun h => f h ^ S n) _ _ _ H IH (ends_meet b (odd_end b (S n)))).
Qed.

End Numbers.
Arguments to_number _ {_}.
Arguments to_plus _ {_}.
Arguments to_times _ {_}.
Arguments to_sum _ {_}.
Arguments to_product _ {_}.
Arguments to_power _ {_}.
Arguments to_power_of_end _ {_}.

Lemma odd_end_above : forall n, odd_end false n = false.
Proof. induction n as [| n IH]; [reflexivity | simpl; rewrite IH; reflexivity]. Qed.
Lemma odd_end_below : forall n, odd_end true n = Nat.odd n.
Proof.
  induction n as [| n IH]; [reflexivity |]; rewrite Nat.odd_succ, <- Nat.negb_odd, <- IH; reflexivity.
Qed.

(* ---- where a quantity tends to ---- *)

Lemma toward_proper : forall p w, ProperFilter (toward p w).
Proof. intros [t |] w; [apply at_right_proper_filter | apply (Rbar_locally_filter p_infty)]. Qed.
Instance toward_filter p w : Filter (toward p w).
Proof. apply toward_proper. Qed.

(* Where a quantity is near its point, it has that value. *)
Lemma value_there : forall M x i w h, moves_itself M x -> val (qt M x i) (where_ (qt M x i) (lab M x i) w h) = h.
Proof. intros M x i w h H; unfold where_; rewrite (proj1 (H i w _)); ring. Qed.

Definition has_values (M : model) (x : positive) : Prop := forall i w, def (qt M x i) w.

Definition There (q : tm) (d : label) (p : place) (w : world) (P : world -> Prop) : Prop :=
  toward p w (fun h => P (where_ q d w h)).

Lemma there_always : forall q d p w (P : world -> Prop), (forall h, P (shift w d h)) -> There q d p w P.
Proof.
  intros q d p w P H; apply (filter_forall (F := toward p w) (fun h => P (where_ q d w h))); intro h; apply H.
Qed.
Lemma there_and : forall q d p w (P Q : world -> Prop), There q d p w P -> There q d p w Q ->
  There q d p w (fun w => P w /\ Q w).
Proof.
  intros q d p w P Q A B; exact (filter_and (fun h => P (where_ q d w h)) (fun h => Q (where_ q d w h)) A B).
Qed.
Lemma there_then : forall q d p w (P Q : world -> Prop), (forall u, P u -> Q u) -> There q d p w P -> There q d p w Q.
Proof.
  intros q d p w P Q H; apply (filter_imp (fun h => P (where_ q d w h)) (fun h => Q (where_ q d w h))); intro; apply H.
Qed.
Lemma there_each : forall q d p w (P : Z -> world -> Prop) (l : list Z), (forall k, In k l -> There q d p w (P k)) ->
  There q d p w (fun w => forall k, In k l -> P k w).
Proof.
  intros q d p w P l; induction l as [| k l IH]; intro A; [apply there_always; intros _ k [] |].
  apply (there_then _ _ _ _ (fun w => P k w /\ forall j, In j l -> P j w)).
  - intros u [B C] j [<- | I]; [exact B | apply C, I].
  - apply there_and; [apply A; left; reflexivity | apply IH; intros; apply A; right; assumption].
Qed.
Lemma there_number_lt : forall M x i (r : tm) w, moves_itself M x -> (forall u, val r u = val r w) ->
  There (qt M x i) (lab M x i) None w (fun u => Lt r (qt M x i) u).
Proof.
  intros M x i r w H E; exists (val r w); intros h L; unfold Lt; rewrite E, value_there by exact H; exact L.
Qed.
Lemma there_point_lt : forall M x i (r : tm) w, moves_itself M x -> Indep r (lab M x i) w ->
  There (qt M x i) (lab M x i) (Some r) w (fun u => Lt r (qt M x i) u).
Proof.
  intros M x i r w H E; exists (mkposreal 1 Rlt_0_1); intros h _ L; unfold Lt; rewrite value_there by exact H.
  unfold where_; rewrite (proj1 (E w _)); exact L.
Qed.
Lemma there_le : forall q d p w (a b : tm), There q d p w (fun u => Lt a b u) -> There q d p w (fun u => Le a b u).
Proof. intros q d p w a b; apply there_then; unfold Lt, Le; intros; lra. Qed.
Lemma there_defined : forall M x i p w, has_values M x ->
  There (qt M x i) (lab M x i) p w (fun u => def (qt M x i) u).
Proof. intros M x i p w H; apply there_always; intro h; apply H. Qed.

(* A quantity that has no value, as its definition has none, has none near a point: what the kernel says of values near a
   point is about quantities that have values. *)
Lemma nothing_near_without_values : forall M x i p w, moves_itself M x -> ~ def (qt M x i) w ->
  ~ Near (qt M x i) (qt M x i) (lab M x i) p w.
Proof.
  intros M x i p w H N K; destruct (filter_ex (F := toward p w) (ProperFilter := toward_proper p w) _ K) as (h & D); apply N.
  unfold where_ in D; apply H in D; exact D.
Qed.
Lemma free_has_values : forall M x deps w, Made M x (fun _ => False) deps w -> has_values M x.
Proof. intros M x deps w (_ & _ & H) i v; destruct (H i (fun F => F)) as (ps & g & _ & _ & V); apply V. Qed.

(* ---- a limit that does not change with another quantity ---- *)

Lemma constant_lm : forall t q c p d w, Indep t d w -> Indep q d w ->
  match p with None => True | Some r => Indep r d w end -> Indep (lm t q c p) d w.
Proof.
  intros t q c p d w H Q P v h.
  assert (W : forall s, where_ q c (shift v d h) s = shift (where_ q c v s) d h).
  { intro s; unfold where_; rewrite (proj1 (Q v h)); apply shift_swap. }
  assert (V : forall s, val t (where_ q c (shift v d h) s) = val t (where_ q c v s)) by (intro; rewrite W; apply H).
  assert (D : forall s, def t (where_ q c (shift v d h) s) <-> def t (where_ q c v s)) by (intro; rewrite W; apply H).
  assert (T : toward p (shift v d h) = toward p v).
  { destruct p as [r |]; [simpl; rewrite (proj1 (P v h)); reflexivity | reflexivity]. }
  assert (O : the_point p (shift v d h) = the_point p v).
  { destruct p as [r |]; [simpl; rewrite (proj1 (P v h)); reflexivity | reflexivity]. }
  assert (E : (fun s => val t (where_ q c (shift v d h) s)) = (fun s => val t (where_ q c v s))).
  { apply functional_extensionality, V. }
  cbn [val def lm]; unfold Near, Tends; rewrite E, T, O; split; [reflexivity |].
  assert (N : toward p v (fun s => def t (where_ q c (shift v d h) s)) <-> toward p v (fun s => def t (where_ q c v s))).
  { split; apply filter_imp; intros s; apply D. }
  rewrite N; tauto.
Qed.

(* ---- limits of terms ---- *)

Fixpoint every {A : Type} (P : A -> Prop) (l : list A) : Prop :=
  match l with nil => True | x :: more => P x /\ every P more end.

Lemma rule_limit_of_constant : forall t q d p w, Indep t d w -> Tends t q d p t w.
Proof.
  intros t q d p w H; apply (filterlim_ext (fun _ => val t w)); [| exact (filterlim_const (F := toward p w) (val t w))].
  intro h; unfold where_; symmetry; apply H.
Qed.
Lemma rule_limit_of_variable_infinity : forall M x i w, moves_itself M x ->
  TendsUp (qt M x i) (qt M x i) (lab M x i) None w.
Proof.
  intros M x i w H; apply (filterlim_ext (fun h => h)); [| exact (filterlim_id R (Rbar_locally p_infty))].
  intro h; symmetry; apply value_there, H.
Qed.
Lemma rule_limit_of_variable_point : forall M x i r w, moves_itself M x ->
  Tends (qt M x i) (qt M x i) (lab M x i) (Some r) r w.
Proof.
  intros M x i r w H; apply (filterlim_ext (fun h => h)); [intro h; symmetry; apply value_there, H |].
  intros P HP; unfold filtermap; apply filter_le_within, HP.
Qed.

Lemma rule_limit_of_sum_finite : forall (l : list (tm * tm)) q d p w,
  every (fun c => Tends (fst c) q d p (snd c) w) l -> Tends (add (map fst l)) q d p (add (map snd l)) w.
Proof.
  intros l q d p w; induction l as [| [t s] l IH]; intro H; [exact (to_number (toward p w) 0) |].
  destruct H as [A H]; destruct l as [| c l]; [exact A |].
  exact (to_sum (toward p w) _ _ _ _ A (IH H)).
Qed.
(* With infinite ones, which have no limit among terms, all of one sign. *)
Definition TendsTo (b : bool) (t q : tm) (d : label) (p : place) (w : world) : Prop :=
  To (toward p w) (fun h => val t (where_ q d w h)) (end_of b).
Definition tends_to (b : bool) (q : tm) (d : label) (p : place) (w : world) (c : tm * option tm) : Prop :=
  match snd c with None => TendsTo b (fst c) q d p w | Some s => Tends (fst c) q d p s w end.
Definition no_limit {A : Type} (c : tm * option A) : bool := match snd c with None => true | Some _ => false end.
Lemma sum_of_ends : forall b (l : list (tm * option tm)) q d p w, every (tends_to b q d p w) l ->
  exists z, To (toward p w) (fun h => val (add (map fst l)) (where_ q d w h)) z /\
    if existsb no_limit l then z = end_of b else exists c, z = Finite c.
Proof.
  intros b l q d p w; induction l as [| [t e] l IH]; intro H; [exists 0; split; [exact (to_number (toward p w) 0) | exists 0; reflexivity] |].
  destruct H as [A H]; destruct (IH H) as (z & Hz & E); clear IH.
  assert (G : exists y, To (toward p w) (fun h => val t (where_ q d w h)) y /\
    match e with None => y = end_of b | Some s => exists c, y = Finite c end).
  { destruct e as [s |]; [exists (val s w); split; [exact A | exists (val s w); reflexivity] | exists (end_of b); split; [exact A | reflexivity]]. }
  destruct G as (y & Hy & G).
  destruct l as [| c l].
  - exists y; split; [exact Hy |]; simpl; destruct e; exact G.
  - assert (S : forall x, is_Rbar_plus y z x ->
      To (toward p w) (fun h => val (add (map fst ((t, e) :: c :: l))) (where_ q d w h)) x).
    { intros x Hx; exact (to_plus (toward p w) _ _ y z x Hy Hz Hx). }
    change (existsb no_limit ((t, e) :: c :: l)) with (no_limit (t, e) || existsb no_limit (c :: l))%bool.
    set (more := existsb no_limit (c :: l)) in *.
    destruct e as [s |]; simpl no_limit; simpl orb.
    + destruct G as (a & ->); destruct more.
      * exists (end_of b); split; [apply S; subst z; destruct b; exact eq_refl | exact eq_refl].
      * destruct E as (r & ->); exists (a + r); split; [apply S; exact eq_refl | exists (a + r); exact eq_refl].
    + exists (end_of b); split; [apply S; subst y; destruct more | exact eq_refl].
      * subst z; destruct b; exact eq_refl.
      * destruct E as (r & ->); destruct b; exact eq_refl.
Qed.
Lemma rule_limit_of_sum_infinite : forall b (l : list (tm * option tm)) q d p w, existsb no_limit l = true ->
  every (tends_to b q d p w) l -> TendsTo b (add (map fst l)) q d p w.
Proof. intros b l q d p w N H; destruct (sum_of_ends b l q d p w H) as (z & A & E); rewrite N in E; subst; exact A. Qed.

Lemma rule_limit_of_product_finite : forall (l : list (tm * tm)) q d p w,
  every (fun c => Tends (fst c) q d p (snd c) w) l -> Tends (mul (map fst l)) q d p (mul (map snd l)) w.
Proof.
  intros l q d p w; induction l as [| [t s] l IH]; intro H; [exact (to_number (toward p w) 1) |].
  destruct H as [A H]; destruct l as [| c l]; [exact A |].
  exact (to_product (toward p w) _ _ _ _ A (IH H)).
Qed.
(* A factor with its limit: an infinity, or a number with its sign. *)
Inductive ending := Endless (below : bool) | At (below : bool) (l : tm).
Definition is_below (c : tm * ending) : bool := match snd c with Endless b => b | At b _ => b end.
Definition is_endless (c : tm * ending) : bool := match snd c with Endless _ => true | At _ _ => false end.
Definition ends (q : tm) (d : label) (p : place) (w : world) (c : tm * ending) : Prop :=
  match snd c with
  | Endless b => TendsTo b (fst c) q d p w
  | At b l => Tends (fst c) q d p l w /\ if b then Lt l (int 0) w else Lt (int 0) l w
  end.
Definition below (l : list (tm * ending)) : bool := fold_right (fun c b => xorb (is_below c) b) false l.
Definition signed (b : bool) (x : R) : Prop := if b then x < 0 else 0 < x.
Lemma signed_times : forall a b x y, signed a x -> signed b y -> signed (xorb a b) (x * y).
Proof. intros [] [] x y A B; simpl in *; nra. Qed.
Lemma product_of_ends : forall (l : list (tm * ending)) q d p w, every (ends q d p w) l ->
  exists z, To (toward p w) (fun h => val (mul (map fst l)) (where_ q d w h)) z /\
    if existsb is_endless l then z = end_of (below l) else exists c, z = Finite c /\ signed (below l) c.
Proof.
  intros l q d p w; induction l as [| [t e] l IH]; intro H.
  { exists 1; split; [exact (to_number (toward p w) 1) | exists 1; split; [reflexivity | simpl; lra]]. }
  destruct H as [A H]; destruct (IH H) as (z & Hz & E); clear IH.
  assert (G : exists y, To (toward p w) (fun h => val t (where_ q d w h)) y /\
    match e with Endless b => y = end_of b | At b s => exists c, y = Finite c /\ signed b c end).
  { destruct e as [b | b s]; [exists (end_of b); split; [exact A | reflexivity] |].
    exists (val s w); split; [apply A | exists (val s w); split; [reflexivity | destruct b; apply A]]. }
  destruct G as (y & Hy & G).
  destruct l as [| c l].
  - exists y; split; [exact Hy |]; unfold below; simpl; rewrite xorb_false_r; destruct e; exact G.
  - assert (S : forall x, is_Rbar_mult y z x ->
      To (toward p w) (fun h => val (mul (map fst ((t, e) :: c :: l))) (where_ q d w h)) x).
    { intros x Hx; exact (to_times (toward p w) _ _ y z x Hy Hz Hx). }
    change (existsb is_endless ((t, e) :: c :: l)) with (is_endless (t, e) || existsb is_endless (c :: l))%bool.
    set (more := existsb is_endless (c :: l)) in *.
    change (below ((t, e) :: c :: l)) with (xorb (is_below (t, e)) (below (c :: l))).
    destruct e as [b | b s]; simpl is_endless; simpl is_below; simpl orb.
    + exists (end_of (xorb b (below (c :: l)))); split; [apply S; subst y; destruct more | exact eq_refl].
      * subst z; apply ends_meet.
      * destruct E as (r & -> & R); destruct (below (c :: l)).
        { rewrite xorb_true_r; apply end_times_below, R. }
        { rewrite xorb_false_r; apply end_times, R. }
    + destruct G as (a & -> & Sa); destruct more.
      * exists (end_of (xorb b (below (c :: l)))); split; [| exact eq_refl].
        apply S; subst z; apply is_Rbar_mult_sym; destruct b.
        { rewrite xorb_true_l; apply end_times_below, Sa. }
        { rewrite xorb_false_l; apply end_times, Sa. }
      * destruct E as (r & -> & R); exists (a * r); split; [apply S; exact eq_refl |].
        exists (a * r); split; [reflexivity | apply signed_times; assumption].
Qed.
Lemma rule_limit_of_product_infinite : forall (l : list (tm * ending)) q d p w, existsb is_endless l = true ->
  every (ends q d p w) l -> TendsTo (below l) (mul (map fst l)) q d p w.
Proof. intros l q d p w N H; destruct (product_of_ends l q d p w H) as (z & A & E); rewrite N in E; subst; exact A. Qed.

Lemma zpow_up : forall x n, zpow x (Zpos n) = x ^ Pos.to_nat n.
Proof. intros x []; simpl; auto; ring. Qed.
Lemma zpow_down : forall x n, zpow x (Zneg n) = / x ^ Pos.to_nat n.
Proof. intros x []; simpl; auto; f_equal; ring. Qed.
Lemma rule_limit_of_power_finite : forall t k q d p l w, match k with Zneg _ => Ne l (int 0) w | _ => True end ->
  Tends t q d p l w -> Tends (pow t k) q d p (pow l k) w.
Proof.
  intros t k q d p l w N H; destruct k as [| n | n]; [exact (to_number (toward p w) 1) | |]; unfold Tends; cbn [val pow].
  - rewrite zpow_up; apply (filterlim_ext (fun h => val t (where_ q d w h) ^ Pos.to_nat n)); [intro; symmetry; apply zpow_up |].
    exact (to_power (toward p w) _ _ _ H).
  - rewrite zpow_down; apply (filterlim_ext (fun h => / val t (where_ q d w h) ^ Pos.to_nat n)); [intro; symmetry; apply zpow_down |].
    assert (A : val l w ^ Pos.to_nat n <> 0) by (apply pow_nonzero, N).
    apply (to_inverse (toward p w) (fun h => val t (where_ q d w h) ^ Pos.to_nat n) (Finite (val l w ^ Pos.to_nat n))).
    + intro E; apply A; injection E; auto.
    + exact (to_power (toward p w) _ _ _ H).
Qed.
Lemma power_of_end : forall b t n q d p w, TendsTo b t q d p w ->
  To (toward p w) (fun h => val t (where_ q d w h) ^ Pos.to_nat n) (end_of (odd_end b (Pos.to_nat n))).
Proof.
  intros b t n q d p w H; destruct (Pos2Nat.is_succ n) as (m & ->); apply to_power_of_end; [apply toward_filter | exact H].
Qed.
Lemma odd_end_of : forall b n, odd_end b (Pos.to_nat n) = (b && Z.odd (Zpos n))%bool.
Proof.
  intros [] n; [| apply odd_end_above]; rewrite odd_end_below; destruct n as [n | n |]; simpl; try reflexivity.
  - rewrite Pos2Nat.inj_xI, Nat.odd_succ, Nat.even_mul; reflexivity.
  - rewrite Pos2Nat.inj_xO, Nat.odd_mul; reflexivity.
Qed.
Lemma rule_limit_of_power_infinite : forall b t n q d p w, TendsTo b t q d p w ->
  TendsTo (b && Z.odd (Zpos n)) (pow t (Zpos n)) q d p w.
Proof.
  intros b t n q d p w H; unfold TendsTo; rewrite <- odd_end_of.
  apply (filterlim_ext (fun h => val t (where_ q d w h) ^ Pos.to_nat n)); [intro; symmetry; apply zpow_up |].
  apply power_of_end, H.
Qed.
Lemma rule_limit_of_power_reciprocal : forall b t n q d p w, TendsTo b t q d p w ->
  Tends (pow t (Zneg n)) q d p (int 0) w.
Proof.
  intros b t n q d p w H; unfold Tends; cbn [val pow int].
  apply (filterlim_ext (fun h => / val t (where_ q d w h) ^ Pos.to_nat n)); [intro; symmetry; apply zpow_down |].
  assert (N : end_of (odd_end b (Pos.to_nat n)) <> Finite 0) by (destruct (odd_end b (Pos.to_nat n)); discriminate).
  pose proof (to_inverse (toward p w) _ _ N (power_of_end b t n q d p w H)) as K.
  destruct (odd_end b (Pos.to_nat n)); exact K.
Qed.

Lemma rule_limit_of_exp_or_ln_exp : forall t q d p l w, Tends t q d p l w -> Tends (texp t) q d p (texp l) w.
Proof. intros t q d p l w H; exact (to_continuous (toward p w) _ exp _ H (continuous_exp _)). Qed.
Lemma rule_limit_of_exp_or_ln_exp_up : forall t q d p w, TendsUp t q d p w -> TendsUp (texp t) q d p w.
Proof. intros t q d p w H; exact (filterlim_comp _ _ _ _ exp _ _ _ H is_lim_exp_p). Qed.
Lemma rule_limit_of_exp_or_ln_exp_down : forall t q d p w, TendsDown t q d p w -> Tends (texp t) q d p (int 0) w.
Proof. intros t q d p w H; exact (filterlim_comp _ _ _ _ exp _ _ _ H is_lim_exp_m). Qed.
Lemma rule_limit_of_exp_or_ln_ln : forall t q d p l w, Lt (int 0) l w -> Tends t q d p l w ->
  Tends (tln t) q d p (tln l) w.
Proof.
  intros t q d p l w L H; apply (to_continuous (toward p w) _ ln _ H).
  apply (ex_derive_continuous (V := R_NormedModule)); exists (/ val l w); apply is_derive_ln, L.
Qed.
Lemma rule_limit_of_exp_or_ln_ln_up : forall t q d p w, TendsUp t q d p w -> TendsUp (tln t) q d p w.
Proof. intros t q d p w H; exact (filterlim_comp _ _ _ _ ln _ _ _ H is_lim_ln_p). Qed.

Lemma rule_limit_of_total : forall s (b l : Z -> tm) q d p w, (forall k, isin k s = true -> Tends (b k) q d p (l k) w) ->
  Tends (sum s b) q d p (sum s l) w.
Proof.
  intros s b l q d p w H.
  assert (K : forall m, (forall k, In k m -> Tends (b k) q d p (l k) w) ->
    To (toward p w) (fun h => total m (fun k => val (b k) (where_ q d w h))) (total m (fun k => val (l k) w))).
  { induction m as [| k m IH]; intro A; [exact (to_number (toward p w) 0) |].
    refine (to_sum (toward p w) _ _ _ _ (A k (or_introl eq_refl)) (IH _)); intros; apply A; right; assumption. }
  apply K; intros k I; apply H, elems_in, I.
Qed.
Lemma total_at_least : forall l (f : Z -> R) j, (forall k, In k l -> 0 <= f k) -> In j l -> f j <= total l f.
Proof.
  induction l as [| k l IH]; intros f j H I; [contradiction |]; simpl.
  assert (N : forall m, (forall i, In i m -> 0 <= f i) -> 0 <= total m f).
  { induction m as [| i m IHm]; intro A; simpl; [lra |].
    pose proof (A i (or_introl eq_refl)); pose proof (IHm (fun c Ic => A c (or_intror Ic))); lra. }
  destruct I as [<- | I].
  - pose proof (N l (fun c Ic => H c (or_intror Ic))); lra.
  - pose proof (IH f j (fun c Ic => H c (or_intror Ic)) I); pose proof (H k (or_introl eq_refl)); lra.
Qed.
Lemma rule_limit_of_growing_total : forall s (b : Z -> tm) j q d p w, isin j s = true -> finite s = true ->
  TendsUp (b j) q d p w -> (forall k, isin k s = true -> There q d p w (fun w => Le (int 0) (b k) w)) ->
  TendsUp (sum s b) q d p w.
Proof.
  intros s b j q d p w I F G H.
  apply (filterlim_ge_p_infty (F := toward p w) (fun h => val (b j) (where_ q d w h))); [| exact G].
  refine (there_then q d p w _ (fun u => val (b j) u <= val (sum s b) u) _
    (there_each q d p w (fun k w => Le (int 0) (b k) w) (elems s) (fun k K => H k (elems_in s k K)))).
  intros u A; apply (total_at_least (elems s) (fun k => val (b k) u)); [exact A | apply in_elems; assumption].
Qed.

(* ---- limits of what is equal, and the values of limits ---- *)

Lemma equal_there : forall s t q d p w z, There q d p w (fun w => Eq s t w) ->
  To (toward p w) (fun h => val t (where_ q d w h)) z -> To (toward p w) (fun h => val s (where_ q d w h)) z.
Proof.
  intros s t q d p w z E H; refine (filterlim_ext_loc _ _ _ H).
  exact (there_then q d p w _ (fun u => val t u = val s u) (fun u K => eq_sym K) E).
Qed.
Lemma rule_limit_of_equal_nearby : forall s t q d p l w, There q d p w (fun w => Eq s t w) ->
  Tends t q d p l w -> Tends s q d p l w.
Proof. intros s t q d p l w E H; exact (equal_there s t q d p w (val l w) E H). Qed.
Lemma rule_limit_of_equal_nearby_up : forall s t q d p w, There q d p w (fun w => Eq s t w) ->
  TendsUp t q d p w -> TendsUp s q d p w.
Proof. intros s t q d p w E H; exact (equal_there s t q d p w p_infty E H). Qed.
Lemma rule_limit_of_equal_nearby_down : forall s t q d p w, There q d p w (fun w => Eq s t w) ->
  TendsDown t q d p w -> TendsDown s q d p w.
Proof. intros s t q d p w E H; exact (equal_there s t q d p w m_infty E H). Qed.
Lemma rule_limit_of_equal_value : forall t q d p l m w, Eq l m w -> Tends t q d p l w -> Tends t q d p m w.
Proof. intros t q d p l m w E H; unfold Tends in *; rewrite <- E; exact H. Qed.

Lemma rule_value_nearby : forall t q d p w, There q d p w (fun w => def t w) -> Near t q d p w.
Proof. auto. Qed.

(* The limit that Coquelicot takes, along a sequence, is the one from above. *)
Lemma limit_is : forall t q d p l w, Tends t q d p l w -> val (lm t q d p) w = val l w.
Proof.
  intros t q d p l w H; cbn [val lm]; unfold Lim.
  rewrite (is_lim_seq_unique _ (Finite (val l w))); [reflexivity |].
  refine (filterlim_comp _ _ _ (Rbar_loc_seq (the_point p w)) (fun h => val t (where_ q d w h)) _ (toward p w) _ _ H).
  destruct p as [r |]; simpl the_point; [| exact (filterlim_Rbar_loc_seq p_infty)].
  intros P HP; unfold toward, at_right, within in HP.
  assert (A : Rbar_locally' (Finite (val r w)) (fun y => val r w < y -> P y)).
  { simpl; unfold locally', within; revert HP; apply filter_imp; intros y Hy _; exact Hy. }
  specialize (filterlim_Rbar_loc_seq (Finite (val r w)) _ A); unfold filtermap.
  apply filter_imp; intros n Hn; apply Hn; simpl.
  pose proof (Rinv_0_lt_compat (INR n + 1)); pose proof (pos_INR n); lra.
Qed.
Lemma rule_value_of_limit_eq : forall t q d p l w, Tends t q d p l w -> Eq (lm t q d p) l w.
Proof. exact limit_is. Qed.
Lemma rule_value_of_limit_defined : forall t q d p l w, Tends t q d p l w -> Near t q d p w -> def (lm t q d p) w.
Proof. intros t q d p l w H N; split; [exact N | exists (val l w); exact H]. Qed.
Lemma rule_limit_from_value : forall t q d p l w, Eq (lm t q d p) l w -> def (lm t q d p) w -> Tends t q d p l w.
Proof.
  intros t q d p l w E [N (x & H)]; pose proof (limit_is t q d p _ w H) as K; cbn [val] in K.
  unfold Tends; rewrite <- E, K; exact H.
Qed.
