(* Sums over index sets, the sizes of these, and what lies in them. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality FinFun.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth World Rules Parts.
Import ListNotations.
Open Scope R_scope.

(* ---- totals over lists ---- *)

Lemma total_same : forall l f g, (forall k, In k l -> f k = g k) -> total l f = total l g.
Proof.
  induction l as [| k l IH]; intros f g H; [reflexivity |]; simpl.
  rewrite (H k (or_introl eq_refl)), (IH f g); [reflexivity | intros; apply H; right; assumption].
Qed.
Lemma total_plus : forall l f g, total l (fun k => f k + g k) = total l f + total l g.
Proof. induction l as [| k l IH]; intros; simpl; [ring | rewrite IH; ring]. Qed.
Lemma total_scaled : forall l c f, total l (fun k => c * f k) = c * total l f.
Proof. induction l as [| k l IH]; intros; simpl; [ring | rewrite IH; ring]. Qed.
Lemma total_none : forall l, total l (fun _ => 0) = 0.
Proof. induction l as [| k l IH]; simpl; [reflexivity | rewrite IH; ring]. Qed.
Lemma total_le : forall l f g, (forall k, In k l -> f k <= g k) -> total l f <= total l g.
Proof.
  induction l as [| k l IH]; intros f g H; [apply Rle_refl |]; simpl.
  apply Rplus_le_compat; [apply H; left; reflexivity | apply IH; intros; apply H; right; assumption].
Qed.
Lemma total_lt : forall l f g j, (forall k, In k l -> f k < g k) -> In j l -> total l f < total l g.
Proof.
  intros l f g j H I; destruct l as [| k l]; [contradiction |]; simpl.
  apply Rplus_lt_le_compat; [apply H; left; reflexivity |].
  apply total_le; intros; apply Rlt_le, H; right; assumption.
Qed.
Lemma total_swapped : forall l m (f : Z -> Z -> R),
  total l (fun i => total m (fun j => f i j)) = total m (fun j => total l (fun i => f i j)).
Proof.
  induction l as [| i l IH]; intros m f; simpl; [symmetry; apply total_none |].
  rewrite IH, total_plus; reflexivity.
Qed.
Lemma total_filter : forall l p f, total (filter p l) f = total l (fun k => if p k then f k else 0).
Proof. induction l as [| k l IH]; intros; simpl; [reflexivity |]; destruct (p k); simpl; rewrite IH; ring. Qed.
Lemma total_one : forall l j (f : Z -> R), NoDup l -> In j l -> total l (fun k => if (k =? j)%Z then f k else 0) = f j.
Proof.
  induction l as [| k l IH]; intros j f N I; [contradiction |]; simpl; inversion N as [| ? ? A B]; subst.
  destruct I as [-> | I].
  - rewrite Z.eqb_refl, (total_same l _ (fun _ => 0)), total_none; [ring |].
    intros k K; destruct (Z.eqb_spec k j); [subst; contradiction | reflexivity].
  - destruct (Z.eqb_spec k j); [subst; contradiction |]; rewrite IH by assumption; ring.
Qed.
Lemma elems_once : forall s, NoDup (elems s).
Proof.
  induction s as [a b | a | p s IH]; simpl; [| constructor | apply NoDup_filter, IH].
  unfold run; apply Injective_map_NoDup; [intros x y E; lia | apply seq_NoDup].
Qed.

(* ---- sums ---- *)

Lemma rule_sum_of_equals : forall s a b w, (forall k, isin k s = true -> Eq (a k) (b k) w) -> Eq (sum s a) (sum s b) w.
Proof. intros s a b w H; apply total_same; intros k I; apply H, elems_in, I. Qed.
Lemma rule_sum_is_linear : forall s (l : list (tm * (Z -> tm))) w,
  Eq (sum s (fun k => add (map (fun p => mul [fst p; snd p k]) l))) (add (map (fun p => mul [fst p; sum s (snd p)]) l)) w.
Proof.
  intros s l w; unfold Eq; simpl; induction l as [| [c d] l IH]; [apply total_none |].
  destruct l as [| q l]; [apply (total_scaled (elems s) (val c w) (fun k => val (d k) w)) |].
  change (total (elems s) (fun k => val c w * val (d k) w + sum_at (map (fun p => mul [fst p; snd p k]) (q :: l)) w) =
    val c w * total (elems s) (fun k => val (d k) w) + sum_at (map (fun p => mul [fst p; sum s (snd p)]) (q :: l)) w).
  rewrite total_plus, total_scaled, IH; reflexivity.
Qed.
Lemma rule_sum_with_delta : forall s j (p : Z -> bool) b w, isin j s = true -> finite s = true ->
  (forall k, p k = true <-> k = j) -> Eq (sum s (fun k => mul [brk (p k); b k])) (b j) w.
Proof.
  intros s j p b w I F H; unfold Eq; simpl.
  rewrite (total_same _ _ (fun k => if (k =? j)%Z then val (b k) w else 0)).
  - apply (total_one (elems s) j (fun k => val (b k) w)); [apply elems_once | apply in_elems; assumption].
  - intros k _; destruct (H k) as [A B]; destruct (Z.eqb_spec k j) as [-> | N].
    + rewrite (B eq_refl); ring.
    + destruct (p k); [exfalso; apply N, A; reflexivity | ring].
Qed.
Lemma rule_sum_without : forall s j b w, isin j s = true -> finite s = true ->
  Eq (sum (Without s j) b) (add [sum s b; mul [int (-1); b j]]) w.
Proof.
  intros s j b w I F; unfold Eq; simpl; rewrite total_filter.
  rewrite <- (total_one (elems s) j (fun k => val (b k) w)); [| apply elems_once | apply in_elems; assumption].
  rewrite <- total_scaled, <- total_plus; apply total_same; intros k _.
  destruct (Z.eqb_spec k j); simpl; ring.
Qed.
Lemma rule_sum_without_twice : forall s j b w, Eq (sum (Without (Without s j) j) b) (sum (Without s j) b) w.
Proof.
  intros s j b w; unfold Eq; simpl; rewrite (total_filter (filter _ (elems s))).
  apply total_same; intros k I; apply filter_In in I; destruct I as [_ ->]; reflexivity.
Qed.
Lemma rule_sum_swapped : forall s t (b : Z -> Z -> tm) w,
  Eq (sum s (fun i => sum t (fun j => b i j))) (sum t (fun j => sum s (fun i => b i j))) w.
Proof. intros s t b w; exact (total_swapped (elems s) (elems t) (fun i j => val (b i j) w)). Qed.
Lemma rule_sum_over_one : forall a n b w, Eq (cnt n) (int a) w -> Eq (sum (Between a (Z.of_nat n)) b) (b a) w.
Proof.
  intros a n b w H; unfold Eq in *; simpl in *; rewrite INR_IZR_INZ in H; apply eq_IZR in H; rewrite H.
  unfold run; replace (Z.to_nat (a - a + 1)) with 1%nat by lia; simpl; rewrite Z.add_0_r; ring.
Qed.
Lemma rule_sum_is_ordered_le : forall s a b w, (forall k, isin k s = true -> Le (a k) (b k) w) -> Le (sum s a) (sum s b) w.
Proof. intros s a b w H; apply total_le; intros k I; apply H, elems_in, I. Qed.
Lemma rule_sum_is_ordered_lt : forall s a b j w, (forall k, isin k s = true -> Lt (a k) (b k) w) ->
  isin j s = true -> finite s = true -> Lt (sum s a) (sum s b) w.
Proof.
  intros s a b j w H I F; apply (total_lt (elems s) _ _ j); [intros k K; apply H, elems_in, K | apply in_elems; assumption].
Qed.

(* ---- sizes, and whether a set is empty ---- *)

Lemma size_between : forall a b, length (elems (Between a b)) = Z.to_nat (b - a + 1).
Proof. intros; simpl; unfold run; rewrite map_length, seq_length; reflexivity. Qed.
Lemma rule_size_of_interval_count : forall a n w, Le (int (a - 1)) (cnt n) w ->
  Eq (size (Between a (Z.of_nat n))) (add [cnt n; mul [int (-1); int (a - 1)]]) w.
Proof.
  intros a n w H; unfold Eq, Le in *; cbn [val size add mul cnt int sum_at product_at] in *; rewrite size_between.
  rewrite !INR_IZR_INZ in *; apply le_IZR in H; rewrite Z2Nat.id by lia.
  replace (Z.of_nat n - a + 1)%Z with (Z.of_nat n + -1 * (a - 1))%Z by ring; rewrite plus_IZR, mult_IZR; reflexivity.
Qed.
Lemma rule_size_of_interval_index : forall a b n w, (b - a + 1 = n)%Z -> (0 <= n)%Z ->
  Eq (size (Between a b)) (int n) w.
Proof.
  intros a b n w E H; unfold Eq; cbn [val size int]; rewrite size_between, INR_IZR_INZ, E, Z2Nat.id by lia; reflexivity.
Qed.
Lemma rule_not_empty_size : forall s i w, isin i s = true -> finite s = true -> Le (int 1) (size s) w.
Proof.
  intros s i w I F; unfold Le; cbn [val int size]; rewrite INR_IZR_INZ; apply IZR_le.
  pose proof (in_elems s i F I) as K; destruct (elems s); [contradiction | simpl; lia].
Qed.
Lemma isin_between : forall k a b, isin k (Between a b) = true -> (a <= k <= b)%Z.
Proof. intros k a b H; simpl in H; apply andb_prop in H; destruct H as [A B]; apply Z.leb_le in A, B; lia. Qed.
Lemma isin_from : forall k a, isin k (From a) = true -> (a <= k)%Z.
Proof. intros k a H; apply Z.leb_le, H. Qed.
Lemma rule_in_interval_between : forall k a b, (a <= k)%Z -> (k <= b)%Z -> isin k (Between a b) = true.
Proof. intros k a b A B; simpl; apply andb_true_intro; split; apply Z.leb_le; assumption. Qed.
Lemma rule_in_interval_from : forall k a, (a <= k)%Z -> isin k (From a) = true.
Proof. intros k a A; apply Z.leb_le, A. Qed.
Lemma at_most_count : forall a n w, Le (int a) (cnt n) w -> (a <= Z.of_nat n)%Z.
Proof. intros a n w H; unfold Le in H; cbn [val int cnt] in H; rewrite INR_IZR_INZ in H; apply le_IZR, H. Qed.
Lemma rule_not_empty_between : forall i a n w, isin i (Between a (Z.of_nat n)) = true -> Le (int a) (cnt n) w.
Proof.
  intros i a n w H; apply isin_between in H; unfold Le; cbn [val int cnt]; rewrite INR_IZR_INZ; apply IZR_le; lia.
Qed.
Lemma rule_some_index : forall s w (P : Prop), (forall k, isin k s = true -> P) -> Lt (int 0) (size s) w -> P.
Proof.
  intros s w P H L; unfold Lt in L; cbn [val int size] in L; rewrite INR_IZR_INZ in L; apply lt_IZR in L.
  assert (K : exists k, In k (elems s)) by (destruct (elems s) as [| k l]; [simpl in L; lia | exists k; left; reflexivity]).
  destruct K as (k & K); apply (H k), elems_in, K.
Qed.
Lemma rule_different_indices_interval : forall i j a b, isin i (Between a b) = true -> (b < j)%Z -> i <> j.
Proof. intros i j a b H L E; apply isin_between in H; lia. Qed.

(* ---- indices in brackets, and equations ---- *)

Lemma part_or_rest : forall M m s i, isin i (Rest M m s) = true -> isin i (Part M m s) = false.
Proof. intros M m s i H; simpl in *; destruct (pt M m i); [discriminate | reflexivity]. Qed.
Lemma rule_equal_indices : forall (t : Z -> tm) i j w, i = j -> Eq (t i) (t j) w.
Proof. intros t i j w ->; reflexivity. Qed.
Lemma rule_replace_all : forall t u w, val t w = val u w -> Eq t u w.
Proof. auto. Qed.
Lemma rule_equivalent_by_factor_eq : forall a b c d f w, Ne f (int 0) w ->
  val b w + IZR (-1) * val a w = val f w * (val d w + IZR (-1) * val c w) -> (Eq a b w <-> Eq c d w).
Proof.
  intros a b c d f w N E; unfold Eq, Ne in *; simpl in *; split; intro H.
  - assert (K : val f w * (val d w + -1 * val c w) = 0) by (rewrite <- E, H; ring).
    apply Rmult_integral in K; destruct K; [contradiction | lra].
  - rewrite H in E; replace (val d w + -1 * val d w) with 0 in E by ring; lra.
Qed.
Lemma rule_equivalent_by_factor_ne : forall a b c d f w, Ne f (int 0) w ->
  val b w + IZR (-1) * val a w = val f w * (val d w + IZR (-1) * val c w) -> (Ne a b w <-> Ne c d w).
Proof.
  intros a b c d f w N E; pose proof (rule_equivalent_by_factor_eq a b c d f w N E) as [A B].
  split; intros H K; apply H; [apply B | apply A]; exact K.
Qed.
Lemma rule_equivalent_by_factor_lt : forall a b c d f w, Lt (int 0) f w ->
  val b w + IZR (-1) * val a w = val f w * (val d w + IZR (-1) * val c w) -> (Lt a b w <-> Lt c d w).
Proof.
  intros a b c d f w N E; unfold Lt in *; simpl in *; split; intro H.
  - destruct (Rlt_or_le (val c w) (val d w)) as [L | L]; [exact L | nra].
  - nra.
Qed.
Lemma rule_equivalent_by_factor_le : forall a b c d f w, Lt (int 0) f w ->
  val b w + IZR (-1) * val a w = val f w * (val d w + IZR (-1) * val c w) -> (Le a b w <-> Le c d w).
Proof.
  intros a b c d f w N E; unfold Lt, Le in *; simpl in *; split; intro H.
  - destruct (Rle_or_lt (val c w) (val d w)) as [L | L]; [exact L | nra].
  - nra.
Qed.
