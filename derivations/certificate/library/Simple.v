(* The lemmas of further rules, each of which Coq's own theorems give at once. *)

From Coq Require Import Reals ZArith Lia Lra List Bool Classical.
From Coquelicot Require Import Coquelicot.
From Derivations Require Import Smooth Composite World.
Import ListNotations.
Open Scope R_scope.

Lemma rule_split_cases_same : forall (i j : Z) (P : Prop), (i = j -> P) -> (i <> j -> P) -> P.
Proof. intros i j P A B; destruct (Z.eq_dec i j); auto. Qed.
Lemma rule_split_cases_eq : forall a b w (P : Prop), (Eq a b w -> P) -> (Ne a b w -> P) -> P.
Proof. intros a b w P A B; destruct (Req_dec (val a w) (val b w)); auto. Qed.
Lemma rule_split_cases_in : forall M m s i (P : Prop), isin i s = true ->
  (isin i (Part M m s) = true -> P) -> (isin i (Rest M m s) = true -> P) -> P.
Proof.
  intros M m s i P H A B; unfold Part, Rest in *; simpl in *; rewrite H in *.
  destruct (pt M m i); simpl in *; auto.
Qed.

Lemma rule_absolute_value_positive : forall t w, Le (int 0) t w -> Eq (tabs t) t w.
Proof. intros t w H; apply Rabs_pos_eq, H. Qed.
Lemma rule_absolute_value_negative : forall t w, Le t (int 0) w -> Eq (tabs t) (mul [int (-1); t]) w.
Proof. intros t w H; unfold Eq, Le in *; simpl in *; rewrite Rabs_left1 by exact H; ring. Qed.
Lemma rule_absolute_squared : forall t w, Eq (pow (tabs t) 2) (pow t 2) w.
Proof. intros t w; exact (pow2_abs (val t w)). Qed.
Lemma rule_bracket_value_holds : forall b w, b = true -> Eq (brk b) (int 1) w.
Proof. intros b w ->; reflexivity. Qed.
Lemma rule_bracket_value_fails : forall b w, b = false -> Eq (brk b) (int 0) w.
Proof. intros b w ->; reflexivity. Qed.
Lemma rule_bracket_squared : forall b w, Eq (pow (brk b) 2) (brk b) w.
Proof. intros [] w; unfold Eq; simpl; ring. Qed.

Lemma rule_in_larger_set : forall p s i, isin i (Keep p s) = true -> isin i s = true.
Proof. intros p s i H; simpl in H; apply andb_prop in H; apply H. Qed.
Lemma rule_in_set_without : forall s i j, isin i s = true -> i <> j -> isin i (Without s j) = true.
Proof. intros s i j H N; simpl; rewrite H; destruct (Z.eqb_spec i j); [contradiction | reflexivity]. Qed.
Lemma rule_same_index : forall i : Z, i = i.
Proof. reflexivity. Qed.
Lemma rule_different_indices_without : forall s i j, isin i (Without s j) = true -> i <> j.
Proof. intros s i j H ->; simpl in H; rewrite Z.eqb_refl in H; discriminate. Qed.
Lemma rule_different_indices_part : forall M m s i j,
  isin i (Part M m s) = true -> isin j (Rest M m s) = true -> i <> j.
Proof. intros M m s i j H K ->; simpl in *; destruct (pt M m j); discriminate. Qed.
Lemma rule_not_negative_count : forall n w, Le (int 0) (cnt n) w.
Proof. intros; apply pos_INR. Qed.
Lemma rule_not_negative_size : forall s w, Le (int 0) (size s) w.
Proof. intros; apply pos_INR. Qed.

Lemma rule_exp_grows_lt : forall a b w, Lt a b w <-> Lt (texp a) (texp b) w.
Proof. intros; split; [apply exp_increasing | apply exp_lt_inv]. Qed.
Lemma rule_exp_grows_eq : forall a b w, Eq a b w <-> Eq (texp a) (texp b) w.
Proof. intros; split; [intro H; unfold Eq in *; simpl; congruence | apply exp_inv]. Qed.
Lemma rule_exp_grows_ne : forall a b w, Ne a b w <-> Ne (texp a) (texp b) w.
Proof. intros; split; intros H K; apply H; apply rule_exp_grows_eq in K; exact K. Qed.
Lemma rule_exp_grows_le : forall a b w, Le a b w <-> Le (texp a) (texp b) w.
Proof.
  intros; split; intro H; apply Rnot_lt_le; intro K; [apply exp_lt_inv in K | apply exp_increasing in K];
    unfold Le in *; simpl in *; lra.
Qed.

Lemma rule_implication : forall P Q : Prop, (P -> Q) -> P -> Q.
Proof. auto. Qed.
Lemma rule_by_equivalence_left : forall P Q : Prop, (P <-> Q) -> P -> Q.
Proof. tauto. Qed.
Lemma rule_by_equivalence_right : forall P Q : Prop, (P <-> Q) -> Q -> P.
Proof. tauto. Qed.

Lemma rule_sum_of_ones : forall s w, Eq (sum s (fun _ => int 1)) (size s) w.
Proof.
  intros s w; unfold Eq; simpl; induction (elems s) as [| k l IH]; [reflexivity |].
  change (1 + total l (fun _ => 1) = INR (S (length l))); rewrite S_INR; simpl in IH; rewrite IH; ring.
Qed.
Lemma rule_sum_in_parts : forall M m s b w,
  Eq (sum s b) (add [sum (Part M m s) b; sum (Rest M m s) b]) w.
Proof.
  intros M m s b w; unfold Eq; simpl; induction (elems s) as [| k l IH]; [unfold total; simpl; ring |].
  simpl; destruct (pt M m k); simpl; unfold total in *; simpl; rewrite IH; ring.
Qed.
Lemma constant_has_slope : forall t d w, Indep t d w -> def t w -> def (par t d) w.
Proof.
  intros t d w H D; split.
  - exists 1; split; [lra |]; intros h _; apply H, D.
  - exists 0; apply (is_derive_ext (fun _ => val t w)); [intro h; symmetry; apply H | apply (is_derive_const (val t w) 0)].
Qed.
Lemma rule_without_value_power : forall t p w, Eq t (int 0) w -> Undef (pow t (Zneg p)) w.
Proof. intros t p w H [_ N]; exact (N H). Qed.
Lemma rule_without_value_ln : forall t w, Le t (int 0) w -> Undef (tln t) w.
Proof. intros t w H [_ N]; unfold Le in H; simpl in *; lra. Qed.
Lemma rule_without_value_sum : forall s b i w, Undef (b i) w -> isin i s = true -> Undef (sum s b) w.
Proof. intros s b i w U H D; apply U, D, H. Qed.
