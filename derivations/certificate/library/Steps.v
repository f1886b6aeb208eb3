(* Lemmas of rules, in the form in which scripts apply them. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World Rules Slopes Parts.
Import ListNotations.
Open Scope R_scope.

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
