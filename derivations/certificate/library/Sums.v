(* Sums over neurons, examples and parts of them.

   Neurons are numbered from 1, as in the chapter: [sum n f] is f 1 + ... + f n, for every n, and 0 for n = 0. *)

From Coq Require Import Reals Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.

Fixpoint sum (n : nat) (f : nat -> R) : R :=
  match n with
  | O => 0
  | S p => sum p f + f n
  end.

(* The sum over the indices that lie in a part, and over all but one of them. *)
Definition sum_in (n : nat) (part : nat -> bool) (f : nat -> R) : R :=
  sum n (fun k => if part k then f k else 0).

Definition sum_except (n j : nat) (f : nat -> R) : R :=
  sum_in n (fun k => negb (k =? j)%nat) f.

(* The indices of a part are so many. *)
Fixpoint size (n : nat) (part : nat -> bool) : nat :=
  match n with
  | O => O
  | S p => ((if part n then 1 else 0) + size p part)%nat
  end.

(* Those that are not in the part. *)
Definition rest (part : nat -> bool) : nat -> bool := fun k => negb (part k).

(* Kronecker's delta. *)
Definition delta (i j : nat) : R := if (i =? j)%nat then 1 else 0.

(* A family of numbers in which one member is another number. *)
Definition upd (z : nat -> R) (j : nat) (t : R) : nat -> R := fun k => if (k =? j)%nat then t else z k.


(* ---- deltas and changed families ---- *)

Lemma delta_same : forall j, delta j j = 1.
Proof. intro j; unfold delta; now rewrite Nat.eqb_refl. Qed.

Lemma delta_other : forall i j, i <> j -> delta i j = 0.
Proof. intros i j H; unfold delta; now destruct (Nat.eqb_spec i j). Qed.

Lemma upd_itself : forall z j, upd z j (z j) = z.
Proof.
  intros z j; apply functional_extensionality; intro k; unfold upd.
  now destruct (Nat.eqb_spec k j) as [-> |].
Qed.


(* ---- equal sums, linearity ---- *)

Lemma sum_ext : forall n f g, (forall k, (1 <= k <= n)%nat -> f k = g k) -> sum n f = sum n g.
Proof.
  induction n as [| n IH]; intros f g H; simpl; [reflexivity |].
  rewrite (IH f g), (H (S n)); [reflexivity | lia |].
  intros k Hk; apply H; lia.
Qed.

Lemma sum_plus : forall n f g, sum n (fun k => f k + g k) = sum n f + sum n g.
Proof. induction n as [| n IH]; intros f g; simpl; [ring | rewrite IH; ring]. Qed.

Lemma sum_scal : forall n c f, sum n (fun k => c * f k) = c * sum n f.
Proof. induction n as [| n IH]; intros c f; simpl; [ring | rewrite IH; ring]. Qed.

Lemma sum_zero : forall n, sum n (fun _ => 0) = 0.
Proof. induction n as [| n IH]; simpl; [reflexivity | rewrite IH; ring]. Qed.

Lemma sum_constant : forall n c, sum n (fun _ => c) = INR n * c.
Proof. induction n as [| n IH]; intro c; [simpl; ring | rewrite S_INR; simpl; rewrite IH; ring]. Qed.

Lemma sum_swap : forall n m f, sum n (fun i => sum m (fun k => f i k)) = sum m (fun k => sum n (fun i => f i k)).
Proof.
  induction n as [| n IH]; intros m f; simpl; [now rewrite sum_zero |].
  rewrite IH, <- sum_plus; apply sum_ext; reflexivity.
Qed.


(* ---- a delta collapses its sum, a term splits off ---- *)

Lemma sum_delta_above : forall n j f, (n < j)%nat -> sum n (fun k => delta k j * f k) = 0.
Proof.
  induction n as [| n IH]; intros j f H; simpl; [reflexivity |].
  rewrite IH, delta_other by lia; ring.
Qed.

Lemma sum_delta : forall n j f, (1 <= j <= n)%nat -> sum n (fun k => delta k j * f k) = f j.
Proof.
  induction n as [| n IH]; intros j f H; simpl; [lia |].
  destruct (Nat.eq_dec j (S n)) as [-> | Hj].
  - rewrite sum_delta_above, delta_same by lia; ring.
  - rewrite IH, delta_other by lia; ring.
Qed.

Lemma sum_except_split : forall n j f, (1 <= j <= n)%nat -> sum_except n j f = sum n f - f j.
Proof.
  intros n j f H; unfold sum_except, sum_in.
  rewrite <- (sum_delta n j f H).
  apply Rplus_eq_reg_r with (sum n (fun k => delta k j * f k)).
  replace (sum n f - sum n (fun k => delta k j * f k) + sum n (fun k => delta k j * f k)) with (sum n f) by ring.
  rewrite <- sum_plus; apply sum_ext; intros k _; unfold delta.
  destruct (k =? j)%nat; simpl; ring.
Qed.

Lemma sum_parts : forall n part f, sum n f = sum_in n part f + sum_in n (rest part) f.
Proof.
  intros n part f; unfold sum_in, rest; rewrite <- sum_plus; apply sum_ext; intros k _.
  destruct (part k); simpl; ring.
Qed.

Lemma sum_in_ext : forall n part f g,
  (forall k, (1 <= k <= n)%nat -> part k = true -> f k = g k) -> sum_in n part f = sum_in n part g.
Proof.
  intros n part f g H; unfold sum_in; apply sum_ext; intros k Hk.
  specialize (H k Hk); destruct (part k); auto.
Qed.

Lemma sum_in_scal : forall n part c f, sum_in n part (fun k => c * f k) = c * sum_in n part f.
Proof.
  intros n part c f; unfold sum_in; rewrite <- sum_scal; apply sum_ext; intros k _.
  destruct (part k); ring.
Qed.

Lemma sum_in_plus : forall n part f g,
  sum_in n part (fun k => f k + g k) = sum_in n part f + sum_in n part g.
Proof.
  intros n part f g; unfold sum_in; rewrite <- sum_plus; apply sum_ext; intros k _.
  destruct (part k); ring.
Qed.

Lemma size_at_most : forall n part, (size n part <= n)%nat.
Proof. induction n as [| n IH]; intro part; simpl; [lia | specialize (IH part); destruct (part (S n)); lia]. Qed.

Lemma size_rest : forall n part, (size n part + size n (rest part) = n)%nat.
Proof.
  induction n as [| n IH]; intro part; simpl; [reflexivity | specialize (IH part); unfold rest in *].
  destruct (part (S n)); simpl; lia.
Qed.

Lemma sum_in_constant : forall n part c, sum_in n part (fun _ => c) = INR (size n part) * c.
Proof.
  unfold sum_in; induction n as [| n IH]; intros part c; [simpl; ring |].
  simpl sum; simpl size; rewrite IH, plus_INR; destruct (part (S n)); simpl; ring.
Qed.


(* ---- order ---- *)

Lemma sum_le : forall n f g, (forall k, (1 <= k <= n)%nat -> f k <= g k) -> sum n f <= sum n g.
Proof.
  induction n as [| n IH]; intros f g H; simpl; [lra |].
  apply Rplus_le_compat; [apply IH; intros k Hk |]; apply H; lia.
Qed.

Lemma sum_not_negative : forall n f, (forall k, (1 <= k <= n)%nat -> 0 <= f k) -> 0 <= sum n f.
Proof. intros n f H; rewrite <- (sum_zero n); now apply sum_le. Qed.

Lemma sum_positive : forall n f, (1 <= n)%nat -> (forall k, (1 <= k <= n)%nat -> 0 < f k) -> 0 < sum n f.
Proof.
  intros [| n] f Hn H; [lia |]; simpl.
  apply Rplus_le_lt_0_compat; [apply sum_not_negative; intros k Hk; apply Rlt_le |]; apply H; lia.
Qed.

(* Positive only if there is a second neuron. *)
Lemma sum_except_positive : forall n j f, (2 <= n)%nat -> (1 <= j <= n)%nat ->
  (forall k, (1 <= k <= n)%nat -> k <> j -> 0 < f k) -> 0 < sum_except n j f.
Proof.
  intros n j f Hn Hj H.
  assert (exists i, (1 <= i <= n)%nat /\ i <> j) as [i [Hi Hij]].
  { destruct (Nat.eq_dec j 1); [exists 2%nat | exists 1%nat]; lia. }
  unfold sum_except, sum_in.
  apply Rlt_le_trans with (sum n (fun k => delta k i * f k)).
  - rewrite sum_delta by assumption; apply H; lia.
  - apply sum_le; intros k Hk; unfold delta.
    destruct (Nat.eqb_spec k j) as [E | E]; destruct (Nat.eqb_spec k i) as [F | F]; simpl.
    + congruence.
    + lra.
    + subst k; lra.
    + specialize (H k Hk E); lra.
Qed.

Lemma sum_in_not_negative : forall n part f,
  (forall k, (1 <= k <= n)%nat -> part k = true -> 0 <= f k) -> 0 <= sum_in n part f.
Proof.
  intros n part f H; apply sum_not_negative; intros k Hk; specialize (H k Hk); destruct (part k); [auto | lra].
Qed.

Lemma sum_in_le : forall n part f g,
  (forall k, (1 <= k <= n)%nat -> part k = true -> f k <= g k) -> sum_in n part f <= sum_in n part g.
Proof.
  intros n part f g H; apply sum_le; intros k Hk; specialize (H k Hk); destruct (part k); [auto | lra].
Qed.

Lemma sum_except_not_negative : forall n j f,
  (forall k, (1 <= k <= n)%nat -> k <> j -> 0 <= f k) -> 0 <= sum_except n j f.
Proof.
  intros n j f H; apply sum_in_not_negative; intros k Hk E; apply H; [assumption |].
  now destruct (Nat.eqb_spec k j).
Qed.

(* One term of a sum of positive ones is no larger than the sum. *)
Lemma term_le_sum : forall n j f, (1 <= j <= n)%nat -> (forall k, (1 <= k <= n)%nat -> 0 <= f k) -> f j <= sum n f.
Proof.
  intros n j f Hj H.
  assert (0 <= sum_except n j f) by (apply sum_except_not_negative; auto).
  rewrite sum_except_split in * by assumption; lra.
Qed.

Lemma sum_split : forall n j f, (1 <= j <= n)%nat -> sum n f = f j + sum_except n j f.
Proof. intros n j f H; rewrite sum_except_split by assumption; ring. Qed.

Lemma size_of_rest : forall n part, INR (size n (rest part)) = INR n - INR (size n part).
Proof. intros n part; rewrite <- (size_rest n part) at 2; rewrite plus_INR; ring. Qed.

Lemma sum_one : forall f, sum 1 f = f 1%nat.
Proof. intro f; simpl; ring. Qed.

(* A part that has an element has one. *)
Lemma element : forall n part, (1 <= size n part)%nat -> exists p, (1 <= p <= n)%nat /\ part p = true.
Proof.
  induction n as [| n IH]; intros part H; simpl in H; [lia |].
  destruct (part (S n)) eqn:E; [exists (S n); split; [lia | assumption] |].
  destruct (IH part) as [p [Hp Pp]]; [assumption | exists p; split; [lia | assumption]].
Qed.

Lemma sum_except_ext : forall n j f g,
  (forall k, (1 <= k <= n)%nat -> k <> j -> f k = g k) -> sum_except n j f = sum_except n j g.
Proof.
  intros n j f g H; apply sum_in_ext; intros k Hk E; apply H; [assumption |].
  now destruct (Nat.eqb_spec k j).
Qed.

Lemma sum_in_at_most : forall n part f K, (forall k, (1 <= k <= n)%nat -> part k = true -> f k <= K) ->
  sum_in n part f <= sum_in n part (fun _ => 1) * K.
Proof.
  intros n part f K H; rewrite Rmult_comm, <- sum_in_scal; apply sum_in_le; intros k Hk P.
  rewrite Rmult_1_r; auto.
Qed.

(* An index that is not in a part is one more. *)
Lemma counted : forall n part m q, size n part = m -> (1 <= q <= n)%nat -> part q = false -> INR m + 1 <= INR n.
Proof.
  intros n part m q <- Hq Pq.
  assert (H : (size n part + 1 <= n)%nat).
  { revert q Hq Pq; induction n as [| n IH]; intros q Hq Pq; [lia |]; simpl.
    assert (A := size_at_most n part).
    destruct (part (S n)) eqn:E; [| lia].
    destruct (Nat.eq_dec q (S n)) as [-> |]; [congruence |].
    specialize (IH q ltac:(lia) Pq); lia. }
  apply le_INR in H; rewrite plus_INR in H; exact H.
Qed.
