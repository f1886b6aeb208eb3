(* Feedforward networks of any number of layers and any widths, as in chapters 2 and 3 of the book.

   Layer 1 is the input, layer [L] the output; the neurons of a layer are numbered from 1, the training examples x too.
   The derivative of a quantity by a weight is that of what the quantity is in the network with another weight; the
   derivative by a weighted input is that of what it becomes when that weighted input is set to t and the layers after
   it are computed. *)

From Coq Require Import Reals Lra Lia Arith FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Sums Calculus.
Open Scope R_scope.

Record network := {
  L : nat;                                (* the number of the output layer *)
  width : nat -> nat;                     (* how many neurons there are in a layer *)
  w : nat -> nat -> nat -> R;             (* the weight of layer l from neuron k to neuron j *)
  b : nat -> nat -> R;                    (* the bias of neuron j in layer l *)
  act : nat -> (nat -> R) -> nat -> R;    (* the activations of layer l, from all of its weighted inputs *)
  input : nat -> nat -> R;                (* the input in example x *)
  cost : nat -> (nat -> R) -> R           (* the cost of example x, from the activations of the output layer *)
}.

(* Equation (25): the weighted inputs of layer l, from the activations of the layer before. *)
Definition weigh (N : network) (l : nat) (before : nat -> R) (j : nat) : R :=
  sum (width N (l - 1)) (fun k => w N l j k * before k) + b N l j.

Fixpoint a (N : network) (x l : nat) {struct l} : nat -> R :=
  match l with
  | O => input N x
  | S p => match p with
           | O => input N x
           | S _ => act N l (weigh N l (a N x p))
           end
  end.

Definition z (N : network) (x l : nat) : nat -> R := weigh N l (a N x (l - 1)).

Definition C (N : network) (x : nat) : R := cost N x (a N x (L N)).

(* The average cost of n training examples. *)
Definition C_total (N : network) (n : nat) : R := sum n (fun x => C N x) / INR n.

(* What the cost of example x is if the weighted inputs of layer l are zeta. *)
Fixpoint onward (N : network) (x m : nat) (zeta : nat -> R) : R :=
  match m with
  | O => cost N x (act N (L N) zeta)
  | S p => onward N x p (weigh N (L N - p) (act N (L N - m) zeta))
  end.

Definition C_of_z (N : network) (x l : nat) (zeta : nat -> R) : R := onward N x (L N - l) zeta.

(* Equation (29): the error of neuron j in layer l. *)
Definition error (N : network) (x l j : nat) : R :=
  Derive (fun t => C_of_z N x l (upd (z N x l) j t)) (z N x l j).

Definition set_w (N : network) (l j k : nat) (t : R) : network := {|
  L := L N; width := width N; b := b N; act := act N; input := input N; cost := cost N;
  w := fun l' j' k' => if ((l' =? l) && (j' =? j) && (k' =? k))%nat%bool then t else w N l' j' k' |}.

Definition set_b (N : network) (l j : nat) (t : R) : network := {|
  L := L N; width := width N; w := w N; act := act N; input := input N; cost := cost N;
  b := fun l' j' => if ((l' =? l) && (j' =? j))%nat%bool then t else b N l' j' |}.

(* The activations of a layer are differentiable functions of its weighted inputs. *)
Definition differentiable_layer (N : network) (l : nat) : Prop :=
  forall zeta j, (1 <= j <= width N l)%nat -> differentiable (width N l) (fun v => act N l v j) zeta.

(* The cost of example x is a differentiable function of the activations of the output layer, where they are. *)
Definition differentiable_cost (N : network) (x : nat) : Prop :=
  differentiable (width N (L N)) (cost N x) (a N x (L N)).


(* ---- the forward pass ---- *)

Lemma a_at : forall N x l, (2 <= l)%nat -> a N x l = act N l (z N x l).
Proof. intros N x [| [| l]] H; [lia | lia |]; unfold z; simpl; reflexivity. Qed.

Lemma z_at : forall N x l, (1 <= l)%nat -> z N x (l + 1) = weigh N (l + 1) (a N x l).
Proof. intros N x l H; unfold z; now replace (l + 1 - 1)%nat with l by lia. Qed.

Lemma weigh_next : forall N l v j, weigh N (l + 1) v j = sum (width N l) (fun k => w N (l + 1) j k * v k) + b N (l + 1) j.
Proof. intros; unfold weigh; now replace (l + 1 - 1)%nat with l by lia. Qed.

Lemma C_of_z_last : forall N x, C_of_z N x (L N) = fun zeta => cost N x (act N (L N) zeta).
Proof. intros N x; unfold C_of_z; now rewrite Nat.sub_diag. Qed.

Lemma C_of_z_next : forall N x l, (l < L N)%nat ->
  C_of_z N x l = fun zeta => C_of_z N x (l + 1) (weigh N (l + 1) (act N l zeta)).
Proof.
  intros N x l H; unfold C_of_z; replace (L N - l)%nat with (S (L N - (l + 1))) by lia.
  simpl; replace (L N - S (L N - (l + 1)))%nat with l by lia.
  now replace (L N - (L N - (l + 1)))%nat with (l + 1)%nat by lia.
Qed.

Lemma C_of_z_itself : forall N x l, (2 <= l <= L N)%nat -> C_of_z N x l (z N x l) = C N x.
Proof.
  intros N x l H; remember (L N - l)%nat as m eqn:E; revert l H E.
  induction m as [| m IH]; intros l H E.
  - replace l with (L N) by lia; rewrite C_of_z_last; unfold C; now rewrite a_at by lia.
  - rewrite C_of_z_next by lia; rewrite <- a_at, <- z_at by lia; apply IH; lia.
Qed.


(* ---- a network with another weight or bias ---- *)

Lemma weigh_set_w : forall N l j k t l', l' <> l -> weigh (set_w N l j k t) l' = weigh N l'.
Proof.
  intros N l j k t l' H; apply functional_extensionality; intro v; apply functional_extensionality; intro i.
  unfold weigh; simpl; destruct (Nat.eqb_spec l' l); [contradiction | reflexivity].
Qed.

Lemma a_set_w : forall N l j k t x l', (l' < l)%nat -> a (set_w N l j k t) x l' = a N x l'.
Proof.
  intros N l j k t x; induction l' as [| [| l'] IH]; intro H; try reflexivity.
  rewrite !a_at by lia; unfold z; rewrite weigh_set_w by lia.
  replace (S (S l') - 1)%nat with (S l') by lia; now rewrite IH by lia.
Qed.

Lemma onward_set_w : forall N l j k t x m, (m <= L N - l)%nat -> onward (set_w N l j k t) x m = onward N x m.
Proof.
  intros N l j k t x; induction m as [| m IH]; intro H; [reflexivity |].
  apply functional_extensionality; intro v; simpl onward; rewrite IH by lia.
  replace (L (set_w N l j k t)) with (L N) by reflexivity; now rewrite weigh_set_w by lia.
Qed.

Lemma z_set_w : forall N l j k t x i, (1 <= l)%nat -> z (set_w N l j k t) x l i =
  sum (width N (l - 1)) (fun k' => (if ((i =? j) && (k' =? k))%nat%bool then t else w N l i k') * a N x (l - 1) k') + b N l i.
Proof.
  intros N l j k t x i H; unfold z; rewrite a_set_w by lia.
  unfold weigh; simpl; now rewrite Nat.eqb_refl.
Qed.

Lemma C_set_w : forall N l j k t x, (2 <= l <= L N)%nat ->
  C (set_w N l j k t) x = C_of_z N x l (z (set_w N l j k t) x l).
Proof.
  intros N l j k t x H; rewrite <- (C_of_z_itself (set_w N l j k t) x l) by exact H.
  unfold C_of_z; replace (L (set_w N l j k t)) with (L N) by reflexivity; now rewrite onward_set_w by lia.
Qed.

Lemma weigh_set_b : forall N l j t l', l' <> l -> weigh (set_b N l j t) l' = weigh N l'.
Proof.
  intros N l j t l' H; apply functional_extensionality; intro v; apply functional_extensionality; intro i.
  unfold weigh; simpl; destruct (Nat.eqb_spec l' l); [contradiction | reflexivity].
Qed.

Lemma a_set_b : forall N l j t x l', (l' < l)%nat -> a (set_b N l j t) x l' = a N x l'.
Proof.
  intros N l j t x; induction l' as [| [| l'] IH]; intro H; try reflexivity.
  rewrite !a_at by lia; unfold z; rewrite weigh_set_b by lia.
  replace (S (S l') - 1)%nat with (S l') by lia; now rewrite IH by lia.
Qed.

Lemma onward_set_b : forall N l j t x m, (m <= L N - l)%nat -> onward (set_b N l j t) x m = onward N x m.
Proof.
  intros N l j t x; induction m as [| m IH]; intro H; [reflexivity |].
  apply functional_extensionality; intro v; simpl onward; rewrite IH by lia.
  replace (L (set_b N l j t)) with (L N) by reflexivity; now rewrite weigh_set_b by lia.
Qed.

Lemma z_set_b : forall N l j t x i, (1 <= l)%nat -> z (set_b N l j t) x l i =
  sum (width N (l - 1)) (fun k => w N l i k * a N x (l - 1) k) + upd (b N l) j t i.
Proof.
  intros N l j t x i H; unfold z; rewrite a_set_b by lia.
  unfold weigh; simpl; now rewrite Nat.eqb_refl.
Qed.

Lemma C_set_b : forall N l j t x, (2 <= l <= L N)%nat ->
  C (set_b N l j t) x = C_of_z N x l (z (set_b N l j t) x l).
Proof.
  intros N l j t x H; rewrite <- (C_of_z_itself (set_b N l j t) x l) by exact H.
  unfold C_of_z; replace (L (set_b N l j t)) with (L N) by reflexivity; now rewrite onward_set_b by lia.
Qed.

Lemma set_w_itself : forall N l j k, set_w N l j k (w N l j k) = N.
Proof.
  intros [L0 n0 w0 b0 act0 input0 cost0] l j k; unfold set_w; simpl; f_equal.
  apply functional_extensionality; intro l'; apply functional_extensionality; intro j';
    apply functional_extensionality; intro k'.
  destruct (Nat.eqb_spec l' l) as [-> |]; [| reflexivity].
  destruct (Nat.eqb_spec j' j) as [-> |]; [| reflexivity].
  now destruct (Nat.eqb_spec k' k) as [-> |].
Qed.

Lemma set_b_itself : forall N l j, set_b N l j (b N l j) = N.
Proof.
  intros [L0 n0 w0 b0 act0 input0 cost0] l j; unfold set_b; simpl; f_equal.
  apply functional_extensionality; intro l'; apply functional_extensionality; intro j'.
  destruct (Nat.eqb_spec l' l) as [-> |]; [| reflexivity].
  now destruct (Nat.eqb_spec j' j) as [-> |].
Qed.


(* ---- derivatives of the weighted inputs of a layer by its own weights and biases ---- *)

Lemma z_by_w : forall N x l i j k, (1 <= l)%nat -> (1 <= k <= width N (l - 1))%nat ->
  is_derive (fun t => z (set_w N l j k t) x l i) (w N l j k) (delta i j * a N x (l - 1) k).
Proof.
  intros N x l i j k Hl Hk.
  apply (same_function _ (fun t => sum (width N (l - 1)) (fun k' =>
    (if ((i =? j) && (k' =? k))%nat%bool then t else w N l i k') * a N x (l - 1) k') + b N l i)).
  { intro t; now apply z_set_w. }
  eapply value.
  - apply derive_plus; [| apply derive_constant].
    apply (derive_sum _ (fun t k' => (if ((i =? j) && (k' =? k))%nat%bool then t else w N l i k') * a N x (l - 1) k')
      (fun k' => delta i j * (delta k' k * a N x (l - 1) k'))); intros k' _.
    generalize (a N x (l - 1) k') (w N l i k'); intros c v.
    unfold delta; destruct (i =? j)%nat; destruct (k' =? k)%nat; cbv [andb].
    + apply value with (1 := derive_multiple c _); ring.
    + apply value with (1 := derive_constant _ _); ring.
    + apply value with (1 := derive_constant _ _); ring.
    + apply value with (1 := derive_constant _ _); ring.
  - rewrite sum_scal, sum_delta by assumption; ring.
Qed.

Lemma z_by_b : forall N x l i j, (1 <= l)%nat ->
  is_derive (fun t => z (set_b N l j t) x l i) (b N l j) (delta i j).
Proof.
  intros N x l i j Hl.
  apply (same_function _ (fun t => sum (width N (l - 1)) (fun k => w N l i k * a N x (l - 1) k) + upd (b N l) j t i)).
  { intro t; now apply z_set_b. }
  eapply value; [apply derive_plus; [apply derive_constant | apply derive_upd] | ring].
Qed.


(* ---- the cost is differentiable, and the chain rule from layer to layer ---- *)

Lemma differentiable_weigh : forall N l m F v j,
  (forall k, (1 <= k <= width N (l - 1))%nat -> differentiable m (fun u => F u k) v) ->
  differentiable m (fun u => weigh N l (F u) j) v.
Proof.
  intros N l m F v j H; unfold weigh.
  apply differentiable_plus; [| apply differentiable_constant].
  apply (differentiable_sum m (width N (l - 1)) (fun u k => w N l j k * F u k)); intros k Hk.
  now apply differentiable_scal, H.
Qed.

Lemma differentiable_C_of_z : forall N x l, (2 <= l <= L N)%nat ->
  (forall l', (2 <= l' <= L N)%nat -> differentiable_layer N l') -> differentiable_cost N x ->
  differentiable (width N l) (C_of_z N x l) (z N x l).
Proof.
  intros N x l H HA HC; remember (L N - l)%nat as m eqn:E; revert l H E.
  induction m as [| m IH]; intros l H E.
  - replace l with (L N) by lia; rewrite C_of_z_last.
    apply differentiable_compose_all with (m := width N (L N)) (G := act N (L N)).
    + rewrite <- a_at by lia; exact HC.
    + intros i Hi; apply HA; [lia | assumption].
  - rewrite C_of_z_next by lia.
    apply (differentiable_compose_all (width N l) (width N (l + 1)) (C_of_z N x (l + 1))
      (fun v => weigh N (l + 1) (act N l v))).
    + rewrite <- a_at, <- z_at by lia; apply IH; lia.
    + intros i Hi; apply differentiable_weigh; replace (l + 1 - 1)%nat with l by lia.
      intros k Hk; apply HA; [lia | assumption].
Qed.

Lemma derive_differentiable : forall m F v j, differentiable m F v -> (1 <= j <= m)%nat ->
  ex_derive (fun t => F (upd v j t)) (v j).
Proof.
  intros m F v j [g Hg] Hj; exists (g j); now apply (gradient_partial m).
Qed.

Section Chain.
Variables (N : network) (x : nat).
Hypothesis layers : forall l, (2 <= l <= L N)%nat -> differentiable_layer N l.
Hypothesis costs : differentiable_cost N x.

Lemma C_by_z : forall l j, (2 <= l <= L N)%nat -> (1 <= j <= width N l)%nat ->
  ex_derive (fun t => C_of_z N x l (upd (z N x l) j t)) (z N x l j).
Proof. intros l j Hl Hj; now apply (derive_differentiable (width N l)), Hj; apply differentiable_C_of_z. Qed.

Lemma C_by_a : forall j, (1 <= j <= width N (L N))%nat ->
  ex_derive (fun t => cost N x (upd (a N x (L N)) j t)) (a N x (L N) j).
Proof. intros j Hj; now apply (derive_differentiable (width N (L N))). Qed.

Lemma a_by_z : forall l i j, (2 <= l <= L N)%nat -> (1 <= i <= width N l)%nat -> (1 <= j <= width N l)%nat ->
  ex_derive (fun t => act N l (upd (z N x l) j t) i) (z N x l j).
Proof.
  intros l i j Hl Hi Hj.
  apply (derive_differentiable (width N l) (fun v => act N l v i)); [| assumption].
  apply layers; assumption.
Qed.

(* from the output layer's weighted inputs to its activations *)
Theorem chain_z_a : forall j, (2 <= L N)%nat -> (1 <= j <= width N (L N))%nat ->
  Derive (fun t => C_of_z N x (L N) (upd (z N x (L N)) j t)) (z N x (L N) j) =
  sum (width N (L N)) (fun i => Derive (fun t => cost N x (upd (a N x (L N)) i t)) (a N x (L N) i)
    * Derive (fun t => act N (L N) (upd (z N x (L N)) j t) i) (z N x (L N) j)).
Proof.
  intros j HL Hj; apply is_derive_unique; rewrite C_of_z_last.
  assert (E : act N (L N) (upd (z N x (L N)) j (z N x (L N) j)) = a N x (L N)) by (rewrite upd_itself, a_at by lia; auto).
  assert (H := chain_rule (width N (L N)) (cost N x) (fun t => act N (L N) (upd (z N x (L N)) j t)) (z N x (L N) j)).
  cbv beta in H; rewrite E in H; apply H; [exact costs |].
  intros i Hi; apply a_by_z; try assumption; lia.
Qed.

(* from the weighted inputs of a layer to those of the next *)
Theorem chain_z_z : forall l j, (2 <= l < L N)%nat -> (1 <= j <= width N l)%nat ->
  Derive (fun t => C_of_z N x l (upd (z N x l) j t)) (z N x l j) =
  sum (width N (l + 1)) (fun k =>
    Derive (fun t => C_of_z N x (l + 1) (upd (z N x (l + 1)) k t)) (z N x (l + 1) k)
    * Derive (fun t => weigh N (l + 1) (act N l (upd (z N x l) j t)) k) (z N x l j)).
Proof.
  intros l j Hl Hj; apply is_derive_unique; rewrite C_of_z_next by lia.
  assert (E : weigh N (l + 1) (act N l (upd (z N x l) j (z N x l j))) = z N x (l + 1))
    by (rewrite upd_itself, <- a_at, z_at by lia; auto).
  assert (H := chain_rule (width N (l + 1)) (C_of_z N x (l + 1))
    (fun t => weigh N (l + 1) (act N l (upd (z N x l) j t))) (z N x l j)).
  cbv beta in H; rewrite E in H; apply H; [apply differentiable_C_of_z; auto; lia |].
  intros i Hi; apply (derive_differentiable (width N l) (fun v => weigh N (l + 1) (act N l v) i)); [| assumption].
  apply differentiable_weigh; replace (l + 1 - 1)%nat with l by lia; intros k Hk; apply layers; [lia | assumption].
Qed.

(* from a bias or a weight to the weighted inputs of its layer *)
Theorem chain_b_z : forall l j, (2 <= l <= L N)%nat -> (1 <= j <= width N l)%nat ->
  is_derive (fun t => C (set_b N l j t) x) (b N l j)
  (sum (width N l) (fun i => Derive (fun t => C_of_z N x l (upd (z N x l) i t)) (z N x l i)
    * Derive (fun t => z (set_b N l j t) x l i) (b N l j))).
Proof.
  intros l j Hl Hj.
  apply (same_function _ (fun t => C_of_z N x l (z (set_b N l j t) x l))); [intro; now apply C_set_b |].
  assert (H := chain_rule (width N l) (C_of_z N x l) (fun t => z (set_b N l j t) x l) (b N l j)).
  cbv beta in H; rewrite set_b_itself in H; apply H; [now apply differentiable_C_of_z |].
  intros i Hi; eexists; apply z_by_b; lia.
Qed.

Theorem chain_w_z : forall l j k, (2 <= l <= L N)%nat -> (1 <= j <= width N l)%nat -> (1 <= k <= width N (l - 1))%nat ->
  is_derive (fun t => C (set_w N l j k t) x) (w N l j k)
  (sum (width N l) (fun i => Derive (fun t => C_of_z N x l (upd (z N x l) i t)) (z N x l i)
    * Derive (fun t => z (set_w N l j k t) x l i) (w N l j k))).
Proof.
  intros l j k Hl Hj Hk.
  apply (same_function _ (fun t => C_of_z N x l (z (set_w N l j k t) x l))); [intro; now apply C_set_w |].
  assert (H := chain_rule (width N l) (C_of_z N x l) (fun t => z (set_w N l j k t) x l) (w N l j k)).
  cbv beta in H; rewrite set_w_itself in H; apply H; [now apply differentiable_C_of_z |].
  intros i Hi; eexists; apply z_by_w; [lia | assumption].
Qed.
End Chain.
