(* Which terms have values and are smooth, by their parts; models and worlds that differ in one place. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World Rules.
Import ListNotations.
Open Scope R_scope.

Definition num (x : R) : tm := Tm (fun _ => x) (fun _ => True).

(* ---- a model in which a quantity is a term, or a count another number ---- *)

Definition put (M : model) (x : positive) (t : tm) : model :=
  Model (fun y i => if Pos.eqb y x then match i with nil => t | _ => qt M y i end else qt M y i)
    (fn M) (ct M) (pt M) (lb M) (lb_inj M) (rq M) (rf M).
Definition put_count (M : model) (x : positive) (n : nat) : model :=
  Model (qt M) (fn M)
    (fun y i => if Pos.eqb y x then match i with nil => n | _ => ct M y i end else ct M y i)
    (pt M) (lb M) (lb_inj M) (rq M) (rf M).

(* ---- where a path begins ---- *)

Lemma shift_0 : forall w d, shift w d 0 = w.
Proof. intros; apply move_0. Qed.
Lemma to_start : forall (P : world -> Prop) w d, P w -> P (shift w d 0).
Proof. intros P w d H; rewrite shift_0; exact H. Qed.
Lemma from_start : forall (P : world -> Prop) w d, P (shift w d 0) -> P w.
Proof. intros P w d H; rewrite shift_0 in H; exact H. Qed.

(* ---- smooth terms ---- *)

Notation nearby P := (ball label P).
Notation Class P := (class label label_eq P).

Lemma smooth_number : forall P c w, SmoothIn P (num c) w.
Proof. intros; apply smooth_constant. Qed.
Lemma smooth_within : forall P (t : tm) w e, 0 < e -> (forall v, nearby P w e v -> def t v) ->
  (forall n, Class P n e w (val t)) -> SmoothIn P t w.
Proof. intros P t w e H D C; exists e; auto. Qed.
Lemma class_closer : forall P n e e' w f, e' <= e -> Class P n e w f -> Class P n e' w f.
Proof. intros P n e e' w f H; apply class_within; intros v; apply ball_less, H. Qed.
(* what is continuous at w keeps a distance from a number that it is not *)
Lemma keeps_apart : forall P f w c, cont label P f w -> f w <> c ->
  exists e, 0 < e /\ forall v, nearby P w e v -> (c < f w -> c < f v) /\ (f w < c -> f v < c) /\ f v <> c.
Proof.
  intros P f w c C N; destruct (C (Rabs (f w - c))) as (e & He & K); [apply Rabs_pos_lt; lra |].
  exists e; split; [exact He |]; intros v Hv; specialize (K v Hv).
  destruct (Rtotal_order (f w) c) as [L | [E | G]]; [| contradiction |].
  - rewrite (Rabs_left (f w - c)) in K by lra; apply Rabs_def2 in K; repeat split; intros; lra.
  - rewrite (Rabs_right (f w - c)) in K by lra; apply Rabs_def2 in K; repeat split; intros; lra.
Qed.
Lemma class_pow : forall P n e w f m, Class P n e w f -> Class P n e w (fun v => f v ^ m).
Proof.
  intros P n e w f m C; induction m as [| m IH]; [exact (class_const label label_eq P n e w 1) |].
  exact (class_mult label label_eq P n e w f (fun v => f v ^ m) C IH).
Qed.
Lemma class_zpow : forall P n e w f k, match k with Zneg _ => forall v, nearby P w e v -> f v <> 0 | _ => True end ->
  Class P n e w f -> Class P n e w (fun v => zpow (f v) k).
Proof.
  intros P n e w f k N C; destruct k as [| p | p]; [exact (class_const label label_eq P n e w 1) | |].
  - apply (class_ext _ _ P n e w (fun v => f v ^ Pos.to_nat p)); [| apply class_pow, C].
    intros v _; destruct p; simpl; auto; ring.
  - apply (class_ext _ _ P n e w (fun v => / f v ^ Pos.to_nat p)).
    { intros v _; destruct p; simpl; auto; f_equal; ring. }
    apply (class_inv label label_eq P n e w (fun v => f v ^ Pos.to_nat p)); [| apply class_pow, C].
    intros v Hv; apply pow_nonzero, N, Hv.
Qed.
Lemma rule_from_parts_smooth_pow : forall P t k w, match k with Zneg _ => Ne t (int 0) w | _ => True end ->
  SmoothIn P t w -> SmoothIn P (pow t k) w.
Proof.
  intros P t k w N (e & He & D & C).
  assert (A : exists e', 0 < e' /\ match k with Zneg _ => forall v, nearby P w e' v -> val t v <> 0 | _ => True end).
  { destruct k; try (exists 1; split; [lra | exact I]).
    destruct (keeps_apart P (val t) w 0) as (e' & He' & K); [apply (class_cont _ _ _ _ _ _ _ _ (C O)), ball_itself, He | exact N |].
    exists e'; split; [exact He' |]; intros v Hv; apply K, Hv. }
  destruct A as (e' & He' & A).
  assert (B : forall v, nearby P w (Rmin e e') v -> nearby P w e v /\ nearby P w e' v).
  { intros v Hv; split; eapply ball_less; try exact Hv; [apply Rmin_l | apply Rmin_r]. }
  apply (smooth_within P _ w (Rmin e e')); [apply Rmin_pos; assumption | |].
  - intros v Hv; destruct (B v Hv) as [B1 B2]; destruct k; simpl; try (apply D, B1).
    split; [apply D, B1 | apply A, B2].
  - intro n; apply class_zpow; [| apply (class_closer P n e); [apply Rmin_l | apply C]].
    destruct k; auto; intros v Hv; apply A, B, Hv.
Qed.
Lemma rule_from_parts_smooth_ln : forall P t w, Lt (int 0) t w -> SmoothIn P t w -> SmoothIn P (tln t) w.
Proof.
  intros P t w N (e & He & D & C); unfold Lt in N; simpl in N.
  destruct (keeps_apart P (val t) w 0) as (e' & He' & K); [apply (class_cont _ _ _ _ _ _ _ _ (C O)), ball_itself, He | lra |].
  assert (B : forall v, nearby P w (Rmin e e') v -> nearby P w e v /\ nearby P w e' v).
  { intros v Hv; split; eapply ball_less; try exact Hv; [apply Rmin_l | apply Rmin_r]. }
  apply (smooth_within P _ w (Rmin e e')); [apply Rmin_pos; assumption | |].
  - intros v Hv; destruct (B v Hv) as [B1 B2]; split; [apply D, B1 | apply K; assumption].
  - intro n; apply (class_ln label label_eq P n _ w (val t)).
    + intros v Hv; apply K; [apply B, Hv | exact N].
    + apply (class_closer P n e); [apply Rmin_l | apply C].
Qed.
Lemma rule_from_parts_smooth_abs : forall P t w, Ne t (int 0) w -> SmoothIn P t w -> SmoothIn P (tabs t) w.
Proof.
  intros P t w N (e & He & D & C); unfold Ne in N; simpl in N.
  destruct (keeps_apart P (val t) w 0) as (e' & He' & K); [apply (class_cont _ _ _ _ _ _ _ _ (C O)), ball_itself, He | lra |].
  assert (B : forall v, nearby P w (Rmin e e') v -> nearby P w e v /\ nearby P w e' v).
  { intros v Hv; split; eapply ball_less; try exact Hv; [apply Rmin_l | apply Rmin_r]. }
  apply (smooth_within P _ w (Rmin e e')); [apply Rmin_pos; assumption | |].
  - intros v Hv; apply D, B, Hv.
  - intro n; assert (Cn : Class P n (Rmin e e') w (val t)) by (apply (class_closer P n e); [apply Rmin_l | apply C]).
    destruct (Rtotal_order (val t w) 0) as [L | [E | G]]; [| contradiction |].
    + apply (class_ext _ _ P n _ w (fun v => (-1) * val t v)).
      * intros v Hv; simpl; rewrite Rabs_left; [ring | apply K; [apply B, Hv | exact L]].
      * apply (class_mult label label_eq P n _ w (fun _ => -1) (val t)); [exact (class_const label label_eq P n _ w (-1)) | exact Cn].
    + apply (class_ext _ _ P n _ w (val t)); [| exact Cn].
      intros v Hv; simpl; rewrite Rabs_right; [reflexivity | apply Rgt_ge, K; [apply B, Hv | exact G]].
Qed.
Lemma smooth_total : forall P (b : Z -> tm) w (l : list Z), (forall k, In k l -> SmoothIn P (b k) w) ->
  exists e, 0 < e /\ (forall v, nearby P w e v -> forall k, In k l -> def (b k) v) /\
    forall n, Class P n e w (fun v => total l (fun k => val (b k) v)).
Proof.
  intros P b w l; induction l as [| k l IH]; intro H.
  - exists 1; split; [lra | split; [intros v _ k [] | intro n; exact (class_const label label_eq P n 1 w 0)]].
  - destruct (H k (or_introl eq_refl)) as (e & He & D & C).
    destruct IH as (e' & He' & D' & C'); [intros; apply H; right; assumption |].
    exists (Rmin e e'); split; [apply Rmin_pos; assumption | split].
    + intros v Hv j [<- | I]; [apply D | apply D'; [| exact I]]; eapply ball_less; try exact Hv;
        [apply Rmin_l | apply Rmin_r].
    + intro n; apply (class_plus label label_eq P n _ w (val (b k)) (fun v => total l (fun k => val (b k) v)));
        [apply (class_closer P n e); [apply Rmin_l | apply C] | apply (class_closer P n e'); [apply Rmin_r | apply C']].
Qed.
Lemma in_elems : forall s k, finite s = true -> isin k s = true -> In k (elems s).
Proof.
  induction s as [a b | a | p s IH]; intros k F H; simpl in *.
  - apply andb_prop in H; destruct H as [A B]; apply Z.leb_le in A, B.
    unfold run; apply in_map_iff; exists (Z.to_nat (k - a)); split; [lia |].
    apply in_seq; lia.
  - discriminate.
  - apply andb_prop in H; apply filter_In; split; [apply IH; tauto | tauto].
Qed.
Lemma elems_in : forall s k, In k (elems s) -> isin k s = true.
Proof.
  induction s as [a b | a | p s IH]; intros k H; simpl in *.
  - unfold run in H; apply in_map_iff in H; destruct H as (i & <- & H); apply in_seq in H.
    apply andb_true_intro; split; apply Z.leb_le; lia.
  - contradiction.
  - apply filter_In in H; destruct H as [A B]; rewrite B, (IH k A); reflexivity.
Qed.
Lemma rule_from_parts_smooth_sum : forall P s b w, finite s = true ->
  (forall k, isin k s = true -> SmoothIn P (b k) w) -> SmoothIn P (sum s b) w.
Proof.
  intros P s b w F H; destruct (smooth_total P b w (elems s)) as (e & He & D & C).
  { intros k I; apply H, elems_in, I. }
  exists e; split; [exact He | split; [| exact C]].
  intros v Hv k I; apply (D v Hv k), in_elems; assumption.
Qed.
Lemma rule_from_parts_smooth_by : forall t d w, Smooth t w -> SmoothBy t d w.
Proof.
  intros t d w (e & He & D & C); exists e; split; [exact He | split].
  - intros v Hv; apply D; eapply ball_smaller_set; [| exact Hv]; auto.
  - intro n; apply (class_smaller_set label label_eq _ (fun _ => True)); [auto |].
    apply (class_within label label_eq (fun _ => True) n e w); [auto | apply C].
Qed.
Lemma rule_from_parts_defined : forall P t w, SmoothIn P t w -> def t w.
Proof. intros P t w (e & He & D & _); apply D, ball_itself, He. Qed.
Lemma rule_from_parts_smooth_partial : forall t d w, Smooth t w -> Smooth (par t d) w.
Proof.
  intros t d w (e & He & D & C); exists e; split; [exact He | split].
  - intros v Hv; destruct (ball_within _ _ _ _ _ Hv) as (r & Hr & W); split.
    + exists r; split; [exact Hr |]; intros h Hh; apply D, W, (ball_move label label_eq); auto.
    + destruct (C 1%nat) as [_ K]; destruct (K d Logic.I) as (g & G & _); exists (g v); apply G, Hv.
  - intro n; exact (proj2 (class_derivative label label_eq (fun _ => True) n e w (val t) d (C (S n)) Logic.I)).
Qed.

(* ---- what does not change with an offset ---- *)

Lemma smooth_if_constant_itself : forall (t : tm) d w, Indep t d w -> def t w -> SmoothBy t d w.
Proof.
  intros t d w H T; set (P := fun c : label => c = d).
  assert (G : forall v, nearby P w 1 v -> v = shift w d (v d - w d)).
  { intros v (r & _ & K); apply functional_extensionality; intro c; unfold shift, move.
    destruct (label_eq c d) as [-> | N]; [ring | apply K, N]. }
  exists 1; split; [lra | split].
  - intros v Hv; rewrite (G v Hv); apply H, T.
  - intro n; apply (class_ext _ _ P n 1 w (fun _ => val t w)); [| exact (class_const label label_eq P n 1 w (val t w))].
    intros v Hv; rewrite (G v Hv) at 1; symmetry; apply H.
Qed.
