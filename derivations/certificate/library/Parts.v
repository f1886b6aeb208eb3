(* Derivatives along a path, and which terms have values and are smooth, by their parts. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World Rules.
Import ListNotations.
Open Scope R_scope.

(* ==== Derivatives along a path: what the kernel's table of derivatives makes is the derivative.

   A term's derivative is [None] where the kernel sees that it is 0, and leaves it out. *)

Fixpoint plus_all (l : list R) : R := match l with nil => 0 | x :: nil => x | x :: more => x + plus_all more end.
Fixpoint times_all (l : list R) : R := match l with nil => 1 | x :: nil => x | x :: more => x * times_all more end.
Lemma plus_all_cons : forall x l, plus_all (x :: l) = x + plus_all l.
Proof. intros x [| y l]; [simpl; ring | reflexivity]. Qed.
Lemma times_all_cons : forall x l, times_all (x :: l) = x * times_all l.
Proof. intros x [| y l]; [simpl; ring | reflexivity]. Qed.
Lemma times_all_app : forall l m, times_all (l ++ m) = times_all l * times_all m.
Proof.
  induction l as [| x l IH]; intro m; [simpl; ring |].
  change ((x :: l) ++ m) with (x :: (l ++ m)); rewrite !times_all_cons, IH; ring.
Qed.

Definition or_0 (s : option R) : R := match s with None => 0 | Some r => r end.
Definition sloped := ((R -> R) * option R)%type.
Fixpoint somes (l : list sloped) : list R :=
  match l with nil => nil | (_, None) :: more => somes more | (_, Some r) :: more => r :: somes more end.
Fixpoint have_slopes (l : list sloped) (x : R) : Prop :=
  match l with nil => True | (f, s) :: more => is_derive f x (or_0 s) /\ have_slopes more x end.
Definition at_place (l : list sloped) (h : R) : list R := map (fun p : sloped => fst p h) l.

Lemma slope_of_sum : forall (l : list sloped) x, have_slopes l x ->
  is_derive (fun h => plus_all (at_place l h)) x (plus_all (somes l)).
Proof.
  intros l x; induction l as [| [f s] l IH]; intro H; [exact (slope_constant 0 x) |].
  destruct H as [D H]; apply (is_derive_ext (fun h => f h + plus_all (at_place l h))).
  - intro h; symmetry; apply (plus_all_cons (f h)).
  - apply (slope_is _ _ _ _ (slope_plus f _ x _ _ D (IH H))).
    destruct s as [r |]; cbn [somes or_0]; [rewrite plus_all_cons; reflexivity | real; ring].
Qed.

Fixpoint product_slopes (front : list R) (l : list sloped) (x : R) : list R :=
  match l with
  | nil => nil
  | (f, None) :: more => product_slopes (front ++ [f x]) more x
  | (f, Some r) :: more => times_all (front ++ r :: at_place more x) :: product_slopes (front ++ [f x]) more x
  end.
Lemma slope_of_product : forall (l : list sloped) x, have_slopes l x ->
  is_derive (fun h => times_all (at_place l h)) x (plus_all (product_slopes nil l x)).
Proof.
  intros l x H.
  assert (E : forall front, exists r : R, is_derive (fun h => times_all (at_place l h)) x r /\
    times_all front * r = plus_all (product_slopes front l x)).
  { induction l as [| [f s] l IH]; intro front; [exists 0; split; [exact (slope_constant 1 x) | simpl; ring] |].
    destruct H as [D H]; destruct (IH H (front ++ [f x])) as (r & A & B).
    exists (or_0 s * times_all (at_place l x) + f x * r); split.
    - apply (is_derive_ext (fun h => f h * times_all (at_place l h))).
      + intro h; symmetry; apply (times_all_cons (f h)).
      + apply slope_times; assumption.
    - rewrite times_all_app in B; cbn [times_all] in B.
      destruct s as [y |]; cbn [product_slopes or_0].
      + rewrite plus_all_cons, <- B, times_all_app, times_all_cons; ring.
      + rewrite <- B; ring. }
  destruct (E nil) as (r & A & B); apply (slope_is _ _ _ _ A); cbn [times_all] in B; rewrite Rmult_1_l in B; exact B.
Qed.

Lemma slope_of_power : forall (f : R -> R) k x s, match k with Zneg _ => f x <> 0 | _ => True end ->
  is_derive f x s -> is_derive (fun h => zpow (f h) k) x (s * (IZR k * zpow (f x) (k - 1))).
Proof. intros; apply slope_pow; assumption. Qed.
Lemma slope_of_power_0 : forall (f : R -> R) k x, match k with Zneg _ => f x <> 0 | _ => True end ->
  is_derive f x 0 -> is_derive (fun h => zpow (f h) k) x 0.
Proof. intros f k x N D; apply (slope_is _ _ _ _ (slope_pow f x 0 k N D)); real; ring. Qed.
Lemma slope_of_power_none : forall (f : R -> R) x, is_derive (fun h => zpow (f h) 0) x 0.
Proof. intros f x; exact (slope_constant 1 x). Qed.
Lemma slope_of_exp : forall (f : R -> R) x s, is_derive f x s -> is_derive (fun h => exp (f h)) x (s * exp (f x)).
Proof. exact slope_exp. Qed.
Lemma slope_of_exp_0 : forall (f : R -> R) x, is_derive f x 0 -> is_derive (fun h => exp (f h)) x 0.
Proof. intros f x D; apply (slope_is _ _ _ _ (slope_exp f x 0 D)); real; ring. Qed.
Lemma slope_of_ln : forall (f : R -> R) x s, 0 < f x -> is_derive f x s -> is_derive (fun h => ln (f h)) x (s * / f x).
Proof. exact slope_ln. Qed.
Lemma slope_of_ln_0 : forall (f : R -> R) x, 0 < f x -> is_derive f x 0 -> is_derive (fun h => ln (f h)) x 0.
Proof. intros f x P D; apply (slope_is _ _ _ _ (slope_ln f x 0 P D)); real; ring. Qed.
Lemma slope_of_abs : forall (f : R -> R) x s, f x <> 0 -> is_derive f x s ->
  is_derive (fun h => Rabs (f h)) x (s * (f x * / Rabs (f x))).
Proof.
  intros f x s N D; apply (slope_is _ _ (s * sign (f x))).
  - apply (is_derive_comp Rabs f); [| exact D].
    pose proof (is_derive_Rabs (fun y => y) (f x) 1 (slope_variable (f x)) N) as X.
    apply (slope_is _ _ _ _ X); real; ring.
  - real; f_equal; destruct (Rtotal_order (f x) 0) as [L | [E | G]].
    + rewrite sign_eq_m1, Rabs_left by assumption; field; exact N.
    + contradiction.
    + rewrite sign_eq_1, Rabs_right by lra; field; exact N.
Qed.
Lemma slope_of_abs_0 : forall (f : R -> R) x, f x <> 0 -> is_derive f x 0 -> is_derive (fun h => Rabs (f h)) x 0.
Proof. intros f x N D; apply (slope_is _ _ _ _ (slope_of_abs f x 0 N D)); real; ring. Qed.
Lemma slope_of_total : forall (l : list Z) (f : Z -> R -> R) (s : Z -> R) x,
  (forall k, In k l -> is_derive (f k) x (s k)) -> is_derive (fun h => total l (fun k => f k h)) x (total l s).
Proof.
  intros l f s x; induction l as [| k l IH]; intro H; [exact (slope_constant 0 x) |].
  apply (slope_plus (f k)); [apply H; left; reflexivity | apply IH; intros; apply H; right; assumption].
Qed.

(* ==== Which terms have values and are smooth, by their parts; models and worlds that differ in one place. *)

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

(* ==== Lemmas of rules, in the form in which scripts apply them. *)

(* ---- propositions that are written in another way ---- *)

Lemma aligned : forall P Q : Prop, P -> P = Q -> Q.
Proof. intros P Q H <-; exact H. Qed.
Lemma all_same : forall (A : Type) (P Q : A -> Prop), (forall x, P x = Q x) -> (forall x, P x) = (forall x, Q x).
Proof. intros A P Q H; rewrite (functional_extensionality P Q H); reflexivity. Qed.
Lemma if_same : forall P P' Q Q' : Prop, P = P' -> Q = Q' -> (P -> Q) = (P' -> Q').
Proof. intros; subst; reflexivity. Qed.
Ltac align :=
  first
    [ reflexivity
    | match goal with
      | |- @eq Z _ _ => lia
      | |- (?i =? ?j)%Z = (?j =? ?i)%Z => apply Z.eqb_sym
      | |- (forall x : ?A, _) = (forall x : ?A, _) => apply all_same; intro; align
      | |- (?P -> _) = (?Q -> _) => apply if_same; align
      | |- (fun _ => _) = (fun _ => _) => apply functional_extensionality; intro; align
      end
    | progress f_equal; align ].

Lemma rule_unfold : forall P : Prop, P -> P.
Proof. auto. Qed.
Lemma rule_clause_of : forall P : Prop, P -> P.
Proof. auto. Qed.

Lemma rule_sign_of_even : forall t k w, Z.even k = true -> match k with Zneg _ => False | _ => True end ->
  Le (int 0) (pow t k) w.
Proof.
  intros t k w E H; unfold Le; cbn; destruct k as [| p | p]; [simpl; lra | | contradiction].
  destruct p as [p | p |]; try discriminate; change (0 <= val t w ^ Pos.to_nat (xO p)).
  rewrite Pos2Nat.inj_xO, pow_mult; apply pow_le, pow2_ge_0.
Qed.

(* ---- relations that compose ---- *)

Lemma rule_transitive_iff_iff : forall P Q S : Prop, (P <-> Q) -> (Q <-> S) -> (P <-> S).
Proof. tauto. Qed.
Lemma rule_transitive_iff_implies : forall P Q S : Prop, (P <-> Q) -> (Q -> S) -> P -> S.
Proof. tauto. Qed.
Lemma rule_transitive_implies_iff : forall P Q S : Prop, (P -> Q) -> (Q <-> S) -> P -> S.
Proof. tauto. Qed.
Lemma rule_transitive_implies_implies : forall P Q S : Prop, (P -> Q) -> (Q -> S) -> P -> S.
Proof. tauto. Qed.

(* ---- derivatives of quantities ---- *)

Lemma rule_derivative_along : forall t d s w,
  is_derive (fun h => val t (shift w d h)) 0 (val s (shift w d 0)) -> Eq (par t d) s w.
Proof. intros t d s w H; rewrite shift_0 in H; apply is_derive_unique, H. Qed.

Lemma slope_apart : forall M x i d w, IndepQ M x i d w -> lab M x i <> d ->
  is_derive (fun h => val (qt M x i) (shift w d h)) 0 0.
Proof.
  intros M x i d w H N; apply (is_derive_ext (fun _ => val (qt M x i) w)); [| exact (slope_constant (val (qt M x i) w) 0)].
  intro h; destruct (H w h) as [E _]; rewrite E; destruct (label_eq (lab M x i) d); [contradiction | real; ring].
Qed.
Lemma slope_delta : forall M x i d (s : R) w, IndepQ M x i d w -> (if label_eq (lab M x i) d then 1 else 0) = s ->
  is_derive (fun h => val (qt M x i) (shift w d h)) 0 s.
Proof.
  intros M x i d s w H <-; apply (is_derive_ext (fun h => val (qt M x i) w + (if label_eq (lab M x i) d then h else 0))).
  - intro h; symmetry; apply H.
  - destruct (label_eq (lab M x i) d); auto_derive; auto; ring.
Qed.
Lemma slope_kept : forall t d w, SmoothBy t d (shift w d 0) ->
  is_derive (fun h => val t (shift w d h)) 0 (val (par t d) (shift w d 0)).
Proof.
  intros t d w; rewrite shift_0; intro H; apply Derive_correct, (rule_from_parts_defined_partial t d w H).
Qed.
Lemma total_of_zeros : forall l, total l (fun _ => 0) = 0.
Proof. induction l as [| k l IH]; [reflexivity | simpl; rewrite IH; ring]. Qed.
Ltac labels_differ :=
  let E := fresh in intro E; unfold lab in E; injection E; intros;
  repeat match goal with H : lb _ _ = lb _ _ |- _ => apply lb_inj in H end;
  solve [discriminate | lia | congruence].
Ltac deltas :=
  let E := fresh in let N := fresh in
  unfold lab; match goal with |- (if label_eq ?a ?b then _ else _) = _ => destruct (label_eq a b) as [E | N] end;
  cbn [val mul brk product_at];
  repeat match goal with |- context [(?i =? ?j)%Z] => destruct (Z.eqb_spec i j) end;
  try ring; exfalso; first [congruence | injection E; intros; lia].

(* ---- what does not change is smooth ---- *)

Lemma smooth_offset : forall P c w e n, 0 < e -> Class P n e w (fun v : world => v c).
Proof.
  intros P c w e n He; assert (K : forall v, cont label P (fun v : world => v c) v).
  { intros v eta Heta; exists eta; split; [exact Heta |]; intros u (r & Hr & Hu).
    eapply Rle_lt_trans; [apply Hu | exact Hr]. }
  destruct n as [| n]; split; auto; intros d Hd.
  exists (fun _ => if label_eq c d then 1 else 0); split; [| exact (class_const label label_eq P n e w _)].
  intros v _; unfold move; destruct (label_eq c d); auto_derive; auto; ring.
Qed.
Lemma rule_smooth_if_constant_quantity : forall M x i d w, IndepQ M x i d w -> def (qt M x i) w ->
  SmoothBy (qt M x i) d w.
Proof.
  intros M x i d w H T; set (P := fun c : label => c = d).
  assert (G : forall v, nearby P w 1 v -> v = shift w d (v d - w d)).
  { intros v (r & _ & K); apply functional_extensionality; intro c; unfold shift, move.
    destruct (label_eq c d) as [-> | N]; [ring | apply K, N]. }
  exists 1; split; [lra | split].
  - intros v Hv; rewrite (G v Hv); apply H, T.
  - intro n; apply (class_ext _ _ P n 1 w
      (fun v => val (qt M x i) w + (if label_eq (lab M x i) d then v d + (-1) * w d else 0))).
    + intros v Hv; pose proof (proj1 (H w (v d - w d))) as E; rewrite <- (G v Hv) in E; rewrite E.
      destruct (label_eq (lab M x i) d); [f_equal; ring | reflexivity].
    + apply (class_plus label label_eq P n 1 w (fun _ => val (qt M x i) w));
        [exact (class_const label label_eq P n 1 w (val (qt M x i) w)) |].
      destruct (label_eq (lab M x i) d); [| exact (class_const label label_eq P n 1 w 0)].
      apply (class_plus label label_eq P n 1 w (fun v => v d)); [apply smooth_offset; lra |].
      exact (class_const label label_eq P n 1 w (-1 * w d)).
Qed.

Lemma rule_smooth_if_constant_term : forall t d w, Indep t d w -> def t w -> SmoothBy t d w.
Proof. exact smooth_if_constant_itself. Qed.

(* ---- definitions ---- *)

Lemma rule_by_definition_eq_quantity : forall M x i b w, DefinesQ M x i b w -> Eq (qt M x i) b w.
Proof. intros M x i b w (V & _ & Z); unfold Eq; rewrite V, Z; ring. Qed.
Lemma rule_by_definition_defined_quantity : forall M x i b w, DefinesQ M x i b w -> def b w -> def (qt M x i) w.
Proof. intros M x i b w (_ & D & _) H; apply D, H. Qed.
Lemma rule_by_definition_undefined_quantity : forall M x i b w, DefinesQ M x i b w -> Undef b w -> Undef (qt M x i) w.
Proof. intros M x i b w (_ & D & _) H K; apply H, D, K. Qed.
Lemma rule_by_definition_undefined_function : forall M f a b w, DefinesF M f a b w -> Undef b w ->
  Undef (app M f (map (fun _ => O) a) a) w.
Proof. intros M f a b w H U (A & D & _); apply U, (proj2 (H w) A), D. Qed.
Lemma smooth_same : forall P (t u : tm) w, (forall v, val t v = val u v) -> (forall v, def u v -> def t v) ->
  SmoothIn P u w -> SmoothIn P t w.
Proof.
  intros P t u w V D (e & He & A & C); exists e; split; [exact He | split].
  - intros v Hv; apply D, A, Hv.
  - intro n; apply (class_ext _ _ P n e w (val u)); [intros v _; symmetry; apply V | apply C].
Qed.
Lemma rule_by_definition_smooth_quantity : forall P M x i b w, DefinesQ M x i b w -> SmoothIn P b w ->
  SmoothIn P (qt M x i) w.
Proof.
  intros P M x i b w (V & D & _) (e & He & A & C); exists e; split; [exact He | split].
  - intros v Hv; apply D, A, Hv.
  - intro n; apply (class_ext _ _ P n e w (fun v => val b v + v (lab M x i))); [intros; symmetry; apply V |].
    apply (class_plus label label_eq P n e w (val b) (fun v => v (lab M x i))); [apply C | apply smooth_offset, He].
Qed.
Lemma rule_by_definition_smooth_function : forall P M f a b w, DefinesF M f a b w -> SmoothIn P b w ->
  each (fun t => SmoothIn P t w) a -> SmoothIn P (app M f (map (fun _ => O) a) a) w.
Proof.
  intros P M f a b w H (e & He & A & C) S; destruct (smooth_each P a w S) as (e' & He' & A' & _).
  exists (Rmin e e'); split; [apply Rmin_pos; assumption | split].
  - intros v Hv; apply (rule_by_definition_defined_function M f a b v H); [apply A | apply A'];
      eapply ball_less; try exact Hv; [apply Rmin_l | apply Rmin_r].
  - intro n; apply (class_closer P n e); [apply Rmin_l |].
    apply (class_ext _ _ P n e w (val b)); [| apply C].
    intros v _; symmetry; exact (rule_by_definition_eq_function M f a b v H).
Qed.
