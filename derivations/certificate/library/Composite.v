(* A smooth function of smooth numbers, that may depend on the coordinates beside its arguments, is smooth.

   Its arguments are further coordinates: the labels are those of the arguments, which are numbered, and those that there
   were. *)

From Coq Require Import Reals Lra Lia List FunctionalExtensionality PeanoNat.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth.
Import ListNotations.
Open Scope R_scope.

Section Composite.

Variable L : Type.
Variable L_eq : forall a b : L, {a = b} + {a <> b}.

Definition wide := (nat + L)%type.
Definition wide_eq : forall a b : wide, {a = b} + {a <> b}.
Proof. decide equality. apply Nat.eq_dec. Defined.

Notation point := (point L).
Notation D_ f d := (fun v => Derive (fun s => f (move L L_eq v d s)) 0).

Definition join (a : list R) (v : point) : Smooth.point wide :=
  fun c => match c with inl i => nth i a 0 | inr c => v c end.
Definition at_ (a : list (point -> R)) (v : point) : list R := map (fun b => b v) a.
Definition widened (n : nat) (P : L -> Prop) : wide -> Prop :=
  fun c => match c with inl i => (i < n)%nat | inr c => P c end.

Lemma class_derivative : forall (T : Type) (T_eq : forall a b : T, {a = b} + {a <> b}) (P : T -> Prop) n e w f d,
  class T T_eq P (S n) e w f -> P d ->
  (forall v, ball T P w e v -> is_derive (fun s => f (move T T_eq v d s)) 0 (Derive (fun s => f (move T T_eq v d s)) 0))
  /\ class T T_eq P n e w (fun v => Derive (fun s => f (move T T_eq v d s)) 0).
Proof.
  intros T T_eq P n e w f d [_ H] Hd; destruct (H d Hd) as (g & G & C); split.
  - intros v Hv; apply Derive_correct; eexists; apply G, Hv.
  - apply (class_ext T T_eq P n e w g); [| exact C]; intros v Hv; symmetry; apply is_derive_unique, G, Hv.
Qed.

(* the motion of the arguments while one coordinate moves *)
Fixpoint motions (k : nat) (a : list (point -> R)) (v : point) (d : L) : list (motion wide * R) :=
  match a with
  | nil => nil
  | b :: more => ((inl k, fun s => b (move L L_eq v d s) - b v), Derive (fun s => b (move L L_eq v d s)) 0)
                 :: motions (S k) more v d
  end.

Lemma motions_inr : forall a k v d u s c,
  moves wide wide_eq u (map fst (motions k a v d)) s (inr c) = u (inr c).
Proof.
  induction a as [| b a IH]; intros; simpl; [reflexivity |].
  unfold move; destruct (wide_eq (inr c) (inl k)); [discriminate | apply IH].
Qed.

Lemma motions_inl : forall a k v d u s j,
  moves wide wide_eq u (map fst (motions k a v d)) s (inl j) =
  u (inl j) + if Nat.ltb j k then 0 else nth (j - k) (at_ a (move L L_eq v d s)) 0 - nth (j - k) (at_ a v) 0.
Proof.
  induction a as [| b a IH]; intros; simpl.
  - destruct (j <? k)%nat, (j - k)%nat; ring.
  - unfold move at 1; destruct (wide_eq (inl j) (inl k)) as [E | N].
    + injection E as ->; rewrite IH, Nat.ltb_irrefl, Nat.sub_diag.
      replace (k <? S k)%nat with true by (symmetry; apply Nat.ltb_lt; lia); simpl; ring.
    + assert (j <> k) by congruence; rewrite IH; destruct (Nat.ltb_spec j k), (Nat.ltb_spec j (S k)); try lia; [ring |].
      replace (j - k)%nat with (S (j - S k)) by lia; simpl; ring.
Qed.

Lemma join_moves : forall a v d s,
  join (at_ a (move L L_eq v d s)) (move L L_eq v d s) =
  moves wide wide_eq (join (at_ a v) v) ((inr d, fun s => s) :: map fst (motions 0 a v d)) s.
Proof.
  intros; apply functional_extensionality; intros [j | c]; cbn [moves join]; unfold move at 2; cbn [join].
  - destruct (wide_eq (inl j) (inr d)); [discriminate |]; rewrite motions_inl, Nat.sub_0_r; simpl; ring.
  - rewrite motions_inr; destruct (wide_eq (inr c) (inr d)) as [E | N]; unfold move; destruct (L_eq c d); simpl; congruence.
Qed.

Lemma at_nth : forall a i u, (i < length a)%nat -> nth i (at_ a u) 0 = nth i a (fun _ => 0) u.
Proof. induction a as [| b a IH]; intros [| i] u H; simpl in *; try lia; [reflexivity | apply IH; lia]. Qed.

Lemma join_near : forall P a v r, 0 < r ->
  (forall b, In b a -> cont L P b v) ->
  exists e, 0 < e /\ e <= r /\ forall u, ball L P v e u ->
    ball wide (widened (length a) P) (join (at_ a v) v) r (join (at_ a u) u).
Proof.
  intros P a v r Hr C.
  assert (K : exists e, 0 < e /\ forall b u, In b a -> ball L P v e u -> Rabs (b u - b v) < r / 2).
  { induction a as [| b a IH]; [exists 1; split; [lra | intros b u []] |].
    destruct IH as (e & He & H); [intros; apply C; right; assumption |].
    destruct (C b (or_introl eq_refl) (r / 2)) as (e' & He' & H'); [lra |].
    exists (Rmin e e'); split; [apply Rmin_pos; assumption |].
    intros b' u [<- | I] Hu; [apply H'; eapply ball_less; [apply Rmin_r | exact Hu] |].
    apply H; [exact I | eapply ball_less; [apply Rmin_l | exact Hu]]. }
  destruct K as (e & He & K); exists (Rmin e (r / 2)); split; [apply Rmin_pos; lra |].
  split; [eapply Rle_trans; [apply Rmin_r | lra] |].
  intros u Hu; assert (Hu' : ball L P v e u) by (eapply ball_less; [apply Rmin_l | exact Hu]).
  destruct Hu as (q & Hq & Hu); pose proof (Rmin_r e (r / 2)) as Hm.
  exists (r / 2); split; [lra |]; intros [i | c]; simpl.
  - unfold at_; split.
    + destruct (le_lt_dec (length a) i) as [H | H].
      * rewrite !nth_overflow by (rewrite map_length; exact H); rewrite Rminus_eq_0, Rabs_R0; lra.
      * change (Rabs (nth i (at_ a u) 0 - nth i (at_ a v) 0) <= r / 2); rewrite !at_nth by exact H.
        apply Rlt_le, K; [apply nth_In, H | exact Hu'].
    + intro H; rewrite !nth_overflow by (rewrite map_length; lia); reflexivity.
  - destruct (Hu c) as [A B]; split; [lra | exact B].
Qed.

Lemma motions_in : forall a k v d c b x,
  In ((c, b), x) (motions k a v d) -> exists i b', In b' a /\ c = inl i /\ (k <= i < k + length a)%nat /\
    b = (fun s => b' (move L L_eq v d s) - b' v) /\ x = Derive (fun s => b' (move L L_eq v d s)) 0.
Proof.
  induction a as [| b0 a IH]; intros k v d c b x; simpl; [contradiction |]; intros [E | I].
  - inversion E; subst; exists k, b0; repeat split; auto; lia.
  - destruct (IH _ _ _ _ _ _ I) as (i & b' & A & B & C & E); exists i, b'; repeat split; try apply E; auto; lia.
Qed.

Lemma class_weighted : forall P n e w (f : wide -> point -> R) d (a : list (point -> R)) k,
  (forall i, (k <= i < k + length a)%nat -> class L L_eq P n e w (f (inl i))) ->
  (forall b, In b a -> class L L_eq P (S n) e w b) -> P d ->
  class L L_eq P n e w (fun v => weighted wide (fun c => f c v) (motions k a v d)).
Proof.
  intros P n e w f d a; induction a as [| b a IH]; intros k F A Hd; simpl; [apply class_const |].
  apply class_plus; [apply class_mult |].
  - apply (class_derivative L L_eq P n e w b d); [apply A; left; reflexivity | exact Hd].
  - apply F; simpl; lia.
  - apply IH; [intros i Hi; apply F; simpl; lia | intros; apply A; right; assumption | exact Hd].
Qed.

Theorem class_composite : forall P n (f : Smooth.point wide -> R) (a : list (point -> R)) e e' w,
  0 < e' -> (forall v, ball L P w e v -> ball wide (widened (length a) P) (join (at_ a w) w) e' (join (at_ a v) v)) ->
  class wide wide_eq (widened (length a) P) n e' (join (at_ a w) w) f ->
  (forall b, In b a -> class L L_eq P n e w b) ->
  class L L_eq P n e w (fun v => f (join (at_ a v) v)).
Proof.
  intros P n; induction n as [| n IH]; intros f a e e' w He' N F A.
  - split; [| exact I]; intros v Hv eta Heta.
    destruct (class_cont _ _ _ _ _ _ _ _ F (N v Hv) eta Heta) as (r & Hr & K).
    destruct (join_near P a v r Hr) as (q & Hq & _ & J).
    { intros b Hb; eapply class_cont; [apply A, Hb | exact Hv]. }
    exists q; split; [exact Hq |]; intros u Hu; apply K, J, Hu.
  - assert (F0 : class wide wide_eq (widened (length a) P) n e' (join (at_ a w) w) f) by apply class_less, F.
    assert (A0 : forall b, In b a -> class L L_eq P n e w b) by (intros; apply class_less, A; assumption).
    assert (C0 := IH f a e e' w He' N F0 A0).
    split; [intros v Hv; eapply class_cont; [exact C0 | exact Hv] |].
    intros d Hd; pose proof (fun c Hc => class_derivative wide wide_eq _ n e' _ f c F Hc) as G.
    exists (fun v => weighted wide (fun c => Derive (fun s => f (move wide wide_eq (join (at_ a v) v) c s)) 0)
      (((inr d, fun s => s), 1) :: motions 0 a v d)); split.
    + intros v Hv; destruct (ball_within _ _ _ _ _ (N v Hv)) as (r & Hr & W).
      apply (is_derive_ext (fun s => f (moves wide wide_eq (join (at_ a v) v)
        (map fst (((inr d, fun s => s), 1) :: motions 0 a v d)) s))).
      { intro s; rewrite join_moves; reflexivity. }
      apply (derive_moves wide wide_eq (widened (length a) P) f
        (fun c u => Derive (fun s => f (move wide wide_eq u c s)) 0) _ r); [exact Hr | | |].
      * intros c b x [E | I]; [inversion E; subst; split; [exact Hd | split; [reflexivity | apply (is_derive_id (K := R_AbsRing) 0)]] |].
        destruct (motions_in _ _ _ _ _ _ _ I) as (i & b' & I' & -> & Hi & -> & ->).
        split; [simpl; lia | split; [rewrite move_0; ring |]].
        destruct (class_derivative L L_eq P n e w b' d (A b' I') Hd) as [B _].
        pose proof (is_derive_minus (fun s => b' (move L L_eq v d s)) (fun _ => b' v) 0 _ _ (B v Hv)
          (is_derive_const (b' v) 0)) as X.
        unfold minus, plus, opp, zero in X; simpl in X; rewrite Ropp_0, Rplus_0_r in X; exact X.
      * intros c u Hc Hu; apply G; [exact Hc | apply W, Hu].
      * intros c Hc; eapply class_cont; [apply G, Hc | apply N, Hv].
    + simpl; apply class_plus; [apply class_mult; [apply class_const |] |].
      * apply (IH (fun u => Derive (fun s => f (move wide wide_eq u (inr d) s)) 0) a e e' w); try assumption.
        apply G; exact Hd.
      * apply (class_weighted P n e w (fun c v => Derive (fun s => f (move wide wide_eq (join (at_ a v) v) c s)) 0));
          [| exact A | exact Hd].
        intros i Hi; apply (IH (fun u => Derive (fun s => f (move wide wide_eq u (inl i) s)) 0) a e e' w); try assumption.
        apply G; simpl; lia.
Qed.

End Composite.
