(* The sigmoid, and formulas that may have no value.

   [ln] and division give a number for every argument in Coq.  Whether a formula has a value in the sense of the chapter is
   said with partial numbers: [defined_ln x] is [None] unless x is positive, a quotient by 0 is [None]. *)

From Coq Require Import Reals Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Sums Calculus.
Open Scope R_scope.

(* Equation (3) of the book. *)
Definition sigma (z : R) : R := 1 / (1 + exp (- z)).

Lemma sigma_denominator : forall z, 0 < 1 + exp (- z).
Proof. intro z; assert (H := exp_pos (- z)); lra. Qed.

Lemma sigma_derivable : forall z, ex_derive sigma z.
Proof.
  intro z; eexists; unfold sigma.
  eapply derive_div; [apply derive_constant | | assert (H := sigma_denominator z); lra].
  apply derive_plus; [apply derive_constant | apply derive_exp, derive_opp, derive_variable].
Qed.

Lemma cosh_positive : forall x, 0 < exp x + exp (- x).
Proof. intro x; assert (A := exp_pos x); assert (B := exp_pos (- x)); lra. Qed.

Lemma tanh_is : forall x, tanh x = (exp x - exp (- x)) / (exp x + exp (- x)).
Proof. intro x; unfold tanh, sinh, cosh; assert (H := cosh_positive x); field; lra. Qed.

Lemma derive_tanh : forall (f : R -> R) (x a : R),
  is_derive f x a -> is_derive (fun t => tanh (f t)) x ((1 - tanh (f x) ^ 2) * a).
Proof.
  intros f x a H; apply (derive_compose tanh f); [| exact H].
  apply (same_function _ (fun t => (exp t - exp (- t)) / (exp t + exp (- t)))); [intro t; apply tanh_is |].
  assert (P := cosh_positive (f x)).
  eapply value.
  - apply derive_div.
    + apply derive_minus; [apply derive_exp, derive_variable | apply derive_exp, derive_opp, derive_variable].
    + apply derive_plus; [apply derive_exp, derive_variable | apply derive_exp, derive_opp, derive_variable].
    + cbv beta; lra.
  - cbv beta; rewrite tanh_is; field; lra.
Qed.

Lemma tanh_below_1 : forall x, tanh x < 1.
Proof.
  intro x; rewrite tanh_is; assert (A := exp_pos x); assert (B := exp_pos (- x)).
  apply Rmult_lt_reg_r with (exp x + exp (- x)); [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

Lemma tanh_above : forall x, - (1) < tanh x.
Proof.
  intro x; rewrite tanh_is; assert (A := exp_pos x); assert (B := exp_pos (- x)).
  apply Rmult_lt_reg_r with (exp x + exp (- x)); [lra |].
  unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

(* ---- numbers that may not exist ---- *)

Definition value_of := option R.

Definition number (x : R) : value_of := Some x.

Definition apply1 (f : R -> value_of) (u : value_of) : value_of :=
  match u with Some x => f x | None => None end.

Definition apply2 (f : R -> R -> value_of) (u v : value_of) : value_of :=
  match u, v with Some x, Some y => f x y | _, _ => None end.

Definition add (u v : value_of) : value_of := apply2 (fun x y => Some (x + y)) u v.
Definition subtract (u v : value_of) : value_of := apply2 (fun x y => Some (x - y)) u v.
Definition multiply (u v : value_of) : value_of := apply2 (fun x y => Some (x * y)) u v.
Definition negative (u : value_of) : value_of := apply1 (fun x => Some (- x)) u.
Definition raise (u : value_of) (k : nat) : value_of := apply1 (fun x => Some (x ^ k)) u.
Definition divide (u v : value_of) : value_of :=
  apply2 (fun x y => if Req_EM_T y 0 then None else Some (x / y)) u v.
Definition invert (u : value_of) : value_of := apply1 (fun x => if Req_EM_T x 0 then None else Some (/ x)) u.
Definition natural_log (u : value_of) : value_of := apply1 (fun x => if Rlt_dec 0 x then Some (ln x) else None) u.
Definition exponential (u : value_of) : value_of := apply1 (fun x => Some (exp x)) u.

(* Formulas with partial numbers are written as usual. *)
Declare Scope partial_scope.
Delimit Scope partial_scope with partial.
Infix "+" := add : partial_scope.
Infix "-" := subtract : partial_scope.
Infix "*" := multiply : partial_scope.
Infix "/" := divide : partial_scope.
Notation "- u" := (negative u) : partial_scope.
Notation "/ u" := (invert u) : partial_scope.
Arguments number x%R.

Definition has_value (u : value_of) : Prop := exists x, u = Some x.
Definition has_no_value (u : value_of) : Prop := u = None.
