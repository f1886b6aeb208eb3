(* Derivatives along a path: what the kernel's table of derivatives makes is the derivative.

   A term's derivative is [None] where the kernel sees that it is 0, and leaves it out. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World Rules.
Import ListNotations.
Open Scope R_scope.

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
